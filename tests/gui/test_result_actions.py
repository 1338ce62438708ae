"""What is done with results, by key, by menu and by the mouse, in the window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from clothesfinder.gui import result_actions
from clothesfinder.gui.mime import Dropped, from_mime
from clothesfinder.settings import load_settings
from clothesfinder.thumbnail_sharing import thumbnail
from tests.conftest import save

from .desk import Desk, double_click, until
from .test_connect_dialog import button

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QAction

    from .conftest import Run

KEY, HELD = Qt.Key, Qt.KeyboardModifier
CONTROL, SHIFT = HELD.ControlModifier, HELD.ShiftModifier
FOR_ONE = {"Find similar", "Copy as picture"}
FOR_SOME = {
    *("Open\tReturn", "Show in folder", "Copy files", "Copy paths"),
    *("Copy to a folder…", "Hard-link to a folder…"),
    *("More like this\t+", "Less like this\t\N{MINUS SIGN}"),
}
NOT_OURS = {"Preview", "Export…"}


async def show_results(desk: Desk, pictures: Path, query: Path) -> None:
    """Three results, best first, and the keyboard at them."""
    desk.drop(pictures)
    await until(lambda: "indexed" in desk.notice)
    desk.drop(query)
    await until(lambda: len(desk.shown) >= 3)
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    desk.window._results.setFocus()


def press(desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = HELD.NoModifier) -> None:
    QTest.keyClick(desk.window._results, key, held)


def entries(menu: QMenu) -> dict[str, QAction]:
    return {a.text().replace("&", ""): a for a in menu.actions() if a.text()}


def results_menu(desk: Desk) -> QMenu:
    for action in desk.window.menuBar().actions():
        if action.text() == "&Results":
            menu = action.menu()
            assert isinstance(menu, QMenu)
            return menu
    raise AssertionError


def enabled(desk: Desk) -> set[str]:
    listed = entries(results_menu(desk)).items()
    return {text for text, action in listed if action.isEnabled()} - NOT_OURS


def selected_text(desk: Desk) -> str:
    label = desk.window.result_actions._selected
    return label.text() if label.isVisible() else ""


def pasted_files() -> list[Path]:
    dropped = from_mime(QGuiApplication.clipboard().mimeData())
    assert isinstance(dropped, Dropped)
    return dropped.files


class Opener(QObject):
    """The system's programs for files: notes what they are asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    @Slot(QUrl)
    def opened(self, url: QUrl) -> None:
        self.addresses.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def opener(qapp: QApplication) -> Iterator[Opener]:
    opener = Opener()
    name: Any = "opened"  # it refuses the bytes that its stub asks for
    QDesktopServices.setUrlHandler("file", opener, name)
    yield opener
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def revealed(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """What the file manager was asked to show; that it is asked, test_reveal checks."""
    revealed: list[list[Path]] = []

    def note(paths: Sequence[Path], _asker: QObject) -> None:
        revealed.append(list(paths))

    monkeypatch.setattr(result_actions, "reveal_together", note)
    return revealed


def test_only_what_applies_can_be_chosen(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        assert enabled(desk) == set()
        await show_results(desk, pictures, query)
        assert enabled(desk) == FOR_ONE | FOR_SOME | {"Select all"}, "the current one counts"
        assert selected_text(desk) == ""
        press(desk, KEY.Key_Right)
        assert selected_text(desk) == "1 selected"
        assert enabled(desk) == FOR_ONE | FOR_SOME | {"Select all"}
        press(desk, KEY.Key_Right, SHIFT)
        assert selected_text(desk) == "2 selected"
        assert enabled(desk) == FOR_SOME | {"Select all"}
        press(desk, KEY.Key_A, CONTROL)
        assert selected_text(desk) == "3 selected"
        desk.window._results.show_matches(pictures, ())
        assert selected_text(desk) == ""
        assert enabled(desk) == set()

    run(scenario())


def test_the_mouse_selects_one_by_one_and_a_range(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        results = desk.window._results

        def click(row: int, held: Qt.KeyboardModifier = HELD.NoModifier) -> None:
            place = results.visualRect(results.model().index(row, 0)).center()
            QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, held, place)

        await until(lambda: results.visualRect(results.model().index(2, 0)).isValid())
        click(2)
        click(0, CONTROL)
        assert results.chosen_rows() == [0, 2]
        click(0)
        click(2, SHIFT)
        assert results.chosen_rows() == [0, 1, 2]
        assert results.chosen_paths() == [pictures / name for name in desk.shown]

    run(scenario())


@pytest.mark.parametrize("by_key", [False, True])
def test_copied_files_are_files_elsewhere(
    run: Run, desk: Desk, pictures: Path, query: Path, by_key: bool
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        press(desk, KEY.Key_Right, SHIFT)
        if by_key:
            press(desk, KEY.Key_C, CONTROL)
        else:
            desk.menu("Results/Copy files")
        await until(lambda: desk.status == "2 files copied.")
        assert pasted_files() == [pictures / "red.png", pictures / "pink.png"]
        press(desk, KEY.Key_Home)
        press(desk, KEY.Key_C, CONTROL)
        await until(lambda: desk.status == "1 file copied.")
        assert pasted_files() == [pictures / "red.png"]

    run(scenario())


def test_what_is_not_here_is_told_and_the_rest_is_copied(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        (pictures / "red.png").unlink()
        press(desk, KEY.Key_A, CONTROL)
        press(desk, KEY.Key_C, CONTROL)
        await until(lambda: desk.status == "2 files copied.")
        assert desk.notice.startswith("1 of these 3 pictures is not on this computer")
        assert pasted_files() == [pictures / "pink.png", pictures / "blue.png"]
        desk.window.notice.hide()
        for name in ("pink.png", "blue.png"):
            (pictures / name).unlink()
        press(desk, KEY.Key_C, CONTROL)
        await until(lambda: desk.notice.startswith("None of these 3 pictures"))
        assert len(pasted_files()) == 2, "the clipboard is left as it was"
        press(desk, KEY.Key_C, CONTROL | SHIFT)
        assert desk.status == "3 paths copied.", "where they were can be told all the same"

    run(scenario())


def test_paths_are_copied_each_on_a_line(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        press(desk, KEY.Key_C, CONTROL | SHIFT)
        assert QGuiApplication.clipboard().text() == str(pictures / "red.png")
        press(desk, KEY.Key_A, CONTROL)
        desk.menu("Results/Copy paths")
        lines = QGuiApplication.clipboard().text().split("\n")
        assert lines == [str(pictures / name) for name in ("red.png", "pink.png", "blue.png")]

    run(scenario())


def test_a_picture_is_copied_as_one(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        desk.menu("Results/Copy as picture")
        await until(lambda: "Picture copied, 60 × 80 pixels" in desk.status)  # noqa: RUF001
        pasted = QGuiApplication.clipboard().image()
        wanted = QImage(str(pictures / "red.png"))
        assert pasted.convertToFormat(wanted.format()) == wanted
        (pictures / "red.png").write_bytes(b"no picture any more")
        desk.menu("Results/Copy as picture")
        await until(lambda: "red.png cannot be shown" in desk.notice)

    run(scenario())


def test_the_newest_wish_for_the_clipboard_wins(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        desk.menu("Results/Copy as picture")
        desk.menu("Results/Copy files")
        desk.menu("Results/Copy paths")
        await desk.at_rest()
        assert QGuiApplication.clipboard().text() == str(pictures / "red.png")
        assert not QGuiApplication.clipboard().mimeData().hasUrls()

    run(scenario())


async def told(*command: object) -> str:
    """Run a command while our own loop turns, and answers it; gives what it tells."""
    words = [str(word) for word in command]
    with tempfile.TemporaryFile("w+") as output, subprocess.Popen(words, stdout=output) as process:
        await until(lambda: process.poll() is not None)
        output.seek(0)
        return output.read()


class TestOtherPrograms:
    """What they get is asked for by another program, over the screen's own clipboard."""

    async def paste(self, *formats: str) -> list[bytes]:
        program = Path(__file__).with_name("pastetarget.py")
        offered, *data = (await told(sys.executable, program, *formats)).splitlines()
        self.offered = set(offered.split())
        return [bytes.fromhex(line) for line in data]

    @pytest.fixture(autouse=True)
    def needs_a_screen(self, qapp: QApplication) -> None:
        if qapp.platformName() != "xcb":
            pytest.skip("a clipboard that programs share needs a screen")

    def test_file_managers(self, run: Run, desk: Desk, gallery: Path, query: Path) -> None:
        """In the words of GNOME's and Xfce's, and of KDE's, and of all others."""
        odd = "red 50% #1;'\"é\n.png"
        names = [odd, os.fsdecode(b"pink \xff.png")] if sys.platform == "linux" else ["a.png", "b"]
        save(gallery / names[0], (200, 0, 0))
        save(gallery / "to be.png", (220, 60, 80)).rename(gallery / names[1])
        save(gallery / "blue.png", (0, 0, 200))
        uris = [(gallery / name).as_uri() for name in names]

        async def scenario() -> None:
            await show_results(desk, gallery, query)
            press(desk, KEY.Key_Right, SHIFT)
            press(desk, KEY.Key_C, CONTROL)
            await until(lambda: desk.status == "2 files copied.")
            listed, gnome, kde, text = await self.paste(
                *("text/uri-list", "x-special/gnome-copied-files"),
                *("application/x-kde-cutselection", "text/plain"),
            )
            assert listed.decode().split() == uris
            assert gnome.decode().split("\n") == ["copy", *uris]
            assert kde == b"0"
            assert text.decode() == f"{gallery / odd}\n{gallery}/pink ?.png"
            assert not {kind for kind in self.offered if kind.startswith("image/")}
            if shutil.which("xclip"):
                asked = "-selection", "clipboard", "-o", "-t", "text/uri-list"
                assert (await told("xclip", *asked)).split() == uris

        run(scenario())

    def test_picture_editors(
        self, run: Run, desk: Desk, pictures: Path, query: Path, tmp_path: Path
    ) -> None:
        async def scenario() -> None:
            await show_results(desk, pictures, query)
            desk.menu("Results/Copy as picture")
            await until(lambda: "Picture copied" in desk.status)
            png, bmp = await self.paste("image/png", "image/bmp")
            for name, data in (("pasted.png", png), ("pasted.bmp", bmp)):
                (tmp_path / name).write_bytes(data)
                with (
                    Image.open(tmp_path / name) as pasted,
                    Image.open(pictures / "red.png") as original,
                ):
                    assert pasted.convert("RGB").tobytes() == original.tobytes()
            assert "text/uri-list" not in self.offered

        run(scenario())


@pytest.mark.parametrize("way", ["key", "menu", "double click"])
def test_a_result_becomes_the_query(
    run: Run, desk: Desk, pictures: Path, query: Path, opener: Opener, way: str
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        press(desk, KEY.Key_End)
        if way == "key":
            press(desk, KEY.Key_F, CONTROL)
        elif way == "menu":
            desk.menu("Results/Find similar")
        else:
            desk.menu("Settings/Double-click/Finds similar pictures")
            assert load_settings().double_click == "similar"
            double_click_row(desk, 2)
        await until(lambda: desk.shown[0] == "blue.png")
        assert desk.window._query.name == "blue.png"
        assert opener.addresses == []

    run(scenario())


def double_click_row(desk: Desk, row: int) -> None:
    results = desk.window._results
    place = results.visualRect(results.model().index(row, 0)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    double_click(results.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_one_that_is_gone_becomes_no_query(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        (pictures / "red.png").unlink()
        press(desk, KEY.Key_F, CONTROL)
        await until(lambda: desk.notice.startswith("red.png is not on this computer"))
        assert desk.window._query.name == "query.png"

    run(scenario())


def test_one_that_others_have_is_looked_for_by_its_small_picture(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    """As in a shared gallery: its file is not here, but its thumbnail is."""
    small = thumbnail((pictures / "blue.png").read_bytes())

    async def scenario() -> None:
        await show_results(desk, pictures, query)
        results, thumbnails = desk.window._results, desk.window._thumbnails
        await until(lambda: results.thumbnail_of(2) is not None and thumbnails.idle)
        thumbnails.missing.connect(lambda paths: thumbnails.supply(paths[0], small))
        (pictures / "blue.png").unlink()
        thumbnails.check_again()
        results.viewport().update()

        def is_supplied() -> bool:
            shown = results.thumbnail_of(2)
            return shown is not None and shown.supplied

        await until(is_supplied)
        press(desk, KEY.Key_End)
        press(desk, KEY.Key_F, CONTROL)
        await until(lambda: desk.shown[0] == "blue.png")
        assert desk.window._query.name == "blue.png"
        assert desk.notice == "" or "blue" not in desk.notice

    run(scenario())


def test_return_and_double_click_open(
    run: Run, desk: Desk, pictures: Path, query: Path, opener: Opener
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        press(desk, KEY.Key_Return)
        await until(lambda: len(opener.addresses) == 1)
        double_click_row(desk, 2)
        await until(lambda: len(opener.addresses) == 2)
        press(desk, KEY.Key_A, CONTROL)
        press(desk, KEY.Key_Return)
        await until(lambda: len(opener.addresses) == 5)
        names = ["red.png", "blue.png", "red.png", "pink.png", "blue.png"]
        assert opener.addresses == [(pictures / name).as_uri() for name in names]

    run(scenario())


def test_many_are_opened_when_the_user_agrees_and_too_many_are_not(
    run: Run,
    desk: Desk,
    gallery: Path,
    query: Path,
    opener: Opener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(12):
        save(gallery / f"{number}.png")

    async def scenario() -> None:
        await show_results(desk, gallery, query)
        await until(lambda: len(desk.shown) == 12)
        press(desk, KEY.Key_A, CONTROL)
        press(desk, KEY.Key_Return)
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        box = desk.dialog()
        assert isinstance(box, QMessageBox)
        assert box.text() == "Open 12 pictures?"
        button(box, "Cancel").click()
        await until(lambda: desk.dialog() is None)
        assert opener.addresses == []
        desk.menu("Results/Open\tReturn")
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        button(desk.dialog(), "Open").click()
        await until(lambda: len(opener.addresses) == 12)
        monkeypatch.setattr(result_actions, "MOST_OPENED", 11)
        press(desk, KEY.Key_Return)
        assert desk.notice == "At most 11 can be opened at once. Select fewer."

    run(scenario())


@pytest.mark.parametrize("by_key", [False, True])
def test_each_folder_is_shown_once(
    run: Run, desk: Desk, pictures: Path, query: Path, revealed: list[list[Path]], by_key: bool
) -> None:
    save(pictures / "more" / "wine.png", (190, 10, 10))

    async def scenario() -> None:
        await show_results(desk, pictures, query)
        press(desk, KEY.Key_A, CONTROL)
        if by_key:
            press(desk, KEY.Key_O, CONTROL | SHIFT)
        else:
            desk.menu("Results/Show in folder")
        await until(lambda: len(revealed) == 2)
        assert sorted(revealed, key=len) == [
            [pictures / "more" / "wine.png"],
            [pictures / name for name in ("red.png", "pink.png", "blue.png")],
        ]

    run(scenario())


@pytest.mark.parametrize("way", ["Shift+F10", "menu key", "mouse"])
def test_the_results_have_a_menu_of_their_own(
    run: Run, desk: Desk, pictures: Path, query: Path, way: str
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        results, menu = desk.window._results, desk.window.result_actions.context_menu
        index = results.model().index(1, 0)
        await until(lambda: results.visualRect(index).isValid())
        middle = results.visualRect(index).center()
        if way == "mouse":
            beside = QPoint(results.viewport().width() - 2, results.viewport().height() - 2)
            ask_for_menu(desk, beside, QContextMenuEvent.Reason.Mouse)
            assert not menu.isVisible()
            QTest.mousePress(results.viewport(), Qt.MouseButton.RightButton, pos=middle)
            ask_for_menu(desk, middle, QContextMenuEvent.Reason.Mouse)
            QTest.mouseRelease(results.viewport(), Qt.MouseButton.RightButton, pos=middle)
            assert results.chosen_rows() == [1]
        else:
            press(desk, KEY.Key_Right)
            if way == "Shift+F10":
                press(desk, KEY.Key_F10, SHIFT)
            else:
                ask_for_menu(desk, QPoint(-9, -9), QContextMenuEvent.Reason.Keyboard)
        await until(menu.isVisible)
        assert menu.pos() == results.viewport().mapToGlobal(middle)
        assert set(entries(menu)) == set(entries(results_menu(desk)))
        entries(menu)["Copy paths"].trigger()
        assert QGuiApplication.clipboard().text() == str(pictures / "pink.png")
        menu.hide()

    run(scenario())


def ask_for_menu(desk: Desk, place: QPoint, reason: QContextMenuEvent.Reason) -> None:
    viewport = desk.window._results.viewport()
    event = QContextMenuEvent(reason, place, viewport.mapToGlobal(place))
    target = viewport if reason == QContextMenuEvent.Reason.Mouse else desk.window._results
    QApplication.sendEvent(target, event)


def test_a_real_right_click_and_a_real_menu_key(
    run: Run, desk: Desk, pictures: Path, query: Path, qapp: QApplication
) -> None:
    if qapp.platformName() != "xcb" or not shutil.which("xdotool"):
        pytest.skip("a real mouse needs X11 and xdotool")

    async def scenario() -> None:
        desk.window.move(0, 0)
        await show_results(desk, pictures, query)
        results, menu = desk.window._results, desk.window.result_actions.context_menu
        middle = results.visualRect(results.model().index(1, 0)).center()
        place = results.viewport().mapToGlobal(middle)
        await told("xdotool", "mousemove", place.x(), place.y(), "sleep", 0.1, "click", 3)
        await until(menu.isVisible)
        assert results.chosen_paths() == [pictures / "pink.png"]
        for key in ("Menu", "shift+F10"):
            menu.hide()
            results.setFocus()
            await until(lambda: not menu.isVisible() and results.hasFocus())
            await told("xdotool", "key", key)
            await until(menu.isVisible)
        menu.hide()

    run(scenario())


def test_right_click_among_several_keeps_them(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        results = desk.window._results
        press(desk, KEY.Key_A, CONTROL)
        await until(lambda: results.visualRect(results.model().index(1, 0)).isValid())
        middle = results.visualRect(results.model().index(1, 0)).center()
        QTest.mouseClick(results.viewport(), Qt.MouseButton.RightButton, pos=middle)
        assert results.chosen_rows() == [0, 1, 2]

    run(scenario())


def test_a_text_field_keeps_its_own_keys(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        words = desk.window._side.words
        words.show()
        words.setFocus()
        words.setText("a red dress")
        QTest.keyClick(words, KEY.Key_A, CONTROL)
        QTest.keyClick(words, KEY.Key_C, CONTROL)
        assert QGuiApplication.clipboard().text() == "a red dress"
        assert desk.window._results.selected == 0

    run(scenario())

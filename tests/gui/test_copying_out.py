"""Results copied, or hard-linked, to a folder, as a person does it in the window."""

from __future__ import annotations

import errno
import os
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QPushButton, QTreeWidget

from clothesfinder import copy_errors
from clothesfinder.copy_out import CopyProgress
from clothesfinder.copy_source import Source
from clothesfinder.gui import copy_actions
from clothesfinder.gui.copied_dialogs import NotCopiedDialog
from tests.conftest import save

from .desk import Desk, until
from .test_connect_dialog import button, texts
from .test_result_actions import CONTROL, KEY, press, show_results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import Run

COPY, LINK = "Results/Copy to a folder…", "Results/Hard-link to a folder…"
NAMES = ["red.png", "pink.png", "blue.png"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "selected ones"
    folder.mkdir()
    return folder


async def choose(desk: Desk, entry: str, folder: Path) -> None:
    """Choose the entry, and then a folder."""
    desk.menu(entry)
    await until(lambda: isinstance(desk.dialog(), QFileDialog))
    dialog = desk.dialog()
    assert isinstance(dialog, QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(folder))
    dialog.accept()
    await until(lambda: not isinstance(desk.dialog(), QFileDialog))


async def answer(desk: Desk, text: str) -> str:
    """Press the button of the question with this text; gives what is written there."""
    await until(lambda: isinstance(desk.dialog(), QMessageBox))
    box = desk.dialog()
    assert isinstance(box, QMessageBox)
    told = f"{box.text()} {box.informativeText()}"
    button(box, text).click()
    await until(lambda: desk.dialog() is not box)
    return told


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_copies_come_into_the_folder(
    run: Run,
    desk: Desk,
    pictures: Path,
    query: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(copy_actions, "reveal_together", lambda paths, _: shown.append(paths))

    async def scenario() -> None:
        await show_results(desk, pictures, query)
        await choose(desk, COPY, folder)
        await until(lambda: desk.notice == "1 picture was copied to “selected ones”.")
        assert (folder / "red.png").read_bytes() == (pictures / "red.png").read_bytes()
        press(desk, KEY.Key_A, CONTROL)
        await choose(desk, COPY, folder)
        await until(lambda: "2 pictures were copied" in desk.notice)
        assert desk.notice.endswith("“selected ones”, 1 was there already.")
        assert names(folder) == sorted(NAMES)
        button_of(desk).click()
        assert shown == [[folder / "pink.png", folder / "blue.png"]]
        await choose(desk, COPY, folder)
        await until(lambda: "0 pictures" in desk.notice)
        assert "3 were there already" in desk.notice
        assert button_of(desk).isHidden()

    run(scenario())


def button_of(desk: Desk) -> QPushButton:
    return desk.window.notice._button


def test_hard_links_are_made_when_the_user_knows_what_they_are(
    run: Run, desk: Desk, pictures: Path, query: Path, folder: Path
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        await choose(desk, LINK, folder)
        told = await answer(desk, "Cancel")
        assert "Hard-link 1 picture to “selected ones”?" in told
        assert "changes it for both" in told
        await desk.at_rest()
        assert names(folder) == []
        await choose(desk, LINK, folder)
        await answer(desk, "Hard-link")
        await until(lambda: desk.notice == "1 picture was hard-linked in “selected ones”.")
        assert (folder / "red.png").samefile(pictures / "red.png")

    run(scenario())


@pytest.mark.parametrize("entry", [COPY, LINK])
def test_it_is_asked_whether_to_put_copies_into_the_gallery(
    run: Run, desk: Desk, pictures: Path, query: Path, folder: Path, entry: str
) -> None:
    (pictures / "mine").mkdir()
    (folder / "link").symlink_to(pictures / "mine")
    yes = "Copy" if entry == COPY else "Hard-link"

    async def scenario() -> None:
        await show_results(desk, pictures, query)
        await choose(desk, entry, folder / "link")
        told = await answer(desk, "Cancel")
        assert "belongs to the gallery “gallery”" in told
        assert ("changes it for both" in told) == (entry == LINK)
        await desk.at_rest()
        assert names(pictures / "mine") == []
        await choose(desk, entry, pictures / "mine")
        await answer(desk, yes)
        await until(lambda: "“mine”" in desk.notice)
        assert names(pictures / "mine") == ["red.png"]

    run(scenario())


def test_what_could_not_be_copied_is_listed(
    run: Run, desk: Desk, pictures: Path, query: Path, folder: Path
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        (pictures / "pink.png").unlink()
        press(desk, KEY.Key_A, CONTROL)
        await choose(desk, COPY, folder)
        await until(lambda: "2 pictures were copied" in desk.notice)
        assert "1 could not be copied" in desk.notice
        button_of(desk).click()
        await until(lambda: isinstance(desk.dialog(), NotCopiedDialog))
        assert listed(desk) == [("pink.png", copy_errors.GONE)]
        assert "instead" not in texts(desk.dialog())
        button(desk.dialog(), "Copy the list").click()
        told = QGuiApplication.clipboard().text()
        assert told == f"{pictures / 'pink.png'}\t{copy_errors.GONE}"
        button(desk.dialog(), "Close").click()

    run(scenario())


def listed(desk: Desk) -> list[tuple[str, str]]:
    dialog = desk.dialog()
    assert dialog is not None
    table = dialog.findChild(QTreeWidget)
    assert table is not None
    rows = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return [(row.text(0), row.text(1)) for row in rows if row is not None]


def test_what_cannot_be_linked_may_be_copied(
    run: Run,
    desk: Desk,
    pictures: Path,
    query: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = os.link

    def refuse(source: Path, target: Path) -> None:
        """As for another drive; a copy gets its name by a link, too."""
        if source.suffix == ".png":
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        link(source, target)

    monkeypatch.setattr(os, "link", refuse)

    async def scenario() -> None:
        await show_results(desk, pictures, query)
        press(desk, KEY.Key_A, CONTROL)
        await choose(desk, LINK, folder)
        await answer(desk, "Hard-link")
        await until(lambda: "3 could not be hard-linked" in desk.notice)
        button_of(desk).click()
        await until(lambda: isinstance(desk.dialog(), NotCopiedDialog))
        assert listed(desk) == [(name, copy_errors.OTHER_DRIVE) for name in NAMES]
        button(desk.dialog(), "Copy these files instead").click()
        await until(lambda: desk.notice == "3 pictures were copied to “selected ones”.")
        assert names(folder) == sorted(NAMES)

    run(scenario())


def test_a_folder_that_cannot_be_used_is_told_of(
    run: Run, desk: Desk, pictures: Path, query: Path, folder: Path
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        desk.menu(COPY)
        await until(lambda: isinstance(desk.dialog(), QFileDialog))
        dialog = desk.dialog()
        assert isinstance(dialog, QFileDialog)
        folder.rmdir()
        dialog.fileSelected.emit(str(folder))
        dialog.reject()
        await until(lambda: "“selected ones” is not there" in desk.notice)

    run(scenario())


class SlowDrive:
    """Every file is read from it only when the gate is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gate = threading.Semaphore(0)
        self.at_the_gate = threading.Event()
        chunks = Source.chunks

        def wait(source: Source) -> Iterator[bytes]:
            self.at_the_gate.set()
            self.gate.acquire()
            return chunks(source)

        monkeypatch.setattr(Source, "chunks", wait)


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDrive]:
    drive = SlowDrive(monkeypatch)
    yield drive
    drive.gate.release(1000)


def test_a_slow_drive_holds_up_no_search_and_can_be_stopped(
    run: Run, desk: Desk, pictures: Path, query: Path, folder: Path, drive: SlowDrive
) -> None:
    other = save(folder.parent / "other.png", (5, 5, 210))
    panel = desk.window._copy_panel

    async def scenario() -> None:
        await show_results(desk, pictures, query)
        press(desk, KEY.Key_A, CONTROL)
        await choose(desk, COPY, folder)
        await until(drive.at_the_gate.is_set)
        await until(panel.isVisible)
        assert panel._counts.text().startswith("Copying to “selected ones”")
        assert panel._folder.text() == str(folder)
        desk.drop(other)
        await until(lambda: desk.shown[0] == "blue.png")
        desk.menu("Gallery/Update")
        await until(lambda: "up to date" in desk.notice or "unchanged" in desk.notice)
        drive.gate.release(1)
        await until(lambda: "1 of 3" in panel._counts.text())
        QTest.mouseClick(panel._cancel, Qt.MouseButton.LeftButton)
        drive.gate.release(1)
        await until(lambda: desk.notice.startswith("Copying was stopped."))
        assert "1 picture was copied" in desk.notice
        assert panel.isHidden()
        assert names(folder) == ["red.png"]

    run(scenario())


def test_it_can_be_paused_and_the_next_one_waits(
    run: Run, desk: Desk, pictures: Path, query: Path, folder: Path, drive: SlowDrive
) -> None:
    panel = desk.window._copy_panel
    second = folder.with_name("second")
    second.mkdir()

    async def scenario() -> None:
        await show_results(desk, pictures, query)
        await choose(desk, COPY, folder)
        await until(drive.at_the_gate.is_set)
        await until(panel.isVisible)
        await choose(desk, COPY, second)
        panel._pause.click()
        drive.gate.release(1000)
        await until(lambda: names(folder))
        assert "red.png" not in names(folder)
        assert names(second) == []
        panel._pause.click()
        await until(lambda: desk.notice == "1 picture was copied to “second”.")
        assert names(folder) == names(second) == ["red.png"]

    run(scenario())


def test_closed_meanwhile_it_leaves_nothing_half(
    run: Run, desk: Desk, pictures: Path, query: Path, folder: Path, drive: SlowDrive
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        await choose(desk, COPY, folder)
        await until(drive.at_the_gate.is_set)
        assert names(folder) != []
        desk.window._copy_panel._pause.click()
        drive.gate.release(1000)
        await desk.session.copying_out.close()
        assert names(folder) == []

    run(scenario())


def test_one_large_file_shows_that_it_goes_on(desk: Desk) -> None:
    panel, shown = desk.window._copy_panel, []
    panel.begin("a", "Copying")
    for done, share in ((0, 0.0), (0, 0.25), (0, 0.99), (1, 0.0), (1, 0.5), (2, 0.0)):
        panel.show_progress(CopyProgress(done, 2, 0.1, share=share))
        shown.append(panel._bar.value() / panel._bar.maximum())
    assert shown == pytest.approx([0, 0.125, 0.495, 0.5, 0.75, 1])
    panel.end()


def test_closing_asks_first(
    run: Run, desk: Desk, pictures: Path, query: Path, folder: Path, drive: SlowDrive
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        await choose(desk, COPY, folder)
        await until(drive.at_the_gate.is_set)
        desk.window.close()
        assert desk.window.isVisible()
        await answer(desk, "Go on copying")
        assert desk.window.isVisible()
        assert names(folder) != []
        desk.window.close()
        assert "stays, whole" in await answer(desk, "Close")
        await until(lambda: not desk.window.isVisible())
        drive.gate.release(1000)
        await desk.session.copying_out.close()
        assert "red.png" in names(folder) or names(folder) == []

    run(scenario())


def test_closing_asks_nothing_where_nothing_is_copied(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await show_results(desk, pictures, query)
        desk.window.close()
        assert not desk.window.isVisible()

    run(scenario())

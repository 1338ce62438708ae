"""Help > About and Help > Report a problem, in the window as it is."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from clothesfinder import __version__
from clothesfinder.atlas_login import Secrets
from clothesfinder.gui import help_actions
from clothesfinder.gui.about_dialog import AboutDialog
from clothesfinder.gui.report_dialog import ReportDialog
from clothesfinder.index_files import index_file
from clothesfinder.licences import Licences, licences
from clothesfinder.problem_report import NO_STORY
from clothesfinder.settings import Shared, data_folder
from tests.conftest import ColourEmbedder

from .desk import Desk, until
from .test_connect_dialog import own_keyring
from .test_screen_reader import nameless

if TYPE_CHECKING:
    from .conftest import Run

__all__ = ["own_keyring"]
ABOUT, REPORT = "Help/About Clothesfinder", "Help/Report a problem…"


@pytest.fixture
def embedder() -> ColourEmbedder:
    return ColourEmbedder()


def about(desk: Desk) -> AboutDialog:
    desk.menu(ABOUT)
    dialog = desk.dialog()
    assert isinstance(dialog, AboutDialog)
    return dialog


def report(desk: Desk) -> ReportDialog:
    desk.menu(REPORT)
    dialog = desk.dialog()
    assert isinstance(dialog, ReportDialog)
    return dialog


async def indexed(desk: Desk, gallery: Path) -> None:
    desk.session.index(gallery)
    await until(lambda: "up to date" in desk.notice)
    await desk.at_rest()


def pressed(dialog: AboutDialog | ReportDialog | QMessageBox, text: str) -> None:
    (button,) = [
        one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == text
    ]
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


class TestAbout:
    def test_it_tells_what_is_used(self, desk: Desk, run: Run, pictures: Path) -> None:
        async def scenario() -> None:
            dialog = about(desk)
            assert dialog.facts["Folder"] == "none is open"
            await until(lambda: "torch" in dialog.facts)
            assert dialog.facts["Clothesfinder"] == __version__
            await indexed(desk, pictures)
            await until(lambda: "Its vectors" in dialog.facts)
            assert dialog.facts["Folder"] == str(pictures)
            assert dialog.facts["Index"] == str(index_file(pictures))
            assert dialog.facts["Pictures"] == "3"
            assert dialog.facts["Indexes and settings"] == str(data_folder())
            for about_it, fact in dialog.facts.items():
                assert about_it in dialog.text
                assert fact in dialog.text

        run(scenario())

    def test_what_the_model_runs_on(
        self, desk: Desk, run: Run, embedder: ColourEmbedder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Network:
            device = "cpu"

        async def scenario() -> None:
            dialog = about(desk)
            assert dialog.facts["Runs on"] == "…"
            await until(lambda: dialog.facts["Runs on"] == "not known")
            dialog.close()
            monkeypatch.setattr(ColourEmbedder, "network", Network(), raising=False)
            dialog = about(desk)
            await until(lambda: dialog.facts["Runs on"] == "the processor")
            dialog.close()
            Network.device = "cuda (NVIDIA T4)"
            dialog = about(desk)
            told = "the graphics processor: cuda (NVIDIA T4)"
            await until(lambda: dialog.facts["Runs on"] == told)

        run(scenario())

    def test_of_a_shared_gallery_the_place_is_told_and_no_secret(
        self, desk: Desk, run: Run, pictures: Path
    ) -> None:
        uri = "mongodb://anna:s3cret@127.0.0.1:9/db?serverSelectionTimeoutMS=50"
        shared = Shared("127.0.0.1:9/db/gallery")
        assert Secrets().keep(shared.place, uri)  # in the keyring
        (data_folder() / "logs").mkdir(parents=True)
        log = data_folder() / "logs" / "clothesfinder.log"
        log.write_text("as anna with s3cret at 127.0.0.1\n", "utf-8")
        desk.preferences.keep(desk.preferences.now.with_shared(pictures, shared))

        async def scenario() -> None:
            desk.session.open_gallery(pictures)
            await until(lambda: desk.notice)
            dialog = about(desk)
            await until(lambda: "torch" in dialog.facts)
            assert dialog.facts["Index in MongoDB"] == "127.0.0.1:9/db/gallery"
            assert "s3cret" not in dialog.text
            assert "anna" not in dialog.text
            dialog.close()
            written = report(desk)
            await until(lambda: written.text)
            assert "index: in MongoDB, a server of one's own" in written.text
            assert "as … with … at HOST\n" in written.text
            for secret in ("s3cret", "anna", "127.0.0.1"):
                assert secret not in written.text

        run(scenario())

    def test_the_licences_are_read_elsewhere_and_shown(
        self, desk: Desk, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        threads: list[threading.Thread] = []

        def noted() -> Licences:
            threads.append(threading.current_thread())
            return licences()

        monkeypatch.setattr(help_actions, "licences", noted)

        async def scenario() -> None:
            dialog = about(desk)
            view = dialog.licences
            assert "being read" in view.text
            dialog.pages.setCurrentWidget(view)
            await until(lambda: view.shown)
            assert threads[0] is not threading.main_thread()
            assert view.shown[:2] == ["Clothesfinder", "Python"]
            assert "Apache License" in view.text
            view._filter.setFocus()
            QTest.keyClicks(view._filter, "lgpl")
            assert view.shown == ["PySide6_Essentials", "shiboken6"]
            assert "no key is needed" in view.text
            assert "GNU LESSER GENERAL PUBLIC LICENSE" in view.text
            assert view._count.text() == "2 parts"
            QTest.keyClick(view._filter, Qt.Key.Key_Down)
            assert view._list.hasFocus()
            QTest.keyClick(view._list, Qt.Key.Key_Down)
            assert view.text.startswith("shiboken6 ")
            view._filter.setText("no such part")
            assert view.shown == []
            assert view._list.count() == 0
            assert "No part is like that" in view.text

        run(scenario())

    def test_what_is_lacking_is_told(
        self, desk: Desk, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lacking = Licences(licences().parts[:2], "Nothing else is known here.")
        monkeypatch.setattr(help_actions, "licences", lambda: lacking)

        async def scenario() -> None:
            dialog = about(desk)
            dialog.pages.setCurrentWidget(dialog.licences)
            await until(lambda: dialog.licences.shown)
            assert dialog.licences._lacking.isVisible()
            assert dialog.licences._lacking.text() == "Nothing else is known here."

        run(scenario())

    def test_the_versions_are_copied_without_folders(
        self, desk: Desk, run: Run, pictures: Path
    ) -> None:
        async def scenario() -> None:
            await indexed(desk, pictures)
            dialog = about(desk)
            await until(lambda: "torch" in dialog.facts)
            pressed(dialog, "Copy versions")
            copied = QGuiApplication.clipboard().text()
            assert f"Clothesfinder: {__version__}\nPython: 3." in copied
            assert "Memory: " in copied
            assert str(pictures.parent) not in copied
            assert pictures.name not in copied
            assert dialog._copied.text() == "Copied."

        run(scenario())

    def test_by_keyboard_and_for_screen_readers(self, desk: Desk, run: Run) -> None:
        async def scenario() -> None:
            dialog = about(desk)
            assert about(desk) is dialog  # there is one only
            await until(lambda: dialog.licences.shown)
            dialog.activateWindow()
            await until(dialog.isActiveWindow)
            for page in range(3):
                dialog.pages.setCurrentIndex(page)
                assert nameless(dialog) == []
            QTest.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
            assert dialog.pages.currentWidget() is dialog.licences
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await until(lambda: desk.dialog() is None)
            desk.menu(ABOUT)
            assert desk.dialog() is not None
            desk.dialog().close()  # type: ignore[union-attr]
            await desk.at_rest()  # what was read then finds nobody to show it

        run(scenario())


class TestReport:
    def test_it_is_shown_before_anything_is_done(
        self, desk: Desk, run: Run, pictures: Path
    ) -> None:
        async def scenario() -> None:
            (pictures / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
            await indexed(desk, pictures)
            before = QGuiApplication.clipboard().text()
            dialog = report(desk)
            assert report(desk) is dialog
            assert dialog.text == ""
            await until(lambda: dialog.text)
            assert dialog._pane.toPlainText() == dialog.text
            assert dialog._pane.isReadOnly()
            assert QGuiApplication.clipboard().text() == before
            for words in ("pictures: 3", "last indexing: 3 indexed, 1 failed", NO_STORY, "Window"):
                assert words in dialog.text
            for own in (pictures.name, "broken.png", str(Path.home()), str(data_folder())):
                assert own not in dialog.text.replace("GALLERY", "")
            dialog._story.setFocus()
            QTest.keyClicks(dialog._story, "I pressed F5.")
            assert dialog._pane.toPlainText().splitlines()[2] == "I pressed F5."
            assert NO_STORY not in dialog.text
            pressed(dialog, "Copy")
            assert QGuiApplication.clipboard().text() == dialog.text
            assert "in the clipboard" in dialog.told

        run(scenario())

    def test_saving(self, desk: Desk, run: Run, tmp_path: Path) -> None:
        async def scenario() -> None:
            dialog = report(desk)
            await until(lambda: dialog.text)
            pressed(dialog, "Save as text…")
            (question,) = dialog.findChildren(QFileDialog)
            await until(question.isVisible)
            question.setDirectory(str(tmp_path))
            question.selectFile("told")
            question.accept()
            await until(lambda: dialog.told)
            file = tmp_path / "told.txt"
            assert dialog.told == f"Saved as {file}."
            assert file.read_text("utf-8") == dialog.text
            dialog.save_wanted.emit(tmp_path / "nowhere" / "told.txt", dialog.text)
            await until(lambda: "cannot be written" in dialog.told)

        run(scenario())

    def test_it_is_offered_where_something_unexpected_happens(self, desk: Desk, run: Run) -> None:
        async def wrong() -> None:
            raise ZeroDivisionError("nobody foresaw this")

        async def scenario() -> None:
            desk.session.begin(wrong())
            await until(lambda: isinstance(desk.dialog(), QMessageBox))
            box = desk.dialog()
            assert isinstance(box, QMessageBox)
            pressed(box, "Report a problem…")
            await until(lambda: isinstance(desk.dialog(), ReportDialog))
            dialog = desk.dialog()
            assert isinstance(dialog, ReportDialog)
            await until(lambda: dialog.text)

        run(scenario())

    def test_by_keyboard_and_for_screen_readers(self, desk: Desk, run: Run) -> None:
        async def scenario() -> None:
            dialog = report(desk)
            await until(lambda: dialog.text)
            dialog.activateWindow()
            await until(dialog.isActiveWindow)
            assert nameless(dialog) == []
            assert dialog._story.hasFocus()
            QTest.keyClick(dialog._story, Qt.Key.Key_Tab)
            assert dialog._pane.hasFocus()
            QTest.keyClick(dialog._pane, Qt.Key.Key_Tab)
            assert dialog._copy_button.hasFocus()
            QTest.keyClick(dialog._copy_button, Qt.Key.Key_Space)
            assert QGuiApplication.clipboard().text() == dialog.text
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await until(lambda: desk.dialog() is None)
            report(desk).close()
            await desk.at_rest()

        run(scenario())

"""The window as a person uses it: real events, real pictures, a real store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from clothesfinder.gui.file_table import FileTable
from clothesfinder.gui.searching import FIRST
from clothesfinder.index_files import index_file
from clothesfinder.settings import Settings, load_settings
from tests.conftest import ColourEmbedder, HalvesEmbedder, draw, save, save_outfit

from .desk import LET_THROUGH, Desk, GatedEmbedder, drop, turns, until

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import pytest
    from numpy.typing import NDArray

    from clothesfinder.gui.worker import Worker

    from .conftest import Run


def test_an_empty_window_says_what_to_do(desk: Desk) -> None:
    said = desk.window._results.accessibleDescription()
    assert "Drop a folder" in said
    assert "Ctrl+I" in said
    assert desk.shown == []


def test_drop_a_folder_then_a_picture(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        assert desk.drop(pictures)
        await until(lambda: "3 indexed" in desk.notice)
        assert desk.drop(query, on=desk.window._results)
        await until(lambda: desk.shown)
        assert desk.shown == ["red.png", "pink.png", "blue.png"]
        assert desk.window._query.name == "query.png"
        assert desk.status.startswith("Searched 3 pictures in")
        assert desk.window.windowTitle().startswith(pictures.name)

    run(scenario())


def test_a_picture_first_is_searched_for_once_there_is_a_gallery(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        desk.drop(query)
        await until(lambda: desk.window._query.name)
        assert "Drop a folder" in desk.window._results.accessibleDescription()
        desk.drop(pictures)
        await until(lambda: len(desk.shown) == 3)

    run(scenario())


def test_folder_and_picture_by_menu_and_keyboard(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def choose(path: Path) -> None:
        await until(lambda: isinstance(desk.dialog(), QFileDialog))
        dialog = desk.dialog()
        assert isinstance(dialog, QFileDialog)
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(str(path))
        dialog.accept()
        await until(lambda: desk.dialog() is None)

    async def scenario() -> None:
        desk.menu("Gallery/Index folder…")
        await choose(pictures)
        await until(lambda: "3 indexed" in desk.notice)
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        QTest.keyClick(desk.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        await choose(query)
        await until(lambda: len(desk.shown) == 3)

    run(scenario())


def test_paste_searches_at_once(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        desk.drop(pictures)
        await until(lambda: "3 indexed" in desk.notice)
        QGuiApplication.clipboard().setText("no picture at all")
        desk.menu("Query/Paste")
        assert "no picture in the clipboard" in desk.window._query.error
        QGuiApplication.clipboard().setImage(QImage(str(query)))
        desk.menu("Query/Paste")
        await until(lambda: len(desk.shown) == 3)
        assert desk.shown[0] == "red.png"
        assert desk.window._query.name == "Pasted picture"
        assert desk.window._query.error == ""

    run(scenario())


def test_text_is_not_taken(desk: Desk) -> None:
    mime = QMimeData()
    mime.setText("hello")
    assert not drop(desk.window, mime)


def test_search_while_indexing_pause_go_on_and_cancel(
    run: Run, desk: Desk, gallery: Path, embedder: GatedEmbedder, query: Path
) -> None:
    for number in range(200):
        save(gallery / f"{number}.png")

    def done() -> int:
        return desk.window._panel._bar.value()

    async def scenario() -> None:
        embedder.shut(LET_THROUGH)
        desk.drop(gallery)
        await until(lambda: done() >= 8)
        await until(desk.window._panel.isVisible)
        assert f"{done()} of 200" in desk.window._panel._counts.text()
        desk.window._panel._pause.click()
        embedder.let_through()
        desk.drop(query)
        await until(lambda: len(desk.shown) >= 8)
        await desk.held()
        paused_at = done()
        assert paused_at < 200
        await desk.session.work.ask(turns(20))
        await desk.held()
        assert done() == paused_at
        assert desk.window._panel._pace.text() == "Paused"
        desk.window._panel._pause.click()
        await until(lambda: "200 indexed" in desk.notice)
        assert not desk.window._panel.isVisible()
        await until(lambda: len(desk.shown) == FIRST)

    run(scenario())


def test_cancel_keeps_what_is_indexed(
    run: Run, desk: Desk, gallery: Path, embedder: GatedEmbedder, query: Path
) -> None:
    for number in range(200):
        save(gallery / f"{number}.png")

    async def scenario() -> None:
        embedder.shut(LET_THROUGH)
        desk.drop(gallery)
        await until(lambda: desk.window._panel._bar.value() >= 8)
        await until(desk.window._panel.isVisible)
        desk.window._panel._cancel.click()
        embedder.let_through()
        await until(lambda: "Indexing was stopped" in desk.notice)
        desk.drop(query)
        await until(lambda: len(desk.shown) >= 8)
        desk.menu("Gallery/Update")
        await until(lambda: "unchanged" in desk.notice)
        await until(lambda: "Searched 200 pictures" in desk.status)

    run(scenario())


def test_an_update_keeps_the_query_the_results_and_the_place(
    run: Run, desk: Desk, gallery: Path, query: Path
) -> None:
    for number in range(50):
        save(gallery / f"{number}.png", (200, 4 * number, 0))

    async def scenario() -> None:
        desk.drop(gallery)
        await until(lambda: "50 indexed" in desk.notice)
        desk.drop(query)
        await until(lambda: len(desk.shown) == 50)
        await desk.at_rest()
        results, catalog = desk.window._results, desk.session.catalog
        chosen = desk.shown[40]
        results.setCurrentIndex(results.model().index(40, 0))
        place = results.verticalScrollBar().value()
        assert place > 0
        counts: list[int] = []
        for signal in (results.model().modelReset, desk.session.work.began):
            signal.connect(lambda *_: counts.append(len(desk.shown)))
        save(gallery / "new.png", (0, 0, 200))
        desk.menu("Gallery/Update")
        await until(lambda: "1 indexed" in desk.notice)
        await until(lambda: "new.png" in desk.shown)
        await desk.at_rest()
        assert counts
        assert min(counts) >= 50, "they were there all the time"
        assert desk.shown[results.currentIndex().row()] == chosen
        assert results.verticalScrollBar().value() > 0
        assert desk.window._query.name == query.name
        assert desk.session.catalog is catalog

    run(scenario())


def test_the_update_that_comes_last_is_told_of(
    run: Run, desk: Desk, gallery: Path, embedder: GatedEmbedder, query: Path
) -> None:
    for number in range(40):
        save(gallery / f"{number}.png")

    async def scenario() -> None:
        desk.drop(gallery)
        await until(lambda: "40 indexed" in desk.notice)
        await desk.at_rest()
        told: list[str] = []
        desk.session.stopped.connect(told.append)
        for number in range(40):
            save(gallery / "more" / f"{number}.png")
        embedder.shut(LET_THROUGH)
        desk.menu("Gallery/Update")
        await until(lambda: desk.window._panel._bar.value() >= 44)
        desk.menu("Gallery/Update")
        await until(lambda: not desk.notice)
        embedder.gate.release(1000)
        await until(lambda: "up to date" in desk.notice)
        await desk.at_rest()
        assert told == [], "the first was not stopped by the user"
        assert index_file(gallery).exists()
        desk.drop(query)
        await until(lambda: "Searched 80 pictures" in desk.status)

    run(scenario())


def test_bad_pictures_are_listed_with_their_reasons(run: Run, desk: Desk, pictures: Path) -> None:
    (pictures / "bad.jpg").write_bytes(b"no picture")

    async def scenario() -> None:
        desk.drop(pictures)
        await until(lambda: "1 skipped" in desk.notice)
        desk.window.notice._button.click()
        await until(lambda: desk.dialog() is not None)
        table = desk.window.findChild(FileTable)
        assert table is not None
        await until(lambda: table.model().rowCount() == 1)
        assert [table.model().index(0, column).data() for column in range(3)] == [
            "bad.jpg", "Skipped", "This is not a picture, or of a kind that cannot be read here.",
        ]  # fmt: skip
        dialog = desk.dialog()
        assert dialog is not None
        dialog.reject()

    run(scenario())


def test_troubles_are_one_sentence_where_one_looks(
    run: Run, desk: Desk, pictures: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "no picture.jpg").write_bytes(b"nothing")

    async def scenario() -> None:
        desk.drop(tmp_path / "empty")
        await until(lambda: "There are no pictures in" in desk.notice)
        assert not desk.window._panel.isVisible()
        desk.drop(pictures)
        await until(lambda: "3 indexed" in desk.notice)
        desk.drop(tmp_path / "no picture.jpg")
        await until(lambda: "not a picture" in desk.window._query.error)
        desk.drop(tmp_path / "gone.jpg")
        await until(lambda: "no longer there" in desk.window._query.error)
        (pictures / "red.png").unlink()
        desk.window.open_picture(pictures / "red.png")
        await until(lambda: "is not there any more" in desk.notice)

    run(scenario())


def test_forget_asks_then_deletes_the_index_alone(run: Run, desk: Desk, pictures: Path) -> None:
    async def answer(text: str) -> None:
        desk.menu("Gallery/Forget this gallery…")
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        dialog = desk.dialog()
        assert dialog is not None
        (button,) = [
            b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text
        ]
        button.click()
        await until(lambda: desk.dialog() is None)

    async def scenario() -> None:
        desk.drop(pictures)
        await until(lambda: "3 indexed" in desk.notice and load_settings().recent_galleries)
        await answer("Cancel")
        assert index_file(pictures).exists()
        await answer("Forget")
        await until(lambda: not index_file(pictures).exists())
        await until(lambda: desk.window.windowTitle() == "Clothesfinder")
        assert load_settings().recent_galleries == ()
        assert len(list(pictures.iterdir())) == 3

    run(scenario())


def test_the_next_start_goes_on_where_this_one_ended(
    run: Run, desk: Desk, qapp: QApplication, worker: Worker, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        desk.drop(pictures)
        await until(lambda: "3 indexed" in desk.notice and load_settings().recent_galleries)
        desk.window.resize(901, 603)
        desk.menu("View/Larger thumbnails")
        desk.menu("View/Colours/Dark")
        desk.menu("Settings/Indexing speed/Gentle: a quarter of the processor at most")
        desk.window.close()
        settings = load_settings()
        assert (settings.theme, settings.thumbnail_edge) == ("dark", 240)
        assert settings.pace == "gentle"
        again = Desk(qapp, worker, ColourEmbedder())
        again.window.gallery_actions.open_last()
        again.drop(query)
        await until(lambda: len(again.shown) == 3)
        assert again.window.size().toTuple() == (901, 603)
        await again.close()

    run(scenario())


def test_a_start_with_a_picture_searches_the_last_gallery(
    run: Run, desk: Desk, qapp: QApplication, worker: Worker, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        desk.drop(pictures)
        await until(lambda: "3 indexed" in desk.notice and load_settings().recent_galleries)
        desk.window.close()
        again = Desk(qapp, worker, ColourEmbedder())
        again.window.intake.open_arguments([str(query)])
        await until(lambda: len(again.shown) == 3)
        assert again.shown[0] == "red.png"
        await again.close()

    run(scenario())


def test_a_garment_of_an_outfit_is_found_and_its_part_told(
    run: Run, qapp: QApplication, worker: Worker, gallery: Path, tmp_path: Path
) -> None:
    async def scenario() -> None:
        save_outfit(gallery / "outfit.png", (0, 0, 200), (200, 0, 0))
        save_outfit(gallery / "other.png", (0, 160, 0), (20, 20, 20))
        draw((200, 0, 0)).save(tmp_path / "skirt.png")
        desk = Desk(qapp, worker, HalvesEmbedder())
        desk.drop(gallery)
        await until(lambda: "2 indexed" in desk.notice)
        desk.drop(tmp_path / "skirt.png")
        await until(lambda: desk.shown == ["outfit.png", "other.png"])
        told = desk.window._results.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert told == "outfit.png, score 1.00, found by its lower part, rank 1"
        await desk.close()

    run(scenario())


def test_a_start_with_a_folder_opens_no_other(
    run: Run, desk: Desk, pictures: Path, query: Path, tmp_path: Path
) -> None:
    async def scenario() -> None:
        other = tmp_path / "another"
        save(other / "only.png")
        desk.preferences.keep(Settings(recent_galleries=(str(pictures),)))
        opened: list[Path | None] = []
        desk.session.gallery_opened.connect(opened.append)
        desk.window.intake.open_arguments([str(query), str(other)])
        await until(lambda: desk.shown == ["only.png"])
        found: list[object] = []
        desk.session.searching.found.connect(found.append)
        desk.window.intake.open_arguments([str(query)])  # another start hands this over
        await until(lambda: bool(found))
        assert opened == [other]

    run(scenario())


def test_a_start_after_the_index_was_lost_is_as_the_first(run: Run, desk: Desk) -> None:
    async def scenario() -> None:
        desk.preferences.keep(Settings(recent_galleries=("/gone/for/good",)))
        desk.window.gallery_actions.open_last()
        await until(lambda: "not indexed yet" in desk.notice)
        assert "Drop a folder" in desk.window._results.accessibleDescription()

    run(scenario())


def test_another_gallery_ends_the_indexing_of_the_one_before(
    run: Run, desk: Desk, pictures: Path, tmp_path: Path, embedder: GatedEmbedder, query: Path
) -> None:
    for number in range(200):
        save(tmp_path / "long" / f"{number}.png")

    async def scenario() -> None:
        embedder.shut(LET_THROUGH)
        desk.drop(tmp_path / "long")
        await until(lambda: desk.window._panel._bar.value() >= 8)
        desk.drop(pictures)
        embedder.let_through()
        await until(lambda: "3 indexed" in desk.notice)
        desk.drop(query)
        await until(lambda: sorted(desk.shown) == ["blue.png", "pink.png", "red.png"])

    run(scenario())


def test_something_unforeseen_is_logged_and_told(
    run: Run, desk: Desk, pictures: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(pixels: object) -> NDArray[np.float32]:
        raise ZeroDivisionError("deep inside")

    desk.session._load_embedder("").embed = broken  # type: ignore[method-assign]

    async def scenario() -> None:
        desk.drop(pictures)
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        box = desk.dialog()
        assert isinstance(box, QMessageBox)
        assert "unexpected" in box.text()
        assert "deep inside" not in box.text() + box.informativeText()
        assert "deep inside" in caplog.text
        box.reject()

    run(scenario())


def test_everything_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    nameless = [
        widget
        for widget in desk.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []

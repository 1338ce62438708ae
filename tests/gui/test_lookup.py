"""Many pictures looked up at once in the window: from the menu to the table, and what it is for."""

from __future__ import annotations

import asyncio
import csv
import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QIcon, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from clothesfinder.catalog import Catalog
from clothesfinder.filter import EVERYTHING, Filter
from clothesfinder.findings import Order, Verdict
from clothesfinder.gui.findings_table import EDGE, FindingsModel, FindingsTable
from clothesfinder.gui.gallery_dialogs import shown_of
from clothesfinder.gui.lookup_dialog import FILES_ONLY, LookupDialog
from clothesfinder.gui.theme import palette
from tests.conftest import ColourEmbedder, result, save

from .desk import Desk, GatedEmbedder, drop, until

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run

ENTRY = "Query/Look up many…"
PICTURES = 40
ROLE = Qt.ItemDataRole


def colour(number: int) -> tuple[int, int, int]:
    return (number * 6, 255 - number * 6, number * 97 % 256)


@pytest.fixture
def wardrobe(gallery: Path) -> Path:
    """Enough pictures for what scores mean to be known, indexed before."""
    for number in range(PICTURES):
        save(gallery / f"{number}.png", colour(number))
    with closing(Catalog(gallery, load_embedder=ColourEmbedder)) as catalog:
        result(catalog.index())
        result(catalog.calibrate())
    return gallery


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    folder = tmp_path / "queries"
    for number in (1, 2, 10):
        save(folder / f"{number}.png", colour(number))
    save(folder / "other.png", (255, 255, 255), (200, 20))
    (folder / "text.jpg").write_text("no picture")
    return folder


def dialogs(desk: Desk) -> list[LookupDialog]:
    return shown_of(desk.window, LookupDialog)


async def ask(desk: Desk, gallery: Path) -> LookupDialog:
    """Open the gallery and the dialog."""
    desk.session.open_gallery(gallery)
    await until(lambda: desk.session.catalog is not None and desk.session.searching.ready)
    await desk.at_rest()
    desk.menu(ENTRY)
    (dialog,) = dialogs(desk)
    return dialog


def drop_on(dialog: LookupDialog, *sources: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(source)) for source in sources])
    assert drop(dialog, mime)


async def look_up(dialog: LookupDialog, *sources: Path) -> None:
    """Drop these on the dialog, and wait until all are looked up."""
    drop_on(dialog, *sources)
    await until(lambda: dialog._is_running)
    await ended(dialog)


async def ended(dialog: LookupDialog) -> None:
    await until(lambda: not dialog._is_running)
    findings = dialog._findings
    if findings is not None:
        await until(lambda: len(dialog._view.model.rows) == len(findings))


def model(dialog: LookupDialog) -> FindingsModel:
    return dialog._view.model


def shown(dialog: LookupDialog) -> list[list[str]]:
    table = model(dialog)
    return [
        [str(table.index(row, column).data()) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def names(dialog: LookupDialog) -> list[str]:
    return [name for name, *_ in shown(dialog)]


def pick(dialog: LookupDialog, name: str) -> None:
    dialog._view.table.selectRow(names(dialog).index(name))


def test_from_the_menu_to_a_row_for_each(
    run: Run, desk: Desk, wardrobe: Path, queries: Path
) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        assert dialog.windowTitle() == "Look up many pictures in “gallery”"
        assert not dialog._view.export_button.isEnabled()
        await look_up(dialog, queries)
        assert shown(dialog) == [
            ["1.png", "1.png", "1.00", "same item", "Found"],
            ["2.png", "2.png", "1.00", "same item", "Found"],
            ["10.png", "10.png", "1.00", "same item", "Found"],
            ["other.png", *shown(dialog)[3][1:4], "Not found"],
            ["text.jpg", model(dialog).finding(4).reason, "", "", "Failed"],
        ]
        assert dialog._view.told == "3 found, 1 not found, 1 failed."
        assert dialog.focusWidget() is dialog._view.table

    run(way())


def test_the_entry_needs_a_gallery_and_there_is_one_window(
    run: Run, desk: Desk, wardrobe: Path
) -> None:
    async def way() -> None:
        with pytest.raises(AssertionError):
            desk.menu(ENTRY)
        dialog = await ask(desk, wardrobe)
        desk.menu(ENTRY)
        assert dialogs(desk) == [dialog]

    run(way())


def test_by_key(run: Run, desk: Desk, wardrobe: Path) -> None:
    async def way() -> None:
        desk.session.open_gallery(wardrobe)
        await until(lambda: desk.session.searching.ready)
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        QTest.keyClick(desk.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: dialogs(desk))

    run(way())


def test_filter_and_order(run: Run, desk: Desk, wardrobe: Path, queries: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        await look_up(dialog, queries)
        box = dialog._view.filter
        options = [box.itemText(row) for row in range(box.count())]
        assert options == [
            "All (5)", "Found (3)", "Perhaps (0)", "Not found (1)", "Not judged (0)", "Failed (1)",
        ]  # fmt: skip

        def choose(row: int) -> None:
            box.setCurrentIndex(row)
            box.activated.emit(row)  # as a click or a key does

        choose(1)
        await until(lambda: names(dialog) == ["1.png", "2.png", "10.png"])
        header = dialog._view.table.horizontalHeader()
        dialog._view.table.sortByColumn(Order.MATCH, Qt.SortOrder.DescendingOrder)
        await until(lambda: names(dialog) == ["2.png", "10.png", "1.png"])
        choose(5)
        await until(lambda: names(dialog) == ["text.jpg"])
        choose(2)
        await until(lambda: names(dialog) == [])
        assert "Choose another verdict" in dialog._view.table.accessibleDescription()
        choose(0)
        dialog._view.table.sortByColumn(Order.VERDICT, Qt.SortOrder.AscendingOrder)
        await until(lambda: names(dialog)[-2:] == ["other.png", "text.jpg"])
        assert header.sortIndicatorSection() == Order.VERDICT

    run(way())


def test_the_chosen_row_stays_chosen_in_another_order(
    run: Run, desk: Desk, wardrobe: Path, queries: Path
) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        await look_up(dialog, queries)
        pick(dialog, "2.png")
        dialog._view.table.sortByColumn(Order.QUERY, Qt.SortOrder.DescendingOrder)
        await until(lambda: names(dialog)[0] == "text.jpg")
        row = dialog._view.table.current_row()
        assert row is not None
        assert names(dialog)[row] == "2.png"

    run(way())


@pytest.mark.parametrize("by", ["key", "button"])
def test_a_row_is_searched_with_in_the_main_window(
    run: Run, desk: Desk, wardrobe: Path, queries: Path, by: str
) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        await look_up(dialog, queries)
        pick(dialog, "10.png")
        if by == "key":
            QTest.keyClick(dialog._view.table, Qt.Key.Key_Return)
        else:
            dialog._view.search_button.click()
        await until(lambda: desk.shown)
        assert desk.shown[0] == "10.png"
        assert desk.window._query.name == "10.png"
        assert dialog.isVisible()

    run(way())


def test_leave_out_itself_and_look_up_again(run: Run, desk: Desk, wardrobe: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        assert not dialog._view.again_button.isEnabled()
        await look_up(dialog, wardrobe)
        assert [row[:2] for row in shown(dialog)] == [
            [f"{number}.png"] * 2 for number in range(PICTURES)
        ]
        dialog._view.leave_out.click()
        dialog._view.again_button.click()
        await until(lambda: dialog._is_running)
        await ended(dialog)
        assert len(shown(dialog)) == PICTURES
        assert not [row for row in shown(dialog) if row[0] == row[1]]

    run(way())


def test_by_the_questions_for_files(
    run: Run, desk: Desk, wardrobe: Path, queries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def choose(dialog: LookupDialog, button: QPushButton, *chosen: Path) -> None:
        button.click()
        (question,) = [one for one in dialog.findChildren(QFileDialog) if one.isVisible()]
        question.setDirectory(str(chosen[0].parent))
        signal = question.filesSelected if len(chosen) > 1 else question.fileSelected
        signal.emit([str(path) for path in chosen] if len(chosen) > 1 else str(chosen[0]))
        question.close()
        await until(lambda: dialog._is_running)
        await ended(dialog)

    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        await choose(dialog, dialog._view.folder_button, queries)
        assert len(shown(dialog)) == 5
        await choose(dialog, dialog._view.pictures_button, queries / "10.png", queries / "1.png")
        assert names(dialog) == ["10.png", "1.png"]

    run(way())


def test_what_cannot_be_looked_up_is_said(
    run: Run, desk: Desk, wardrobe: Path, tmp_path: Path
) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        mime = QMimeData()
        mime.setImageData(QImage(20, 20, QImage.Format.Format_RGB32))
        drop(dialog, mime)
        assert dialog._view.told == FILES_ONLY
        (tmp_path / "empty").mkdir()
        await look_up(dialog, tmp_path / "empty")
        assert dialog._view.told.startswith("There are no pictures in")
        assert dialog._view.again_button.isEnabled()

    run(way())


def test_progress_and_cancel_keep_what_was_done(
    run: Run, desk: Desk, wardrobe: Path, queries: Path, embedder: GatedEmbedder
) -> None:
    for number in range(300):
        save(queries / f"more {number}.png", colour(number % PICTURES))

    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        embedder.shut()
        drop_on(dialog, queries)
        while "of 305 pictures" not in dialog._view.told:
            embedder.gate.release()  # what scores mean is found out first
            await asyncio.sleep(0.01)
        while not names(dialog):  # some that are let through may be of later pictures
            embedder.gate.release()
            await asyncio.sleep(0.01)
        assert dialog._view.stop_button.isVisible()
        assert not dialog._view.close_button.isVisible()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        embedder.let_through()
        await ended(dialog)
        done = len(names(dialog))
        assert 0 < done < 305
        assert dialog._view.told == (
            f"Stopped: {done} of 305 pictures were looked up. They are kept, and may be exported."
        )
        assert dialog._view.export_button.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        await until(lambda: not dialogs(desk))

    run(way())


def test_a_search_in_the_window_is_answered_meanwhile(
    run: Run, desk: Desk, wardrobe: Path, queries: Path, embedder: GatedEmbedder
) -> None:
    for number in range(60):
        save(queries / f"more {number}.png", colour(number % PICTURES))

    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        desk.drop(wardrobe / "5.png")
        await until(lambda: desk.shown[:1] == ["5.png"])
        embedder.shut()
        drop_on(dialog, queries)
        await until(embedder.at_the_gate.is_set)
        await until(lambda: "of 65 pictures" in dialog._view.told)
        from clothesfinder.emphasis import Emphasis  # the vector is known, the search is anew

        before = desk.session.searching.shown
        desk.session.searching.weigh(Emphasis())
        found: list[object] = []
        desk.session.searching.found.connect(found.append)
        await until(lambda: found)
        assert desk.session.searching.shown is before
        assert dialog._is_running
        embedder.let_through()
        await ended(dialog)

    run(way())


async def export(dialog: LookupDialog, file: Path) -> None:
    """By the key, with the file called so in the question."""
    QTest.keyClick(dialog, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (question,) = [one for one in dialog.findChildren(QFileDialog) if one.isVisible()]
    question.fileSelected.emit(str(file))
    question.close()
    await until(lambda: dialog._view.told == f"Written to {file}.")


def test_export_of_what_the_table_shows(
    run: Run,
    desk: Desk,
    wardrobe: Path,
    queries: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        await look_up(dialog, queries)
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        await export(dialog, tmp_path / "all.json")
        told = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
        assert len(told["queries"]) == 5
        box = dialog._view.filter
        box.setCurrentIndex(1)
        box.activated.emit(1)
        await until(lambda: len(names(dialog)) == 3)
        await export(dialog, tmp_path / "found.csv")
        with (tmp_path / "found.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row[1] for row in csv.reader(file)] == ["Verdict", *["Found"] * 3]
        await export(dialog, tmp_path / "found.html")
        opened: list[str] = []

        def note(url: QUrl) -> bool:
            opened.append(url.toLocalFile())
            return True

        monkeypatch.setattr(QDesktopServices, "openUrl", note)
        assert dialog._view.open_button.isVisible()
        dialog._view.open_button.click()
        await until(lambda: opened == [str(tmp_path / "found.html")])
        assert (tmp_path / "found.html").read_text(encoding="utf-8").count("<section") == 3

    run(way())


def test_an_export_that_fails_is_said(
    run: Run, desk: Desk, wardrobe: Path, queries: Path, tmp_path: Path
) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        await look_up(dialog, queries)
        dialog._exporting.save(_sheet(dialog), tmp_path / "nowhere" / "a.csv")
        await until(lambda: "there is no such folder" in dialog._view.told)
        await until(dialog._view.export_button.isEnabled)
        dialog._exporting.save(_sheet(dialog), tmp_path / "a.pdf")
        await until(lambda: "is no kind of file" in dialog._view.told)

    run(way())


def _sheet(dialog: LookupDialog):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from clothesfinder.sheets import sheet_of_look_up

    assert dialog._findings is not None
    return sheet_of_look_up(dialog._findings)


def test_the_window_is_closed_meanwhile(
    run: Run, desk: Desk, wardrobe: Path, queries: Path, embedder: GatedEmbedder
) -> None:
    for number in range(60):
        save(queries / f"more {number}.png", colour(number % PICTURES))

    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        embedder.shut(2)
        drop_on(dialog, queries)
        await until(lambda: 0 < len(names(dialog)) < 65)
        desk.window.close()
        assert not dialogs(desk)
        embedder.let_through()
        await until(lambda: not desk.window.lookup.looking._tasks)

    run(way())


def test_small_pictures_side_by_side(run: Run, desk: Desk, wardrobe: Path, queries: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        await look_up(dialog, queries)
        table = model(dialog)

        def middle(row: int, column: int) -> tuple[int, int, int]:
            icon = table.index(row, column).data(ROLE.DecorationRole)
            assert isinstance(icon, QIcon)
            tile = icon.pixmap(EDGE, EDGE, QIcon.Mode.Selected)
            assert tile.deviceIndependentSize().toTuple() == (EDGE, EDGE)
            colour = tile.toImage().pixelColor(tile.width() // 2, tile.height() // 2)
            return colour.red(), colour.green(), colour.blue()

        def alike(found: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
            return max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 40

        await until(lambda: alike(middle(2, 0), colour(10)) and alike(middle(2, 1), colour(10)))
        assert table.index(0, 2).data(ROLE.DecorationRole) is None
        assert table.index(2, 0).data(ROLE.ToolTipRole) == str(queries / "10.png")
        assert table.index(2, 1).data(ROLE.ToolTipRole) == str(wardrobe / "10.png")

    run(way())


def test_for_who_cannot_see_it(run: Run, desk: Desk, wardrobe: Path, queries: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        assert "Drop pictures or folders" in dialog._view.table.accessibleDescription()
        await look_up(dialog, queries)
        table = model(dialog)
        first = table.index(0, 0).data(ROLE.AccessibleTextRole)
        assert first == "1.png: found, best match 1.png, score 1.00, same item"
        last = table.index(4, 0).data(ROLE.AccessibleTextRole)
        assert last.startswith("text.jpg: failed. This is not a picture")
        unnamed = [
            widget
            for widget in dialog.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        ]
        assert unnamed == []
        tester = QAbstractItemModelTester.FailureReportingMode.Fatal
        QAbstractItemModelTester(table, tester)
        pick(dialog, "1.png")
        told = dialog._view._current.text()
        assert told.startswith("1.png: found, best match 1.png, score 1.00, same item. Next: ")

    run(way())


def test_every_button_by_the_keyboard(run: Run, desk: Desk, wardrobe: Path, queries: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        await look_up(dialog, queries)
        pick(dialog, "1.png")
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        view, reached = dialog._view, set()
        view.table.setFocus()
        for _ in range(12):
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            reached.add(dialog.focusWidget())
        wanted = {
            view.folder_button, view.pictures_button, view.leave_out, view.filter, view.table,
            view.search_button, view.export_button, view.again_button, view.close_button,
        }  # fmt: skip
        assert wanted <= reached

    run(way())


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark(
    run: Run, desk: Desk, wardrobe: Path, queries: Path, qapp: QApplication, dark: bool
) -> None:
    async def way() -> None:
        qapp.setPalette(palette(dark))
        dialog = await ask(desk, wardrobe)
        await look_up(dialog, queries)
        image = dialog._view.table.grab().toImage()
        corner = image.pixelColor(image.width() - 20, image.height() - 5)
        assert (corner.lightness() < 128) is dark

    try:
        run(way())
    finally:
        qapp.setPalette(palette(False))


def test_a_table_of_many_rows_asks_for_few_pictures(run: Run, desk: Desk, wardrobe: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, wardrobe)
        await look_up(dialog, *[wardrobe] * 20)
        assert len(shown(dialog)) == 20 * PICTURES
        table = dialog._view.table
        assert isinstance(table, FindingsTable)
        await until(lambda: model(dialog)._places)
        places = [place for cells in model(dialog)._places.values() for place in cells]
        assert len(places) < 60
        assert dialog._findings is not None
        assert dialog._findings.counts()[Verdict.FOUND] == 20 * PICTURES

    run(way())


def test_that_the_filter_of_the_window_does_not_hold_is_said(
    run: Run, desk: Desk, wardrobe: Path
) -> None:
    async def scenario() -> None:
        dialog = await ask(desk, wardrobe)
        assert not dialog._view.unfiltered_told
        among = Filter(name="1")
        desk.window.filtering.bar.changed.emit(among)
        assert dialog._view.unfiltered_told
        dialog.reject()
        await until(lambda: not dialogs(desk))
        desk.menu(ENTRY)
        (again,) = dialogs(desk)
        assert again._view.unfiltered_told
        desk.window.filtering.bar.changed.emit(EVERYTHING)
        assert not again._view.unfiltered_told

    run(scenario())

"""The filter in the window, as a person uses it: a real gallery, a real store."""

from __future__ import annotations

import os
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clothesfinder.catalog import Catalog
from clothesfinder.filter import EVERYTHING, NO_COPIES, Filter, begin_of, end_of
from clothesfinder.gui.filter_view import NONE_PASSES
from clothesfinder.gui.theme import palette
from clothesfinder.saved_searches import SavedSearches
from tests.conftest import ColourEmbedder, result, save

from .desk import Desk, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from .conftest import Run

PICTURES = {
    "red.png": ((200, 0, 0), (60, 80)),
    "dresses/pink.png": ((220, 60, 80), (80, 60)),
    "dresses/long/blue.png": ((0, 0, 200), (60, 60)),
    "skirts/rose.png": ((230, 90, 90), (60, 80)),
}
ALL = ["red.png", "pink.png", "rose.png", "blue.png"]
MENU = "Query/Filter…"


@pytest.fixture
def embedder() -> ColourEmbedder:
    return ColourEmbedder()


@pytest.fixture
def pictures(gallery: Path) -> Path:
    for number, (name, (colour, size)) in enumerate(PICTURES.items()):
        noon = datetime(2020 + number, 6, 1, 12).timestamp()
        os.utime(save(gallery / name, colour, size), (noon, noon))
    return gallery


async def searched(desk: Desk, pictures: Path, query: Path) -> None:
    desk.drop(pictures)
    await until(lambda: "4 indexed" in desk.notice)
    await desk.at_rest()
    desk.drop(query, on=desk.window._results)
    await until(lambda: desk.shown == ALL)


def middle(place: QRect) -> int:
    return place.center().x()


def message(desk: Desk) -> str:
    return desk.window._results.accessibleDescription()


def test_names_narrow_what_is_found_and_all_is_told(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await searched(desk, pictures, query)
        filtering = desk.window.filtering
        assert not filtering.bar.isVisible()
        assert filtering.strip.text == ""
        desk.menu(MENU)
        assert filtering.bar.isVisible()
        assert filtering.strip.button.isChecked()
        QTest.keyClicks(filtering.bar.name, "r*.png")
        await until(lambda: desk.shown == ["red.png", "rose.png"])
        assert filtering.strip.text == "2 of 2 pictures called “r*.png”"
        assert desk.status.startswith("Searched 4 pictures (2 of them called “r*.png”) in")
        assert desk.window._side.size_text == "4 pictures"
        QTest.keyClick(filtering.bar.name, Qt.Key.Key_Escape)
        assert not filtering.bar.isVisible()
        assert desk.shown == ["red.png", "rose.png"], "closing the bar changes nothing"
        button = filtering.strip.button
        assert (button.text(), button.isChecked()) == ("Filter is on", False)
        read = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        assert read == "Filter is on: 2 of 2 pictures called “r*.png”"
        filtering.strip._clear.click()
        await until(lambda: desk.shown == ALL)
        assert (button.text(), filtering.strip.text) == ("Filter", "")
        assert "of them" not in desk.status

    run(scenario())


def test_every_field_reaches_the_search(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        await searched(desk, pictures, query)
        bar = desk.window.filtering.bar
        desk.menu(MENU)
        await until(lambda: bar.folder.count() == 4)
        assert [bar.folder.itemText(row) for row in range(4)] == [
            "All folders", "dresses", "dresses/long", "skirts"
        ]  # fmt: skip
        bar.folder.setCurrentIndex(1)
        await until(lambda: desk.shown == ["pink.png", "blue.png"])
        bar.shape.setCurrentIndex(3)
        await until(lambda: desk.shown == ["blue.png"])
        bar.clear_button.click()
        await until(lambda: desk.shown == ALL)
        bar.since.set_day(date(2021, 1, 1))
        await until(lambda: desk.shown == ["pink.png", "rose.png", "blue.png"])
        bar.until.set_day(date(2022, 12, 31))
        await until(lambda: desk.shown == ["pink.png", "blue.png"])
        bar.clear_button.click()
        await until(lambda: desk.shown == ALL)
        scores = [match.score for match in desk.window._results._model._matches]
        bar.least.setValue(round(scores[2] - 0.005, 2))
        await until(lambda: desk.shown == ALL[:3])
        bar.clear_button.click()
        desk.drop(pictures / "red.png", on=desk.window._results)
        await until(lambda: desk.window._query.name == "red.png" and desk.shown == ALL)
        bar.copies.setChecked(True)
        await until(lambda: desk.shown == ALL[1:])
        assert desk.window.filtering.strip.text == "3 pictures without exact copies"

    run(scenario())


def test_where_nothing_passes_there_is_a_way_out_by_keyboard(
    run: Run, desk: Desk, qtbot: QtBot, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await searched(desk, pictures, query)
        filtering, results = desk.window.filtering, desk.window._results
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        desk.menu(MENU)
        QTest.keyClicks(filtering.bar.name, "none")
        await until(lambda: NONE_PASSES in message(desk))
        assert "It keeps to pictures called “none”." in message(desk)
        assert desk.shown == []
        assert filtering.strip.text == "No pictures called “none”"
        way_out, seen = filtering._way_out, results.viewport().rect
        assert way_out.isVisible()
        for width in (900, 1200):
            desk.window.resize(width, 700)
            await until(
                lambda: (
                    abs(way_out.geometry().center().x() - results.viewport().rect().center().x())
                    < 2
                )
            )
            assert seen().contains(way_out.geometry())
            assert way_out.y() > results.message_bottom
        QTest.keyClick(filtering.bar.name, Qt.Key.Key_Escape)
        for _ in range(40):
            if way_out.hasFocus():
                break
            there = QApplication.focusWidget()
            assert there is not None
            QTest.keyClick(there, Qt.Key.Key_Tab)
        assert way_out.hasFocus()
        QTest.keyClick(way_out, Qt.Key.Key_Return)
        await until(lambda: desk.shown == ALL)
        assert way_out.isHidden()
        assert NONE_PASSES not in message(desk)
        assert filtering.bar.name.text() == ""
        assert results.hasFocus()

    run(scenario())


def test_the_newest_filter_wins(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        await searched(desk, pictures, query)
        found: list[int] = []
        desk.session.searching.found.connect(lambda one: found.append(len(one.matches)))
        for among in (Filter(name="red"), Filter(name="none"), Filter("skirts")):
            desk.session.searching.keep_to(among)
        await until(lambda: desk.shown == ["rose.png"])
        await desk.at_rest()
        assert found == [1]

    run(scenario())


def test_another_gallery_has_other_folders(
    run: Run, desk: Desk, pictures: Path, query: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    save(other / "hats" / "red hat.png", (190, 10, 10))

    async def scenario() -> None:
        await searched(desk, pictures, query)
        bar = desk.window.filtering.bar
        desk.menu(MENU)
        bar.name.setText("red")
        bar.folder.choose("dresses")
        await until(lambda: desk.session.searching.among == Filter("dresses", "red"))
        await until(lambda: desk.shown == [])
        desk.drop(other)
        await until(lambda: desk.shown == ["red hat.png"])
        assert desk.session.searching.among == Filter(name="red")
        await until(lambda: bar.folder.count() == 2)
        assert bar.folder.itemText(1) == "hats"

    run(scenario())


def test_the_same_gallery_keeps_its_folder_and_lists_new_ones(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await searched(desk, pictures, query)
        bar = desk.window.filtering.bar
        desk.menu(MENU)
        bar.folder.choose("dresses")
        await until(lambda: desk.shown == ["pink.png", "blue.png"])
        save(pictures / "dresses" / "new" / "ruby.png", (210, 10, 10))
        desk.menu("Gallery/Update")
        await until(lambda: desk.shown == ["ruby.png", "pink.png", "blue.png"])
        await until(lambda: bar.folder.findText("dresses/new") > 0)
        assert bar.folder.folder == "dresses"

    run(scenario())


def test_a_filter_set_before_there_is_a_gallery(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        desk.menu(MENU)
        QTest.keyClicks(desk.window.filtering.bar.name, "blue")
        await until(lambda: desk.window.filtering.among == Filter(name="blue"))
        assert desk.window.filtering.strip.text == "Only pictures called “blue”"
        desk.drop(query)
        await until(lambda: desk.window._query.name == "query.png")
        desk.drop(pictures)
        await until(lambda: desk.shown == ["blue.png"])

    run(scenario())


def test_where_folders_cannot_be_listed_the_bar_works_on(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await searched(desk, pictures, query)
        catalog = desk.session.catalog
        assert isinstance(catalog, Catalog)
        desk.menu("Gallery/Update")
        await desk.at_rest()
        catalog = desk.session.catalog
        assert isinstance(catalog, Catalog)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(catalog.stores, "reachable", broken)
            desk.menu(MENU)
            await desk.at_rest()
        assert desk.window.filtering.bar.folder.count() == 1
        desk.window.filtering.bar.folder.choose("skirts")
        await until(lambda: desk.shown == ["rose.png"])

    run(scenario())


def broken() -> None:
    from clothesfinder.problem import Problem

    raise Problem("It cannot be reached.")


def is_same(told: Callable[[], QColor], colour: QColor) -> bool:
    return told() == colour


def test_it_is_seen_that_a_filter_is_on(desk: Desk, qtbot: QtBot) -> None:
    strip = desk.window.filtering.strip

    def inside() -> QColor:
        return strip.button.icon().pixmap(16, 16).toImage().pixelColor(8, 5)

    assert inside().alpha() < 50
    strip.show_filter(on=True, told="x")
    for theme in ("dark", "light", "dark"):
        desk.window.choose_theme(theme)
        accent = palette(theme == "dark").accent().color()
        qtbot.waitUntil(partial(is_same, inside, accent))
        leaf = desk.window.filtering.bar.since._button.icon().pixmap(16, 16).toImage()
        ink = palette(theme == "dark").color(QPalette.ColorRole.PlaceholderText)
        assert leaf.pixelColor(9, 10) == ink
    strip.show_filter(on=False, told="")
    assert inside().alpha() < 50


def test_it_fits_a_narrow_window(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(800, 600)
    desk.menu(MENU)
    qtbot.wait(50)
    bar, results = desk.window.filtering.bar, desk.window._results
    assert desk.window.width() == 800
    inner = QRect(bar.mapTo(desk.window, bar.rect().topLeft()), bar.size())
    assert desk.window.rect().contains(inner)
    for field in (bar.name, bar.folder, bar.until, bar.most, bar.copies, bar.clear_button):
        place = QRect(field.mapTo(bar, field.rect().topLeft()), field.size())
        assert bar.rect().contains(place)
    assert results.height() > 250
    assert bar.filter == EVERYTHING


def test_results_of_a_filter_are_those_of_the_core(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    from clothesfinder.query import Query

    async def scenario() -> None:
        await searched(desk, pictures, query)
        desk.session.searching.keep_to(Filter("dresses", most=0.97))
        await until(lambda: desk.shown != ALL)
        await desk.at_rest()

    run(scenario())
    job = Catalog(pictures, "", ColourEmbedder).search(
        Query(query), among=Filter("dresses", most=0.97)
    )
    assert desk.shown == [match.path.rpartition("/")[2] for match in result(job).matches]


def test_undo_and_a_saved_search_bring_a_filter_back(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    kept = Filter(
        "dresses", "*.png", begin_of(date(2021, 1, 1)), end_of(date(2021, 12, 31)), "landscape",
        0.25, NO_COPIES,
    )  # fmt: skip

    async def scenario() -> None:
        await searched(desk, pictures, query)
        bar, strip = desk.window.filtering.bar, desk.window.filtering.strip
        bar.show_filter(kept)
        assert bar.filter == kept
        bar.clear()
        bar.folder.choose("dresses")
        bar._tell()
        await until(lambda: desk.shown == ["pink.png", "blue.png"])
        searching = desk.session.searching
        among, shown = searching.among, searching.query
        assert shown is not None
        searches = SavedSearches()
        searches.save("dresses", shown, searching.emphasis, among)
        desk.menu("Query/Undo")
        await until(lambda: desk.shown == ALL)
        assert bar.filter == EVERYTHING == searching.among
        assert strip.text == ""
        desk.menu("Query/Redo")
        await until(lambda: desk.shown == ["pink.png", "blue.png"])
        assert bar.filter == among
        assert "dresses" in strip.text
        bar.clear()
        await until(lambda: desk.shown == ALL)
        desk.window.saved.open("dresses")
        await until(lambda: desk.shown == ["pink.png", "blue.png"])
        assert bar.filter == among

    run(scenario())

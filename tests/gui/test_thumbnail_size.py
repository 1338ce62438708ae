"""The size of the thumbnails: by slider, keys and wheel; what is in view stays in view."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clothesfinder.gui import thumbnails as thumbnails_module
from clothesfinder.gui.decode import decode
from clothesfinder.gui.thumbnail_size import EDGES, LEAST, MOST, STEP
from clothesfinder.gui.thumbnails import EDGES as MADE
from clothesfinder.gui.thumbnails import Thumbnails, made_edge
from clothesfinder.settings import load_settings
from clothesfinder.store import WHOLE, Match
from tests.conftest import save

from .desk import Desk, until

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.gui.grid import Results

    from .conftest import Run


def wheel(results: Results, turned: int, held: Qt.KeyboardModifier) -> None:
    view = results.viewport()
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def show_many(desk: Desk, gallery: Path, number: int = 10_000) -> Results:
    """Show so many results; the pictures are not looked at."""
    matches = [Match(f"{row}.png", WHOLE, 1 - row / number) for row in range(number)]
    desk.window._results.show_matches(gallery, matches)
    return desk.window._results


def saved_edge(data: Path) -> int | None:
    file = data / "settings.json"
    return json.loads(file.read_text())["thumbnail_edge"] if file.exists() else None


def test_the_slider_changes_it_at_once_and_it_is_kept_at_rest(
    run: Run, desk: Desk, data: Path
) -> None:
    written: list[int] = []

    async def scenario() -> None:
        slider = desk.window.thumbnail_size.slider
        desk.preferences.changed.connect(
            lambda: written.append(desk.preferences.now.thumbnail_edge)
        )
        assert slider.value() == 180
        for edge in range(184, 301, 4):
            slider.setValue(edge)
            assert desk.window._results._cell.edge == edge
        assert saved_edge(data) != 300
        await until(lambda: saved_edge(data) == 300)
        assert written == [300]

    run(scenario())


def test_what_has_not_come_to_rest_is_kept_when_the_window_closes(desk: Desk) -> None:
    desk.window.thumbnail_size.slider.setValue(260)
    desk.window.close()
    assert load_settings().thumbnail_edge == 260


def test_the_slider_goes_by_steps_and_by_keys(desk: Desk) -> None:
    slider = desk.window.thumbnail_size.slider
    slider.setValue(201)  # as a drag does
    assert slider.value() == 200
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 200 + STEP
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert slider.value() == LEAST
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert slider.value() == MOST
    assert slider.accessibleName() == "Size of the thumbnails"
    assert slider.accessibleDescription() == "384 pixels"


def test_the_menu_goes_to_the_next_size(desk: Desk) -> None:
    slider = desk.window.thumbnail_size.slider
    slider.setValue(200)
    seen = []
    for _ in range(4):
        desk.menu("View/Larger thumbnails")
        seen.append(slider.value())
    assert seen == [240, 320, MOST, MOST]
    for _ in range(7):
        desk.menu("View/Smaller thumbnails")
    assert slider.value() == EDGES[0] == LEAST


def test_a_size_that_settings_cannot_mean_is_none(desk: Desk) -> None:
    slider = desk.window.thumbnail_size.slider
    slider.setValue(7)
    assert slider.value() == LEAST


def test_the_wheel_with_ctrl_changes_it_and_scrolls_without(
    run: Run, desk: Desk, gallery: Path
) -> None:
    async def scenario() -> None:
        results = show_many(desk, gallery)
        bar, slider = results.verticalScrollBar(), desk.window.thumbnail_size.slider
        await until(lambda: bar.maximum() > 0)
        wheel(results, 120, Qt.KeyboardModifier.ControlModifier)
        assert slider.value() == 196
        wheel(results, -240, Qt.KeyboardModifier.ControlModifier)
        assert slider.value() == 164
        for _ in range(15):  # a touchpad, which tells of little at once
            wheel(results, 8, Qt.KeyboardModifier.ControlModifier)
        assert slider.value() == 180
        assert bar.value() == 0
        wheel(results, -120, Qt.KeyboardModifier.NoModifier)
        assert slider.value() == 180
        await until(lambda: bar.value() > 0)

    run(scenario())


@pytest.mark.parametrize("row", [0, 3, 5_000, 9_999])
def test_the_current_row_stays_where_it_is(run: Run, desk: Desk, gallery: Path, row: int) -> None:
    async def scenario() -> None:
        results = show_many(desk, gallery)
        index, last = (results.model().index(one, 0) for one in (row, 9_999))
        await until(lambda: results.visualRect(last).isValid())
        results.setCurrentIndex(index)
        await until(lambda: results.viewport().rect().contains(results.visualRect(index)))
        slider, view = desk.window.thumbnail_size.slider, results.viewport().rect()
        for edge in (*range(180, MOST + 1, STEP), *range(MOST, LEAST - 1, -STEP)):
            slider.setValue(edge)
            assert view.contains(results.visualRect(index)), edge

    run(scenario())


def test_without_a_current_row_in_view_the_first_that_is_stays(
    run: Run, desk: Desk, gallery: Path
) -> None:
    async def scenario() -> None:
        results = show_many(desk, gallery)
        last = results.model().index(9_999, 0)
        await until(lambda: results.visualRect(last).isValid())
        results.verticalScrollBar().setValue(results.verticalScrollBar().maximum() // 2)
        first = results.visible_rows().start
        for edge in (*range(180, MOST + 1, STEP), *range(MOST, LEAST - 1, -STEP)):
            desk.window.thumbnail_size.slider.setValue(edge)
            assert first in results.visible_rows(), edge  # and no drift, step after step

    run(scenario())


def test_sliding_makes_no_thumbnails_but_of_the_few_sizes(
    run: Run, desk: Desk, pictures: Path, query: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[Path, int]] = []

    def counted(path: Path, edge: int) -> object:
        made.append((path, edge))
        return decode(path, edge)

    monkeypatch.setattr(thumbnails_module, "decode", counted)

    async def scenario() -> None:
        assert desk.drop(pictures)
        await until(lambda: "3 indexed" in desk.notice)
        desk.drop(query)
        await until(lambda: desk.shown)
        for edge in range(184, 241, STEP):
            desk.window.thumbnail_size.slider.setValue(edge)
            desk.window._results.viewport().repaint()
            await until(lambda: not desk.window._results._visibility.isActive())
            await until(lambda: desk.window._thumbnails.idle)
        assert {edge for _, edge in made} <= set(MADE)
        assert len(made) == len(set(made))
        assert len({edge for _, edge in made}) <= 2

    run(scenario())


def test_until_another_size_is_made_the_one_there_is_is_shown(
    run: Run, desk: Desk, gallery: Path
) -> None:
    path = save(gallery / "a.png", size=(600, 900))

    async def scenario() -> None:
        thumbnails: Thumbnails = desk.window._thumbnails
        thumbnails.want([path], 180)
        await until(lambda: thumbnails.get(path, 180))
        assert thumbnails.get(path, 320) is None
        stand_in = thumbnails.nearest(path, 320)
        assert stand_in is not None
        assert stand_in.pixmap.height() == 180
        thumbnails.want([path], 320)
        await until(lambda: thumbnails.get(path, 320))
        sharp = thumbnails.nearest(path, 320)
        assert sharp is not None
        assert sharp.pixmap.height() == 320

    run(scenario())


def test_a_thumbnail_is_made_at_least_as_large_as_it_is_shown() -> None:
    for edge in range(LEAST, 2 * MOST + 1):
        assert made_edge(edge) >= edge
        assert made_edge(edge) in MADE
    assert made_edge(180) == 180
    assert made_edge(360) == 360
    assert made_edge(5000) == MADE[-1]

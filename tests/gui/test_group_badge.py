"""How a group of nearly the same pictures looks, at every size, in light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleFactory

from clothesfinder.calibration import Thresholds
from clothesfinder.grouping import NO_GROUPS
from clothesfinder.gui.grid import Results
from clothesfinder.gui.group_badge import badge_place
from clothesfinder.gui.theme import palette
from clothesfinder.gui.thumbnails import Thumbnails
from clothesfinder.store import WHOLE, Match
from tests.conftest import save

from .desk import double_click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QColor, QImage
    from pytestqt.qtbot import QtBot

MATCHES = [Match(f"{number}.png", WHOLE, 0.9 - number / 100) for number in range(8)]
GROUPS = NO_GROUPS._replace(leaders=np.array([0, 1, 1, 3, 1, 5, 5, 7], np.int32))
LEADER = 1


@pytest.fixture
def results(qtbot: QtBot, gallery: Path) -> Iterator[Results]:
    for match in MATCHES:
        save(gallery / match.path, (200, 30, 30), (90, 120))
    thumbnails = Thumbnails(None)
    results = Results(thumbnails)
    results.setStyle(QStyleFactory.create("Fusion"))
    qtbot.addWidget(results)
    results.resize(1100, 900)
    with qtbot.waitExposed(results):
        results.show()
    yield results
    thumbnails.close()


def seen(qtbot: QtBot, results: Results) -> QImage:
    results.executeDelayedItemsLayout()
    results.viewport().repaint()
    thumbnails = results._model._thumbnails
    qtbot.waitUntil(lambda: not results._visibility.isActive() and thumbnails.idle)
    return results.viewport().grab().toImage()


def badge(results: Results, row: int) -> QRect:
    cell = results.visualRect(results.model().index(row, 0)).toRectF()
    place = badge_place(results._cell.tile(cell), 2, results.fontMetrics()).toRect()
    ratio = results.devicePixelRatioF()
    return QRect(place.topLeft() * ratio, place.size() * ratio)


def lightness(image: QImage, place: QRect) -> tuple[int, int]:
    """The darkest and the lightest of this place."""
    at = [(place.left() + x, place.top() + y)
          for x in range(3, place.width() - 3) for y in range(3, place.height() - 3)]  # fmt: skip
    found = [image.pixelColor(*one).lightness() for one in at]
    return min(found), max(found)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("edge", [120, 180, 240, 320])
def test_the_number_is_read_on_any_picture(
    qtbot: QtBot, results: Results, gallery: Path, edge: int, dark: bool
) -> None:
    results.setPalette(palette(dark))
    results.set_edge(edge)
    results.show_matches(gallery, MATCHES)
    plain = seen(qtbot, results)
    results.show_matches(gallery, MATCHES, groups=GROUPS)
    grouped = seen(qtbot, results)
    place = badge(results, LEADER)
    assert grouped.copy(place) != plain.copy(place)
    darkest, lightest = lightness(grouped, place)
    assert lightest - darkest > 150
    alone = badge(results, 0)
    assert grouped.copy(alone) == plain.copy(alone)
    results.toggle_group(LEADER)
    opened = seen(qtbot, results)
    assert opened.copy(place) != grouped.copy(place)
    darkest, lightest = lightness(opened, place)
    assert lightest - darkest > 150


@pytest.mark.parametrize("dark", [False, True])
def test_a_band_is_behind_all_of_an_open_group_and_nothing_else(
    qtbot: QtBot, results: Results, gallery: Path, dark: bool
) -> None:
    results.setPalette(palette(dark))
    results.show_matches(gallery, MATCHES, groups=GROUPS)
    results.toggle_group(LEADER)
    results.selectionModel().clear()
    image = seen(qtbot, results)
    base = results.palette().base().color()

    def ground(row: int) -> QColor:
        cell = results.visualRect(results.model().index(row, 0))
        return image.pixelColor((cell.bottomLeft() + QPoint(14, -7)) * image.devicePixelRatio())

    banded = [row for row in range(results.model().rowCount()) if ground(row) != base]
    assert banded == [1, 2, 3]


def test_the_label_of_the_line_leaves_the_number_to_be_seen(
    qtbot: QtBot, results: Results, gallery: Path
) -> None:
    results.setPalette(palette(False))
    results.set_edge(120)
    results.show_matches(gallery, MATCHES, {}, Thresholds(0.0, 0.0, 0.0), GROUPS)
    ratio = int(results.devicePixelRatioF())
    place = badge(results, LEADER)
    place.adjust(9 * ratio, 4 * ratio, -9 * ratio, -4 * ratio)  # beside it the picture is dimmed
    without = seen(qtbot, results).copy(place)
    weak_from = Thresholds(0.895, 0.95, 0.99)  # the leader is the first beyond
    results.show_matches(gallery, MATCHES, {}, weak_from, GROUPS)
    assert results._cell.first_weak == LEADER
    assert seen(qtbot, results).copy(place) == without


def test_a_double_click_on_the_number_opens_and_closes_and_opens_no_picture(
    qtbot: QtBot, results: Results, gallery: Path
) -> None:
    results.show_matches(gallery, MATCHES, groups=GROUPS)
    seen(qtbot, results)
    place = badge(results, LEADER).center() / results.devicePixelRatioF()
    view, button = results.viewport(), Qt.MouseButton.LeftButton
    rows = results.model().rowCount()
    with qtbot.assertNotEmitted(results.opened):
        QTest.mouseClick(view, button, pos=place)
        assert results.model().rowCount() == rows + 2
        double_click(view, button, pos=place)
        assert results.model().rowCount() == rows
    QTest.mousePress(view, button, pos=place)
    QTest.mouseMove(view, place + QPoint(-90, 90))
    QTest.mouseMove(view, place + QPoint(-120, 120))
    QTest.mouseRelease(view, button, pos=place + QPoint(-120, 120))
    assert not results.selectionModel().selectedRows()
    QTest.mouseClick(view, button, pos=place)
    QTest.mouseClick(view, button, pos=place + QPoint(-40, 40))  # on the picture
    assert results.model().rowCount() == rows
    assert [index.row() for index in results.selectionModel().selectedRows()] == [LEADER]


def test_one_of_very_many_is_opened_in_the_middle_at_once(
    qtbot: QtBot, results: Results, gallery: Path
) -> None:
    count = 200_000
    matches = [Match(f"{number}.png", WHOLE, 0.5) for number in range(count)]
    leaders = np.arange(count, dtype=np.int32)
    leaders[1::2] -= 1
    results.show_matches(gallery, matches, groups=NO_GROUPS._replace(leaders=leaders))
    assert results.model().rowCount() == count // 2
    row = 60_000
    results.scrollTo(results.model().index(row, 0), Results.ScrollHint.PositionAtTop)
    scrolled = results.verticalScrollBar().value()
    results.toggle_group(row)
    assert results.verticalScrollBar().value() == scrolled > 0
    assert results._model.match_of(row + 1) is matches[120_001]
    assert [results._model._shown.rank(row + step) for step in (-1, 0, 1, 2)] == [
        119_998, 120_000, 120_001, 120_002,
    ]  # fmt: skip

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clothesfinder.gui.zoom import FIT, Zoom, placed, within
from clothesfinder.gui.zoom_view import ZoomView
from clothesfinder.store import Box

from .desk import double_click

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

AREA = QSizeF(400, 300)
SIZE = QSizeF(200, 300)
"""Of a picture that all of it fits in."""


@pytest.fixture
def views(qtbot: QtBot) -> tuple[ZoomView, ZoomView]:
    """A portrait and a landscape of the same zoom, in panes of the same size."""
    zoom = Zoom()
    views = ZoomView(zoom), ZoomView(zoom)
    for view, (width, height) in zip(views, ((600, 900), (1200, 400)), strict=True):
        qtbot.addWidget(view)
        view.resize(400, 300)
        view.show()
        level = QImage(width, height, QImage.Format.Format_RGB32)
        level.fill(QColor(200, 0, 0))
        view.show_levels([level], width, height)
    return views


def wheel(view: ZoomView, at: QPointF, turned: int) -> None:
    held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier
    place = QPointF(view.mapToGlobal(at.toPoint()))
    turn = QPoint(0, turned)
    event = QWheelEvent(at, place, QPoint(), turn, *held, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view, event)


def test_all_of_it_fits_at_first_in_the_middle() -> None:
    zoom = Zoom()
    assert placed(SIZE * zoom.factor, AREA, zoom.centre) == QRectF(100, 0, 200, 300)


def test_what_is_under_the_cursor_stays_there() -> None:
    zoom, at = Zoom(), QPointF(150, 80)
    zoom.scale(2.5, SIZE, AREA)  # by now it fills the area
    under = within(at, placed(SIZE * zoom.factor, AREA, zoom.centre))
    for _ in range(2):
        zoom.scale(1.5, SIZE, AREA, at)
    place = placed(SIZE * zoom.factor, AREA, zoom.centre)
    assert place.width() == pytest.approx(200 * 2.5 * 1.5**2)
    now = within(at, place)
    assert (now.x(), now.y()) == pytest.approx((under.x(), under.y()))


def test_it_never_leaves_what_it_fills_and_comes_back_at_once() -> None:
    zoom = Zoom()
    zoom.scale(4, SIZE, AREA)
    zoom.move(QPointF(10**6, 10**6), SIZE, AREA)
    place = placed(SIZE * zoom.factor, AREA, zoom.centre)
    assert (place.left(), place.top()) == pytest.approx((0, 0))
    zoom.move(QPointF(-30, -20), SIZE, AREA)  # the way it went too far is not to be gone back
    place = placed(SIZE * zoom.factor, AREA, zoom.centre)
    assert (place.left(), place.top()) == pytest.approx((-30, -20))


def test_it_ends_at_all_of_it_or_at_its_own_size_where_that_is_smaller() -> None:
    zoom = Zoom()
    zoom.expect(0.25)  # a small picture, which would be enlarged
    for _ in range(30):
        zoom.scale(0.5, SIZE, AREA)
    assert zoom.factor == 0.25
    zoom.expect(2)
    for _ in range(30):
        zoom.scale(0.5, SIZE, AREA)
    assert zoom.factor == FIT
    for _ in range(30):
        zoom.scale(2, SIZE, AREA)
    assert zoom.factor == 16


def test_both_show_the_same_part_as_large_as_each_fits(
    qtbot: QtBot, views: tuple[ZoomView, ZoomView]
) -> None:
    first, second = views
    assert (first.place.width(), second.place.width()) == (200, 400)
    wheel(first, QPointF(150, 80), 240)
    assert first.zoom.factor == pytest.approx(1.25**2)
    assert first.place.width() / 200 == pytest.approx(second.place.width() / 400)
    for _ in range(6):
        wheel(second, QPointF(300, 100), 120)
    middle = QPointF(200, 150)
    seen = [within(middle, view.place) for view in views]
    assert (seen[0].x(), seen[0].y()) == pytest.approx((seen[1].x(), seen[1].y()))
    wheel(second, QPointF(300, 100), -120 * 20)
    assert first.zoom.factor == FIT


def test_the_mouse_drags_and_double_clicks(qtbot: QtBot, views: tuple[ZoomView, ZoomView]) -> None:
    view = views[0]
    assert view.actual == pytest.approx(3 / view.devicePixelRatioF())
    left = Qt.MouseButton.LeftButton
    double_click(view, left, pos=QPoint(200, 150))
    assert view.zoom.factor == 1  # its pixels are not known to be smaller than those it has
    view.zoom.expect(view.actual)
    double_click(view, left, pos=QPoint(200, 150))
    assert view.zoom.factor == pytest.approx(view.actual)
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    before = view.place.topLeft()
    QTest.mousePress(view, left, pos=QPoint(200, 150))
    assert view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(view, QPoint(230, 110))
    QTest.mouseRelease(view, left, pos=QPoint(230, 110))
    assert view.place.topLeft() - before == QPointF(30, -40)
    double_click(view, left, pos=QPoint(200, 150))
    assert view.zoom.factor == FIT


def test_the_level_that_is_enough_is_painted(
    qtbot: QtBot, views: tuple[ZoomView, ZoomView]
) -> None:
    view = views[0]
    levels = []
    for width, name in ((1600, "red"), (800, "green"), (400, "blue")):
        level = QImage(width, width, QImage.Format.Format_RGB32)
        level.fill(QColor(name))
        levels.append(level)
    view.show_levels(levels, 1600, 1600)

    def colour() -> QColor:
        image = view.grab().toImage()
        return image.pixelColor(image.rect().center())

    ratio = view.devicePixelRatioF()
    assert colour() == QColor("blue")  # 300 across
    view.scale(500 / 300 / ratio)
    assert colour() == QColor("green")
    view.scale(1000 / 500)
    assert colour() == QColor("red")
    view.scale(100)
    assert colour() == QColor("red")


def test_a_part_is_outlined_where_it_is(qtbot: QtBot, views: tuple[ZoomView, ZoomView]) -> None:
    view = views[0]
    plain = view.grab().toImage()
    level = QImage(600, 900, QImage.Format.Format_RGB32)
    level.fill(QColor(200, 0, 0))
    view.show_levels([level], 600, 900, Box(0.25, 0.5, 0.75, 1.0))
    outlined = view.grab().toImage()
    ratio = outlined.devicePixelRatio()
    changed = [
        (x, y)
        for x in range(outlined.width())
        for y in range(outlined.height())
        if outlined.pixel(x, y) != plain.pixel(x, y)
    ]
    lefts, tops = zip(*changed, strict=True)
    assert min(lefts) / ratio == pytest.approx(150, abs=3)
    assert max(lefts) / ratio == pytest.approx(250, abs=3)
    assert min(tops) / ratio == pytest.approx(150, abs=3)


def test_a_sentence_is_said_in_place_of_a_picture(
    qtbot: QtBot, views: tuple[ZoomView, ZoomView]
) -> None:
    view = views[0]
    blank = QImage(view.grab().toImage())
    view.show_sentence("The picture is damaged or cut short.")
    assert view.sentence
    assert view.grab().toImage() != blank
    wheel(view, QPointF(10, 10), 120)
    double_click(view, Qt.MouseButton.LeftButton)
    assert view.zoom.factor == FIT

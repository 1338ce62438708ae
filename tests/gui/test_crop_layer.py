"""The part of the query's picture, as mouse and keys change it: real events on the real field."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QImage,
    QPalette,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from clothesfinder.cropping import LEAST, NAMED
from clothesfinder.gui import query
from clothesfinder.gui.crop import Crop
from clothesfinder.gui.crop_layer import SETTLED_AFTER, CropLayer
from clothesfinder.gui.decode import PIXELS
from clothesfinder.gui.drop_field import DropField
from clothesfinder.gui.orienting import oriented
from clothesfinder.gui.query import QueryBox
from clothesfinder.gui.theme import palette
from clothesfinder.orientation import Orientation
from clothesfinder.store import WHOLE, Box

from .test_drag import use_mouse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def picture(width: int = 300, height: int = 400) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 60))
    image.setText(PIXELS, f"{10 * width}x{10 * height}")
    return image


@pytest.fixture
def box(qtbot: QtBot) -> QueryBox:
    box = QueryBox()
    qtbot.addWidget(box)
    box.resize(260, 400)
    with qtbot.waitExposed(box):
        box.show()
    box.show_query(picture(), "shirt.png")
    box.show_crop(Crop())
    return box


@pytest.fixture
def layer(box: QueryBox) -> CropLayer:
    layer = box.findChild(CropLayer)
    assert isinstance(layer, CropLayer)
    return layer


@pytest.fixture
def told(box: QueryBox) -> list[Crop]:
    crops: list[Crop] = []
    box.crop_changed.connect(crops.append)
    return crops


def at(layer: CropLayer, across: float, down: float) -> QPoint:
    """The pixel at this place of the picture, in fractions of it."""
    place: QRectF = layer._place
    corner = place.topLeft()
    way = QPointF(across * place.width(), down * place.height())
    return (corner + way).toPoint()


def drag(layer: CropLayer, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press, move in some steps, and let go."""
    first, last = at(layer, *start), at(layer, *end)
    QTest.mousePress(layer, LEFT, pos=first)
    for step in range(1, 5):
        QTest.mouseMove(layer, first + (last - first) * step / 4)
    QTest.mouseRelease(layer, LEFT, pos=last)


def field_of(layer: CropLayer) -> DropField:
    field = layer.parentWidget()
    assert isinstance(field, DropField)
    return field


def click(layer: CropLayer, across: float, down: float) -> None:
    QTest.mouseClick(layer, LEFT, pos=at(layer, across, down))


def double_click(layer: CropLayer, across: float, down: float) -> None:
    """With the end that QTest leaves out: else the next test begins with a button held."""
    QTest.mouseDClick(layer, LEFT, pos=at(layer, across, down))
    QTest.mouseRelease(layer, LEFT, pos=at(layer, across, down))


def near(*ends: float) -> object:
    return pytest.approx(ends, abs=0.01)  # a pixel or two


class TestMouse:
    def test_a_band(self, layer: CropLayer, told: list[Crop]) -> None:
        drag(layer, (0.2, 0.3), (0.7, 0.8))
        (crop,) = told
        assert crop.box == near(0.2, 0.3, 0.7, 0.8)
        assert layer.box == crop.box

    def test_nothing_is_told_before_it_is_let_go_of(
        self, qtbot: QtBot, layer: CropLayer, told: list[Crop]
    ) -> None:
        QTest.mousePress(layer, LEFT, pos=at(layer, 0.2, 0.2))
        QTest.mouseMove(layer, at(layer, 0.6, 0.6))
        qtbot.waitUntil(lambda: layer.box == near(0.2, 0.2, 0.6, 0.6))
        assert layer.is_changing
        assert told == []
        QTest.mouseRelease(layer, LEFT, pos=at(layer, 0.6, 0.6))
        assert len(told) == 1

    def test_a_band_beyond_the_picture_ends_at_its_edge(
        self, layer: CropLayer, told: list[Crop]
    ) -> None:
        QTest.mousePress(layer, LEFT, pos=at(layer, 0.5, 0.5))
        for place in ((400, 400), (-50, 500)):
            QTest.mouseMove(layer, QPoint(*place))
        QTest.mouseRelease(layer, LEFT, pos=QPoint(-50, 500))
        assert told[-1].box == near(0, 0.5, 0.5, 1)

    def test_a_band_may_begin_beside_the_picture(self, layer: CropLayer, told: list[Crop]) -> None:
        QTest.mousePress(layer, LEFT, pos=QPoint(2, 2))
        QTest.mouseMove(layer, at(layer, 0.3, 0.4))
        QTest.mouseRelease(layer, LEFT, pos=at(layer, 0.3, 0.4))
        assert told[-1].box == near(0, 0, 0.3, 0.4)

    @pytest.mark.parametrize(
        ("start", "end", "wanted"),
        [
            ((0.2, 0.2), (0.1, 0.3), (0.1, 0.3, 0.8, 0.8)),
            ((0.5, 0.2), (0.9, 0.1), (0.2, 0.1, 0.8, 0.8)),
            ((0.8, 0.2), (0.7, 0.1), (0.2, 0.1, 0.7, 0.8)),
            ((0.8, 0.5), (0.95, 0.9), (0.2, 0.2, 0.95, 0.8)),
            ((0.8, 0.8), (0.7, 0.9), (0.2, 0.2, 0.7, 0.9)),
            ((0.5, 0.8), (0.5, 0.9), (0.2, 0.2, 0.8, 0.9)),
            ((0.2, 0.8), (0.3, 0.7), (0.3, 0.2, 0.8, 0.7)),
            ((0.2, 0.5), (0.4, 0.5), (0.4, 0.2, 0.8, 0.8)),
            ((0.5, 0.5), (0.6, 0.4), (0.3, 0.1, 0.9, 0.7)),
        ],
    )
    def test_handles_and_inside(
        self,
        box: QueryBox,
        layer: CropLayer,
        told: list[Crop],
        start: tuple[float, float],
        end: tuple[float, float],
        wanted: tuple[float, ...],
    ) -> None:
        box.show_crop(Crop(NAMED["centre"]))
        drag(layer, start, end)
        (crop,) = told
        assert crop.box == near(*wanted)

    def test_a_click_in_it_changes_nothing(
        self, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        box.show_crop(Crop(NAMED["centre"]))
        click(layer, 0.5, 0.5)
        assert told == []
        assert layer.box == NAMED["centre"]

    def test_a_click_beside_it_is_the_whole_again(
        self, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        box.show_crop(Crop(NAMED["centre"]))
        click(layer, 0.05, 0.05)
        assert told == [Crop()]

    def test_a_double_click_is_the_whole_again(
        self, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        box.show_crop(Crop(NAMED["centre"]))
        double_click(layer, 0.5, 0.5)
        assert told == [Crop()]

    def test_a_click_on_the_picture_asks_for_no_other(
        self, qtbot: QtBot, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        with qtbot.assertNotEmitted(box.open_requested):
            click(layer, 0.5, 0.5)
            double_click(layer, 0.5, 0.5)
        assert told == []

    def test_what_is_nearly_whole_is_whole(
        self, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        box.show_crop(Crop(NAMED["upper"]))
        drag(layer, (0.5, 0.5), (0.5, 0.998))
        assert told == [Crop()]

    def test_a_part_is_never_too_small_to_be_searched_with(
        self, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        small = picture(30, 40)
        small.setText(PIXELS, "30x40")
        box.show_query(small, "small.png")
        box.show_crop(Crop())
        drag(layer, (0.1, 0.1), (0.4, 0.4))
        left, top, right, bottom = told[-1].box
        assert 30 * (right - left) == pytest.approx(LEAST)
        assert 40 * (bottom - top) == pytest.approx(LEAST)

    def test_cursors_tell_what_a_press_would_do(
        self, qtbot: QtBot, box: QueryBox, layer: CropLayer
    ) -> None:
        def check(across: float, down: float, shape: Qt.CursorShape) -> None:
            QTest.mouseMove(layer, at(layer, across, down))
            qtbot.waitUntil(lambda: layer.cursor().shape() == shape)

        cursor = Qt.CursorShape
        check(0.5, 0.5, cursor.CrossCursor)
        box.show_crop(Crop(NAMED["centre"]))
        for place, shape in {
            (0.51, 0.5): cursor.SizeAllCursor,
            (0.2, 0.2): cursor.SizeFDiagCursor,
            (0.8, 0.2): cursor.SizeBDiagCursor,
            (0.8, 0.8): cursor.SizeFDiagCursor,
            (0.2, 0.8): cursor.SizeBDiagCursor,
            (0.2, 0.5): cursor.SizeHorCursor,
            (0.5, 0.2): cursor.SizeVerCursor,
            (0.8, 0.5): cursor.SizeHorCursor,
            (0.5, 0.8): cursor.SizeVerCursor,
            (0.05, 0.5): cursor.CrossCursor,
        }.items():
            check(*place, shape)

    def test_escape_gives_up_what_is_dragged(
        self, qtbot: QtBot, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        box.show_crop(Crop(NAMED["centre"]))
        QTest.mousePress(layer, LEFT, pos=at(layer, 0.5, 0.5))
        QTest.mouseMove(layer, at(layer, 0.6, 0.6))
        qtbot.waitUntil(lambda: layer.box != NAMED["centre"])
        QTest.keyClick(layer, KEY.Key_Escape)
        assert layer.box == NAMED["centre"]
        QTest.mouseRelease(layer, LEFT, pos=at(layer, 0.6, 0.6))
        assert told == []


class TestKeys:
    def test_arrows_move_it(self, qtbot: QtBot, box: QueryBox, told: list[Crop]) -> None:
        layer = box.findChild(CropLayer)
        assert isinstance(layer, CropLayer)
        box.show_crop(Crop(NAMED["centre"]))
        for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Up):
            QTest.keyClick(layer, key)
        QTest.keyClick(layer, KEY.Key_Down, CONTROL)
        assert layer.box == pytest.approx((0.22, 0.29, 0.82, 0.89))
        assert told == [], "it has not settled yet"
        qtbot.waitUntil(lambda: bool(told))
        assert told == [Crop(layer.box)]

    def test_with_shift_they_change_its_size(
        self, qtbot: QtBot, layer: CropLayer, told: list[Crop]
    ) -> None:
        """Even that of the whole picture, which cannot be moved."""
        QTest.keyClick(layer, KEY.Key_Right)
        assert layer.box == WHOLE
        QTest.keyClick(layer, KEY.Key_Left, SHIFT)
        QTest.keyClick(layer, KEY.Key_Up, SHIFT | CONTROL)
        QTest.keyClick(layer, KEY.Key_Up, SHIFT | CONTROL)
        QTest.keyClick(layer, KEY.Key_Down, SHIFT)
        qtbot.waitUntil(lambda: bool(told))
        assert told[-1].box == pytest.approx((0, 0, 0.99, 0.81))
        assert len(told) == 1

    def test_escape_is_the_whole_picture(
        self, qtbot: QtBot, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        box.show_crop(Crop(NAMED["upper"]))
        QTest.keyClick(layer, KEY.Key_Escape)
        assert told == [Crop()]
        QTest.keyClick(layer, KEY.Key_Left, SHIFT)
        QTest.keyClick(layer, KEY.Key_Escape)
        qtbot.wait(SETTLED_AFTER + 100)  # in which the key before would have settled
        assert told == [Crop()]

    def test_tab_leads_to_it_and_on(self, qtbot: QtBot, box: QueryBox, layer: CropLayer) -> None:
        box.activateWindow()
        qtbot.waitUntil(box.isActiveWindow)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(box.focusWidget(), KEY.Key_Tab)
        assert layer.hasFocus()
        QTest.keyClick(layer, KEY.Key_Tab)
        assert isinstance(box.focusWidget(), QToolButton)

    def test_its_focus_is_seen(self, qtbot: QtBot, box: QueryBox, layer: CropLayer) -> None:
        box.activateWindow()
        qtbot.waitUntil(box.isActiveWindow)
        for crop in (Crop(), Crop(NAMED["centre"])):
            box.show_crop(crop)
            layer.clearFocus()
            before = layer.grab().toImage()
            layer.setFocus()
            assert layer.grab().toImage() != before


class TestChoices:
    def button(self, box: QueryBox, name: str) -> QToolButton:
        (found,) = [b for b in box.findChildren(QToolButton) if b.accessibleName() == name]
        return found

    @pytest.mark.parametrize(
        ("name", "part"),
        [("Upper half", "upper"), ("Lower half", "lower"), ("Centre", "centre")],
    )
    def test_a_quick_choice(
        self, box: QueryBox, layer: CropLayer, told: list[Crop], name: str, part: str
    ) -> None:
        self.button(box, name).click()
        assert told == [Crop(NAMED[part])]
        assert layer.box == NAMED[part]
        checked = [b.accessibleName() for b in box.findChildren(QToolButton) if b.isChecked()]
        assert checked == [name]
        self.button(box, name).click()
        assert self.button(box, name).isChecked(), "once more it stays chosen"
        self.button(box, "Whole picture").click()
        assert told[-1] == Crop()

    def test_what_is_dragged_is_no_quick_choice(self, box: QueryBox, layer: CropLayer) -> None:
        assert self.button(box, "Whole picture").isChecked()
        drag(layer, (0.2, 0.3), (0.7, 0.8))
        assert not [b for b in box.findChildren(QToolButton) if b.isChecked()]

    def test_turned_the_box_stays_over_the_same(
        self, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        box.show_crop(Crop(Box(0.1, 0.2, 0.5, 0.9)))
        self.button(box, "Rotate right").click()
        assert told[-1] == Crop(Box(0.1, 0.1, 0.8, 0.5), Orientation(1))
        self.button(box, "Mirror").click()
        assert told[-1] == Crop(Box(0.2, 0.1, 0.9, 0.5), Orientation(1, mirrored=True))
        self.button(box, "Rotate left").click()
        self.button(box, "Rotate left").click()
        self.button(box, "Rotate right").click()
        self.button(box, "Mirror").click()
        assert told[-1].orientation == Orientation(2)

    def test_what_has_not_settled_is_turned_as_it_is_drawn(
        self, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        QTest.keyClick(layer, KEY.Key_Up, SHIFT | CONTROL)
        self.button(box, "Rotate right").click()
        assert told == [Crop(Box(0.1, 0, 1, 1), Orientation(1))]
        assert not layer.is_changing

    def test_there_are_none_without_a_picture(self, qtbot: QtBot) -> None:
        box, menu = QueryBox(), QMenu()
        qtbot.addWidget(box)
        qtbot.addWidget(menu)
        box.choices.fill_menu(menu)
        (entry,) = menu.actions()
        submenu = box.choices._menu
        assert submenu is not None
        written = {a.text().replace("&", ""): a for a in submenu.actions() if a.text()}
        assert list(written) == [
            *("Whole picture", "Upper half", "Lower half", "Centre", "Garment"),
            *("Rotate left", "Rotate right", "Mirror"),
        ]
        keys = {name: action.shortcut().toString() for name, action in written.items()}
        assert keys["Rotate left"] == "Ctrl+Shift+R"
        assert keys["Rotate right"] == "Ctrl+R"
        assert keys["Mirror"] == "Ctrl+M"
        assert keys["Whole picture"] == "Ctrl+K"
        for show, *given in (
            (box.show_query, None, ""),
            (box.show_words, "red dress"),
            (box.show_query, None, "notes.jpg"),
        ):
            box.show_query(picture(), "a.png")
            assert entry.isEnabled()
            show(*given)
            assert not entry.isEnabled()
            assert not any(action.isEnabled() for action in written.values())
            assert box.choices.isHidden()

    def test_another_picture_can_be_opened(self, qtbot: QtBot, box: QueryBox) -> None:
        with qtbot.waitSignal(box.open_requested):
            self.button(box, "Open a picture").click()


class TestSeen:
    def test_the_rest_is_dimmed(self, box: QueryBox, layer: CropLayer) -> None:
        layer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box.show_crop(Crop(NAMED["upper"]))
        field = field_of(layer)
        seen = field.grab().toImage()
        ratio = seen.devicePixelRatio()
        within = seen.pixelColor(at(layer, 0.5, 0.25) * ratio)
        beside = seen.pixelColor(at(layer, 0.5, 0.75) * ratio)
        assert within == QColor(200, 30, 60)
        base = field.palette().color(QPalette.ColorRole.Base)
        assert abs(beside.green() - base.green()) < abs(within.green() - base.green()) / 2

    def test_another_picture_begins_as_a_whole(
        self, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        box.show_crop(Crop(NAMED["upper"]))
        QTest.keyClick(layer, KEY.Key_Down)
        box.show_query(picture(200, 200), "coat.png")
        assert layer.box == WHOLE
        assert not layer.is_changing
        assert told == []

    def test_the_same_picture_shown_again_leaves_a_drag_alone(
        self, qtbot: QtBot, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        QTest.mousePress(layer, LEFT, pos=at(layer, 0.2, 0.2))
        QTest.mouseMove(layer, at(layer, 0.6, 0.6))
        qtbot.waitUntil(lambda: layer.box != WHOLE)
        box.show_query(picture(), "shirt.png")
        box.show_crop(Crop())
        QTest.mouseMove(layer, at(layer, 0.7, 0.7))
        QTest.mouseRelease(layer, LEFT, pos=at(layer, 0.7, 0.7))
        assert told[-1].box == near(0.2, 0.2, 0.7, 0.7)

    def test_it_stays_over_the_picture_when_the_field_changes(
        self, box: QueryBox, layer: CropLayer, told: list[Crop]
    ) -> None:
        box.resize(420, 600)
        QApplication.processEvents()
        drag(layer, (0.2, 0.3), (0.7, 0.8))
        assert told[-1].box == near(0.2, 0.3, 0.7, 0.8)
        assert layer.geometry() == field_of(layer).rect()

    @pytest.mark.parametrize("dark", [False, True])
    def test_icons_are_drawn_in_the_colours_of_the_window(
        self, qtbot: QtBot, qapp: QApplication, dark: bool
    ) -> None:
        before = qapp.palette()
        qapp.setPalette(palette(dark))
        try:
            box = QueryBox()
            qtbot.addWidget(box)
            box.show_query(picture(), "a.png")
            for button in box.findChildren(QToolButton):
                seen = button.grab().toImage()
                ink = seen.pixelColor(0, 0)
                levels = [
                    seen.pixelColor(x, y).lightness()
                    for x in range(seen.width())
                    for y in range(seen.height())
                ]
                far = max(levels) if dark else min(levels)
                assert abs(far - ink.lightness()) > 100, button.accessibleName()
        finally:
            qapp.setPalette(before)


class TestHeard:
    def name(self, widget: object) -> str:
        found: str = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)  # type: ignore[arg-type]
        return found

    def test_names(self, box: QueryBox, layer: CropLayer) -> None:
        field = field_of(layer)
        assert self.name(layer) == "Part of the picture: the whole picture"
        assert self.name(field) == "Query picture: shirt.png"
        box.show_crop(Crop(NAMED["upper"]))
        assert self.name(layer) == "Part of the picture: upper half of it"
        assert self.name(field) == "Query picture: shirt.png, upper half of it"
        box.show_crop(Crop(Box(0.1, 0.2, 0.5, 0.9), Orientation(1, mirrored=True)))
        assert self.name(field) == (
            "Query picture: shirt.png, part of it from 10 to 50 % of its width and 20 to 90 % of"
            " its height, turned right, mirrored"
        )
        box.show_words("red dress")
        assert self.name(field) == "Query: the words red dress"

    def test_what_is_chosen_is_announced_once_it_has_settled(
        self, qtbot: QtBot, box: QueryBox, layer: CropLayer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[str] = []

        class Heard:
            @staticmethod
            def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802
                heard.append(event.message())

        monkeypatch.setattr(query, "QAccessible", Heard)
        QTest.keyClick(layer, KEY.Key_Up, SHIFT | CONTROL)
        QTest.keyClick(layer, KEY.Key_Up, SHIFT | CONTROL)
        assert heard == []
        qtbot.waitUntil(lambda: bool(heard))
        box.choices.turned.emit(1)
        box.show_crop(box._crop)
        box.show_crop(Crop())
        assert heard == [
            "part of it from 0 to 100 % of its width and 0 to 80 % of its height",
            "part of it from 20 to 100 % of its width and 0 to 100 % of its height, turned right",
            "the whole picture",
        ]


def test_whatever_is_done_there_is_a_part(
    qtbot: QtBot, box: QueryBox, layer: CropLayer, told: list[Crop]
) -> None:
    """A few hundred things by chance, in no order that makes sense."""
    chance = random.Random(7)

    def place() -> QPoint:
        return QPoint(chance.randrange(-40, 300), chance.randrange(-40, 420))

    keys = [KEY.Key_Left, KEY.Key_Right, KEY.Key_Up, KEY.Key_Down, KEY.Key_Escape]
    held = [Qt.KeyboardModifier.NoModifier, SHIFT, CONTROL, SHIFT | CONTROL]
    deeds: list[Callable[[], object]] = [
        lambda: QTest.mousePress(layer, LEFT, pos=place()),
        lambda: QTest.mouseMove(layer, place()),
        lambda: QTest.mouseRelease(layer, LEFT, pos=place()),
        lambda: QTest.mouseDClick(layer, LEFT, pos=place()),
        lambda: QTest.mouseClick(layer, Qt.MouseButton.RightButton, pos=place()),
        lambda: QTest.keyClick(layer, chance.choice(keys), chance.choice(held)),
        lambda: chance.choice(box.choices.all[:4]).trigger(),
        lambda: box.choices.turned.emit(chance.choice((-1, 1))),
        lambda: box.choices.mirrored.emit(),
        lambda: box.show_query(oriented(picture(), box._crop.orientation), "shirt.png"),
        lambda: box.show_query(None, "notes.jpg"),
        lambda: box.show_query(picture(chance.randrange(1, 900), chance.randrange(1, 900)), "b"),
        lambda: box.resize(chance.randrange(160, 500), chance.randrange(240, 600)),
        lambda: box.grab(),
    ]
    for _ in range(600):
        chance.choice(deeds)()
        left, top, right, bottom = layer.box
        assert -1e-9 <= left < right <= 1 + 1e-9
        assert -1e-9 <= top < bottom <= 1 + 1e-9
    QTest.mouseRelease(layer, LEFT)
    assert len(told) > 50


def test_turned_images() -> None:
    image = QImage(2, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.setPixelColor(0, 0, QColor("red"))
    image.setText(PIXELS, "20x30")
    for orientation, corner in {
        Orientation(): (0, 0),
        Orientation(1): (2, 0),
        Orientation(2): (1, 2),
        Orientation(3): (0, 1),
        Orientation(0, mirrored=True): (1, 0),
        Orientation(1, mirrored=True): (0, 0),
        Orientation(3, mirrored=True): (2, 1),
    }.items():
        turned = oriented(image, orientation)
        assert turned.pixelColor(*corner) == QColor("red"), orientation
        sideways = orientation.is_sideways
        assert (turned.width(), turned.height()) == ((3, 2) if sideways else (2, 3))
        assert turned.text(PIXELS) == ("30x20" if sideways else "20x30")


def test_a_real_pointer(qtbot: QtBot, box: QueryBox, layer: CropLayer, told: list[Crop]) -> None:
    if QApplication.platformName() != "xcb" or not shutil.which("xdotool"):
        pytest.skip("a real pointer needs X11 and xdotool")

    def point(across: float, down: float) -> tuple[int, int]:
        place = layer.mapToGlobal(at(layer, across, down))
        return place.x(), place.y()

    def steps(start: tuple[float, float], end: tuple[float, float]) -> Iterator[object]:
        yield from ("mousemove", *point(*start), "sleep", 0.1, "mousedown", 1)
        for part in range(1, 9):
            way = [a + (b - a) * part / 8 for a, b in zip(start, end, strict=True)]
            yield from ("mousemove", *point(way[0], way[1]), "sleep", 0.02)
        yield from ("mouseup", 1)

    box.move(40, 40)
    qtbot.waitUntil(lambda: box.pos() == QPoint(40, 40))
    use_mouse(qtbot, *steps((0.25, 0.3), (0.7, 0.75)))
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].box == near(0.25, 0.3, 0.7, 0.75)
    use_mouse(qtbot, *steps((0.5, 0.5), (0.6, 0.4)))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1].box == near(0.35, 0.2, 0.8, 0.65)
    use_mouse(qtbot, "mousemove", *point(0.1, 0.9), "sleep", 0.1, "click", 1)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told[2] == Crop()


@pytest.mark.skipif("QT_SCALE_FACTOR" in os.environ, reason="is at another scale already")
def test_at_twice_the_scale() -> None:
    """The same with two pixels of the screen for each: in a process of its own."""
    chosen = "TestMouse or TestSeen or test_its_focus_is_seen"
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-k",
            chosen,
            "-p",
            "no:cacheprovider",
            __file__,
        ],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout

"""The filter bar by itself: its fields, by keyboard, and what it tells."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from clothesfinder.answers import Found
from clothesfinder.filter import EVERYTHING, NO_COPIES, Filter, begin_of, end_of
from clothesfinder.gui.day_field import DayField
from clothesfinder.gui.filter_bar import FilterBar
from clothesfinder.gui.filter_icons import calendar_icon, funnel_icon
from clothesfinder.gui.filter_told import found_told, searched_told, told
from clothesfinder.gui.flow import FlowLayout
from clothesfinder.gui.folder_box import FolderBox
from clothesfinder.gui.theme import palette
from clothesfinder.store import WHOLE, Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

DAY = date(2024, 2, 29)


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.resize(900, 120)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    return bar


def heard(bar: FilterBar) -> list[Filter]:
    filters: list[Filter] = []
    bar.changed.connect(filters.append)
    return filters


@pytest.fixture(params=["en_GB", "en_US", "de_DE", "ja_JP", "C"])
def country(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


class TestBar:
    def test_at_first_every_picture_passes(self, bar: FilterBar) -> None:
        assert bar.filter == EVERYTHING
        assert not bar.clear_button.isEnabled()

    def test_what_is_written_counts_once_it_rests(self, qtbot: QtBot, bar: FilterBar) -> None:
        filters = heard(bar)
        QTest.keyClicks(bar.name, "red")
        assert filters == []
        qtbot.waitUntil(lambda: len(filters) > 0)
        assert filters == [Filter(name="red")]
        assert bar.clear_button.isEnabled()

    def test_return_does_not_wait(self, bar: FilterBar) -> None:
        filters = heard(bar)
        QTest.keyClicks(bar.name, "red")
        QTest.keyClick(bar.name, Qt.Key.Key_Return)
        assert filters == [Filter(name="red")]

    def test_what_comes_back_in_time_is_not_told(self, qtbot: QtBot, bar: FilterBar) -> None:
        with qtbot.assertNotEmitted(bar.changed, wait=400):
            QTest.keyClicks(bar.name, "r")
            QTest.keyClick(bar.name, Qt.Key.Key_Backspace)

    def test_every_field(self, bar: FilterBar) -> None:
        bar.folder.show_folders(["dresses", "dresses/red"])
        QTest.keyClicks(bar.name, " red ")
        bar.folder.choose("dresses/red")
        bar.since.set_day(DAY)
        bar.until.set_day(DAY)
        QTest.keyClicks(bar.shape, "s")
        bar.least.setValue(0.6)
        bar.most.setValue(0.9)
        assert bar.filter == Filter(
            "dresses/red", "red", begin_of(DAY), end_of(DAY), "square", 0.6, 0.9
        )

    def test_copies_are_hidden_with_one_click(self, bar: FilterBar) -> None:
        filters = heard(bar)
        QTest.keyClick(bar.copies, Qt.Key.Key_Space)
        bar._tell()
        assert filters == [Filter(most=NO_COPIES)]
        bar.most.setValue(0.8)
        assert bar.filter.most == 0.8

    def test_the_scores_push_each_other(self, bar: FilterBar) -> None:
        assert bar.least.text() == "any"
        bar.most.setValue(0.5)
        bar.least.setValue(0.7)
        assert (bar.filter.least, bar.filter.most) == (0.7, 0.7)
        bar.most.setValue(0.2)
        assert (bar.filter.least, bar.filter.most) == (0.2, 0.2)

    def test_one_button_clears_all_at_once(self, bar: FilterBar) -> None:
        bar.folder.show_folders(["dresses"])
        changes: list[Callable[[], object]] = [
            lambda: bar.name.setText("x"),
            lambda: bar.folder.choose("dresses"),
            lambda: bar.since.set_day(DAY),
            lambda: bar.until.set_day(DAY),
            lambda: bar.shape.setCurrentIndex(1),
            lambda: bar.least.setValue(0.5),
            lambda: bar.most.setValue(0.7),
            lambda: bar.copies.setChecked(True),
        ]
        for change in changes:
            change()
            assert bar.filter != EVERYTHING
            bar.clear_button.click()
            assert bar.filter == EVERYTHING
        bar.copies.setChecked(True)
        bar._tell()
        filters = heard(bar)
        bar.clear_button.setFocus()
        QTest.keyClick(bar.clear_button, Qt.Key.Key_Space)
        assert filters == [EVERYTHING]
        assert bar.filter == EVERYTHING
        assert QApplication.focusWidget() is bar.name
        assert bar.folder.currentText() == "All folders"

    def test_escape_closes_and_keeps(self, qtbot: QtBot, bar: FilterBar) -> None:
        bar.name.setText("red")
        for field in (bar.name, bar.since, bar.least, bar.copies, bar.folder, bar.shape):
            with qtbot.waitSignal(bar.closed):
                QTest.keyClick(field, Qt.Key.Key_Escape)
        assert bar.filter == Filter(name="red")

    def test_by_tab_from_field_to_field(self, bar: FilterBar) -> None:
        bar.begin()
        bar.name.setText("x")
        passed = []
        for _ in range(9):
            there = QApplication.focusWidget()
            assert there is not None
            passed.append(there)
            QTest.keyClick(there, Qt.Key.Key_Tab)
        assert passed == [
            bar.name, bar.folder, bar.since, bar.until, bar.shape, bar.least, bar.most,
            bar.copies, bar.clear_button,
        ]  # fmt: skip
        assert isinstance(QApplication.focusWidget(), QToolButton)

    def test_everything_has_a_name(self, bar: FilterBar) -> None:
        kinds = Qt.FocusPolicy.NoFocus
        reachable = [
            one
            for one in bar.findChildren(QWidget)
            if one.focusPolicy() != kinds and one.isVisible() and one.focusProxy() is None
        ]
        assert len(reachable) >= 10
        for widget in reachable:
            reader = QAccessible.queryAccessibleInterface(widget)
            if not isinstance(widget.parentWidget(), (QComboBox, QCalendarWidget)):
                assert reader.text(QAccessible.Text.Name), widget

    @pytest.mark.parametrize("width", [360, 540, 920, 1600])
    def test_the_fields_go_on_in_the_next_row(self, bar: FilterBar, width: int) -> None:
        layout = bar.layout()
        assert layout is not None
        bar.setFixedWidth(width)
        bar.setFixedHeight(layout.heightForWidth(width))
        QApplication.processEvents()
        fields = [bar.name, bar.folder, bar.since, bar.until, bar.shape, bar.most, bar.copies]
        places = [one.rect().translated(one.mapTo(bar, QPoint())) for one in fields]
        for number, place in enumerate(places):
            assert bar.rect().contains(place), fields[number]
            assert not any(place.intersects(other) for other in places[:number])


class TestDay:
    @pytest.fixture
    def field(self, qtbot: QtBot, country: str) -> DayField:
        field = DayField("From")
        qtbot.addWidget(field)
        with qtbot.waitExposed(field):
            field.show()
        return field

    def test_written_as_the_country_does_with_all_of_the_year(self, field: DayField) -> None:
        field.set_day(DAY)
        assert "2024" in field.text()
        written = field.text()
        field.clear()
        assert field.day is None
        days: list[date | None] = []
        field.changed.connect(lambda: days.append(field.day))
        QTest.keyClicks(field, written)
        assert field.day == DAY
        assert days == [DAY], "not on the way there"

    def test_with_a_short_year_when_it_is_left(self, field: DayField) -> None:
        short = QLocale().dateFormat(QLocale.FormatType.ShortFormat).replace("yyyy", "yy")
        QTest.keyClicks(field, QLocale().toString(DAY, short))  # type: ignore[call-overload]
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.day == DAY
        assert "2024" in field.text()

    def test_written_as_programs_do(self, field: DayField) -> None:
        QTest.keyClicks(field, "2024-02-29")
        assert field.day == DAY

    def test_what_is_no_day_is_marked_and_counts_as_any(self, field: DayField) -> None:
        trouble = QPalette().color(QPalette.ColorRole.BrightText)
        QTest.keyClicks(field, "2024-02-30")
        assert field.palette().color(QPalette.ColorRole.Text) != trouble
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.day is None
        assert field.palette().color(QPalette.ColorRole.Text) == trouble
        assert "not a day" in field.accessibleDescription()
        field.clear()
        assert field.palette().color(QPalette.ColorRole.Text) != trouble
        assert not field.accessibleDescription()

    def test_from_the_calendar_by_keyboard(self, qtbot: QtBot, field: DayField) -> None:
        field.set_day(DAY)
        QTest.keyClick(field, Qt.Key.Key_Down)
        calendar = field.findChild(QCalendarWidget)
        assert calendar is not None
        qtbot.waitUntil(calendar.isVisible)
        assert calendar.selectedDate().toPython() == DAY
        table = calendar.findChild(QWidget, "qt_calendar_calendarview")
        assert table is not None
        QTest.keyClick(table, Qt.Key.Key_Right)
        QTest.keyClick(table, Qt.Key.Key_Return)
        assert field.day == date(2024, 3, 1)
        qtbot.waitUntil(lambda: not calendar.isVisible())


class TestFolder:
    @pytest.fixture
    def box(self, qtbot: QtBot) -> FolderBox:
        box = FolderBox()
        box.show_folders(["dresses", "dresses/red", "Skirts", "\udcff", "a\nb"])
        qtbot.addWidget(box)
        with qtbot.waitExposed(box):
            box.show()
        box.activateWindow()
        qtbot.waitUntil(box.isActiveWindow)
        return box

    def write(self, box: FolderBox, text: str) -> None:
        box.setFocus()
        line = box.lineEdit()
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, text)

    def test_some_letters_find_it(self, qtbot: QtBot, box: FolderBox) -> None:
        told: list[str] = []
        box.changed.connect(lambda: told.append(box.folder))
        self.write(box, "RED")
        completer = box.completer()
        assert completer is not None
        assert completer.completionCount() == 1
        popup = completer.popup()
        assert popup is not None
        qtbot.waitUntil(popup.isVisible)
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: box.folder == "dresses/red")
        assert told == ["dresses/red"]

    def test_written_out_it_counts_at_once(self, box: FolderBox) -> None:
        self.write(box, "skirts")
        assert box.folder == "Skirts"
        self.write(box, "All folders")
        assert box.folder == ""

    def test_one_that_is_not_listed_counts_when_it_is_left(self, box: FolderBox) -> None:
        self.write(box, "dresses/new/")
        line = box.lineEdit()
        assert line is not None
        assert box.folder == "dresses"  # on the way there
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert box.folder == "dresses/new"
        box.show_folders(["other"])
        assert (box.folder, box.currentText()) == ("dresses/new", "dresses/new")

    def test_names_that_are_no_text(self, box: FolderBox) -> None:
        for row, folder in ((4, "\udcff"), (5, "a\nb")):
            box.setCurrentIndex(row)
            assert box.folder == folder
        box.show_folders(["a\nb"])
        assert box.folder == "a\nb"
        assert box.currentIndex() == 1

    def test_thousands(self, box: FolderBox) -> None:
        box.choose("Skirts")
        box.show_folders([f"{number}/{part}" for number in range(500) for part in range(10)])
        assert box.count() == 5001
        assert box.folder == "Skirts"
        self.write(box, "499/9")
        assert box.folder == "499/9"


class TestWords:
    @pytest.fixture(autouse=True)
    def british(self) -> Iterator[None]:
        before = QLocale()
        QLocale.setDefault(QLocale("en_GB"))
        yield
        QLocale.setDefault(before)

    @pytest.mark.parametrize(
        ("among", "words"),
        [
            (Filter("a\nb"), "in “a\ufffdb”"),
            (Filter(name=" red "), "called “red”"),
            (Filter(since_ns=begin_of(DAY)), "from 29/02/2024"),
            (Filter(until_ns=end_of(DAY)), "until 29/02/2024"),
            (Filter(shape="portrait"), "portrait"),
            (Filter(least=0.6), "of score 0.60 and more"),
            (Filter(most=0.9), "of score up to 0.90"),
            (Filter(least=0.6, most=0.9), "of score 0.60 to 0.90"),
            (Filter(most=NO_COPIES), "without exact copies"),
            (Filter(least=0.6, most=NO_COPIES), "of score 0.60 and more, without exact copies"),
            (Filter("x", "y", shape="square"), "in “x”, called “y”, square"),
        ],
    )
    def test_a_filter(self, among: Filter, words: str) -> None:
        assert told(among) == words

    def test_what_was_found(self) -> None:
        match, among = Match("a", WHOLE, 1.0), Filter("x", least=0.5)
        found = Found([match] * 2, 5000, 0.1)
        assert found_told(found, among) == "2 pictures in “x”, of score 0.50 and more"
        assert searched_told(found, among) == " (in “x”, of score 0.50 and more)"
        found = found._replace(among=1340)
        assert found_told(found, Filter("x")) == "2 of 1,340 pictures in “x”"
        cut_off = found._replace(among=None, is_cut_off=True)
        assert found_told(cut_off, Filter("x")) == (
            "2 pictures in “x”. There may be more: the database tells of the nearest pictures only."
        )
        assert searched_told(found, among) == " (1,340 of them in “x”)"
        assert searched_told(found, EVERYTHING) == ""
        one = found._replace(among=1, matches=[match])
        assert found_told(one, Filter("x")) == "1 of 1 picture in “x”"


def test_rows_of_a_flow(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    flow = FlowLayout(whole)
    flow.setContentsMargins(1, 2, 3, 4)
    flow.setSpacing(5)
    buttons = [QPushButton() for _ in range(3)]
    for button in buttons:
        button.setFixedSize(100, 20)
        flow.addWidget(button)
    assert [flow.heightForWidth(width) for width in (314, 313, 208, 104, 50)] == [
        26, 51, 76, 76, 76
    ]  # fmt: skip
    buttons[1].hide()
    whole.resize(500, 100)
    whole.show()
    assert flow.heightForWidth(209) == 26
    assert flow.count() == 3
    assert flow.takeAt(1).widget() is buttons[1]  # type: ignore[union-attr]
    assert flow.takeAt(7) is flow.itemAt(7) is None


def test_icons_are_seen_in_light_and_dark(qapp: QApplication) -> None:
    for dark in (False, True):
        ground = palette(dark).color(QPalette.ColorRole.Window).lightness()
        for icon in (
            funnel_icon(palette(dark), filled=True),
            funnel_icon(palette(dark), filled=False),
            calendar_icon(palette(dark)),
        ):
            for scale in (1, 2):
                image = icon.pixmap(16, 16).toImage() if scale == 1 else icon.pixmap(32).toImage()
                inks = [
                    image.pixelColor(x, y)
                    for x in range(image.width())
                    for y in range(image.height())
                    if image.pixelColor(x, y).alpha() > 200
                ]
                assert len(inks) > 8 * scale
                assert all(abs(ink.lightness() - ground) > 40 for ink in inks)

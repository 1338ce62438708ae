from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from clothesfinder.gui.cell_grid import CellGrid

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROWS, COLUMNS, WIDTH, HEIGHT = 1003, 5, 60, 40
Key = Qt.Key
Hint = QAbstractItemView.ScrollHint
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def model() -> QStringListModel:
    return QStringListModel([f"row {row}" for row in range(ROWS)])


@pytest.fixture
def grid(qtbot: QtBot, model: QStringListModel) -> CellGrid:
    grid = CellGrid()
    grid.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    grid.setModel(model)
    grid.arrange(QSize(WIDTH, HEIGHT), COLUMNS)
    qtbot.addWidget(grid)
    grid.resize(COLUMNS * WIDTH + 60, 210)
    with qtbot.waitExposed(grid):
        grid.show()
    qtbot.waitUntil(lambda: grid.verticalScrollBar().maximum() > 0)
    return grid


def chosen(grid: CellGrid) -> list[int]:
    return sorted(index.row() for index in grid.selectionModel().selectedRows())


def place(grid: CellGrid, row: int) -> QRect:
    return grid.visualRect(grid.model().index(row, 0))


def click(grid: CellGrid, row: int, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, held, pos=place(grid, row).center()
    )


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_each_place_is_of_the_cell_that_is_there(
    grid: CellGrid, direction: Qt.LayoutDirection
) -> None:
    grid.setLayoutDirection(direction)
    for scrolled in (0, 777, grid.verticalScrollBar().maximum()):
        grid.verticalScrollBar().setValue(scrolled)
        for row in (0, 1, COLUMNS - 1, COLUMNS, 500, ROWS - 1):
            cell = place(grid, row)
            for corner in (cell.topLeft(), cell.bottomRight(), cell.center()):
                assert grid.indexAt(corner).row() == row
    last = place(grid, ROWS - 1)
    assert last.bottom() == grid.viewport().height() - 1
    assert grid.lines_end == grid.viewport().height()
    beside = QPoint(WIDTH if direction == Qt.LayoutDirection.LeftToRight else -WIDTH, 0)
    assert place(grid, ROWS - 2).translated(beside).center() == last.center()
    assert not grid.indexAt(last.center() + beside).isValid()  # it is the last of the last line
    assert not grid.indexAt(QPoint(last.center().x(), last.bottom() + 1)).isValid()
    assert not grid.indexAt(QPoint(-1, 5)).isValid()


def test_what_is_seen(grid: CellGrid) -> None:
    assert grid.rows_in(grid.viewport().rect()) == range(30)
    grid.verticalScrollBar().setValue(HEIGHT)
    assert grid.rows_in(grid.viewport().rect()) == range(5, 35)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    assert grid.rows_in(grid.viewport().rect()) == range(975, ROWS)
    assert grid.rows_in(QRect(0, -10_000_000, 1, 1)) == range(5)


def test_room_is_left_below_the_last_line(grid: CellGrid, qtbot: QtBot) -> None:
    before = grid.verticalScrollBar().maximum()
    grid.arrange(QSize(WIDTH, HEIGHT), COLUMNS, 70)
    qtbot.waitUntil(lambda: grid.verticalScrollBar().maximum() == before + 70)


def test_keys_move_by_cells_lines_and_pages(grid: CellGrid) -> None:
    grid.setCurrentIndex(grid.model().index(0, 0))
    for key, row in (
        (Key.Key_Right, 1), (Key.Key_Down, 6), (Key.Key_Left, 5), (Key.Key_Left, 4),
        (Key.Key_Up, 4), (Key.Key_PageDown, 29), (Key.Key_PageUp, 4), (Key.Key_PageUp, 4),
        (Key.Key_End, 1002), (Key.Key_Right, 1002), (Key.Key_Down, 1002), (Key.Key_Up, 997),
        (Key.Key_Right, 998), (Key.Key_Right, 999), (Key.Key_Down, 1002), (Key.Key_Home, 0),
        (Key.Key_Left, 0), (Key.Key_Up, 0),
    ):  # fmt: skip
        QTest.keyClick(grid, key)
        assert grid.currentIndex().row() == row, (key, row)
        assert grid.viewport().rect().contains(place(grid, row))
        assert chosen(grid) == [row]


def test_from_right_to_left_the_keys_go_where_they_point(grid: CellGrid) -> None:
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid.setCurrentIndex(grid.model().index(7, 0))
    QTest.keyClick(grid, Key.Key_Left)
    assert grid.currentIndex().row() == 8


def test_an_empty_one_goes_nowhere(grid: CellGrid, model: QStringListModel) -> None:
    model.setStringList([])
    for key in (Key.Key_Right, Key.Key_End, Key.Key_PageDown):
        QTest.keyClick(grid, key)
    assert not grid.currentIndex().isValid()
    assert grid.rows_in(grid.viewport().rect()) == range(0)


def test_clicks_choose_one_some_or_all_between(grid: CellGrid) -> None:
    click(grid, 8)
    assert chosen(grid) == [8]
    click(grid, 11, SHIFT)
    assert chosen(grid) == [8, 9, 10, 11]
    click(grid, 6, SHIFT)
    assert chosen(grid) == [6, 7, 8]
    click(grid, 12, Qt.KeyboardModifier.ControlModifier)
    assert chosen(grid) == [6, 7, 8, 12]
    click(grid, 3)
    QTest.keyClick(grid, Key.Key_End, SHIFT)
    assert chosen(grid) == list(range(3, ROWS))
    QTest.keyClick(grid, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(chosen(grid)) == ROWS


def test_a_band_chooses_the_cells_within(grid: CellGrid) -> None:
    view, button = grid.viewport(), Qt.MouseButton.LeftButton
    start = QPoint(COLUMNS * WIDTH + 20, 10)  # beside the cells
    QTest.mousePress(view, button, pos=start)
    QTest.mouseMove(view, start - QPoint(20, 0))
    QTest.mouseMove(view, QPoint(3 * WIDTH + 5, 2 * HEIGHT + 5))
    assert grid._band is not None
    assert grid._band.isVisible()
    QTest.mouseRelease(view, button, pos=QPoint(3 * WIDTH + 5, 2 * HEIGHT + 5))
    assert chosen(grid) == [3, 4, 8, 9, 13, 14]
    assert not grid._band.isVisible()


@pytest.mark.parametrize(
    ("hint", "top"),
    [(Hint.PositionAtTop, 0), (Hint.PositionAtBottom, 170), (Hint.PositionAtCenter, 85)],
)
def test_a_cell_is_brought_to_its_place(grid: CellGrid, hint: Hint, top: int) -> None:
    grid.resize(grid.width(), 210 + grid.height() - grid.viewport().height())
    grid.scrollTo(grid.model().index(500, 0), hint)
    assert place(grid, 500).top() == top
    grid.scrollTo(grid.model().index(500, 0))
    assert place(grid, 500).top() == top  # it is seen already
    grid.scrollTo(grid.model().index(0, 0))
    assert grid.verticalScrollBar().value() == 0


def test_rows_that_come_and_go_move_only_what_is_behind_them(
    grid: CellGrid, model: QStringListModel, qtbot: QtBot
) -> None:
    grid.scrollTo(model.index(800, 0), Hint.PositionAtTop)
    scrolled, most = grid.verticalScrollBar().value(), grid.verticalScrollBar().maximum()
    model.insertRows(ROWS, 500)
    assert grid.verticalScrollBar().value() == scrolled
    qtbot.waitUntil(lambda: grid.verticalScrollBar().maximum() == most + 100 * HEIGHT)
    assert grid.indexAt(QPoint(5, 5)).row() == 800
    model.insertRows(3, 5)
    assert grid.indexAt(QPoint(5, 5)).data() == "row 795"
    model.removeRows(3, 5)
    assert grid.verticalScrollBar().value() == scrolled
    assert grid.indexAt(QPoint(5, 5)).data() == "row 800"
    model.removeRows(10, model.rowCount() - 10)
    qtbot.waitUntil(lambda: grid.verticalScrollBar().value() == 0)


def test_a_screen_reader_finds_each_cell(grid: CellGrid) -> None:
    reader = QAccessible.queryAccessibleInterface(grid)
    assert reader.childCount() == ROWS
    assert reader.child(7).text(QAccessible.Text.Name) == "row 7"
    at = grid.viewport().mapToGlobal(place(grid, 7).center())
    assert reader.childAt(at.x(), at.y()).text(QAccessible.Text.Name) == "row 7"

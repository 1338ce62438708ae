"""A view of cells of one size, side by side and line by line, of as many rows as there may be.

Where a cell lies is computed and never kept: so rows come and go at once, wherever they are, and
what is in view stays there. QListView, whose place this takes among the views that a screen reader
knows, would lay all rows out anew for each that comes, and lose the place meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QHoverEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QRubberBand,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
_State = QStyle.StateFlag


class CellGrid(QListView):
    """Shows a list model in cells that are all alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = QSize(1, 1)
        self._card = QRect(QPoint(), self._size)
        self._columns = 1
        self._foot = 0
        """Pixels that are left free below the last line."""
        self._hovered = -1
        self._band: QRubberBand | None = None
        self._pressed = QPoint()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def arrange(self, size: QSize, columns: int, foot: int = 0, card: QRect | None = None) -> None:
        """Show cells of this size, so many side by side, and leave so much free below them.

        ``card`` is what can be clicked at of a cell, from the cell's corner; None for all of it.
        """
        self._size, self._columns, self._foot = size, columns, foot
        self._card = QRect(QPoint(), size) if card is None else card
        self.scheduleDelayedItemsLayout()

    def rows_in(self, area: QRect) -> range:
        """The rows whose lines are seen in this part of the viewport."""
        top = max(area.top() + self.verticalOffset(), 0)
        bottom = max(area.bottom() + self.verticalOffset(), 0)
        first = min(top // self._size.height() * self._columns, self._count)
        after = min((bottom // self._size.height() + 1) * self._columns, self._count)
        return range(first, after)

    @property
    def lines_end(self) -> int:
        """Where the last line ends, in pixels of the viewport."""
        return self._lines * self._size.height() - self.verticalOffset()

    @property
    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    @property
    def _lines(self) -> int:
        return -(-self._count // self._columns)

    # --- where everything is

    def visualRect(self, index: _Index) -> QRect:  # noqa: N802
        """Qt asks where a cell is, in the viewport or outside it."""
        return self._place(index.row()) if index.isValid() else QRect()

    def _place(self, row: int) -> QRect:
        line, column = divmod(row, self._columns)
        width, height = self._size.width(), self._size.height()
        place = QRect(column * width, line * height - self.verticalOffset(), width, height)
        return QStyle.visualRect(self.layoutDirection(), self.viewport().rect(), place)

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """Qt asks which row is at a place of the viewport: none between the cards.

        So a frame can be drawn from there. It is answered here, from what this class alone has:
        Qt asks, too, when what a class derived from it has is gone or not there yet.
        """
        index = self.cell_at(point)
        card = self._card.translated(self.visualRect(index).topLeft())
        return index if index.isValid() and card.contains(point) else QModelIndex()

    def cell_at(self, point: QPoint) -> QModelIndex:
        """Which row's cell is at a place of the viewport."""
        mirrored = QStyle.visualPos(self.layoutDirection(), self.viewport().rect(), point)
        column = mirrored.x() // self._size.width()
        line = (mirrored.y() + self.verticalOffset()) // self._size.height()
        row = line * self._columns + column
        if 0 <= column < self._columns and 0 <= row < self._count:
            return self.model().index(row, 0)
        return QModelIndex()

    def horizontalOffset(self) -> int:  # noqa: N802
        """Qt asks how far it is scrolled sideways: never."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802
        """Qt asks how far it is scrolled down."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:  # noqa: N802
        """Qt asks whether a row has no cell: each has one."""
        return False

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        """Qt asks what is to be painted anew after a change of what is selected."""
        region = QRegion()
        seen = self.rows_in(self.viewport().rect())
        for chosen in selection.toList():
            for row in range(max(chosen.top(), seen.start), min(chosen.bottom() + 1, seen.stop)):
                region += self._place(row)
        return region

    # --- scrolling

    def doItemsLayout(self) -> None:  # noqa: N802
        """Qt wants all to be laid out: there is nothing but how far can be scrolled."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:  # noqa: N802
        """Qt wants to know how far can be scrolled."""
        height, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setPageStep(height)
        bar.setSingleStep(max(self._size.height() // 3, 1))
        bar.setRange(0, max(self._lines * self._size.height() + self._foot - height, 0))
        QAbstractItemView.updateGeometries(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        """Qt has scrolled: move what is painted."""
        self.viewport().scroll(dx, dy)

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:  # noqa: N802
        """Bring a cell into view."""
        if not index.isValid():
            return
        self.executeDelayedItemsLayout()
        bar, cell, height = (
            self.verticalScrollBar(),
            self.visualRect(index),
            self.viewport().height(),
        )
        above, below = cell.top(), cell.bottom() + 1 - height
        if hint is _Hint.PositionAtTop or (hint is _Hint.EnsureVisible and above < 0):
            bar.setValue(bar.value() + above)
        elif hint is _Hint.PositionAtBottom or (hint is _Hint.EnsureVisible and below > 0):
            bar.setValue(bar.value() + min(below, above))
        elif hint is _Hint.PositionAtCenter:
            bar.setValue(bar.value() + (above + below) // 2)

    # --- moving and selecting

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802
        """Qt asks where a key leads from the current cell."""
        if not self._count:
            return QModelIndex()
        now = self.currentIndex().row()
        return self.model().index(self._moved(action, now) if now >= 0 else 0, 0)

    def _moved(self, action: _Move, now: int) -> int:
        last, columns = self._count - 1, self._columns
        page = max(self.viewport().height() // self._size.height(), 1) * columns
        forwards = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        match action:
            case _Move.MoveHome:
                return 0
            case _Move.MoveEnd:
                return last
            case _Move.MoveLeft | _Move.MoveRight:
                step = forwards if action is _Move.MoveRight else -forwards
            case _Move.MovePrevious | _Move.MoveNext:
                step = 1 if action is _Move.MoveNext else -1
            case _Move.MoveUp | _Move.MoveDown:
                step = columns if action is _Move.MoveDown else -columns
                if now + step < 0 or (now + step > last and now // columns == last // columns):
                    return now
            case _:
                step = page if action is _Move.MovePageDown else -page
                if now + step < 0:
                    return now % columns
        return min(max(now + step, 0), last)

    @property
    def selected(self) -> int:
        """How many rows are selected."""
        ranges = self.selectionModel().selection().toList()
        return sum(one.bottom() - one.top() + 1 for one in ranges)

    def chosen_rows(self) -> Sequence[int]:
        """The rows that are selected, from the top; where none is, the current one, if there is."""
        ranges = self.selectionModel().selection().toList()
        if rows := sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)}):
            return rows
        current = self.currentIndex()
        return [current.row()] if current.isValid() else []

    def setSelection(  # noqa: N802
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Qt wants what is between two corners: those cells, or all from one to the other."""
        chosen = QItemSelection()
        for first, last in self._between(rect):
            chosen.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(chosen, command)

    def _between(self, rect: QRect) -> Iterator[tuple[int, int]]:
        if self.state() is QAbstractItemView.State.DragSelectingState:
            area = QStyle.visualRect(
                self.layoutDirection(), self.viewport().rect(), rect.normalized()
            )
            left = max(area.left() // self._size.width(), 0)
            right = min(area.right() // self._size.width(), self._columns - 1)
            for start in self.rows_in(area)[:: self._columns]:
                first, last = start + left, min(start + right, self._count - 1)
                if first <= last:
                    yield first, last
            return
        ends = self.cell_at(rect.topLeft()).row(), self.cell_at(rect.bottomRight()).row()
        if min(ends) >= 0:
            yield min(ends), max(ends)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Note where it is pressed, for a band to be drawn from there."""
        self._pressed = event.position().toPoint() + QPoint(0, self.verticalOffset())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Draw the band around what is being selected."""
        super().mouseMoveEvent(event)
        if self.state() is QAbstractItemView.State.DragSelectingState:
            if self._band is None:
                self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
            start = self._pressed - QPoint(0, self.verticalOffset())
            self._band.setGeometry(QRect(start, event.position().toPoint()).normalized())
            self._band.show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the band away."""
        super().mouseReleaseEvent(event)
        if self._band is not None:
            self._band.hide()

    # --- painting

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Note what is under the mouse."""
        if isinstance(event, QHoverEvent | QMouseEvent):
            is_gone = event.type() == QEvent.Type.HoverLeave
            self._hovered = -1 if is_gone else self.indexAt(event.position().toPoint()).row()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the cells that are seen."""
        painter = QPainter(self.viewport())
        plain = QStyleOptionViewItem()
        self.initViewItemOption(plain)
        current = self.currentIndex().row() if self.hasFocus() else -1
        for row in self.rows_in(event.rect()):
            index, option = self.model().index(row, 0), QStyleOptionViewItem(plain)
            option.rect = self._place(row)
            if self.selectionModel().isSelected(index):
                option.state |= _State.State_Selected
            if row == current:
                option.state |= _State.State_HasFocus
            if row == self._hovered:
                option.state |= _State.State_MouseOver
            self.itemDelegate().paint(painter, option, index)

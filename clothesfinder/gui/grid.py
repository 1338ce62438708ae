"""The results: pictures in rank order with name and score; the view of them."""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QModelIndex, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QToolTip, QWidget

from clothesfinder.gui.cell import THUMBNAIL, MatchDelegate
from clothesfinder.gui.dragging import HOT_SPOT, pile
from clothesfinder.gui.results_model import EDGE, NO_REASONS, ResultsModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from clothesfinder.calibration import Thresholds
    from clothesfinder.emphasis import Why
    from clothesfinder.gui.thumbnails import Thumbnail, Thumbnails
    from clothesfinder.store import Match

MENU_KEY = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_F10)


class Results(QListView):
    """Shows matches in a grid, or a message while there are none."""

    opened = Signal()
    """Return was pressed: what is chosen is to be opened."""
    double_clicked = Signal(int)
    """The row."""
    chosen_changed = Signal()
    """Another picture is the current one, or others are selected, or others are shown."""
    menu_wished = Signal(object)
    """Where on the screen the menu of what is chosen is to be."""

    def __init__(
        self, thumbnails: Thumbnails, edge: int = EDGE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = ResultsModel(thumbnails, self)
        self._cell = MatchDelegate(edge, self)
        self._message = ("", "")
        self._visibility = QTimer(self, singleShot=True, interval=0)
        self._visibility.timeout.connect(self._want_visible)
        self._set_up()
        self.setModel(self._model)
        self.setItemDelegate(self._cell)
        self.doubleClicked.connect(lambda index: self.double_clicked.emit(index.row()))
        self._model.modelReset.connect(self.chosen_changed)
        self.selectionModel().currentChanged.connect(lambda: self.chosen_changed.emit())
        self.selectionModel().selectionChanged.connect(lambda: self.chosen_changed.emit())
        self.setAccessibleName("Results")

    def show_matches(
        self,
        gallery: Path,
        matches: Sequence[Match],
        why: Mapping[str, Why] = NO_REASONS,
        thresholds: Thresholds | None = None,
    ) -> None:
        """Replace what is shown, and begin at the top; see ResultsModel."""
        QToolTip.hideText()  # which may tell of what was there before
        self._model.show_matches(gallery, matches, why, thresholds)
        self._make_room_for_words(thresholds)
        self.scrollToTop()
        if matches:
            self.setCurrentIndex(self._model.index(0))
            self.clearSelection()

    def show_words(self, thresholds: Thresholds | None) -> None:
        """Tell how alike the matches are in these words; what is in view stays there."""
        top = self._first_row_below(0) if self.verticalScrollBar().value() else 0
        self._model.show_words(thresholds)
        self._make_room_for_words(thresholds, top)

    def _make_room_for_words(self, thresholds: Thresholds | None, top: int = 0) -> None:
        self._cell.lines = 3 if thresholds else 2
        self._cell.first_weak = self._model.first_weak
        self._lay_out(top)

    @property
    def selected(self) -> int:
        """How many pictures are selected."""
        ranges = self.selectionModel().selection().toList()
        return sum(one.bottom() - one.top() + 1 for one in ranges)

    def chosen_rows(self) -> Sequence[int]:
        """The rows that are selected, best first; where none is, the current one, if there is."""
        ranges = self.selectionModel().selection().toList()
        if rows := sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)}):
            return rows
        current = self.currentIndex()
        return [current.row()] if current.isValid() else []

    def chosen_paths(self) -> list[Path]:
        """Where the pictures of these rows lie."""
        return [self._model.path(row) for row in self.chosen_rows()]

    def path(self, row: int) -> Path:
        """Where the picture of this row lies."""
        return self._model.path(row)

    def thumbnail_of(self, row: int) -> Thumbnail | None:
        """The small picture that is shown in this row, if there is one by now."""
        thumbnail: Thumbnail | None = self._model.index(row).data(THUMBNAIL)
        return thumbnail

    def show_message(self, title: str, text: str = "") -> None:
        """Say this, in the middle, while there are no matches."""
        self._message = (title, text)
        self.setAccessibleDescription(f"{title} {text}".strip())
        self.viewport().update()

    def set_edge(self, edge: int) -> None:
        """Show thumbnails of this size, in pixels that do not depend on the screen."""
        top = self._first_row_below(0)
        self._cell.edge = edge
        self._lay_out(top)

    def _set_up(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(2000)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(False)  # the window takes what is dropped
        self.viewport().setAcceptDrops(False)

    # --- geometry

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the first visible row in view."""
        top = self._first_row_below(0) if self.verticalScrollBar().value() else 0
        super().resizeEvent(event)
        self._lay_out(top)

    def _lay_out(self, top: int) -> None:
        """Share the width out between the columns, and bring row ``top`` to the top."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        if self._cell.share_out(self.maximumViewportSize().width() - bar - 1, self.fontMetrics()):
            self.scheduleDelayedItemsLayout()
        self.verticalScrollBar().setSingleStep(self._cell.size.height() // 3)
        if top:
            QTimer.singleShot(0, self, lambda: self._scroll_to(top))

    def _scroll_to(self, row: int) -> None:
        self.scrollTo(self._model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)

    def _first_row_below(self, y: int) -> int:
        """Return the first row whose cell ends below ``y`` of the viewport."""

        def bottom(row: int) -> int:
            cell = self.visualRect(self._model.index(row))
            return cell.bottom() if cell.isValid() else sys.maxsize  # not laid out yet

        return bisect_left(range(self._model.rowCount()), y, key=bottom)

    def visible_rows(self) -> range:
        """Return the rows that can be seen, at least in part."""
        height = self.viewport().height()
        return range(
            self._first_row_below(0), self._first_row_below(height + self._cell.size.height() - 1)
        )

    def _want_visible(self) -> None:
        self._model.edge = math.ceil(self._cell.edge * self.devicePixelRatioF())
        self._model.want(self.visible_rows())

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint, and see to the thumbnails: whatever changes what is visible ends here."""
        super().paintEvent(event)
        if self._model.rowCount():
            self._visibility.start()
        else:
            self._paint_message()

    def _paint_message(self) -> None:
        title, text = self._message
        painter = QPainter(self.viewport())
        area = QRectF(self.viewport().rect()).adjusted(24, 24, -24, -24)
        width = min(area.width(), self.fontMetrics().averageCharWidth() * 64)
        column = QRectF(area.center().x() - width / 2, area.top(), width, area.height())
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        heading = self.font()
        heading.setPointSizeF(heading.pointSizeF() * 1.5)
        heading.setBold(True)
        painter.setFont(heading)
        above = painter.boundingRect(column, flags, title)
        painter.setFont(self.font())
        below = painter.boundingRect(column, flags, text)
        gap = self.fontMetrics().height() * 0.75
        top = max(area.top(), area.center().y() - (above.height() + gap + below.height()) / 2)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(column.translated(0, top + above.height() + gap - area.top()), flags, text)
        painter.setFont(heading)
        painter.drawText(column.translated(0, top - area.top()), flags, title)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open what is chosen with Return, its menu with Shift+F10; the rest is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen_rows():
                self.opened.emit()
        elif event.keyCombination() == MENU_KEY:  # the other menu key is the system's
            self._wish_menu_at(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """Qt asks what is here: between the cards nothing, so that a frame can be drawn there."""
        index = super().indexAt(point)
        card = self._cell.card_in(QRectF(self.visualRect(index)))
        return index if index.isValid() and card.contains(QPointF(point)) else QModelIndex()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Qt asks for the menu: at the mouse, or where the keyboard is."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            if self.indexAt(event.pos()).isValid():
                self.menu_wished.emit(event.globalPos())
        else:
            self._wish_menu_at(self.currentIndex())

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802
        """Qt asks to drag what is selected: copies of it, never what is taken away."""
        rows = self.chosen_rows()
        shown = [one.pixmap for row in rows if (one := self.thumbnail_of(row)) is not None]
        drag = QDrag(self)
        drag.setMimeData(self._model.mimeData([self._model.index(row) for row in rows]))
        if shown:
            carried = pile(shown, len(rows), self.palette(), self.devicePixelRatioF())
            drag.setPixmap(carried)
            drag.setHotSpot(HOT_SPOT)
        drag.exec(Qt.DropAction.CopyAction)

    def _wish_menu_at(self, index: QModelIndex) -> None:
        if index.isValid():
            self.scrollTo(index)
            place = self.visualRect(index).center()
            self.menu_wished.emit(self.viewport().mapToGlobal(place))

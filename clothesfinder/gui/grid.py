"""The results: pictures in rank order with name and score; the view of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QToolTip, QWidget

from clothesfinder.grouping import NO_GROUPS, Groups
from clothesfinder.gui.anchor import Anchor
from clothesfinder.gui.cell import GROUP, THUMBNAIL, MatchDelegate
from clothesfinder.gui.dragging import drag_of
from clothesfinder.gui.grid_text import Message, end_height, paint_end
from clothesfinder.gui.grouped_grid import GroupedGrid
from clothesfinder.gui.keys import Key
from clothesfinder.gui.language import marked
from clothesfinder.gui.results_model import EDGE, NO_REASONS, ResultsModel
from clothesfinder.gui.thumbnails import made_edge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from clothesfinder.calibration import Thresholds
    from clothesfinder.emphasis import Why
    from clothesfinder.gui.thumbnails import Thumbnail, Thumbnails
    from clothesfinder.store import Match

NOTCH = 120
"""What a wheel tells of one notch."""
KEYS = (
    Key(marked("Keys", "Go from result to result"), ("Left", "Right", "Up", "Down")),
    Key(marked("Keys", "To the first or the last result"), ("Home", "End")),
    Key(marked("Keys", "Open the picture"), ("Return", "double-click")),
    Key(marked("Keys", "Select several"), ("Shift+Left", "Shift+Right", "Ctrl+click")),
    Key(marked("Keys", "Select or leave out one"), ("Ctrl+Space",)),
    Key(marked("Keys", "More like this result"), ("+",)),
    Key(marked("Keys", "Less like this result"), ("-",)),
    Key(marked("Keys", "Show all that are nearly the same, or one of them"), ("G",)),
    Key(
        marked("Keys", "What can be done with the results"),
        ("Shift+F10", marked("Keys", "right click")),
    ),
    Key(marked("Keys", "Go to a result by its name"), (marked("Keys", "first letters"),)),
    Key(marked("Keys", "Larger or smaller thumbnails"), ("Ctrl+wheel",)),
)
MENU_KEY = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_F10)
AHEAD = 2
"""Screens of rows that are to be there below what is seen."""


class Results(GroupedGrid):
    """Shows matches in a grid, or a message while there are none."""

    opened = Signal()
    """Return was pressed: what is chosen is to be opened."""
    double_clicked = Signal(int)
    """The row."""
    chosen_changed = Signal()
    """Another picture is the current one, or others are selected, or others are shown."""
    menu_wished = Signal(object)
    """Where on the screen the menu of what is chosen is to be."""
    size_asked = Signal(float)
    """So many notches that the wheel was turned with Ctrl: other thumbnails are wanted."""
    nearly_seen = Signal()
    """There is little left below what is seen."""

    def __init__(
        self, thumbnails: Thumbnails, edge: int = EDGE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = ResultsModel(thumbnails, self)
        self._cell = MatchDelegate(edge, self)
        self._message = Message()
        self._anchor = Anchor()
        self._end = ""
        self._visibility = QTimer(self, singleShot=True, interval=0)
        self._visibility.timeout.connect(self._want_visible)
        self._set_up()
        self.setModel(self._model)
        self.setItemDelegate(self._cell)
        self.badge_pressed.connect(self.toggle_group)
        self.doubleClicked.connect(lambda index: self.double_clicked.emit(index.row()))
        self._model.modelReset.connect(self.chosen_changed)
        self.selectionModel().currentChanged.connect(lambda: self.chosen_changed.emit())
        self.selectionModel().selectionChanged.connect(lambda: self.chosen_changed.emit())
        self.setAccessibleName(self.tr("Results"))

    def show_matches(
        self,
        gallery: Path,
        matches: Sequence[Match],
        why: Mapping[str, Why] = NO_REASONS,
        thresholds: Thresholds | None = None,
        groups: Groups = NO_GROUPS,
    ) -> None:
        """Replace what is shown, and begin at the top; see ResultsModel."""
        QToolTip.hideText()  # which may tell of what was there before
        self.show_end("")
        self._model.show_matches(gallery, matches, why, thresholds, groups)
        self._make_room_for_words(thresholds)
        self.scrollToTop()
        if matches:
            self.setCurrentIndex(self._model.index(0))
            self.clearSelection()

    def show_again(
        self,
        gallery: Path,
        matches: Sequence[Match],
        why: Mapping[str, Why] = NO_REASONS,
        thresholds: Thresholds | None = None,
        groups: Groups = NO_GROUPS,
    ) -> None:
        """Replace what is shown by what the same search finds now, and stay at the same place.

        What was selected and is still there stays selected.
        """
        place = self.verticalScrollBar().value()
        current = self.currentIndex()
        at = self._model.match_of(current.row()).path if current.isValid() else None
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        selected = {self._model.match_of(row).path for row in rows}
        self.show_matches(gallery, matches, why, thresholds, groups)
        if at is not None and (row := self._model.row_of(at)) is not None:
            self._move_to(row)
        for row in range(self._model.rowCount() if selected else 0):
            if self._model.match_of(row).path in selected:
                self.selectionModel().select(
                    self._model.index(row), QItemSelectionModel.SelectionFlag.Select
                )
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(place)

    def show_more(
        self, matches: Sequence[Match], why: Mapping[str, Why], groups: Groups = NO_GROUPS
    ) -> None:
        """Add what comes after what is shown, which stays as it is; see ResultsModel."""
        self._model.show_more(matches, why, groups)
        self._cell.first_weak = self._model.first_weak

    def show_end(self, text: str) -> None:
        """Say this below the last line; nothing, where it is empty."""
        if text != self._end:
            self._end = text
            self.setAccessibleDescription(text)
            self._lay_out()

    def toggle_group(self, row: int) -> None:
        """Show all that are nearly the same as this, or only the best of them again."""
        best = self._model.toggle_group(row)
        self._cell.first_weak = self._model.first_weak
        self._move_to(best)
        self.viewport().update()

    def _move_to(self, row: int) -> None:
        """Make this the current row, and select nothing by that."""
        no_change = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(self._model.index(row), no_change)

    def show_words(self, thresholds: Thresholds | None) -> None:
        """Tell how alike the matches are in these words; what is in view stays there."""
        top = self._top
        self._model.show_words(thresholds)
        self._make_room_for_words(thresholds, top)

    def _make_room_for_words(self, thresholds: Thresholds | None, top: int = 0) -> None:
        self._cell.lines = 3 if thresholds else 2
        self._cell.first_weak = self._model.first_weak
        self._lay_out(top)

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
        self._message = Message(title, text)
        self.setAccessibleDescription(f"{title} {text}".strip())
        self.viewport().update()

    def set_edge(self, edge: int) -> None:
        """Show thumbnails of this size, in pixels that do not depend on the screen.

        The current match stays where it is if it is in view, else the first that is.
        """
        if edge == self._cell.edge:
            return
        anchor = self._anchor.of(self)
        self._cell.edge = edge
        self._lay_out(0)
        self._anchor.hold(self, anchor)

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(False)  # the window takes what is dropped
        self.viewport().setAcceptDrops(False)

    # --- geometry

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the first visible row in view."""
        top = self._top
        super().resizeEvent(event)
        self._lay_out(top)

    def _lay_out(self, top: int = 0) -> None:
        """Share the width out between the columns, and bring row ``top`` to the top."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        width = self.maximumViewportSize().width() - bar - 1
        self._cell.share_out(width, self.fontMetrics())
        foot = end_height(self._end, width, self.fontMetrics()) if self._end else 0
        self.arrange(self._cell.size, self._cell.columns, foot, self._cell.card)
        if top:
            self.scrollTo(self._model.index(top), QAbstractItemView.ScrollHint.PositionAtTop)

    @property
    def _top(self) -> int:
        """The first row that is seen; 0 where nothing is scrolled."""
        return self.visible_rows().start if self.verticalScrollBar().value() else 0

    def tile_of(self, index: QModelIndex) -> QRectF:
        """Return where in the viewport the picture of this row is painted."""
        return self._cell.tile(QRectF(self.visualRect(index)))

    def visible_rows(self) -> range:
        """Return the rows that can be seen, at least in part."""
        return self.rows_in(self.viewport().rect())

    def _want_visible(self) -> None:
        self._model.edge = made_edge(math.ceil(self._cell.edge * self.devicePixelRatioF()))
        seen = self.visible_rows()
        self._model.want(seen)
        if seen.stop + AHEAD * len(seen) >= self._model.rowCount():
            self.nearly_seen.emit()

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint, and see to the thumbnails: whatever changes what is visible ends here."""
        super().paintEvent(event)
        if self._model.rowCount():
            self._visibility.start()
            if self._end:
                paint_end(self.viewport(), self._end, self.lines_end)
        else:
            self._message.paint(self.viewport())

    @property
    def message_bottom(self) -> int:
        """How far down in the viewport the message goes."""
        return self._message.bottom(self.viewport())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Ask for another size with Ctrl; else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.size_asked.emit(event.angleDelta().y() / NOTCH)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open what is chosen with Return, its menu with Shift+F10, a group with G."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen_rows():
                self.opened.emit()
        elif event.keyCombination() == MENU_KEY:  # the other menu key is the system's
            self._wish_menu_at(self.currentIndex())
        elif event.key() == Qt.Key.Key_G and not event.modifiers() and self._is_in_group():
            self.toggle_group(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _is_in_group(self) -> bool:
        return bool(self.currentIndex().isValid() and self.currentIndex().data(GROUP))

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
        mime = self._model.mimeData([self._model.index(row) for row in rows])
        drag = drag_of(self, mime, shown, len(rows))
        drag.exec(Qt.DropAction.CopyAction)

    def _wish_menu_at(self, index: QModelIndex) -> None:
        if index.isValid():
            self.scrollTo(index)
            place = self.visualRect(index).center()
            self.menu_wished.emit(self.viewport().mapToGlobal(place))

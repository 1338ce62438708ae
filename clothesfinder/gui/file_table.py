"""The files of a gallery in a table, each with its state and the reason; there may be millions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QKeySequence, QPalette

from clothesfinder.file_listing import Order
from clothesfinder.file_states import State
from clothesfinder.gui.keys import Key
from clothesfinder.gui.language import marked
from clothesfinder.gui.names import readable
from clothesfinder.gui.plain_table import PADDING, PlainTable
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from clothesfinder.file_listing import Rows
    from clothesfinder.file_states import FileStates

TITLES = (
    marked("FileModel", "File"),
    marked("FileModel", "State"),
    marked("FileModel", "Reason"),
)
WIDTHS = (260, 130)
"""Pixels, of all columns but the last, which takes what is left."""
KEYS = (
    Key(marked("Keys", "Filter the files by a part of the name"), ("Ctrl+F",)),
    Key(marked("Keys", "Show the file in its folder"), ("Return",)),
    Key(marked("Keys", "Copy the paths of the files that are selected"), ("Ctrl+C",)),
)
TELLING = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
Index = QModelIndex | QPersistentModelIndex


class FileModel(QAbstractTableModel):
    """Some of the files, in an order that was worked out elsewhere; nothing is computed here."""

    order_wished = Signal(object, bool)
    """By what to sort: Order, and whether it is descending."""

    def __init__(self, gallery: str) -> None:
        """Take what the gallery's own folder is called, which may be among the files."""
        super().__init__()
        self._gallery = gallery
        self.states: FileStates | None = None
        self.rows: Rows = np.empty(0, np.intp)

    def show_files(self, states: FileStates, rows: Rows) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self.states, self.rows = states, rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as Qt calls it
        """As Qt has it."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """As Qt has it."""
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """As Qt has it."""
        if self.states is None or not index.isValid():
            return None
        one = self.states[int(self.rows[index.row()])]
        if role in TELLING:
            texts = one.path or self._gallery, one.state.title, one.reason
            column = index.column()
            text = texts[column]
            return readable(said(text) if column else text)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == Order.STATE.value:
            return self._colour(one.state)
        return None

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """As Qt has it."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(TITLES[section])
        return super().headerData(section, orientation, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; it takes a while where there are many files."""
        self.order_wished.emit(Order(column), order == Qt.SortOrder.DescendingOrder)

    def _colour(self, state: State) -> QBrush | None:
        """Of the state's name, which tells it by itself."""
        if state is State.FAILED:
            return QPalette().brush(QPalette.ColorRole.BrightText)
        return None


class FileTable(PlainTable):
    """Shows the files; where there are none, why."""

    copy_wished = Signal()

    def __init__(self, model: FileModel, parent: QWidget | None = None) -> None:
        super().__init__(model, Order.STATE.value, WIDTHS, parent)
        self._model = model
        self.setAccessibleName(self.tr("Files of the gallery"))
        self.set_row_height(self.fontMetrics().height() + 2 * PADDING)

    def chosen_rows(self) -> Rows:
        """The places of the selected files in FileStates, be they a million."""
        ranges = sorted(
            (one.top(), one.bottom()) for one in self.selectionModel().selection().toList()
        )
        chosen = [self._model.rows[top : bottom + 1] for top, bottom in ranges]
        return np.concatenate(chosen) if chosen else np.empty(0, np.intp)

    def current_row(self) -> int | None:
        """The place of the file that the keyboard is at."""
        index = self.currentIndex()
        return int(self._model.rows[index.row()]) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy the files that are selected, and not the cell that the keyboard is at."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wished.emit()
        else:
            super().keyPressEvent(event)

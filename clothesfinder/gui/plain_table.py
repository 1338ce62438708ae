"""A table of very many rows, each chosen as a whole; where there are none, it tells why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractTableModel

LEAST_HEIGHT = 150
PADDING = 4


class PlainTable(QTableView):
    """Sorted by its model, as the header says; nothing in it is changed."""

    def __init__(
        self,
        model: QAbstractTableModel,
        sorted_by: int,
        widths: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        """Take the column that it is sorted by at first, and the widths of all but the last."""
        super().__init__(parent)
        self._why_empty = ""
        header = self.horizontalHeader()
        header.setSortIndicator(sorted_by, Qt.SortOrder.AscendingOrder)
        self.setModel(model)
        # Of its own, for the header would ask about every row whether its column is selected.
        header.setSelectionModel(QItemSelectionModel(model, header))
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setCornerButtonEnabled(False)
        for column, width in enumerate(widths):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def set_row_height(self, height: int) -> None:
        """Make all rows this high, in pixels that do not depend on the screen."""
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(height)

    def explain(self, why_empty: str) -> None:
        """Tell why there are no rows to be seen, where there are none."""
        self._why_empty = why_empty
        self.setAccessibleDescription(why_empty)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows, or why there are none."""
        super().paintEvent(event)
        if self._why_empty and not self.model().rowCount():
            with QPainter(self.viewport()) as painter:
                painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
                place = self.viewport().rect().adjusted(24, 24, -24, -24)
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(place, flags, self._why_empty)

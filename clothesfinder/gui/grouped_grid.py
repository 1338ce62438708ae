"""A grid in which a click on a badge opens or closes a group, and does nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal

from clothesfinder.gui.cell import GROUP
from clothesfinder.gui.cell_grid import CellGrid
from clothesfinder.gui.group_badge import is_on_badge

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QWidget


class GroupedGrid(CellGrid):
    """Sees to the mouse where it is on a badge; the rest is the list's own."""

    badge_pressed = Signal(int)
    """The row whose group is to be opened or closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_badge_held = False
        """Whether the mouse was pressed on a badge last."""

    def tile_of(self, index: QModelIndex) -> QRectF:
        """Return where in the viewport the picture of this row is painted."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open or close a group by its badge; the rest is the list's own."""
        self._is_badge_held = self._is_on_badge(event)
        if self._is_badge_held:
            self.badge_pressed.emit(self.indexAt(event.position().toPoint()).row())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin no drag and no selection where a badge was pressed."""
        if not self._is_badge_held:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go of a badge; the rest is the list's own."""
        if self._is_badge_held:
            self._is_badge_held = False
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take a second click on a badge for one more click; the rest is the list's own."""
        if self._is_on_badge(event):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def _is_on_badge(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return False
        return is_on_badge(
            self.tile_of(index), index.data(GROUP), self.fontMetrics(), event.position()
        )

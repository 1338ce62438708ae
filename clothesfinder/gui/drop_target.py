"""Lets a widget take pictures and folders that are dropped on it; only ever to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from clothesfinder.gui.mime import acceptable, elsewhere, from_mime

if TYPE_CHECKING:
    from clothesfinder.gui.mime import Dropped


class DropTarget(QObject):
    """Sees to the drags over one widget, and tells by its signals what comes of them.

    What is dragged out of the widget itself, or of what is in it, is not taken back.
    """

    near = Signal(bool)
    """Whether something that can be dropped is held over the widget."""
    dropped = Signal(object)
    """What was dropped, as a Dropped."""
    added = Signal(object)
    """The same, with Shift held: it is to be added to what there is."""
    refused = Signal(str)
    """What was dropped is nothing that can be used: why, where that can be said."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt asks before it hands an event to the widget; True where that is done with."""
        if isinstance(event, QDragEnterEvent):
            if acceptable(event.mimeData()) and not self._is_own(event):
                _copy(event)
                self.near.emit(True)
            else:
                event.ignore()
            return True
        if isinstance(event, QDragMoveEvent):
            _copy(event)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.near.emit(False)
            return True
        if isinstance(event, QDropEvent):
            self._take(event)
            return True
        return False

    def _take(self, event: QDropEvent) -> None:
        self.near.emit(False)
        _copy(event)
        dropped: Dropped | None = from_mime(event.mimeData())
        if dropped is None:
            self.refused.emit(elsewhere(event.mimeData()))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.added.emit(dropped)
        else:
            self.dropped.emit(dropped)

    def _is_own(self, event: QDropEvent) -> bool:
        source = event.source()  # None where another program drags
        return isinstance(source, QWidget) and (
            source is self._widget or self._widget.isAncestorOf(source)
        )


def _copy(event: QDropEvent) -> None:
    """Accept to copy whatever the source offers, for a move might delete the user's file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()

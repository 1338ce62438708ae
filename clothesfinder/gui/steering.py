"""Plus and minus on the results: more like this one, or less. By keys, and by two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip

from clothesfinder.gui.language import marked
from clothesfinder.terms import LIKE, UNLIKE

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from clothesfinder.gui.grid import Results

SIZE, INSET, SPACE = 26.0, 6.0, 4.0
"""Of a button, its way from the tile's corner, and between the two."""
ARM = 5.5
TIPS = {
    LIKE: marked("Steering", "More like this (+)"),
    UNLIKE: marked("Steering", "Less like this (\N{MINUS SIGN})"),
}
KEYS: dict[int, float] = {Qt.Key.Key_Plus: LIKE, Qt.Key.Key_Minus: UNLIKE}
PRESSES = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick


class Steering(QObject):
    """Sees to the keys and the mouse over the results before they do."""

    asked = Signal(object, float)
    """The QModelIndexes of some results, and the weight that they are to have in the query."""

    def __init__(self, results: Results) -> None:
        super().__init__(results)
        self._results = results
        self._is_over = False
        """Whether the mouse is over a button."""
        self._is_pressed = False
        """Whether the mouse was pressed on a button, and is held."""
        results.installEventFilter(self)
        results.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt asks before it hands an event to the results; True where that is done with."""
        if isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._take_key(event)
        if isinstance(event, QMouseEvent):
            return self._take_mouse(event)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            _, weight = self._button_at(QPointF(event.pos()))
            if weight is not None:
                QToolTip.showText(event.globalPos(), self.tr(TIPS[weight]), self._results)
            return weight is not None
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        weight = KEYS.get(event.key())
        if weight is None or held:
            return False
        self.ask(weight)
        return True

    @property
    def has_some(self) -> bool:
        """Whether there is a result to ask for."""
        return bool(self._results.chosen_rows())

    def ask(self, weight: float) -> None:
        """Ask for this weight for the selected results, or for the current one where none is."""
        selected = sorted(self._results.selectedIndexes(), key=lambda index: index.row())
        current = self._results.currentIndex()
        indexes = selected or ([current] if current.isValid() else [])
        if indexes:
            self.asked.emit(indexes, weight)

    def _take_mouse(self, event: QMouseEvent) -> bool:
        index, weight = self._button_at(event.position())
        if event.type() == QEvent.Type.MouseMove:
            self._point(weight is not None)
            return self._is_pressed  # else the results would draw a frame from who knows where
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() not in PRESSES:
            was_pressed, self._is_pressed = self._is_pressed, False
            return was_pressed
        self._is_pressed = weight is not None
        if weight is not None and index is not None:
            self.asked.emit([index], weight)
        return self._is_pressed

    def _point(self, over: bool) -> None:
        if over != self._is_over:
            self._is_over = over
            viewport = self._results.viewport()
            viewport.setCursor(
                Qt.CursorShape.PointingHandCursor
            ) if over else viewport.unsetCursor()

    def _button_at(self, place: QPointF) -> tuple[QModelIndex | None, float | None]:
        index = self._results.indexAt(place.toPoint())
        if not index.isValid():
            return None, None
        tile = self._results.tile_of(index)
        weight = next((w for w, one in buttons_in(tile).items() if one.contains(place)), None)
        return index, weight


def buttons_in(tile: QRectF) -> dict[float, QRectF]:
    """Where in a result's tile its buttons are, by the weight that each gives it."""
    minus = QRectF(tile.right() - INSET - SIZE, tile.bottom() - INSET - SIZE, SIZE, SIZE)
    return {LIKE: minus.translated(-SIZE - SPACE, 0), UNLIKE: minus}


def paint_buttons(painter: QPainter, tile: QRectF, ground: QColor, sign: QColor) -> None:
    """Paint both, to be seen on light and dark pictures alike."""
    ground = QColor(ground)
    ground.setAlphaF(0.9)
    edge = QColor(sign)
    edge.setAlphaF(0.35)
    for weight, place in buttons_in(tile).items():
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawEllipse(place)
        middle = place.center()
        pen = QPen(sign, 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        across, up = QPointF(ARM, 0), QPointF(0, ARM)
        painter.drawLine(QLineF(middle - across, middle + across))
        if weight > 0:
            painter.drawLine(QLineF(middle - up, middle + up))

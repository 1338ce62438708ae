"""The part of the query's picture that is looked for: drawn upon it, changed by mouse or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from clothesfinder.cropping import LEAST
from clothesfinder.gui.crop import (
    FAR_CORNER,
    INSIDE,
    Grip,
    Reach,
    band,
    dragged,
    grip_at,
    snapped,
)
from clothesfinder.gui.crop_paint import paint_crop
from clothesfinder.gui.crop_words import part_text
from clothesfinder.gui.keys import Key
from clothesfinder.gui.language import marked
from clothesfinder.store import WHOLE, Box

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QEnterEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
    )

REACH = 7.0
"""Pixels of the screen from which on an edge is taken hold of."""
DRAG_FROM = 4
"""Pixels of the screen by which the mouse has to be moved for a press to be more than a click."""
SMALLEST = 10.0
"""Pixels of the screen that a part has at least each way, to be seen and taken hold of."""
STEP, LARGE_STEP = 0.01, 0.1
SETTLED_AFTER = 300
"""Milliseconds without another key after which a change by keys counts."""
KEYS = (
    Key(marked("Keys", "Move the part of the query's picture"), ("Left", "Right", "Up", "Down")),
    Key(marked("Keys", "Change its size"), ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down")),
    Key(marked("Keys", "Both in larger steps"), ("Ctrl+Left", "Ctrl+Shift+Left")),
    Key(marked("Keys", "The whole picture again"), ("Esc",)),
)
WHAT = "Part of the picture: {}"
HOW = (
    "Drag over the picture to search with a part of it. Arrow keys move the part, with Shift they"
    " change its size, with Ctrl in larger steps; Escape takes the whole picture."
)
TIP = "Drag over the picture to search with a part of it; double-click for the whole"

_Cursor = Qt.CursorShape
CURSORS = {
    INSIDE: _Cursor.SizeAllCursor,
    Grip(-1, -1): _Cursor.SizeFDiagCursor,
    Grip(1, 1): _Cursor.SizeFDiagCursor,
    Grip(1, -1): _Cursor.SizeBDiagCursor,
    Grip(-1, 1): _Cursor.SizeBDiagCursor,
    Grip(-1, 0): _Cursor.SizeHorCursor,
    Grip(1, 0): _Cursor.SizeHorCursor,
    Grip(0, -1): _Cursor.SizeVerCursor,
    Grip(0, 1): _Cursor.SizeVerCursor,
}
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropLayer(QWidget):
    """Lies over the field with the picture; drawn upon only where a part is looked for."""

    settled = Signal(object)
    """The Box, when it was changed here and rests."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = QRectF()
        self._pixels = QSize()
        self._box = WHOLE
        self._told = WHOLE
        self._before = WHOLE
        """The box when the mouse was pressed."""
        self._grip: Grip | None = None
        self._pressed: QPointF | None = None
        self._is_dragging = False
        self._is_quiet = False
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._settling.timeout.connect(self._tell)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(_Cursor.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAccessibleDescription(self.tr(HOW))
        self._describe()

    @property
    def box(self) -> Box:
        """What is drawn, settled or not."""
        return self._box

    @property
    def is_changing(self) -> bool:
        """Whether it is dragged just now, or was just changed by keys."""
        return self._pressed is not None or self._settling.isActive()

    @property
    def is_in_use(self) -> bool:
        """Whether the picture has to be seen well, for a part of it is chosen."""
        return self._box != WHOLE or self.is_changing

    def lie_over(self, place: QRectF, pixels: QSize) -> None:
        """Take where the picture is, in this widget, and how large it is as stored, held so.

        An empty place where there is none.
        """
        self._place, self._pixels = place, pixels
        if place.isEmpty():
            self.show_box(WHOLE)
        self.update()

    def show_box(self, box: Box) -> None:
        """Draw this part, and forget what was under way."""
        self._settling.stop()
        self._pressed = None
        self._told = box
        self._set(box)

    def keep_quiet(self, quiet: bool) -> None:
        """Draw nothing for a while, or again."""
        self._is_quiet = quiet
        self.update()

    # --- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Qt tells of a press: what is there is held, or a new part begins."""
        if event.button() != Qt.MouseButton.LeftButton or self._place.isEmpty():
            super().mousePressEvent(event)
            return
        self._settling.stop()
        self._pressed, self._is_dragging = event.position(), False
        self._before, self._grip = self._box, self._grip_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Qt tells of a move, with or without a button held."""
        if self._pressed is None:
            self._show_grip(self._grip_at(event.position()))
        else:
            self._drag(self._pressed, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Qt tells that the button was let go of: the part is as it was wanted."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        self._drag(self._pressed, event.position())
        self._pressed = None
        if self._is_dragging:
            self._set(snapped(self._box))
        elif self._grip is None:
            self._set(WHOLE)
        self._tell()
        self._show_grip(self._grip_at(event.position()))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Qt tells of a double click: the whole picture again."""
        self._set(WHOLE)
        self._tell()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Qt tells that the mouse came."""
        self._show_grip(self._grip_at(event.position()))
        super().enterEvent(event)

    def _drag(self, start: QPointF, end: QPointF) -> None:
        """Pull what is held from here to there, or draw a new part."""
        way = end - start
        if not self._is_dragging and way.manhattanLength() < DRAG_FROM:
            return
        self._is_dragging = True
        if self._grip is None:
            self._set(band(self._fractions(start), self._fractions(end), self._least()))
        else:
            across, down = way.x() / self._place.width(), way.y() / self._place.height()
            self._set(dragged(self._before, self._grip, across, down, self._least()))

    # --- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt tells of a key: arrows move the part, with Shift they change its size."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape and self.is_in_use:
            self._escape()
        elif key in ARROWS and self._pressed is None:
            step = LARGE_STEP if held & Qt.KeyboardModifier.ControlModifier else STEP
            grip = FAR_CORNER if held & Qt.KeyboardModifier.ShiftModifier else INSIDE
            across, down = (step * way for way in ARROWS[key])
            self._set(snapped(dragged(self._box, grip, across, down, self._least())))
            self._settling.start()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Qt tells that the keys are for this now."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Qt tells that the keys are for another."""
        super().focusOutEvent(event)
        self.update()

    def _escape(self) -> None:
        """Give up what is dragged, or else the part."""
        is_dragged, self._pressed = self._pressed is not None, None
        self._set(self._before if is_dragged else WHOLE)
        self._tell()

    # --- what there is

    def _set(self, box: Box) -> None:
        if box != self._box:
            self._box = box
            self._describe()
        self.update()

    def _tell(self) -> None:
        self._settling.stop()
        if self._box != self._told:
            self._told = self._box
            self.settled.emit(self._box)

    def _describe(self) -> None:
        """Tell those who cannot see it."""
        self.setAccessibleName(self.tr(WHAT).format(part_text(self._box)))
        self.setToolTip(self.tr(TIP) if self._box == WHOLE else "")

    def _least(self) -> Reach:
        """Return the least that a part may have each way."""
        return Reach(
            *(
                min(max(LEAST / max(pixels, 1), SMALLEST / max(length, 1.0)), 1.0)
                for pixels, length in (
                    (self._pixels.width(), self._place.width()),
                    (self._pixels.height(), self._place.height()),
                )
            )
        )

    def _fractions(self, point: QPointF) -> tuple[float, float]:
        from_corner = point - self._place.topLeft()
        return from_corner.x() / self._place.width(), from_corner.y() / self._place.height()

    def _grip_at(self, point: QPointF) -> Grip | None:
        """What is held at this place; nothing of the whole picture, which a part may begin in."""
        if self._box == WHOLE or self._place.isEmpty():
            return None
        reach = Reach(REACH / self._place.width(), REACH / self._place.height())
        return grip_at(self._box, *self._fractions(point), reach)

    def _show_grip(self, grip: Grip | None) -> None:
        shape = _Cursor.CrossCursor if grip is None else CURSORS[grip]
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Qt asks to paint it."""
        if (self._box != WHOLE or self.hasFocus()) and not self._is_quiet:
            paint_crop(QPainter(self), self._place, self._box, focused=self.hasFocus())

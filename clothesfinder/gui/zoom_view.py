"""One picture in a zoom that it shares with another: painted from the level that is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from clothesfinder.gui.cell_painting import paint_box
from clothesfinder.gui.zoom import FIT, STEP, Zoom, placed
from clothesfinder.store import WHOLE, Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

NOTCH = 120
"""What a wheel tells of one notch."""
MARGIN = 24
LEAST = 120
_Role = QPalette.ColorRole


class ZoomView(QLabel):
    """Shows a picture, or a sentence where there is none; wheel, drag and double click zoom."""

    resized = Signal()

    def __init__(self, zoom: Zoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPixmap(QPixmap(1, 1))  # so that a screen reader says that this is a picture
        self.zoom = zoom
        self._levels: Sequence[QImage] = ()
        self._whole = QSizeF()
        self._part = WHOLE
        self._sentence = ""
        self._dragged_from: QPointF | None = None
        zoom.changed.connect(self._show_zoom)
        self.setMinimumSize(LEAST, LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_levels(
        self, levels: Sequence[QImage], width: int, height: int, part: Box = WHOLE
    ) -> None:
        """Show a picture of so many pixels, the largest level first, and this part outlined."""
        self._levels, self._part, self._sentence = levels, part, ""
        self.setAccessibleDescription("")
        self._whole = QSizeF(width, height)
        self._show_zoom()

    def show_sentence(self, sentence: str) -> None:
        """Say this in place of a picture."""
        self._levels, self._sentence = (), sentence
        self.setAccessibleDescription(sentence)
        self._show_zoom()

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture to be seen."""
        return bool(self._levels)

    @property
    def sentence(self) -> str:
        """What is said in place of a picture; empty where there is one, or nothing yet."""
        return self._sentence

    @property
    def fitted(self) -> QSizeF:
        """How large the whole picture is where all of it fits."""
        return self._whole.scaled(self._area, Qt.AspectRatioMode.KeepAspectRatio)

    @property
    def actual(self) -> float:
        """The factor of the zoom at which one pixel of the picture is one of the screen."""
        across = self.fitted.width() * self.devicePixelRatioF()
        return self._whole.width() / across if across else FIT

    @property
    def place(self) -> QRectF:
        """Where the whole picture lies, of which the view may show a part only."""
        return placed(self.fitted * self.zoom.factor, self._area, self.zoom.centre)

    @property
    def needed(self) -> float:
        """How many pixels of the screen the longest side of the picture takes."""
        return max(self.place.width(), self.place.height()) * self.devicePixelRatioF()

    @property
    def _area(self) -> QSizeF:
        return QSizeF(self.size())

    def scale(self, times: float, at: QPointF | None = None) -> None:
        """Show it so many times as large, around this place of the view."""
        if self.has_picture:
            self.zoom.scale(times, self.fitted, self._area, at)

    def show_actual(self, at: QPointF | None = None) -> None:
        """Show one pixel of the picture as one of the screen, around this place of the view."""
        if self.has_picture:
            self.zoom.show_actual(self.fitted, self._area, at)

    def move_picture(self, by: QPointF) -> None:
        """Move the picture by so many pixels, both of them."""
        if self.has_picture:
            self.zoom.move(by, self.fitted, self._area)

    def _show_zoom(self) -> None:
        larger = self.has_picture and self.zoom.factor > FIT
        shape = Qt.CursorShape.OpenHandCursor if larger else Qt.CursorShape.ArrowCursor
        self.setCursor(shape if self._dragged_from is None else Qt.CursorShape.ClosedHandCursor)
        self.update()

    # --- painting

    def sizeHint(self) -> QSize:  # noqa: N802
        """Qt asks how large it would like to be."""
        return QSize(480, 480)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Qt asks to paint it."""
        painter = QPainter(self)
        colours = self.palette()
        painter.fillRect(self.rect(), colours.color(_Role.Base))
        if self.has_picture:
            self._paint_picture(painter)
        elif self._sentence:
            inside = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            painter.setPen(colours.color(_Role.Text))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, flags, self._sentence)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color(_Role.Highlight), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_picture(self, painter: QPainter) -> None:
        place = self.place
        seen = place.intersected(QRectF(self.rect()))
        level = self._level(place.width() * self.devicePixelRatioF())
        fine = level.width() / place.width()
        corner = (seen.topLeft() - place.topLeft()) * fine
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(seen, level, QRectF(corner, seen.size() * fine))
        if self._part != WHOLE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colours = self.palette()
            ground, line = colours.color(_Role.Base), colours.color(_Role.Highlight)
            paint_box(painter, place, self._part, ground, line)

    def _level(self, across: float) -> QImage:
        """Return the smallest that has as many pixels across as are shown, or the largest."""
        enough = (level for level in reversed(self._levels) if level.width() >= across)
        return next(enough, self._levels[0])

    # --- events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Tell that another size may be needed."""
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom at the cursor, with Ctrl or without."""
        turned = event.angleDelta().y()
        if turned:
            self.scale(STEP ** (turned / NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to drag the picture."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._dragged_from = event.position()
            self._show_zoom()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the picture."""
        if self._dragged_from is not None:
            self.move_picture(event.position() - self._dragged_from)
            self._dragged_from = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Let go of the picture."""
        self._dragged_from = None
        self._show_zoom()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show its pixels as they are, or all of it again."""
        if self.zoom.factor == FIT:
            self.show_actual(event.position())
        else:
            self.zoom.reset()

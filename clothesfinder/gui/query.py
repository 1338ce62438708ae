"""The query box: where a picture is dropped, and which picture is looked for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from clothesfinder.gui.mime import acceptable, from_mime
from clothesfinder.images import open_picture
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
    )

log = logging.getLogger(__name__)

HINT = "Drop a picture here\nor click to choose one"
NO_PREVIEW = "This picture cannot be shown"
RADIUS = 10
MARGIN = 10


def read_preview(source: Path | bytes, edge: int) -> QImage | None:
    """The picture for the screen, at least ``edge`` long where it is; None where it is none.

    Takes a while: not for the GUI thread.
    """
    try:
        image = open_picture(source, edge // 2).image  # which gives at least twice that
    except Problem as problem:
        log.info("no preview: %s", problem)
        return None
    image.thumbnail((edge, edge))
    width, height = image.size
    pixels = QImage(image.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return pixels.copy()  # which owns its memory


class DropField(QWidget):
    """Shows the query's picture, or that one can be dropped here; a click asks for one."""

    dropped = Signal(object)
    pressed = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._text = HINT
        self._drop_is_near = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(200, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Query picture")
        self.setAccessibleDescription("Drop a picture here, or press Enter to choose one.")

    def show_picture(self, image: QImage | None) -> None:
        """Show this picture; None where it cannot be seen."""
        self._picture = QPixmap() if image is None else QPixmap.fromImage(image)
        self._text = NO_PREVIEW if image is None else ""
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as the panel likes to be."""
        return QSize(240, 300)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the frame and what is in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_frame(painter)
        inner = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        if self._picture.isNull():
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, flags, self._text)
        else:
            painter.drawPixmap(_centred(self._picture.size(), inner), self._picture)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Say that it can be dropped; only ever to copy, for a move might delete the file."""
        if acceptable(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._expect_drop(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Keep to copying."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Look as before."""
        self._expect_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dropped."""
        self._expect_drop(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        what = from_mime(event.mimeData())
        if what is None:
            self.refused.emit()
        else:
            self.dropped.emit(what)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for a picture."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ask for a picture with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show that it is gone."""
        super().focusOutEvent(event)
        self.update()

    def _expect_drop(self, near: bool) -> None:
        self._drop_is_near = near
        self.update()

    def _paint_frame(self, painter: QPainter) -> None:
        colours = self.palette()
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.fillPath(frame, colours.color(QPalette.ColorRole.Base))
        lit = self._drop_is_near or self.hasFocus()
        role = QPalette.ColorRole.Highlight if lit else QPalette.ColorRole.PlaceholderText
        pen = QPen(colours.color(role), 2 if lit else 1.5)
        if self._picture.isNull():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawPath(frame)
        if self._drop_is_near:
            tint = colours.color(QPalette.ColorRole.Highlight)
            tint.setAlpha(40)
            painter.fillPath(frame, tint)


class QueryBox(QWidget):
    """The field with the query's picture, its name, and what there is to say about it."""

    dropped = Signal(object)
    """What was dropped, as a Dropped."""
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = DropField()
        self._field.dropped.connect(self.dropped)
        self._field.pressed.connect(self.open_requested)
        self._field.refused.connect(
            lambda: self.show_error("That is not a picture, nor a folder. Drop one of these.")
        )
        self._name = _label()
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(4)
        self._busy.setAccessibleName("Searching")
        keep_room = self._busy.sizePolicy()
        keep_room.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(keep_room)
        self._busy.hide()
        self._error = _label()
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._field, self._busy, self._name, self._error):
            column.addWidget(widget, stretch=1 if widget is self._field else 0)

    @property
    def error(self) -> str:
        """The sentence that is shown; empty where none is."""
        return "" if self._error.isHidden() else self._error.text()

    @property
    def name(self) -> str:
        """The name of the query that is shown."""
        return self._name.text()

    def show_query(self, image: QImage | None, name: str) -> None:
        """Show this picture and its name; no picture where it cannot be seen."""
        self._field.show_picture(image)
        self._field.setAccessibleDescription(f"Showing {name}. Press Enter to choose another.")
        self._name.setText(name.encode(errors="replace").decode())
        self._name.setToolTip(self._name.text())
        self._error.hide()

    def show_busy(self, busy: bool) -> None:
        """Show whether a search is under way."""
        self._busy.setVisible(busy)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the query; the picture stays."""
        self._error.setText(sentence)
        self._error.show()


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(0)
    return label


def _centred(size: QSize, area: QRect) -> QRect:
    """Where a picture of this size is drawn: whole, in the middle, never larger than it is."""
    fitted = size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    if fitted.width() > size.width():
        fitted = size
    place = QRect(area.topLeft(), fitted)
    place.moveCenter(area.center())
    return place

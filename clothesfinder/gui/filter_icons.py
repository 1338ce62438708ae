"""Small pictures of the filter, drawn in the palette's colours: a funnel, and a calendar's leaf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPen, QPixmap, QPolygonF

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor

SIDE = 16
"""Of an icon, in pixels that do not depend on the screen."""
SCALES = (1, 2, 3)
FUNNEL = ((1.5, 2.5), (14.5, 2.5), (9.5, 8.5), (9.5, 13.5), (6.5, 11.5), (6.5, 8.5))


def funnel_icon(palette: QPalette, *, filled: bool) -> QIcon:
    """A funnel; filled in the accent's colour where a filter is on."""
    ink, accent = palette.color(QPalette.ColorRole.ButtonText), palette.accent().color()

    def paint(painter: QPainter) -> None:
        painter.setPen(_pen(accent if filled else ink))
        painter.setBrush(accent if filled else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in FUNNEL]))

    return _drawn(paint)


def calendar_icon(palette: QPalette) -> QIcon:
    """A leaf of a calendar."""
    ink = palette.color(QPalette.ColorRole.PlaceholderText)

    def paint(painter: QPainter) -> None:
        painter.setPen(_pen(ink))
        painter.drawRoundedRect(QRectF(2.5, 3.5, 11, 10), 1.5, 1.5)
        painter.drawLine(QPointF(2.5, 6.5), QPointF(13.5, 6.5))
        for x in (5.0, 11.0):
            painter.drawLine(QPointF(x, 1.8), QPointF(x, 4.2))
        painter.fillRect(QRectF(8.5, 9.0, 3, 2.5), ink)

    return _drawn(paint)


def _pen(colour: QColor) -> QPen:
    pen = QPen(colour, 1.2)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _drawn(paint: Callable[[QPainter], None]) -> QIcon:
    icon = QIcon()
    for scale in SCALES:
        pixmap = QPixmap(SIDE * scale, SIDE * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon

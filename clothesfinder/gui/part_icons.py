"""Small drawings of what may be done with the query's picture, in the colours of the window."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from clothesfinder.cropping import NAMED
from clothesfinder.store import WHOLE

if TYPE_CHECKING:
    from clothesfinder.store import Box

EDGE = 18.0
"""Of the square that a drawing is made in."""
SHEET = QRectF(4, 2, 10, 14)
"""A picture, in that square."""
LINE = 1.5


class Icon(NamedTuple):
    """A drawing: what is drawn as lines, and what is filled."""

    lines: QPainterPath
    filled: QPainterPath

    def paint(self, painter: QPainter, place: QRectF, colour: QColor) -> None:
        """Draw it in the middle of a place."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(place.center() - QPointF(EDGE / 2, EDGE / 2))
        painter.fillPath(self.filled, colour)
        round_pen = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour, LINE, Qt.PenStyle.SolidLine, *round_pen))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.lines)
        painter.restore()


def _part(box: Box) -> Icon:
    """A sheet of which this part is filled."""
    lines, filled = QPainterPath(), QPainterPath()
    lines.addRoundedRect(SHEET, 1.5, 1.5)
    inner = SHEET.adjusted(2, 2, -2, -2)
    left, top, right, bottom = box
    filled.addRect(
        QRectF(
            QPointF(inner.left() + left * inner.width(), inner.top() + top * inner.height()),
            QPointF(inner.left() + right * inner.width(), inner.top() + bottom * inner.height()),
        )
    )
    return Icon(lines, filled)


def _turned_right() -> Icon:
    """Most of a circle, clockwise, and the point of an arrow at its end."""
    ring, start, sweep = QRectF(3, 3.5, 12, 12), -20, -285
    lines, filled = QPainterPath(), QPainterPath()
    lines.arcMoveTo(ring, start)
    lines.arcTo(ring, start, sweep)
    end, angle = lines.currentPosition(), math.radians(start + sweep)
    outwards = QPointF(math.cos(angle), -math.sin(angle))
    onwards = QPointF(-outwards.y(), outwards.x())
    filled.addPolygon([end + outwards * 3.4, end + onwards * 5.2, end - outwards * 3.4])
    filled.closeSubpath()
    return Icon(lines, filled)


def _mirrored() -> Icon:
    """Two wings on both sides of a dashed line, one of them filled."""
    lines, filled = QPainterPath(), QPainterPath()
    for y in (1.5, 7.5, 13.5):
        lines.moveTo(9, y)
        lines.lineTo(9, y + 3)
    filled.addPolygon([QPointF(6.5, 4), QPointF(6.5, 14), QPointF(1, 14)])
    filled.closeSubpath()
    lines.moveTo(11.5, 4.5)
    lines.lineTo(11.5, 13.5)
    lines.lineTo(16.2, 13.5)
    lines.closeSubpath()
    return Icon(lines, filled)


def _opened() -> Icon:
    """A folder."""
    lines = QPainterPath(QPointF(2, 14.5))
    for x, y in ((2, 4), (6.5, 4), (8.5, 6.2), (16, 6.2), (16, 14.5)):
        lines.lineTo(x, y)
    lines.closeSubpath()
    return Icon(lines, QPainterPath())


def _garment() -> Icon:
    """A shirt within the four corners of a frame."""
    lines, filled = QPainterPath(), QPainterPath()
    for x, y, across, down in ((1.5, 1.5, 3, 3), (16.5, 1.5, -3, 3), (16.5, 16.5, -3, -3)):
        _corner(lines, QPointF(x, y), QPointF(across, down))
    _corner(lines, QPointF(1.5, 16.5), QPointF(3, -3))
    right = [(10.4, 5), (13.6, 6.6), (14.4, 9.6), (12.2, 10), (12.2, 13.6)]
    left = [(EDGE - x, y) for x, y in reversed(right)]
    outline = [QPointF(x, y) for x, y in (*right, *left)]
    filled.addPolygon([*outline, QPointF(9, 6.4)])
    filled.closeSubpath()
    return Icon(lines, filled)


def _corner(lines: QPainterPath, corner: QPointF, ways: QPointF) -> None:
    lines.moveTo(corner + QPointF(ways.x(), 0))
    lines.lineTo(corner)
    lines.lineTo(corner + QPointF(0, ways.y()))


def _flipped(icon: Icon) -> Icon:
    flip = QTransform(-1, 0, 0, 1, EDGE, 0)
    return Icon(flip.map(icon.lines), flip.map(icon.filled))


def icons() -> dict[str, Icon]:
    """Make all drawings, by what they stand for."""
    right = _turned_right()
    parts = {name: _part(box) for name, box in {"whole": WHOLE, **NAMED}.items()}
    turns = {"left": _flipped(right), "right": right, "mirror": _mirrored()}
    return parts | turns | {"garment": _garment(), "open": _opened()}

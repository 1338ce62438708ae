"""How the part of a picture that is looked for is drawn upon it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QWidget

from clothesfinder.gui.crop import HANDLES
from clothesfinder.store import WHOLE

if TYPE_CHECKING:
    from clothesfinder.store import Box

HANDLE = 8.0
"""The edge of a handle, in pixels of the screen."""
ROOMY = 4 * HANDLE
"""Along a shorter side its corners have handles, and its middle none."""
DIMMED = 0.6
"""How much of what is not looked for is covered."""

_Role = QPalette.ColorRole


def paint_crop(painter: QPainter, place: QRectF, box: Box, *, focused: bool) -> None:
    """Frame the part of a picture that lies in this place, and dim the rest of it.

    The whole has no handles, for it cannot be moved nor made larger.
    """
    device = painter.device()
    assert isinstance(device, QWidget)
    part = _rectangle(place, box, device.devicePixelRatioF())
    outside = QPainterPath()
    outside.addRect(place)
    outside.addRect(part)  # which is left out, as in it both lie upon each other
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    palette = device.palette()
    dim = QColor(palette.color(_Role.Base))
    dim.setAlphaF(DIMMED)
    painter.fillPath(outside, dim)
    line = part.adjusted(1, 1, -1, -1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for role, width in ((_Role.Base, 3.5), (_Role.Highlight, 1.5)):
        painter.setPen(QPen(palette.color(role), width))
        painter.drawRect(line)
    if box != WHOLE:
        painter.setBrush(palette.color(_Role.Highlight if focused else _Role.Base))
        _paint_handles(painter, line)


def _paint_handles(painter: QPainter, line: QRectF) -> None:
    for across, down in HANDLES:
        if (not across and line.width() < ROOMY) or (not down and line.height() < ROOMY):
            continue
        handle = QRectF(0, 0, HANDLE, HANDLE)
        way = QPointF(across * line.width() / 2, down * line.height() / 2)
        handle.moveCenter(line.center() + way)
        painter.drawRoundedRect(handle, 2, 2)


def _rectangle(place: QRectF, box: Box, ratio: float) -> QRectF:
    """Return where the part is, on whole pixels of the screen."""
    left, top, right, bottom = (
        round(end * ratio) / ratio
        for end in (
            place.left() + box.left * place.width(),
            place.top() + box.top * place.height(),
            place.left() + box.right * place.width(),
            place.top() + box.bottom * place.height(),
        )
    )
    return QRectF(QPointF(left, top), QPointF(right, bottom))

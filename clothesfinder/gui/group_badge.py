"""What is seen of pictures that are nearly the same: how many, and which belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics, QPainter

    from clothesfinder.gui.cell_painting import Colours
    from clothesfinder.gui.rows import Grouped

BAND = 0.16
"""How strong the band behind an open group is."""
INSET = 5.0
"""Of a badge from the corner of its tile."""


translate = QCoreApplication.translate


def group_text(others: int, *, is_open: bool) -> str:
    """Say how many more are in a group: "and 4 nearly the same"."""
    told = translate("GroupBadge", "and %Ln nearly the same", None, others)
    return translate("GroupBadge", "{}, shown next").format(told) if is_open else told


def badge_place(tile: QRectF, others: int, metrics: QFontMetrics) -> QRectF:
    """Return where the badge goes: in the upper right corner of the tile."""
    height = metrics.height() + 4.0
    width = max(metrics.horizontalAdvance(_badge_text(others)) + 12.0, height)
    return QRectF(tile.right() - INSET - width, tile.top() + INSET, width, height)


def paint_badge(painter: QPainter, tile: QRectF, grouped: Grouped, colours: Colours) -> QRectF:
    """Write how many more there are, to be read on any picture; turned around where they are shown.

    It looks like what it is, something to be clicked at. Gives where it is.
    """
    place = badge_place(tile, grouped.others, painter.fontMetrics()).adjusted(0.5, 0.5, -0.5, -0.5)
    ground, text = colours.base, colours.sign
    if grouped.is_open:
        ground, text = text, ground
    painter.setBrush(ground)
    painter.setPen(QPen(_faded(colours.sign, 0.45), 1))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setPen(text)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _badge_text(grouped.others))
    return place


def paint_band(painter: QPainter, cell: QRectF, grouped: Grouped, colours: Colours) -> None:
    """Paint what is seen in one cell of the band behind an open group: round at both ends."""
    if not grouped.is_open:
        return
    band = cell.adjusted(0, 2, 0, -2)
    if grouped.leader is None:
        band.setLeft(band.left() + 2)
    if grouped.is_last:
        band.setRight(band.right() - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_faded(colours.highlight, BAND))
    painter.save()
    painter.setClipRect(band)
    far = 20.0
    wide = band.adjusted(0 if grouped.leader is None else -far, 0, 0 if grouped.is_last else far, 0)
    painter.drawRoundedRect(wide, 10, 10)
    painter.restore()


def is_on_badge(tile: QRectF, grouped: Grouped | None, metrics: QFontMetrics, at: QPointF) -> bool:
    """Whether this is on the badge of the group's best, or hardly beside it."""
    if grouped is None or grouped.leader is not None:
        return False
    return badge_place(tile, grouped.others, metrics).adjusted(-4, -4, 4, 4).contains(at)


def _badge_text(others: int) -> str:
    return f"+{others:,}"


def _faded(colour: QColor, strength: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(strength)
    return faded

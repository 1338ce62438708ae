"""Words beside the scores in the grid, and the line where "probably not alike" begins."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt

from clothesfinder.calibration import WEAK
from clothesfinder.gui.language import marked
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QPainter

    from clothesfinder.calibration import Thresholds
    from clothesfinder.store import Match

LABEL = marked("AlikeLine", "probably not alike")
DIMMED = 0.55
"""How much is left of a picture beyond the line."""
NEVER = -1


def word_text(word: str) -> str:
    """Say a word in full: "very close", "weak, probably not alike"."""
    return f"{said(word)}, {_label()}" if word == WEAK else said(word)


def _label() -> str:
    return QCoreApplication.translate("AlikeLine", LABEL)


def first_weak(matches: Sequence[Match], thresholds: Thresholds | None) -> int:
    """The first of these, best first, that is probably not alike; NEVER where there is none."""
    if thresholds is None:
        return NEVER
    weak = bisect_right(matches, -thresholds.style, key=lambda match: -match.score)
    return weak if weak < len(matches) else NEVER


def paint_line(
    painter: QPainter, cell: QRectF, row: int, first: int, columns: int, colour: QColor
) -> None:
    """Paint what is seen in this row's cell of the line around all that is beyond it.

    It goes above each cell that has none of those above it, and left of the first.
    """
    if first == NEVER or row < first:
        return
    if row - columns < first:
        painter.fillRect(QRectF(cell.left(), cell.top(), cell.width(), 1), colour)
    if row == first and row % columns:
        painter.fillRect(QRectF(cell.left(), cell.top(), 1, cell.height()), colour)


def paint_label(painter: QPainter, tile: QRectF, ground: QColor, text: QColor) -> None:
    """Write what begins here, at the top of the first tile beyond the line."""
    metrics = painter.fontMetrics()
    told = metrics.elidedText(_label(), Qt.TextElideMode.ElideRight, int(tile.width()))
    place = QRectF(0, 0, metrics.horizontalAdvance(told) + 12.0, metrics.height() + 4.0)
    place.moveCenter(QPointF(tile.center().x(), tile.top() + 4 + place.height() / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, 5, 5)
    painter.setPen(text)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, told)

"""What the results say in words: a message while there are none, and a line below the last."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QWidget

FLAGS = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
MARGIN = 24
LETTERS = 64
"""Of the message in one line, about: longer lines are hard to read."""
ABOVE_END = 12


class Message(NamedTuple):
    """A title and a text below it, both together in the middle of a widget."""

    title: str = ""
    text: str = ""

    def bottom(self, on: QWidget) -> int:
        """How far down in the widget it goes."""
        _, _, below = self._places(on)
        return math.ceil(below.bottom())

    def paint(self, on: QWidget) -> None:
        """Paint it."""
        heading, above, below = self._places(on)
        painter = QPainter(on)
        painter.setPen(on.palette().color(QPalette.ColorRole.Text))
        painter.drawText(below, FLAGS, self.text)
        painter.setFont(heading)
        painter.drawText(above, FLAGS, self.title)

    def _places(self, on: QWidget) -> tuple[QFont, QRectF, QRectF]:
        """The title's font and place, and the text's place."""
        area = QRectF(on.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        width = min(area.width(), on.fontMetrics().averageCharWidth() * LETTERS)
        column = QRectF(area.center().x() - width / 2, area.top(), width, area.height())
        heading = QFont(on.font())
        heading.setPointSizeF(heading.pointSizeF() * 1.5)
        heading.setBold(True)
        above = QFontMetricsF(heading).boundingRect(column, FLAGS, self.title)
        below = QFontMetricsF(on.font()).boundingRect(column, FLAGS, self.text)
        gap = on.fontMetrics().height() * 0.75
        top = max(area.top(), area.center().y() - (above.height() + gap + below.height()) / 2)
        for place, y in ((above, top), (below, top + above.height() + gap)):
            place.setRect(column.left(), y, column.width(), place.height())
        return heading, above, below


def end_height(text: str, width: int, metrics: QFontMetrics) -> int:
    """How high a line below the last result is, with the room around it."""
    within = QRect(0, 0, width - 2 * MARGIN, 0)
    return metrics.boundingRect(within, FLAGS, text).height() + 32


def paint_end(on: QWidget, text: str, top: int) -> None:
    """Paint a line below the last result, which ends at ``top``."""
    painter, width = QPainter(on), on.width()
    height = end_height(text, width, on.fontMetrics())
    painter.setPen(on.palette().color(QPalette.ColorRole.Text))
    painter.drawText(QRect(MARGIN, top + ABOVE_END, width - 2 * MARGIN, height), FLAGS, text)

"""One cell of the results: how large it is, and what is painted where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from clothesfinder.gui.alike_line import DIMMED, NEVER, paint_label, paint_line
from clothesfinder.gui.cell_painting import Colours, paint_caption, paint_card, paint_tile
from clothesfinder.gui.group_badge import paint_badge, paint_band
from clothesfinder.gui.steering import paint_buttons
from clothesfinder.gui.why_bar import paint_why

if TYPE_CHECKING:
    from clothesfinder.gui.rows import Grouped
    from clothesfinder.store import Match

MATCH = Qt.ItemDataRole.UserRole
"""The role of the Match itself."""

THUMBNAIL = Qt.ItemDataRole.UserRole + 1
"""The role of the Thumbnail, None while it is not there."""

WHY = Qt.ItemDataRole.UserRole + 2
"""The role of what tells why it was found, which may be empty."""

WORD = Qt.ItemDataRole.UserRole + 3
"""The role of the word for how alike it is; empty where there is none."""

GROUP = Qt.ItemDataRole.UserRole + 40
"""The role of what is to be seen of the group it belongs to, None where it is alone."""

GAP = 5
"""Around a card, on each side."""

PADDING = 9
"""Within a card, around its tile and its text."""


class MatchDelegate(QStyledItemDelegate):
    """Paints matches, in the palette's colours only."""

    def __init__(self, edge: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.edge = edge
        self.size = QSize(edge, edge)
        """Of a cell; its card is as wide as it must be, in the cell's middle."""
        self.columns = 1
        self.lines = 2
        """Of text below each picture."""
        self.first_weak = NEVER
        """The row where what is probably not alike begins."""

    def share_out(self, width: int, font: QFontMetrics) -> bool:
        """Make as many columns as fit into the width, all alike; return whether cells changed."""
        before = self.size
        least = self.edge + 2 * (PADDING + GAP)
        self.columns = max(1, width // least)
        height = self.edge + 2 * (PADDING + GAP) + self.lines * font.lineSpacing() + 8
        self.size = QSize(max(least, width // self.columns), height)
        return self.size != before

    def tile(self, cell: QRectF) -> QRectF:
        """Where the picture's tile is in a cell."""
        card = self.card_in(cell)
        return QRectF(card.left() + PADDING, card.top() + PADDING, self.edge, self.edge)

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt asks for the size, which is the same for all."""
        return self.size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt asks to paint a cell."""
        cell = QRectF(option.rect)
        card = self.card_in(cell)
        tile = self.tile(cell)
        grouped: Grouped | None = index.data(GROUP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = Colours(option)
        colours.counts = not colours.focused and self._counts(index)
        if grouped:
            paint_band(painter, cell, grouped, colours)
        paint_line(painter, cell, index.row(), self.first_weak, self.columns, colours.line)
        paint_card(painter, card, colours)
        self._paint_picture(painter, tile, index, colours)
        label = QRectF(tile)
        if grouped and grouped.leader is None:
            badge = paint_badge(painter, tile, grouped, colours)
            label.setTop(badge.bottom())
        if index.row() == self.first_weak:
            paint_label(painter, label, colours.base, colours.sign)
        if colours.hovered:
            paint_buttons(painter, tile, colours.base, colours.sign)
        top = tile.bottom() + 8
        text = QRectF(tile.left(), top, tile.width(), card.bottom() - top)
        _paint_words(painter, text, index, colours)
        painter.restore()

    def _paint_picture(
        self,
        painter: QPainter,
        tile: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        colours: Colours,
    ) -> None:
        match: Match = index.data(MATCH)
        if 0 <= self.first_weak <= index.row() and not (colours.selected or colours.hovered):
            painter.setOpacity(DIMMED)
        paint_tile(painter, tile, index.data(THUMBNAIL), match.part, colours)
        painter.setOpacity(1.0)

    @property
    def card(self) -> QRect:
        """What of a cell its card takes, from the cell's corner."""
        return self.card_in(QRectF(QPointF(), QSizeF(self.size))).toRect()

    def card_in(self, cell: QRectF) -> QRectF:
        """Where in its cell the card is."""
        width = self.edge + 2 * PADDING
        left = cell.left() + (int(cell.width()) - width) // 2
        return QRectF(left, cell.top() + GAP, width, cell.height() - 2 * GAP)

    def _counts(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether it is the one that counts, because none is selected."""
        view = self.parent()
        return (
            isinstance(view, QAbstractItemView)
            and view.currentIndex() == index
            and not view.selectionModel().hasSelection()
        )


def _paint_words(
    painter: QPainter,
    place: QRectF,
    index: QModelIndex | QPersistentModelIndex,
    colours: Colours,
) -> None:
    match: Match = index.data(MATCH)
    paint_caption(painter, place, index.data(), match.score, index.data(WORD), colours)
    if why := index.data(WHY):
        line = painter.fontMetrics().lineSpacing()
        beside = QRectF(place.left(), place.top() + line + 1, place.width(), line)
        paint_why(painter, beside, why, colours.parts, colours.soft(0.14))

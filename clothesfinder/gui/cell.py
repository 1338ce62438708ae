"""One cell of the results: the picture on a soft tile, and below it its name and score."""

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
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from clothesfinder.gui.alike_line import DIMMED, NEVER, paint_label, paint_line
from clothesfinder.gui.group_badge import paint_badge, paint_band
from clothesfinder.gui.language import number
from clothesfinder.gui.sentences import said
from clothesfinder.gui.steering import paint_buttons
from clothesfinder.gui.theme import part_colours
from clothesfinder.gui.why_bar import paint_why
from clothesfinder.store import WHOLE, Box, Match

if TYPE_CHECKING:
    from clothesfinder.gui.rows import Grouped
    from clothesfinder.gui.thumbnails import Thumbnail

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

ROUNDING = 7.0

CLOUD = ((4, 8, 6, 6), (6.5, 4, 8, 8), (12, 7.5, 6.5, 6.5), (7, 9, 8, 5))
"""The round parts of a small cloud: left, top, width and height within 22 x 18."""

_Role = QPalette.ColorRole
_State = QStyle.StateFlag
_Align = Qt.AlignmentFlag


def score_text(score: float) -> str:
    """Return a cosine as it is shown everywhere."""
    return number(round(score, 2) + 0.0, 2)  # no "-0.00"


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
        match: Match = index.data(MATCH)
        if 0 <= self.first_weak <= index.row() and not (colours.selected or colours.hovered):
            painter.setOpacity(DIMMED)
        paint_tile(painter, tile, index.data(THUMBNAIL), match.part, colours)
        painter.setOpacity(1.0)
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
        paint_caption(painter, text, index.data(), match.score, index.data(WORD), colours)
        if why := index.data(WHY):
            line = painter.fontMetrics().lineSpacing()
            beside = QRectF(text.left(), text.top() + line + 1, text.width(), line)
            paint_why(painter, beside, why, colours.parts, colours.soft(0.14))
        painter.restore()

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


class Colours:
    """The palette's colours for one cell in its state."""

    def __init__(self, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        palette: QPalette = option.palette
        self.selected = bool(state & _State.State_Selected)
        self.focused = bool(state & _State.State_HasFocus)
        self.hovered = bool(state & _State.State_MouseOver)
        self.counts = False
        """Whether it is the one that the menu acts on, though the keyboard is elsewhere."""
        active = bool(state & _State.State_Active)
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        self.base = palette.color(group, _Role.Base)
        self.highlight = palette.color(group, _Role.Highlight)
        self.sign = palette.color(group, _Role.Text)
        self.line = palette.color(group, _Role.PlaceholderText)
        self.text = palette.color(group, _Role.HighlightedText if self.selected else _Role.Text)

        if self.selected:  # one colour, for on the highlight not all three could be told
            self.parts = dict.fromkeys(part_colours(palette), self.text)
        else:
            self.parts = part_colours(palette)

    def soft(self, strength: float) -> QColor:
        """Return the text's colour, thinned: 0 is nothing, 1 is the text."""
        colour = QColor(self.text)
        colour.setAlphaF(strength)
        return colour


def paint_card(painter: QPainter, card: QRectF, colours: Colours) -> None:
    """Paint what is behind a selected cell, one under the mouse, or the keyboard's."""
    painter.setPen(Qt.PenStyle.NoPen)
    if colours.selected:
        painter.setBrush(colours.highlight)
        painter.drawRoundedRect(card, ROUNDING + 3, ROUNDING + 3)
    elif colours.hovered:
        painter.setBrush(colours.soft(0.08))
        painter.drawRoundedRect(card, ROUNDING + 3, ROUNDING + 3)
    if colours.focused:
        inset = 3.0 if colours.selected else 1.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.text if colours.selected else colours.highlight, 2))
        frame = card.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, ROUNDING + 3 - inset, ROUNDING + 3 - inset)
    elif colours.counts:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.soft(0.35), 1))
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), ROUNDING + 2, ROUNDING + 2)


def paint_tile(
    painter: QPainter, tile: QRectF, thumbnail: Thumbnail | None, part: Box, colours: Colours
) -> None:
    """Paint the picture on its tile, or what there is to say instead."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.soft(0.16 if colours.selected else 0.05))
    painter.drawRoundedRect(tile, ROUNDING, ROUNDING)
    if thumbnail is None:
        return
    if thumbnail.trouble:
        painter.setPen(colours.soft(0.7))
        inside = tile.adjusted(12, 12, -12, -12)
        flags = _Align.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inside, flags, thumbnail.trouble)
        return
    place = place_in(tile, thumbnail, painter.device().devicePixelRatio())
    paint_picture(painter, place, thumbnail.pixmap, colours)
    if part != WHOLE:
        paint_part(painter, place, part, colours)
    if thumbnail.supplied:
        paint_cloud(painter, place, colours)


def place_in(tile: QRectF, thumbnail: Thumbnail, ratio: float) -> QRectF:
    """Return where the picture goes: in the middle, all of it, on whole pixels of the screen.

    It fills the tile, except where the whole picture is smaller.
    """
    size = QSizeF(thumbnail.pixmap.size())
    if max(size.width(), size.height(), thumbnail.width, thumbnail.height) > tile.width():
        size.scale(tile.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = tile.center() - QPointF(size.width() / 2, size.height() / 2)
    left, top, width, height = (
        round(length * ratio) / ratio
        for length in (corner.x(), corner.y(), size.width(), size.height())
    )
    return QRectF(left, top, width, height)


def paint_picture(painter: QPainter, place: QRectF, pixmap: QPixmap, colours: Colours) -> None:
    """Paint the picture with round corners and a hair of a frame, so that white ends somewhere."""
    brush = QBrush(pixmap)
    fit = QTransform.fromTranslate(place.left(), place.top())
    fit.scale(place.width() / pixmap.width(), place.height() / pixmap.height())
    brush.setTransform(fit)
    painter.setBrush(brush)
    painter.drawRoundedRect(place, ROUNDING, ROUNDING)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.soft(0.14), 1))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), ROUNDING, ROUNDING)


def paint_part(painter: QPainter, place: QRectF, part: Box, colours: Colours) -> None:
    """Outline the part that was found."""
    paint_box(painter, place, part, colours.base, colours.highlight)


def paint_box(painter: QPainter, place: QRectF, part: Box, ground: QColor, line: QColor) -> None:
    """Outline a part of the picture in its place, to be seen on light and dark alike."""
    box = QRectF(
        QPointF(place.left() + part.left * place.width(), place.top() + part.top * place.height()),
        QPointF(
            place.left() + part.right * place.width(), place.top() + part.bottom * place.height()
        ),
    ).adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ground, 4))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QPen(line, 2))
    painter.drawRoundedRect(box, 3, 3)


def paint_cloud(painter: QPainter, place: QRectF, colours: Colours) -> None:
    """Mark, in its corner, a picture that is elsewhere: a cloud, on light and dark alike."""
    badge = QRectF(place.right() - 26, place.bottom() - 22, 22, 18)
    ground = QColor(colours.base)
    ground.setAlphaF(0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(badge, 6, 6)
    cloud = QPainterPath()
    for left, top, width, height in CLOUD:
        lobe = QPainterPath()
        lobe.addEllipse(QRectF(badge.left() + left, badge.top() + top, width, height))
        cloud = cloud.united(lobe)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.sign, 1.3))
    painter.drawPath(cloud)


def paint_caption(
    painter: QPainter, place: QRectF, name: str, score: float, word: str, colours: Colours
) -> None:
    """Write the name, its middle left out where it is long, and below the score and its word."""
    metrics = painter.fontMetrics()
    line = float(metrics.lineSpacing())
    shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, int(place.width()))
    painter.setPen(colours.soft(1.0 if colours.selected else 0.8))
    first = QRectF(place.left(), place.top(), place.width(), line)
    painter.drawText(first, _Align.AlignLeft | _Align.AlignVCenter, shown)
    below = first.translated(0, 2 * line + 2)
    painter.drawText(below, _Align.AlignLeft | _Align.AlignVCenter, said(word))
    bold = QFont(painter.font())
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(colours.text)
    painter.drawText(
        first.translated(0, line + 1), _Align.AlignLeft | _Align.AlignVCenter, score_text(score)
    )

"""What is painted of a result: its card, the picture on its tile, and its name and score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from clothesfinder.gui.language import score_text
from clothesfinder.gui.sentences import said
from clothesfinder.gui.theme import part_colours
from clothesfinder.store import WHOLE, Box

if TYPE_CHECKING:
    from clothesfinder.gui.thumbnails import Thumbnail


ROUNDING = 7.0

CLOUD = ((4, 8, 6, 6), (6.5, 4, 8, 8), (12, 7.5, 6.5, 6.5), (7, 9, 8, 5))
"""The round parts of a small cloud: left, top, width and height within 22 x 18."""

_Role = QPalette.ColorRole
_State = QStyle.StateFlag
_Align = Qt.AlignmentFlag


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

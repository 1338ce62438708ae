"""What is dragged out of the results: the pictures' files, for the query or other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QDrag, QPainter, QPalette, QPen, QPixmap

from clothesfinder.gui.thumbnails import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from clothesfinder.gui.thumbnails import Thumbnail

EDGE, STEP, MOST_SHOWN = 96, 7, 3
"""Of the pictures that hang at the mouse, what each is moved by, and how many are seen."""
BADGE = 24
HOT_SPOT = QPoint(EDGE // 2, EDGE // 2)


def files_as_mime(pictures: Sequence[tuple[Path, Thumbnail | None]]) -> QMimeData:
    """Offer the files of these pictures; of one that is not on this computer, its thumbnail."""
    mime = QMimeData()
    here = [path for path, thumbnail in pictures if not (thumbnail and is_elsewhere(thumbnail))]
    if here:
        mime.setUrls([QUrl(path.as_uri()) for path in here])  # which keeps names' odd bytes
        return mime
    for _, thumbnail in pictures:
        if thumbnail is not None and not thumbnail.pixmap.isNull():
            mime.setImageData(thumbnail.pixmap.toImage())
            break
    return mime


def is_elsewhere(thumbnail: Thumbnail) -> bool:
    """Whether it is known that the picture's file is not on this computer."""
    return thumbnail.supplied or thumbnail.trouble == NOT_FOUND


def drag_of(view: QWidget, mime: QMimeData, pixmaps: Sequence[QPixmap], number: int) -> QDrag:
    """Make the drag of so many pictures out of a view; some of them are seen at the mouse."""
    drag = QDrag(view)
    drag.setMimeData(mime)
    if pixmaps:
        drag.setPixmap(pile(pixmaps, number, view.palette(), view.devicePixelRatioF()))
        drag.setHotSpot(HOT_SPOT)
    return drag


def pile(pixmaps: Sequence[QPixmap], number: int, palette: QPalette, ratio: float) -> QPixmap:
    """Draw what hangs at the mouse: the first pictures one upon the other, and how many it is."""
    shown = [pixmap for pixmap in pixmaps if not pixmap.isNull()][: min(MOST_SHOWN, number)]
    side = EDGE + (MOST_SHOWN - 1) * STEP + BADGE // 2
    drawn = QPixmap(QSize(side, side) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place in reversed(range(len(shown))):
            _draw_picture(painter, shown[place], place * STEP, palette)
        if number > 1:
            _draw_number(painter, number, palette)
    return drawn


def _draw_picture(painter: QPainter, pixmap: QPixmap, moved: int, palette: QPalette) -> None:
    size = pixmap.size().scaled(EDGE, EDGE, Qt.AspectRatioMode.KeepAspectRatio)
    left, top = moved + (EDGE - size.width()) / 2, moved + (EDGE - size.height()) / 2
    place = QRectF(left, top, size.width(), size.height()).adjusted(1, 1, -1, -1)
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 1.5))
    painter.drawRect(place)


def _draw_number(painter: QPainter, number: int, palette: QPalette) -> None:
    """A badge at the lower right of the first picture."""
    text = f"{number:,}"
    width = max(BADGE, painter.fontMetrics().horizontalAdvance(text) + 12)
    badge = QRectF(EDGE + BADGE // 2 - width, EDGE - BADGE // 2, width, BADGE)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.HighlightedText), 1.5))
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.drawRoundedRect(badge, BADGE / 2, BADGE / 2)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

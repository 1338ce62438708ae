"""The field that a picture is dropped on: a button that asks for a picture, until it shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from clothesfinder.gui.crop_layer import CropLayer
from clothesfinder.gui.crop_words import crop_text
from clothesfinder.gui.decode import pixels_of
from clothesfinder.gui.drop_target import DropTarget
from clothesfinder.gui.keys import Key
from clothesfinder.gui.language import marked
from clothesfinder.store import WHOLE

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QImage,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from clothesfinder.gui.crop import Crop

RADIUS = 10.0
PADDING = 12
SHIRT = 44.0
"""The edge of the drawn shirt."""
BUSY_AFTER_MS = 250
"""A search that takes less shows nothing, for a flash tells nobody anything."""
TURN_MS = 1100
KEYS = (Key(marked("Keys", "Choose a picture, on the query's field"), ("Return", "Space")),)

_Role = QPalette.ColorRole
_Wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


class DropField(QAbstractButton):
    """Clicked, it asks for a picture; what is dropped on it is told by `drops`.

    Once there is a picture, the mouse chooses a part of it, and only keys ask for another.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._shown = QPixmap()
        self._pixels = QSize()
        """How large the picture is as stored, held as it is shown."""
        self._name = ""
        self._words = ""
        self._part = ""
        self.layer = CropLayer(self)
        self.layer.hide()
        self._drop_is_near = False
        self._turning = QVariantAnimation(self, startValue=0.0, endValue=360.0, duration=TURN_MS)
        self._turning.setLoopCount(-1)
        self._turning.valueChanged.connect(self.update)
        self._busy_soon = QTimer(self, interval=BUSY_AFTER_MS, singleShot=True)
        self._busy_soon.timeout.connect(self._turning.start)
        self.drops = DropTarget(self)
        self.drops.near.connect(self._expect_drop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()

    @property
    def busy(self) -> bool:
        """Whether it shows that something is under way."""
        return self._turning.state() == QVariantAnimation.State.Running

    def show_picture(self, image: QImage | None, name: str) -> None:
        """Show this picture; None where there is none, or it cannot be seen."""
        pixels = QSize() if image is None else pixels_of(image)
        if (name, pixels) != (self._name, self._pixels):
            self.layer.show_box(WHOLE)  # what was being chosen was of another picture
        self._picture = QPixmap() if image is None else QPixmap.fromImage(image)
        self._pixels = pixels
        self._shown = QPixmap()
        self._name, self._words = name, ""
        self._take_place()
        self._describe()
        self.update()

    def show_crop(self, crop: Crop) -> None:
        """Show which part of the picture is looked for; one that is being chosen just now stays."""
        if not self.layer.is_changing:
            self.layer.show_box(crop.box)
        self._part = crop_text(crop)
        self._describe()
        self.update()

    def show_words(self, words: str) -> None:
        """Show words in place of a picture."""
        self._picture, self._shown = QPixmap(), QPixmap()
        self._name, self._words = "", words
        self._take_place()
        self._describe()
        self.update()

    def show_busy(self, busy: bool) -> None:
        """Show whether something is under way, should it take long enough to be noticed."""
        if busy:
            self._busy_soon.start()
        else:
            self._busy_soon.stop()
            self._turning.stop()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Qt asks how large it would like to be."""
        return QSize(240, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Qt tells of another size."""
        super().resizeEvent(event)
        self._take_place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Qt asks to paint all of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(_Role.Base))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        inside = self._inside()
        if not self._picture.isNull():
            self._paint_picture(painter)
        if self._drop_is_near or (self.busy and not self.layer.is_in_use):
            painter.setBrush(self._colour(_Role.Base, 0.88 if self._drop_is_near else 0.65))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        if self._drop_is_near or (self._picture.isNull() and not self.busy):
            self._paint_prompt(painter, inside)
        elif self.busy:
            self._paint_turning(painter)
        self._paint_frame(painter, frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter clicks as well; Space does so anyway."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _expect_drop(self, near: bool) -> None:
        self._drop_is_near = near
        self.layer.keep_quiet(near)
        self.update()

    def _describe(self) -> None:
        """Tell those who cannot see it."""
        seen = self.tr("Query picture: {}").format(self._name or self.tr("none yet"))
        if self._part and not self._picture.isNull():
            seen += f", {self._part}"
        words = self.tr("Query: the words {}").format(self._words)
        self.setAccessibleName(words if self._words else seen)
        self.setAccessibleDescription(self.tr("Drop a picture here, or press Enter to choose one."))
        self.setToolTip(self._name or self._words)

    def _colour(self, role: QPalette.ColorRole, strength: float = 1.0) -> QColor:
        colour = self.palette().color(role)
        colour.setAlphaF(strength)
        return colour

    def _paint_frame(self, painter: QPainter, frame: QRectF) -> None:
        empty = self._picture.isNull() and not self._words
        lit = self._drop_is_near or self.hasFocus() or (empty and self.underMouse())
        if lit:
            pen = QPen(self._colour(_Role.Highlight), 2.5 if self._drop_is_near else 2)
        else:
            pen = QPen(self._colour(_Role.PlaceholderText, 1.0 if empty else 0.35), 1.5)
        if empty and not self._drop_is_near:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self._colour(_Role.Highlight, 0.12 if self._drop_is_near else 0.0))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)

    def _inside(self) -> QRect:
        return self.rect().adjusted(PADDING, PADDING, -PADDING, -PADDING)

    def _place_of_picture(self) -> QRectF:
        """Where the picture is: in the middle, all of it, on whole pixels of the screen."""
        ratio, inside = self.devicePixelRatioF(), self._inside()
        whole = self._picture.size()
        place = whole if _fits(whole, inside.size()) else _fitted(whole, inside.size())
        corner = QPointF(inside.center()) - QPointF(place.width() / 2, place.height() / 2)
        left, top = (round(length * ratio) / ratio for length in (corner.x(), corner.y()))
        return QRectF(left, top, place.width(), place.height())

    def _take_place(self) -> None:
        """Lay what shows the part over the picture, where there is one."""
        self.layer.setGeometry(self.rect())
        self.layer.lie_over(self._place_of_picture(), self._pixels)
        self.layer.setVisible(not self._picture.isNull())

    def _paint_picture(self, painter: QPainter) -> None:
        where = self._place_of_picture()
        wanted = where.size().toSize() * self.devicePixelRatioF()
        if self._shown.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._shown = self._picture.scaled(wanted, mode=smooth)
        round_corners = QPainterPath()
        round_corners.addRoundedRect(where, RADIUS / 2, RADIUS / 2)
        painter.setClipPath(round_corners)
        painter.drawPixmap(where, self._shown, QRectF(self._shown.rect()))
        painter.setClipping(False)

    def _paint_prompt(self, painter: QPainter, inside: QRect) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        title, hint = self._prompt()
        title_height = _height(bold, title, inside.width())
        hint_height = _height(self.font(), hint, inside.width())
        height = SHIRT + 16 + title_height + 6 + hint_height
        top = inside.center().y() - height / 2
        corner = QPointF(inside.center().x() - SHIRT / 2, top)
        quiet = _Role.Text if self._drop_is_near else _Role.PlaceholderText
        loud = _Role.Highlight if self._drop_is_near else _Role.PlaceholderText
        painter.setPen(QPen(self._colour(loud), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_shirt().translated(corner))
        line = QRectF(inside.left(), top + SHIRT + 16, inside.width(), title_height)
        painter.setFont(bold)
        painter.setPen(self._colour(_Role.Text))
        painter.drawText(line, _Wrapped, title)
        line = QRectF(inside.left(), line.bottom() + 6, inside.width(), hint_height)
        painter.setFont(self.font())
        painter.setPen(self._colour(quiet))
        painter.drawText(line, _Wrapped, hint)

    def _prompt(self) -> tuple[str, str]:
        if self._drop_is_near:
            if self._name or self._words:
                return self.tr("Let go to use it"), self.tr("Hold Shift to add it to this one")
            what = self.tr("A picture is searched for, a folder is indexed")
            return self.tr("Let go to use it"), what
        keys = QKeySequence(QKeySequence.StandardKey.Open).toString(
            QKeySequence.SequenceFormat.NativeText
        )
        hint = self.tr("paste one, or press {}").format(keys)
        if self._words:
            return f"“{self._words}”", self.tr("or drop a picture here, {}").format(hint)
        if self._name:
            another = self.tr("Drop another here, {}").format(hint)
            return self.tr("This picture cannot be shown"), another
        return self.tr("Drop a picture here"), hint

    def _paint_turning(self, painter: QPainter) -> None:
        ring = QRectF(0, 0, 36, 36)
        ring.moveCenter(QRectF(self.rect()).center())
        pen = QPen(self._colour(_Role.PlaceholderText, 0.3), 4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        pen.setColor(self._colour(_Role.Highlight))
        painter.setPen(pen)
        painter.drawArc(ring, round(-16 * self._turning.currentValue()), 16 * 100)


def _fits(size: QSize, area: QSize) -> bool:
    return size.width() <= area.width() and size.height() <= area.height()


def _fitted(size: QSize, area: QSize) -> QSize:
    """Return the largest size of the same shape in the area; at least one pixel each way."""
    return size.scaled(area, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _height(font: QFont, text: str, width: int) -> int:
    """How high the text is where its lines are at most that wide."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 1000), _Wrapped, text).height()


def _shirt() -> QPainterPath:
    """The outline of a T-shirt, in a square with the edge SHIRT."""
    unit = SHIRT / 64
    right = [(39, 5), (55, 13), (60, 28), (49, 31), (49, 58)]
    left = [(64 - x, y) for x, y in reversed(right)]
    path = QPainterPath(QPointF(25, 5) * unit)
    path.quadTo(QPointF(32, 15) * unit, QPointF(39, 5) * unit)
    for x, y in (*right, *left):
        path.lineTo(QPointF(x, y) * unit)
    path.closeSubpath()
    return path

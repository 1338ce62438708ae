"""What was added to the query: a picture, small, or words; its name, and whether it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from clothesfinder.gui.keys import Key
from clothesfinder.gui.language import begun, marked
from clothesfinder.gui.line import Line
from clothesfinder.gui.names import readable
from clothesfinder.store import WHOLE
from clothesfinder.terms import LIKE, UNLIKE

if TYPE_CHECKING:
    from clothesfinder.terms import Term

EDGE = 32
"""Of the thumbnail, in pixels that do not depend on the screen."""
HEIGHT = EDGE + 8
ROUNDING = 6.0
KEYS = (
    Key(marked("Keys", "Like what was added, or not like it"), ("+", "-", "Space")),
    Key(marked("Keys", "Take what was added out of the query"), ("Del",)),
    Key(marked("Keys", "From one thing that was added to the next"), ("Up", "Down")),
)
PLUS, MINUS, TIMES = "+", "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}"

_Role = QPalette.ColorRole
_Key = Qt.Key


class Chip(QWidget):
    """Its sign and its cross are buttons; with the keyboard, it obeys +, - and Delete."""

    weighed = Signal(float)
    """The user wants it to count so much."""
    removed = Signal()
    left = Signal(int)
    """An arrow key: the keyboard goes so many chips on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_wanted = True
        self._sign = _button()
        self._sign.clicked.connect(self._turn)
        self._picture = _Thumbnail()
        self._name = Line()
        self._cross = _button()
        self._cross.setText(TIMES)
        self._cross.clicked.connect(lambda: self.removed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(6)
        for widget in (self._sign, self._picture, self._name, self._cross):
            row.addWidget(widget, stretch=1 if widget is self._name else 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(HEIGHT)

    @property
    def buttons(self) -> tuple[QToolButton, QToolButton]:
        """Its sign and its cross."""
        return self._sign, self._cross

    def show_term(self, term: Term, picture: QPixmap | None) -> None:
        """Show this; None for a picture that is not there (yet)."""
        self._is_wanted = term.weight > 0
        name = readable(term.name) if term.text is None else f"“{readable(term.text)}”"
        told = self.tr("{} (a part of it)").format(name) if term.box != WHOLE else name
        wanted, unwanted = self.tr("like this"), self.tr("not like this")
        state, other = (wanted, unwanted) if self._is_wanted else (unwanted, wanted)
        self._sign.setText(PLUS if self._is_wanted else MINUS)
        self._colour()
        tip = self.tr("{}. Press for “{}” (+ or {})").format(begun(state), other, MINUS)
        self._sign.setToolTip(tip)
        self._sign.setAccessibleName(f"{name}: {state}")
        self._sign.setAccessibleDescription(self.tr("Press for: {}").format(other))
        self._cross.setToolTip(self.tr("Take it out of the query (Del)"))
        self._cross.setAccessibleName(self.tr("Take {} out of the query").format(name))
        self._name.setText(told)
        self._name.setAccessibleName(told)
        self._picture.show_picture(picture)
        self._picture.setVisible(term.text is None)  # words have none, and need the room
        self.setToolTip(f"{told}\n{begun(state)}")
        self.setAccessibleName(f"{told}, {state}")
        self.setAccessibleDescription(
            self.tr("Plus or minus says whether it is wanted, Delete removes it.")
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Qt asks how large it would like to be."""
        return QSize(200, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Obey the keyboard."""
        match event.key():
            case _Key.Key_Plus:
                self.weighed.emit(LIKE)
            case _Key.Key_Minus:
                self.weighed.emit(UNLIKE)
            case _Key.Key_Space:
                self._turn()
            case _Key.Key_Delete | _Key.Key_Backspace:
                self.removed.emit()
            case _Key.Key_Up:
                self.left.emit(-1)
            case _Key.Key_Down:
                self.left.emit(1)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Qt asks to paint its ground and, where it has the keyboard, its frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.palette().color(_Role.Base)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = self.palette().color(_Role.Highlight if self.hasFocus() else _Role.Mid)
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(frame, ROUNDING, ROUNDING)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Go by the colours that there are now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        if not self._is_wanted:
            palette.setColor(_Role.ButtonText, palette.color(_Role.BrightText))
        self._sign.setPalette(palette)

    def _turn(self) -> None:
        self.weighed.emit(UNLIKE if self._is_wanted else LIKE)


class _Thumbnail(QWidget):
    """A small picture, all of it, in a square; an empty square where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setFixedSize(EDGE, EDGE)

    def show_picture(self, picture: QPixmap | None) -> None:
        self._picture = picture or QPixmap()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Qt asks to paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect())
        if self._picture.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(_Role.AlternateBase))
            painter.drawRoundedRect(place, 4, 4)
            return
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        corners = QPainterPath()
        corners.addRoundedRect(place, 3, 3)
        painter.setClipPath(corners)
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))


def _button() -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setFixedSize(26, 26)
    bold = button.font()
    bold.setBold(True)
    bold.setPointSizeF(bold.pointSizeF() * 1.15)
    button.setFont(bold)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button

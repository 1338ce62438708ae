"""What was added to the query, a chip for each, and where more is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from clothesfinder.gui.chip import HEIGHT, Chip
from clothesfinder.gui.drop_target import DropTarget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPixmap

    from clothesfinder.terms import Term

GAP = 4
AT_ONCE = 3.5
"""Chips that are seen without scrolling: half a one tells that there are more."""
ADD = "Add pictures…"
TIP = "Look for more pictures at once, or for what is not like them; or drop them here"
WORDS_TIP = "Say in words what is wanted as well, or what is not wanted"


class Chips(QWidget):
    """Tells what the user wants with them; what they show is told to it."""

    weighed = Signal(int, float)
    """A chip's number, and how much it is to count."""
    removed = Signal(int)
    add_requested = Signal()
    words_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._is_near = False
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._area = QScrollArea()
        self._area.setWidget(self._list)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(self.tr("What was added to the query"))
        self._area.viewport().setAutoFillBackground(False)
        self._list.setAutoFillBackground(False)
        self.add = _button(self.tr(ADD), self.tr(TIP), self.tr("Add pictures to the query"))
        self.add.clicked.connect(lambda: self.add_requested.emit())
        named = self.tr("Add words to the query")
        self.add_words = _button(self.tr("Add words…"), self.tr(WORDS_TIP), named)
        self.add_words.clicked.connect(lambda: self.words_requested.emit())
        self.add_words.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self._area)
        whole.addWidget(self.add)
        whole.addWidget(self.add_words)
        self.setAccessibleName(self.tr("What else the query is of"))
        self.drops = DropTarget(self)
        self.drops.near.connect(self._expect_drop)
        self.show_terms(None)

    @property
    def names(self) -> list[str]:
        """What a screen reader reads of each."""
        return [chip.accessibleName() for chip in self._chips]

    def take_words(self, taken: bool) -> None:
        """Offer to add words, or do not."""
        self.add_words.setVisible(taken)

    def show_terms(
        self,
        terms: Sequence[Term] | None,
        picture_of: Callable[[Term], QPixmap | None] = lambda _: None,
    ) -> None:
        """Show these, in order; None where there is no query that could be added to.

        The keyboard stays where it is, or goes to the next chip where its own is gone.
        """
        had_keys = next((n for n, chip in enumerate(self._chips) if _has_keys(chip)), None)
        terms, is_query = terms or (), terms is not None
        for chip in self._chips[len(terms) :]:
            chip.hide()
            self._column.removeWidget(chip)
            chip.deleteLater()
        del self._chips[len(terms) :]
        while len(self._chips) < len(terms):
            self._append()
        for chip, term in zip(self._chips, terms, strict=True):
            chip.show_term(term, picture_of(term))
        shown = min(len(terms), AT_ONCE)
        self._area.setFixedHeight(round(shown * (HEIGHT + GAP)) - GAP if shown else 0)
        self._area.setVisible(bool(terms))
        self.setVisible(is_query)
        if had_keys is not None and had_keys >= len(terms):
            (self._chips[-1] if self._chips else self.add).setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Qt asks to paint what is behind the chips: a frame where something may be dropped."""
        if not self._is_near:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(colour, 2.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)

    def _append(self) -> None:
        chip = Chip()
        chip.weighed.connect(lambda weight: self.weighed.emit(self._chips.index(chip), weight))
        chip.removed.connect(lambda: self.removed.emit(self._chips.index(chip)))
        chip.left.connect(lambda step: self._walk(self._chips.index(chip) + step))
        before = self._chips[-1].buttons[-1] if self._chips else self._before_all()
        self._chips.append(chip)
        self._column.addWidget(chip)
        for widget in (chip, *chip.buttons):
            QWidget.setTabOrder(before, widget)
            before = widget
        # Only when it has a place can it be brought into view.
        QTimer.singleShot(0, chip, lambda: self._area.ensureWidgetVisible(chip, 0, 0))

    def _before_all(self) -> QWidget:
        """What the Tab key leaves before it comes here: only after such a one can others be put."""
        before = self.add.previousInFocusChain() or self.add
        while not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain() or self.add
        return before

    def _walk(self, number: int) -> None:
        if 0 <= number < len(self._chips):
            self._chips[number].setFocus()
            self._area.ensureWidgetVisible(self._chips[number], 0, 0)

    def _expect_drop(self, near: bool) -> None:
        self._is_near = near
        self.add.setText(self.tr("Let go to add it") if near else self.tr(ADD))
        self.add.setDown(near)
        self.update()


def _button(text: str, tip: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _has_keys(chip: Chip) -> bool:
    return chip.hasFocus() or any(child.hasFocus() for child in chip.findChildren(QWidget))

"""What counts in a search: presets, and a slider for each of cut, pattern and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.emphasis import NEUTRAL, PRESETS, Emphasis
from clothesfinder.gui.language import marked
from clothesfinder.gui.sentences import said
from clothesfinder.gui.theme import part_colours
from clothesfinder.gui.why_bar import NAMES

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QMenu

SETTLED_AFTER = 150
"""Milliseconds without a move of a slider after which it counts."""
LEAST, USUAL, MOST = -100, 100, 200
"""Of a slider, in per cent."""
TIPS = {
    "cut": marked("Dials", "The kind of garment: a dress, a shirt, trousers…"),
    "pattern": marked("Dials", "Pattern, fabric and details"),
    "colour": marked("Dials", "Its colours"),
}
BELOW_ZERO = "Below 0 %, what differs in this comes first."
OWN = "Your own setting"
NOT_HERE = "This gallery's model does not tell these apart."


translate = QCoreApplication.translate


class Dials(QWidget):
    """Says how much each part of a garment counts; as it is, all count as usual."""

    changed = Signal(object)
    """The Emphasis, once it has settled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = NEUTRAL
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._settling.timeout.connect(self._tell)
        self._reset = _reset_button()
        self._reset.clicked.connect(self.reset)
        self._preset = QComboBox()
        self._preset.setAccessibleName(self.tr("What counts"))
        self._preset.setPlaceholderText(self.tr(OWN))
        for preset in PRESETS:
            self._preset.addItem(said(preset.title))
        self._preset.activated.connect(lambda number: self.choose(PRESETS[number].emphasis))
        self._rows = {part: _Row(part) for part in Emphasis._fields}
        self._note = QLabel(self.tr(NOT_HERE))
        self._note.setWordWrap(True)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._note.hide()
        self._actions = QActionGroup(self)
        self._actions.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self._choices: list[tuple[QAction, Emphasis]] = []
        self._lay_out()
        self._show()

    @property
    def emphasis(self) -> Emphasis:
        """What is set, settled or not."""
        return Emphasis(*(row.slider.value() / 100 for row in self._rows.values()))

    def choose(self, emphasis: Emphasis) -> None:
        """Set all at once."""
        self._set(emphasis)
        self._tell()

    def show_emphasis(self, emphasis: Emphasis) -> None:
        """Show what counts already, and tell nobody."""
        self._settling.stop()
        self._told = emphasis
        self._set(emphasis)

    def _set(self, emphasis: Emphasis) -> None:
        for row, weight in zip(self._rows.values(), emphasis, strict=True):
            with QSignalBlocker(row.slider):
                row.slider.setValue(round(100 * weight))
        self._show()

    def reset(self) -> None:
        """Let everything count as usual."""
        self._preset.setFocus()  # for the button is about to go
        self.choose(NEUTRAL)

    def show_parts(self, parts: Collection[str]) -> None:
        """Show which of them the model of the gallery can tell apart; the setting stays."""
        for part, row in self._rows.items():
            row.set_enabled(part in parts)
        self._preset.setEnabled(bool(parts))
        self._actions.setEnabled(bool(parts))
        self._note.setHidden(bool(parts))
        self._show()

    def fill_menu(self, menu: QMenu) -> None:
        """Put the presets into a menu, with their keys."""
        for number, preset in enumerate(PRESETS, 1):
            action = QAction(said(preset.title), menu, checkable=True)
            action.setShortcut(f"Ctrl+{number}")
            action.triggered.connect(lambda _=False, preset=preset: self.choose(preset.emphasis))
            self._actions.addAction(action)
            self._choices.append((action, preset.emphasis))
            menu.addAction(action)
        self._show()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("What counts"))
        title.setBuddy(self._preset)  # whose name on Linux is what is chosen
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        heading = QHBoxLayout()
        heading.addWidget(title, stretch=1)
        heading.addWidget(self._reset)
        sliders = QGridLayout()
        sliders.setVerticalSpacing(2)
        sliders.setColumnStretch(2, 1)
        for number, row in enumerate(self._rows.values()):
            for column, widget in enumerate((row.swatch, row.label, row.slider, row.value)):
                sliders.addWidget(widget, number, column)
            row.slider.valueChanged.connect(self._move)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(heading)
        whole.addWidget(self._preset)
        whole.addLayout(sliders)
        whole.addWidget(self._note)

    def _move(self) -> None:
        self._settling.start()
        self._show()

    def _tell(self) -> None:
        self._settling.stop()
        if self.emphasis != self._told:
            self._told = self.emphasis
            self.changed.emit(self.emphasis)

    def _show(self) -> None:
        emphasis = self.emphasis
        chosen = [preset.emphasis for preset in PRESETS]
        number = chosen.index(emphasis) if emphasis in chosen else -1
        self._preset.setCurrentIndex(number)
        self._preset.setAccessibleDescription("" if number >= 0 else self.tr(OWN))
        self._reset.setVisible(emphasis != NEUTRAL and self._preset.isEnabled())
        for row in self._rows.values():
            row.show_value()
        for action, chosen_by_it in self._choices:
            action.setChecked(chosen_by_it == emphasis)


class _Row:
    """What there is of one part: its colour in the results, its name, its slider and how much."""

    def __init__(self, part: str) -> None:
        name = translate("Parts", NAMES[part])
        self.swatch = _Swatch(part)
        self.label = QLabel(name)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(LEAST, MOST)
        self.slider.setValue(USUAL)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(25)
        self.slider.setMinimumWidth(60)
        self.slider.setAccessibleName(translate("Dials", "{} counts, in per cent").format(name))
        self.value = QLabel()
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance(f"{-USUAL} %") + 4)
        tip = f"{translate('Dials', TIPS[part])}\n{translate('Dials', BELOW_ZERO)}"
        for widget in (self.label, self.slider, self.value):
            widget.setToolTip(tip)

    def show_value(self) -> None:
        """Write how much it counts, in bold where that is not as usual."""
        value = self.slider.value()
        self.value.setText(f"{value} %".replace("-", "\u2212"))
        font = self.value.font()
        font.setBold(value != USUAL)
        self.value.setFont(font)
        self.slider.setAccessibleDescription(_told(value))

    def set_enabled(self, enabled: bool) -> None:
        """Let it be moved, or not."""
        for widget in (self.swatch, self.label, self.slider, self.value):
            widget.setEnabled(enabled)


class _Swatch(QWidget):
    """A dab of the colour that a part has in the results."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self.setFixedSize(QSize(8, 8))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Qt asks to paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(part_colours(self.palette())[self._part])
        painter.setOpacity(1.0 if self.isEnabled() else 0.3)
        painter.drawRoundedRect(self.rect(), 2, 2)


def _reset_button() -> QToolButton:
    button = QToolButton()
    button.setText(translate("Dials", "Reset"))
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setToolTip(translate("Dials", "Let everything count as usual"))
    button.setAccessibleName(translate("Dials", "Reset what counts"))
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    return button


def _told(value: int) -> str:
    if value < 0:
        return translate("Dials", "what differs in this comes first")
    if value == 0:
        return translate("Dials", "does not count")
    if value == USUAL:
        return translate("Dials", "as usual")
    return translate("Dials", "more than usual" if value > USUAL else "less")

"""A row of buttons below the query's picture: quick choices of its part, turning, mirroring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from clothesfinder.cropping import NAMED
from clothesfinder.gui.crop import name_of
from clothesfinder.gui.language import marked
from clothesfinder.gui.part_icons import icons
from clothesfinder.store import WHOLE, Box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.part_icons import Icon

EDGE = 24
"""Of a button: no less, to be hit with a finger or an unsteady hand."""
TITLE = "Par&t of the picture"
PARTS = {
    "whole": (
        marked("PartChoices", "&Whole picture"),
        marked("PartChoices", "Search with the whole picture"),
        "Ctrl+K",
    ),
    "upper": (
        marked("PartChoices", "&Upper half"),
        marked("PartChoices", "Search with the upper half"),
        "",
    ),
    "lower": (
        marked("PartChoices", "&Lower half"),
        marked("PartChoices", "Search with the lower half"),
        "",
    ),
    "centre": (
        marked("PartChoices", "&Centre"),
        marked("PartChoices", "Search with the centre"),
        "",
    ),
}
GARMENT = (
    marked("PartChoices", "&Garment"),
    marked("PartChoices", "Find the garment in the picture, and search with that part"),
    "Ctrl+Shift+K",
)
TURNS = {
    "left": (
        marked("PartChoices", "Rotate l&eft"),
        marked("PartChoices", "Rotate the picture to the left"),
        "Ctrl+Shift+R",
        -1,
    ),
    "right": (
        marked("PartChoices", "Rotate &right"),
        marked("PartChoices", "Rotate the picture to the right"),
        "Ctrl+R",
        1,
    ),
}
MIRROR = marked("PartChoices", "&Mirror"), marked("PartChoices", "Mirror the picture"), "Ctrl+M"
OPEN = "Open a picture"


class PartChoices(QWidget):
    """The choices, in a row and as entries of a menu; of no use without a picture."""

    chosen = Signal(object)
    """The Box of a quick choice."""
    turned = Signal(int)
    """By how many quarters the picture is to be turned further, clockwise."""
    mirrored = Signal()
    garment_wanted = Signal()
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._parts = QActionGroup(self)
        self._parts.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self._menu: QMenu | None = None
        self._make_actions()
        self._lay_out()
        self.enable(False)

    @property
    def all(self) -> list[QAction]:
        """The choices, in their order."""
        return list(self._actions.values())

    def enable(self, enabled: bool) -> None:
        """Let them be chosen, and be seen, or not."""
        for action in self._actions.values():
            action.setEnabled(enabled)
        if self._menu is not None:
            self._menu.setEnabled(enabled)
        self.setVisible(enabled)

    def show_box(self, box: Box) -> None:
        """Show which of them is chosen; none where it is another part."""
        name = name_of(box)
        for key in PARTS:
            self._actions[key].setChecked(key == name)

    def fill_menu(self, menu: QMenu) -> None:
        """Put a menu of them into this one."""
        self._menu = menu.addMenu(self.tr(TITLE))
        for name, action in self._actions.items():
            if name == next(iter(TURNS)):
                self._menu.addSeparator()
            self._menu.addAction(action)
        self._menu.setEnabled(self._actions["whole"].isEnabled())

    def _make_actions(self) -> None:
        boxes = {"whole": WHOLE, **NAMED}
        for name, told in PARTS.items():
            action = self._add(name, *told)
            action.setCheckable(True)
            self._parts.addAction(action)
            # One that is chosen already stays so: a click must not seem to give it up.
            action.triggered.connect(lambda _=False, box=boxes[name]: self._choose(box))
        self._add("garment", *GARMENT).triggered.connect(lambda: self.garment_wanted.emit())
        for name, (text, tip, key, quarters) in TURNS.items():
            action = self._add(name, text, tip, key)
            action.triggered.connect(lambda _=False, quarters=quarters: self.turned.emit(quarters))
        self._add("mirror", *MIRROR).triggered.connect(lambda: self.mirrored.emit())

    def _add(self, name: str, text: str, tip: str, key: str) -> QAction:
        action, tip = QAction(self.tr(text), self), self.tr(tip)
        shortcut = QKeySequence(key)
        action.setShortcut(shortcut)
        written = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({written})" if key else tip)
        self._actions[name] = action
        return action

    def _choose(self, box: Box) -> None:
        self.show_box(box)
        self.chosen.emit(box)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        drawn = icons()
        for name, action in self._actions.items():
            if name == next(iter(TURNS)):
                row.addStretch()
            button = _Button(drawn[name])
            button.setDefaultAction(action)
            button.setAccessibleName(action.text().replace("&", ""))
            row.addWidget(button)
        row.addStretch()
        opening = _Button(drawn["open"])
        keys = QKeySequence(QKeySequence.StandardKey.Open)
        written = keys.toString(QKeySequence.SequenceFormat.NativeText)
        opening.setToolTip(f"{OPEN} ({written})")
        opening.setAccessibleName(self.tr(OPEN))
        opening.clicked.connect(lambda: self.open_requested.emit())
        row.addWidget(opening)


class _Button(QToolButton):
    """Draws its icon in the palette's colours, however fine the screen is."""

    def __init__(self, icon: Icon) -> None:
        super().__init__()
        self._icon = icon
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(QSize(EDGE, EDGE))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Qt asks to paint it."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        colour = self.palette().color(QPalette.ColorRole.ButtonText)
        self._icon.paint(painter, QRectF(self.rect()), colour)

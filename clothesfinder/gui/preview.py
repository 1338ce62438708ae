"""A result as large as there is room for, beside the query: one zoom and one pan for both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QFont,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from clothesfinder.gui.keys import Key, either, native
from clothesfinder.gui.language import marked
from clothesfinder.gui.line import Line
from clothesfinder.gui.zoom import STEP, Zoom
from clothesfinder.gui.zoom_view import ZoomView

if TYPE_CHECKING:
    from collections.abc import Callable

MARGIN = 12
PAN = 0.1
"""How much of the view a press of a key moves the picture by."""
FIRST, LAST = 0, -1
HIDE, SHOW = "Hide the query", "Show the query"
KEYS = (
    Key(marked("Keys", "Close the preview, too"), ("Space",)),
    Key(
        marked("Keys", "Move both pictures"),
        ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"),
    ),
    Key(
        marked("Keys", "Zoom both pictures at the cursor"),
        ("wheel", "Ctrl+wheel"),
    ),
    Key(marked("Keys", "Fit the pictures, or show them at 100 %"), ("double-click",)),
)
PANS = {
    Qt.Key.Key_Left: QPointF(PAN, 0),
    Qt.Key.Key_Right: QPointF(-PAN, 0),
    Qt.Key.Key_Up: QPointF(0, PAN),
    Qt.Key.Key_Down: QPointF(0, -PAN),
}


class Preview(QWidget):
    """The two pictures, what is told of them, and buttons for what the keys do."""

    closed = Signal()
    stepped = Signal(int)
    """So many results on, or back where it is below zero."""
    jumped = Signal(int)
    """To the FIRST or the LAST result."""
    opened = Signal()
    """The result is to be opened with the system's program."""
    view_changed = Signal()
    """Other pixels may be needed than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = Zoom(self)
        self.query = Side(self.zoom, self.tr("Query"))
        self.match = Side(self.zoom, self.tr("Result"))
        self.match.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.match.view)
        self.setAccessibleName(self.tr("Preview"))
        self._has_query, self._wants_query = False, True
        self._percent = QLabel()
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        wide = self._percent.fontMetrics().horizontalAdvance("0000 %")
        self._percent.setMinimumWidth(wide)
        self._make_actions()
        self._lay_out()
        self.zoom.changed.connect(self._follow)
        for side in (self.query, self.match):
            side.view.resized.connect(self._follow)

    def show_query(self, *, there: bool) -> None:
        """Show the query's side where there is one that is a picture, and the user wants it."""
        self._has_query = there
        self._beside.setEnabled(there)
        self._beside.setText(self.tr(HIDE) if self._wants_query else self.tr(SHOW))
        shown = there and self._wants_query
        self.query.show(shown=shown)
        self._sides.setColumnStretch(0, 1 if shown else 0)
        self._sides.setHorizontalSpacing(MARGIN if shown else 0)

    def show_standing(self, *, first: bool, last: bool) -> None:
        """Show whether there are results before and after this one."""
        for action in (self._previous, self._to_first):
            action.setEnabled(not first)
        for action in (self._next, self._to_last):
            action.setEnabled(not last)

    def announce(self, told: str) -> None:
        """Tell those who cannot see it what is shown now."""
        self.match.view.setAccessibleName(told)
        if QAccessible.isActive() and self.isVisible():  # else it is read out as it comes
            event = QAccessibleAnnouncementEvent(self.match.view, told)
            QAccessible.updateAccessibility(event)

    def refresh(self) -> None:
        """Another picture is shown, or it is there now: the zoom may mean something else."""
        self.zoom.expect(self.match.view.actual)
        shown = self.zoom.factor / self.match.view.actual
        self._percent.setText(f"{100 * shown:.0f} %" if self.match.view.has_picture else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Close with Space, as it was opened; move the pictures with Shift and an arrow."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.closed.emit()
        elif key in PANS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view = self.match.view
            self.match.view.move_picture(
                QPointF(PANS[key].x() * view.width(), PANS[key].y() * view.height())
            )
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        self.refresh()
        self.view_changed.emit()

    # --- building

    def _make_actions(self) -> None:
        view = self.match.view
        self._previous = self._action(
            self.tr("Previous result"), partial(self.stepped.emit, -1), "Left", "Up"
        )
        self._next = self._action(
            self.tr("Next result"), partial(self.stepped.emit, 1), "Right", "Down"
        )
        self._to_first = self._action(
            self.tr("First result"), partial(self.jumped.emit, FIRST), "Home"
        )
        self._to_last = self._action(self.tr("Last result"), partial(self.jumped.emit, LAST), "End")
        self._smaller = self._action(self.tr("Zoom out"), lambda: view.scale(1 / STEP), "-")
        self._larger = self._action(self.tr("Zoom in"), lambda: view.scale(STEP), "+", "=")
        self._fit = self._action(self.tr("Show all of both pictures"), self.zoom.reset, "0")
        self._actual = self._action(self.tr("Show them at 100 %"), lambda: view.show_actual(), "1")
        self._open = self._action(self.tr("Open the picture"), self.opened.emit, "Return", "Enter")
        self._beside = self._action(self.tr(HIDE), self._switch_query, "Q")
        self._close = self._action(self.tr("Close the preview"), self.closed.emit, "Esc")

    def _action(self, text: str, act: Callable[[], object], *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(either(native(key) for key in keys))
        action.triggered.connect(lambda _=False: act())
        self.addAction(action)
        return action

    def _switch_query(self) -> None:
        self._wants_query = not self._wants_query
        self.show_query(there=self._has_query)

    def _lay_out(self) -> None:
        self._sides = QGridLayout()
        self._sides.setHorizontalSpacing(MARGIN)
        self._sides.setVerticalSpacing(4)
        self._sides.setRowStretch(0, 1)
        for column, side in enumerate((self.query, self.match)):
            side.fill_column(self._sides, column)
            self._sides.setColumnStretch(column, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(_button(self._previous, self.tr("Previous")))
        row.addWidget(_button(self._next, self.tr("Next")))
        row.addStretch(1)
        row.addWidget(_button(self._smaller, "\N{MINUS SIGN}"))
        row.addWidget(self._percent)
        row.addWidget(_button(self._larger, "+"))
        row.addWidget(_button(self._fit, self.tr("Fit")))
        row.addWidget(_button(self._actual, "100 %"))
        row.addStretch(1)
        row.addWidget(_button(self._beside))
        row.addWidget(_button(self._open, self.tr("Open")))
        row.addWidget(_button(self._close, self.tr("Close")))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.addLayout(self._sides, 1)
        whole.addLayout(row)


class Side:
    """One picture, with its name and what else there is to tell of it below."""

    def __init__(self, zoom: Zoom, what: str) -> None:
        self.view = ZoomView(zoom)
        self.view.setAccessibleName(what)
        self._what = what
        self._name, self._told, self._note = Line(), Line(), QLabel()
        bold = QFont(self._name.font())
        bold.setBold(True)
        self._name.setFont(bold)
        self._note.setWordWrap(True)
        self._is_shown = True

    @property
    def is_shown(self) -> bool:
        """Whether it is seen where the preview is."""
        return self._is_shown

    def show(self, *, shown: bool) -> None:
        """Show it, or hide it."""
        self._is_shown = shown
        for widget in (self.view, self._name, self._told):
            widget.setVisible(shown)
        self._note.setVisible(shown and bool(self._note.text()))

    def fill_column(self, grid: QGridLayout, column: int) -> None:
        """Put it into a column, in whose rows the other's parts lie, too: both are as high."""
        grid.addWidget(self.view, 0, column)
        for row, line in enumerate((self._name, self._told, self._note), 1):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(line, row, column)

    @property
    def told(self) -> str:
        """All that is told below the picture."""
        return "\n".join(filter(None, (self._name.text(), self._told.text(), self._note.text())))

    def tell(self, name: str, *facts: str, note: str = "") -> None:
        """Tell the picture's name, what is known of it, and a sentence about what is seen."""
        self._name.setText(name)
        self._name.setToolTip(name)
        self._told.setText(" · ".join(filter(None, (self._what, *facts))))
        self._told.setToolTip(self._told.text())
        self._note.setText(note)
        self._note.setVisible(self._is_shown and bool(note))


def _button(action: QAction, text: str = "") -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    if text:
        action.setIconText(text)
        button.setAccessibleName(action.text())
    return button

"""Undo and redo of what was done to the query; back and forward between query pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent

from clothesfinder.gui.trail import Step, Trail

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QWidget

    from clothesfinder.emphasis import Emphasis
    from clothesfinder.gui.dials import Dials
    from clothesfinder.gui.searching import Searching
    from clothesfinder.query import Query


class TrailActions(QObject):
    """Follows every change of the query, and goes back to what was before."""

    def __init__(
        self, window: QWidget, results: QWidget, searching: Searching, dials: Dials
    ) -> None:
        """``results``: what hides the mouse from the window, whose side buttons go back and on."""
        super().__init__(window)
        self._searching = searching
        self._dials = dials
        self._trail = Trail()
        keys = QKeySequence.StandardKey
        self._undo = self._action(self.tr("&Undo"), self._trail.undo, QKeySequence(keys.Undo))
        self._redo = self._action(self.tr("&Redo"), self._trail.redo, QKeySequence("Ctrl+Shift+Z"))
        self._back = self._action(self.tr("&Back"), self._trail.go_back, QKeySequence("Alt+Left"))
        self._forward = self._action(
            self.tr("&Forward"), self._trail.go_forward, QKeySequence("Alt+Right")
        )
        self._back.setStatusTip(self.tr("Go back to the picture that was looked for before"))
        self._forward.setStatusTip(
            self.tr("Go forward to the picture that was looked for after this one")
        )
        searching.changed.connect(self._note)
        window.installEventFilter(self)
        results.installEventFilter(self)
        self._enable()

    def fill_menu(self, menu: QMenu) -> None:
        """Put the four ways into the menu of the query."""
        menu.addSeparator()
        menu.addActions([self._undo, self._redo, self._back, self._forward])

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt asks before it hands an event on; True where that is done with."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            ways = {
                Qt.MouseButton.BackButton: self._back,
                Qt.MouseButton.ForwardButton: self._forward,
            }
            if (action := ways.get(event.button())) is not None:
                action.trigger()  # which does nothing where it is not enabled
                return True
        return False

    def _action(self, title: str, go: Callable[[], Step], keys: QKeySequence) -> QAction:
        action = QAction(title, self)
        action.setShortcut(keys)
        action.triggered.connect(lambda _=False: self._show(go()))
        return action

    def _note(self, query: Query | None, emphasis: Emphasis) -> None:
        if query is None:
            self._trail.leave()
        else:
            self._trail.add(Step(query, emphasis, self._searching.among))
        self._enable()

    def _show(self, step: Step) -> None:
        self._dials.show_emphasis(step.emphasis)
        self._searching.go_to(*step)
        self._enable()

    def _enable(self) -> None:
        self._undo.setEnabled(self._trail.can_undo)
        self._redo.setEnabled(self._trail.can_redo)
        self._back.setEnabled(self._trail.can_go_back)
        self._forward.setEnabled(self._trail.can_go_forward)

"""The choice of the window's language, in the menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup

from clothesfinder.gui.language import SYSTEM, languages, name_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.window import MainWindow


class LanguageChoice(QObject):
    """Bound to the window's menu; what is chosen is spoken from the next start on."""

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences

    def fill_menu(self, menu: QMenu) -> None:
        """Put the languages that there are into the menu, each called as it calls itself."""
        choices = menu.addMenu(self.tr("La&nguage"))
        group = QActionGroup(choices)
        names = {SYSTEM: self.tr("As the &system")} | {code: name_of(code) for code in languages()}
        for code, name in names.items():
            action = choices.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == self._preferences.now.language)
            action.triggered.connect(lambda _=False, code=code: self._choose(code))
            group.addAction(action)

    def _choose(self, code: str) -> None:
        self._preferences.keep(replace(self._preferences.now, language=code))
        told = self.tr("The window speaks this language when Clothesfinder is started again.")
        self._window.notice.tell(told)

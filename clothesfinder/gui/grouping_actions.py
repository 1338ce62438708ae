"""Whether pictures that are nearly the same are shown as one: the menu's entry for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.searching import Searching


class GroupingActions(QObject):
    """Groups what is found, or not, as the user likes it; kept from one start to the next."""

    def __init__(self, parent: QObject, searching: Searching, preferences: Preferences) -> None:
        super().__init__(parent)
        self._searching = searching
        self._preferences = preferences

    def fill_menu(self, menu: QMenu) -> None:
        """Add the entry."""
        action = menu.addAction(self.tr("&Group near-identical"))
        action.setCheckable(True)
        action.setChecked(self._preferences.now.grouped)
        action.setShortcut("Ctrl+G")
        action.setStatusTip(
            self.tr(
                "Show pictures that are nearly the same as one, with their number; G opens a group"
            )
        )
        action.toggled.connect(self._group)

    def _group(self, grouped: bool) -> None:
        self._preferences.keep(replace(self._preferences.now, grouped=grouped))
        self._searching.group(grouped)

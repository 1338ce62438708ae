"""The launcher in the help: put into the applications menu, or taken out, and once offered."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QBoxLayout, QPushButton

from clothesfinder import launcher
from clothesfinder.gui.language import marked
from clothesfinder.gui.notice import Notice
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.progress import Summary

LINUX = (
    marked("Launcher", "&Put into the applications menu"),
    marked("Launcher", "Take &out of the applications menu"),
    marked("Launcher", "Put Clothesfinder into the applications menu?"),
)
WINDOWS = (
    marked("Launcher", "&Put into the Start menu"),
    marked("Launcher", "Take &out of the Start menu"),
    marked("Launcher", "Put Clothesfinder into the Start menu?"),
)
MACOS = (
    marked("Launcher", "&Put into the Applications folder"),
    marked("Launcher", "Take &out of the Applications folder"),
    marked("Launcher", "Put Clothesfinder into the Applications folder?"),
)
TEXTS = {"win32": WINDOWS, "darwin": MACOS}


translate = QCoreApplication.translate
R = TypeVar("R")


class Offer(Notice):
    """Asks whether something shall be done, which may as well be left."""

    def __init__(self) -> None:
        super().__init__()
        later = QPushButton(self.tr("Not now"))
        later.clicked.connect(self.hide)
        row = self.layout()
        assert isinstance(row, QBoxLayout)
        row.insertWidget(row.count() - 1, later)


class LauncherActions(QObject):
    """Bound to the window's help and to the bar in which it is offered, once ever."""

    def __init__(
        self, window: MainWindow, offer: Offer, session: Session, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window = window
        self._offer = offer
        self._session = session
        self._preferences = preferences
        self._put, self._take_out, self._asked = TEXTS.get(sys.platform, LINUX)
        self._actions: tuple[QAction, ...] = ()
        session.indexed.connect(self._consider)

    def fill_menu(self, menu: QMenu) -> None:
        """Put what may be done into a menu; it is looked at anew when the menu is opened."""
        put = menu.addAction(translate("Launcher", self._put))
        put.triggered.connect(lambda: self._change(launcher.install))
        take_out = menu.addAction(translate("Launcher", self._take_out))
        take_out.triggered.connect(lambda: self._change(launcher.remove))
        take_out.setVisible(False)
        self._actions = put, take_out
        menu.aboutToShow.connect(self.look)

    def look(self) -> None:
        """Have the menu show what may be done now."""
        self._session.begin(self._look())

    def _change(self, change: Callable[[], str]) -> None:
        self._offer.hide()
        self._session.begin(self._change_beside(change))

    async def _change_beside(self, change: Callable[[], str]) -> None:
        try:
            told = await _beside(change)  # which runs a program that rebuilds a list
        finally:
            await self._look()
        self._window.statusBar().showMessage(said(told))

    async def _look(self) -> None:
        is_provided, is_installed = await _beside(
            lambda: (launcher.is_provided(), launcher.is_installed())
        )
        for action, visible in zip(
            self._actions, (not is_provided and not is_installed, is_installed), strict=True
        ):
            action.setVisible(visible)

    def _consider(self, summary: Summary) -> None:
        """Offer it to who has pictures now; at the first start it would be in the way."""
        if summary.indexed + summary.unchanged and not self._preferences.now.launcher_offered:
            self._session.begin(self._offer_once())

    async def _offer_once(self) -> None:
        is_wanted = await _beside(launcher.is_worth_offering)
        if not is_wanted or self._preferences.now.launcher_offered:
            return
        self._preferences.keep(replace(self._preferences.now, launcher_offered=True))
        self._offer.tell(
            translate("Launcher", self._asked),
            button=self.tr("Add"),
            act=lambda: self._change(launcher.install),
        )


async def _beside(call: Callable[[], R]) -> R:
    """What it gives, called in a thread: a disk that does not answer holds up nothing."""
    return await asyncio.get_running_loop().run_in_executor(None, call)

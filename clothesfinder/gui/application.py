"""The program as desktops know it: its names, its icon, and what they ask it to open."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from clothesfinder.gui.single_instance import to_path
from clothesfinder.installed import is_one_folder
from clothesfinder.launcher import DESKTOP_ID, ICON_SIZES
from clothesfinder.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent


class Application(QApplication):
    """Clothesfinder's one QApplication.

    Finder brings the files that are opened with it as events, one each, at the start and at any
    time later: never as arguments. They wait here until there is somebody to hand them to.
    """

    def __init__(self) -> None:
        _have_own_place_in_taskbar()
        super().__init__([sys.argv[0]])
        self.setApplicationName("clothesfinder")
        self.setApplicationDisplayName("Clothesfinder")
        self.setDesktopFileName(DESKTOP_ID)
        self.setWindowIcon(_icon())
        self._asked: list[str] = []
        self._opener: Callable[[list[str]], None] | None = None
        # What is opened together comes as several events, one right after another.
        self._handing_over = QTimer(self, interval=0, singleShot=True)
        self._handing_over.timeout.connect(self._hand_over)

    def event(self, event: QEvent) -> bool:
        """Note down what a desktop asks to open."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        self._asked.append(to_path(event.file() or event.url().toString(), ""))
        self._handing_over.start()
        return True

    def take_asked(self) -> list[str]:
        """Return what waited, absolute paths or addresses; it is nobody else's from then on."""
        asked, self._asked = self._asked, []
        return asked

    def hand_to(self, opener: Callable[[list[str]], None] | None) -> None:
        """Call this, in a later turn, with what a desktop asks to open from now on."""
        self._opener = opener

    def _hand_over(self) -> None:
        if self._opener and self._asked:
            self._opener(self.take_asked())


def _icon() -> QIcon:
    """Return the icon with its small sizes, for which there is a drawing of their own."""
    icon = QIcon()
    for size in ICON_SIZES:
        icon.addFile(str(resource(f"icons/{size}.png")))
    return icon


def _have_own_place_in_taskbar() -> None:
    """Let Windows show our icon: to its taskbar, a program that Python runs is Python's.

    The frozen program is one of its own already.
    """
    if sys.platform == "win32" and not is_one_folder():
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(DESKTOP_ID)

"""What macOS asks the running program to open: it tells by events what others tell by arguments."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent


class FileOpening(QObject):
    """Hears of files that were double-clicked, or dropped on the program's icon."""

    asked = Signal(object)
    """Absolute paths, or addresses on the web, a list of str: all that were opened at once."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._together: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take what is to be opened; there is an event for each file of several."""
        if not isinstance(event, QFileOpenEvent):
            return False
        if named := event.file() or event.url().toString():
            if not self._together:
                QTimer.singleShot(0, self._tell)
            self._together.append(named)
        return True

    def _tell(self) -> None:
        together, self._together = self._together, []
        self.asked.emit(together)

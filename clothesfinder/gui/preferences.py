"""The settings in force, kept on the disk at every change."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clothesfinder.settings import save_settings

if TYPE_CHECKING:
    from clothesfinder.settings import Settings

log = logging.getLogger(__name__)


class Preferences(QObject):
    """Holds the settings; whoever changes them keeps the changed ones here."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings

    @property
    def now(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def keep(self, settings: Settings) -> None:
        """Go by these from now on, and at the next start if the disk allows it."""
        self._settings = settings
        try:
            save_settings(settings)
        except OSError:
            log.exception("the settings could not be saved")
        self.changed.emit()

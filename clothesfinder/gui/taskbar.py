"""A bar of progress on the program's button in the taskbar, of desktops that have one.

On Linux those of Ubuntu and KDE listen for it on D-Bus. Windows and macOS have ways of their own,
which are not gone here.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from clothesfinder.launcher import DESKTOP_ID

INTERFACE, SIGNAL = "com.canonical.Unity.LauncherEntry", "Update"
PLACE = "/io/github/clothesfinder"
ENTRY = f"application://{DESKTOP_ID}.desktop"
"""Whose button it is: the file that the desktop started the program by, or would."""


class Taskbar:
    """Tells the desktop how far a work is. Where nobody listens, nothing comes of it."""

    def show(self, share: float) -> None:
        """Show that this share of the work is done, 0 to 1."""
        _tell({"progress": share, "progress-visible": True})

    def hide(self) -> None:
        """Show nothing any more."""
        _tell({"progress": 0.0, "progress-visible": False})


def _tell(properties: dict[str, float | bool]) -> None:
    if sys.platform != "linux" or not _has_bus():
        return
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage
    except ImportError:  # a build without it
        return
    message = QDBusMessage.createSignal(PLACE, INTERFACE, SIGNAL)
    message.setArguments([ENTRY, properties])
    QDBusConnection.sessionBus().send(message)


def _has_bus() -> bool:
    """Whether there is a bus, for else one would be started."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    told = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    return bool(told) or (bool(folder) and Path(str(folder), "bus").exists())

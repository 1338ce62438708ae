"""A file in the system's file manager, selected; or its folder, where that is all there is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject

SERVICE, PLACE = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"
PATIENCE_MS = 5000
MOST_SELECTED = 1000
"""Files in one folder, that a file manager is asked to select."""


def reveal(path: Path, asker: QObject) -> None:
    """Show where this file lies; see `reveal_together`."""
    reveal_together([path], asker)


def reveal_together(paths: Sequence[Path], asker: QObject) -> None:
    """Show these files, which lie in one folder, in one window, and select them.

    Returns at once; what shows them may take a while. Whoever asks has to live until then. On
    Windows only the first is selected.
    """
    if sys.platform == "win32":
        process = QProcess()
        process.setProgram("explorer.exe")
        process.setNativeArguments(f'/select,"{paths[0]}"')
        process.startDetached()
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", *map(str, paths)])
    else:
        _ask_file_manager(paths, asker)


def by_folder(paths: Sequence[Path]) -> list[list[Path]]:
    """Put together those that lie in one folder, in the order they have."""
    together: dict[Path, list[Path]] = {}
    for path in paths:
        together.setdefault(path.parent, []).append(path)
    return list(together.values())


def _ask_file_manager(paths: Sequence[Path], asker: QObject) -> None:
    """Ask the desktop's file manager over D-Bus; where none answers, open the folder."""
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
    except ImportError:  # a build without it
        _open_folder(paths[0])
        return
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        _open_folder(paths[0])
        return
    message = QDBusMessage.createMethodCall(SERVICE, PLACE, SERVICE, "ShowItems")
    message.setArguments([[path.as_uri() for path in paths[:MOST_SELECTED]], ""])
    watcher = QDBusPendingCallWatcher(bus.asyncCall(message, PATIENCE_MS), asker)

    def end() -> None:
        if watcher.isError():
            _open_folder(paths[0])
        watcher.deleteLater()

    watcher.finished.connect(end)


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl(path.parent.as_uri()))

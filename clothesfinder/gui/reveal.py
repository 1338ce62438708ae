"""A file in the system's file manager, selected; or its folder, where that is all there is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

SERVICE, PLACE = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"
PATIENCE_MS = 5000


def reveal(path: Path, asker: QObject) -> None:
    """Show where this file lies. Returns at once; what shows it may take a while.

    Whoever asks has to live until then.
    """
    if sys.platform == "win32":
        process = QProcess()
        process.setProgram("explorer.exe")
        process.setNativeArguments(f'/select,"{path}"')
        process.startDetached()
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    else:
        _ask_file_manager(path, asker)


def _ask_file_manager(path: Path, asker: QObject) -> None:
    """Ask the desktop's file manager over D-Bus; where none answers, open the folder."""
    try:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
    except ImportError:  # a build without it
        _open_folder(path)
        return
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        _open_folder(path)
        return
    message = QDBusMessage.createMethodCall(SERVICE, PLACE, SERVICE, "ShowItems")
    message.setArguments([[path.as_uri()], ""])
    watcher = QDBusPendingCallWatcher(bus.asyncCall(message, PATIENCE_MS), asker)

    def end() -> None:
        if watcher.isError():
            _open_folder(path)
        watcher.deleteLater()

    watcher.finished.connect(end)


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl(path.parent.as_uri()))

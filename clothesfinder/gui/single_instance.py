"""One window a user: a second start hands its pictures to the first, and ends."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QLockFile, QObject, QUrl, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from collections.abc import Sequence

WAIT_MS = 2000
DONE = b"done\n"


class SingleInstance(QObject):
    """The claim to be the one instance for this user, screen and key."""

    received = Signal(list)
    """The arguments of another start."""

    def __init__(self, key: str) -> None:
        super().__init__()
        screen = os.environ.get("DISPLAY", "") + os.environ.get("WAYLAND_DISPLAY", "")
        told_apart = "\0".join((getpass.getuser(), screen, key))
        digest = hashlib.blake2b(told_apart.encode(errors="replace"), digest_size=8).hexdigest()
        self._name = f"clothesfinder-{digest}"
        self._lock = QLockFile(str(Path(QDir.tempPath()) / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # stale is only what a dead process left
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._greet)

    def claim(self) -> bool:
        """Whether this is the one instance from now on; else there is another."""
        if not self._lock.tryLock(100):
            return False
        QLocalServer.removeServer(self._name)  # what a killed instance left; the lock is ours
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.listen(self._name)
        return True

    def send(self, arguments: Sequence[str]) -> bool:
        """Hand these to the one instance; whether it took them."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(json.dumps(list(arguments)).encode() + b"\n")
        socket.waitForBytesWritten(WAIT_MS)
        while socket.bytesAvailable() < len(DONE):
            if not socket.waitForReadyRead(WAIT_MS):
                return False
        return bytes(socket.readAll().data()) == DONE

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._listen(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._listen(socket)

    def _listen(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            try:
                arguments = json.loads(bytes(socket.readLine().data()))
            except ValueError:
                continue
            socket.write(DONE)
            socket.flush()
            if isinstance(arguments, list):
                self.received.emit([text for text in arguments if isinstance(text, str)])


def to_path(argument: str, folder: str) -> str:
    """The absolute path for an argument, a path or a file:// address, given in this folder."""
    if argument.startswith("file:"):
        return QUrl(argument).toLocalFile()
    return os.path.abspath(Path(folder, argument).expanduser())  # noqa: PTH100 - keeps links

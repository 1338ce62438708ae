"""One window a user: a second start hands its pictures to the first, and ends."""

from __future__ import annotations

import getpass
import hashlib
import json
import logging
import os
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from clothesfinder.gui.addresses import local_path

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that the one instance has to answer; it may only just have started itself."""
RETRY_AFTER = 0.05
DONE = b"done\n"


class SingleInstance(QObject):
    """The claim to be the one instance for this user, screen and key.

    A start that neither can claim nor is answered shall go on alone: the one instance hangs.
    """

    received = Signal(object)
    """The arguments of another start, a list of str."""

    def __init__(self, key: str) -> None:
        super().__init__()
        # Thunar, and others of Xfce, give what they start ":0.0" where the session has ":0".
        display = os.environ.get("DISPLAY", "").removesuffix(".0")
        screen = display + os.environ.get("WAYLAND_DISPLAY", "")
        told_apart = "\0".join((getpass.getuser(), screen, key))
        told_apart_bytes = told_apart.encode(errors="surrogateescape")
        name = f"clothesfinder-{hashlib.blake2b(told_apart_bytes, digest_size=8).hexdigest()}"
        own_folder = _own_folder()
        self._name = f"{own_folder}/{name}" if own_folder else name
        self._lock = QLockFile(f"{own_folder or QDir.tempPath()}/{name}.lock")
        self._lock.setStaleLockTime(0)  # stale is only what a dead process left
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._greet)

    def claim(self) -> bool:
        """Become the one instance; False where there is another."""
        if not self._lock.tryLock(100):
            if self._lock.error() == QLockFile.LockError.LockFailedError:
                return False
            log.warning("cannot tell whether there is another instance: %s", self._lock.fileName())
            return True
        QLocalServer.removeServer(self._name)  # what a killed instance left; the lock is ours
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not self._server.listen(self._name):
            log.warning("other starts cannot be heard: %s", self._server.errorString())
        return True

    def release(self) -> None:
        """Be the one instance no more: the next start is it, though this one may take to end."""
        self._server.close()
        self._lock.unlock()

    def send(self, arguments: Sequence[str]) -> bool:
        """Hand these to the one instance; False where it does not take them."""
        end = time.monotonic() + PATIENCE
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        while not socket.waitForConnected(_left(end)):
            if not _left(end):
                return False
            time.sleep(RETRY_AFTER)
            socket.connectToServer(self._name)
        socket.write(json.dumps(list(arguments)).encode() + b"\n")
        while socket.bytesAvailable() < len(DONE):
            if not socket.waitForReadyRead(_left(end)):
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
    """Return the absolute path of an argument that was given in this folder.

    Desktops give paths or file:// addresses. The address of another kind is returned as it is.
    """
    path = local_path(argument)
    if path is None and argument.startswith(("http://", "https://")):
        return argument
    return os.path.abspath(os.path.join(folder, path or argument))  # noqa: PTH100, PTH118


def _own_folder() -> str:
    """Return the folder where nobody else can interfere, "" where there is none.

    Of a Flatpak's, each start has one of its own but for what lies in `app`.
    """
    folder, flatpak = (os.environ.get(name, "") for name in ("XDG_RUNTIME_DIR", "FLATPAK_ID"))
    if folder and flatpak:
        folder = f"{folder}/app/{flatpak}"
    return folder if os.access(folder, os.W_OK) else ""


def _left(end: float) -> int:
    """Milliseconds until then; never negative, which Qt takes for endless."""
    return max(0, round(1000 * (end - time.monotonic())))

"""Thumbnails as JPEG files in a folder, for the next start."""

from __future__ import annotations

import threading
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from clothesfinder.gui.decode import PIXELS
from clothesfinder.own_file import write_own
from clothesfinder.settings import make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIX = ".thumb"  # of the cache's files, so that nothing else in the folder is ever removed


class Stamp(NamedTuple):
    """What a file looked like when its thumbnail was made."""

    mtime_ns: int
    size: int


def cache_name(path: Path, stamp: Stamp, edge: int) -> str:
    """Return the name of the cache's file for this state of a picture."""
    key = f"{stamp.mtime_ns} {stamp.size} {edge} {path}"
    return blake2b(key.encode(errors="surrogatepass"), digest_size=16).hexdigest() + _SUFFIX


class Files:
    """A folder of small JPEG files that stays below a size. Threads may share it.

    Where the folder cannot be read or written, nothing is kept and nothing is said.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        """Keep at most ``limit`` bytes; the oldest files go first."""
        self._folder = folder
        self._limit = limit
        self._used: int | None = None
        self._lock = threading.Lock()

    def read(self, name: str) -> QImage:
        """Return what was written, or a null image where it is not there, or not whole."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return QImage()
        if not data.endswith(b"\xff\xd9"):  # how a JPEG ends; Qt would fill up with grey
            return QImage()
        image = QImage.fromData(data)
        return image if image.text(PIXELS) else QImage()

    def write(self, name: str, image: QImage) -> None:
        """Write the image, all of it or nothing."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPG", 88)  # type: ignore[call-overload]
        with suppress(OSError):
            make_private_folder(self._folder)
            with self._lock:
                self._replace(self._folder / name, bytes(data.data()))

    def _replace(self, path: Path, data: bytes) -> None:
        self._make_room(len(data))
        write_own(path, data, _SUFFIX)

    def _make_room(self, size: int) -> None:
        """Remove the oldest files where this one would be too much."""
        if self._used is not None and self._used + size <= self._limit:
            self._used += size
            return
        paths = [path for path in self._folder.iterdir() if path.suffix == _SUFFIX]
        ages = sorted((s.st_mtime_ns, s.st_size, p) for p in paths if (s := p.stat()))
        self._used = sum(size for _, size, _ in ages) + size
        for _, bytes_, path in ages if self._used > self._limit else []:
            if self._used <= self._limit * 0.9:
                break
            path.unlink(missing_ok=True)
            self._used -= bytes_

"""Files that are being written: under a name of their own, until they are complete."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.file_lock import lock

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX, SUFFIX = ".clothesfinder-", ".part"
BINARY = getattr(os, "O_BINARY", 0)


class Unfinished(NamedTuple):
    """A new file that is open to be written, and locked where that can be done."""

    path: Path
    file: FileIO

    def write(self, data: bytes) -> None:
        """Add this to what is in it. Raises OSError."""
        left = memoryview(data)
        while left:
            left = left[self.file.write(left) :]

    def end(self) -> None:
        """Close it when it is complete, and safe on its drive. Raises OSError."""
        os.fsync(self.file.fileno())  # so that what a drive tells late is told now
        self.file.close()


@contextmanager
def unfinished(folder: Path, mode: int = 0o600, marks: str = "") -> Iterator[Unfinished]:
    """Make a file in this folder, with ``marks`` in its name; it goes where it keeps that name.

    Whoever gets it ends it, and renames it. Raises OSError.
    """
    path = folder / f"{PREFIX}{secrets.token_hex(8)}{marks}{SUFFIX}"
    opened = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, mode & 0o777)
    file = FileIO(opened, "wb")
    try:
        with suppress(OSError):
            lock(opened)
        yield Unfinished(path, file)
    finally:
        with suppress(OSError):
            file.close()
        with suppress(OSError):
            path.unlink()


def takes(folder: Path, marks: str) -> bool:
    """Whether files in this folder can have these characters in their names."""
    try:
        with unfinished(folder, marks=marks):
            return True
    except (OSError, ValueError):
        return False


def clear(folder: Path) -> None:
    """Delete what a killed program left in this folder; what one is writing still is locked."""
    with suppress(OSError), os.scandir(folder) as listed:
        for entry in listed:
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX):
                _delete_unless_held(Path(entry.path))


def _delete_unless_held(path: Path) -> None:
    with suppress(OSError):
        file = os.open(path, os.O_RDWR | BINARY | getattr(os, "O_NOFOLLOW", 0))
        try:
            lock(file)
        finally:
            os.close(file)
        path.unlink()

"""Who claims work on this computer, and whether it still lives."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from clothesfinder.file_lock import lock
from clothesfinder.settings import make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

SECONDS_TO_BEGIN = 1.0


class Holder:
    """One holder of claims: a job, of which one computer may run several, also of one program.

    While it holds any, a file of its name lies locked in Clothesfinder's own folder. The system
    ends the lock with the program, however that ends, and a number of a process used again makes
    no difference; so claims of the dead are told from those of the living, and whoever indexes
    the same gallery on this computer next takes them over at once. Where files cannot be locked,
    or the file is lost, nobody is taken for dead: the claims end by themselves, minutes later.
    """

    def __init__(self, folder: Path, place: str) -> None:
        """Take the folder of the files, and what tells this gallery's from those of others."""
        self._folder = folder
        self._place = place
        self.name = secrets.token_hex(8)
        self._file: int | None = None

    def begin(self) -> None:
        """Show that it lives; once begun, this is quick."""
        if self._file is not None:
            return
        with suppress(OSError):
            make_private_folder(self._folder)
            file = os.open(self._path(self.name), os.O_CREAT | os.O_RDWR, 0o600)
            try:
                lock(file)
            except OSError:  # an unlocked file would say that it is dead
                os.close(file)
                self.bury([self.name])
            else:
                self._file = file

    def end(self, *, holds_nothing: bool) -> None:
        """Claim nothing more. What it still holds, others take as from the dead."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
            if holds_nothing:
                self.bury([self.name])

    def dead(self) -> list[str]:
        """The names of those of this gallery whose program ended before they did."""
        found = [file.name.partition(".") for file in self._folder.glob(f"{self._place}.*")]
        return [name for _, _, name in found if name != self.name and self._is_dead(name)]

    def bury(self, names: list[str]) -> None:
        """Forget these, as nothing of theirs is left."""
        for name in names:
            with suppress(OSError):  # held by another that is looking at it just now
                self._path(name).unlink(missing_ok=True)

    def _is_dead(self, name: str) -> bool:
        try:
            file = os.open(self._path(name), os.O_RDWR)
        except OSError:
            return False
        try:
            lock(file)
        except OSError:
            return False
        else:
            # One that has only just begun may be about to lock its file.
            return time.time() - os.fstat(file).st_mtime > SECONDS_TO_BEGIN
        finally:
            os.close(file)

    def _path(self, name: str) -> Path:
        return self._folder / f"{self._place}.{name}"

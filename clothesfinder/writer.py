"""Who writes the index of a gallery on this computer: one at a time; all others read meanwhile."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from clothesfinder.file_lock import is_held, lock
from clothesfinder.index_files import index_file
from clothesfinder.problem import Problem
from clothesfinder.settings import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

HELD = (
    "Another program is indexing “{}” or changing its index (since {}). Wait until it is done, then"
    " try again."
)
LOOK_AGAIN = 1.0
"""Seconds between two looks at whether the other one is done."""
TURN = 0.05
P = TypeVar("P")
R = TypeVar("R")


class Writer:
    """One that may write a gallery's index: a program, or a job of one.

    While it does, a file beside the index lies locked. Where files cannot be locked, it writes all
    the same: SQLite keeps the file whole still, and what of it another takes away is made again.
    """

    def __init__(self, gallery: Path) -> None:
        self._gallery = gallery
        self._file: int | None = None
        self._jobs = 0

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Write, while no other does. Raises Problem where another writes just now."""
        if not self._begin():
            since = time.strftime("%H:%M", time.localtime(self._since()))
            raise Problem(HELD.format(self._gallery.name, since))
        try:
            yield
        finally:
            self._end()

    def when_alone(self, job: Generator[P, None, R], waiting: P) -> Generator[P, None, R]:
        """Run a job that writes as soon as no other does; ``waiting`` is its progress till then."""
        while not self._begin():
            until = time.monotonic() + LOOK_AGAIN
            while time.monotonic() < until:
                yield waiting
                time.sleep(TURN)
        try:
            return (yield from job)
        finally:
            self._end()

    def _begin(self) -> bool:
        """Whether this one may write now, which it may already where a job of it is another's."""
        if not self._jobs and not self._is_locked():
            return False
        self._jobs += 1
        return True

    def _end(self) -> None:
        self._jobs -= 1
        if not self._jobs and self._file is not None:
            with suppress(OSError):  # some systems keep files that are open
                self._place().unlink()  # before another can have it
            os.close(self._file)
            self._file = None

    def _is_locked(self) -> bool:
        """Lock the file, unless another has: False. What cannot be locked is left at that."""
        place = self._place()
        while True:
            try:
                make_private_folder(place.parent)
                file = os.open(place, os.O_CREAT | os.O_RDWR, 0o600)
            except OSError:  # of which the store has more to say
                return True
            try:
                lock(file)
                os.utime(place)
                is_there = os.path.samestat(os.fstat(file), place.stat())
            except FileNotFoundError:
                is_there = False
            except OSError as error:
                os.close(file)
                return not is_held(error)
            if is_there:
                self._file = file
                return True
            os.close(file)  # the one before has taken it away meanwhile

    def _since(self) -> float:
        with suppress(OSError):
            return self._place().stat().st_mtime
        return time.time()

    def _place(self) -> Path:
        return Path(f"{index_file(self._gallery)}.lock")

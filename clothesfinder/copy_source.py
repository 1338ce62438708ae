"""A file that is copied from: it is only ever read."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from clothesfinder import copy_errors
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHUNK = 2**20
"""Bytes that are read at once."""
READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class Source:
    """A file, with the state it had when it was first looked at."""

    def __init__(self, path: Path) -> None:
        """Look at the file. Raises Problem, with the reason, where there is none."""
        self.path = path
        self.state = self._look()
        if not stat.S_ISREG(self.state.st_mode):
            raise Problem(copy_errors.NO_FILE)  # a pipe would be waited for without end

    def chunks(self) -> Iterator[bytes]:
        """Return what is in it. Raises Problem where it cannot be read."""
        try:
            file = os.open(self.path, READ_ONLY)
            try:
                while chunk := os.read(file, CHUNK):
                    yield chunk
            finally:
                os.close(file)
        except OSError as error:
            raise Problem(copy_errors.reading(error)) from error

    def check_unchanged(self) -> None:
        """Raise Problem where the file has been changed since."""
        now = self._look()
        if (now.st_mtime_ns, now.st_size) != (self.state.st_mtime_ns, self.state.st_size):
            raise Problem(copy_errors.CHANGED)

    def is_same_as(self, target: Path) -> Iterator[bool]:
        """Compare with a file piece by piece; the last that is told is whether it is the same."""
        try:
            there = target.stat()
            if os.path.samestat(there, self.state):
                yield True
                return
            is_like = stat.S_ISREG(there.st_mode) and there.st_size == self.state.st_size
            file = os.open(target, READ_ONLY) if is_like else None
        except OSError:  # a link that leads nowhere, or what may not be looked into
            file = None
        if file is None:
            yield False
            return
        try:
            yield from self._compare(file)
        finally:
            os.close(file)

    def _compare(self, file: int) -> Iterator[bool]:
        for chunk in self.chunks():
            try:
                is_same = os.read(file, len(chunk)) == chunk
            except OSError:
                is_same = False
            yield is_same
            if not is_same:
                return
        yield True

    def _look(self) -> os.stat_result:
        try:
            return self.path.stat()
        except OSError as error:
            raise Problem(copy_errors.reading(error)) from error

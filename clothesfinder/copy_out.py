"""Copies of pictures in another folder, or further names of the same files there.

Nothing is overwritten, and no original is changed. A copy gets its name when it is complete.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder import copy_errors
from clothesfinder.copy_errors import NotCopied, Unlinkable
from clothesfinder.copy_source import Source
from clothesfinder.file_names import longest_name, numbered, portable, questionable
from clothesfinder.placing import place
from clothesfinder.problem import Problem
from clothesfinder.unfinished import Unfinished, clear, takes, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

NO_FOLDER = "The folder “{}” is not there. Choose another one."
NOT_WRITABLE = "Nothing can be put into “{}”. {} Choose another folder."


class CopyProgress(NamedTuple):
    """How far the copying has come."""

    done: int
    """Files that are over with, whatever came of them."""
    total: int
    rate: float
    """Files per second; 0.0 where nothing is known yet."""
    folder: str = ""
    share: float = 0.0
    """How much of the file under way is copied, 0 to 1."""

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at this rate; None where nothing is known yet."""
        return (self.total - self.done - self.share) / self.rate if self.rate else None


class CopiedOut(NamedTuple):
    """What came of the files: each is in one of the three, or was not come to."""

    folder: Path
    linked: bool
    """Whether they are hard links, and no copies."""
    made: Sequence[tuple[Path, Path]]
    """The file, and what it is in the folder."""
    there: Sequence[tuple[Path, Path]]
    """The file, and what was in the folder already with the same content."""
    failures: Sequence[NotCopied]


class CopyOut:
    """Copies files into a folder, or links them there. One thread runs it."""

    def __init__(self, files: Sequence[Path], folder: Path, *, linked: bool = False) -> None:
        """Take absolute paths. With ``linked`` each file gets a hard link in the folder."""
        self._files = files
        self._folder = folder
        self._linked = linked
        self._made: list[tuple[Path, Path]] = []
        self._there: list[tuple[Path, Path]] = []
        self._failures: list[NotCopied] = []
        self._limit = 0
        self._start = 0.0

    @property
    def outcome(self) -> CopiedOut:
        """What came of it so far, also where it was cancelled."""
        lists = tuple(self._made), tuple(self._there), tuple(self._failures)
        return CopiedOut(self._folder, self._linked, *lists)

    def run(self) -> Generator[CopyProgress, None, CopiedOut]:
        """Bring one file after the other to the folder; a job.

        What cannot be brought there is among the failures, with its reason. Raises Problem where
        nothing at all can be put into the folder.
        """
        self._start = time.perf_counter()
        yield from self._turn()
        check(self._folder)
        clear(self._folder)
        self._limit = longest_name(self._folder)
        for path in self._files:
            try:
                yield from self._bring(path)
            except Problem as problem:
                is_copyable = isinstance(problem, Unlinkable)
                self._failures.append(NotCopied(path, str(problem), is_copyable))
            except OSError as error:
                self._failures.append(NotCopied(path, copy_errors.writing(error)))
            yield from self._turn()
        return self.outcome

    def _bring(self, path: Path) -> Generator[CopyProgress, None, None]:
        source = Source(path)
        names = numbered(self._name_of(path), self._limit)
        target, is_there = yield from self._free(source, names)
        if is_there:
            self._there.append((path, target))
            return
        if self._linked:
            target = self._put(partial(_link, path), target, names)
        else:
            target = yield from self._copy(source, target, names)
        self._made.append((path, target))

    def _name_of(self, path: Path) -> str:
        """The name as the folder's drive can have it."""
        marks = questionable(path.name)
        is_taken = not marks or takes(self._folder, marks)
        return path.name if is_taken else portable(path.name)

    def _free(
        self, source: Source, names: Iterator[str]
    ) -> Generator[CopyProgress, None, tuple[Path, bool]]:
        """Find the first name that is free, or else a file that is the same already."""
        while True:
            target = self._folder / next(names)
            if not os.path.lexists(target):
                return target, False
            is_same = False
            for told in source.is_same_as(target):
                is_same = told
                yield from self._turn()
            if is_same:
                return target, True

    def _copy(
        self, source: Source, target: Path, names: Iterator[str]
    ) -> Generator[CopyProgress, None, Path]:
        state = source.state
        if state.st_size > shutil.disk_usage(self._folder).free:
            raise OSError(errno.ENOSPC, "")  # told at once, and not when the drive is full
        with unfinished(self._folder, state.st_mode) as half:
            yield from self._fill(half, source)
            half.end()
            with suppress(OSError):  # not every drive knows of times
                os.utime(half.path, ns=(state.st_atime_ns, state.st_mtime_ns))
            return self._put(partial(place, half.path), target, names)

    def _fill(self, half: Unfinished, source: Source) -> Generator[CopyProgress, None, None]:
        written = 0
        for chunk in source.chunks():
            half.write(chunk)
            written += len(chunk)
            yield from self._turn(min(written / max(source.state.st_size, 1), 1.0))
        source.check_unchanged()

    def _put(self, put: Callable[[Path], object], target: Path, names: Iterator[str]) -> Path:
        """Give a file the first name of these that is free still."""
        while True:
            try:
                put(target)
            except FileExistsError:  # it came meanwhile
                target = self._folder / next(names)
            else:
                return target

    def _turn(self, share: float = 0.0) -> Generator[CopyProgress, None, None]:
        """Give others their turn; how long that takes, as in a pause, does not count.

        ``share``: how much of the present file is copied.
        """
        before = time.perf_counter()
        done = len(self._made) + len(self._there) + len(self._failures)
        rate = (done + share) / (before - self._start) if done + share else 0.0
        yield CopyProgress(done, len(self._files), rate, share=share)
        self._start += time.perf_counter() - before


def check(folder: Path) -> None:
    """Raise Problem, with the reason, where nothing can be put into this folder."""
    try:
        if not folder.is_dir():
            raise Problem(NO_FOLDER.format(folder.name))
        with unfinished(folder):
            pass
    except OSError as error:
        reason = copy_errors.writing(error)
        raise Problem(NOT_WRITABLE.format(folder.name or folder, reason)) from error


def lies_in(folder: Path, gallery: Path) -> bool:
    """Whether a folder is a gallery, or below it, whatever links lead there. Looks at the disk."""
    return folder.resolve().is_relative_to(gallery.resolve())


def _link(path: Path, target: Path) -> None:
    """Give a file one more name. Raises FileExistsError, or else Problem with the reason."""
    try:
        os.link(path.resolve(), target)  # a link to a link would be of no use
    except FileExistsError:
        raise
    except OSError as error:
        raise copy_errors.linking(error) from error

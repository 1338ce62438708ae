"""What the last indexing of a gallery did, file by file, in a small file beside the indexes.

It is written as the work is stored, a line a batch, so that a program that is killed loses no more
than one of them; and whatever store the gallery has, for stores only know what is, and not what
became of it when. What a line means is told in `RunReport`; one that is cut short is left out.
"""

from __future__ import annotations

import json
import logging
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Self, TextIO

from clothesfinder.index_files import run_file
from clothesfinder.problem import Problem
from clothesfinder.settings import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

    from clothesfinder.progress import Summary

log = logging.getLogger(__name__)

VERSION = 1
LINES_AT_ONCE = 200
LISTS = ("indexed", "removed", "missing", "by_others")


class RunReport:
    """Writes what one run does. Where that cannot be written, all goes on without.

    The first line tells of the run, and takes the place of the run before; then a line for each
    batch lists what became of files; the last line is there where the run came to an end.
    """

    def __init__(self, gallery: Path, store: str) -> None:
        """Take the gallery, and the name of its store if that is shared, or else nothing.

        Nothing is written before `begin`.
        """
        self._path = run_file(gallery)
        self._store = store
        self._file: TextIO | None = None
        self._noted: dict[str, list[Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Tell that the run was stopped, and why, where it did not come to its end."""
        self._noted = {}  # it was not stored
        why = str(error) if isinstance(error, Problem) else ""
        self._write({"stopped": time.time(), "why": why})
        self._close()

    def begin(self, total: int) -> None:
        """Begin, with so many files in the folder; what was told of another run is gone."""
        self._close()
        self._noted = {}
        try:
            make_private_folder(self._path.parent)
            self._path.unlink(missing_ok=True)  # another program may write to it still
            file = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            self._file = open(file, "w", encoding="ascii")  # noqa: PTH123, SIM115 - kept open
        except OSError as error:
            log.warning("what is indexed cannot be noted: %s", error)
        begun = {"version": VERSION, "begun": time.time(), "store": self._store, "total": total}
        self._write(begun)

    def note(self, what: str, files: Iterable[str | tuple[str, str]]) -> None:
        """Note what becomes of these, one of `LISTS`, or “moved” with where from and where to.

        It counts from `keep` on, which is called when the store has it.
        """
        self._noted.setdefault(what, []).extend(files)

    def keep(self) -> None:
        """Write what was noted."""
        noted = {what: files for what, files in self._noted.items() if files}
        self._noted = {}
        if noted:
            self._write(noted)

    def end(self, summary: Summary) -> None:
        """Tell that the run came to its end."""
        self._write({"ended": time.time(), "summary": summary._asdict()})
        self._close()

    def _write(self, line: Mapping[str, object]) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()
        except OSError as error:
            log.warning("what is indexed cannot be noted: %s", error)
            self._close()

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()


@dataclass
class LastRun:
    """What is known of the last indexing of a gallery."""

    begun: float
    """When, in seconds since 1970."""
    store: str
    """The name of the shared store that it wrote to; empty for the one on this computer."""
    total: int
    """How many files it found in the folder."""
    ended: float | None = None
    """When it came to its end; None where it was stopped, killed, or is still under way."""
    stopped: float | None = None
    """When it was stopped: by a person, or by a trouble."""
    why: str = ""
    """The trouble, as a sentence."""
    summary: dict[str, float] = field(default_factory=dict)
    """The numbers of its Summary, where it came to its end."""
    indexed: set[str] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)
    """Where each of these paths was before."""
    removed: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    """Pictures of a shared gallery that the folder does not have, and that were kept."""
    by_others: set[str] = field(default_factory=set)

    @property
    def seconds(self) -> float:
        """How long it took, with the looking through the folder, where it came to its end."""
        since = 0.0 if self.ended is None else max(0.0, self.ended - self.begun)
        return self.summary.get("seconds", since)


def read_last_run(gallery: Path, store: str | None = None) -> Generator[None, None, LastRun | None]:
    """Read what the last run did; None where none is known, or it wrote to another store.

    What makes no sense in the file is left out. Every turn is the caller's.
    """
    run: LastRun | None = None
    try:
        with run_file(gallery).open(encoding="ascii", errors="replace") as file:
            while lines := list(islice(file, LINES_AT_ONCE)):
                for line in map(_parsed, lines):
                    run = _begun(line) if run is None else _told(run, line)
                yield
    except OSError:
        return None
    return run if run and store in (None, run.store) else None


def forget_last_run(gallery: Path) -> None:
    """Delete what is known of the last run."""
    with suppress(OSError):
        run_file(gallery).unlink(missing_ok=True)


def move_last_run(gallery: Path, folder: Path) -> None:
    """Let it go by the folder where the gallery lies now."""
    with suppress(OSError):
        run_file(gallery).replace(run_file(folder))


def _parsed(line: str) -> dict[str, Any]:
    """What a line says; nothing where it was cut short."""
    try:
        parsed = json.loads(line)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _begun(line: dict[str, Any]) -> LastRun | None:
    begun, store, total = (line.get(name) for name in ("begun", "store", "total"))
    if isinstance(begun, int | float) and isinstance(store, str) and isinstance(total, int):
        return LastRun(begun, store, total)
    return None


def _told(run: LastRun, line: dict[str, Any]) -> LastRun:
    """Take in what a line tells of the run."""
    for what in LISTS:
        getattr(run, what).update(path for path in _list(line, what) if isinstance(path, str))
    for pair in _list(line, "moved"):
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(end, str) for end in pair):
            run.moved[pair[1]] = pair[0]
    for name in ("ended", "stopped"):
        if isinstance(line.get(name), int | float):
            setattr(run, name, line[name])
    if isinstance(line.get("why"), str):
        run.why = line["why"]
    if isinstance(summary := line.get("summary"), dict):
        run.summary = {k: v for k, v in summary.items() if isinstance(v, int | float)}
    return run


def _list(line: dict[str, Any], what: str) -> list[Any]:
    listed = line.get(what)
    return listed if isinstance(listed, list) else []

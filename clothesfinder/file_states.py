"""The state of every file of a gallery, with the reason: what the store knows, and the last run.

What is in the index, what failed and what was skipped the store knows, and that is the truth. What
became of a file in the last run is told by the report of that run, see `report`.
"""

from __future__ import annotations

import heapq
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from clothesfinder.plan import is_digest
from clothesfinder.report import LastRun, read_last_run
from clothesfinder.titled import Titled
from clothesfinder.turns import retold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.catalog import Catalog
    from clothesfinder.store import Failure, Stamp

AT_ONCE = 4096
"""Files that are looked at in one turn."""


class State(Titled):
    """What became of a file; in the order in which they are told."""

    FAILED = 0, "Failed"
    SKIPPED = 1, "Skipped"
    INDEXED = 2, "Indexed"
    MOVED = 3, "Moved"
    BY_ANOTHER = 4, "By another computer"
    DUPLICATE = 5, "Duplicate"
    UNCHANGED = 6, "Unchanged"
    MISSING = 7, "Not here"
    REMOVED = 8, "Removed"

    @property
    def is_searchable(self) -> bool:
        """Whether such a picture is in the index, so that searches find it."""
        return self not in NOT_SEARCHABLE


NOT_SEARCHABLE = frozenset({State.FAILED, State.SKIPPED, State.REMOVED})
REASONS = {
    State.INDEXED: "New or changed; indexed in the last run.",
    State.MOVED: "It was {} before; not read again.",
    State.BY_ANOTHER: "Indexed by another computer or program during the last run.",
    State.DUPLICATE: "The same file as {}. Both are in the index, and searches find both.",
    State.UNCHANGED: "In the index, and not changed since it was read.",
    State.MISSING: "Not in this folder now, and kept: another computer or a drive may have it.",
    State.REMOVED: "It was gone from the folder in the last run, and is not in the index any more.",
}


DETAILED = frozenset({State.FAILED, State.SKIPPED, State.MOVED, State.DUPLICATE})
"""Whose reasons are each file's own."""


class FileState(NamedTuple):
    """One file of a gallery."""

    path: str
    """Relative to the gallery; empty for the gallery's own folder."""
    state: State
    reason: str
    """As a sentence."""
    other: str = ""
    """Where it was before it moved; of a duplicate, the first picture of the same content."""


class FileStates:
    """The files of a gallery by path, with their states: columns, as there may be millions."""

    def __init__(
        self,
        paths: Sequence[str],
        states: NDArray[np.uint8],
        details: Sequence[str],
        last_run: LastRun | None,
    ) -> None:
        """Take columns of the same length; a detail is the other path, or why a file failed."""
        # In arrays, because the collector of garbage would look at each item of a list.
        self.paths: NDArray[np.object_] = np.array(paths, object)
        self.states = states
        self.last_run = last_run
        """What is known of the run; its lists of files are empty, as they are told here."""
        self._details: NDArray[np.object_] = np.array(details, object)
        found = np.bincount(states, minlength=len(State))
        self.counts = {state: int(found[state]) for state in State}
        """How many files are in each state."""

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, row: int) -> FileState:
        path, state, detail = self.paths[row], State(self.states[row]), self._details[row]
        other = "" if state in (State.FAILED, State.SKIPPED) else detail
        return FileState(path, state, self.reason(row), other)

    def reason(self, row: int) -> str:
        """Why the file is in its state, as a sentence."""
        state, detail = State(self.states[row]), str(self._details[row])
        return REASONS[state].format(f"“{detail}”") if state in REASONS else detail

    @property
    def searchable(self) -> int:
        """How many pictures are in the index."""
        return sum(number for state, number in self.counts.items() if state.is_searchable)

    def has(self, *states: State) -> bool:
        """Whether a file is in one of these states."""
        return any(self.counts[state] for state in states)

    def are_in(self, rows: NDArray[np.intp], *states: State) -> NDArray[np.bool_]:
        """For each of these places, (N,), whether its file is in one of these states: (N,)."""
        return np.isin(self.states[rows], states)

    def let_go(self) -> Generator[None, None, None]:
        """Empty this bit by bit: a million names at once would hold up all threads."""
        for first in range(0, len(self), AT_ONCE):
            self.paths[first : first + AT_ONCE] = ""
            self._details[first : first + AT_ONCE] = ""
            yield

    def rows(self, *states: State) -> list[int]:
        """The places of the files in these states."""
        return [int(row) for row in np.flatnonzero(np.isin(self.states, states))]


def file_states(catalog: Catalog) -> Generator[int, None, FileStates]:
    """Tell the state of every file that the gallery's store or the last run knows.

    Yields how many were looked at so far. Raises Problem where the gallery was never indexed, or
    cannot be asked.
    """
    store, offline = catalog.stores.reachable()
    name = None if offline else catalog.stores.shared_name
    run = yield from retold(read_last_run(catalog.gallery, name), lambda _: 0)
    failures = {failure.path: failure for failure in store.failures()}
    stamps = dict(store.stamps())
    yield 0
    event = run or LastRun(0.0, "", 0)
    gone = [path for path in event.removed if path not in stamps and path not in failures]
    paths = yield from in_order((*stamps, *failures, *gone))
    states, details = bytearray(), list[str]()
    first: dict[str, str] = {}
    for row, path in enumerate(paths):
        # Taken out one by one, for letting go of a million at once would hold up the window.
        stamp, failure = stamps.pop(path, None), failures.get(path)
        state, detail = _state(path, stamp, failure, event, first)
        event.indexed.discard(path)
        states.append(state)
        details.append(detail)
        if row % AT_ONCE == 0:
            yield row
    kinds = np.frombuffer(states, np.uint8)
    return FileStates(paths, kinds, details, run and _without_files(run))


def counts_by_key(states: FileStates) -> dict[str, int]:
    """How many files are in each state, by the names for programs."""
    return {state.key: number for state, number in states.counts.items()}


def in_order(
    paths: Collection[str], key: Callable[[str], Any] | None = None
) -> Generator[int, None, list[str]]:
    """Sort the paths, with many turns for others: yields how many are in order so far."""
    rest = iter(paths)
    runs = []
    while some := list(islice(rest, AT_ONCE)):
        runs.append(sorted(some, key=key))
        yield 0
    ordered: list[str] = []
    for path in heapq.merge(*runs, key=key):
        ordered.append(path)
        if len(ordered) % AT_ONCE == 0:
            yield len(ordered)
    return ordered


def _state(
    path: str,
    stamp: Stamp | None,
    failure: Failure | None,
    run: LastRun,
    first: dict[str, str],
) -> tuple[State, str]:
    """The state of a path and its detail; ``first`` has the first path of each content so far."""
    if failure is not None:
        return (State.SKIPPED if failure.is_left_out else State.FAILED), failure.reason
    if stamp is None:
        return State.REMOVED, ""
    original = first.setdefault(stamp.digest, path)
    if path in run.missing:
        return State.MISSING, ""
    if (before := run.moved.get(path)) is not None:
        return State.MOVED, before
    if original != path and is_digest(stamp.digest):  # those of the original scripts tell nothing
        return State.DUPLICATE, original
    if path in run.indexed:
        return State.INDEXED, ""
    return (State.BY_ANOTHER if path in run.by_others else State.UNCHANGED), ""


def _without_files(run: LastRun) -> LastRun:
    return LastRun(
        run.begun, run.store, run.total, run.ended, run.stopped, run.why, dict(run.summary)
    )

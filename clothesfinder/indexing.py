"""Bring a store up to date with a folder: what is to do, and doing it batch by batch."""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.images import File, open_picture, read_file
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, Entry, Failure, Stamp, Store, Vector

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder

MOST_THREADS = 16
DROPPED_AT_ONCE = 500
RATE_OVER_STEPS = 50


class Progress(NamedTuple):
    """How far the indexing of a gallery has come."""

    done: int
    """Pictures that need no more work; those found so far where ``total`` is 0."""
    total: int
    """All pictures of the gallery; 0 while the folder is still being looked through."""
    failed: int
    folder: str
    """Where the picture just done lies, below the gallery; empty for the gallery itself."""
    rate: float
    """Pictures per second of late; 0.0 where nothing is known yet."""

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at this rate; None where nothing is known yet."""
        return (self.total - self.done) / self.rate if self.rate and self.total else None


class Summary(NamedTuple):
    """What an indexing did."""

    indexed: int
    """Pictures that are new in the index, or changed."""
    unchanged: int
    moved: int
    removed: int
    failed: int
    seconds: float


@dataclass(frozen=True)
class Plan:
    """What an indexing has to do."""

    files: Sequence[File]
    """To be looked into: new, changed, or failed before."""
    unreadable: Sequence[Failure]
    """Folders and files that could not even be listed."""
    unchanged: int
    vanished: frozenset[str]
    """Stored pictures whose files are gone, or have moved."""
    outdated: frozenset[str]
    """Paths of failures that no longer hold, for their files are gone."""
    by_content: Mapping[str, str]
    """For each digest the path of a picture that is stored with it."""


def compare(
    found: Iterable[File | Failure], known: Mapping[str, Stamp], failures: Iterable[Failure]
) -> Plan:
    """Work out what a folder's listing asks of a store that knows these stamps and failures."""
    files = [item for item in found if isinstance(item, File)]
    unreadable = [item for item in found if isinstance(item, Failure)]
    todo = [file for file in files if not _is_unchanged(file, known.get(file.path))]
    present = {file.path for file in files} | {failure.path for failure in unreadable}
    unseen = [item.path for item in unreadable]
    gone = {path for path in known if path not in present and not _is_below(path, unseen)}
    return Plan(
        files=todo,
        unreadable=unreadable,
        unchanged=len(files) - len(todo),
        vanished=frozenset(gone),
        outdated=frozenset({failure.path for failure in failures} - present),
        by_content={stamp.digest: path for path, stamp in known.items()},
    )


def _is_unchanged(file: File, stamp: Stamp | None) -> bool:
    return stamp is not None and (stamp.mtime_ns, stamp.size) == (file.mtime_ns, file.size)


def _is_below(path: str, folders: Iterable[str]) -> bool:
    """Whether the path lies in one of the folders: what cannot be seen now is not gone."""
    return any(not folder or path.startswith(f"{folder}/") for folder in folders)


class _Read(NamedTuple):
    """A file after reading: failed, or known by its content, or with a vector of its own."""

    file: File
    stamp: Stamp | None = None
    size: tuple[int, int] = (0, 0)
    pixels: NDArray[np.uint8] | None = None
    vector: Vector | None = None
    reason: str = ""


class Indexing:
    """One indexing under way: a plan, and how much of it is done."""

    def __init__(self, gallery: Path, store: Store, embedder: Embedder, plan: Plan) -> None:
        self._gallery = gallery
        self._store = store
        self._embedder = embedder
        self._plan = plan
        self._total = plan.unchanged + len(plan.files)
        self._done = plan.unchanged
        self._indexed = 0
        self._unchanged = plan.unchanged
        self._moved: set[str] = set()
        self._failed = len(plan.unreadable)
        self._steps: deque[tuple[int, float]] = deque(maxlen=RATE_OVER_STEPS)

    def summary(self, seconds: float) -> Summary:
        """What was done, in this time."""
        removed = len(self._plan.vanished - self._moved)
        return Summary(
            self._indexed, self._unchanged, len(self._moved), removed, self._failed, seconds
        )

    def run(self) -> Generator[Progress, None, None]:
        """Read, embed and store, a batch a step; then forget what has vanished."""
        self._store.fail(self._plan.unreadable)
        yield self._progress("")
        batches = self._read_ahead()
        start = time.perf_counter()
        with closing(batches):
            for batch in batches:
                self._store_batch(batch)
                self._steps.append((len(batch), time.perf_counter() - start))
                yield self._progress(batch[-1].file.path.rpartition("/")[0])
                start = time.perf_counter()  # time spent paused, or on other jobs, is not ours
        gone = sorted(self._plan.vanished | self._plan.outdated)
        for first in range(0, len(gone), DROPPED_AT_ONCE):
            self._store.drop(gone[first : first + DROPPED_AT_ONCE])
            yield self._progress("")

    def _progress(self, folder: str) -> Progress:
        seconds = sum(seconds for _, seconds in self._steps)
        rate = sum(pictures for pictures, _ in self._steps) / seconds if seconds else 0.0
        return Progress(self._done, self._total, self._failed, folder, rate)

    # --- reading: in a pool of threads, which change nothing here

    def _read_ahead(self) -> Generator[list[_Read], None, None]:
        """Read and embed the files in their order, a few batches ahead of the store.

        Each thread takes a batch from the disk to the vectors: that keeps every core at work with
        nothing to wait for but the disk.
        """
        threads = min(os.cpu_count() or 1, MOST_THREADS)
        pool = ThreadPoolExecutor(threads, thread_name_prefix="embed")
        ahead: deque[Future[list[_Read]]] = deque()
        step = self._embedder.batch
        try:
            for first in range(0, len(self._plan.files), step):
                ahead.append(pool.submit(self._read, self._plan.files[first : first + step]))
                if len(ahead) > threads + 1:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, files: Sequence[File]) -> list[_Read]:
        return self._embed([self._read_one(file) for file in files])

    def _read_one(self, file: File) -> _Read:
        try:
            data, state = read_file(self._gallery / file.path)
            item = _Read(file, Stamp(state.st_mtime_ns, state.st_size, digest(data)))
            known = item.stamp is not None and item.stamp.digest in self._plan.by_content
            return item if known else self._decode(item, data)
        except Problem as problem:
            return _Read(file, reason=str(problem))

    def _decode(self, item: _Read, source: Path | bytes) -> _Read:
        image, width, height = open_picture(source, self._embedder.edge)
        return item._replace(size=(width, height), pixels=self._embedder.prepare(image))

    def _embed(self, batch: Sequence[_Read]) -> list[_Read]:
        fresh = [item.pixels for item in batch if item.pixels is not None]
        vectors = iter(self._embedder.embed(fresh) if fresh else ())
        return [
            item if item.pixels is None else item._replace(pixels=None, vector=next(vectors))
            for item in batch
        ]

    # --- storing: in the job's own thread

    def _store_batch(self, batch: Sequence[_Read]) -> None:
        entries: list[Entry] = []
        failures: list[Failure] = []
        for item in batch:
            if item.reason:
                failures.append(Failure(*item.file, item.reason))
            elif item.vector is not None:
                entries.append(_entry(item))
                self._indexed += 1
            else:
                entries += self._known_entries(item)
        if failures and not self._gallery.is_dir():
            raise Problem(
                f"The folder {self._gallery} is not there any more. If it is on a drive, plug it in"
                " and index again; what was indexed is kept."
            )
        self._store.put(entries)
        self._store.fail(failures)
        self._failed += len(failures)
        self._done += len(batch)

    def _known_entries(self, item: _Read) -> list[Entry]:
        """The vectors of a stored picture with the same content, for this file."""
        stamp = item.stamp
        assert stamp is not None
        source = self._plan.by_content[stamp.digest]
        stored = self._store.entries([source])
        if not stored or stored[0].stamp.digest != stamp.digest:
            (item,) = self._embed([self._decode(item, self._gallery / item.file.path)])
            self._indexed += 1  # the source itself was changed in this run: start from the file
            return [_entry(item)]
        if source == item.file.path:
            self._unchanged += 1
        elif source in self._plan.vanished and source not in self._moved:
            self._moved.add(source)
        else:
            self._indexed += 1
        return [entry._replace(path=item.file.path, stamp=stamp) for entry in stored]


def _entry(item: _Read) -> Entry:
    assert item.stamp is not None
    assert item.vector is not None
    return Entry(item.file.path, WHOLE, item.stamp, item.vector, *item.size)


def digest(data: bytes) -> str:
    """Return what a stamp knows of a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()

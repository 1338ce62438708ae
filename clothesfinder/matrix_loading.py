"""The vectors of an index in memory, kept in step with the SQLite file that they are read from.

The number of a part is never given twice, and a new one is higher than all before. So what is in
memory is known by the last number that was read: what is new has a higher one, and whether
something is gone, the count and the sum of the others tell. Nothing but what changed is read again,
unless they tell that numbers came in another order: as where an older copy of the index was put
in its place, or the clock was set back.
"""

from __future__ import annotations

import time
from functools import partial
from itertools import chain
from secrets import randbits
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.best import NOTHING
from clothesfinder.index_schema import NEXT, PRESENT, stored_space
from clothesfinder.matrix import ANY_SCORE, Matrix
from clothesfinder.matrix_file import read_matrix, write_matrix
from clothesfinder.sqlite_errors import plain_errors

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from clothesfinder.best import Ranking
    from clothesfinder.store import Vector

VECTOR = np.dtype("<f4")
ROWS_AT_ONCE = 2048
KEPT_FROM = 20_000
"""Fewer rows are read from the index as quickly as from a file beside it."""
STALE_SHARE = 0.25
"""Beyond this share of the rows, those that changed since are worth writing the file anew."""
STALE_AT_LAST = 5_000
"""The same in rows, when many have been put and no more come."""
PARTS = (f"{PRESENT}part", f"{NEXT}part")
LOW_BITS = 0xFFFF_FFFF
"""What is summed of the numbers, so that the sum of a thousand million is one of 64 bits."""
ROOM = 20
"""Bits by which a number may be above the last one where the clock does not tell a higher one."""


def new_part_number(db: sqlite3.Connection) -> int:
    """A number for a part that none has nor ever had, in the transaction under way.

    It tells the time, in microseconds. Where the clock is behind the last number, it is higher by
    chance, so that a number whose part is deleted does not come again either.
    """
    last = 0
    tables = db.execute("select name from sqlite_master where name in (?, ?)", PARTS).fetchall()
    for (table,) in tables:
        (highest,) = db.execute(f"select max(id) from {table}").fetchone()
        last = max(last, highest or 0)
    now = time.time_ns() // 1000
    return now if now > last else last + 1 + randbits(ROOM)


class LoadedVectors:
    """The vectors of one set of tables. Raises Problem where the file cannot be read."""

    def __init__(self, db: sqlite3.Connection, prefix: str, file: Path | None = None) -> None:
        """Take the open index, what the names of its tables begin with, and a file of its matrix.

        Without a file, it is always read from the index.
        """
        self._db = db
        self._prefix = prefix
        self._space, self._part = f"{prefix}space", f"{prefix}part"
        self._file = file
        self._matrix: Matrix | None = None
        self._of_space = ""
        self._seen_changes: int | None = None
        """Of other processes, all of which are in memory; None while something may be missing."""
        self._unkept = 0
        """Rows in memory that changed since the file was written."""
        self._put = 0
        """Rows that were put since."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector in memory has; 0 where none was read."""
        return self._matrix.dimension if self._matrix is not None else 0

    def is_in_step(self) -> bool:
        """Whether all that is stored is in memory; in a transaction, whether it stays so."""
        return self._seen_changes is not None and self._seen_changes == self._changes()

    def add(
        self,
        numbers: Sequence[tuple[int, int]],
        vectors: Sequence[Vector],
        *,
        in_step: bool,
    ) -> None:
        """Take in what was stored just now: the numbers of each part and of its picture.

        Only where all else was ``in_step``; else it is read with the rest, when that is asked for.
        """
        self._put += len(numbers)
        if self._matrix is not None and in_step and numbers:
            parts, pictures = zip(*numbers, strict=True)
            self._matrix.add(parts, pictures, np.array(vectors, np.float32))
            self._unkept += len(numbers)

    def remove(self, pictures: Sequence[int]) -> None:
        """Take out what was deleted just now."""
        if self._matrix is not None and pictures:
            before = len(self._matrix)
            self._matrix.remove(pictures)
            self._unkept += before - len(self._matrix)

    def forget(self) -> None:
        """Hold nothing in memory, until it is asked for."""
        self._matrix, self._seen_changes = None, None

    def take_over(self, other: LoadedVectors) -> None:
        """Go on with what others have in memory, whose tables are these now."""
        self._matrix, self._of_space = other._matrix, other._of_space
        self._seen_changes = other._seen_changes
        self._unkept = 0 if self._matrix is None else len(self._matrix)
        self._put = other._put

    def ready(self) -> Iterator[None]:
        """Get all that is stored into memory; each turn is the caller's, who may change it.

        Ended early, it goes on from there the next time.
        """
        with plain_errors():
            if self._matrix is not None and self.is_in_step():
                return
            changes, self._seen_changes = self._changes(), None
            yield from self._begin()
            while self._read_more():
                yield
            self._seen_changes = changes
        if self._matrix is not None and self._unkept > STALE_SHARE * len(self._matrix):
            yield from self._keep()

    def settle(self) -> Iterator[None]:
        """Let the next program be ready quickly, where many were put; each turn is the caller's."""
        if self._put > STALE_AT_LAST:
            yield from self.ready()
            yield from self._keep()

    @property
    def state(self) -> object:
        """Another one after every change of what is in memory."""
        return None if self._matrix is None else self._matrix.state

    def ranking(
        self,
        vector: Vector,
        limit: int,
        among: NDArray[np.int64] | None = None,
        scores: tuple[float, float] = ANY_SCORE,
        before: Ranking = NOTHING,
    ) -> Generator[None, None, Ranking]:
        """See Matrix, after `ready`."""
        if self._matrix is None:
            return NOTHING
        stored = partial(self._stored, dimension=self._matrix.dimension)
        return (yield from self._matrix.ranking(vector, limit, stored, among, scores, before))

    def _changes(self) -> int:
        (changes,) = self._db.execute("pragma data_version").fetchone()
        return int(changes)

    def _begin(self) -> Iterator[None]:
        """Have a matrix of what is stored, with none in it that is gone."""
        while self._matrix is None or self._of_space != self._stored_space()[0]:
            self._matrix = None  # which is let go of before another is made
            space, dimension = self._stored_space()
            matrix = None
            if self._file is not None and space:
                matrix = yield from read_matrix(self._file, space, dimension)
            self._matrix = Matrix(dimension) if matrix is None else matrix
            self._of_space, self._unkept = space, 0
        self._drop_gone(self._matrix)

    def _stored_space(self) -> tuple[str, int]:
        """The space of these tables and its dimension; nothing where there is or are none."""
        if not stored_space(self._db, self._prefix):
            return "", 0
        row = self._db.execute(f"select name, dimension from {self._space}").fetchone()
        return row or ("", 0)

    def _drop_gone(self, matrix: Matrix) -> None:
        """Take out what is gone; forget all where some is missing that should long be there."""
        if not matrix.last:
            return
        sums = f"select count(*), coalesce(sum(id & {LOW_BITS}), 0) from {self._part}"
        ((count, total),) = self._db.execute(sums)
        ((newer, newer_total),) = self._db.execute(f"{sums} where id > ?", (matrix.last,))
        held = matrix.parts
        if (count - newer, total - newer_total) == (len(held), int((held & LOW_BITS).sum())):
            return
        rows = self._db.execute(f"select id from {self._part}")
        stored = np.sort(np.fromiter(chain.from_iterable(rows), np.int64))
        known = int(np.searchsorted(stored, matrix.last, side="right"))
        if matrix.keep(stored[:known]) < known:
            self._matrix, self._unkept = Matrix(matrix.dimension), len(stored)
        else:
            self._unkept += len(held) - known

    def _read_more(self) -> bool:
        """Read some of what is not in memory yet; gives whether there was any."""
        matrix = self._matrix
        if matrix is None or not self._of_space or self._stored_space()[0] != self._of_space:
            return False  # it was emptied meanwhile, or another's are there now
        rows = self._db.execute(
            f"select id, picture, vector from {self._part} where id > ? order by id limit ?",
            (matrix.last, ROWS_AT_ONCE),
        ).fetchall()
        if rows:
            parts, pictures, blobs = zip(*rows, strict=True)
            matrix.add(parts, pictures, _vectors(blobs, matrix.dimension))
            self._unkept += len(rows)
        return bool(rows)

    def _stored(
        self, parts: Sequence[int], dimension: int
    ) -> tuple[Sequence[int], NDArray[np.float32]]:
        query = (
            f"select id, vector from {self._part}"
            f" where id in ({','.join('?' * len(parts))}) order by id"
        )
        with plain_errors():
            rows = self._db.execute(query, tuple(parts)).fetchall()
        there = [part for part, blob in rows if _is_vector(blob, dimension)]
        right = [blob for _, blob in rows if _is_vector(blob, dimension)]
        return there, _vectors(right, dimension)

    def _keep(self) -> Iterator[None]:
        matrix = self._matrix
        if matrix is None or self._file is None or len(matrix) < KEPT_FROM:
            return
        unkept, is_kept = self._unkept, False
        try:
            is_kept = yield from write_matrix(matrix, self._of_space, self._file)
        finally:
            self._put = 0
            self._unkept -= unkept if is_kept else 0


def _is_vector(blob: object, dimension: int) -> bool:
    return isinstance(blob, bytes) and len(blob) == dimension * VECTOR.itemsize


def _vectors(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
    """The vectors in these blobs, (N, D); not a number where one is none of this dimension."""
    nothing = np.full(dimension, np.nan, VECTOR).tobytes()
    right = [blob if _is_vector(blob, dimension) else nothing for blob in blobs]
    return np.frombuffer(b"".join(right), VECTOR).reshape(len(blobs), dimension).astype(np.float32)

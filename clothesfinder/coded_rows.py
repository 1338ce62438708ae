"""The vectors of a gallery in memory, rounded, in rows that come, go and move."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from clothesfinder.quantised import NOT_FOUND, Bounds, Quantised, quantise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Numbers = Sequence[int] | NDArray[np.int64]

REMOVED = -1
BLOCK = 16384
"""Rows that lie together: small enough that a batch more costs little room, and no copying."""
ALONE = 4
"""Blocks up to which one thread is as quick as several."""
THREADS = max(1, min(os.cpu_count() or 1, 4))
"""More do not read memory any faster."""


class Row(NamedTuple):
    """What is known of each vector but its code; one array each, all of one length."""

    parts: NDArray[Any]
    """int64."""
    pictures: NDArray[Any]
    """int64; REMOVED where the row is."""
    scales: NDArray[Any]
    """float32, as the errors are: see Quantised."""
    errors: NDArray[Any]

    @classmethod
    def room(cls, rows: int) -> Row:
        """Make room for so many."""
        return cls(*(np.empty(rows, kind) for kind in (np.int64, np.int64, np.float32, np.float32)))


class CodedRows:
    """Vectors in rows, each with the number of its part and of its picture.

    The numbers of the parts rise from row to row. Adding a batch to a million rows moves none of
    them; removed rows stay, unseen, until every fourth is one.
    """

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        """How many numbers a vector has."""
        self._codes: list[NDArray[np.int8]] = []
        self.columns = Row.room(0)
        """There is room in them for more rows than there are."""
        self._used = 0
        self._removed = 0
        self.moves = 0
        """How often rows have moved."""
        self.state = object()
        """Another one after every change."""

    def __len__(self) -> int:
        """How many vectors there are."""
        return self._used - self._removed

    @property
    def last(self) -> int:
        """The highest number of a part in a row, 0 where there is none."""
        return int(self.columns.parts[self._used - 1]) if self._used else 0

    @property
    def parts(self) -> NDArray[np.int64]:
        """The numbers of all parts that there are, rising: (N,)."""
        is_there = self.columns.pictures[: self._used] != REMOVED
        return np.asarray(self.columns.parts[: self._used][is_there])

    def add(
        self, parts: Sequence[int], pictures: Sequence[int], vectors: NDArray[np.float32]
    ) -> None:
        """Append rows of vectors, (N, D); the sequences run in step, and the parts rise.

        A vector that is not finite, or longer than any should be, is counted and never found.
        """
        self.append(parts, pictures, quantise(vectors))

    def append(self, parts: Numbers, pictures: Numbers, new: Quantised) -> None:
        """Append rows that are rounded already; all are of one length, and the parts rise."""
        self.state = object()
        end = self._used + len(parts)
        if end > len(self.columns.parts):
            self._reserve(max(end, len(self.columns.parts) * 3 // 2))
        for column, values in zip(self.columns, (parts, pictures, *new[1:]), strict=True):
            column[self._used : end] = values
        self._removed += int(np.count_nonzero(self.columns.pictures[self._used : end] == REMOVED))
        done = 0
        while self._used < end:
            block, start = divmod(self._used, BLOCK)
            if block == len(self._codes):
                self._codes.append(np.empty((BLOCK, self.dimension), np.int8))
            more = min(BLOCK - start, end - self._used)
            self._codes[block][start : start + more] = new.codes[done : done + more]
            self._used, done = self._used + more, done + more

    def remove(self, pictures: Iterable[int]) -> None:
        """Take out all rows of these pictures."""
        gone = np.isin(self.columns.pictures[: self._used], np.fromiter(pictures, np.int64))
        self._take_out(gone)

    def keep(self, parts: NDArray[np.int64]) -> int:
        """Take out all rows but those of these parts, (N,), which rise; gives how many are left."""
        held = self.columns.parts[: self._used]
        places = np.minimum(np.searchsorted(parts, held), max(len(parts) - 1, 0))
        stays = parts[places] == held if len(parts) else np.zeros(self._used, np.bool_)
        self._take_out(~stays & (self.columns.pictures[: self._used] != REMOVED))
        return len(self)

    def content(self) -> tuple[Row, list[NDArray[np.int8]]]:
        """Everything, as it is now: the columns, and the codes in blocks, the last cut short.

        A column is (N,), a block (BLOCK, D) or, the last, fewer.
        The columns are copies; what changes later changes nothing of what is in the blocks.
        """
        row = Row(*(column[: self._used].copy() for column in self.columns))
        last = self._used - (len(self._codes) - 1) * BLOCK
        return row, [*self._codes[:-1], *(codes[:last] for codes in self._codes[-1:])]

    def highest(self, bounds: Bounds) -> NDArray[np.float32]:
        """What no row's product is above, (rows,): one look at all there is, by several threads.

        Of a row that was removed, NOT_FOUND.
        """
        highest = np.empty(self._used, np.float32)

        def look(number: int) -> None:
            at = slice(number * BLOCK, min((number + 1) * BLOCK, self._used))
            codes = self._codes[number][: at.stop - at.start]
            rows = Quantised(codes, self.columns.scales[at], self.columns.errors[at])
            highest[at] = bounds.quick(rows)

        blocks = range(len(self._codes))
        if len(blocks) <= ALONE:
            for number in blocks:
                look(number)
        else:
            with ThreadPoolExecutor(THREADS, "search") as threads:
                list(threads.map(look, blocks))
        return highest

    def rounded(self, rows: NDArray[np.intp]) -> Quantised:
        """These rows' codes, (N, D), with what belongs to them, as they are held."""
        codes = np.empty((len(rows), self.dimension), np.int8)
        blocks, places = np.divmod(rows, BLOCK)
        for block in np.unique(blocks):
            here = blocks == block
            codes[here] = self._codes[block][places[here]]
        return Quantised(codes, self.columns.scales[rows], self.columns.errors[rows])

    def _reserve(self, rows: int) -> None:
        row = Row.room(rows)
        for old, new in zip(self.columns, row, strict=True):
            new[: self._used] = old[: self._used]
        self.columns = row

    def _take_out(self, gone: NDArray[np.bool_]) -> None:
        self.state = object()
        self.columns.pictures[: self._used][gone] = REMOVED
        self.columns.errors[: self._used][gone] = NOT_FOUND
        self._removed += int(gone.sum())
        if 4 * self._removed > self._used:
            self._compact()

    def _compact(self) -> None:
        self.moves += 1
        kept = np.flatnonzero(self.columns.pictures[: self._used] != REMOVED)
        for start in range(0, len(kept), BLOCK):
            # A row never moves down, so what is overwritten is needed no more.
            codes = np.empty((BLOCK, self.dimension), np.int8)
            rows = kept[start : start + BLOCK]
            codes[: len(rows)] = self.rounded(rows).codes
            self._codes[start // BLOCK] = codes
        del self._codes[-(-len(kept) // BLOCK) :]
        self.columns = Row(*(column[kept] for column in self.columns))
        self._used, self._removed = len(kept), 0

"""The best of many: which rows may be among them, and those that are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.quantised import NOT_FOUND

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.float64]]
    """Rows, the pictures that they are of, and their scores: one array each, all of one length."""


class Ranking(NamedTuple):
    """The pictures nearest to a query, best first; arrays of one length."""

    parts: NDArray[np.int64]
    """The best part of each."""
    pictures: NDArray[np.int64]
    scores: NDArray[np.float64]

    def __add__(self, other: object) -> Ranking:
        """Put those that come next behind these."""
        if not isinstance(other, Ranking):
            return NotImplemented
        parts = np.concatenate([self.parts, other.parts])
        pictures = np.concatenate([self.pictures, other.pictures])
        return Ranking(parts, pictures, np.concatenate([self.scores, other.scores]))

    def of(self, which: NDArray[np.bool_] | slice) -> Ranking:
        """Return those of these, by a slice or by what is true for them, (N,)."""
        return Ranking(self.parts[which], self.pictures[which], self.scores[which])


NOTHING = Ranking(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64))


class Best:
    """The best rows of those that were added, one a picture."""

    def __init__(self, limit: int, least: float = -np.inf) -> None:
        """Take how many there may be, and what the score of each has to be at least."""
        self.limit = limit
        self._least = least
        self._kept: Rows = np.empty(0, np.intp), np.empty(0, np.int64), np.empty(0, np.float64)
        self._new: list[Rows] = []
        self._waiting = 0
        self.added = 0
        """How many rows were added."""

    @property
    def floor(self) -> float:
        """What a score has to reach to be among them."""
        return float(self._kept[2][-1]) if self.is_full else self._least

    @property
    def is_full(self) -> bool:
        """Whether there are as many as there may be."""
        return len(self._kept[2]) == self.limit

    def add(
        self, rows: NDArray[np.intp], pictures: NDArray[np.int64], scores: NDArray[np.float64]
    ) -> None:
        """Take in those of these rows that are better: (N,) each, in step.

        Of very many, that waits until there are enough to be worth sorting all.
        """
        self._new.append((rows, pictures, scores))
        self._waiting += len(rows)
        self.added += len(rows)
        if self._waiting >= self.limit // 4:
            self.sorted()

    def sorted(self) -> Rows:
        """Return them, best first; of equals, the first row."""
        if self._new:
            rows, pictures, scores = map(np.concatenate, zip(self._kept, *self._new, strict=True))
            order = np.lexsort((rows, -scores))
            _, first = np.unique(pictures[order], return_index=True)
            kept = order[np.sort(first)[: self.limit]]
            kept = kept[scores[kept] >= self._least]
            self._kept = rows[kept], pictures[kept], scores[kept]
            self._new, self._waiting = [], 0
        return self._kept


def promising(highest: NDArray[np.float32], best: Best, wanted: int, most: int) -> NDArray[np.intp]:
    """The rows that may reach the floor, (N,); all of them, or about so many while there is room.

    ``highest`` tells of each row what it may score at most, NOT_FOUND where it does not count.
    Never more than ``most``, and then the most promising.
    """
    lowest = np.float64(best.floor)
    if not best.is_full:
        lowest = max(lowest, np.float64(_of_the_highest(highest, wanted)))
    rows = np.flatnonzero((highest >= lowest) & (highest > NOT_FOUND))
    if len(rows) > most:
        rows = np.sort(rows[np.argpartition(-highest[rows], most)[:most]])
    return rows


def _of_the_highest(values: NDArray[np.float32], count: int) -> float:
    """A number that at least ``count`` of the values reach, and not many more, if so many can."""
    width = max(len(values) // (16 * count), 1)
    tops = values[: len(values) // width * width].reshape(-1, width).max(axis=1)
    if count >= len(tops):
        return NOT_FOUND
    return float(np.partition(tops, len(tops) - count)[len(tops) - count])

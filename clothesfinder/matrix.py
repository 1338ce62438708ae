"""The vectors of a gallery in memory, compared exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from clothesfinder.store import Vector

REMOVED = -1


class Nearest(NamedTuple):
    """One picture among the nearest: which of its parts it is, and how near."""

    part: int
    score: float


class Matrix:
    """Vectors in rows, each with the number of its part and of its picture.

    Room grows in steps, so that adding a batch to a million rows moves none of them; removed rows
    stay, unseen, until every fourth is one.
    """

    def __init__(self, dimension: int) -> None:
        self._vectors: NDArray[np.float32] = np.empty((0, dimension), np.float32)
        self._parts: NDArray[np.int64] = np.empty(0, np.int64)
        self._pictures: NDArray[np.int64] = np.empty(0, np.int64)
        self._used = 0
        self._removed = 0

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._vectors.shape[1])

    def reserve(self, rows: int) -> None:
        """Make room for this many rows in all."""
        if rows <= len(self._parts):
            return
        vectors = np.empty((rows, self._vectors.shape[1]), np.float32)
        vectors[: self._used] = self._vectors[: self._used]
        self._vectors = vectors
        self._parts = np.resize(self._parts, rows)
        self._pictures = np.resize(self._pictures, rows)

    def add(self, parts: Sequence[int], pictures: Sequence[int], vectors: Sequence[Vector]) -> None:
        """Append rows; the three sequences run in step."""
        end = self._used + len(parts)
        if end > len(self._parts):
            self.reserve(max(end, len(self._parts) + len(self._parts) // 2))
        self._vectors[self._used : end] = vectors
        self._parts[self._used : end] = parts
        self._pictures[self._used : end] = pictures
        self._used = end

    def remove(self, pictures: Iterable[int]) -> None:
        """Take out all rows of these pictures."""
        gone = self._among(np.fromiter(pictures, np.int64))
        self._pictures[: self._used][gone] = REMOVED
        self._removed += int(gone.sum())
        if 4 * self._removed > self._used:
            self._compact()

    def nearest(
        self, vector: Vector, limit: int, among: NDArray[np.int64] | None = None
    ) -> list[Nearest]:
        """The ``limit`` pictures with the highest dot product, best first, by their best part.

        ``among`` keeps to the pictures of these numbers.
        """
        if not self._used or limit < 1:
            return []
        scores = self._vectors[: self._used] @ vector
        pictures = self._pictures[: self._used]
        seen = pictures != REMOVED if among is None else self._among(among)
        scores[~seen] = -np.inf
        count = int(seen.sum())
        if not count:
            return []
        taken = min(limit, count)
        while True:  # several rows may be of one picture: look further until there are enough
            rows = _best(scores, taken)
            _, first = np.unique(pictures[rows], return_index=True)
            if len(first) >= limit or taken == count:
                break
            taken = min(2 * taken, count)
        best = rows[np.sort(first)[:limit]]
        return [Nearest(int(self._parts[row]), float(scores[row])) for row in best]

    def _among(self, pictures: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.isin(self._pictures[: self._used], pictures)

    def _compact(self) -> None:
        kept = np.flatnonzero(self._pictures[: self._used] != REMOVED)
        self._vectors = self._vectors[kept]
        self._parts = self._parts[kept]
        self._pictures = self._pictures[kept]
        self._used, self._removed = len(kept), 0


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """The indices of the ``count`` highest scores, highest first, of equals the earlier first."""
    if count < len(scores):
        lowest = np.partition(scores, len(scores) - count)[len(scores) - count]
        candidates = np.flatnonzero(scores >= lowest)
    else:
        candidates = np.arange(len(scores))
    return candidates[np.argsort(-scores[candidates], kind="stable")][:count]

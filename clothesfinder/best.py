"""The best of the rows of a search, as they are scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Best:
    """The best rows of those that were added, one a picture, best first."""

    def __init__(self, limit: int, least: float = -np.inf) -> None:
        """Take how many there may be, and what the score of each has to be at least."""
        self._limit = limit
        self._least = least
        self.rows = np.empty(0, np.intp)
        self.scores = np.empty(0, np.float64)
        self._pictures = np.empty(0, np.int64)

    @property
    def floor(self) -> float:
        """What a score has to reach to be among them."""
        return float(self.scores[-1]) if self.is_full else self._least

    @property
    def is_full(self) -> bool:
        """Whether there are as many as there may be."""
        return len(self.scores) == self._limit

    def add(
        self, rows: NDArray[np.intp], pictures: NDArray[np.int64], scores: NDArray[np.float64]
    ) -> None:
        """Take in those of these rows that are better."""
        rows = np.concatenate([self.rows, rows])
        pictures = np.concatenate([self._pictures, pictures])
        scores = np.concatenate([self.scores, scores])
        order = np.lexsort((rows, -scores))
        _, first = np.unique(pictures[order], return_index=True)
        kept = order[np.sort(first)[: self._limit]]
        kept = kept[scores[kept] >= self._least]
        self.rows, self._pictures, self.scores = rows[kept], pictures[kept], scores[kept]

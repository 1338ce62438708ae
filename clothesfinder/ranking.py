"""Where the right pictures come among all the vectors of a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

AT_ONCE = 256
"""Pictures that are compared with all others at once."""
FIRST_TEN = 10


class Sought:
    """Pictures that are looked for, each found by its best region, as in a search."""

    def __init__(
        self, wholes: NDArray[np.float32], regions: Sequence[NDArray[np.float32]] | None = None
    ) -> None:
        """Take the pictures' vectors, (pictures, D), and of each those of its regions, (any, D)."""
        if regions is None:
            regions = [wholes[:0]] * len(wholes)
        counts = [1 + len(of_one) for of_one in regions]
        self._starts = np.cumsum([0, *counts[:-1]])
        self._vectors = np.concatenate(
            [wholes[:0], *(np.vstack(both) for both in zip(wholes, regions, strict=True))]
        )

    def alike(self, queries: NDArray[np.float32]) -> NDArray[np.float32]:
        """How alike each picture's best region is to each query: (queries, pictures)."""
        alike: NDArray[np.float32] = queries @ self._vectors.T
        if not len(self._vectors) or len(self._vectors) == len(self._starts):
            return alike
        return np.maximum.reduceat(alike, self._starts, axis=1)


def rank_copies(
    vectors: NDArray[np.float32], regions: Sequence[NDArray[np.float32]] | None = None
) -> Iterator[tuple[slice, NDArray[np.int64]]]:
    """Look for each picture by its copies among the pictures; a piece of the sample at a time.

    ``vectors`` is (pictures, 1 + copies, D), each picture's own first; ``regions`` are those of
    each picture, see Sought. Gives which pictures a piece is of, and (pictures, copies): how many
    others come before the right one. What is no less alike comes before: a model that tells
    nothing apart finds nothing.
    """
    originals = Sought(vectors[:, 0], regions)
    for rows in _pieces(len(vectors)):
        ranks = [_rank(vectors[rows, copy], originals, rows) for copy in range(1, vectors.shape[1])]
        yield rows, np.stack(ranks, axis=1)


def share_of_kin(
    vectors: NDArray[np.float32],
    folders: Sequence[str],
    regions: Sequence[NDArray[np.float32]] | None = None,
) -> Iterator[tuple[slice, NDArray[np.float64]]]:
    """Look for each picture, (pictures, D), among the others; a piece of the sample at a time.

    ``regions`` are those of each picture, see Sought. Gives which pictures a piece is of, and for
    each the share of its folder among the first ten, or among as many as its folder has others,
    where these are fewer. NaN where it has none.
    """
    sought = Sought(vectors, regions)
    names, kinds = np.unique(folders, return_inverse=True)
    others = np.bincount(kinds, minlength=len(names))[kinds] - 1
    for rows in _pieces(len(vectors)):
        alike = sought.alike(vectors[rows])
        here = np.arange(len(alike))
        alike[here, here + rows.start] = -np.inf
        nearest = np.argsort(-alike, axis=1, kind="stable")[:, :FIRST_TEN]
        counted = np.minimum(others[rows], nearest.shape[1])
        same = (kinds[nearest] == kinds[rows, None]) & (
            np.arange(nearest.shape[1]) < counted[:, None]
        )
        yield rows, np.where(counted > 0, same.sum(1) / np.maximum(counted, 1), np.nan)


def kin_by_chance(folders: Sequence[str]) -> float:
    """The share that `share_of_kin` would be on average where nothing is told apart."""
    _, counts = np.unique(folders, return_counts=True)
    several = counts[counts > 1]
    if not len(several):
        return 0.0
    return float((several * (several - 1)).sum() / several.sum() / (len(folders) - 1))


def _rank(copies: NDArray[np.float32], originals: Sought, rows: slice) -> NDArray[np.int64]:
    alike = originals.alike(copies)
    here = np.arange(len(alike))
    right = alike[here, here + rows.start]
    # What is not surely less alike comes before, and so does a NaN; itself is not counted.
    before: NDArray[np.int64] = (~(alike < right[:, None])).sum(1) - 1
    return before


def _pieces(rows: int) -> Iterator[slice]:
    for start in range(0, rows, AT_ONCE):
        yield slice(start, min(start + AT_ONCE, rows))

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


def rank_copies(
    vectors: NDArray[np.float32],
) -> Iterator[tuple[slice, NDArray[np.int64]]]:
    """Look for each picture by its copies among the pictures; a piece of the sample at a time.

    ``vectors`` is (pictures, 1 + copies, D), each picture's own first. Gives which pictures a
    piece is of, and (pictures, copies): how many others come before the right one. What is no
    less alike comes before: a model that tells nothing apart finds nothing.
    """
    originals = np.ascontiguousarray(vectors[:, 0])
    for rows in _pieces(len(vectors)):
        ranks = [_rank(vectors[rows, copy], originals, rows) for copy in range(1, vectors.shape[1])]
        yield rows, np.stack(ranks, axis=1)


def share_of_kin(
    vectors: NDArray[np.float32], folders: Sequence[str]
) -> Iterator[tuple[slice, NDArray[np.float64]]]:
    """Look for each picture, (pictures, D), among the others; a piece of the sample at a time.

    Gives which pictures a piece is of, and for each the share of its folder among the first ten,
    or among as many as its folder has others, where these are fewer. NaN where it has none.
    """
    names, kinds = np.unique(folders, return_inverse=True)
    others = np.bincount(kinds, minlength=len(names))[kinds] - 1
    for rows in _pieces(len(vectors)):
        alike = vectors[rows] @ vectors.T
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


def _rank(
    copies: NDArray[np.float32], originals: NDArray[np.float32], rows: slice
) -> NDArray[np.int64]:
    alike = copies @ originals.T
    here = np.arange(len(alike))
    right = alike[here, here + rows.start]
    # What is not surely less alike comes before, and so does a NaN; itself is not counted.
    before: NDArray[np.int64] = (~(alike < right[:, None])).sum(1) - 1
    return before


def _pieces(rows: int) -> Iterator[slice]:
    for start in range(0, rows, AT_ONCE):
        yield slice(start, min(start + AT_ONCE, rows))

"""Vectors in a quarter of their room, and how far that may be from the truth.

Each number of a vector is rounded to one of 255 steps of the vector's own. What the rounding left
out has a known length, so the dot product with a query is known to within that length times the
query's: by Cauchy and Schwarz, whatever the vectors are. So a look at all the small ones tells for
certain which few large ones have to be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numkong
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clothesfinder.store import Vector

STEPS = 127
SLACK = 1e-6
"""What float32 may lose in the sums below, in parts of the lengths: ten times what it does lose."""
LONGEST = 1.01
"""No vector that a store takes is longer."""
NOT_FOUND = -np.inf
"""The error of a vector that no search finds, for all bounds on its scores are this too."""


class Quantised(NamedTuple):
    """Vectors, each about ``code * scale``."""

    codes: NDArray[np.int8]
    """Shape (N, D)."""
    scales: NDArray[np.float32]
    """Shape (N,)."""
    errors: NDArray[np.float32]
    """Shape (N,): no less than the length of what the code leaves out of the vector."""


def quantise(vectors: NDArray[np.float32]) -> Quantised:
    """Round vectors, (N, D). One that is not finite, or too long, is not found."""
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.sqrt(_squares(vectors))
        found = lengths <= LONGEST  # which what is not finite is not
    if not found.all():
        vectors = np.where(found[:, None], vectors, np.float32(0))
    scales = np.maximum(vectors.max(axis=1, initial=0), -vectors.min(axis=1, initial=0)) / STEPS
    scales = np.maximum(scales, np.finfo(np.float32).tiny)
    rounded = np.rint(vectors / scales[:, None])
    codes = rounded.astype(np.int8)
    rounded *= scales[:, None]
    rounded -= vectors
    errors = np.sqrt(_squares(rounded)) * np.float32(1 + 100 * SLACK)
    errors += lengths * np.float32(SLACK)
    errors[~found] = NOT_FOUND
    return Quantised(codes, scales, errors)


class Bounds:
    """How high at most the dot products with one query are, whatever its length."""

    def __init__(self, query: Vector) -> None:
        """Take the query, (D,)."""
        self._query = query.astype(np.float64)
        self._length = max(float(np.linalg.norm(self._query)), SLACK)
        unit = (self._query / self._length).astype(np.float32)
        self._codes, scales, _ = quantise(unit[None])
        self._scale = float(scales[0]) * self._length
        left_out = self._query - self._codes[0] * self._scale
        self._rounding = (float(np.linalg.norm(left_out)) + SLACK * self._length) * LONGEST

    def quick(self, vectors: Quantised) -> NDArray[np.float64]:
        """A bound for each vector, (N,): looser, for the query is rounded too."""
        scores = np.asarray(numkong.cdist(vectors.codes, self._codes, "dot"), np.float64)[:, 0]
        scores *= vectors.scales
        scores *= self._scale
        scores += vectors.errors * np.float64(self._length)
        scores += self._rounding
        return scores

    def close(self, vectors: Quantised) -> NDArray[np.float64]:
        """A bound for each vector, (N,): closer, and slower."""
        scores: NDArray[np.float64] = vectors.codes.astype(np.float64) @ self._query
        scores *= vectors.scales
        scores += vectors.errors * np.float64(self._length * (1 + SLACK))
        return scores

    def quick_below(
        self, quick: NDArray[np.float32], errors: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """How low at least the products are of which `quick` gave these, for vectors found: (N,).

        ``errors`` are those of the vectors, see Quantised.
        """
        slack = self._rounding + 2 * SLACK * self._length
        return quick - 2 * (errors * np.float64(self._length) + slack)

    def close_below(
        self, close: NDArray[np.float64], errors: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """The same of what `close` gave: (N,)."""
        return close - 2 * errors * np.float64(self._length * (1 + SLACK))

    def exact(self, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """The dot products with the vectors themselves, (N,); of equal vectors, equal ones."""
        products = vectors.astype(np.float64)
        products *= self._query
        scores: NDArray[np.float64] = products.sum(axis=1)  # each row in the same order of sums
        return scores


def _squares(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    squares: NDArray[np.float32] = np.einsum("nd,nd->n", vectors, vectors)
    return squares

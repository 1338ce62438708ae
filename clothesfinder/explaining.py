"""What is told of matches beyond their scores: why each was found, which are nearly the same."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.emphasis import explain
from clothesfinder.grouping import NO_GROUPS, grouped
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.answers import Found
    from clothesfinder.embedder import Embedder
    from clothesfinder.emphasis import Weighed, Why
    from clothesfinder.grouping import Groups, Likeness
    from clothesfinder.store import Entry, Index, Match, Vector

log = logging.getLogger(__name__)

AT_ONCE = 500
"""Matches whose vectors are read in one turn."""


def seen_before(seen: Found | None, matches: Sequence[Match], *, grouped: bool) -> int:
    """How many of these matches were seen, as they are now: all that were seen, or none.

    To go on with their groups, where that is wanted, these have to be known, too.
    """
    if seen is None or matches[: len(seen.matches)] != seen.matches:
        return 0
    if grouped and len(seen.groups.leaders) != len(seen.matches):
        return 0
    return len(seen.matches)


class Explaining:
    """A search, and where it found its matches."""

    def __init__(self, index: Index, embedder: Embedder, vector: Vector, weighed: Weighed) -> None:
        """Take the query's vector before weighing, and what was made of it."""
        self._index = index
        self._parts = embedder.parts
        self._vector = vector
        self._weighed = weighed

    def tell(
        self, matches: Sequence[Match], after: int, groups: Groups | None, same: Likeness
    ) -> Generator[None, None, tuple[dict[str, Why], Groups]]:
        """Tell why the matches beyond so many were found, by path, and group them all.

        ``groups`` are those of the matches before; None groups none. ``same`` is what makes them
        nearly the same. Each turn is the caller's.
        Where the vectors cannot be read any more, what was found stands without that, too.
        """
        why: dict[str, Why] = {}
        parts = self._parts
        for start in range(after, len(matches) if parts or groups is not None else 0, AT_ONCE):
            some = matches[start : start + AT_ONCE]
            try:
                known = self._index.entries(match.path for match in some)
            except Problem as problem:
                log.warning("the vectors of the matches could not be read: %s", problem)
                break
            if parts:
                why |= explain(self._vector, self._weighed, parts, some, known)
            yield
            if groups is not None:
                wholes = _wholes(some, known, len(self._vector))
                groups = yield from grouped(groups, wholes, same)
        return why, NO_GROUPS if groups is None else groups


def _wholes(
    matches: Sequence[Match], known: Sequence[Entry], dimension: int
) -> NDArray[np.float32]:
    """The vectors of the whole pictures, (N, D); not a number where there is none."""
    vectors = {one.path: one.vector for one in known if one.part == WHOLE}
    nothing = np.full(dimension, np.nan, np.float32)
    return np.array([vectors.get(match.path, nothing) for match in matches], np.float32)

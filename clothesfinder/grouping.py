"""Pictures that are nearly the same, put together behind the best match among them.

Copies of one photo in other sizes, or saved again, are so alike in their vectors that no two photos
of different garments come near them; see NEARLY_SAME. Matches come in rank order and page by page:
those of a later page join the groups that there are, and no leader ever changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

NEARLY_SAME = 0.98
"""The cosine of two pictures' vectors from which on they are nearly the same."""
COMPARED = 8192
"""Leaders that a match is compared with, the nearest in rank: what is the same scores the same."""
AT_ONCE = 256
"""Matches that are compared in one turn, some tens of milliseconds at most."""


class Groups(NamedTuple):
    """Which matches, by rank from 0, belong together; none is changed, more make new ones."""

    leaders: NDArray[np.int32]
    """(N,): the rank of each match's leader, which is its own where it leads or is alone."""
    compared: NDArray[np.int32]
    """(L,): the ranks of the last leaders, which later matches are compared with."""
    vectors: NDArray[np.float32]
    """(L, D): of the whole pictures of these."""

    def sizes(self) -> NDArray[np.int64]:
        """How many matches are in the group of each leader, itself among them; else 0: (N,)."""
        return np.bincount(self.leaders, minlength=len(self.leaders))

    @property
    def behind(self) -> int:
        """How many matches do not lead: each is in the group of a better one."""
        return int(np.count_nonzero(self.leaders != np.arange(len(self.leaders))))

    def members(self, leader: int) -> list[int]:
        """The ranks of the matches of this leader's group, best first, the leader's own first."""
        return [int(rank) for rank in np.flatnonzero(self.leaders == leader)]


NO_GROUPS = Groups(np.empty(0, np.int32), np.empty(0, np.int32), np.empty((0, 0), np.float32))


def grouped(
    before: Groups, vectors: NDArray[np.float32], nearly_same: float = NEARLY_SAME
) -> Generator[None, None, Groups]:
    """Group the matches that come next, by their whole pictures' vectors, (N, D).

    A match joins the leader that it is most like, where their cosine is ``nearly_same`` or more, or
    else leads itself; one whose vector is not a number is alone. Each turn is the caller's.
    """
    groups = before
    for start in range(0, len(vectors), AT_ONCE):
        groups = _joined(groups, vectors[start : start + AT_ONCE], nearly_same)
        yield
    return groups


def _joined(before: Groups, vectors: NDArray[np.float32], nearly_same: float) -> Groups:
    first, count = len(before.leaders), len(vectors)
    leaders = np.arange(first, first + count, dtype=np.int32)
    is_known = np.isfinite(vectors.sum(axis=1))
    vectors = np.where(is_known[:, None], vectors, np.float32(0))
    if len(before.compared):
        alike = vectors @ before.vectors.T
        nearest = alike.argmax(axis=1)
        joins = alike[np.arange(count), nearest] >= nearly_same
        leaders[joins] = before.compared[nearest[joins]]
    new = np.flatnonzero((leaders >= first) & is_known)
    new = new[_lead(vectors[new], new, leaders, first, nearly_same)]
    held = max(COMPARED - len(new), 0)
    kept = before.vectors[-held:] if len(before.compared) else vectors[:0]
    return Groups(
        np.concatenate([before.leaders, leaders]),
        np.concatenate([before.compared[-held:], leaders[new]]),
        np.concatenate([kept, vectors[new]]),
    )


def _lead(
    vectors: NDArray[np.float32],
    places: NDArray[np.intp],
    leaders: NDArray[np.int32],
    first: int,
    nearly_same: float,
) -> NDArray[np.bool_]:
    """Have those join that are nearly the same as a better one among these; gives who leads."""
    leads = np.ones(len(vectors), np.bool_)
    alike = np.tril(vectors @ vectors.T, -1)
    for one in np.flatnonzero((alike >= nearly_same).any(axis=1)):
        scores = np.where(leads, alike[one], -1)
        if scores.max() >= nearly_same:
            leads[one] = False
            leaders[places[one]] = first + places[scores.argmax()]
    return leads

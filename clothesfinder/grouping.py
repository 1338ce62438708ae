"""Pictures that are nearly the same, put together behind the best match among them.

Copies of one photo in other sizes, or saved again, are so alike in their vectors that hardly any
two photos of different garments come near them; see NEARLY_SAME. Matches come in rank order and
page by page: those of a later page join the groups that there are, and no leader ever changes.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

NEARLY_SAME = 0.975
"""The cosine of two pictures' vectors from which on they are nearly the same.

With the built-in model no two of 1,545 photos of different garments came near it (0.970 at most).
Of copies, all reached it that were saved again as JPEG of quality 60, cut by 2 % on each side or
marked with a name; 97 of 100 of quality 40 or of half the size; nearly all of 256 pixels, and few
of 160.
"""
SAME_COLOUR = 0.985
"""The same for the part of the vectors that tells the colour, where there is one.

A shop's photos of one cut in several colours reached 0.988 as wholes, and 0.980 in this; nearly all
copies that were only saved again, 0.988.
"""
BY_CHANCE = 0.99999
"""The share of a gallery's pairs of pictures that is less alike than nearly the same ones are.

It is for models to which all pictures are more alike than to the built-in one.
"""
HIGHEST = 0.9999
"""Of a cosine whose inverse hyperbolic tangent is taken."""
LEAST = 30
"""Pictures that are needed to tell that."""
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


class Likeness(NamedTuple):
    """What two pictures' vectors must have in common to be nearly the same."""

    cosine: float = NEARLY_SAME
    colour: slice | None = None
    """The part of the vectors that tells the colour, if one does."""


USUAL = Likeness()


def likeness(sample: NDArray[np.float32] | None, colour: slice | None) -> Likeness:
    """Tell what is nearly the same in a gallery, by the vectors of some of its pictures, (P, D).

    The middle and the spread of all pairs are told by medians, which many copies among them do not
    change.
    """
    if sample is None or len(sample) < LEAST:
        return Likeness(NEARLY_SAME, colour)
    pairs = (sample @ sample.T)[np.triu_indices(len(sample), 1)]
    unbound = np.arctanh(np.clip(pairs, -HIGHEST, HIGHEST).astype(np.float64))
    middle = np.median(unbound)
    spread = np.median(np.abs(unbound - middle)) / NormalDist().inv_cdf(0.75)
    by_chance = float(np.tanh(middle + spread * NormalDist().inv_cdf(BY_CHANCE)))
    return Likeness(max(NEARLY_SAME, by_chance), colour)


def grouped(
    before: Groups, vectors: NDArray[np.float32], same: Likeness = USUAL
) -> Generator[None, None, Groups]:
    """Group the matches that come next, by their whole pictures' vectors, (N, D).

    A match joins the leader that it is most like of those that it is nearly the ``same`` as, or
    else leads itself; one whose vector is not a number is alone. Each turn is the caller's.
    """
    groups = before
    for start in range(0, len(vectors), AT_ONCE):
        groups = _joined(groups, vectors[start : start + AT_ONCE], same)
        yield
    return groups


def _joined(before: Groups, vectors: NDArray[np.float32], same: Likeness) -> Groups:
    first, count = len(before.leaders), len(vectors)
    leaders = np.arange(first, first + count, dtype=np.int32)
    is_known = np.isfinite(vectors.sum(axis=1))
    vectors = np.where(is_known[:, None], vectors, np.float32(0))
    if len(before.compared):
        alike = _alike(vectors, before.vectors, same)
        nearest = alike.argmax(axis=1)
        joins = alike[np.arange(count), nearest] > 0
        leaders[joins] = before.compared[nearest[joins]]
    new = np.flatnonzero((leaders >= first) & is_known)
    new = new[_lead(_alike(vectors[new], vectors[new], same), new, leaders, first)]
    held = max(COMPARED - len(new), 0)
    kept = before.vectors[-held:] if len(before.compared) else vectors[:0]
    return Groups(
        np.concatenate([before.leaders, leaders]),
        np.concatenate([before.compared[-held:], leaders[new]]),
        np.concatenate([kept, vectors[new]]),
    )


def _alike(
    some: NDArray[np.float32], others: NDArray[np.float32], same: Likeness
) -> NDArray[np.float32]:
    """The cosines of these with the others, (N, L); 0 where they are not nearly the same."""
    alike = some @ others.T
    alike[alike < same.cosine] = 0
    if same.colour is not None:
        rows, columns = np.nonzero(alike)
        one, other = some[rows, same.colour], others[columns, same.colour]
        lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
        differ = np.einsum("nd,nd->n", one, other) < SAME_COLOUR * lengths
        alike[rows[differ], columns[differ]] = 0
    return alike


def _lead(
    alike: NDArray[np.float32],
    places: NDArray[np.intp],
    leaders: NDArray[np.int32],
    first: int,
) -> NDArray[np.bool_]:
    """Have those join that are nearly the same as a better one among these; gives who leads."""
    leads = np.ones(len(alike), np.bool_)
    alike = np.tril(alike, -1)
    for one in np.flatnonzero(alike.any(axis=1)):
        scores = np.where(leads, alike[one], 0)
        if scores.any():
            leads[one] = False
            leaders[places[one]] = first + places[scores.argmax()]
    return leads

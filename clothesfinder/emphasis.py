"""What counts in a search: how much cut, pattern and colour make of a score, and what each made.

A vector may be made of *parts*, each of a fixed length in every vector of the space. Then a cosine
is the weighted mean of the parts' cosines, with the squares of those lengths as the weights, and
other weights on the query's side alone make another such mean: the stored vectors stay as they
are, and every store still has one dot product to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from clothesfinder.store import Entry, Match, Vector

Parts = Mapping[str, slice]
"""Which numbers of a vector tell what, by the names that Emphasis has for it."""
Why = Mapping[str, float]
"""How alike a match is to the query in each part: cosines, -1 to 1, whatever counted."""

NO_PARTS: Parts = MappingProxyType({})
"""Of a model whose vectors cannot be taken apart."""
FROM, TO = -2.0, 2.0
"""The weights that there are."""


class NoParts(Problem):
    """A search was to go by some parts more than by others, and the model's vectors have none."""

    def __init__(self) -> None:
        super().__init__(
            "The model of this gallery does not tell cut, pattern and colour apart. Let them count"
            " as they are."
        )


class Emphasis(NamedTuple):
    """How much each part counts, from -2 to 2: 1 is as usual, 0 not at all.

    Below 0 it counts against a picture: what is alike in this comes last.
    """

    cut: float = 1.0
    """The kind of garment."""
    pattern: float = 1.0
    """What sets garments of a kind apart, colour aside: pattern, fabric, details."""
    colour: float = 1.0


NEUTRAL = Emphasis()


class Preset(NamedTuple):
    """An emphasis with a name."""

    key: str
    """For the command line."""
    title: str
    emphasis: Emphasis


PRESETS = (
    Preset("as-it-is", "As it is", NEUTRAL),
    # Leaving colour out is not enough, for the pattern alone still brings the same colour first.
    Preset("other-colour", "Same cut, other colour", Emphasis(1.0, 1.5, -0.75)),
    Preset("colour-and-pattern", "Same colour and pattern", Emphasis(0.25, 1.0, 1.0)),
)
"""Their weights were chosen by tests/benchmarks/emphasis.py."""


class Weighed(NamedTuple):
    """A query's vector after weighing, ready for any store."""

    vector: Vector
    """Of unit length, so that a store may take what it gives for cosines."""
    scale: float
    """What the store's scores are multiplied by, to be the weighted mean of the parts' cosines."""

    def rescored(self, matches: Sequence[Match]) -> list[Match]:
        """Give the matches that a search with the vector found their scores, -1 to 1."""
        if self.scale == 1.0:
            return list(matches)
        return [match._replace(score=match.score * self.scale) for match in matches]


def weigh(vector: Vector, parts: Parts, emphasis: Emphasis, usual: Vector | None = None) -> Weighed:
    """Weigh the parts of a query's vector, (D,), float32, unit length; neutral changes nothing.

    ``usual``: where the vector is one made of several, and its parts are longer where these agree,
    a vector whose parts are as long as those of the stored ones. No score is beyond 1 even then.

    Raises NoParts where there are none to weigh, Problem where none is to count.
    """
    if emphasis == NEUTRAL:
        return Weighed(vector, 1.0)
    if not parts:
        raise NoParts
    weighted = vector.astype(np.float64)
    total = all_of_it = 0.0
    for name, place in parts.items():
        weight = emphasis._asdict()[name]
        counts = _length(vector[place]) * _length((vector if usual is None else usual)[place])
        total += abs(weight) * counts
        all_of_it += counts
        weighted[place] *= weight
    if not total:
        raise Problem("Nothing counts. Let at least one of cut, pattern and colour count.")
    length = _length(weighted)
    return Weighed((weighted / length).astype(np.float32), length * all_of_it / total)


def explain(
    query: Vector, weighed: Weighed, parts: Parts, matches: Sequence[Match], known: Sequence[Entry]
) -> dict[str, Why]:
    """Tell by path how alike each match is in each part.

    ``query`` is the vector before weighing; ``known`` are the entries of the matches' pictures, of
    which the nearest of the box that matched counts. A match that has none is left out.
    """
    boxes = {match.path: match.part for match in matches}
    nearest: dict[str, tuple[float, Vector]] = {}
    for path, part, _, vector, *_ in known:
        if boxes.get(path) == part:
            score = float(weighed.vector @ vector)
            if path not in nearest or score > nearest[path][0]:
                nearest[path] = score, vector
    return {
        path: {name: _cosine(query[place], vector[place]) for name, place in parts.items()}
        for path, (_, vector) in nearest.items()
    }


def _length(part: NDArray[np.floating]) -> float:
    return float(np.linalg.norm(part.astype(np.float64)))


def _cosine(one: Vector, other: Vector) -> float:
    lengths = _length(one) * _length(other)
    return min(max(float(one @ other) / lengths, -1.0), 1.0) if lengths else 0.0

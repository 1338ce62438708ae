"""What a score means in this gallery: where words such as "very close" begin, for one query.

What is *probably not alike* follows the a-contrario reasoning of Desolneux, Moisan and Morel
("Meaningful alignments", 2000): a score counts for something where chance would hardly give it. The
pictures of the sample are, nearly all, nothing like the query, so their scores tell what chance
gives; a normal distribution of their inverse hyperbolic tangents (Fisher's z, which takes cosines
off their bounds) is what is expected of more. Among N pictures, so many of N reach a score by
chance: the *number of false alarms*. Below the score where that is one, a match is no better than
the best that chance gives in a gallery of this size, which is the higher the larger it is. To
compare the scores of each query with those it has by chance is an old custom of speaker
verification, as z-norm (Auckenthaler and others, 2000).

What is the *same item* is told by changed copies of the gallery's own pictures.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME, CLOSE, STYLE, WEAK = "same item", "very close", "same style", "weak"
"""The words, from the most alike to the least."""
WORDS = SAME, CLOSE, STYLE, WEAK

BY_CHANCE = 1.0
"""Pictures of the gallery that reach the score where *weak* ends, by chance."""
HARDLY_BY_CHANCE = 0.01
"""The same for *very close*: one such picture in a hundred galleries of this size."""
COPIES_BELOW = 0.15
"""The share of changed copies that is less alike than *same item* asks for."""
LEAST_CHANCE = 20
"""Scores that there must be, to tell what chance gives."""
MOST_ALIKE = 0.05
"""The share of a sample that may be of the query's own item."""
HIGHEST = 0.9999
"""Of a cosine whose inverse hyperbolic tangent is taken."""


class Thresholds(NamedTuple):
    """The scores at which words begin."""

    style: float
    """What is below is *weak*: probably not alike."""
    close: float
    same: float
    """Infinite where what counts does not tell what is the same."""

    def word(self, score: float) -> str:
        """The word for a score."""
        if score >= self.same:
            return SAME
        if score >= self.close:
            return CLOSE
        return STYLE if score >= self.style else WEAK


def word_for(score: float, known: Thresholds | None) -> str:
    """The word for a score; nothing where it is not known where the words begin."""
    return known.word(score) if known else ""


def thresholds(
    chance: NDArray[np.floating], copies: NDArray[np.floating], pictures: int
) -> Thresholds | None:
    """Tell where the words begin for one query of a gallery of so many pictures.

    ``chance`` are the query's scores, (N,), -1 to 1, with a sample of its pictures; ``copies``,
    (M,), those of changed copies with what they are copies of, none where these tell nothing. What
    is as alike to the query as a copy is no work of chance, and left out, but where that is much:
    then the copies tell little. None where there is too little to go by.
    """
    same = float(np.quantile(copies, COPIES_BELOW)) if len(copies) else np.inf
    chance = chance[np.isfinite(chance)]
    if len(chance) < LEAST_CHANCE:
        return None
    others = chance[chance < same]
    if len(others) >= (1 - MOST_ALIKE) * len(chance):
        chance = others
    unbound = np.arctanh(np.clip(chance, -HIGHEST, HIGHEST).astype(np.float64))
    middle, spread = float(unbound.mean()), float(unbound.std(ddof=1))
    style, close = (
        float(np.tanh(middle + spread * _deviations(alarms, pictures)))
        for alarms in (BY_CHANCE, HARDLY_BY_CHANCE)
    )
    return Thresholds(style, close, max(same, close))


def _deviations(alarms: float, pictures: int) -> float:
    """How many standard deviations above the mean so few of the pictures are by chance."""
    return NormalDist().inv_cdf(1 - alarms / max(pictures, 2))

"""What the scores of one gallery mean: found out once, and told for every search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.calibration import Thresholds, thresholds
from clothesfinder.emphasis import weigh
from clothesfinder.score_sample import LEAST, take_sample
from clothesfinder.score_sample_file import forget_sample, read_sample, write_sample

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder
    from clothesfinder.emphasis import Emphasis, Parts, Weighed
    from clothesfinder.query import Query
    from clothesfinder.score_sample import ScoreSample
    from clothesfinder.store import Index

BY_WORDS = "How alike a picture is to words cannot be told in words."
AGAINST = "While something counts against a picture, how alike it is cannot be told in words."
NOT_KNOWN = (
    "How alike pictures are cannot be told in words here yet. An update of the gallery finds out,"
    " with its pictures at hand and 30 different ones or more."
)


class Meaning(NamedTuple):
    """What the scores of a search mean."""

    thresholds: Thresholds | None
    unknown: str = ""
    """Why there are none, as a sentence; empty where there are, or too few pictures to need any."""


class Scores:
    """Tells what scores mean in a gallery. Used by one thread."""

    def __init__(self, gallery: Path) -> None:
        """Take the folder; nothing is read before that is needed."""
        self._gallery = gallery
        self._sample: ScoreSample | None = None
        self._is_read = False
        self._copies: tuple[Emphasis, NDArray[np.float64]] | None = None

    def meaning(
        self, query: Query, weighed: Weighed, parts: Parts, space: str | None, pictures: int
    ) -> Meaning:
        """Tell what the scores of this search among so many pictures mean."""
        if any(term.text is not None for term in query.terms):
            return Meaning(None, BY_WORDS)
        if min(query.emphasis) < 0:
            return Meaning(None, AGAINST)
        if pictures < LEAST:
            return Meaning(None)
        sample = self._known()
        if sample is None or sample.space != space:
            return Meaning(None, NOT_KNOWN)
        chance = alike(weighed, sample)
        copies = self._copies_alike(query.emphasis, parts, sample)
        if min(term.weight for term in query.terms) < 0:
            copies = copies[:0]  # away from what is not wanted, no copy is like what it is of
        found = thresholds(chance, copies, pictures)
        return Meaning(found, "" if found else NOT_KNOWN)

    def sample(self, space: str | None) -> NDArray[np.float32] | None:
        """The vectors of some of the gallery's pictures as wholes, (P, D), where they are known."""
        sample = self._known()
        if sample is None or sample.space != space:
            return None
        return np.asarray(sample.vectors[sample.starts])

    def find_out(self, index: Index, embedder: Embedder) -> Generator[None, None, bool]:
        """Take a sample where there is none that holds for this index.

        Each turn is the caller's; gives whether one was taken.
        """
        known = self._known()
        count = index.count()
        if count < LEAST or (known is not None and known.is_of(index.space(), count)):
            return False
        sample = yield from take_sample(index, embedder, self._gallery)
        if sample is None:
            return False
        self._sample, self._copies = sample, None
        write_sample(self._gallery, sample)
        return True

    def forget(self) -> None:
        """Delete what was found out."""
        self._sample, self._copies = None, None
        forget_sample(self._gallery)

    def _known(self) -> ScoreSample | None:
        if not self._is_read:
            self._sample, self._is_read = read_sample(self._gallery), True
        return self._sample

    def _copies_alike(
        self, emphasis: Emphasis, parts: Parts, sample: ScoreSample
    ) -> NDArray[np.float64]:
        """The scores of the changed copies with what they are copies of, where this counts."""
        if self._copies is None or self._copies[0] != emphasis:
            self._copies = emphasis, copies_alike(emphasis, parts, sample)
        return self._copies[1]


def alike(weighed: Weighed, sample: ScoreSample) -> NDArray[np.float64]:
    """The scores of a query with the pictures of a sample, each by its best part: (P,)."""
    scores = np.maximum.reduceat(sample.vectors @ weighed.vector, sample.starts)
    return scores.astype(np.float64) * weighed.scale


def copies_alike(emphasis: Emphasis, parts: Parts, sample: ScoreSample) -> NDArray[np.float64]:
    """The scores of changed copies with their pictures, (C,); none where they mean nothing.

    That is where something does not count, for in that copies may differ as much as they like.
    """
    if not all(emphasis):
        return np.empty(0)
    ends = [*sample.starts[1:], len(sample.vectors)]
    found = []
    for copy, picture in zip(sample.copies, sample.copied, strict=True):
        weighed = weigh(copy, parts, emphasis)
        own = sample.vectors[sample.starts[picture] : ends[picture]]
        found.append(float((own @ weighed.vector).max()) * weighed.scale)
    return np.array(found)

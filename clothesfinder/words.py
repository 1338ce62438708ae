"""Words among the pictures of a query: their vectors are brought to where those of pictures lie.

A model of pictures and words puts the two into one space, but each into a narrow cone of its own,
far from the other (Liang and others, "Mind the gap", NeurIPS 2022). So the scores of words are low
and differ little from picture to picture; averaged with a picture as they are, they hardly count,
and to go away from them is mostly to go away from nothing that a picture could have. What two words
differ in, however, is about what the pictures differ in that they tell of. Therefore, as Couairon
and others do ("Embedding arithmetic of multimodal queries for image retrieval", CVPR workshops
2022) and Psomas and others after them ("Instance-level composed image retrieval", NeurIPS 2025),
both are taken from where they are on average. What sets wanted words apart from words for clothes
at large is put where the gallery's pictures are on average; from there they are combined as
pictures are. What sets unwanted words apart is taken off as it is: to go away from where pictures
are on average would bring the odd ones of the gallery first. Both count the more, the less the
scores of the words differ: as z-norm does for speakers (see `calibration`), so that neither the
picture nor the words decide alone. The measurements are in resources/docs/several-pictures.md.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.embedder import TextEmbedder
    from clothesfinder.store import Index, Vector

log = logging.getLogger(__name__)

FOR_CLOTHES = (
    "a red dress",
    "a blue shirt",
    "a pair of black trousers",
    "a white t-shirt with a print",
    "a grey wool coat",
    "a green striped sweater",
    "a brown leather bag",
    "a pair of shoes",
    "a yellow floral skirt",
    "a denim jacket with pockets",
    "plain clothes",
    "colourful",
)
"""What is written of clothes, of every kind: where words lie on average.

A model takes a tenth of a second for each.
"""
SOME = 200
"""Pictures of a gallery that tell where its pictures are on average."""
WANTED = 1.5
"""Times as much as a picture that wanted words count: who writes any says what matters."""
UNWANTED = 0.5
"""How much is taken off for unwanted words; 1 is what makes their scores differ as a picture's."""
MOST = 3.0
"""Times as much as is usual that this is at most, however little the scores of words differ."""
FAINT = 1e-6
"""What is no longer than this is what rounding has left."""


class Among(NamedTuple):
    """What the words of a query are among."""

    words: NDArray[np.float64]
    """(D,): the mean of words for clothes."""
    pictures: NDArray[np.float64]
    """(P, D): some of the gallery's pictures."""

    def bring(self, words: Vector) -> tuple[Vector, float]:
        """Bring the vector of wanted words, (D,), float32, unit length, to where pictures are.

        Gives such a vector, and how much it counts beside one of a picture. Where nothing can be
        told, as of a single picture, they stay where they are and count as one.
        """
        aside, middle = self._aside(words), self._middle()
        spread = self._spread()
        if aside is None or spread <= FAINT:
            return words, 1.0
        brought = middle + spread * aside
        brought /= np.linalg.norm(brought)
        times = self._times((self.pictures @ brought).std(), 1.0)
        return brought.astype(np.float32), WANTED * min(max(times, 1.0), MOST)

    def take_off(self, vector: Vector, unwanted: Sequence[tuple[Vector, float]]) -> Vector:
        """Take off what sets unwanted words apart; each with how much it counts, mostly 1.

        Takes and gives (D,), float32, unit length. Several count no more than one.
        """
        off = np.zeros(len(vector))
        for words, counts in unwanted:
            aside = self._aside(words)
            if aside is not None:
                longest = MOST * self._spread()
                times = self._times((self.pictures @ aside).std(), longest) if longest else 1.0
                off += aside * min(times, longest or 1.0) * counts / len(unwanted)
        left = vector - UNWANTED * off
        length = np.linalg.norm(left)
        return (left / length).astype(np.float32) if length > FAINT else vector

    def _aside(self, words: Vector) -> NDArray[np.float64] | None:
        """Which way words are from words for clothes at large; None where they are no others."""
        aside = words.astype(np.float64) - self.words
        length = float(np.linalg.norm(aside))
        return aside / length if length > FAINT else None

    def _middle(self) -> NDArray[np.float64]:
        return self.pictures.mean(0) if len(self.pictures) else self.words

    def _spread(self) -> float:
        """How far the pictures are from where they are on average."""
        if not len(self.pictures):
            return 0.0
        return float(np.linalg.norm(self.pictures - self._middle(), axis=1).mean())

    def _times(self, differ: float, otherwise: float) -> float:
        """How many times what differs so the scores of one picture with the others differ."""
        if differ <= FAINT or len(self.pictures) < 2:
            return otherwise
        alike = self.pictures @ self.pictures.T
        others = alike[~np.eye(len(alike), dtype=bool)].reshape(len(alike), -1)
        return float(others.std(axis=1).mean()) / differ


def some_pictures(index: Index) -> NDArray[np.float64]:
    """The vectors of some of an index's pictures, each by one of its parts: (P, D)."""
    try:
        entries = index.entries(index.sample(SOME))
    except Problem as problem:  # the search itself tells what is wrong
        log.info("no pictures for words to be among: %s", problem)
        entries = []
    first = {entry.path: entry.vector for entry in reversed(entries)}
    return np.array(list(first.values()), np.float64)


def mean_of_words(embedder: TextEmbedder) -> Generator[None, None, NDArray[np.float64]]:
    """Where words for clothes lie on average, (D,); each turn is the caller's."""
    vectors = []
    for words in FOR_CLOTHES:
        vectors.append(embedder.embed_text(words))
        yield
    mean: NDArray[np.float64] = np.mean(vectors, axis=0, dtype=np.float64)
    return mean

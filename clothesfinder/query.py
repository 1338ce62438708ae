"""What is looked for, and its vector."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.cropping import open_part
from clothesfinder.embedder import TextEmbedder
from clothesfinder.emphasis import NEUTRAL, Emphasis
from clothesfinder.orientation import UPRIGHT, Orientation
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, Box
from clothesfinder.terms import NOT_READ, Term, combine, with_term
from clothesfinder.words import SOME, Among, mean_of_words

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Hashable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from PIL import Image

    from clothesfinder.embedder import Embedder
    from clothesfinder.store import Space, Vector

    Pictures = NDArray[np.float64]

NO_WORDS = (
    "This gallery's model finds by pictures only, not by words. One that takes words, such as Marqo"
    " FashionSigLIP, can be chosen in Settings > Model."
)
MOST_KEPT = 64
"""Vectors, of the pictures that were looked for last."""


class Query(NamedTuple):
    """What is looked for: a picture, by its file or its bytes, a part of it, or else some words."""

    source: Path | bytes = b""
    name: str = ""
    box: Box = WHOLE
    emphasis: Emphasis = NEUTRAL
    """What counts; other than neutral only where the model's vectors have parts."""
    text: str | None = None
    """The words, in place of a picture; for models that take words only."""
    others: tuple[Term, ...] = ()
    """More pictures that are wanted as well, or are not wanted."""
    orientation: Orientation = UPRIGHT
    """How the picture is held beyond what its file says; the box is of the picture held so."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that it is made of, its own picture or words first."""
        own = Term(self.source, self.name, self.box, text=self.text, orientation=self.orientation)
        return (own, *self.others)


def query_of(term: Term, others: tuple[Term, ...] = ()) -> Query:
    """Make a query whose own picture, or words, are this term's."""
    source, name, box, _, text, orientation = term
    return Query(source, name, box, text=text, others=others, orientation=orientation)


def with_terms(query: Query | None, terms: Iterable[Term]) -> tuple[Query | None, str]:
    """Add these to a query; where there is none, the first that is wanted is the query.

    Gives it, and what there is to say of those that are too many.
    """
    coming = list(terms)
    if query is None:
        first = next((number for number, term in enumerate(coming) if term.weight > 0), None)
        if first is None:
            return None, ""
        query = query_of(coming.pop(first))
    others = query.others
    try:
        for term in coming:
            others = with_term(others, term)
    except Problem as problem:
        return query._replace(others=others), str(problem)
    return query._replace(others=others), ""


def with_weight(query: Query, number: int, weight: float) -> Query:
    """Let what was added as this number weigh so much."""
    others = list(query.others)
    others[number] = others[number]._replace(weight=weight)
    return query._replace(others=tuple(others))


def without_term(query: Query, number: int) -> Query:
    """Take out what was added as this number."""
    return query._replace(others=query.others[:number] + query.others[number + 1 :])


class Embedded(NamedTuple):
    """A query's vector."""

    vector: Vector
    """Of all that the query is made of."""
    own: Vector
    """Of its own picture or words alone."""


def nothing_stored(terms: Sequence[Term]) -> list[Vector | None]:
    """Know no term's vector."""
    return [None] * len(terms)


def no_pictures() -> Pictures:
    """Know no picture of the gallery."""
    return np.empty((0, 0))


class Queries:
    """Turns queries into vectors, and keeps those of the last pictures.

    For often only what counts changes next, or a picture is added to the others.
    """

    def __init__(self) -> None:
        self._vectors: OrderedDict[Hashable, Vector] = OrderedDict()
        self._among: dict[Space, Among] = {}

    def embed(
        self,
        query: Query,
        embedder: Embedder,
        stored: Callable[[Sequence[Term]], Sequence[Vector | None]] = nothing_stored,
        pictures: Callable[[], Pictures] = no_pictures,
    ) -> Generator[None, None, Embedded]:
        """Make the query's vector; what of it was made before is not made again.

        ``stored`` tells of each term the vector that the gallery has for it, or None; see
        `stored_vectors`. ``pictures`` gives some of the gallery's: words that are beside pictures
        are brought to where these are. Raises Problem where a term is no picture, or words that
        this model does not take, or nothing is left of what is wanted.
        """
        terms = query.terms
        vectors = []
        for number, (term, known) in enumerate(zip(terms, stored(terms), strict=True)):
            try:
                vector = (yield from self._embed(term, embedder)) if known is None else known
            except Problem as problem:
                if number:
                    name = term.name.encode(errors="replace").decode()
                    raise Problem(NOT_READ.format(name, problem)) from problem
                raise
            vectors.append(vector)
        own = vectors[0]
        if len(vectors) == 1:
            return Embedded(own, own)
        by_words = [term.text is not None for term in terms]
        if all(by_words) or not any(by_words):
            return Embedded(combine(vectors, [term.weight for term in terms]), own)
        among = yield from self._among_what(embedder, pictures)
        return Embedded(_combine_both(terms, vectors, among), own)

    def _among_what(
        self, embedder: Embedder, pictures: Callable[[], Pictures]
    ) -> Generator[None, None, Among]:
        """What words are among; found out once for each model, where there are pictures enough."""
        known = self._among.get(embedder.space)
        if known is None:
            assert isinstance(embedder, TextEmbedder)  # it has embedded words
            known = Among((yield from mean_of_words(embedder)), no_pictures())
        if len(known.pictures) < SOME:
            known = self._among[embedder.space] = known._replace(pictures=pictures())
        return known

    def _embed(self, term: Term, embedder: Embedder) -> Generator[None, None, Vector]:
        if term.text is not None:
            return (yield from self._embed_words(term.text, embedder))
        made_of = identity(term.source, term.box, embedder.space, term.orientation)
        if made_of in self._vectors:
            self._vectors.move_to_end(made_of)
            return self._vectors[made_of]
        pixels = embedder.prepare(_open(term, embedder.edge))
        yield
        vector: Vector = embedder.embed([pixels])[0]
        yield
        if made_of is not None:
            self._keep(made_of, vector)
        return vector

    def _embed_words(self, words: str, embedder: Embedder) -> Generator[None, None, Vector]:
        made_of = words, embedder.space
        if made_of not in self._vectors:
            yield
            self._keep(made_of, _embed_words(words, embedder))
        self._vectors.move_to_end(made_of)
        return self._vectors[made_of]

    def _keep(self, made_of: Hashable, vector: Vector) -> None:
        self._vectors[made_of] = vector
        while len(self._vectors) > MOST_KEPT:
            self._vectors.popitem(last=False)


def identity(
    source: Path | bytes, box: Box, space: Space, orientation: Orientation = UPRIGHT
) -> Hashable:
    """Return what a query's vector depends on, in little room; None where the file is not there."""
    if isinstance(source, bytes):
        return hashlib.blake2b(source, digest_size=16).digest(), box, space, orientation
    try:
        state = source.stat()
    except OSError:
        return None
    file = source, state.st_mtime_ns, state.st_size, state.st_ino
    return *file, box, space, orientation


def _combine_both(terms: Sequence[Term], vectors: Sequence[Vector], among: Among) -> Vector:
    """Make one vector of pictures and words."""
    near: list[Vector] = []
    weights: list[float] = []
    unwanted: list[tuple[Vector, float]] = []
    for term, vector in zip(terms, vectors, strict=True):
        if term.text is not None and term.weight < 0:
            unwanted.append((vector, -term.weight))
            continue
        brought, counts = (vector, 1.0) if term.text is None else among.bring(vector)
        near.append(brought)
        weights.append(term.weight * counts)
    combined = combine(near, weights)
    return among.take_off(combined, unwanted) if unwanted else combined


def _embed_words(words: str, embedder: Embedder) -> Vector:
    """Make the vector of words. Raises Problem where the model takes none, or there are none."""
    if not isinstance(embedder, TextEmbedder):
        raise Problem(NO_WORDS)
    if not any(character.isalnum() for character in words):
        raise Problem("Write a few words for what you look for, such as “red floral dress”.")
    return embedder.embed_text(words)


def _open(term: Term, edge: int) -> Image.Image:
    """The part of the picture that is looked for, in full enough detail."""
    return open_part(term.source, term.box, term.orientation, edge)

"""What is looked for, and its vector."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.embedder import TextEmbedder
from clothesfinder.emphasis import NEUTRAL, Emphasis
from clothesfinder.fitting import cut_out
from clothesfinder.images import open_picture
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, Box

if TYPE_CHECKING:
    from collections.abc import Generator, Hashable
    from pathlib import Path

    from PIL import Image

    from clothesfinder.embedder import Embedder
    from clothesfinder.store import Space, Vector

NO_WORDS = (
    "This gallery's model finds by pictures only, not by words. One that takes words, such as Marqo"
    " FashionSigLIP, can be chosen in Settings > Model."
)


class Query(NamedTuple):
    """What is looked for: a picture, by its file or its bytes, a part of it, or else some words."""

    source: Path | bytes = b""
    name: str = ""
    box: Box = WHOLE
    emphasis: Emphasis = NEUTRAL
    """What counts; other than neutral only where the model's vectors have parts."""
    text: str | None = None
    """The words, in place of a picture; for models that take words only."""


class Queries:
    """Turns queries into vectors, and keeps the last one: often only what counts changes next."""

    def __init__(self) -> None:
        self._made_of: Hashable = None
        self._vector: Vector | None = None

    def embed(self, query: Query, embedder: Embedder) -> Generator[None, None, Vector]:
        """Make the query's vector, or take the last one where it was made of the same.

        Raises Problem where the query is no picture, or words that this model does not take.
        """
        if query.text is not None:
            words = query.text, embedder.space
            if self._vector is not None and words == self._made_of:
                return self._vector
            yield
            self._made_of, self._vector = words, _embed_words(query.text, embedder)
            return self._vector
        made_of = identity(query.source, query.box, embedder.space)
        if self._vector is not None and made_of is not None and made_of == self._made_of:
            return self._vector
        pixels = embedder.prepare(_open(query, embedder.edge))
        yield
        vector: Vector = embedder.embed([pixels])[0]
        yield
        self._made_of, self._vector = made_of, vector
        return vector


def identity(source: Path | bytes, box: Box, space: Space) -> Hashable:
    """Return what a query's vector depends on, in little room; None where the file is not there."""
    if isinstance(source, bytes):
        return hashlib.blake2b(source, digest_size=16).digest(), box, space
    try:
        state = source.stat()
    except OSError:
        return None
    return source, state.st_mtime_ns, state.st_size, state.st_ino, box, space


def _embed_words(words: str, embedder: Embedder) -> Vector:
    """Make the vector of words. Raises Problem where the model takes none, or there are none."""
    if not isinstance(embedder, TextEmbedder):
        raise Problem(NO_WORDS)
    if not any(character.isalnum() for character in words):
        raise Problem("Write a few words for what you look for, such as “red floral dress”.")
    return embedder.embed_text(words)


def _open(query: Query, edge: int) -> Image.Image:
    """The part of the picture that is looked for, in full enough detail."""
    if query.box == WHOLE:
        return open_picture(query.source, edge).image
    left, top, right, bottom = query.box
    share = min(right - left, bottom - top)
    image = open_picture(query.source, round(edge / max(share, 0.01))).image
    return cut_out(image, query.box)

"""More pictures, or words, in one query: more of what is wanted, or some of what is not.

Their vectors become one after the manner of Rocchio ("Relevance feedback in information retrieval",
in Salton (ed.), The SMART Retrieval System, 1971, pages 313-323): the mean of what is wanted goes
away from the mean of what is not. Here that is done on the sphere on which all vectors lie, by a
share of the angle between the two, as Shoemake turns from one to another ("Animating rotation with
quaternion curves", SIGGRAPH 1985), only the other way. To take off a fixed share of a vector, as
Rocchio did, goes too far where a model finds everything rather alike. So every store still has one
dot product to do. The measurements are in resources/docs/several-pictures.md. How words
come to be among pictures is told in `words`.
"""

from __future__ import annotations

import logging
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.orientation import UPRIGHT, Orientation
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from clothesfinder.store import Entry, Index, Vector

log = logging.getLogger(__name__)

LIKE, UNLIKE = 1.0, -1.0
"""The weights of what is wanted, as much as the query's own picture is, and of what is not."""
AWAY = 0.5
"""How far to go away from what is not wanted, as a share of the angle to it; see the docs."""
FAINT = 1e-6
"""What is no longer than this is what rounding has left."""
MOST_TERMS = 20
"""In one query, beside its own picture."""

TOO_MANY = f"At most {MOST_TERMS} pictures or words can be added to one query. Remove one first."
NOT_READ = "“{}” was added to the query and cannot be used. {} Take it out, or add another."
NOTHING_LEFT = (
    "The pictures of the query are the opposite of each other, so nothing is left to look for. Take"
    " one of them out."
)


class Term(NamedTuple):
    """One more picture of a query, by its file or its bytes, a part of it, or else some words."""

    source: Path | bytes = b""
    name: str = ""
    box: Box = WHOLE
    weight: float = LIKE
    """How much it counts; below 0 what is like it is not wanted."""
    text: str | None = None
    """The words, in place of a picture; for models that take words only."""
    orientation: Orientation = UPRIGHT
    """How the picture is held beyond what its file says; the box is of the picture held so."""

    def is_of(self, other: Term) -> bool:
        """Whether it is of the same picture or words, whatever it weighs and is called."""
        return self._replace(weight=LIKE, name="") == other._replace(weight=LIKE, name="")


def term_of_words(words: str, weight: float = LIKE) -> Term:
    """Make a term of words, which are called what they are."""
    return Term(name=words, weight=weight, text=words)


def with_term(terms: tuple[Term, ...], term: Term) -> tuple[Term, ...]:
    """Add a term; one of the same picture weighs what the new one does.

    Raises Problem where there are too many.
    """
    for number, known in enumerate(terms):
        if known.is_of(term):
            return (*terms[:number], known._replace(weight=term.weight), *terms[number + 1 :])
    if len(terms) >= MOST_TERMS:
        raise Problem(TOO_MANY)
    return (*terms, term)


def combine(vectors: Sequence[Vector], weights: Sequence[float]) -> Vector:
    """Make one vector of several, each (D,), float32, unit length; so is the one.

    It is the weighted mean of those that weigh more than 0, turned away from the weighted mean of
    the others: by their angle times AWAY times what these weigh on average, and by a right angle at
    most. Raises Problem where what is wanted cancels out.
    """
    weighed = np.asarray(weights, np.float64)
    stacked = np.stack(vectors).astype(np.float64)
    wanted = _direction(np.maximum(weighed, 0) @ stacked)
    if wanted is None:
        raise Problem(NOTHING_LEFT)
    against = np.maximum(-weighed, 0)
    unwanted = _direction(against @ stacked)
    if unwanted is not None:
        cosine = float(np.clip(wanted @ unwanted, -1, 1))
        aside = _direction(wanted * cosine - unwanted)
        turn = AWAY * float(against[against > 0].mean()) * math.acos(cosine)
        if aside is not None:  # else they are the same, and no way leads away
            turn = min(turn, math.pi / 2)
            wanted = math.cos(turn) * wanted + math.sin(turn) * aside
    return wanted.astype(np.float32)


def _direction(vector: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The vector at unit length; None where rounding is all that there is of it."""
    length = float(np.linalg.norm(vector))
    return vector / length if length > FAINT else None


def stored_vectors(terms: Sequence[Term], index: Index, gallery: Path) -> list[Vector | None]:
    """Return what the searched index has of these terms' pictures; None where that is nothing.

    A picture of the gallery that was added need not be read again, nor be on this computer. Where
    its file has changed since, or the index has it not (yet), the file counts. The first term is
    the query's own picture: it is only looked for here where it has no file.
    """
    paths = [_path_in(gallery, term) for term in terms]
    if _state(terms[0]) is not None:
        paths[0] = None
    wanted = [path for path in dict.fromkeys(paths) if path is not None]
    try:
        entries = index.entries(wanted) if wanted else []
    except Problem as problem:  # the files may do, and the search itself tells what is wrong
        log.info("no vectors of added pictures: %s", problem)
        entries = []
    known = {(entry.path, entry.part): entry for entry in reversed(entries)}
    found: list[Vector | None] = []
    for term, path in zip(terms, paths, strict=True):
        entry = known.get((path or "", term.box))
        found.append(entry.vector if entry is not None and _holds(entry, term) else None)
    return found


def _path_in(gallery: Path, term: Term) -> str | None:
    """The path of a picture as its gallery has it; None where that has it not, or not held so."""
    if term.text is not None or isinstance(term.source, bytes) or term.orientation != UPRIGHT:
        return None
    path = Path(os.path.abspath(term.source))  # noqa: PTH100 - resolve() follows links
    return path.relative_to(gallery).as_posix() if path.is_relative_to(gallery) else None


def _holds(entry: Entry, term: Term) -> bool:
    """Whether the file is as it was indexed, or is not on this computer."""
    state = _state(term)
    return state is None or state == (entry.stamp.mtime_ns, entry.stamp.size)


def _state(term: Term) -> tuple[int, int] | None:
    """When the term's file was written, and how large it is; None where there is none."""
    if isinstance(term.source, bytes):
        return None
    try:
        state = term.source.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size

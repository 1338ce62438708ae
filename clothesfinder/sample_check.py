"""A sample of an index: embedded again by the model that made it, and searched for."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.embedder import see
from clothesfinder.images import open_picture, read_file
from clothesfinder.model_check import ALIKE
from clothesfinder.plan import digest_of, is_digest
from clothesfinder.problem import Problem
from clothesfinder.query import Query

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.embedder import Embedder, Region
    from clothesfinder.store import Box
    from clothesfinder.stored_pictures import Stored

SEED = 1
SAME = 0.999
"""Cosine above which two vectors are of the same file, model and region."""
NEAR = 0.02
"""How far the sides of two boxes may be apart that are the same region, in shares of a side."""
SHOWN = 20
TIE = 1e-4
"""Scores that differ by less are the same."""

CHANGED = "Its file has changed, though its date and size are as they were."
DIFFERS = "Embedded again, its vector comes out differently: their cosine is {:.3f}, not 1."
PART_DIFFERS = (
    "Embedded again, the vector of one of its parts comes out differently: their cosine is {:.3f},"
    " not 1."
)
OTHER_PARTS = "Its parts are not those that the model finds in it."
OTHER_FIRST = "A search with it finds “{}” first."
NOT_FOUND = "A search with it does not find it."


class Reservoir:
    """A sample of all that is offered, each with the same chance, whose size is known before."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._offered = 0
        self._chance = random.Random(SEED)
        self.chosen: list[str] = []
        """The paths of those that were taken in."""

    def offer(self, path: str) -> None:
        """Take this picture in, or not."""
        self._offered += 1
        if len(self.chosen) < self._size:
            self.chosen.append(path)
        elif (place := self._chance.randrange(self._offered)) < self._size:
            self.chosen[place] = path


class Seen(NamedTuple):
    """What came of embedding a picture again."""

    path: str
    reason: str
    """What is wrong with it, as a sentence; empty where nothing is."""
    differs: bool = False
    """Whether it is the vectors that are wrong."""
    is_other: bool = False
    """Whether its file has changed since it was looked at just now, or went: that is no fault."""


def see_again(gallery: Path, embedder: Embedder, stored: Stored) -> Seen:
    """Embed a picture again, and compare with what is stored. Any thread may do this."""
    try:
        data, state = read_file(gallery / stored.path)
        is_known = is_digest(stored.stamp.digest)
        if is_known and digest_of(data) != stored.stamp.digest:
            is_other = (state.st_mtime_ns, state.st_size) != stored.stamp[:2]
            return Seen(stored.path, CHANGED, is_other=is_other)
        image = open_picture(data, embedder.edge).image
    except Problem as problem:
        is_gone = not (gallery / stored.path).exists()
        return Seen(stored.path, str(problem), is_other=is_gone)
    regions = see(embedder, [image])[0]
    # What the original scripts made may be of a file that was written anew since.
    reason = compare(stored.regions, regions, SAME if is_known else ALIKE)
    return Seen(stored.path, reason, differs=bool(reason))


def compare(stored: Sequence[Region], seen: Sequence[Region], same: float) -> str:
    """Tell how the stored regions of a picture differ from those seen now; empty where not."""
    left = list(seen)
    for region in stored:
        partner = next((one for one in left if _is_same(one.box, region.box)), None)
        if partner is None:
            return OTHER_PARTS
        left = [one for one in left if one is not partner]
        cosine = float(region.vector @ partner.vector)
        if not cosine > same:  # a NaN is not
            is_whole = region.box == seen[0].box
            return (DIFFERS if is_whole else PART_DIFFERS).format(cosine)
    return OTHER_PARTS if left else ""


def search_for(catalog: Catalog, path: str) -> Generator[None, None, str | None]:
    """Search the gallery with a picture of its own: tell what is wrong with what is found first.

    Empty where it is itself, or a copy of it; None where the index itself was not what was
    searched. Raises Problem where it cannot be searched now.
    """
    found = yield from catalog.search(Query(catalog.gallery / path), SHOWN)
    if found.offline or found.whole:
        return None
    if not found.matches:
        return NOT_FOUND
    first = found.matches[0]
    scores = {match.path: match.score for match in found.matches}
    if scores.get(path, -1.0) > first.score - TIE:
        return ""
    both = catalog.stores.open().look([path, first.path])
    is_copy = len({stamp.digest for stamp in both.values()}) == 1
    return "" if is_copy else OTHER_FIRST.format(first.path)


def _is_same(one: Box, other: Box) -> bool:
    return all(abs(side - other_side) < NEAR for side, other_side in zip(one, other, strict=True))

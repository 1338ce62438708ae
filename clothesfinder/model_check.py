"""Whether a model made the vectors of a gallery that do not say by which weights they were made."""

from __future__ import annotations

import random
from statistics import median
from typing import TYPE_CHECKING

from clothesfinder.images import open_picture
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, is_same_space

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.store import Store

PICTURES = 8
LOOKED_FOR = 500
"""Files that are looked for at most where the folder holds few or none of the pictures."""
SEED = 1
ALIKE = 0.9
"""Cosine above which two vectors are of the same picture and model, files written anew included."""

OTHER_WEIGHTS = (
    "This model file did not make these vectors: pictures of this gallery come out differently with"
    " it ({:.2f} on average, where 1.00 is the same). Choose the checkpoint.pth that made them."
)
OTHER_MODEL = (
    "The vectors of {} were made with another model than this one. Choose the model file that made"
    " them."
)


def check_model(
    store: Store, embedder: Embedder, gallery: Path
) -> Generator[None, None, float | None]:
    """Embed up to eight of the stored pictures anew, and compare with their stored vectors.

    The result is the median cosine, or None where none of the pictures is at hand. Raises Problem
    where this model did not make the vectors.
    """
    if not is_same_space(store.space(), embedder.space):
        raise Problem(OTHER_MODEL.format(store.name))
    paths = list(_at_hand(store, gallery))
    yield
    cosines: list[float] = []
    for entry in store.entries(paths):
        try:
            image = open_picture(gallery / entry.path, embedder.edge).image
        except Problem:  # what cannot be read now tells nothing
            continue
        if entry.part == WHOLE:
            cosines.append(float(embedder.embed([embedder.prepare(image)])[0] @ entry.vector))
            yield
    if not cosines:
        return None
    middle = median(cosines)
    if not middle >= ALIKE:  # a NaN is not
        raise Problem(OTHER_WEIGHTS.format(middle))
    return middle


def _at_hand(store: Store, gallery: Path) -> Iterator[str]:
    """Find a few stored pictures whose files are there, and unchanged as far as is known."""
    stamps = store.stamps()
    paths = sorted(path for path, stamp in stamps.items() if stamp.size) or sorted(stamps)
    random.Random(SEED).shuffle(paths)
    left = PICTURES
    for path in paths[:LOOKED_FOR]:
        try:
            state = (gallery / path).stat()
        except OSError:
            continue
        stamp = stamps[path]
        if not stamp.size or (stamp.mtime_ns, stamp.size) == (state.st_mtime_ns, state.st_size):
            yield path
            left -= 1
        if not left:
            return

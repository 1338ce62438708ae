"""Measures ways to add words to a picture: `python -m tests.benchmarks.words [FOLDER]`.

The folder is that of tests.benchmarks.matching. No model that takes words is small enough to come
with the tests, so this is a **stand-in**: the pictures' vectors are real, those of the features of
the whole picture; for each category there is a vector in place of its name's. That is where the
category's photos of *another* collection (`more/`) lie on average, blurred as much as a model of
pictures and words is, and put into a cone of its own, as far away as such a model has it. So it
tells how ways to combine deal with two cones, and nothing of what a real model knows.

To photos of the gallery the name of another category is added, or that of their own is not wanted.
Told is the share of that category among the first ten, and how like the picture the right ones of
those are: their place in the order that the picture alone puts all that would be right into, 1 the
first, 0.5 by chance.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.terms import LIKE, UNLIKE, combine
from clothesfinder.words import Among

from .matching import NO_CATEGORY, Gallery, WholePicture, open_all, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from clothesfinder.store import Vector

    Way = Callable[[Vector, Vector, float], Vector]

FIRST = 10
SAMPLE = 200
STEP = 12
"""Of so many photos of the gallery one is looked for."""
LEAST = 15
"""Photos of a category in the gallery, so that there is something to find."""
OWN_SHARE = 0.7
"""Of what sets a name apart: how much of it is its category's."""
SPREAD = 0.45
"""How far a name is from where names are on average, and (below) how alike the cones are."""
BETWEEN = 0.2


class Photos(NamedTuple):
    """Labelled photos, embedded."""

    vectors: NDArray[np.float32]
    categories: NDArray[np.str_]


def read_photos(data: Path, folder: str, most: int) -> Photos:
    """Read and embed so many labelled photos of a folder."""
    embedder = WholePicture()
    rows = [row for row in read_rows(data / "labels.csv") if row["file"].startswith(folder)]
    rows = [row for row in rows if row["category"] not in NO_CATEGORY][:most]
    gallery = Gallery(embedder, open_all(embedder, [data / row["file"] for row in rows]))
    return Photos(gallery.wholes, np.array([row["category"] for row in rows]))


def unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same direction."""
    return vector / np.linalg.norm(vector)


def make_names(more: Photos, chance: np.random.Generator) -> dict[str, Vector]:
    """A vector in place of each category's name."""
    middle = more.vectors.mean(0, dtype=np.float64)
    size = len(middle)
    sideways = chance.normal(size=size)
    sideways -= unit(middle) * (unit(middle) @ sideways)
    cone = BETWEEN * unit(middle) + np.sqrt(1 - BETWEEN**2) * unit(sideways)
    names = {}
    for category in np.unique(more.categories):
        own = unit(more.vectors[more.categories == category].mean(0) - middle)
        blurred = OWN_SHARE * own + np.sqrt(1 - OWN_SHARE**2) * unit(chance.normal(size=size))
        names[str(category)] = unit(cone + SPREAD * blurred).astype(np.float32)
    return names


def told(photos: Photos, names: dict[str, Vector], way: Way, weight: float) -> str:
    """What is found where a name is added to each of some photos with this weight."""
    counts = Counter(photos.categories.tolist())
    known = [name for name in names if counts[name] >= LEAST]
    shares, places = [], []
    for number in range(0, len(photos.vectors), STEP):
        picture, own = photos.vectors[number], photos.categories[number]
        alone = photos.vectors @ picture
        for name in known:
            if (name == own) is (weight > 0):
                continue
            order = np.argsort(-(photos.vectors @ way(picture, names[name], weight)), kind="stable")
            found = order[order != number][:FIRST]
            is_right = photos.categories == name if weight > 0 else photos.categories != name
            shares.append((photos.categories[found] == name).mean())
            right = np.sort(alone[is_right])
            at = np.searchsorted(right, alone[found[is_right[found]]])
            places += (at / len(right)).tolist()
    return f"{np.mean(shares):.3f} ({np.mean(places):.3f})"


def ways(among: Among) -> Iterator[tuple[str, Way]]:
    """The ways to add words to a picture, by what they are called."""

    def brought(picture: Vector, words: Vector, weight: float) -> Vector:
        near, counts = among.bring(words)
        return combine([picture, near], [LIKE, weight * counts])

    def by_difference(picture: Vector, words: Vector, weight: float) -> Vector:
        return among.take_off(picture, [(words, -weight)])

    def as_it_is(picture: Vector, words: Vector, weight: float) -> Vector:
        return combine([picture, words], [LIKE, weight])

    yield "the picture alone", lambda picture, _words, _weight: picture
    yield "as they are", as_it_is
    yield "brought to the pictures", brought
    yield "by their difference", by_difference


def report(data: Path) -> Iterator[str]:
    """Tell of each way."""
    photos, more = read_photos(data, "gallery/", 1000), read_photos(data, "more/", 2179)
    names = make_names(more, np.random.default_rng(7))
    sample = photos.vectors[:SAMPLE].astype(np.float64)
    among = Among(np.mean(list(names.values()), axis=0, dtype=np.float64), sample)
    yield f"{len(photos.vectors)} photos, {len(names)} names"
    for title, way in ways(among):
        like, unlike = (told(photos, names, way, weight) for weight in (LIKE, UNLIKE))
        yield f"{title:<28} like: {like}   unlike: {unlike}"


if __name__ == "__main__":
    for told_line in report(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")):
        sys.stdout.write(told_line + "\n")
        sys.stdout.flush()

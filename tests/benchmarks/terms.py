"""Measures what more pictures in a query do: `python -m tests.benchmarks.terms [FOLDER]`.

The folder is that of tests.benchmarks.matching. Two questions are asked:

- *Another view.* Of its pairs those garments count that are there in two or more query photos. Each
  photo looks for the garment alone, with another view of it, and with a photo of another garment
  that is not wanted: one of its own style in another colour.
- *Steering.* Photos of the labelled gallery are looked for among the others. Of the first ten the
  first that is of another category is not wanted, the first of the same one is wanted as well, or
  both, as a user would say by hand. What was named so is left out of the count, before and after.

Each by two models: the built-in one, which has learned from these very photos, and the features
of the whole picture alone, which have not. Three ways to put vectors together are measured: that of
the program, that of Rocchio, who takes off a share of what is not wanted, and the latter with each
part of a vector on its own; each with several shares.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.built_in import load_builtin
from clothesfinder.terms import AWAY, LIKE, combine

from .matching import (
    NO_CATEGORY,
    Gallery,
    Hits,
    WholePicture,
    embed_queries,
    open_all,
    rank,
    read_rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder
    from clothesfinder.emphasis import Parts
    from clothesfinder.store import Vector

    Way = Callable[[Sequence[Vector], Sequence[float]], Vector]

SHARES = (0.25, 0.4, 0.5, 0.6, 0.8)
"""Of the angle to what is not wanted, or of what is not wanted itself."""
FIRST = 10
STEERED = 4
"""Of so many photos of the gallery one is steered."""


class Views(NamedTuple):
    """The photos of garments that are looked for, embedded, and what is right."""

    queries: NDArray[np.float32]
    gallery: Gallery
    right: NDArray[np.bool_]
    """(queries, gallery): the garment in its colour."""
    other_colour: NDArray[np.bool_]
    """(queries, gallery): its style in another colour."""
    pairs: list[tuple[int, int]]
    """Two photos of one garment."""


class Photos(NamedTuple):
    """The labelled photos, embedded."""

    gallery: Gallery
    categories: NDArray[np.str_]


def read_views(embedder: Embedder, data: Path) -> Views:
    """Read and embed the pairs."""
    rows = read_rows(data / "pairs.csv")
    queries = sorted({row["query"] for row in rows})
    folder = data / "pairs/gallery"
    names = sorted(path.relative_to(data).as_posix() for path in folder.iterdir())
    truth = {(row["query"], row["match"]): int(row["relevance"]) for row in rows}
    relevance = np.array([[truth.get((query, name), 0) for name in names] for query in queries])
    of_garment: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, row in enumerate(relevance):
        of_garment[tuple(np.flatnonzero(row == 2))].append(number)
    return Views(
        embed_queries(embedder, open_all(embedder, [data / query for query in queries])),
        Gallery(embedder, open_all(embedder, [data / name for name in names])),
        relevance == 2,
        relevance == 1,
        [pair for views in of_garment.values() for pair in permutations(views, 2)],
    )


def read_photos(embedder: Embedder, data: Path) -> Photos:
    """Read and embed the labelled photos of the gallery."""
    rows = [row for row in read_rows(data / "labels.csv") if row["file"].startswith("gallery/")]
    rows = [row for row in rows if row["category"] not in NO_CATEGORY]
    images = open_all(embedder, [data / row["file"] for row in rows])
    return Photos(Gallery(embedder, images), np.array([row["category"] for row in rows]))


def hits(views: Views, numbers: Sequence[int], vectors: Sequence[NDArray[np.float32]]) -> Hits:
    """Count how often these queries find what is right for the photos of these numbers."""
    counted = Hits()
    places = rank(views.gallery.similarity(np.array(vectors)), FIRST)
    for number, found in zip(numbers, places, strict=True):
        counted = counted.add([bool(views.right[number, place]) for place in found])
    return counted


def turn_away(vectors: Sequence[NDArray[np.float32]], weights: Sequence[float]) -> Vector:
    """Put them together as the program does; a weight below 0 is a share of the angle."""
    shares = [weight if weight > 0 else weight / AWAY for weight in weights]
    return combine(vectors, shares)


def take_off(vectors: Sequence[NDArray[np.float32]], weights: Sequence[float]) -> Vector:
    """Put them together as Rocchio does."""
    total = sum(weight for weight in weights if weight > 0)
    shares = np.array([weight / total if weight > 0 else weight for weight in weights])
    made: Vector = (shares @ np.stack(vectors)).astype(np.float32)
    return made / np.float32(np.linalg.norm(made))


def part_by_part(parts: Parts) -> Way:
    """As Rocchio, but each part is brought back to the length that it always has."""

    def put_together(vectors: Sequence[NDArray[np.float32]], weights: Sequence[float]) -> Vector:
        made = take_off(vectors, weights)
        for place in parts.values():
            made[place] *= np.linalg.norm(vectors[0][place]) / np.linalg.norm(made[place])
        return made

    return put_together


def another_view(views: Views, way: Way) -> Iterator[str]:
    """Tell what a second view of a garment does."""
    firsts = [first for first, _ in views.pairs]
    alone = [views.queries[first] for first in firsts]
    yield f"  one view ({len(firsts)}): {hits(views, firsts, alone)}"
    for weight in (0.5, 0.75, 1.0):
        both = [
            way([views.queries[one], views.queries[other]], [LIKE, weight])
            for one, other in views.pairs
        ]
        yield f"  with another view, weight {weight}: {hits(views, firsts, both)}"


def other_colours(views: Views, way: Way) -> Iterator[str]:
    """Tell what is done by saying that one photo of the style in another colour is not wanted.

    That is the one which comes first. Told are the hits, and where it and the garment are then.
    """
    numbers = [number for number, row in enumerate(views.other_colour) if row.any()]
    alike = views.gallery.similarity(views.queries)
    worst = {n: int(np.where(views.other_colour[n], alike[n], -np.inf).argmax()) for n in numbers}
    for share in (0.0, *SHARES):
        vectors = [
            views.queries[n]
            if not share
            else way([views.queries[n], views.gallery.wholes[worst[n]]], [LIKE, -share])
            for n in numbers
        ]
        places = (-views.gallery.similarity(np.array(vectors))).argsort(1).argsort(1)
        unwanted = np.array([places[row, worst[n]] for row, n in enumerate(numbers)])
        others = [
            places[row, views.other_colour[n] & (np.arange(places.shape[1]) != worst[n])]
            for row, n in enumerate(numbers)
        ]
        in_ten = np.mean(np.concatenate(others) < FIRST)
        yield (
            f"  not that colour, share {share} ({len(numbers)}): {hits(views, numbers, vectors)},"
            f" the unwanted one in ten {np.mean(unwanted < FIRST):.3f}, median place"
            f" {np.median(unwanted) + 1:.0f}, its other colours in ten {in_ten:.3f}"
        )


def steer(photos: Photos, way: Way, like: float, unlike: float) -> tuple[float, float, float]:
    """Steer every so many photos once.

    Returns the share of the same category among the first ten, before and after, and that of the
    unwanted one's category after; what was named is left out of all.
    """
    wholes, categories = photos.gallery.wholes, photos.categories
    before: list[float] = []
    after: list[float] = []
    unwanted: list[float] = []
    for number in range(0, len(wholes), STEERED):
        plain = photos.gallery.similarity(wholes[number : number + 1])[0]
        plain[number] = -np.inf
        first = np.argsort(-plain, kind="stable")[:FIRST]
        same = categories[first] == categories[number]
        if same.all() or not same.any():
            continue  # there is nothing to say of it
        good, bad = int(first[same][0]), int(first[~same][0])
        named = [(good, like), (bad, -unlike)]
        vectors = [wholes[number], *(wholes[one] for one, weight in named if weight)]
        weights = [LIKE, *(weight for _, weight in named if weight)]
        steered = photos.gallery.similarity(way(vectors, weights)[None])[0]
        for scores, told in ((plain, before), (steered, after)):
            scores[[number, good, bad]] = -np.inf
            found = categories[np.argsort(-scores, kind="stable")[:FIRST]]
            told.append(float((found == categories[number]).mean()))
        unwanted.append(float((found == categories[bad]).mean()))
    return float(np.mean(before)), float(np.mean(after)), float(np.mean(unwanted))


def report(name: str, views: Views, photos: Photos, parts: Parts) -> Iterator[str]:
    """Measure one model, and say what came out, line by line."""
    ways: dict[str, Way] = {"turned away": turn_away, "taken off": take_off}
    if parts:
        ways["taken off, part by part"] = part_by_part(parts)
    for title, way in ways.items():
        yield f"{name}, {title}; first place / first ten"
        yield from another_view(views, way)
        yield from other_colours(views, way)
        for like in (0.0, LIKE):
            for share in (0.0, *SHARES):
                if like or share:
                    before, after, unwanted = steer(photos, way, like, share)
                    yield (
                        f"  steered, like {like}, share {share}: same category in ten {before:.3f}"
                        f" before, {after:.3f} after; the unwanted one's {unwanted:.3f}"
                    )


def main() -> None:
    """Print the figures."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    for embedder in (load_builtin(), WholePicture()):
        views, photos = read_views(embedder, data), read_photos(embedder, data)
        for line in report(str(embedder.space), views, photos, embedder.parts):
            print(line, flush=True)  # noqa: T201 - this is what the program is for


if __name__ == "__main__":
    main()

"""Measures what a part of a picture finds: `python -m tests.benchmarks.parts [FOLDER]`.

The folder (../shared/data unless named) is that of `tests.benchmarks.matching`. Looked for is
always one garment, with a picture that shows more than that:

- two garments: two photos of the gallery in other light, one below the other, as of an outfit;
- another photo: a photo of the pairs below, or above, one of other clothes; what is to be found are
  other photos of the same garment;
- a page: a photo of the gallery in other light, small on a plain ground, as a picture of a screen.

Each is searched with as a whole; with the part as somebody would drag it, some of a hundred beside
the mark; with the upper or lower half, the quick choice; and with what is found to be the garment.
All photos are among what the model learned from.
"""

from __future__ import annotations

import random
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from clothesfinder.built_in import LEARNED, find_weights, load
from clothesfinder.changes import PAGES, other_light
from clothesfinder.cropping import NAMED, open_part
from clothesfinder.images import open_picture
from clothesfinder.orientation import UPRIGHT
from clothesfinder.resources import resource
from clothesfinder.store import WHOLE, Box
from tests.benchmarks.matching import (
    LOWER,
    UPPER,
    WALLS,
    Gallery,
    Hits,
    embed_queries,
    in_batches,
    open_all,
    rank,
    read_rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from clothesfinder.built_in import BuiltIn
    from clothesfinder.embedder import Embedder

QUERIES = 200
"""Of outfits, and of pages."""
OUTFIT = 440, 760
BESIDE = 0.03
"""How far from the mark somebody's hand is: a deviation, as a share of the part's own size."""
FEWEST = 12, 16, 24, 32, 48, 64, 96
"""Pixels of the longer side of a part, to see how few still tell something."""


class Sought(NamedTuple):
    """A picture to search with, where in it the garment is that is looked for, and its photos."""

    image: Image.Image
    box: Box
    half: str
    """The quick choice that is nearest, if there is one."""
    right: frozenset[int]


def put(whole: Image.Image, image: Image.Image, place: tuple[int, int, int, int]) -> Box:
    """Lay a photo into the middle of this place, and return where it is now."""
    left, top, right, bottom = place
    scale = min((right - left) / image.width, (bottom - top) / image.height)
    fitted = image.resize((round(image.width * scale), round(image.height * scale)))
    left += (right - left - fitted.width) // 2
    whole.paste(fitted, (left, top))
    width, height = whole.size
    return Box(
        left / width, top / height, (left + fitted.width) / width, (top + fitted.height) / height
    )


def outfit(
    upper: Image.Image, lower: Image.Image, chance: random.Random
) -> tuple[Image.Image, list[Box]]:
    """Lay one photo below the other on a wall; returns where they are as well."""
    width, height = OUTFIT
    whole = Image.new("RGB", OUTFIT, chance.choice(WALLS))
    middle = round(height * chance.uniform(0.4, 0.6))
    places = (20, 20, width - 20, middle), (20, middle, width - 20, height - 20)
    both = zip((upper, lower), places, strict=True)
    return whole, [put(whole, image, place) for image, place in both]


def by_hand(box: Box, chance: random.Random) -> Box:
    """Drag a band about this part, as well as a hand does."""
    width, height = box.right - box.left, box.bottom - box.top
    sides = (width, height, width, height)
    missed = (end + chance.gauss(0, BESIDE) * side for end, side in zip(box, sides, strict=True))
    return Box(*(min(max(end, 0.0), 1.0) for end in missed))


class Photos(NamedTuple):
    """The gallery that is searched, and what is known of its photos."""

    names: list[str]
    categories: list[str]
    images: list[Image.Image]

    def of(self, categories: set[str]) -> list[int]:
        """Those of these categories."""
        return [place for place, one in enumerate(self.categories) if one in categories]


def open_photos(embedder: Embedder, data: Path) -> Photos:
    """Open the photos of the gallery, and those of the pairs' gallery."""
    rows = [row for row in read_rows(data / "labels.csv") if row["file"].startswith("gallery/")]
    pairs = sorted(path.relative_to(data).as_posix() for path in (data / "pairs/gallery").iterdir())
    names = [row["file"] for row in rows] + pairs
    categories = [row["category"] for row in rows] + ["" for _ in pairs]
    return Photos(names, categories, open_all(embedder, [data / name for name in names]))


def of_outfits(photos: Photos, chance: random.Random) -> Iterator[Sought]:
    """Two garments of the gallery in other light, of which one is looked for."""
    sides = [chance.sample(photos.of(categories), QUERIES) for categories in (UPPER, LOWER)]
    for number, places in enumerate(zip(*sides, strict=True)):
        images = [other_light(photos.images[place], chance) for place in places]
        image, boxes = outfit(images[0], images[1], chance)
        wanted = number % 2
        half = ("upper", "lower")[wanted]
        yield Sought(image, boxes[wanted], half, frozenset({places[wanted]}))


def of_pairs(photos: Photos, data: Path, chance: random.Random) -> Iterator[Sought]:
    """A photo of the pairs beside one of the gallery; its other photos are looked for."""
    truth: dict[str, set[int]] = {}
    for row in read_rows(data / "pairs.csv"):
        if row["relevance"] == "2":
            truth.setdefault(row["query"], set()).add(photos.names.index(row["match"]))
    beside = photos.of(UPPER | LOWER)
    for number, (query, right) in enumerate(truth.items()):
        both = [open_picture(data / query).image, photos.images[chance.choice(beside)]]
        wanted = number % 2
        image, boxes = outfit(both[wanted], both[1 - wanted], chance)
        yield Sought(image, boxes[wanted], ("upper", "lower")[wanted], frozenset(right))


def of_pages(photos: Photos, chance: random.Random) -> Iterator[Sought]:
    """Photos of the gallery in other light, each small on a page."""
    for place in chance.sample(photos.of(UPPER | LOWER), QUERIES):
        image = other_light(photos.images[place], chance)
        page = Image.new("RGB", (1280, 800), chance.choice(PAGES))
        left, top = chance.randrange(20, 840), chance.randrange(20, 300)
        box = put(page, image, (left, top, left + 400, top + 440))
        yield Sought(page, box, "", frozenset({place}))


def part_of(image: Image.Image, box: Box, embedder: Embedder) -> Image.Image:
    """Take a part of a picture as a search does."""
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)
    return open_part(file.getvalue(), box, UPRIGHT, embedder.edge)


def search(
    embedder: Embedder, gallery: Gallery, sought: Sequence[Sought], choose: Callable[[Sought], Box]
) -> Hits:
    """Search each with the part that is chosen of it."""
    parts = [part_of(one.image, choose(one), embedder) for one in sought]
    found = rank(gallery.similarity(embed_queries(embedder, parts)), 10)
    hits = Hits()
    for one, places in zip(sought, found, strict=True):
        hits = hits.add([int(place) in one.right for place in places])
    return hits


def found_garments(embedder: BuiltIn, sought: Sequence[Sought]) -> dict[int, Box]:
    """What is found to be the garment, by the picture; the whole where there is nothing."""

    def find(batch: Sequence[Image.Image]) -> list[Box]:
        return [embedder.find_garment(image) or WHOLE for image in batch]

    boxes = in_batches([one.image for one in sought], 1, find)
    return {id(one): box for one, box in zip(sought, boxes, strict=True)}


def measure(embedder: BuiltIn, gallery: Gallery, sought: Sequence[Sought]) -> list[str]:
    """Search with each kind of part; returns the hits of each."""
    chance = random.Random(1)
    garments = found_garments(embedder, sought)
    ways: list[Callable[[Sought], Box]] = [
        lambda _: WHOLE,
        lambda one: by_hand(one.box, chance),
        lambda one: NAMED[one.half],
        lambda one: garments[id(one)],
    ]
    has_half = bool(sought[0].half)
    return [
        str(search(embedder, gallery, sought, way)) if has_half or number != 2 else ""
        for number, way in enumerate(ways)
    ]


def by_size(embedder: Embedder, gallery: Gallery, photos: Photos) -> Iterator[str]:
    """How often a photo in other light is found by a copy of so few pixels."""
    chance = random.Random(2)
    places = chance.sample(photos.of(UPPER | LOWER), QUERIES)
    images = [other_light(photos.images[place], chance) for place in places]
    for pixels in FEWEST:
        small = []
        for image in images:
            copy = image.copy()
            copy.thumbnail((pixels, pixels))
            small.append(copy)
        found = rank(gallery.similarity(embed_queries(embedder, small)), 10)
        hits = Hits()
        for place, of_one in zip(places, found, strict=True):
            hits = hits.add([int(one) == place for one in of_one])
        yield f"{pixels:>4} pixels   {hits}"


def report(data: Path) -> Iterator[str]:
    """Measure, and say what came out, line by line."""
    embedder = load(find_weights(), resource(LEARNED))
    embedder.network.make_fast()
    photos = open_photos(embedder, data)
    gallery = Gallery(embedder, photos.images)
    chance = random.Random(0)
    kinds = {
        "one of two garments": list(of_outfits(photos, chance)),
        "one of two, another photo": list(of_pairs(photos, data, chance)),
        "small on a page": list(of_pages(photos, chance)),
    }
    heads = ("whole", "dragged", "quick choice", "garment found")
    yield f"{'first place / first ten':<32}" + "".join(f"{head:>16}" for head in heads)
    for kind, sought in kinds.items():
        figures = measure(embedder, gallery, sought)
        yield f"{f'{kind} ({len(sought)})':<32}" + "".join(f"{one:>16}" for one in figures)
    yield "of so few pixels, the longer side"
    yield from by_size(embedder, gallery, photos)


def main() -> None:
    """Print the figures."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    for line in report(data):
        print(line, flush=True)  # noqa: T201 - this is what the program is for


if __name__ == "__main__":
    main()

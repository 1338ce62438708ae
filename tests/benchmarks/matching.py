"""Measures what the built-in model finds: `python -m tests.benchmarks.matching [FOLDER]`.

The folder (../shared/data unless named) holds `pairs.csv` with `query`, `match`, `relevance` (2 for
the same garment in the same colour) and `query_type`, and `labels.csv` with `file` and `category`.

Two models are measured in one run: the network's features of the whole picture alone, as the first
version had them, and the built-in model. The latter has learned from these photos, so it finds more
among them than among others: `packaging/make_model.py FOLDER --splits` tells how much it finds
among those it did not learn from.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from PIL import Image

from clothesfinder.built_in import BATCH, EDGE, find_weights, letterbox, load_builtin, load_network
from clothesfinder.changes import part
from clothesfinder.embedder import see
from clothesfinder.emphasis import NO_PARTS
from clothesfinder.garment import DEVIATION, MEAN
from clothesfinder.images import open_picture
from clothesfinder.network import Network
from clothesfinder.ranking import Sought
from clothesfinder.store import Space

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder

T = TypeVar("T")
NO_CATEGORY = {"not-sure", "other", "skip"}
UPPER = {"blazer", "blouse", "hoodie", "longsleeve", "outwear", "polo", "shirt", "t-shirt", "top"}
LOWER = {"pants", "shorts", "skirt"}
OUTFITS = 200
"""Pictures of two garments."""
WALLS = ((228, 226, 220), (205, 210, 214), (240, 240, 240), (190, 175, 160))
CROPPED = 2
"""Of so many photos of the gallery one is looked for by a crop of it."""
TIMED = 100
"""Photos whose embedding is timed."""


class Hits(NamedTuple):
    """How many of the queries found the right picture in the first place, and in the first ten."""

    first: int = 0
    ten: int = 0
    queries: int = 0

    def add(self, right: Sequence[bool]) -> Hits:
        """Count one query more, by which of its first ten were right."""
        return Hits(self.first + right[0], self.ten + any(right), self.queries + 1)

    def __str__(self) -> str:
        return f"{self.first / self.queries:.3f} / {self.ten / self.queries:.3f}"


class WholePicture:
    """The features of the whole picture, square-rooted: what the first version went by."""

    space = Space("efficientnet-lite2", "published", "letterbox260-bicubic-mean-1", 1280)
    edge = EDGE
    batch = BATCH
    parts = NO_PARTS

    def __init__(self) -> None:
        self.network = Network(load_network(find_weights()), (MEAN,) * 3, (DEVIATION,) * 3)
        self.network.make_fast()

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        return letterbox(image)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        features = np.sqrt(self.network.run(pixels))
        unit: NDArray[np.float32] = features / np.linalg.norm(features, axis=1, keepdims=True)
        return unit


def read_rows(file: Path) -> list[dict[str, str]]:
    """Read a table whose first line names the columns."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def in_batches(
    images: Sequence[Image.Image], size: int, embed: Callable[[Sequence[Image.Image]], list[T]]
) -> list[T]:
    """Embed the pictures in batches, in order."""
    starts = range(0, len(images), size)
    with ThreadPoolExecutor(2) as pool:
        batches = pool.map(lambda start: embed(images[start : start + size]), starts)
        return [one for batch in batches for one in batch]


class Gallery:
    """The vectors of pictures that are looked for, with all their regions."""

    def __init__(self, embedder: Embedder, images: Sequence[Image.Image]) -> None:
        seen = in_batches(images, embedder.batch, lambda batch: see(embedder, batch))
        self.wholes = np.array([regions[0].vector for regions in seen])
        further = [[region.vector for region in regions[1:]] for regions in seen]
        self._sought = Sought(
            self.wholes, [np.array(one).reshape(-1, self.wholes.shape[1]) for one in further]
        )

    def similarity(self, queries: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how alike each picture's best region is: (queries, pictures)."""
        return self._sought.alike(queries)


def embed_queries(embedder: Embedder, images: Sequence[Image.Image]) -> NDArray[np.float32]:
    """Embed the pictures as a whole, in order."""

    def embed(batch: Sequence[Image.Image]) -> list[NDArray[np.float32]]:
        return list(embedder.embed([embedder.prepare(image) for image in batch]))

    return np.array(in_batches(images, embedder.batch, embed))


def open_all(embedder: Embedder, files: Sequence[Path]) -> list[Image.Image]:
    """Open the pictures as they are opened to be indexed."""
    return [open_picture(file, embedder.edge).image for file in files]


def rank(similarity: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Return the columns of the `count` most similar, best first, for each row."""
    return np.argsort(-similarity, axis=1, kind="stable")[:, :count]


def measure_pairs(embedder: Embedder, data: Path) -> dict[str, Hits]:
    """Search each query among all photos of the pairs' gallery; hits by type of query, and all."""
    rows = [row for row in read_rows(data / "pairs.csv") if row["relevance"] == "2"]
    types = {row["query"]: row["query_type"] for row in rows}
    truth = {(row["query"], row["match"]) for row in rows}
    names = sorted(path.relative_to(data).as_posix() for path in (data / "pairs/gallery").iterdir())
    gallery = Gallery(embedder, open_all(embedder, [data / name for name in names]))
    queries = embed_queries(embedder, open_all(embedder, [data / query for query in types]))
    hits: dict[str, Hits] = {}
    found = rank(gallery.similarity(queries), 10)
    for (query, query_type), places in zip(types.items(), found, strict=True):
        right = [(query, names[place]) in truth for place in places]
        for key in ("all", query_type):
            hits[key] = hits.get(key, Hits()).add(right)
    return hits


def measure_gallery(embedder: Embedder, data: Path) -> tuple[Hits, float]:
    """Search crops of the gallery's photos among the whole photos, and each photo among the others.

    Returns the hits of the crops, and the share of the same category among each one's first ten.
    """
    rows = [row for row in read_rows(data / "labels.csv") if row["file"].startswith("gallery/")]
    images = [open_picture(data / row["file"], 2 * EDGE).image for row in rows]
    gallery = Gallery(embedder, images)
    places = range(0, len(rows), CROPPED)
    crops = [part(images[place], random.Random(place)) for place in places]
    hits = count_hits(gallery.similarity(embed_queries(embedder, crops)), places)
    labelled = np.array([row["category"] not in NO_CATEGORY for row in rows])
    categories = np.array([row["category"] for row in rows])[labelled]
    similarity = gallery.similarity(gallery.wholes)[np.ix_(labelled, labelled)]
    np.fill_diagonal(similarity, -np.inf)
    return hits, float((categories[rank(similarity, 10)] == categories[:, None]).mean())


def count_hits(similarity: NDArray[np.float32], wanted: Sequence[int]) -> Hits:
    """Count how often the wanted picture, one for each row, was found."""
    hits = Hits()
    for place, found in zip(wanted, rank(similarity, 10), strict=True):
        hits = hits.add([int(one) == place for one in found])
    return hits


def dress(upper: Image.Image, lower: Image.Image, chance: random.Random) -> Image.Image:
    """Lay two photos under each other on a wall, as one picture of an outfit of two garments."""
    wall = Image.new("RGB", (440, 760), chance.choice(WALLS))
    middle = round(760 * chance.uniform(0.4, 0.6))
    for image, top, bottom in ((upper, 20, middle), (lower, middle, 740)):
        image.thumbnail((400, bottom - top), Image.Resampling.BICUBIC)
        wall.paste(image, (220 - image.width // 2 + chance.randint(-15, 15), top))
    return wall


def measure_outfits(embedder: Embedder, data: Path) -> Hits:
    """Search crops of one of two garments among pictures that show both."""
    rows = [row for row in read_rows(data / "labels.csv") if row["file"].startswith("more/")]
    chance = random.Random(0)
    garments = [
        chance.sample([row["file"] for row in rows if row["category"] in categories], OUTFITS)
        for categories in (UPPER, LOWER)
    ]
    outfits, crops = [], []
    for number, files in enumerate(zip(*garments, strict=True)):
        upper, lower = (open_picture(data / file, EDGE).image for file in files)
        crops.append(part((upper, lower)[number % 2], chance))
        outfits.append(dress(upper, lower, chance))
    gallery = Gallery(embedder, outfits)
    return count_hits(gallery.similarity(embed_queries(embedder, crops)), range(OUTFITS))


def measure_cost(embedder: Embedder, data: Path) -> tuple[float, float]:
    """Return what a photo of the gallery costs: milliseconds of one core, and bytes.

    Its decoding is left out.
    """
    rows = [row for row in read_rows(data / "labels.csv") if row["file"].startswith("gallery/")]
    images = open_all(embedder, [data / row["file"] for row in rows[:TIMED]])
    see(embedder, images[: embedder.batch])
    start, vectors = time.thread_time(), 0
    for first in range(0, len(images), embedder.batch):
        vectors += sum(map(len, see(embedder, images[first : first + embedder.batch])))
    milliseconds = 1000 * (time.thread_time() - start) / len(images)
    return milliseconds, 4 * embedder.space.dimension * vectors / len(images)


def measure(embedder: Embedder, data: Path) -> dict[str, str]:
    """Measure everything; what each row of the table says of this model."""
    pairs = measure_pairs(embedder, data)
    rows = {f"{kind} ({hits.queries})": str(hits) for kind, hits in sorted(pairs.items())}
    crops, categories = measure_gallery(embedder, data)
    rows["crop to whole"] = str(crops)
    rows["crop to an outfit of two"] = str(measure_outfits(embedder, data))
    rows["same category, ten"] = f"{categories:.3f}"
    milliseconds, size = measure_cost(embedder, data)
    rows["milliseconds a picture"] = f"{milliseconds:.0f}"
    rows["bytes a picture"] = f"{size:.0f}"
    return rows


def report(data: Path) -> Iterator[str]:
    """Measure both models, and say what came out, line by line."""
    built_in = load_builtin()
    yield str(built_in.space)
    yield f"{'first place / first ten':<34}{'whole picture':>16}{'built in':>16}"
    first, now = measure(WholePicture(), data), measure(built_in, data)
    for row, value in first.items():
        yield f"{row:<34}{value:>16}{now[row]:>16}"


def main() -> None:
    """Print the figures."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    for line in report(data):
        print(line, flush=True)  # noqa: T201 - this is what the program is for


if __name__ == "__main__":
    main()

"""Measures what the built-in model finds: `python -m tests.benchmarks.matching [FOLDER]`.

The folder (../shared/data unless named) holds `pairs.csv` with `query`, `match`, `relevance` (2 for
the same garment in the same colour) and `query_type`, and `labels.csv` with `file` and `category`.

Two models are measured in one run: the network's features of the whole picture alone, as the first
version had them, and the built-in model. The latter has learned from the labelled photos: what it
finds among them, in the rows below "learned from", is more than it finds among others.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.changes import part
from clothesfinder.embedder import (
    BATCH,
    EDGE,
    find_weights,
    letterbox,
    load_builtin,
    load_network,
)
from clothesfinder.emphasis import NO_PARTS
from clothesfinder.garment import DEVIATION, MEAN
from clothesfinder.images import open_picture
from clothesfinder.network import Network
from clothesfinder.store import Space

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from PIL import Image

    from clothesfinder.embedder import Embedder

NO_CATEGORY = {"not-sure", "other", "skip"}
CROPPED = 2
"""Of so many photos of the gallery one is looked for by a crop of it."""
TIMED = 48
"""Pictures whose embedding is timed."""


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


def embed_images(embedder: Embedder, images: Sequence[Image.Image]) -> NDArray[np.float32]:
    """Embed the pictures, in order."""
    starts = range(0, len(images), embedder.batch)

    def embed(start: int) -> NDArray[np.float32]:
        batch = images[start : start + embedder.batch]
        return embedder.embed([embedder.prepare(image) for image in batch])

    with ThreadPoolExecutor(2) as pool:
        return np.concatenate(list(pool.map(embed, starts)))


def embed_files(embedder: Embedder, files: Sequence[Path]) -> NDArray[np.float32]:
    """Embed the files, in order."""
    return embed_images(embedder, [open_picture(file, embedder.edge).image for file in files])


def rank(similarity: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Return the columns of the `count` most similar, best first, for each row."""
    return np.argsort(-similarity, axis=1, kind="stable")[:, :count]


def measure_pairs(embedder: Embedder, data: Path) -> dict[str, Hits]:
    """Search each query among all photos of the pairs' gallery; hits by type of query, and all."""
    rows = [row for row in read_rows(data / "pairs.csv") if row["relevance"] == "2"]
    types = {row["query"]: row["query_type"] for row in rows}
    truth = {(row["query"], row["match"]) for row in rows}
    gallery = sorted(
        path.relative_to(data).as_posix() for path in (data / "pairs/gallery").iterdir()
    )
    queries = embed_files(embedder, [data / query for query in types])
    found = rank(queries @ embed_files(embedder, [data / name for name in gallery]).T, 10)
    hits: dict[str, Hits] = {}
    for (query, query_type), places in zip(types.items(), found, strict=True):
        right = [(query, gallery[place]) in truth for place in places]
        for key in ("all", query_type):
            hits[key] = hits.get(key, Hits()).add(right)
    return hits


def measure_gallery(embedder: Embedder, data: Path) -> tuple[Hits, float]:
    """Search crops of the gallery's photos among the whole photos, and each photo among the others.

    Returns the hits of the crops, and the share of the same category among each one's first ten.
    """
    rows = [row for row in read_rows(data / "labels.csv") if row["file"].startswith("gallery/")]
    images = [open_picture(data / row["file"], 2 * embedder.edge).image for row in rows]
    vectors = embed_images(embedder, images)
    crops = [part(images[n], random.Random(n)) for n in range(0, len(rows), CROPPED)]
    found = rank(embed_images(embedder, crops) @ vectors.T, 10)
    hits = Hits()
    for number, places in enumerate(found):
        hits = hits.add([place == number * CROPPED for place in places])
    labelled = np.array([row["category"] not in NO_CATEGORY for row in rows])
    categories = np.array([row["category"] for row in rows])[labelled]
    similarity = vectors[labelled] @ vectors[labelled].T
    np.fill_diagonal(similarity, -np.inf)
    return hits, float((categories[rank(similarity, 10)] == categories[:, None]).mean())


def measure_cost(embedder: Embedder, data: Path) -> float:
    """Return the milliseconds of one core that embedding a picture takes, its decoding aside."""
    files = sorted((data / "pairs/gallery").iterdir())[:TIMED]
    pixels = [embedder.prepare(open_picture(file, embedder.edge).image) for file in files]
    embedder.embed(pixels[: embedder.batch])
    start = time.thread_time()
    for first in range(0, len(pixels), embedder.batch):
        embedder.embed(pixels[first : first + embedder.batch])
    return 1000 * (time.thread_time() - start) / len(pixels)


def measure(embedder: Embedder, data: Path) -> dict[str, str]:
    """Measure everything; what each row of the table says of this model."""
    pairs = measure_pairs(embedder, data)
    rows = {f"{kind} ({hits.queries})": str(hits) for kind, hits in sorted(pairs.items())}
    crops, categories = measure_gallery(embedder, data)
    rows["learned from: crop to whole"] = str(crops)
    rows["learned from: same category, ten"] = f"{categories:.3f}"
    rows["milliseconds a picture"] = f"{measure_cost(embedder, data):.0f}"
    rows["bytes a picture"] = str(4 * embedder.space.dimension)
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

"""Measures what the presets find: `python -m tests.benchmarks.emphasis [FOLDER]`.

The folder is that of tests.benchmarks.matching. Of its pairs those queries count whose style is
there in another colour, too (relevance 1). Each of its labelled photos is looked for among the
others. What is looked for is found by its best region, as in a search.

The built-in model has learned from these very photos, so a search of one's own finds less: what it
does on photos that it has not learned from, `packaging/make_model.py --splits` tells.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.built_in import load_builtin
from clothesfinder.emphasis import PRESETS, Emphasis, Parts, weigh

from .matching import NO_CATEGORY, Gallery, embed_queries, open_all, rank, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder

ALIKE = 0.85
"""The cosine from which on two colours are called the same: most pairs of one colour reach it."""
MEASURED = {
    **{preset.key: preset.emphasis for preset in PRESETS},
    "colour=0": Emphasis(colour=0),
    "colour=-0.5": Emphasis(colour=-0.5),
    "colour=-1": Emphasis(colour=-1),
    "pattern=2,colour=-1": Emphasis(pattern=2, colour=-1),
}
COLUMNS = (
    "another colour first", "in 3", "in 10", "same colour first", "alike colours in 10",
    "photos: same category", "photos: alike colours", "photos: itself first",
)  # fmt: skip


class Data(NamedTuple):
    """What is measured on, embedded."""

    queries: NDArray[np.float32]
    gallery: Gallery
    relevance: NDArray[np.int64]
    """(queries, gallery): 2 is the garment in this colour, 1 in another one."""
    photos: Gallery
    categories: NDArray[np.str_]


def read(embedder: Embedder, data: Path) -> Data:
    """Read and embed everything."""
    rows = read_rows(data / "pairs.csv")
    queries = sorted({row["query"] for row in rows if row["relevance"] == "1"})
    gallery = sorted(
        path.relative_to(data).as_posix() for path in (data / "pairs/gallery").iterdir()
    )
    truth = {(row["query"], row["match"]): int(row["relevance"]) for row in rows}
    photos = [row for row in read_rows(data / "labels.csv") if row["file"].startswith("gallery/")]
    photos = [row for row in photos if row["category"] not in NO_CATEGORY]
    return Data(
        embed_queries(embedder, open_all(embedder, [data / name for name in queries])),
        Gallery(embedder, open_all(embedder, [data / name for name in gallery])),
        np.array([[truth.get((query, name), 0) for name in gallery] for query in queries]),
        Gallery(embedder, open_all(embedder, [data / row["file"] for row in photos])),
        np.array([row["category"] for row in photos]),
    )


def weighted(queries: NDArray[np.float32], parts: Parts, emphasis: Emphasis) -> NDArray[np.float32]:
    """Weigh each query."""
    return np.stack([weigh(query, parts, emphasis).vector for query in queries])


def measure(data: Data, parts: Parts, emphasis: Emphasis) -> list[float]:
    """Return a share for each of COLUMNS."""
    only_colour = Emphasis(0, 0, 1)
    similarity = data.gallery.similarity(weighted(data.queries, parts, emphasis))
    found = rank(similarity, 10)
    relevance = np.take_along_axis(data.relevance, found, 1)
    other = relevance == 1
    photos = data.photos.wholes
    length = float(np.linalg.norm(photos[0, parts["colour"]]))
    alike = weighted(data.queries, parts, only_colour) @ data.gallery.wholes.T / length > ALIKE
    again = data.photos.similarity(weighted(photos, parts, emphasis))
    itself = again.argmax(1) == np.arange(len(again))
    np.fill_diagonal(again, -np.inf)
    near = rank(again, 10)
    colours = weighted(photos, parts, only_colour) @ photos.T / length > ALIKE
    shares = (
        other[:, 0], other[:, :3].any(1), other.any(1), relevance[:, 0] == 2,
        np.take_along_axis(alike, found, 1),
        data.categories[near] == data.categories[:, None],
        np.take_along_axis(colours, near, 1), itself,
    )  # fmt: skip
    return [float(share.mean()) for share in shares]


def report(folder: Path) -> Iterator[str]:
    """Measure, and say what came out, line by line."""
    embedder = load_builtin()
    data = read(embedder, folder)
    yield f"{embedder.space}, {len(data.queries)} queries, {len(data.categories)} photos"
    for column, name in enumerate(COLUMNS, 1):
        yield f"{column}: {name}"
    yield " " * 22 + "".join(f"{column:>8}" for column in range(1, len(COLUMNS) + 1))
    for name, emphasis in MEASURED.items():
        shares = measure(data, embedder.parts, emphasis)
        yield f"{name:<22}" + "".join(f"{share:>8.3f}" for share in shares)


def main() -> None:
    """Print the figures."""
    for line in report(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")):
        print(line, flush=True)  # noqa: T201 - this is what the program is for


if __name__ == "__main__":
    main()

"""Measures what the built-in model finds: `python -m tests.benchmarks.matching [FOLDER]`.

The folder (../shared/data unless named) holds `pairs.csv` with `query`, `match`, `relevance` (2 for
the same garment in the same colour) and `query_type`, and `labels.csv` with `file` and `category`.
"""

from __future__ import annotations

import csv
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.embedder import load_builtin
from clothesfinder.images import open_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder

NO_CATEGORY = {"not-sure", "other", "skip"}


class Hits(NamedTuple):
    """How many of the queries found the same garment in the first place, and in the first ten."""

    first: int
    ten: int
    queries: int


def read_rows(file: Path) -> list[dict[str, str]]:
    """Read a table whose first line names the columns."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def embed_files(embedder: Embedder, files: Sequence[Path]) -> NDArray[np.float32]:
    """Embed the files, in order."""
    vectors = []
    with ThreadPoolExecutor(2) as pool:
        for start in range(0, len(files), embedder.batch):
            batch = files[start : start + embedder.batch]
            pictures = pool.map(lambda file: open_picture(file, embedder.edge).image, batch)
            vectors.append(embedder.embed([embedder.prepare(image) for image in pictures]))
    return np.concatenate(vectors)


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
            first, ten, count = hits.get(key, Hits(0, 0, 0))
            hits[key] = Hits(first + right[0], ten + any(right), count + 1)
    return hits


def measure_categories(embedder: Embedder, data: Path) -> float:
    """Search each labelled photo of the gallery among the others.

    Returns the share of the same category among the first ten.
    """
    rows = [row for row in read_rows(data / "labels.csv") if row["file"].startswith("gallery/")]
    rows = [row for row in rows if row["category"] not in NO_CATEGORY]
    categories = np.array([row["category"] for row in rows])
    vectors = embed_files(embedder, [data / row["file"] for row in rows])
    similarity = vectors @ vectors.T
    np.fill_diagonal(similarity, -np.inf)
    return float((categories[rank(similarity, 10)] == categories[:, None]).mean())


def report(embedder: Embedder, data: Path) -> Iterator[str]:
    """Measure, and say what came out, line by line."""
    yield str(embedder.space)
    yield f"{'same garment and colour':<24}{'queries':>8}{'first':>8}{'ten':>8}"
    for query_type, hits in sorted(measure_pairs(embedder, data).items()):
        shares = f"{hits.first / hits.queries:>8.3f}{hits.ten / hits.queries:>8.3f}"
        yield f"{query_type:<24}{hits.queries:>8}{shares}"
    yield f"same category among the first ten: {measure_categories(embedder, data):.3f}"


def main() -> None:
    """Print the figures."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    for line in report(load_builtin(), data):
        print(line, flush=True)  # noqa: T201 - this is what the program is for


if __name__ == "__main__":
    main()

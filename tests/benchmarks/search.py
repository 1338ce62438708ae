"""Measures the search of the embedded store: `python -m tests.benchmarks.search [VECTORS ...]`.

For each number of vectors of 512 (10,000, 100,000 and 1,000,000 unless named), with one and with
two vectors a picture: made-up vectors in some thousand clusters with a common share, as embeddings
of clothes have them. All times of searches are medians of queries taken in turn with the
comparison, the product of the same float32 matrix in numpy and its partial sort; read their ratio,
for the machine may be busy. What is found is compared with what float64 finds among all.
`limit_N` is one search for so many, `walk` one after another for twice as many each, as scrolling
asks for them, up to 100,000; `turn` is the longest time in which no other job had its turn. Opening
and memory are measured in a program of its own; the file of the index is in the page cache.

`--json FILE` writes the figures; `--folder FOLDER` is where the index is made (5 GB at a million).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from clothesfinder.filter import Filter
from clothesfinder.local_store import LocalStore
from clothesfinder.matrix_file import matrix_file
from clothesfinder.store import WHOLE, Box, Entry, Space, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.store import Match, Vector

SIZES, SPACE, LIMIT = (10_000, 100_000, 1_000_000), Space("made up", "none", "none", 512), 50
CLUSTERS, COMMON, OF_CLUSTER, OWN = 2000, 0.4, 0.7, 0.6
"""The lengths of what all vectors share, what those of a cluster share, and what each has alone."""
BOXES = (WHOLE, Box(0.0, 0.5, 1.0, 1.0))
AT_ONCE, BATCH, DROPPED, QUERIES, FOLDERS = 4096, 32, 100, 15, 100
LIMITS, FIRST, MOST_MORE = (1_000, 10_000, 100_000), 60, 20_000
Figures = dict[str, Any]
R = TypeVar("R")


def made_up(count: int) -> NDArray[np.float32]:
    """Unit vectors, (count, 512)."""
    random = np.random.default_rng(1)
    centres = directions(random, CLUSTERS) * OF_CLUSTER + directions(random, 1) * COMMON
    vectors = np.empty((count, SPACE.dimension), np.float32)
    for start in range(0, count, AT_ONCE):
        rows = vectors[start : start + AT_ONCE]
        rows[:] = centres[random.integers(CLUSTERS, size=len(rows))]
        rows += directions(random, len(rows)) * np.float32(OWN)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return vectors


def directions(random: np.random.Generator, count: int) -> NDArray[np.float32]:
    rows = random.standard_normal((count, SPACE.dimension), np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def entries_of(vectors: NDArray[np.float32], first: int, parts: int) -> list[Entry]:
    """Some vectors in a row, each picture with so many."""
    numbers = range(first, first + len(vectors))
    return [
        Entry(path_of(n // parts), BOXES[n % parts], Stamp(n, n, f"{n:032x}"), vector, 3, 4)
        for n, vector in zip(numbers, vectors, strict=True)
    ]


def path_of(picture: int) -> str:
    return f"{picture % FOLDERS:02}/{picture}.jpg"


def timed(work: Callable[[], object]) -> float:
    """How many seconds this takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best_of_all(vectors: NDArray[np.float32], query: Vector, parts: int) -> list[tuple[str, float]]:
    """The pictures that float64 finds, and their scores."""
    scores = np.empty(len(vectors))
    for start in range(0, len(vectors), AT_ONCE):
        rows = vectors[start : start + AT_ONCE].astype(np.float64)
        scores[start : start + AT_ONCE] = rows @ query.astype(np.float64)
    of_pictures = scores.reshape(-1, parts).max(axis=1)
    best = np.argsort(-of_pictures, kind="stable")[:LIMIT]
    return [(path_of(picture), float(of_pictures[picture])) for picture in best]


def product(vectors: NDArray[np.float32], query: Vector) -> NDArray[np.intp]:
    """What it is compared with."""
    scores = vectors @ query
    best = np.argpartition(scores, len(scores) - LIMIT)[len(scores) - LIMIT :]
    return best[np.argsort(-scores[best])]


def queries(vectors: NDArray[np.float32]) -> Iterator[Vector]:
    """Each like one that is stored, as a photo of the same garment is; some are not of length 1."""
    random = np.random.default_rng(2)
    for number in range(QUERIES):
        query = vectors[random.integers(len(vectors))] + directions(random, 1)[0] * np.float32(0.5)
        yield query / np.linalg.norm(query) * np.float32(2.5 if number % 5 == 4 else 1)


def is_same(found: Sequence[Match], expected: list[tuple[str, float]]) -> bool:
    """Whether these are the same pictures, those of equal scores in any order."""
    scores = [score for _, score in expected]
    return np.allclose([one.score for one in found], scores, rtol=0, atol=1e-9) and (
        {one.path for one in found if one.score > scores[-1] + 1e-9}
        == {path for path, score in expected if score > scores[-1] + 1e-9}
    )


def measured_searches(store: LocalStore, vectors: NDArray[np.float32], parts: int) -> Figures:
    """Searches in turn with the comparison."""
    names = "product_ms", "search_ms", "folder_ms"
    times: dict[str, list[float]] = {name: [] for name in names}
    exact = 0
    for query in queries(vectors):
        found: list[Match] = []
        works = (
            lambda query=query: product(vectors, query),
            lambda query=query, found=found: found.extend(store.search(query, LIMIT)),
            lambda query=query: store.search(query, LIMIT, Filter("07")),
        )
        for name, work in zip(names, works, strict=True):
            times[name].append(1000 * timed(work))
        exact += is_same(found, best_of_all(vectors, query, parts))
    ratio = [s / p for s, p in zip(times["search_ms"], times["product_ms"], strict=True)]
    figures = {name: median(values) for name, values in times.items()}
    return {**figures, "ratio": median(ratio), "exact": exact, "queries": QUERIES}


def measured_limits(store: LocalStore, vectors: NDArray[np.float32]) -> Figures:
    """Searches for many, and for more and more."""
    first, *others = queries(vectors)
    figures, longest = Figures(), 0.0
    for limit, query in zip(LIMITS, others, strict=False):
        name, start = f"limit_{limit}_ms", time.perf_counter()
        _, turn = longest_turn(store.search_in_turns(query, limit))
        figures[name] = 1000 * (time.perf_counter() - start)
        longest = max(longest, turn)
    start, limit = time.perf_counter(), FIRST
    while limit < 2 * min(LIMITS[-1], len(vectors)):
        _, turn = longest_turn(store.search_in_turns(first, limit))
        limit, longest = limit + min(limit, MOST_MORE), max(longest, turn)
    return {**figures, "walk_ms": 1000 * (time.perf_counter() - start), "turn_ms": 1000 * longest}


def longest_turn(job: Generator[None, None, R]) -> tuple[R, float]:
    """Run a job to its end; gives its result, and the seconds of its longest step."""
    longest = 0.0
    while True:
        start = time.perf_counter()
        try:
            next(job)
        except StopIteration as end:
            return end.value, max(longest, time.perf_counter() - start)
        longest = max(longest, time.perf_counter() - start)


def measured_changes(file: Path, store: LocalStore, vectors: NDArray[np.float32]) -> Figures:
    """A batch put, pictures dropped, and another program's batch, each with what is done next."""
    more = entries_of(vectors[:BATCH], 2 * len(vectors), 1)
    gone = [path_of(picture) for picture in range(DROPPED)]
    figures = {"append_ms": 1000 * timed(lambda: store.put(more))}
    figures["drop_ms"] = 1000 * timed(lambda: store.drop(gone))
    with closing(LocalStore(file)) as other:
        other.put(entries_of(vectors[:BATCH], 3 * len(vectors), 1))
        figures["others_batch_ms"] = 1000 * timed(lambda: list(store.ready()))
        other.drop([path_of(picture) for picture in range(DROPPED, DROPPED + 10)])
        figures["others_drop_ms"] = 1000 * timed(lambda: list(store.ready()))
    return figures


def opened(file: Path) -> Figures:
    """Open an index and search once: in a program of its own, so that its memory can be told."""
    command = [sys.executable, "-m", "tests.benchmarks.search", "--open", str(file)]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    figures: Figures = json.loads(told)
    return figures


def open_here(file: Path) -> None:
    """What that program does."""
    before = resident("VmRSS")
    with closing(LocalStore(file)) as store:
        ready = timed(lambda: list(store.ready()))
        query = directions(np.random.default_rng(3), 1)[0]
        first = timed(lambda: store.search(query, LIMIT))
        memory = resident("VmHWM") - before
    tell(json.dumps({"ready_s": ready, "first_ms": 1000 * first, "memory_mb": memory}))


def tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is what the program is for


def resident(name: str) -> float:
    """Megabytes of memory, now or at most."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(f"{name}:"))


def measure(folder: Path, count: int, parts: int) -> Figures:
    """All figures of one gallery."""
    file, vectors = folder / f"{count}-{parts}.sqlite3", made_up(count)
    figures: Figures = {"vectors": count, "parts": parts, "load": os.getloadavg()[0]}
    with closing(LocalStore(file)) as store:
        store.reset(SPACE)
        for start in range(0, count, AT_ONCE):
            store.put(entries_of(vectors[start : start + AT_ONCE], start, parts))
        figures["settle_s"] = timed(lambda: list(store.compact()))
        figures |= measured_searches(store, vectors, parts)
        figures |= measured_limits(store, vectors)
    figures |= opened(file)
    figures["index_mb"] = file.stat().st_size / 1e6
    with closing(LocalStore(file)) as store:
        list(store.ready())
        figures |= measured_changes(file, store, vectors)
    figures["after_changes_s"] = opened(file)["ready_s"]
    matrix_file(file).unlink(missing_ok=True)
    figures["without_file_s"] = opened(file)["ready_s"]
    return figures


COLUMNS = {
    "vectors": ",", "parts": "", "product_ms": ".1f", "search_ms": ".1f", "ratio": ".2f",
    "exact": "", "folder_ms": ".1f", "limit_1000_ms": ".0f", "limit_10000_ms": ".0f",
    "limit_100000_ms": ".0f", "walk_ms": ".0f", "turn_ms": ".0f", "ready_s": ".2f",
    "after_changes_s": ".2f",
    "without_file_s": ".1f", "settle_s": ".1f", "memory_mb": ".0f", "append_ms": ".1f",
    "drop_ms": ".1f", "others_batch_ms": ".0f", "others_drop_ms": ".0f", "load": ".1f",
}  # fmt: skip


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", nargs="*", type=int, default=SIZES)
    parser.add_argument("--parts", type=int, choices=(1, 2), nargs="+", default=(1, 2))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--open", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.open:
        open_here(options.open)
        return
    tell("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    rows = []
    for count in options.vectors:
        for parts in options.parts:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                rows.append(measure(Path(folder), count, parts))
            told = (format(rows[-1][name], form) for name, form in COLUMNS.items())
            tell("| " + " | ".join(told) + " |")
            if options.json:
                options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Measures searches with a filter in the embedded store: `python -m tests.benchmarks.filtering`.

For each number of pictures (100,000 and 1,000,000 unless named), one vector of 512 each, made up as
in `tests.benchmarks.search`. Each filter is searched with, for the first time and again, in turn
with the search without one; all times are medians in milliseconds, and what to read is how many
times as long as the search without a filter. What is found is compared with what float64 finds
among those that pass. `--json FILE` writes the figures, `--folder FOLDER` is where the index is
made.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.filter import NO_COPIES, Filter, PictureTest
from clothesfinder.local_store import LocalStore
from tests.benchmarks.search import (
    AT_ONCE,
    LIMIT,
    SPACE,
    entries_of,
    is_same,
    made_up,
    path_of,
    queries,
    tell,
    timed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from clothesfinder.store import Match, Vector
    from tests.benchmarks.search import Figures

SIZES, TURNS = (100_000, 1_000_000), 5
COLUMNS = {
    "pictures": ",", "filter": "", "passing": ",", "unfiltered_ms": ".1f", "first_ms": ".1f",
    "again_ms": ".1f", "times_first": ".1f", "times_again": ".1f", "exact": "", "load": ".1f",
}  # fmt: skip


def filters(count: int) -> dict[str, Filter]:
    """What to keep to, by what it keeps."""
    return {
        "name, all": Filter(name=".jpg"),
        "name, half": Filter(name="1"),
        "name, few": Filter(name="12345"),
        "name with *, half": Filter(name="*1*.jpg"),
        "folder, 1 %": Filter("07"),
        "folder and name": Filter("07", "1"),
        "date, nearly all": Filter(since_ns=100),
        "date, half": Filter(since_ns=count // 2),
        "date, few": Filter(since_ns=count - 100),
        "shape, all": Filter(shape="portrait"),
        "no copies": Filter(most=NO_COPIES),
        "score up to 0.5": Filter(most=0.5),
        "score up to 0.2": Filter(most=0.2),
        "score from 0.5": Filter(least=0.5),
    }


def passing_of(among: Filter, count: int) -> NDArray[np.bool_]:
    """Which pictures pass, whatever their scores; all are portraits."""
    test = PictureTest(among)
    return np.array(
        [test.passes_by_path(path_of(n)) and test.passes_by_time(n) for n in range(count)]
    )


def best_of(
    scores: NDArray[np.float64], passing: NDArray[np.bool_], among: Filter
) -> list[tuple[str, float]]:
    """The pictures that float64 finds, and their scores."""
    least, most = among.scores
    those = np.flatnonzero(passing & (scores >= least) & (scores <= most))
    best = those[np.argsort(-scores[those], kind="stable")[:LIMIT]]
    return [(path_of(int(picture)), float(scores[picture])) for picture in best]


def all_scores(vectors: NDArray[np.float32], query: Vector) -> NDArray[np.float64]:
    scores = np.empty(len(vectors))
    for start in range(0, len(vectors), AT_ONCE):
        rows = vectors[start : start + AT_ONCE].astype(np.float64)
        scores[start : start + AT_ONCE] = rows @ query.astype(np.float64)
    return scores


def is_right(found: Sequence[Match], expected: list[tuple[str, float]]) -> bool:
    return len(found) == len(expected) and (not expected or is_same(found, expected))


def asked_for(vectors: NDArray[np.float32]) -> list[tuple[Vector, NDArray[np.float64]]]:
    """Queries, of length 1 that their scores be cosines, with all their scores."""
    some = [query / np.linalg.norm(query) for query in islice(queries(vectors), TURNS)]
    return [(query, all_scores(vectors, query)) for query in some]


def measured(
    store: LocalStore, asked: Sequence[tuple[Vector, NDArray[np.float64]]], name: str, among: Filter
) -> Figures:
    """One filter, in turn with none."""
    count = len(asked[0][1])
    passing, exact = passing_of(among, count), 0
    times: dict[str, list[float]] = {"unfiltered_ms": [], "first_ms": [], "again_ms": []}
    for query, scores in asked:
        found: list[Match] = []
        store._passing.forget()
        works = (
            lambda query=query: store.search(query, LIMIT),
            lambda query=query, found=found: found.extend(store.search(query, LIMIT, among)),
            lambda query=query: store.search(query, LIMIT, among),
        )
        for column, work in zip(times, works, strict=True):
            times[column].append(1000 * timed(work))
        exact += is_right(found, best_of(scores, passing, among))
    first, again = (
        median(t / u for t, u in zip(times[column], times["unfiltered_ms"], strict=True))
        for column in ("first_ms", "again_ms")
    )
    medians = {column: median(values) for column, values in times.items()}
    told = {"pictures": count, "filter": name, "passing": int(passing.sum())}
    ratios = {"times_first": first, "times_again": again}
    return {**told, **medians, **ratios, "exact": f"{exact}/{TURNS}", "load": os.getloadavg()[0]}


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", nargs="*", type=int, default=SIZES)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    tell("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    rows = []
    for count in options.pictures:
        vectors = made_up(count)
        with (
            tempfile.TemporaryDirectory(dir=options.folder) as folder,
            closing(LocalStore(Path(folder) / "index.sqlite3")) as store,
        ):
            store.reset(SPACE)
            for start in range(0, count, AT_ONCE):
                store.put(entries_of(vectors[start : start + AT_ONCE], start, 1))
            list(store.ready())
            asked = asked_for(vectors)
            for name, among in filters(count).items():
                rows.append(measured(store, asked, name, among))
                told = (format(rows[-1][column], form) for column, form in COLUMNS.items())
                tell("| " + " | ".join(told) + " |")
        if options.json:
            options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

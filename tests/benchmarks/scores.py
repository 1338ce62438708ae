"""Measures whether the words beside the scores are right: `python -m tests.benchmarks.scores`.

Takes a folder, that of tests.benchmarks.matching, ../shared/data unless named. Galleries of its
photos are indexed and searched as a user would. Their indexes are kept in the system's temporary
folder, so that a second run takes seconds, and brought up to date by it. Of each search
*all* matches are counted, not the first fifty. The built-in model has learned from these photos,
so the words are right less often for others.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clothesfinder.calibration import CLOSE, SAME, STYLE, WORDS
from clothesfinder.catalog import Catalog
from clothesfinder.query import Query

from .matching import NO_CATEGORY, read_rows

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from clothesfinder.answers import Found

R = TypeVar("R")
KEPT = Path(tempfile.gettempdir()) / "clothesfinder-scores"
"""Where the indexes are kept between two runs."""
EVERY = 4
"""Of so many photos of the labelled gallery one is looked for."""
KINDS = {2: "same garment", 1: "its style, other colour", 0: "any other"}


class Line(NamedTuple):
    """One kind of true or false match: how often each word was said of it."""

    kind: str
    words: Counter[str]

    def __str__(self) -> str:
        counted = self.words.total()
        told = (f"{self.words[word]:>7,} ({self.words[word] / counted:6.1%})" for word in WORDS)
        return f"{self.kind:<26}{counted:>9,}" + "".join(told)


HEAD = f"{'':<26}{'pairs':>9}" + "".join(f"{word:>17}" for word in WORDS)


def end(job: Generator[object, None, R]) -> R:
    """Run a job to its end."""
    while True:
        try:
            next(job)
        except StopIteration as stop:
            value: R = stop.value
            return value


def open_gallery(name: str, folders: list[Path]) -> Catalog:
    """Index these folders as one gallery, and find out what its scores mean."""
    place = KEPT / name
    place.mkdir(parents=True, exist_ok=True)
    for number, folder in enumerate(folders):
        if not (link := place / str(number)).exists():
            link.symlink_to(folder.resolve(), target_is_directory=True)
    catalog = Catalog(place)
    end(catalog.index())
    return catalog


def count_pairs(catalog: Catalog, data: Path) -> Iterator[Line]:
    """Look for each query of the pairs among all of a gallery whose first folder has the others."""
    truth = {
        (row["query"], f"0/{Path(row['match']).name}"): int(row["relevance"])
        for row in read_rows(data / "pairs.csv")
    }
    words = {kind: Counter[str]() for kind in KINDS}
    for query in sorted({query for query, _ in truth}):
        found = find(catalog, data / query)
        for match in found.matches:
            words[truth.get((query, match.path), 0)][found.word(match)] += 1
    yield from (Line(KINDS[kind], counter) for kind, counter in words.items())


def count_categories(catalog: Catalog, data: Path) -> Iterator[Line]:
    """Look for photos of a gallery in itself; the categories say what may be alike."""
    files = [row for row in read_rows(data / "labels.csv") if row["file"].startswith("gallery/")]
    kind = {
        f"0/{row['file'].removeprefix('gallery/')}": row["category"]
        for row in files
        if row["category"] not in NO_CATEGORY
    }
    same, other = Line("the same category", Counter()), Line("another category", Counter())
    for path in sorted(kind)[::EVERY]:
        found = find(catalog, catalog.gallery / path)
        for match in found.matches:
            if match.path in kind and match.path != path:
                line = same if kind[match.path] == kind[path] else other
                line.words[found.word(match)] += 1
    yield from (same, other)


def find(catalog: Catalog, picture: Path) -> Found:
    """Find all pictures, best first."""
    return end(catalog.search(Query(picture), 10_000))


def right(lines: list[Line]) -> Iterator[str]:
    """Of what each word was said of, how much is the same garment, and at least of its style."""
    of = {line.kind: line.words for line in lines}
    garment, style = of[KINDS[2]], of[KINDS[1]]
    for word in (SAME, CLOSE, STYLE):
        said = sum(words[word] for words in of.values())
        if said:
            both = garment[word] + style[word]
            yield (
                f"{word}: said {said:,} times, the same garment {garment[word] / said:.0%},"
                f" or its style in another colour {both / said:.0%}"
            )


def report(data: Path) -> Iterator[str]:
    """Measure, and say what came out, line by line."""
    catalogue, photos = data / "pairs/gallery", data / "gallery"
    galleries = {
        "the catalogue": [catalogue],
        "the catalogue among other photos": [catalogue, photos],
        "photos": [photos],
    }
    for name, folders in galleries.items():
        catalog = open_gallery(name.replace(" ", "-"), folders)
        start = time.perf_counter()
        is_new = end(catalog.calibrate())
        seconds = f", {time.perf_counter() - start:.1f} s to find out" if is_new else ""
        lines = list((count_pairs if catalogue in folders else count_categories)(catalog, data))
        yield f"\n{name}, {catalog.status().indexed:,} pictures{seconds}"
        yield HEAD
        yield from map(str, lines)
        if catalogue in folders:
            yield from right(lines)
        catalog.close()


def main() -> None:
    """Print the figures."""
    os.environ["CLOTHESFINDER_DATA"] = str(KEPT / "own files")
    for line in report(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")):
        print(line, flush=True)  # noqa: T201 - this is what the program is for


if __name__ == "__main__":
    main()

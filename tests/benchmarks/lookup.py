"""Measures looking up many: `python -m tests.benchmarks.lookup [FOLDER] [--pictures N]`.

Half of N pictures of FOLDER (../shared/data/gallery) are indexed; then all N are looked up in that
index, in turns and a few times over:

- one at a time: a search each, as a script would do without the look-up;
- look-up: all of them at once;
- indexing: all N into an empty index, for comparison. It makes about two vectors a picture, where a
  query has one.

The processor time hardly depends on what else the machine does, the rest does: load is told.

Then what memory a look-up of ROWS queries takes, which are the same few pictures again and again
(with no network, for it is the rows that are measured), and what their contact sheet takes.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from statistics import median
from typing import TYPE_CHECKING, Any

from clothesfinder.built_in import load_builtin
from clothesfinder.catalog import Catalog
from clothesfinder.export import export
from clothesfinder.findings import Findings
from clothesfinder.lookup import LookUpWishes
from clothesfinder.lookup_queries import Listing, list_queries
from clothesfinder.query import Query
from clothesfinder.settings import load_settings, save_settings
from clothesfinder.sheets import sheet_of_look_up
from tests.conftest import ColourEmbedder, result, save

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

ROUNDS = 3
ROWS = 100_000
SHEET_ROWS = 10_000


def main() -> list[str]:
    """Measure, and return what came out in lines."""
    parser = argparse.ArgumentParser(description="Measure looking up many.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/gallery"))
    parser.add_argument("--pictures", type=int, default=240)
    parser.add_argument("--rows", action="store_true", help="only the memory that rows take")
    parser.add_argument("--rates", action="store_true", help="only how fast it is")
    chosen = parser.parse_args()
    if chosen.rows:
        return rows()
    with tempfile.TemporaryDirectory() as place:
        os.environ["CLOTHESFINDER_DATA"] = f"{place}/own files"
        save_settings(replace(load_settings(), pace="full"))
        told = rates(chosen.folder, chosen.pictures, Path(place))
    return [*told, *([] if chosen.rates else asked_for_rows())]


def rates(folder: Path, pictures: int, place: Path) -> list[str]:
    """How many pictures a second each way takes."""
    queries, gallery, fresh = (place / name for name in ("queries", "gallery", "fresh"))
    found = sorted(folder.rglob("*.jpg"))
    chosen = found[:: max(1, len(found) // pictures)][:pictures]
    for number, path in enumerate(chosen):
        for target in (queries, fresh, *([gallery] if number % 2 else [])):
            target.mkdir(exist_ok=True)
            copyfile(path, target / f"{number:05}.jpg")
    embedder = load_builtin()
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())
        result(catalog.calibrate())
        ways: dict[str, Callable[[], object]] = {
            "one at a time": lambda: one_at_a_time(catalog, queries),
            "look-up": lambda: look_up(catalog, queries),
            "indexing": lambda: index(fresh, embedder),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        of_cores: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                start, of_core = time.perf_counter(), time.process_time()
                way()
                seconds[name].append(time.perf_counter() - start)
                of_cores[name].append(time.process_time() - of_core)
    each = {name: len(chosen) / median(taken) for name, taken in seconds.items()}
    load = f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores"
    told = [load] + [
        f"{name:15} {rate:6.1f} pictures a second,"
        f" {1000 * median(of_cores[name]) / len(chosen):5.1f} ms of a core for each"
        for name, rate in each.items()
    ]
    ratio = each["look-up"] / each["one at a time"]
    share = each["look-up"] / each["indexing"]
    return [*told, f"look-up / one at a time {ratio:.2f}, look-up / indexing {share:.2f}"]


def one_at_a_time(catalog: Catalog, queries: Path) -> None:
    """Search with each, as `clothesfinder search` does."""
    for path in sorted(queries.iterdir()):
        result(catalog.search(Query(path), 5))


def look_up(catalog: Catalog, queries: Path) -> None:
    """Look them up at once."""
    listing = result(list_queries([queries]))
    result(catalog.look_up(listing, Findings(catalog.gallery, listing.paths), LookUpWishes()))


def index(folder: Path, embedder: Any) -> None:
    """Index them, without the loading of the model."""
    with closing(Catalog(folder, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())
        catalog.forget()


def asked_for_rows() -> list[str]:
    """Measure memory in a process of its own, that never held anything else."""
    command = [sys.executable, "-m", "tests.benchmarks.lookup", "--rows"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def rows() -> list[str]:
    """What memory very many rows take, and a contact sheet of many."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["CLOTHESFINDER_DATA"] = f"{place}/own files"
        gallery = Path(place, "gallery")
        for number in range(40):
            save(gallery / f"some folder/picture {number}.png")
        embedder = ColourEmbedder()
        with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
            result(catalog.index())
            few = result(list_queries([gallery])).paths
            filled(catalog, few)  # what is there whether there are many or few
            before, start = most_memory(), time.perf_counter()
            findings = filled(catalog, [few[row % len(few)] for row in range(ROWS)])
            seconds, after = time.perf_counter() - start, most_memory()
            told = f"{len(findings):,} rows: {after - before:.0f} MB more, {seconds:.0f} s"
        return [told, written(findings, Path(place))]


def filled(catalog: Catalog, paths: list[str]) -> Findings:
    """Look these up."""
    findings = Findings(catalog.gallery, paths)
    result(catalog.look_up(Listing(paths, {}), findings, LookUpWishes()))
    return findings


def written(findings: Findings, place: Path) -> str:
    """Write the contact sheet of the first rows."""
    import numpy as np

    sheet = sheet_of_look_up(findings, np.arange(SHEET_ROWS))
    file, before, start = place / "sheet.html", most_memory(), time.perf_counter()
    finish(export(sheet, file))
    seconds, after = time.perf_counter() - start, most_memory()
    size = file.stat().st_size / 1e6
    return (
        f"contact sheet of {SHEET_ROWS:,} rows: {size:.0f} MB in {seconds:.0f} s,"
        f" {after - before:.0f} MB of memory more"
    )


def finish(job: Generator[object, None, object]) -> None:
    """Run a job to its end."""
    for _ in job:
        pass


def most_memory() -> float:
    """The most megabytes that this process has held so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    for line in main():
        print(line)  # noqa: T201 - this is what the program is for

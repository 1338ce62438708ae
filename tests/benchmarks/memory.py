"""Measures indexing's memory: `python -m tests.benchmarks.memory [PICTURES ...] [--json FILE]`.

Indexes 1,000 and then 20,000 pictures (or as many as are named), each gallery with the built-in
model in a process of its own: copies of those of `--folder` (../shared/data/gallery), each with a
few bytes of its own behind its end, so that none is known by its content. Tells the most memory
that the process ever had resident, what it had once the model was loaded, and what it had on the
way, by how many megabytes that grew for each thousand pictures of the second half. The goal: the
most for the larger gallery is that for the smaller one, and below GOAL megabytes.

20,000 pictures take minutes, and half a gigabyte below `--place`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from clothesfinder.built_in import load_builtin
from clothesfinder.catalog import Catalog
from clothesfinder.settings import load_settings, save_settings
from tests.benchmarks.search import resident, tell

PICTURES = 1_000, 20_000
GOAL = 1200.0
FLAT = 1.1
"""What the larger gallery may take for the smaller one's 1: what is a little more is chance."""
EVERY = 250
A_FOLDER = 1000
Figures = dict[str, Any]


def lay_out(folder: Path, count: int, target: Path) -> None:
    """Copy pictures until there are so many, no two of the same content."""
    found = sorted(folder.rglob("*.jpg"))
    for number in range(count):
        place = target / f"{number // A_FOLDER:03}"
        place.mkdir(exist_ok=True)
        data = found[number % len(found)].read_bytes() + f"{number:012}".encode()
        (place / f"{number:06}.jpg").write_bytes(data)


def index(folder: Path, data: Path) -> Figures:
    """Index the folder in this process; return what memory that took, in megabytes."""
    os.environ["CLOTHESFINDER_DATA"] = str(data)
    save_settings(replace(load_settings(), pace="full"))
    embedder = load_builtin()
    loaded, start, on_the_way = resident("VmRSS"), time.perf_counter(), list[tuple[int, float]]()
    catalog = Catalog(folder, load_embedder=lambda: embedder)
    for progress in catalog.index():
        if progress.rate and progress.done >= (on_the_way[-1][0] if on_the_way else 0) + EVERY:
            on_the_way.append((progress.done, resident("VmRSS")))
            print(f"{progress.done} pictures: {on_the_way[-1][1]:.0f} MB", file=sys.stderr)  # noqa: T201
    catalog.close()
    seconds = time.perf_counter() - start
    return {
        "loaded_mb": loaded,
        "most_mb": resident("VmHWM"),
        "grown_mb_per_1000": slope(on_the_way),
        "seconds": seconds,
        "on_the_way": on_the_way,
    }


def slope(on_the_way: list[tuple[int, float]]) -> float:
    """By how many megabytes the memory grew for a thousand pictures of the second half."""
    second = on_the_way[len(on_the_way) // 2 :]
    if len(second) < 2:
        return 0.0
    done, memory = zip(*second, strict=True)
    return float(np.polyfit(done, memory, 1)[0]) * 1000


def measure(folder: Path, count: int, place: Path | None) -> Figures:
    """Index so many in a process of its own."""
    with tempfile.TemporaryDirectory(dir=place) as own:
        pictures, data = Path(own, "pictures"), Path(own, "data")
        pictures.mkdir()
        lay_out(folder, count, pictures)
        command = [sys.executable, "-m", "tests.benchmarks.memory", "--index"]
        run = subprocess.run(
            [*command, str(pictures), str(data)], check=True, stdout=subprocess.PIPE, text=True
        )
    figures: Figures = json.loads(run.stdout.splitlines()[-1])
    return {"pictures": count, "load": os.getloadavg()[0], **figures}


def told(figures: Figures) -> str:
    """Return a row of the table."""
    return (
        f"{figures['pictures']:8,}{figures['loaded_mb']:16.0f}{figures['most_mb']:9.0f}"
        f"{figures['grown_mb_per_1000']:19.2f}{figures['seconds']:9.0f}{figures['load']:6.1f}"
    )


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", nargs="*", type=int, default=PICTURES)
    parser.add_argument("--folder", type=Path, default=Path("../shared/data/gallery"))
    parser.add_argument("--place", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--index", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.index:
        tell(json.dumps(index(*options.index)))
        return
    tell("pictures   MB once loaded  at most   grown by each 1000  seconds  load")
    rows = []
    for count in options.pictures:
        rows.append(measure(options.folder, count, options.place))
        tell(told(rows[-1]))
        if options.json:
            options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    ratio = rows[-1]["most_mb"] / rows[0]["most_mb"]
    kept = ratio <= FLAT and rows[-1]["most_mb"] < GOAL
    tell(f"{ratio:.2f} times the first, goals {'kept' if kept else 'missed'}")


if __name__ == "__main__":
    main()

"""Tells what indexing spends its time on: `python -m tests.benchmarks.steps FOLDER [--json FILE]`.

Takes all JPEGs of FOLDER step by step as indexing does, in one thread, several times over, and
tells for each step the processor time of a picture, in milliseconds: that hardly depends on what
else the machine does. Then all of them are indexed, by as many threads as there are cores; what
that took more is the rest: threads that wait for each other's caches and for Python, the report,
the journal, the plan.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections import defaultdict
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from clothesfinder import fitting
from clothesfinder.built_in import REGION_EDGE, BuiltIn, letterbox, load_builtin
from clothesfinder.catalog import Catalog
from clothesfinder.embedder import Region
from clothesfinder.images import open_picture, read_file
from clothesfinder.local_store import LocalStore
from clothesfinder.plan import digest_of
from clothesfinder.regions import find_regions
from clothesfinder.settings import load_settings, save_settings
from clothesfinder.store import WHOLE, Entry, Stamp
from tests.benchmarks.search import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

ROUNDS = 3
LARGEST = 100
STEPS = (
    "read", "digest", "decode", "fit", "network", "find regions", "fit regions",
    "network on regions", "store",
)  # fmt: skip


class Clock:
    """Adds up this thread's processor time, step by step."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """Count what is done inside as this step."""
        start = time.thread_time()
        yield
        self.seconds[step] += time.thread_time() - start


def by_hand(paths: list[Path], model: BuiltIn, database: Path) -> dict[str, float]:
    """Take them one batch at a time; return the milliseconds of a picture for each step."""
    clock = Clock()
    with closing(LocalStore(database)) as store:
        store.reset(model.space)
        entries: list[Entry] = []
        for first in range(0, len(paths), model.batch):
            entries += batch_by_hand(paths[first : first + model.batch], model, clock)
            if len(entries) >= store.at_once or first + model.batch >= len(paths):
                with clock.of("store"):
                    store.put(entries)
                entries = []
    return {step: 1000 * clock.seconds[step] / len(paths) for step in STEPS}


def batch_by_hand(paths: list[Path], model: BuiltIn, clock: Clock) -> list[Entry]:
    """From the disk to the vectors, as `Reader` and `BuiltIn.see` do it."""
    images, stamps = [], []
    for path in paths:
        with clock.of("read"):
            data, _ = read_file(path)
        with clock.of("digest"):
            digest = digest_of(data)
        with clock.of("decode"):
            images.append(open_picture(data, model.edge, LARGEST).image)
        stamps.append(Stamp(0, len(data), digest))
    return [
        Entry(path.name, region.box, stamp, region.vector, *image.size)
        for path, stamp, image, regions in zip(
            paths, stamps, images, see_by_hand(images, model, clock), strict=True
        )
        for region in regions
    ]


def see_by_hand(images: list[Image.Image], model: BuiltIn, clock: Clock) -> list[list[Region]]:
    with clock.of("fit"):
        pixels = [letterbox(image) for image in images]
    with clock.of("network"):
        vectors, garments = model._embed(pixels)
    with clock.of("find regions"):
        wanted = [
            (number, box)
            for number, image in enumerate(images)
            for box in find_regions(garments[number], *image.size)
        ]
    with clock.of("fit regions"):
        parts = [fitting.cut_out(images[number], box) for number, box in wanted]
        pixels = [fitting.letterbox(part, REGION_EDGE) for part in parts]
    seen = [[Region(WHOLE, vector)] for vector in vectors]
    for first in range(0, len(wanted), model.batch):
        with clock.of("network on regions"):
            found = model._embed(pixels[first : first + model.batch])[0]
        for (number, box), vector in zip(wanted[first : first + model.batch], found, strict=True):
            seen[number].append(Region(box, vector))
    return seen


def in_full(folder: Path, pictures: int, model: BuiltIn, data: Path) -> dict[str, float]:
    """Index the folder; return the milliseconds of a picture: of all cores, and by the clock."""
    os.environ["CLOTHESFINDER_DATA"] = str(data)
    save_settings(replace(load_settings(), pace="full"))
    with closing(Catalog(folder, load_embedder=lambda: model)) as catalog:
        start, used = time.perf_counter(), time.process_time()
        for _ in catalog.index():
            pass
        used, start = time.process_time() - used, time.perf_counter() - start
    return {"indexing": 1000 * used / pictures, "by the clock": 1000 * start / pictures}


def measure(folder: Path) -> dict[str, float]:
    """The medians of some rounds."""
    paths, model = sorted(folder.rglob("*.jpg")), load_builtin()
    assert isinstance(model, BuiltIn)
    rounds = []
    with tempfile.TemporaryDirectory() as place:
        by_hand(paths[: 4 * model.batch], model, Path(place, "warm.db"))
        for number in range(ROUNDS):
            steps = by_hand(paths, model, Path(place, f"{number}.db"))
            whole = in_full(folder, len(paths), model, Path(place, str(number)))
            rest = whole["indexing"] - sum(steps.values())
            rounds.append({**steps, "rest": rest, **whole})
    return {step: median(one[step] for one in rounds) for step in rounds[0]}


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    steps = measure(options.folder)
    tell(f"processor time of a picture, ms (load {load:.1f})")
    for step, milliseconds in steps.items():
        tell(f"{step:20}{milliseconds:8.2f}")
    if options.json:
        options.json.write_text(json.dumps({"load": load, **steps}), encoding="utf-8")


if __name__ == "__main__":
    main()

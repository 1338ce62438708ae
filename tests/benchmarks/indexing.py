"""Measures indexing: `python -m tests.benchmarks.indexing [FOLDER] [--pictures N] [--json FILE]`.

PICTURES of FOLDER (../shared/data/gallery), which are of the size of the web, and some made from
them at 12 megapixels with noise, as a camera has them. In turns, each in a process of its own:

- naive: see `tests.benchmarks.naive`; it makes one vector a picture;
- imagededup: see `tests.benchmarks.peer`, where it is installed;
- ours: `clothesfinder index` into an empty index, without the loading; about two vectors a picture;
- bound: the cores over the processor time of decoding and of the network together, as one thread
  alone takes them.

Prints the medians of the rounds and their ratios. Other work on the machine upsets all of them,
the naive way most; the load is printed with them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

import numpy as np
import torch
from PIL import Image

from clothesfinder.built_in import load_builtin
from clothesfinder.catalog import Catalog
from clothesfinder.embedder import see
from clothesfinder.images import open_picture
from clothesfinder.settings import load_settings, save_settings

ROUNDS = 3
CAMERA = 4000, 3000
CAMERA_SHARE = 8
"""Of so many pictures of web size, one is made as large as a camera's."""
AT_ONCE = 8


class Rates(NamedTuple):
    """Pictures a second."""

    naive: float
    peer: float
    """By imagededup; 0 where that is not installed."""
    ours: float
    bound: float


def main() -> list[str]:
    """Measure, and return a table."""
    parser = argparse.ArgumentParser(description="Measure indexing.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/gallery"))
    parser.add_argument("--pictures", type=int, default=240)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as place:
        web, camera = Path(place, "web"), Path(place, "camera")
        lay_out(chosen.folder, chosen.pictures, web, camera)
        rates = {"web": measure(web, Path(place)), "camera": measure(camera, Path(place))}
    if chosen.json:
        measured = {size: one._asdict() for size, one in rates.items()}
        record = {**machine(), "load": load, "pictures a second": measured}
        chosen.json.write_text(json.dumps(record))
    return told(rates, load)


def lay_out(folder: Path, pictures: int, web: Path, camera: Path) -> None:
    """Copy pictures into one folder, and make some of them large in another."""
    found = sorted(folder.rglob("*.jpg"))
    chosen = found[:: max(1, len(found) // pictures)][:pictures]
    for target in (web, camera):
        target.mkdir()
    for number, path in enumerate(chosen):
        copyfile(path, web / f"{number:05}.jpg")
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda path: enlarge(path, camera), sorted(web.iterdir())[::CAMERA_SHARE]))


def enlarge(path: Path, target: Path) -> None:
    """Make it as large as a camera's picture, upright where it is, with as much noise."""
    with Image.open(path) as image:
        size = CAMERA if image.width > image.height else CAMERA[::-1]
        large = np.asarray(image.convert("RGB").resize(size, Image.Resampling.BICUBIC), np.int16)
    noise = np.random.default_rng(len(path.name)).normal(0, 4, large.shape).astype(np.int16)
    noisy = np.clip(large + noise, 0, 255).astype(np.uint8)
    Image.fromarray(noisy).save(target / path.name, quality=90)


def measure(folder: Path, place: Path) -> Rates:
    """Measure each way in turns."""
    pictures = len(list(folder.iterdir()))
    rounds: list[Rates] = []
    for number in range(ROUNDS):
        database = place / f"{folder.name}{number}.db"
        naive = ask("naive", [str(folder), str(database)])["seconds"]
        peer = ask("peer", [str(folder)])["seconds"] if has_peer() else math.inf
        ours = ask("indexing", ["--ours", str(folder), str(place / f"{folder.name}{number}")])
        alone = ask("indexing", ["--alone", str(folder)])
        bound = (os.cpu_count() or 1) / alone["seconds"]
        rates = (pictures / naive, pictures / peer, pictures / ours["seconds"])
        rounds.append(Rates(*rates, bound * pictures))
    return Rates(*(statistics.median(values) for values in zip(*rounds, strict=True)))


def has_peer() -> bool:
    """Whether imagededup can be measured here, too."""
    return importlib.util.find_spec("imagededup") is not None


def ask(module: str, arguments: list[str]) -> dict[str, Any]:
    """Run one way in a process of its own."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return measured


def ours(folder: Path, data: Path) -> float:
    """Index the folder; return how many seconds that took, without loading the model."""
    os.environ["CLOTHESFINDER_DATA"] = str(data)
    save_settings(replace(load_settings(), pace="full"))
    embedder = load_builtin()
    catalog = Catalog(folder, load_embedder=lambda: embedder)
    start = time.perf_counter()
    for _ in catalog.index():
        pass
    seconds = time.perf_counter() - start
    catalog.close()
    return seconds


def alone(folder: Path) -> float:
    """Decode and see all pictures with one thread; return its processor time."""
    embedder = load_builtin()
    paths = sorted(folder.iterdir())
    start = time.thread_time()
    for first in range(0, len(paths), AT_ONCE):
        images = [open_picture(path, embedder.edge).image for path in paths[first:][:AT_ONCE]]
        for batch in range(0, len(images), embedder.batch):
            see(embedder, images[batch : batch + embedder.batch])
    return time.thread_time() - start


def machine() -> dict[str, Any]:
    """On what this was measured."""
    return {
        "processor": torch.backends.cpu.get_cpu_capability(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "torch": torch.__version__,
    }


def told(rates: dict[str, Rates], load: float) -> list[str]:
    """Return what was measured, in lines."""
    measured_on = ", ".join(f"{name} {value}" for name, value in machine().items())
    lines = [
        f"{measured_on}, load {load:.1f}",
        "pictures a second   naive  imagededup    ours   bound   ours/naive   ours/bound",
    ]
    for size, (naive, peer, own, bound) in rates.items():
        ratios = f"{own / naive:12.2f} {own / bound:12.2f}"
        lines.append(f"{size:17}{naive:8.1f}{peer:12.1f}{own:8.1f}{bound:8.1f}{ratios}")
    return lines


def answer(arguments: list[str]) -> list[str]:
    """Measure all, or the one way that is asked for."""
    if arguments[:1] == ["--ours"]:
        return [json.dumps({"seconds": ours(Path(arguments[1]), Path(arguments[2]))})]
    if arguments[:1] == ["--alone"]:
        return [json.dumps({"seconds": alone(Path(arguments[1]))})]
    return main()


if __name__ == "__main__":
    for line in answer(sys.argv[1:]):
        print(line)  # noqa: T201 - this is what the program is for

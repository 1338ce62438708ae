"""Measures indexing: `python -m tests.benchmarks.indexing [FOLDER] [--pictures N] [--json FILE]`.

PICTURES of FOLDER (../shared/data/gallery), which are of the size of the web, and some made from
them at 12 megapixels with noise, as a camera has them. In turns, each in a process of its own:

- naive: see `tests.benchmarks.naive`; it makes one vector a picture;
- imagededup: see `tests.benchmarks.peer`, where it is installed;
- ours: `clothesfinder index` into an empty index, without the loading; about two vectors a picture.
  It gets COPIES of each picture that differ in their last byte, as it would be done with so few
  within a second or two, of which beginning and end are a good part;
- bound: the cores over the processor time of decoding and of the network together, with what lies
  between them, as one thread takes them. Reading the files, their digests and storing are not in
  it, nor is waiting;
- at once: as many such threads as there are cores, each a process of its own, at the same time:
  what cores that share memory and caches can do of the bound, whatever the program.

Prints the medians of the rounds and their ratios. Other work on the machine upsets all of them,
the naive way most; the load is printed with them. At the end, what scaled decoding costs in truth:
see `tests.benchmarks.scaled_decoding`.
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
import PIL
import torch
from PIL import Image

from clothesfinder.built_in import load_builtin
from clothesfinder.catalog import Catalog
from clothesfinder.embedder import see
from clothesfinder.images import open_picture, read_file
from clothesfinder.settings import load_settings, save_settings
from tests.benchmarks import scaled_decoding

ROUNDS = 3
CAMERA = 4000, 3000
CAMERA_SHARE = 8
"""Of so many pictures of web size, one is made as large as a camera's."""
COPIES = 4
LARGEST = 100
"""Megapixels."""
CORES = os.cpu_count() or 1


COLUMNS = (
    "naive", "imagededup", "ours", "bound", "at once",
    "ours/naive", "ours/bound", "ours/at once",
)  # fmt: skip


class Rates(NamedTuple):
    """Pictures a second."""

    naive: float
    peer: float
    """By imagededup; 0 where that is not installed."""
    ours: float
    bound: float
    at_once: float


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
        scaled = scaled_decoding.measure(camera)
    if chosen.json:
        measured = {size: one._asdict() for size, one in rates.items()}
        record = {**machine(), "load": load, "pictures a second": measured}
        record |= {"scaled decoding": scaled, "least": scaled_decoding.GOAL}
        chosen.json.write_text(json.dumps(record), encoding="utf-8")
    return [*told(rates, load), *scaled_decoding.told(scaled)]


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


def several(folder: Path, target: Path) -> Path:
    """Copy each picture several times, with a last byte of its own behind its end."""
    target.mkdir()
    for path in folder.iterdir():
        for copy in range(COPIES):
            (target / f"{path.stem}-{copy}.jpg").write_bytes(path.read_bytes() + bytes([copy]))
    return target


def measure(folder: Path, place: Path) -> Rates:
    """Measure each way in turns."""
    pictures = len(list(folder.iterdir()))
    many = several(folder, place / f"many {folder.name}")
    rounds: list[Rates] = []
    for number in range(ROUNDS):
        database = place / f"{folder.name}{number}.db"
        naive = ask("naive", [str(folder), str(database)])["seconds"]
        peer = ask("peer", [str(folder)])["seconds"] if has_peer() else math.inf
        ours = ask("indexing", ["--ours", str(many), str(place / f"{folder.name}{number}")])
        alone = ask("indexing", ["--alone", str(folder)])["seconds"] / CORES
        with ThreadPoolExecutor(CORES) as pool:
            asked = [pool.submit(ask, "indexing", ["--alone", str(folder)]) for _ in range(CORES)]
            at_once = statistics.fmean(one.result()["seconds"] for one in asked) / CORES
        seconds = naive, peer, ours["seconds"] / COPIES, alone, at_once
        rounds.append(Rates(*(pictures / each for each in seconds)))
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
    paths, seconds = sorted(folder.iterdir()), 0.0
    for first in range(0, len(paths), embedder.batch):
        files = [read_file(path)[0] for path in paths[first : first + embedder.batch]]
        start = time.thread_time()
        see(embedder, [open_picture(data, embedder.edge, LARGEST).image for data in files])
        seconds += time.thread_time() - start
    return seconds


def machine() -> dict[str, Any]:
    """On what this was measured."""
    return {
        "processor": torch.backends.cpu.get_cpu_capability(),
        "cores": CORES,
        "system": platform.platform(),
        "Python": platform.python_version(),
        "torch": torch.__version__,
        "Pillow": PIL.__version__,
    }


def told(rates: dict[str, Rates], load: float) -> list[str]:
    """Return what was measured, in lines."""
    measured_on = ", ".join(f"{name} {value}" for name, value in machine().items())
    lines = [
        f"{measured_on}, load {load:.1f}",
        f"{'pictures a second':17}{''.join(f'{name:>13}' for name in COLUMNS)}",
    ]
    for size, rate in rates.items():
        ratios = (rate.ours / other for other in (rate.naive, rate.bound, rate.at_once))
        cells = [*(f"{one:13.1f}" for one in rate), *(f"{ratio:13.2f}" for ratio in ratios)]
        lines.append(f"{size:17}{''.join(cells)}")
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

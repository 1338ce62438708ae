"""Measures uploading to MongoDB: `python -m tests.benchmarks.atlas_upload [FOLDER] [PICTURES]`.

Against the double of Atlas, in a process of its own that writes through to the disk: a gallery of
made-up vectors copied from the embedded store, the same as one `insert_one` a picture with its
vector as a list of doubles, and PICTURES (300) of FOLDER (../shared/data/gallery) indexed by one
program and by two at once. The way to the server is short here; on a longer one, the calls count.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import bson
import numpy as np
from pymongo import MongoClient, monitoring

from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_store import PICTURES, AtlasStore
from clothesfinder.local_store import LocalStore
from clothesfinder.store import WHOLE, Entry, Space, Stamp
from clothesfinder.transfer import copy_gallery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clothesfinder.store import Store

COPIED, SPACE = 5_000, Space("made up", "none", "none", 512)
COUNTED = 500
"""Pictures of the further run that counts bytes and calls, which takes time itself."""
Row = dict[str, Any]


class Upload(NamedTuple):
    """What an upload took."""

    rate: float
    """Pictures a second."""
    stored: float
    """Bytes a picture, as BSON has its row."""
    sent: float
    """Bytes a picture of all commands, as BSON has them."""
    calls: float
    """Commands a picture."""


class Sent(monitoring.CommandListener):
    """Counts the commands that are sent, and their bytes."""

    def __init__(self) -> None:
        self.calls = self.bytes = 0

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        self.calls += 1
        self.bytes += len(bson.encode(event.command))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        pass

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of its own."""
    command = [sys.executable, "-m", "tests.atlas.serve", str(folder), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        try:
            yield f"mongodb://127.0.0.1:{int(server.stdout.readline())}/"
        finally:
            server.terminate()


def made_up(count: int) -> list[Entry]:
    """Entries of random unit vectors."""
    numbers = np.random.default_rng(1).normal(size=(count, SPACE.dimension))
    unit = (numbers / np.linalg.norm(numbers, axis=1, keepdims=True)).astype(np.float32)
    return [
        Entry(f"shirts/{row % 50}/{row}.jpg", WHOLE, Stamp(row, row, f"{row:032x}"), vector, 3, 4)
        for row, vector in enumerate(unit)
    ]


def copy(url: str, entries: list[Entry], local: Store) -> None:
    """Move the gallery as the program does."""
    local.reset(SPACE)
    local.put(entries)
    with closing(AtlasStore(read_address(url, "copied"))) as target:
        for _ in copy_gallery(local, target):
            pass


def insert_one_by_one(url: str, entries: list[Entry]) -> None:
    """Store the gallery a picture at a time, the vector as a list of doubles."""
    with MongoClient[Row](url) as client:
        rows = client["clothesfinder"]["one by one"]
        for entry in entries:
            numbers = entry.vector.astype(np.float64).tolist()
            rows.insert_one(
                {"path": entry.path, "digest": entry.stamp.digest, "embedding": numbers}
            )


def measure(url: str, rows: str, upload: Callable[[str, list[Entry]], None]) -> Upload:
    """Upload all for the rate, then some anew for the bytes."""
    entries = made_up(COPIED)
    start = time.perf_counter()
    upload(url, entries)
    seconds = time.perf_counter() - start
    with MongoClient[Row](url) as client:
        held = client["clothesfinder"][rows]
        sizes = [len(bson.encode(row)) for row in held.find().limit(COUNTED)]
        client.drop_database("clothesfinder")
    sent = Sent()
    monitoring.register(sent)
    upload(url, entries[:COUNTED])
    monitoring._LISTENERS.command_listeners.remove(sent)
    return Upload(
        COPIED / seconds, float(np.mean(sizes)), sent.bytes / COUNTED, sent.calls / COUNTED
    )


def index(url: str, folder: Path, data: Path, programs: int) -> tuple[float, list[int]]:
    """Index the folder by so many programs at once: pictures a second, and how many each did."""
    program = [sys.executable, "-m", "clothesfinder", "index"]
    command = [*program, str(folder), "--store", url, "--json"]
    running = [
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"CLOTHESFINDER_DATA": str(data / f"{programs}.{number}")},
        )
        for number in range(programs)
    ]
    told = [json.loads(one.communicate()[0].splitlines()[-1]) for one in running]
    indexed = [int(one["indexed"]) for one in told]
    return sum(indexed) / max(one["seconds"] for one in told), indexed


def report(source: Path, count: int, folder: Path) -> Iterator[str]:
    """Measure, and say what came out, line by line."""
    os.environ["CLOTHESFINDER_DATA"] = str(folder / "own files")
    yield f"load average {os.getloadavg()[0]:.2f}, {os.cpu_count()} processors"
    with served(folder / "server") as url, closing(LocalStore(folder / "local.sqlite3")) as local:
        ours = measure(url, PICTURES, lambda url, entries: copy(url, entries, local))
        theirs = measure(url, "one by one", insert_one_by_one)
        yield f"{COPIED} vectors of {SPACE.dimension}: in batches, one by one, ratio"
        for name, one, other in zip(Upload._fields, ours, theirs, strict=True):
            yield f"{name:<10}{one:>12.3f}{other:>12.3f}{one / other:>10.3f}"
        gallery = folder / "gallery"
        gallery.mkdir()
        for file in sorted(source.rglob("*.jpg"))[:count]:
            shutil.copy(file, gallery / f"{file.parent.name} {file.name}")
        alone, _ = index(f"{url}alone", gallery, folder, 1)
        both, shares = index(f"{url}both", gallery, folder, 2)
        count = len(list(gallery.iterdir()))
        yield f"indexing {count} pictures: {alone:.1f} a second by one program, {both:.1f} by two"
        yield f"ratio {both / alone:.2f}, shares {shares}, load average {os.getloadavg()[0]:.2f}"


def main() -> None:
    """Print the figures."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/gallery")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with tempfile.TemporaryDirectory() as folder:
        for line in report(source, count, Path(folder)):
            print(line, flush=True)  # noqa: T201 - this is what the program is for


if __name__ == "__main__":
    main()

"""Indexes as they were made by each release, for all later ones to open.

To freeze what the present code makes, before a release that changes how an index is kept:
``python -m tests.frozen NAME``. It makes a folder NAME here, with the index of a small gallery and
what it holds, and leaves those that are there alone.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from clothesfinder.store import Index

FOLDER = Path(__file__).parent
INDEX, HELD = "index.sqlite3", "held.json"
MTIME_NS = 1_700_000_000_123_456_789
NAMES = (
    *(f"shirts/{number}.bmp" for number in range(4)),
    *(f"shirts/summer/{number}.bmp" for number in range(4)),
    "é.bmp",
    "e\u0301.bmp",
    "衣服 'n\n\".bmp",
    os.fsdecode(b"caf\xe9 \xff.bmp"),
)
BROKEN = "shirts/broken.bmp"


def make_gallery(gallery: Path) -> None:
    """Draw the pictures that every frozen index is of, each to the byte the same at any time."""
    for number, name in enumerate(NAMES):
        colours = np.random.default_rng(number).integers(0, 256, (4, 2, 3)).astype(np.uint8)
        pixels = colours.repeat(8, axis=0).repeat(8, axis=1)
        file = gallery / name
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(file, "BMP")
        os.utime(file, ns=(MTIME_NS, MTIME_NS + number * 1000))
    (gallery / BROKEN).write_bytes(b"no picture")
    os.utime(gallery / BROKEN, ns=(MTIME_NS, MTIME_NS))


def held(index: Index) -> dict[str, Any]:
    """All that an index holds, as JSON has it."""
    entries = index.entries(sorted(index.stamps()))
    return {
        "space": index.space(),
        "entries": [
            [one.path, [*one.part], [*one.stamp], one.vector.tobytes().hex(), one.width, one.height]
            for one in entries
        ],
        "failures": [[*failure] for failure in index.failures()],
    }


def read(release: str) -> dict[str, Any]:
    """What a frozen index holds."""
    told: dict[str, Any] = json.loads((FOLDER / release / HELD).read_text("ascii"))
    return told

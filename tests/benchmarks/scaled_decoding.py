"""Tells what scaled decoding costs in truth: `python -m tests.benchmarks.scaled_decoding FOLDER`.

Indexing decodes a large JPEG at a half, a quarter or an eighth of its size. Each JPEG of FOLDER,
large as a camera's, is embedded so and decoded in full; told is the cosine of the two vectors, of
the whole and of each of its regions. The regions are those found in the picture as it is indexed:
the same place is cut out of both. The goal: no cosine below GOAL. So it is with parts of a query's
picture, some of them small; their goal is PARTS_GOAL, for more of the picture is decoded for them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from clothesfinder import fitting
from clothesfinder.built_in import REGION_EDGE, load_builtin
from clothesfinder.cropping import NAMED, open_part
from clothesfinder.embedder import see
from clothesfinder.images import open_picture
from clothesfinder.orientation import UPRIGHT
from clothesfinder.store import WHOLE, Box
from tests.benchmarks.search import tell

if TYPE_CHECKING:
    from clothesfinder.embedder import Embedder

GOAL, PARTS_GOAL = 0.99, 0.999
PARTS = (
    *NAMED.values(),
    *(Box(0.3, 0.25, 0.62, 0.8), Box(0.1, 0.4, 0.9, 0.55), Box(0.45, 0.4, 0.57, 0.52)),
)


def cosines(path: Path, embedder: Embedder) -> list[float]:
    """The cosine of each vector that indexing makes to that of the picture decoded in full.

    The whole first, then the regions that indexing finds. Raises ValueError where the picture is
    so small that it is decoded in full anyway.
    """
    scaled, full = open_picture(path, embedder.edge).image, open_picture(path).image
    if scaled.size == full.size:
        raise ValueError(f"{path} is too small to be scaled")
    found = []
    for box, vector in see(embedder, [scaled])[0]:
        if box == WHOLE:
            pixels = embedder.prepare(full)
        else:
            pixels = fitting.letterbox(fitting.cut_out(full, box), REGION_EDGE)
        found.append(float(vector @ embedder.embed([pixels])[0]))
    return found


def cosines_of_parts(path: Path, embedder: Embedder) -> list[float]:
    """The cosine of the vector of each of PARTS to that of the picture decoded in full."""
    full = open_picture(path).image
    data = path.read_bytes()
    found = []
    for box in PARTS:
        part = open_part(data, box, UPRIGHT, embedder.edge)
        pixels = [embedder.prepare(image) for image in (part, fitting.cut_out(full, box))]
        one, other = embedder.embed(pixels)
        found.append(float(one @ other))
    return found


def measure(folder: Path) -> dict[str, Any]:
    """Compare all pictures of a folder."""
    embedder = load_builtin()
    paths = sorted(folder.rglob("*.jpg"))
    found = [cosines(path, embedder) for path in paths]
    kinds = {
        "parts of a query": [one for path in paths for one in cosines_of_parts(path, embedder)],
        "whole": [of_picture[0] for of_picture in found],
        "regions": [cosine for of_picture in found for cosine in of_picture[1:]],
    }
    return {
        kind: {"vectors": len(values), "least": min(values), "mean": fmean(values)}
        for kind, values in kinds.items()
        if values
    }


def told(measured: dict[str, Any]) -> list[str]:
    """Return what was measured, in lines."""
    return ["scaled or in full    vectors  least cosine    mean"] + [
        f"{kind:20}{one['vectors']:8}{one['least']:14.4f}{one['mean']:8.4f}"
        for kind, one in measured.items()
    ]


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    measured = measure(options.folder)
    for line in told(measured):
        tell(line)
    if options.json:
        options.json.write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    main()

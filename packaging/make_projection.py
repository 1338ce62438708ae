"""Learns the built-in model's projection: `python packaging/make_projection.py FOLDER`.

The folder that it was learned from holds 2,179 CC0 photos of clothes, WebP of at most 256 pixels.
The projection keeps the 512 directions in which the square-rooted features of the photos are
longest: the leading right singular vectors, not centred. It is stored as float16, (1280, 512).

One machine writes the same file every time; another machine's may differ in a last digit.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.embedder import (
    BATCH,
    EDGE,
    FEATURES,
    PROJECTION,
    BuiltIn,
    find_weights,
    load_network,
)
from clothesfinder.images import find_pictures, open_picture
from clothesfinder.store import Failure

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSION = 512
TARGET = Path(__file__).absolute().parent.parent / "resources" / PROJECTION


def read_features(folder: Path) -> NDArray[np.float64]:
    """Return the square-rooted features of every picture below a folder: (N, 1280)."""
    model = BuiltIn(load_network(find_weights()), np.eye(FEATURES, dtype=np.float16), "")
    found = [file for file in find_pictures(folder) if not isinstance(file, Failure)]
    features = []
    with ThreadPoolExecutor(2) as pool:
        for start in range(0, len(found), BATCH):
            paths = [folder / file.path for file in found[start : start + BATCH]]
            pixels = pool.map(lambda path: model.prepare(open_picture(path, EDGE).image), paths)
            features.append(np.sqrt(model.features(list(pixels)).astype(np.float64)))
    return np.concatenate(features)


def learn_projection(features: NDArray[np.float64], dimension: int) -> NDArray[np.float16]:
    """Return the `dimension` leading right singular vectors as columns, each with a fixed sign."""
    # The eigenvectors of this small matrix are those vectors, the longest direction last.
    columns = np.linalg.eigh(features.T @ features)[1][:, ::-1][:, :dimension]
    largest = np.abs(columns).argmax(axis=0)
    signs = np.sign(columns[largest, np.arange(dimension)])
    projection: NDArray[np.float16] = (columns * signs).astype(np.float16)
    return projection


def main() -> None:
    """Learn the projection from the folder named on the command line, and store it."""
    features = read_features(Path(sys.argv[1]))
    projection = learn_projection(features, DIMENSION)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.save(TARGET, projection)
    kept = np.square(features @ projection.astype(np.float64)).sum() / np.square(features).sum()
    print(f"{len(features)} pictures; {kept:.4f} of their length squared is kept")


if __name__ == "__main__":
    main()

"""What is indexed when an indexing is killed: galleries, what changes in them, and models."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.built_in import load_builtin

from .conftest import HalvesEmbedder, save

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder

BUILTIN, COMMAND = "builtin", "command"


class Wide(HalvesEmbedder):
    """Three vectors a picture, as long as those of a real model."""

    space = HalvesEmbedder.space._replace(model="wide", dimension=512)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        unit: NDArray[np.float32] = np.tile(super().embed(pixels), 8) / np.float32(8**0.5)
        return unit


class WideLater(Wide):
    """Another model, of which no vector is one of the first."""

    space = Wide.space._replace(weights="later")

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        return -super().embed(pixels)


MODELS: dict[str, Callable[[], Embedder]] = {
    "wide": Wide,
    "later": WideLater,
    BUILTIN: load_builtin,
    COMMAND: load_builtin,
}


def make_gallery(gallery: Path, pictures: int, name: str = "") -> None:
    """Pictures in folders; some are copies of each other, and some are none."""
    for number in range(pictures):
        save(gallery / f"season {number % 6}" / f"{name}{number}.png")
    for number in range(0, pictures, 10):
        file = gallery / f"season {number % 6}" / f"{name}{number}.png"
        (gallery / "copies").mkdir(exist_ok=True)
        shutil.copy2(file, gallery / "copies" / f"{number}.png")
    for name in ("broken.png", "copies/broken.jpg"):
        (gallery / name).write_bytes(b"no picture")


def update(gallery: Path) -> None:
    """Change, add and remove pictures; one is mended, and one is damaged."""
    files = sorted(gallery.glob("season */*.png"))
    for file in files[::5]:
        save(file, (len(file.name), 7, int(file.stem) % 256), size=(70, 80))
    for file in files[1::8]:
        file.unlink()
    for number in range(len(files) // 4):
        save(gallery / "new" / f"new {number}.png")
    save(gallery / "broken.png", (9, 200, 9))
    files[2].write_bytes(b"damaged")


def move(gallery: Path) -> None:
    """Give every picture another folder."""
    for number, file in enumerate(sorted(gallery.glob("*/*.png"))):
        place = gallery / f"moved {number % 5}" / f"{file.parent.name} {file.name}"
        place.parent.mkdir(exist_ok=True)
        file.rename(place)


def leave(_gallery: Path) -> None:
    """Change nothing."""


PHASES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "first index": ("", leave),
    "update": ("same", update),
    "move": ("same", move),
    "model change": ("other", leave),
}
"""Of each, the model that the index was made with before, and what is changed in the gallery."""

"""Galleries in which colours tell the pictures apart, and folders the colours."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.store import Space
from tests.conftest import RGB, ColourEmbedder, save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

HUES = {"red": 0.0, "green": 1 / 3, "blue": 2 / 3}
SHADES = 8


def shade(hue: float, number: int) -> RGB:
    """One of the shades of a hue, no two of them the same."""
    red, green, blue = colorsys.hsv_to_rgb(hue + 0.01 * number, 0.95, 0.3 + 0.08 * number)
    return round(255 * red), round(255 * green), round(255 * blue)


def save_garments(gallery: Path, shades: int = SHADES) -> Path:
    """A folder for each hue, with so many pictures in it."""
    for folder, hue in HUES.items():
        for number in range(shades):
            save(gallery / folder / f"{number}.png", shade(hue, number))
    return gallery


class Blind(ColourEmbedder):
    """Sees the same in every picture."""

    space = Space("blind", "none", "squash32-1", 2)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        return np.tile(np.array([1, 0], np.float32), (len(pixels), 1))

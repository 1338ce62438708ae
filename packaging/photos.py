"""The photos to learn from, and what is known of each."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Numbers = NDArray[np.int64]
NO_CATEGORY = {"not-sure", "other", "skip"}
KIND_OF = {
    "Blouses & Shirts": "blouse",
    "Bras & Tanks": "top",
    "Dresses": "dress",
    "Hoodies & Sweatshirts": "hoodie",
    "Jackets": "outwear",
    "Pants": "pants",
    "Shorts": "shorts",
    "Skirts": "skirt",
    "Sweaters": "longsleeve",
    "Tanks": "undershirt",
    "Tees": "t-shirt",
}
"""What the catalogues call a kind of garment, and what the labels call it; not all have a match."""


class Known(NamedTuple):
    """What is known of each photo, by number; -1 where nothing is."""

    kinds: Numbers
    garments: Numbers
    """Photos of one number show the same garment in the same colour."""
    styles: Numbers
    """Photos of one number show the same garment, maybe in another colour."""
    senders: Numbers
    """Who took the photo."""

    def of(self, chosen: NDArray[np.bool_]) -> Known:
        """Give what is known of these photos alone."""
        return Known(*(numbers[chosen] for numbers in self))


def read_photos(folder: Path) -> tuple[list[str], Known]:
    """Return the photos that `labels.csv` and `pairs.csv` name, and what they tell of them."""
    labels = sorted(_read(folder / "labels.csv"), key=lambda row: row["file"])
    names = sorted({row["category"] for row in labels} - NO_CATEGORY)
    kinds = [_place(names, row["category"]) for row in labels]
    senders = [int(row["sender"]) for row in labels]
    pairs = _read(folder / "pairs.csv")
    kind_of_style = {style(row["query"]): KIND_OF.get(row["category"], "") for row in pairs}
    found = (folder / "pairs").glob("*/*.jpg")
    shown = sorted(path.relative_to(folder).as_posix() for path in found)
    garments, styles = [garment(file) for file in shown], [style(file) for file in shown]
    nothing = [-1] * len(labels)
    known = Known(
        np.array([*kinds, *(_place(names, kind_of_style.get(one, "")) for one in styles)]),
        np.array([*nothing, *(sorted(set(garments)).index(one) for one in garments)]),
        np.array([*nothing, *(sorted(set(styles)).index(one) for one in styles)]),
        np.array([*senders, *([-1] * len(shown))]),
    )
    return [*(row["file"] for row in labels), *shown], known


def read_queries(folder: Path) -> dict[str, str]:
    """Return the photos that are to be looked for among the catalogues', and how each shows it."""
    pairs = _read(folder / "pairs.csv")
    return {row["query"]: row["query_type"] for row in pairs if row["relevance"] == "2"}


def garment(file: str) -> str:
    """Return the garment and colour that a photo of a catalogue shows, by the file's name."""
    return file.rpartition("/")[2].rpartition("_")[0]


def style(file: str) -> str:
    """Return the garment that a photo of a catalogue shows, in whichever colour."""
    return garment(file).partition("-")[0]


def _place(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))

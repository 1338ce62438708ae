"""Which regions of a picture are looked at beside the whole: the two halves of an outfit.

A person in a picture wears several garments, of which a crop shows one; the whole picture's vector
tells of all of them together, and of the ground. So where what is worn is tall, its upper and its
lower half are embedded, too. A shirt alone is hardly taller than wide, and needs none; a dress or
trousers have halves that are of little use, for nothing tells them from an outfit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.store import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

CELLS = 17
"""The grid on which a garment is found, each way."""
TALL = 1.2
"""Height for width from which what is worn may be more than one garment."""
HALVES = ((0.0, 0.55), (0.45, 1.0))
"""Of the height: a waist may be a little higher or lower."""
FAINT = 0.3
"""What is less surely garment than this share of the surest place is left out."""
OUTSIDE = 0.05
"""The share of a garment that may lie beyond each end of its extent."""
MARGIN = 0.03
LEAST = 0.3
"""Where no place is more surely garment than this, there is none."""


def find_regions(garment: NDArray[np.float32], width: int, height: int) -> list[Box]:
    """Return the regions worth a vector of their own, none where what is worn is not tall.

    ``garment`` tells for each place of the square that a picture of this width and height was
    fitted into how surely it is garment: (CELLS, CELLS), 0 to 1.
    """
    worn = _worn(garment, width, height)
    if worn is None:
        return []
    tall = worn.bottom - worn.top
    if tall < TALL * (worn.right - worn.left):
        return []
    halves = [
        worn._replace(top=worn.top + low * tall, bottom=worn.top + high * tall)
        for low, high in HALVES
    ]
    return [_of_picture(half, width, height) for half in halves]


def find_garment(garment: NDArray[np.float32], width: int, height: int) -> Box | None:
    """Return where in the picture what is worn lies, all of it; None where there is nothing.

    Takes what `find_regions` does.
    """
    worn = _worn(garment, width, height)
    return None if worn is None else _of_picture(worn, width, height)


def _worn(garment: NDArray[np.float32], width: int, height: int) -> Box | None:
    """Return where what is worn lies in the square."""
    surely = garment * _filled(height, width)[:, None] * _filled(width, height)[None, :]
    if surely.max() < LEAST:
        return None
    surely = np.where(surely > FAINT * surely.max(), surely, 0)
    top, bottom = _extent(surely.sum(1))
    left, right = _extent(surely.sum(0))
    return Box(left, top, right, bottom)


def _filled(side: int, other: int) -> NDArray[np.float64]:
    """Return how much of each cell along this side the picture fills, 0 to 1."""
    margin = max(0.0, (1 - side / max(side, other)) / 2)
    edges = np.arange(CELLS + 1) / CELLS
    inner = np.clip(edges, margin, 1 - margin)
    filled: NDArray[np.float64] = np.diff(inner) * CELLS
    return filled


def _extent(counts: NDArray[np.float64]) -> tuple[float, float]:
    """Return from where to where most of the counts along one side lie, 0 to 1, and a margin."""
    summed = np.r_[0.0, np.cumsum(counts)]
    edges = np.arange(CELLS + 1) / CELLS
    low, high = np.interp([OUTSIDE, 1 - OUTSIDE], summed / summed[-1], edges)
    margin = MARGIN * (high - low) + 0.01
    return float(low - margin), float(high + margin)


def _of_picture(box: Box, width: int, height: int) -> Box:
    """Turn a box in the square into one in the picture that was fitted into it."""
    edge = max(width, height)
    ends = []
    for low, high, side in ((box.left, box.right, width), (box.top, box.bottom, height)):
        ends.append([min(max((end - 0.5) * edge / side + 0.5, 0.0), 1.0) for end in (low, high)])
    (left, right), (top, bottom) = ends
    return Box(left, top, right, bottom)

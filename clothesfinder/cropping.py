"""The part of a picture that is looked for, cut out of the picture as it is stored."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from clothesfinder.fitting import cut_out
from clothesfinder.images import Picture, open_picture
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, Box

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PIL import Image

    from clothesfinder.orientation import Orientation

NAMED: Mapping[str, Box] = MappingProxyType(
    {
        "upper": Box(0.0, 0.0, 1.0, 0.5),
        "lower": Box(0.0, 0.5, 1.0, 1.0),
        "centre": Box(0.2, 0.2, 0.8, 0.8),
    }
)
"""Parts that go by a name."""
LEAST = 16
"""Pixels of the stored picture that a part needs in width and height.

Fewer tell next to nothing: of photos made 16 pixels long, one in eleven is found again among the
first ten of a thousand; of 32 pixels one in three (tests/benchmarks/parts.py).
"""
FINEST = 0.01
"""Of a narrower part as much is decoded as of one with this share of a side."""
TOO_SMALL = "That part of the picture has only {} by {} pixels. Choose a larger part."


def open_part(source: Path | bytes, box: Box, orientation: Orientation, edge: int) -> Image.Image:
    """Open a part of a picture, held as it is looked at: RGB in sRGB, on white.

    ``box`` is in fractions of the picture as it is held. The picture may be decoded at a smaller
    scale, but never so that the longest side of the part has less than twice ``edge`` pixels (nor
    less than stored).

    Raises Problem where it is no picture, or the part has too few pixels to tell anything.
    """
    image, width, height = cut_part(source, box, orientation, edge)
    if box != WHOLE and min(width, height) < LEAST:
        raise Problem(TOO_SMALL.format(width, height))
    return image


def cut_part(
    source: Path | bytes,
    box: Box,
    orientation: Orientation,
    edge: int,
    largest: int | None = None,
) -> Picture:
    """Open a part as `open_part` does, however small it is.

    Gives it with its width and height, as it is held, in pixels of the stored picture. ``largest``
    is how many megapixels the whole may have, where that is not as the user's settings say.
    """
    part = orientation.undone(box)
    across, down = part.right - part.left, part.bottom - part.top
    picture = open_picture(source, round(edge / max(min(across, down), FINEST)), largest)
    width, height = round(across * picture.width), round(down * picture.height)
    cut = picture.image if box == WHOLE else cut_out(picture.image, part)
    seen = (height, width) if orientation.is_sideways else (width, height)
    return Picture(orientation.apply(cut), *seen)

"""Which part of the query's picture is looked for, in words: for those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.gui.crop import name_of

if TYPE_CHECKING:
    from clothesfinder.gui.crop import Crop
    from clothesfinder.orientation import Orientation
    from clothesfinder.store import Box

WHOLE_PICTURE = "the whole picture"
NAMES = {
    "whole": WHOLE_PICTURE,
    "upper": "upper half of it",
    "lower": "lower half of it",
    "centre": "centre of it",
}
OTHER = "part of it from {} to {} % of its width and {} to {} % of its height"
TURNS = ("", "turned right", "turned upside down", "turned left")
MIRRORED = "mirrored"


def part_text(box: Box) -> str:
    """Say which part it is."""
    ends = (round(100 * end) for end in (box.left, box.right, box.top, box.bottom))
    return NAMES.get(name_of(box)) or OTHER.format(*ends)


def orientation_text(orientation: Orientation) -> str:
    """Say how the picture is held: "turned right, mirrored"; nothing where it is upright."""
    mirrored = MIRRORED if orientation.mirrored else ""
    return ", ".join(filter(None, (TURNS[orientation.quarters], mirrored)))


def crop_text(crop: Crop) -> str:
    """Say what is other than the whole picture, upright; nothing where nothing is."""
    part = "" if name_of(crop.box) == "whole" else part_text(crop.box)
    return ", ".join(filter(None, (part, orientation_text(crop.orientation))))

"""Which part of the query's picture is looked for, in words: for those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from clothesfinder.gui.crop import name_of
from clothesfinder.gui.language import marked

if TYPE_CHECKING:
    from clothesfinder.gui.crop import Crop
    from clothesfinder.orientation import Orientation
    from clothesfinder.store import Box

WHOLE_PICTURE = marked("CropWords", "the whole picture")
NAMES = {
    "whole": WHOLE_PICTURE,
    "upper": marked("CropWords", "upper half of it"),
    "lower": marked("CropWords", "lower half of it"),
    "centre": marked("CropWords", "centre of it"),
}
OTHER = marked("CropWords", "part of it from {} to {} % of its width and {} to {} % of its height")
TURNS = (
    "",
    marked("CropWords", "turned right"),
    marked("CropWords", "turned upside down"),
    marked("CropWords", "turned left"),
)
MIRRORED = marked("CropWords", "mirrored")


translate = QCoreApplication.translate


def whole_picture() -> str:
    """Say that it is the whole."""
    return translate("CropWords", WHOLE_PICTURE)


def part_text(box: Box) -> str:
    """Say which part it is."""
    ends = (round(100 * end) for end in (box.left, box.right, box.top, box.bottom))
    name = NAMES.get(name_of(box), "")
    return translate("CropWords", name) if name else translate("CropWords", OTHER).format(*ends)


def orientation_text(orientation: Orientation) -> str:
    """Say how the picture is held: "turned right, mirrored"; nothing where it is upright."""
    turned = TURNS[orientation.quarters]
    told = (turned, MIRRORED if orientation.mirrored else "")
    return ", ".join(translate("CropWords", one) for one in told if one)


def crop_text(crop: Crop) -> str:
    """Say what is other than the whole picture, upright; nothing where nothing is."""
    part = "" if name_of(crop.box) == "whole" else part_text(crop.box)
    return ", ".join(filter(None, (part, orientation_text(crop.orientation))))

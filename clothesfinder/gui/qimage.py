"""A picture that Pillow has opened, for Qt. Any thread may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from clothesfinder.images import NO_MEMORY
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from PIL import Image

STRIP = 2**20
"""Bytes that are copied at once: the copying holds up all other threads."""


def as_qimage(image: Image.Image) -> QImage:
    """Copy an RGB image, a few lines at a time. Raises Problem where there is no memory for it."""
    width, height = image.size
    made = QImage(width, height, QImage.Format.Format_RGB32)
    if made.isNull():
        raise Problem(NO_MEMORY)
    pixels, line = memoryview(made.bits()), 4 * width
    lines = max(1, STRIP // line)
    for top in range(0, height, lines):
        bottom = min(top + lines, height)
        strip = image.crop((0, top, width, bottom)).convert("RGBA")
        pixels[top * line : bottom * line] = strip.tobytes("raw", "BGRA")
    return made

"""How a picture is looked at: turned by quarters, and mirrored."""

from __future__ import annotations

from typing import NamedTuple

from PIL import Image

from clothesfinder.store import Box

DIGITS = 9
"""To which boxes are rounded, so that one that is turned all the way round is the same again."""


class Orientation(NamedTuple):
    """How a picture is held, beyond what its file says: first turned, then mirrored."""

    quarters: int = 0
    """By how many quarters it is turned clockwise, 0 to 3."""
    mirrored: bool = False
    """Whether left and right are then exchanged."""

    @property
    def is_sideways(self) -> bool:
        """Whether width and height are exchanged."""
        return self.quarters % 2 == 1

    def turned(self, quarters: int) -> Orientation:
        """Return what it is when what is seen is turned by so many more quarters, clockwise."""
        way = -quarters if self.mirrored else quarters
        return Orientation((self.quarters + way) % 4, self.mirrored)

    def flipped(self) -> Orientation:
        """Return what it is when left and right of what is seen are exchanged."""
        return Orientation(self.quarters, not self.mirrored)

    def apply(self, image: Image.Image) -> Image.Image:
        """Hold a picture so."""
        turn = TURNS[self]
        return image if turn is None else image.transpose(turn)

    def undone(self, box: Box) -> Box:
        """Return where a box of the picture held so lies in the upright one."""
        return turn_box(mirror_box(box) if self.mirrored else box, -self.quarters)


UPRIGHT = Orientation()
TURNS = {
    Orientation(0): None,
    Orientation(1): Image.Transpose.ROTATE_270,  # Pillow turns the other way round
    Orientation(2): Image.Transpose.ROTATE_180,
    Orientation(3): Image.Transpose.ROTATE_90,
    Orientation(0, mirrored=True): Image.Transpose.FLIP_LEFT_RIGHT,
    Orientation(1, mirrored=True): Image.Transpose.TRANSPOSE,
    Orientation(2, mirrored=True): Image.Transpose.FLIP_TOP_BOTTOM,
    Orientation(3, mirrored=True): Image.Transpose.TRANSVERSE,
}


def turn_box(box: Box, quarters: int) -> Box:
    """Return where a box lies when its picture is turned by so many quarters, clockwise."""
    for _ in range(quarters % 4):
        box = Box(_from_end(box.bottom), box.left, _from_end(box.top), box.right)
    return box


def mirror_box(box: Box) -> Box:
    """Return where a box lies when left and right of its picture are exchanged."""
    return Box(_from_end(box.right), box.top, _from_end(box.left), box.bottom)


def _from_end(place: float) -> float:
    return round(1 - place, DIGITS)

"""Where a part of a picture lies, and how it changes when it is dragged; nothing that is seen.

Places and distances are fractions of the picture's width and height, as in a Box.
"""

from __future__ import annotations

from typing import NamedTuple

from clothesfinder.cropping import NAMED
from clothesfinder.orientation import UPRIGHT, Orientation, mirror_box, turn_box
from clothesfinder.store import WHOLE, Box

NEARLY = 0.006
"""So near to the picture's edge is at it: a hand does not hit it exactly."""


class Crop(NamedTuple):
    """What of a picture is looked for, and how it is held; the box is of the picture held so."""

    box: Box = WHOLE
    orientation: Orientation = UPRIGHT

    def turned(self, quarters: int) -> Crop:
        """Return it with the picture turned clockwise; the box stays over the same."""
        return Crop(turn_box(self.box, quarters), self.orientation.turned(quarters))

    def flipped(self) -> Crop:
        """Return it with left and right exchanged; the box stays over the same."""
        return Crop(mirror_box(self.box), self.orientation.flipped())


class Grip(NamedTuple):
    """Which edges of a box are held: -1 is the left or upper one, 1 the other, 0 neither."""

    across: int
    down: int


class Reach(NamedTuple):
    """A distance each way."""

    across: float
    down: float


INSIDE = Grip(0, 0)
"""All of it is held, and moves as it is."""
FAR_CORNER = Grip(1, 1)
HANDLES = tuple(
    Grip(across, down) for down in (-1, 0, 1) for across in (-1, 0, 1) if across or down
)
"""The four corners and the four edges."""


def grip_at(box: Box, across: float, down: float, reach: Reach) -> Grip | None:
    """Return what of a box is taken hold of at this place, or None where that is beside it.

    An edge is held from as far away as ``reach``; of a small box, some of the inside is always
    left to hold it by.
    """
    held = (
        _end_at(box.left, box.right, across, reach.across),
        _end_at(box.top, box.bottom, down, reach.down),
    )
    return None if held[0] is None or held[1] is None else Grip(held[0], held[1])


def dragged(box: Box, grip: Grip, across: float, down: float, least: Reach) -> Box:
    """Return the box after what is held of it was dragged so far, within the picture.

    It stays at least as large as ``least``.
    """
    if grip == INSIDE:
        return moved(box, across, down)
    left, right = _pulled(box.left, box.right, grip.across, across, least.across)
    top, bottom = _pulled(box.top, box.bottom, grip.down, down, least.down)
    return Box(left, top, right, bottom)


def moved(box: Box, across: float, down: float) -> Box:
    """Return the box moved so far, and no farther than to the picture's edge."""
    across = min(max(across, -box.left), 1 - box.right)
    down = min(max(down, -box.top), 1 - box.bottom)
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)


def band(start: tuple[float, float], end: tuple[float, float], least: Reach) -> Box:
    """Return the box between the two places, within the picture and at least so large."""
    left, right = _between(start[0], end[0], least.across)
    top, bottom = _between(start[1], end[1], least.down)
    return Box(left, top, right, bottom)


def snapped(box: Box) -> Box:
    """Return the box with those edges at the picture's that are nearly there."""
    return Box(*(float(round(end)) if abs(end - round(end)) < NEARLY else end for end in box))


def name_of(box: Box) -> str:
    """Return the name of a part that has one: "whole", "upper"...; else nothing."""
    for name, named in {"whole": WHOLE, **NAMED}.items():
        if all(abs(one - other) < 1e-6 for one, other in zip(box, named, strict=True)):
            return name
    return ""


def _end_at(low: float, high: float, place: float, reach: float) -> int | None:
    """Which end of a stretch is held at a place, 0 for its middle, None beside it."""
    within = min(reach, (high - low) / 3)
    if low - reach <= place <= low + within:
        return -1
    if high - within <= place <= high + reach:
        return 1
    return 0 if low < place < high else None


def _pulled(
    low: float, high: float, held: int, distance: float, least: float
) -> tuple[float, float]:
    if held < 0:
        low = min(max(low + distance, 0.0), max(high - least, 0.0))
    elif held > 0:
        high = max(min(high + distance, 1.0), min(low + least, 1.0))
    return low, high


def _between(start: float, end: float, least: float) -> tuple[float, float]:
    start, end = (min(max(place, 0.0), 1.0) for place in (start, end))
    length = min(max(abs(end - start), least), 1.0)
    low = start if end >= start else start - length
    low = min(max(low, 0.0), 1 - length)
    return low, low + length

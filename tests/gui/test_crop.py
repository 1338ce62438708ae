"""How a part of a picture changes when it is dragged: figures only, no window."""

from __future__ import annotations

import random
from typing import Any

import pytest

from clothesfinder.cropping import NAMED
from clothesfinder.gui.crop import (
    HANDLES,
    INSIDE,
    Crop,
    Grip,
    Reach,
    band,
    dragged,
    grip_at,
    moved,
    name_of,
    snapped,
)
from clothesfinder.gui.crop_words import crop_text, part_text
from clothesfinder.orientation import Orientation
from clothesfinder.store import WHOLE, Box

BOX = Box(0.2, 0.3, 0.6, 0.9)
REACH = Reach(0.05, 0.05)
LEAST = Reach(0.1, 0.1)


def near(box: Box) -> Any:
    return pytest.approx(box)


@pytest.mark.parametrize(
    ("place", "grip"),
    [
        ((0.4, 0.6), INSIDE),
        ((0.2, 0.3), Grip(-1, -1)),
        ((0.57, 0.93), Grip(1, 1)),
        ((0.16, 0.6), Grip(-1, 0)),
        ((0.4, 0.27), Grip(0, -1)),
        ((0.64, 0.28), Grip(1, -1)),
        ((0.66, 0.6), None),
        ((0.4, 0.2), None),
        ((0.14, 0.24), None),
    ],
)
def test_what_is_held(place: tuple[float, float], grip: Grip | None) -> None:
    assert grip_at(BOX, *place, REACH) == grip


def test_a_small_box_can_be_moved_all_the_same() -> None:
    small = Box(0.5, 0.5, 0.53, 0.53)
    assert grip_at(small, 0.515, 0.515, REACH) == INSIDE
    assert grip_at(small, 0.47, 0.515, REACH) == Grip(-1, 0)


def test_handles() -> None:
    assert len(set(HANDLES)) == 8
    assert INSIDE not in HANDLES
    for grip in HANDLES:
        held = dragged(BOX, grip, 0.05, 0.05, LEAST)
        changed = tuple(now != before for now, before in zip(held, BOX, strict=True))
        across, down = grip
        assert changed == (across < 0, down < 0, across > 0, down > 0)


def test_drag_an_edge() -> None:
    assert dragged(BOX, Grip(-1, 0), -0.1, 9, LEAST) == near(Box(0.1, 0.3, 0.6, 0.9))
    assert dragged(BOX, Grip(1, -1), 0.1, 0.2, LEAST) == near(Box(0.2, 0.5, 0.7, 0.9))


def test_an_edge_stops_at_the_picture_and_before_the_other_edge() -> None:
    assert dragged(BOX, Grip(-1, -1), -9, -9, LEAST) == near(Box(0, 0, 0.6, 0.9))
    assert dragged(BOX, Grip(-1, -1), 9, 9, LEAST) == near(Box(0.5, 0.8, 0.6, 0.9))
    assert dragged(BOX, Grip(1, 1), -9, -9, LEAST) == near(Box(0.2, 0.3, 0.3, 0.4))


def test_moved_it_keeps_its_size() -> None:
    assert moved(BOX, 0.1, -0.1) == near(Box(0.3, 0.2, 0.7, 0.8))
    assert dragged(BOX, INSIDE, 9, 9, LEAST) == near(Box(0.6, 0.4, 1, 1))
    assert moved(BOX, -9, -9) == near(Box(0, 0, 0.4, 0.6))
    assert moved(WHOLE, 0.3, 0.3) == WHOLE


def test_band_in_every_direction() -> None:
    corners = (0.2, 0.3), (0.6, 0.9)
    for start, end in (corners, corners[::-1], ((0.6, 0.3), (0.2, 0.9))):
        assert band(start, end, LEAST) == near(BOX)
    assert band((0.5, 0.5), (3, -3), LEAST) == near(Box(0.5, 0, 1, 0.5))


def test_band_is_never_smaller_than_it_may_be() -> None:
    assert band((0.5, 0.5), (0.51, 0.49), LEAST) == near(Box(0.5, 0.4, 0.6, 0.5))
    assert band((0.98, 0.02), (0.99, 0.01), LEAST) == near(Box(0.9, 0, 1, 0.1))
    assert band((0.5, 0.5), (0.6, 0.6), Reach(2, 2)) == WHOLE


def test_whatever_is_done_the_box_is_in_the_picture() -> None:
    chance = random.Random(5)
    box = BOX
    for _ in range(2000):
        grip = chance.choice((*HANDLES, INSIDE))
        box = dragged(box, grip, chance.gauss(0, 0.4), chance.gauss(0, 0.4), LEAST)
        if chance.random() < 0.1:
            start, end = ((chance.gauss(0.5, 0.5), chance.gauss(0.5, 0.5)) for _ in range(2))
            box = band(start, end, LEAST)
        assert -1e-9 <= box.left < box.right <= 1 + 1e-9
        assert -1e-9 <= box.top < box.bottom <= 1 + 1e-9
        assert min(box.right - box.left, box.bottom - box.top) > 0.1 - 1e-9


def test_nearly_at_the_edge_is_at_it() -> None:
    assert snapped(Box(0.003, 0.5, 0.9955, 0.9)) == Box(0, 0.5, 1, 0.9)
    assert snapped(Box(0.001, 0.002, 0.999, 0.998)) == WHOLE


def test_turned_and_back() -> None:
    crop = Crop(BOX)
    assert crop.turned(1) == Crop(near(Box(0.1, 0.2, 0.7, 0.6)), Orientation(1))
    assert crop.flipped() == Crop(near(Box(0.4, 0.3, 0.8, 0.9)), Orientation(0, mirrored=True))
    assert crop.turned(1).flipped().turned(1).flipped() == crop
    assert crop.turned(3).turned(1) == crop


def test_names() -> None:
    for name, box in NAMED.items():
        assert name_of(box) == name
    assert name_of(WHOLE) == "whole"
    assert name_of(BOX) == ""
    assert name_of(Crop(NAMED["upper"]).turned(2).box) == "lower"


def test_words() -> None:
    assert crop_text(Crop()) == ""
    assert part_text(WHOLE) == "the whole picture"
    assert crop_text(Crop(NAMED["upper"])) == "upper half of it"
    assert crop_text(Crop(BOX)) == (
        "part of it from 20 to 60 % of its width and 30 to 90 % of its height"
    )
    assert crop_text(Crop(orientation=Orientation(1))) == "turned right"
    assert crop_text(Crop(NAMED["centre"], Orientation(2, mirrored=True))) == (
        "centre of it, turned upside down, mirrored"
    )

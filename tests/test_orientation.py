from __future__ import annotations

import itertools

import pytest
from PIL import Image

from clothesfinder.fitting import cut_out
from clothesfinder.orientation import UPRIGHT, Orientation, mirror_box, turn_box
from clothesfinder.store import WHOLE, Box
from tests.conftest import draw

ALL = [Orientation(quarters, mirrored) for quarters in range(4) for mirrored in (False, True)]
BOX = Box(0.1, 0.2, 0.5, 0.9)
LEFT_RIGHT = Image.Transpose.FLIP_LEFT_RIGHT


@pytest.fixture
def image() -> Image.Image:
    """No two of its sides and corners are alike."""
    image = draw((200, 30, 60), (100, 200))
    image.putpixel((0, 0), (1, 2, 3))
    return image


def test_first_turned_then_mirrored(image: Image.Image) -> None:
    for quarters, mirrored in ALL:
        wanted = image.rotate(-90 * quarters, expand=True)
        wanted = wanted.transpose(LEFT_RIGHT) if mirrored else wanted
        assert Orientation(quarters, mirrored).apply(image).tobytes() == wanted.tobytes()


@pytest.mark.parametrize("orientation", ALL)
def test_what_is_seen_is_turned_and_mirrored(image: Image.Image, orientation: Orientation) -> None:
    """Whatever was done before: clockwise is clockwise, and left and right are those seen."""
    seen = orientation.apply(image)
    for quarters in (-1, 1, 2, 5):
        turned = orientation.turned(quarters)
        assert turned in ALL
        assert turned.apply(image).tobytes() == seen.rotate(-90 * quarters, expand=True).tobytes()
    assert orientation.flipped().apply(image).tobytes() == seen.transpose(LEFT_RIGHT).tobytes()
    assert orientation.is_sideways == (seen.width > seen.height)


@pytest.mark.parametrize("orientation", ALL)
def test_a_box_holds_the_same(image: Image.Image, orientation: Orientation) -> None:
    seen = cut_out(orientation.apply(image), BOX)
    same = orientation.apply(cut_out(image, orientation.undone(BOX)))
    assert same.size == seen.size
    assert same.tobytes() == seen.tobytes()


def test_boxes_go_with_what_they_hold(image: Image.Image) -> None:
    held = cut_out(image, BOX)
    for quarters in range(-4, 5):
        turned = cut_out(image.rotate(-90 * quarters, expand=True), turn_box(BOX, quarters))
        assert turned.tobytes() == held.rotate(-90 * quarters, expand=True).tobytes()
    mirrored = cut_out(image.transpose(LEFT_RIGHT), mirror_box(BOX))
    assert mirrored.tobytes() == held.transpose(LEFT_RIGHT).tobytes()


def test_all_the_way_round_is_the_same_again() -> None:
    places = [number / 30 for number in range(31)]
    for low, high in itertools.combinations(places, 2):
        box = Box(round(low, 9), 0.0, round(high, 9), round(high, 9))
        assert mirror_box(mirror_box(box)) == box
        assert turn_box(turn_box(box, 3), 1) == box
    assert turn_box(WHOLE, 1) == mirror_box(WHOLE) == WHOLE
    assert UPRIGHT.turned(1).flipped().turned(1).flipped() == UPRIGHT

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image, ImageChops

from clothesfinder.changes import CHANGES, SMALL_EDGE, changed, mirrored, on_a_page, part, turned

from .conftest import draw

GARMENT = draw((200, 30, 30), (300, 400))


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("size", [(300, 400), (1024, 20), (1, 1)])
def test_copies_are_pictures_and_no_longer_the_same(name: str, size: tuple[int, int]) -> None:
    image = draw((200, 30, 30), size) if min(size) > 8 else Image.new("RGB", size, "red")
    before = image.tobytes()
    copy = changed(image, name, "a" * 32)
    assert copy.mode == "RGB"
    assert min(copy.size) >= 1
    assert image.tobytes() == before
    assert copy is not image
    if min(size) > 8:
        assert copy.size != image.size or copy.tobytes() != before


@pytest.mark.parametrize("name", CHANGES)
def test_a_file_has_its_own_chance_and_always_the_same(name: str) -> None:
    one, again = (changed(GARMENT, name, "a" * 32) for _ in range(2))
    assert one.tobytes() == again.tobytes()


@pytest.mark.parametrize(
    "name", [name for name in CHANGES if name not in ("Mirrored", "Small and compressed")]
)
def test_other_files_have_another_chance(name: str) -> None:
    copies = {changed(GARMENT, name, digest * 32).tobytes() for digest in "abcdef"}
    assert len(copies) > 3


def test_a_part_is_as_large_a_share_as_asked_for() -> None:
    for seed in range(20):
        copy = part(GARMENT, random.Random(seed), 0.3, 0.6)
        share = copy.width * copy.height / (GARMENT.width * GARMENT.height)
        assert 0.29 < share < 0.61
        assert copy.width / copy.height == pytest.approx(300 / 400, abs=0.02)


def test_mirrored_twice_is_the_same() -> None:
    chance = random.Random(0)
    again = mirrored(mirrored(GARMENT, chance), chance)
    assert ImageChops.difference(again, GARMENT).getbbox() is None


def test_nothing_of_what_is_beside_a_turned_picture_is_in_its_copy() -> None:
    """Beside it is black, and the picture is white."""
    for size in ((300, 400), (400, 300), (300, 300), (600, 100)):
        for seed in range(10):
            copy = turned(Image.new("RGB", size, "white"), random.Random(seed))
            assert np.asarray(copy)[2:-2, 2:-2].min() > 250, (size, seed)


def test_a_page_has_the_whole_picture_small() -> None:
    red = Image.new("RGB", (300, 400), (255, 0, 0))
    for seed in range(10):
        page = np.asarray(on_a_page(red, random.Random(seed)))
        is_red = (page == (255, 0, 0)).all(2)
        assert 0.1 < is_red.mean() < 0.26


def test_a_small_copy_is_no_larger_than_a_thumbnail() -> None:
    copy = changed(GARMENT, "Small and compressed", "a")
    assert max(copy.size) == SMALL_EDGE

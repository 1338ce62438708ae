"""Which regions of a picture are looked at beside the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder.regions import CELLS, find_garment, find_regions

if TYPE_CHECKING:
    from numpy.typing import NDArray


def garment(left: int, top: int, right: int, bottom: int) -> NDArray[np.float32]:
    """Garment in these cells of the square, and surely none elsewhere."""
    surely = np.full((CELLS, CELLS), 0.01, np.float32)
    surely[top:bottom, left:right] = 0.95
    return surely


def test_an_outfit_has_two_halves_that_overlap_at_the_waist() -> None:
    upper, lower = find_regions(garment(6, 1, 11, 16), 300, 300)
    assert upper.top < 0.12
    assert lower.top < upper.bottom < lower.top + 0.15
    assert lower.bottom > 0.88
    for half in (upper, lower):
        assert half.left == pytest.approx(6 / 17, abs=0.05)
        assert half.right == pytest.approx(11 / 17, abs=0.05)


@pytest.mark.parametrize("cells", [(3, 4, 14, 13), (2, 6, 15, 11)])
def test_one_garment_alone_needs_none(cells: tuple[int, int, int, int]) -> None:
    assert find_regions(garment(*cells), 300, 300) == []


def test_a_picture_of_no_garment_has_none() -> None:
    assert find_regions(garment(6, 1, 11, 16) * 0.2, 300, 300) == []
    assert find_regions(np.zeros((CELLS, CELLS), np.float32), 300, 300) == []


@pytest.mark.parametrize(("width", "height"), [(200, 400), (600, 400), (1, 900), (333, 335)])
def test_boxes_are_those_of_the_picture_and_not_of_the_square(width: int, height: int) -> None:
    """What lies in the bars beside the picture is no part of it."""
    for box in find_regions(np.ones((CELLS, CELLS), np.float32), width, height):
        assert 0 <= box.left < box.right <= 1
        assert 0 <= box.top < box.bottom <= 1
    shares = find_regions(np.ones((CELLS, CELLS), np.float32), 200, 400)
    assert shares[0].left == pytest.approx(0, abs=0.05)
    assert shares[0].right == pytest.approx(1, abs=0.05)


def test_where_it_is_taller_than_wide_goes_by_the_picture_s_own_shape() -> None:
    """A garment as wide as high in a picture twice as high as wide is one garment."""
    square = np.zeros((CELLS, CELLS), np.float32)
    square[5:12, 5:12] = 1
    assert find_regions(square, 200, 400) == []


@pytest.mark.parametrize("cells", [(6, 1, 11, 16), (3, 4, 14, 13)])
def test_where_the_garment_is(cells: tuple[int, int, int, int]) -> None:
    """All of it, whether or not that is an outfit."""
    box = find_garment(garment(*cells), 300, 300)
    assert box == pytest.approx([end / CELLS for end in cells], abs=0.05)
    regions = find_regions(garment(*cells), 300, 300)
    assert not regions or (regions[0].top, regions[-1].bottom) == (box.top, box.bottom)  # type: ignore[union-attr]


def test_where_there_is_no_garment() -> None:
    assert find_garment(garment(6, 1, 11, 16) * 0.2, 300, 300) is None


def test_the_garment_is_in_the_picture() -> None:
    """Not in the bars beside it, which fill up the square."""
    box = find_garment(np.ones((CELLS, CELLS), np.float32), 100, 400)
    assert box == pytest.approx((0, 0, 1, 1), abs=0.06)

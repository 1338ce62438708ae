"""Where words begin, by scores whose distribution is known."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder.calibration import CLOSE, SAME, STYLE, WEAK, Thresholds, thresholds

if TYPE_CHECKING:
    from numpy.typing import NDArray

NO_COPIES = np.empty(0)
COPIES = np.linspace(0.9, 1.0, 101)


def by_chance(count: int = 400, middle: float = 0.3, spread: float = 0.25) -> NDArray[np.float64]:
    """Scores whose inverse hyperbolic tangents are spread as a normal distribution is."""
    places = (np.arange(count) + 0.5) / count
    normal = NormalDist(middle, spread)
    return np.tanh([normal.inv_cdf(place) for place in places])


def known(chance: NDArray[np.float64], copies: NDArray[np.float64], pictures: int) -> Thresholds:
    found = thresholds(chance, copies, pictures)
    assert found is not None
    return found


@pytest.mark.parametrize("pictures", [100, 1_000, 100_000])
def test_one_of_so_many_pictures_reaches_the_line_by_chance(pictures: int) -> None:
    found = known(by_chance(), NO_COPIES, pictures)
    beyond = NormalDist(0.3, 0.25).cdf
    assert pictures * (1 - beyond(math.atanh(found.style))) == pytest.approx(1, rel=0.1)
    assert pictures * (1 - beyond(math.atanh(found.close))) == pytest.approx(0.01, rel=0.2)


def test_the_best_that_chance_gives_is_about_at_the_line() -> None:
    """As many pictures reach it in galleries drawn by chance as the method says."""
    draw = np.random.default_rng(1)
    reached = []
    for _ in range(200):
        gallery = np.tanh(draw.normal(0.2, 0.3, 2_000))
        line = known(draw.choice(gallery, 400, replace=False), NO_COPIES, 2_000).style
        reached.append(int((gallery >= line).sum()))
    assert 0.5 < float(np.mean(reached)) < 2


def test_a_larger_gallery_asks_for_more() -> None:
    lines = [known(by_chance(), NO_COPIES, pictures).style for pictures in (40, 400, 4_000, 40_000)]
    assert lines == sorted(set(lines))
    assert lines[-1] < 1


def test_most_copies_are_the_same_item_and_the_least_alike_are_not() -> None:
    found = known(by_chance(), COPIES, 1_000)
    words = [found.word(score) for score in COPIES]
    assert words.count(SAME) == pytest.approx(0.85 * len(COPIES), abs=1)
    assert found.word(1.0) == SAME
    assert found.word(0.9) != SAME


def test_words_follow_each_other() -> None:
    found = Thresholds(0.6, 0.8, 0.9)
    assert [found.word(score) for score in (0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.59, -1)] == [
        SAME, SAME, CLOSE, CLOSE, STYLE, STYLE, WEAK, WEAK,
    ]  # fmt: skip
    for spread in (0.05, 0.25, 0.8):
        found = known(by_chance(spread=spread), COPIES, 1_000)
        assert found.style < found.close <= found.same


def test_where_all_pictures_are_alike_a_copy_is_no_proof() -> None:
    """In a gallery of one kind of picture chance gives what elsewhere is the same item."""
    found = known(by_chance(middle=1.0, spread=0.2), np.full(40, 0.9), 1_000)
    assert found.word(0.91) != SAME


def test_what_is_as_alike_as_a_copy_is_not_taken_for_chance() -> None:
    """Twenty pictures of the query's own item in the sample do not move the line."""
    without = known(by_chance(), COPIES, 1_000)
    chance = np.concatenate([by_chance(), np.full(20, 0.99)])
    assert known(chance, COPIES, 1_000).style == pytest.approx(without.style)


def test_where_most_are_as_alike_as_copies_they_are_chance_nevertheless() -> None:
    found = known(np.full(400, 0.999), COPIES, 1_000)
    assert found.word(0.99) == WEAK


def test_where_copies_tell_nothing_nothing_is_the_same_item() -> None:
    found = known(by_chance(), NO_COPIES, 1_000)
    assert found.word(1.0) == CLOSE


def test_a_score_that_is_no_number_is_left_out() -> None:
    assert known(np.r_[by_chance(), np.nan], COPIES, 1_000) == known(by_chance(), COPIES, 1_000)


@pytest.mark.parametrize("chance", [by_chance(5), np.full(400, np.nan), np.empty(0)])
def test_too_little_tells_nothing(chance: NDArray[np.float64]) -> None:
    assert thresholds(chance, COPIES, 1_000) is None

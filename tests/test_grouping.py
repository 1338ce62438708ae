from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from clothesfinder import grouping
from clothesfinder.grouping import NEARLY_SAME, NO_GROUPS, Groups, grouped, likeness
from clothesfinder.turns import finished

Floats = NDArray[np.float32]


def near(count: int, of: int, seed: int, noise: float = 0.01) -> tuple[Floats, NDArray[np.int64]]:
    """Vectors near some that have nothing in common, in any order, and which each is near."""
    random = np.random.default_rng(seed)
    one_of = random.integers(of, size=count)
    vectors = random.normal(size=(of, 64))[one_of] + noise * random.normal(size=(count, 64))
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit.astype(np.float32), one_of


def in_pages(vectors: Floats, *ends: int) -> Groups:
    groups, start = NO_GROUPS, 0
    for end in ends:
        groups, start = finished(grouped(groups, vectors[start:end])), end
    return groups


@pytest.fixture(autouse=True, params=[1, 7, 256])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of the pieces changes nothing."""
    monkeypatch.setattr(grouping, "AT_ONCE", request.param)


def test_the_first_of_each_leads_the_others() -> None:
    vectors, one_of = near(200, 20, 1)
    groups = finished(grouped(NO_GROUPS, vectors))
    expected = [int(np.flatnonzero(one_of == one)[0]) for one in one_of]
    assert groups.leaders.tolist() == expected
    assert groups.behind == 200 - len(set(expected))
    first = expected[0]
    assert groups.members(first) == np.flatnonzero(one_of == one_of[0]).tolist()
    assert groups.sizes()[first] == len(groups.members(first))
    assert groups.sizes().sum() == 200


def test_pages_make_the_same_groups_as_all_at_once() -> None:
    vectors, _ = near(150, 30, 2)
    whole = finished(grouped(NO_GROUPS, vectors))
    for ends in ((1, 2, 150), (60, 120, 150), (149, 150, 150)):
        assert in_pages(vectors, *ends).leaders.tolist() == whole.leaders.tolist()


def test_what_was_grouped_is_not_changed_by_more() -> None:
    vectors, _ = near(90, 9, 3)
    before = in_pages(vectors, 40)
    held = [column.copy() for column in before]
    more = finished(grouped(before, vectors[40:]))
    assert more.leaders[:40].tolist() == before.leaders.tolist()
    assert all(np.array_equal(one, other) for one, other in zip(before, held, strict=True))


def test_it_goes_by_the_leader_that_is_most_alike_and_not_by_chains() -> None:
    angles = np.radians([0, 9, 18, 27, 12])  # the cosine of 12.8 degrees is 0.975
    vectors = np.stack([np.cos(angles), np.sin(angles)], -1).astype(np.float32)
    groups = finished(grouped(NO_GROUPS, vectors))
    assert groups.leaders.tolist() == [0, 0, 2, 2, 2]


def test_what_is_of_another_colour_is_not_the_same() -> None:
    angles = np.radians([0, 15, 0])
    colour = np.stack([np.cos(angles), np.sin(angles)], -1) * 0.4
    cut = np.array([[0.6, 0.5], [0.6, 0.5], [0.59, 0.51]])
    vectors = np.concatenate([cut, colour], axis=1)
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    assert (vectors @ vectors.T).min() > 0.98
    assert finished(grouped(NO_GROUPS, vectors)).leaders.tolist() == [0, 0, 0]
    same = likeness(None, slice(2, 4))
    assert finished(grouped(NO_GROUPS, vectors, same)).leaders.tolist() == [0, 1, 0]
    in_pages = finished(grouped(NO_GROUPS, vectors[:1], same))
    in_pages = finished(grouped(in_pages, vectors[1:], same))
    assert in_pages.leaders.tolist() == [0, 1, 0]


def test_where_all_is_alike_more_is_asked_for() -> None:
    close, _ = near(300, 1, 6, noise=0.05)
    assert 0.98 < (close @ close.T).min() < 0.999
    assert likeness(close[:1], None).cosine == likeness(None, None).cosine == NEARLY_SAME
    assert likeness(near(300, 100, 7)[0], None).cosine == NEARLY_SAME  # each has some copies
    same = likeness(close, None)
    assert finished(grouped(NO_GROUPS, close)).behind == 299
    assert finished(grouped(NO_GROUPS, close, same)).behind < 10
    copy = np.concatenate([close[:1], close[:1]])
    assert finished(grouped(NO_GROUPS, copy, same)).behind == 1


def test_what_is_not_known_is_alone() -> None:
    vectors, _ = near(6, 1, 4)
    vectors[[1, 4]] = np.nan
    groups = in_pages(vectors, 3, 6)
    assert groups.leaders.tolist() == [0, 1, 0, 0, 4, 0]


def test_only_the_last_leaders_are_compared_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "COMPARED", 300)
    far, _ = near(900, 10**6, 5)
    vectors = np.concatenate([far, far[[0, 880]]])
    groups = finished(grouped(NO_GROUPS, vectors))
    assert groups.leaders[-2:].tolist() == [900, 880]
    assert 40 <= len(groups.compared) <= 300


def test_a_group_of_nothing() -> None:
    groups = finished(grouped(NO_GROUPS, np.empty((0, 64), np.float32)))
    assert (len(groups.leaders), groups.behind) == (0, 0)

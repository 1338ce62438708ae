from __future__ import annotations

import numpy as np
import pytest

from clothesfinder import ranking
from clothesfinder.ranking import kin_by_chance, rank_copies, share_of_kin


@pytest.fixture(autouse=True, params=[1, 3, 256])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of the pieces changes nothing."""
    monkeypatch.setattr(ranking, "AT_ONCE", request.param)


def unit(*degrees: float) -> np.ndarray:
    angles = np.radians(np.array(degrees))
    return np.stack([np.cos(angles), np.sin(angles)], -1).astype(np.float32)


def ranks(vectors: np.ndarray, regions: list[np.ndarray] | None = None) -> list[list[int]]:
    return [row.tolist() for _, found in rank_copies(vectors, regions) for row in found]


def test_ranks_count_who_comes_before() -> None:
    originals, copies = unit(0, 30, 90, 180), unit(5, 80, 91, 100)
    assert ranks(np.stack([originals, copies], 1)) == [[0], [1], [0], [2]]


def test_each_copy_has_a_rank_of_its_own() -> None:
    originals = unit(0, 80, 170)
    vectors = np.stack([originals, originals, unit(80, 170, 0)], 1)
    assert ranks(vectors) == [[0, 1], [0, 1], [0, 2]]


def test_the_best_region_of_a_picture_counts() -> None:
    vectors = np.stack([unit(0, 90, 200), unit(60, 120, 110)], 1)
    assert ranks(vectors) == [[1], [0], [1]]
    assert ranks(vectors, [unit(65), unit(), unit(300, 109)]) == [[0], [1], [0]]


def test_who_tells_nothing_apart_finds_nothing() -> None:
    assert ranks(np.stack([unit(7, 7, 7), unit(7, 7, 7)], 1)) == [[2], [2], [2]]


def test_what_is_no_number_finds_nothing() -> None:
    vectors = np.stack([unit(0, 90, 180), unit(0, 90, 180)], 1)
    vectors[1, 1] = np.nan
    assert ranks(vectors) == [[0], [2], [0]]
    vectors[:, 0] = np.nan
    assert ranks(vectors) == [[2], [2], [2]]


def kin(
    vectors: np.ndarray, folders: list[str], regions: list[np.ndarray] | None = None
) -> list[float]:
    found = share_of_kin(vectors, folders, regions)
    return [float(share) for _, shares in found for share in shares]


def test_share_of_the_same_folder() -> None:
    """Two others of a: so two of the nearest count. One other of b: the nearest counts."""
    found = kin(unit(0, 10, 60, 70, 72), ["a", "a", "a", "b", "b"])
    assert found == [1.0, 1.0, 0.0, 1.0, 1.0]


def test_kin_are_found_by_their_regions() -> None:
    vectors, folders = unit(0, 90, 170), ["a", "b", "a"]
    assert kin(vectors, folders)[0] == 0.0
    assert kin(vectors, folders, [unit(), unit(), unit(60, 5)])[0] == 1.0


def test_alone_in_its_folder_tells_nothing() -> None:
    found = kin(unit(0, 10, 90), ["a", "a", "b"])
    assert found[:2] == [1.0, 1.0]
    assert np.isnan(found[2])


def test_ten_count_at_most() -> None:
    """Thirty in a row, of two folders in turn: half of the neighbours are of the same."""
    found = kin(unit(*range(30)), ["a", "b"] * 15)
    assert found[15] == pytest.approx(0.5, abs=0.11)


def test_by_chance_it_is_what_chance_gives() -> None:
    chance = np.random.default_rng(1)
    folders = ["a"] * 40 + ["b"] * 20 + ["c"]
    vectors = chance.normal(size=(61, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = np.nanmean(kin(vectors, folders))
    assert kin_by_chance(folders) == pytest.approx((40 * 39 + 20 * 19) / 60 / 60)
    assert found == pytest.approx(kin_by_chance(folders), abs=0.06)


def test_without_kin_chance_gives_none() -> None:
    assert kin_by_chance(["a", "b", "c"]) == 0.0

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from clothesfinder import coded_rows
from clothesfinder import matrix as module
from clothesfinder.best import NOTHING
from clothesfinder.coded_rows import REMOVED
from clothesfinder.matrix import ANY_SCORE, Matrix
from clothesfinder.quantised import NOT_FOUND, Bounds, quantise
from clothesfinder.turns import finished

if TYPE_CHECKING:
    from clothesfinder.matrix import Exact

Floats = NDArray[np.float32]
Make = Callable[[np.random.Generator, int, int], Floats]


def unit(vectors: NDArray[np.floating]) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / lengths, np.float32)


def spread(random: np.random.Generator, rows: int, dimension: int) -> Floats:
    return unit(random.normal(size=(rows, dimension)))


def clusters(random: np.random.Generator, rows: int, dimension: int) -> Floats:
    """A few dense clouds, far smaller than what rounding leaves out."""
    centres = random.normal(size=(3, dimension))
    noise = random.normal(size=(rows, dimension)) * 1e-3
    return unit(centres[random.integers(3, size=rows)] + noise)


def near_duplicates(random: np.random.Generator, rows: int, dimension: int) -> Floats:
    """All alike but for the last bits."""
    one = random.normal(size=dimension)
    return unit(one + random.normal(size=(rows, dimension)) * 1e-7)


def ties(random: np.random.Generator, rows: int, dimension: int) -> Floats:
    return spread(random, 7, dimension)[random.integers(7, size=rows)]


def uneven(random: np.random.Generator, rows: int, dimension: int) -> Floats:
    """One number so large that the steps of all others are coarse: rounding at its worst."""
    vectors = random.normal(size=(rows, dimension)) * 0.01
    vectors[np.arange(rows), random.integers(2, size=rows)] = 1
    return unit(vectors)


def halfway(random: np.random.Generator, rows: int, dimension: int) -> Floats:
    """Every number but one halfway between two steps, all to the same side."""
    vectors = np.full((rows, dimension), 1.5)
    vectors[:, 0] = 127
    vectors[:, 1:] += random.integers(0, 3, size=(rows, dimension - 1))
    return unit(vectors * random.choice([-1, 1], size=(rows, 1)))


MAKES = [spread, clusters, near_duplicates, ties, uneven, halfway]


def reading(parts: Sequence[int], vectors: Floats, read: list[int] | None = None) -> Exact:
    """What gives the stored vectors, and notes which were asked for."""
    places = {part: place for place, part in enumerate(parts)}

    def exact(wanted: Sequence[int]) -> tuple[Sequence[int], Floats]:
        if read is not None:
            read.extend(wanted)
        return wanted, vectors[[places[part] for part in wanted]]

    return exact


def check(
    matrix: Matrix,
    rows: dict[int, tuple[int, Floats]],
    query: Floats,
    limit: int,
    among: NDArray[np.int64] | None = None,
    between: tuple[float, float] = ANY_SCORE,
) -> None:
    """The matrix finds what float64 finds among all rows: part -> picture, vector."""
    parts = list(rows)
    vectors = np.array([vector for _, vector in rows.values()])
    found = matrix.nearest(query, limit, reading(parts, vectors), among, between)
    scores = vectors.astype(np.float64) @ query.astype(np.float64)
    best: dict[int, float] = {}
    for (picture, _), score in zip(rows.values(), scores, strict=True):
        if among is None or picture in among:
            best[picture] = max(best.get(picture, -np.inf), score)
    least, most = between
    passing = [score for score in best.values() if least <= score <= most]
    expected = sorted(passing, reverse=True)[:limit]
    assert [one.score for one in found] == pytest.approx(expected, abs=1e-12)
    pictures = [rows[one.part][0] for one in found]
    assert len(set(pictures)) == len(pictures), "one match a picture"
    assert [best[picture] for picture in pictures] == pytest.approx(expected, abs=1e-12)


@pytest.fixture(params=[32, 16384])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many rows lie together; few, so that the tests have many blocks."""
    for part in (module, coded_rows):
        monkeypatch.setattr(part, "BLOCK", request.param)
    return int(request.param)


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("dimension", [2, 8, 512, 1280])
def test_no_score_is_above_its_bound(make: Make, dimension: int) -> None:
    random = np.random.default_rng(dimension)
    vectors = make(random, 300, dimension)
    rounded = quantise(vectors)
    for query in (*spread(random, 3, dimension), *vectors[:2], *-vectors[:1]):
        for length in (1, 1e-3, 40):
            bounds = Bounds(query * np.float32(length))
            scores = bounds.exact(vectors)
            assert (bounds.quick(rounded).astype(np.float32) >= scores).all()
            assert (bounds.close(rounded) >= scores).all()
            assert (bounds.close(rounded) <= bounds.quick(rounded) + 1e-5 * length).all()
            quick = bounds.quick(rounded).astype(np.float32)
            assert (bounds.quick_below(quick, rounded.errors) <= scores).all()
            assert (bounds.close_below(bounds.close(rounded), rounded.errors) <= scores).all()


def test_the_bounds_are_close_enough_to_be_of_use() -> None:
    random = np.random.default_rng(1)
    vectors, query = spread(random, 500, 512), spread(random, 1, 512)[0]
    bounds, rounded = Bounds(query), quantise(vectors)
    assert (bounds.quick(rounded) - bounds.exact(vectors)).max() < 0.03
    assert (bounds.close(rounded) - bounds.exact(vectors)).max() < 0.015


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("parts", [1, 2])
@pytest.mark.usefixtures("block")
def test_a_search_finds_what_float64_finds(make: Make, parts: int) -> None:
    random = np.random.default_rng(parts)
    vectors = make(random, 2000, 64)
    numbers = np.arange(2000) * 3 + 1
    rows = {int(n): (i // parts, v) for i, (n, v) in enumerate(zip(numbers, vectors, strict=True))}
    matrix = Matrix(64)
    for start in range(0, 2000, 170):
        at = slice(start, start + 170)
        matrix.add(numbers[at].tolist(), [rows[n][0] for n in numbers[at]], vectors[at])
    for query in (*spread(random, 2, 64), vectors[7], vectors[7] * np.float32(0.2), -vectors[9]):
        for limit in (1, 50, 1990):
            check(matrix, rows, query, limit)
        check(matrix, rows, query, 20, among=np.arange(0, 900, 5))
        check(matrix, rows, query, 20, among=np.array([3, 5, 10**9]))
        check(matrix, rows, query, 20, among=np.array([], np.int64))


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("parts", [1, 2])
@pytest.mark.usefixtures("block")
def test_a_search_between_two_scores_finds_what_float64_finds(make: Make, parts: int) -> None:
    random = np.random.default_rng(10 + parts)
    vectors = make(random, 900, 64)
    rows = {number + 1: (number // parts, one) for number, one in enumerate(vectors)}
    matrix = Matrix(64)
    matrix.add(list(rows), [picture for picture, _ in rows.values()], vectors)
    for query in (spread(random, 1, 64)[0], vectors[7] * np.float32(0.2)):
        scores = np.sort(vectors.astype(np.float64) @ query.astype(np.float64))
        low, middle, high = (clear_of(scores, share) for share in (0.2, 0.6, 0.99))
        for limit in (1, 50, 890):
            check(matrix, rows, query, limit, between=(-np.inf, high))
            check(matrix, rows, query, limit, between=(-np.inf, low))
            check(matrix, rows, query, limit, between=(middle, np.inf))
            check(matrix, rows, query, limit, between=(low, middle))
        check(matrix, rows, query, 9, between=(high, low))
        check(matrix, rows, query, 20, among=np.arange(0, 900, 5), between=(low, high))


def clear_of(scores: NDArray[np.float64], share: float) -> float:
    """A number that about this share of the scores, which rise, is below, and none is just at."""
    window = len(scores) // 3
    first = int(share * (len(scores) - window))
    gap = first + int(np.argmax(np.diff(scores[first : first + window])))
    return float(scores[gap] + scores[gap + 1]) / 2


def test_of_what_is_surely_above_the_ceiling_nothing_is_read() -> None:
    random = np.random.default_rng(5)
    vectors = spread(random, 20_000, 512)
    vectors[:5000] = unit(vectors[:5000] * 0.1 + vectors[7])
    numbers = range(1, 20_001)
    matrix = Matrix(512)
    matrix.add(numbers, numbers, vectors)
    read: list[int] = []
    between = (-np.inf, 0.5)
    found = matrix.nearest(vectors[7], 10, reading(numbers, vectors, read), scores=between)
    assert len(found) == 10
    assert min(one.part for one in found) > 5000
    assert len(read) == len(set(read)) < 400


def test_of_equals_the_earlier_comes_first() -> None:
    random = np.random.default_rng(4)
    vectors = np.repeat(spread(random, 3, 33), 100, axis=0)
    matrix = Matrix(33)
    matrix.add(range(1, 301), range(1, 301), vectors)
    query = vectors[150]
    found = matrix.nearest(query, 40, reading(range(1, 301), vectors))
    assert [one.part for one in found] == list(range(101, 141))


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.usefixtures("block")
def test_what_comes_next_is_what_a_higher_limit_finds(make: Make) -> None:
    random = np.random.default_rng(11)
    vectors = make(random, 900, 64)
    numbers = range(1, 901)
    pictures = [number // 2 for number in numbers]
    matrix, among = Matrix(64), np.arange(0, 400, 3)
    matrix.add(numbers, pictures, vectors)
    for query, kept in ((vectors[5], None), (vectors[8], among)):
        read: list[int] = []
        exact = reading(numbers, vectors, read)
        whole = finished(matrix.ranking(query, 900, exact, kept))
        ranking = NOTHING
        for limit in (10, 70, 130, 300, 900):
            before = len(ranking.parts)
            ranking = finished(matrix.ranking(query, limit, exact, kept, before=ranking))
            assert len(ranking.parts) == min(limit, len(whole.parts)) > before or limit > 300
            for ours, all_of_them in zip(ranking, whole, strict=True):
                assert ours.tolist() == all_of_them[:limit].tolist()


def test_a_search_gives_turns_in_which_rows_may_come_go_and_move(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "IN_ONE_TURN", 64)
    random = np.random.default_rng(12)
    vectors = spread(random, 3000, 16)
    matrix, gone = Matrix(16), set[int]()
    matrix.add(range(1, 1001), range(1, 1001), vectors[:1000])

    def exact(wanted: Sequence[int]) -> tuple[Sequence[int], Floats]:
        there = [part for part in wanted if part not in gone]
        return there, vectors[[part - 1 for part in there]]

    def take_out(numbers: range) -> None:
        gone.update(numbers)
        matrix.remove(numbers)

    changes: list[Callable[[], None]] = [
        lambda: matrix.add(range(1001, 2001), range(1001, 2001), vectors[1000:2000]),
        lambda: take_out(range(1, 101)),  # few, so that their rows stay, unseen
        lambda: take_out(range(101, 1501)),  # many, so that all others move
    ]
    for change in changes:
        job, turns = matrix.ranking(vectors[2500], 900, exact), 0
        moves = matrix.moves
        try:
            while next(job) is None:
                turns += 1
                if turns == 3:
                    change()
        except StopIteration as end:
            found = end.value
        assert turns > 5
        scores = vectors[found.parts - 1].astype(np.float64) @ vectors[2500].astype(np.float64)
        assert found.scores == pytest.approx(scores, abs=1e-12)
        assert (np.diff(found.scores) <= 0).all()
    assert matrix.moves > moves
    assert found.parts.tolist() == [one.part for one in matrix.nearest(vectors[2500], 900, exact)]


def test_few_stored_vectors_are_read() -> None:
    random = np.random.default_rng(5)
    vectors = spread(random, 20_000, 512)
    numbers = range(1, 20_001)
    matrix = Matrix(512)
    matrix.add(numbers, numbers, vectors)
    read: list[int] = []
    matrix.nearest(vectors[3], 10, reading(numbers, vectors, read))
    assert len(read) == len(set(read)) < 400


@pytest.mark.usefixtures("block")
def test_many_changes_leave_exactly_the_rest() -> None:
    random = np.random.default_rng(6)
    matrix, rows, number = Matrix(16), dict[int, tuple[int, Floats]](), 0
    for turn in range(60):
        vectors = spread(random, 20, 16)
        added = {number + place + 1: (turn * 10 + place // 2, v) for place, v in enumerate(vectors)}
        matrix.add(list(added), [picture for picture, _ in added.values()], vectors)
        number, rows = number + 25, rows | added
        pictures = {picture for picture, _ in rows.values()}
        gone = {picture for picture in pictures if random.random() < 0.2}
        if turn % 3:
            matrix.remove(gone)
        else:
            kept = [part for part, (one, _) in rows.items() if one not in gone]
            assert matrix.keep(np.array(kept)) == len(kept)
        rows = {part: row for part, row in rows.items() if row[0] not in gone}
        assert len(matrix) == len(rows)
        check(matrix, rows, spread(random, 1, 16)[0], 15)


def test_what_cannot_be_compared_is_counted_and_never_found() -> None:
    vectors = spread(np.random.default_rng(7), 8, 4)
    vectors[1] = np.nan
    vectors[3, 2] = np.inf
    vectors[5] *= 1e30
    matrix = Matrix(4)
    matrix.add(range(1, 9), range(1, 9), vectors)
    assert len(matrix) == 8
    for query in (vectors[0], vectors[0] * 0):
        found = matrix.nearest(query, 8, reading(range(1, 9), vectors))
        assert {one.part for one in found} == {1, 3, 5, 7, 8}


def test_what_another_took_away_is_left_out() -> None:
    vectors = spread(np.random.default_rng(8), 40, 4)
    matrix = Matrix(4)
    matrix.add(range(1, 41), range(1, 41), vectors)
    all_of_them = [
        one.part for one in matrix.nearest(vectors[0], 40, reading(range(1, 41), vectors))
    ]

    def some(wanted: Sequence[int]) -> tuple[Sequence[int], Floats]:
        there = [part for part in wanted if part % 3]
        return there, vectors[[part - 1 for part in there]]

    found = [one.part for one in matrix.nearest(vectors[0], 40, some)]
    assert found == [part for part in all_of_them if part % 3]


def test_an_empty_one_finds_nothing() -> None:
    for dimension in (0, 4):
        matrix = Matrix(dimension)
        assert not len(matrix)
        assert not matrix.last
        assert (
            matrix.nearest(
                np.ones(dimension, np.float32), 5, reading([], np.empty((0, 4), np.float32))
            )
            == []
        )


def test_a_removed_row_s_place_is_marked() -> None:
    matrix = Matrix(4)
    matrix.add(range(1, 9), range(1, 9), spread(np.random.default_rng(9), 8, 4))
    matrix.remove([2])
    row, _ = matrix.content()
    assert row.pictures.tolist() == [1, REMOVED, *range(3, 9)]
    assert row.errors[1] == NOT_FOUND


def test_of_those_to_be_kept_some_may_be_unknown() -> None:
    matrix = Matrix(4)
    matrix.add(range(10, 20), range(10, 20), spread(np.random.default_rng(10), 10, 4))
    assert matrix.keep(np.array([3, 11, 12, 99])) == 2
    assert matrix.parts.tolist() == [11, 12]
    assert matrix.keep(np.array([], np.int64)) == 0

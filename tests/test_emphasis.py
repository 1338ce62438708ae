from __future__ import annotations

import numpy as np
import pytest

from clothesfinder.emphasis import (
    NEUTRAL,
    NO_PARTS,
    PRESETS,
    Emphasis,
    NoParts,
    Parts,
    explain,
    weigh,
)
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, Box, Entry, Match, Stamp, Vector

PARTS: Parts = {"cut": slice(0, 4), "pattern": slice(4, 12), "colour": slice(12, 16)}
SHARES = {"cut": 0.35, "pattern": 0.4, "colour": 0.25}
HALF = Box(0.0, 0.0, 1.0, 0.5)
RANDOM = np.random.default_rng(1)
EMPHASES = [
    Emphasis(1, 1, 0),
    Emphasis(0, 0, 2),
    Emphasis(0.3, 1.7, 1),
    Emphasis(1, 1, -0.5),
    Emphasis(-2, -1, -1),
    *(preset.emphasis for preset in PRESETS[1:]),
]


def made(**parts: Vector) -> Vector:
    """A vector whose parts point there, each of its length."""
    vector = np.zeros(16, np.float32)
    for name, place in PARTS.items():
        part = parts.get(name, RANDOM.normal(size=place.stop - place.start))
        vector[place] = part / np.linalg.norm(part) * SHARES[name] ** 0.5
    return vector


def cosines(one: Vector, other: Vector) -> dict[str, float]:
    return {n: float(one[p] @ other[p]) / SHARES[n] for n, p in PARTS.items()}


def entry(path: str, vector: Vector, part: Box = WHOLE) -> Entry:
    return Entry(path, part, Stamp(1, 2, "d"), vector, 30, 40)


def test_neutral_changes_no_bit() -> None:
    vector = made()
    assert weigh(vector, PARTS, NEUTRAL).vector is vector
    matches = [Match("a", WHOLE, 0.123456789)]
    assert weigh(vector, PARTS, NEUTRAL).rescored(matches) == matches


def test_neutral_is_fine_where_there_are_no_parts() -> None:
    vector = made()
    assert weigh(vector, NO_PARTS, NEUTRAL).vector is vector


@pytest.mark.parametrize("emphasis", EMPHASES)
def test_a_score_is_the_weighted_mean_of_the_parts_cosines(emphasis: Emphasis) -> None:
    for _ in range(20):
        query, stored = made(), made()
        weighed = weigh(query, PARTS, emphasis)
        assert np.linalg.norm(weighed.vector) == pytest.approx(1)
        assert weighed.vector.dtype == np.float32
        match = Match("a", WHOLE, float(weighed.vector @ stored))
        (score,) = (found.score for found in weighed.rescored([match]))
        weights = {name: emphasis._asdict()[name] * SHARES[name] for name in PARTS}
        total = sum(map(abs, weights.values()))
        mean = sum(weights[n] * cosine for n, cosine in cosines(query, stored).items()) / total
        assert score == pytest.approx(mean, abs=1e-6)
        assert -1 <= score <= 1


@pytest.mark.parametrize("emphasis", EMPHASES)
def test_one_made_of_several_weighs_less_in_what_they_differ(emphasis: Emphasis) -> None:
    for _ in range(20):
        one, other, stored = made(), made(), made()
        both = ((one + other) / np.linalg.norm(one + other)).astype(np.float32)
        weighed = weigh(both, PARTS, emphasis, one)
        score = float(weighed.vector @ stored) * weighed.scale
        shares = {n: np.linalg.norm(both[p]) * SHARES[n] ** 0.5 for n, p in PARTS.items()}
        weights = {n: emphasis._asdict()[n] * share for n, share in shares.items()}
        cosines = {n: float(both[p] @ stored[p]) / shares[n] for n, p in PARTS.items()}
        mean = sum(weights[n] * cosines[n] for n in PARTS) / sum(map(abs, weights.values()))
        assert score == pytest.approx(mean * sum(shares.values()), abs=1e-6)
        assert abs(score) <= 1
    assert weigh(both, PARTS, NEUTRAL, one).vector is both
    same = weigh(both, PARTS, Emphasis(0.5, 0.5, 0.5), one)
    assert float(same.vector @ stored) * same.scale == pytest.approx(float(both @ stored), abs=1e-6)


@pytest.mark.parametrize("weight", [0.5, 2])
def test_what_counts_alike_for_all_changes_no_score(weight: float) -> None:
    query, stored = made(), made()
    weighed = weigh(query, PARTS, Emphasis(weight, weight, weight))
    score = float(weighed.vector @ stored) * weighed.scale
    assert score == pytest.approx(float(query @ stored), abs=1e-6)


def test_the_query_itself_scores_1_while_nothing_counts_against_it() -> None:
    query = made()
    for emphasis in (Emphasis(0.2, 1, 2), Emphasis(0, 1, 0)):
        weighed = weigh(query, PARTS, emphasis)
        assert float(weighed.vector @ query) * weighed.scale == pytest.approx(1)


def test_another_colour_comes_first_where_colour_counts_against() -> None:
    query = made()
    cut, pattern, colour = (query[place] for place in PARTS.values())
    other = np.roll(colour, 1) * (1, -1, 1, -1)
    same = made(cut=cut, pattern=pattern + 0.1, colour=colour)
    changed = made(cut=cut, pattern=pattern + 0.15, colour=other.astype(np.float32))
    unlike = made(cut=-cut, pattern=-pattern, colour=other.astype(np.float32))
    weighed = weigh(query, PARTS, PRESETS[1].emphasis)
    scores = [float(weighed.vector @ vector) for vector in (changed, same, unlike)]
    assert scores == sorted(scores, reverse=True)
    assert float(query @ same) > float(query @ changed)


def test_a_model_with_some_of_the_parts_is_weighed_by_these() -> None:
    query, stored = made(), made()
    some = {"pattern": slice(0, 12), "colour": slice(12, 16)}
    weighed = weigh(query, some, Emphasis(cut=0.1, pattern=1, colour=1))
    assert float(weighed.vector @ stored) * weighed.scale == pytest.approx(float(query @ stored))


def test_what_cannot_be_weighed_is_a_problem() -> None:
    with pytest.raises(NoParts, match="does not tell cut, pattern and colour apart"):
        weigh(made(), NO_PARTS, Emphasis(colour=0))
    with pytest.raises(Problem, match="Nothing counts"):
        weigh(made(), PARTS, Emphasis(0, 0, 0))


def test_why_is_the_cosine_of_each_part_whatever_counts() -> None:
    query, stored = made(), made()
    for emphasis in (NEUTRAL, Emphasis(0, 1, -1)):
        weighed = weigh(query, PARTS, emphasis)
        matches = [Match("a", WHOLE, 0.5), Match("gone", WHOLE, 0.4)]
        why = explain(query, weighed, PARTS, matches, [entry("a", stored)])
        assert why == {"a": pytest.approx(cosines(query, stored), abs=1e-6)}


def test_why_is_told_of_the_part_of_the_picture_that_matched() -> None:
    query = made()
    whole, near, far = made(), made(colour=query[PARTS["colour"]]), made()
    known = [entry("a", whole), entry("a", near, HALF), entry("b", far)]
    matches = [Match("a", HALF, 0.5), Match("b", WHOLE, 0.4)]
    why = explain(query, weigh(query, PARTS, NEUTRAL), PARTS, matches, known)
    assert why["a"] == pytest.approx(cosines(query, near), abs=1e-6)
    assert why["b"] == pytest.approx(cosines(query, far), abs=1e-6)


def test_of_several_vectors_of_one_box_the_nearest_tells_why() -> None:
    query = made()
    near, far = query, made()
    match = Match("a", WHOLE, 1.0)
    for known in ([entry("a", near), entry("a", far)], [entry("a", far), entry("a", near)]):
        why = explain(query, weigh(query, PARTS, NEUTRAL), PARTS, [match], known)
        assert why["a"] == pytest.approx({"cut": 1, "pattern": 1, "colour": 1})


def test_a_part_of_no_length_is_like_nothing() -> None:
    query, stored = made(), made()
    stored[PARTS["colour"]] = 0
    weighed = weigh(query, PARTS, NEUTRAL)
    why = explain(query, weighed, PARTS, [Match("a", WHOLE, 0.5)], [entry("a", stored)])
    assert why["a"]["colour"] == 0.0

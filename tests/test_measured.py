"""Figures, margins and sentences, from ranks that are given."""

from __future__ import annotations

import csv
import json
import math
from io import StringIO

import numpy as np
import pytest

from clothesfinder.changes import CHANGES
from clothesfinder.measured import (
    FIRST,
    KIN,
    TEN,
    Figures,
    Result,
    Share,
    among,
    fastest,
    margin,
    shares,
    smallest,
    surely_less,
)
from clothesfinder.store import Failure
from clothesfinder.verdict import as_csv, as_record, as_text, notes, table, verdict


def figures(
    title: str, found: int, of: int = 100, *, milliseconds: float = 10.0, kin: float | None = None
) -> Figures:
    """A model that finds the first so many pictures, and the others in the sixth place."""
    ranks = np.full((of, len(CHANGES)), 5)
    ranks[:found] = 0
    shares_of_kin = None if kin is None else np.full(of, kin)
    return Figures(title, ranks, shares_of_kin, milliseconds, 2048)


def outcome(*models: Figures, by_chance: float | None = None) -> Result:
    return Result(models, 100, 2500, 0, (), {}, by_chance, 1.0)


def test_shares() -> None:
    ranks = np.zeros((4, len(CHANGES)), np.int64)
    ranks[0] = 10
    ranks[1, 0] = 9
    found = shares([Figures("a", ranks, np.array([0.5, np.nan, 1.0, 0.0]), 1.0, 4)])
    whole = len(CHANGES)
    assert found[FIRST][0].value == pytest.approx((3 * whole - 1) / (4 * whole))
    assert found[TEN][0].value == pytest.approx(3 / 4)
    first, *others = CHANGES
    assert found[first][0].value == 0.5
    assert all(found[name][0].value == 0.75 for name in others)
    assert found[KIN][0].value == 0.5


def test_margin_is_that_of_wilson() -> None:
    """50 of 100: from 0.404 to 0.596, as tables have it; none of 10: up to 0.278."""
    assert margin(np.array([0.0, 1.0] * 50)) == pytest.approx((0.5962 - 0.4038) / 2, abs=1e-4)
    assert margin(np.zeros(10)) == pytest.approx(0.2775 / 2, abs=1e-4)


def test_margin_holds_what_other_samples_give() -> None:
    chance = np.random.default_rng(2)
    held = []
    for _ in range(2000):
        values = (chance.random((100, 7)) < chance.beta(2, 1, (100, 1))).mean(1)
        held.append(abs(values.mean() - 2 / 3) <= margin(values))
    assert 0.93 < np.mean(held) < 0.97


def test_chance_is_seldom_taken_for_a_difference() -> None:
    chance = np.random.default_rng(3)
    worse = [surely_less(*(chance.random((2, 100)) < 0.8).astype(float)) for _ in range(2000)]
    assert np.mean(worse) < 0.015


def test_the_same_pictures_make_small_differences_sure() -> None:
    """Ten pictures of a hundred that only one of two models finds are no chance."""
    one, other = np.array([1.0] * 70 + [0.0] * 30), np.array([1.0] * 60 + [0.0] * 40)
    assert surely_less(other, one)
    assert not surely_less(one, other)
    assert not surely_less(one, one)
    assert one.mean() - other.mean() < 2 * margin(one)
    two_less = np.array([1.0] * 68 + [0.0] * 32)
    assert not surely_less(two_less, one)


def test_who_leads() -> None:
    def leads(*found: int) -> list[bool]:
        models = [figures(str(place), number) for place, number in enumerate(found)]
        return [share.leads for share in shares(models)[FIRST]]

    assert leads(90, 60) == [True, False]
    assert leads(60, 90, 89) == [False, True, True]
    assert leads(90, 89) == [False, False]
    assert leads(90) == [False]
    assert leads(100, 0) == [True, False]


def test_costs() -> None:
    slow, quick, alike = (figures("", 1, milliseconds=ms) for ms in (40.0, 10.0, 11.0))
    assert fastest([slow, quick, alike]) == [False, True, True]
    assert fastest([quick, alike]) == [False, False]
    assert smallest([slow, slow._replace(size=64)]) == [False, True]
    assert smallest([slow, quick]) == [False, False]


def test_kin_counts_where_every_model_had_some() -> None:
    one, other = (figures("", 1, 4)._replace(kin=np.array(kin)) for kin in (
        [1.0, np.nan, 0.5, 0.0], [np.nan, 1.0, 0.5, 1.0],
    ))  # fmt: skip
    kept = among([one, other], np.array([True, True, True, False]))
    assert [values[KIN].tolist() for values in (each.values() for each in kept)] == [[0.5], [0.5]]


@pytest.mark.parametrize(
    ("models", "told"),
    [
        (
            [figures("A", 92)],
            ["The original comes first for 92 of 100 changed copies with “A”."],
        ),
        (
            [figures("A", 60, milliseconds=10), figures("B", 92, milliseconds=40)],
            [
                "“B” finds more: the original comes first for 92 of 100 changed copies with “B”,"
                " 60 with “A”.",
                "“A” is four times as fast as “B”.",
            ],
        ),
        (
            [figures("A", 91), figures("B", 92)],
            [
                "No model finds surely more than another: the original comes first for 92 of 100"
                " changed copies with “B”, 91 with “A”.",
                "All take about the same time.",
            ],
        ),
        (
            [figures("A", 91), figures("B", 92), figures("C", 10, milliseconds=7)],
            [
                "“B” and “A” find more, and none of them surely more than another: the original"
                " comes first for 92 of 100 changed copies with “B”, 91 with “A”, 10 with “C”.",
                "“C” is 1.4 times as fast as “B”.",
            ],
        ),
        (
            [figures("A", 92, milliseconds=1), figures("B", 10, milliseconds=12)],
            [
                "“A” finds more: the original comes first for 92 of 100 changed copies with “A”,"
                " 10 with “B”.",
                "“A” is 12 times as fast as “B”.",
            ],
        ),
    ],
)  # fmt: skip
def test_verdict(models: list[Figures], told: list[str]) -> None:
    assert verdict(outcome(*models)) == told


@pytest.mark.parametrize(
    ("milliseconds", "told"),
    [
        (11.9, "same time"),
        (12.1, "1.2 times"),
        (19, "twice"),
        (24, "2.4 times"),
        (26, "three times"),
    ],
)
def test_how_fast(milliseconds: float, told: str) -> None:
    models = figures("A", 60), figures("B", 92, milliseconds=milliseconds)
    assert told in verdict(outcome(*models))[-1]


def test_verdict_on_folders() -> None:
    sorted_well = figures("A", 50, kin=0.75), figures("B", 50, kin=0.25)
    told = verdict(outcome(*sorted_well, by_chance=0.1))
    assert told[1] == (
        "Of the first ten, so many in 100 are of the same folder: 75 with “A”, 25 with “B”. By"
        " chance it would be 10."
    )
    alike = figures("A", 50, kin=0.75), figures("B", 50, kin=0.75)
    assert "The difference may be chance." in verdict(outcome(*alike, by_chance=0.1))[1]


def test_nearly_all_is_not_all() -> None:
    nearly = figures("A", 999, 1000)
    assert "99.9 of 100" in verdict(outcome(nearly))[0]
    assert "100 of 100" in verdict(outcome(figures("A", 100)))[0]


def test_table_and_text() -> None:
    measured = outcome(figures("A", 60, milliseconds=10), figures("Longer", 92, milliseconds=40))
    rows = table(measured)
    assert [row.name for row in rows if not row.is_detail] == [
        FIRST, TEN, "CPU time a picture", "Size in the index",
    ]  # fmt: skip
    assert [row.name for row in rows if row.is_detail] == [*CHANGES]
    assert rows[0].cells == ["60.0 % ± 9.4", "92.0 % ± 5.4"]
    assert (rows[0].leads, rows[-2].leads) == ([False, True], [True, False])
    assert rows[-1].cells == ["2,048 bytes", "2,048 bytes"]
    lines = as_text(measured)
    assert lines[0].split() == ["A", "Longer"]
    assert lines[1].split() == f"{FIRST} 60.0 % ± 9.4 92.0 % ± 5.4 *".split()
    assert lines[3].startswith("  A small part of it")
    assert len({line.index("%") for line in lines[1:-2]}) == 1


def test_csv_is_a_table_of_numbers() -> None:
    measured = outcome(figures("A, the first", 60), figures("B", 92))
    head, *rows = csv.reader(StringIO(as_csv(measured)))
    assert head == ["", "A, the first", "±", "B", "±"]
    assert rows[0][0] == "Original found first (%)"
    assert [float(cell) for cell in rows[0][1:]] == [60, 9.43, 92, 5.44]
    assert rows[-3] == ["CPU time a picture (ms)", "10.00", "", "10.00", ""]


def test_record_is_json() -> None:
    told = json.loads(json.dumps(as_record(outcome(figures("A", 60, kin=0.5), by_chance=0.1))))
    (model,) = told["models"]
    assert model["model"] == "A"
    assert model["shares"][FIRST] == {
        "value": 0.6,
        "margin": pytest.approx(0.094, abs=1e-3),
        "leads": False,
    }
    assert set(model["shares"]) == {FIRST, TEN, KIN, *CHANGES}
    assert (told["pictures"], told["gallery"], told["by_chance"]) == (100, 2500, 0.1)


def test_notes_tell_what_was_left_out_and_what_cannot_be_told() -> None:
    told = " ".join(notes(outcome(figures("A", 60))))
    assert "100 of the gallery's 2,500 pictures" in told
    assert "could not be read" not in told
    assert "same picture as another" not in told
    assert "not how often it will find what you look for" in told
    assert "folders" not in told
    assert "star" not in told
    assert "In bold stand the best" in " ".join(
        notes(outcome(figures("A", 60), figures("B", 60)), "In bold")
    )
    bad = Failure("a.jpg", 0, 0, "bad")
    told = " ".join(
        notes(outcome(figures("A", 60, kin=0.1), by_chance=0.1)._replace(left_out=[bad], copies=3))
    )
    assert "1 could not be read." in told
    assert "3 hold the same picture" in told
    assert "folders" in told


def test_a_share_is_told_with_its_margin() -> None:
    assert str(Share(0.925, 0.031, leads=False)) == "92.5 % ± 3.1"
    assert not math.isnan(Share(1.0, margin(np.ones(30)), leads=False).margin)

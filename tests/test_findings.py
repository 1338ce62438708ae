"""The rows of a look-up: in little room, with verdicts, in every order."""

from __future__ import annotations

import os
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from clothesfinder.calibration import Thresholds
from clothesfinder.findings import (
    AT_ONCE,
    Chosen,
    Finding,
    Findings,
    Order,
    Verdict,
    Wish,
    arrange,
)
from clothesfinder.query import Query
from clothesfinder.store import WHOLE, Box, Match

from .conftest import result

GALLERY = Path("/gallery")
THRESHOLDS = Thresholds(style=0.5, close=0.7, same=0.9)
UPPER = Box(0.0, 0.0, 1.0, 0.5)
BROKEN = "The picture is damaged or cut short."


def query(path: str) -> Query:
    return Query(Path(path), Path(path).name)


def made(rows: list[tuple[str, float | None, str]]) -> Findings:
    """Findings of queries by name, the score of the best match, and that match's name."""
    findings = Findings(GALLERY, [f"/queries/{name}" for name, *_ in rows])
    for name, score, match in rows:
        one = query(f"/queries/{name}")
        if score is None:
            findings.add(Finding(one, reason=BROKEN))
        else:
            findings.add(Finding(one, [Match(match, WHOLE, score)], THRESHOLDS))
    return findings


MIXED = [
    ("1.jpg", 0.6, "c.jpg"),
    ("2.jpg", 0.95, "b.jpg"),
    ("3.jpg", None, ""),
    ("4.jpg", 0.75, "a.jpg"),
    ("5.jpg", 0.3, "d.jpg"),
    ("6.jpg", 0.92, "a.jpg"),
]


@pytest.mark.parametrize(
    ("finding", "verdict"),
    [
        (Finding(query("/a"), [Match("b", WHOLE, 0.9)], THRESHOLDS), Verdict.FOUND),
        (Finding(query("/a"), [Match("b", WHOLE, 0.89)], THRESHOLDS), Verdict.PERHAPS),
        (Finding(query("/a"), [Match("b", WHOLE, 0.69)], THRESHOLDS), Verdict.NOT_FOUND),
        (Finding(query("/a"), [Match("b", WHOLE, 0.1)], THRESHOLDS), Verdict.NOT_FOUND),
        (Finding(query("/a"), [Match("b", WHOLE, 1.0)]), Verdict.NOT_JUDGED),
        (Finding(query("/a"), [], THRESHOLDS), Verdict.NOT_FOUND),
        (Finding(query("/a"), reason=BROKEN), Verdict.FAILED),
    ],
)
def test_verdicts(finding: Finding, verdict: Verdict) -> None:
    assert finding.verdict is verdict


def test_a_row_comes_back_as_it_was_put_there() -> None:
    name = os.fsdecode(b'caf\xe9 "\\.jpg') if sys.platform == "linux" else 'é "\\.jpg'
    findings = Findings(GALLERY, [f"/queries/{name}", "/queries/b.jpg"])
    whole = Finding(
        query(f"/queries/{name}"),
        [Match(name, UPPER, 0.123456789012345), Match("b/c.jpg", WHOLE, -0.5)],
        Thresholds(0.1, 0.2, float("inf")),
    )
    findings.add(whole)
    assert (len(findings), findings.is_complete) == (1, False)
    findings.add(Finding(query("/queries/b.jpg"), reason=BROKEN))
    assert findings.is_complete
    broken = Finding(query("/queries/b.jpg"), [], reason=BROKEN)
    assert list(Chosen(findings)) == [whole, broken]
    assert findings[0].name == f"/queries/{name}"


def test_counts() -> None:
    counts = made(MIXED).counts()
    assert [counts[verdict] for verdict in Verdict] == [2, 1, 2, 0, 1]
    assert set(made([]).counts().values()) == {0}


def names(findings: Findings, wish: Wish) -> list[str]:
    rows = result(arrange(findings, wish))
    return [finding.query.name[0] for finding in Chosen(findings, rows)]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(), "123456"),
        (Wish(descending=True), "654321"),
        (Wish(order=Order.SCORE), "351462"),
        (Wish(order=Order.SCORE, descending=True), "264153"),
        (Wish(order=Order.MATCH), "346215"),
        (Wish(order=Order.WORD), "264153"),
        (Wish(order=Order.VERDICT), "264153"),
        (Wish(frozenset([Verdict.FOUND]), Order.SCORE), "62"),
        (Wish(frozenset([Verdict.FAILED, Verdict.PERHAPS])), "34"),
        (Wish(frozenset([Verdict.NOT_JUDGED])), ""),
    ],
)
def test_choice_and_order(wish: Wish, found: str) -> None:
    assert "".join(names(made(MIXED), wish)) == found
    assert names(made([]), wish) == []


def test_words_order_by_each_querys_own_thresholds() -> None:
    findings = Findings(GALLERY, ["/1.jpg", "/2.jpg"])
    lax = Thresholds(0.1, 0.2, 0.3)
    findings.add(Finding(query("/1.jpg"), [Match("a", WHOLE, 0.8)], THRESHOLDS))
    findings.add(Finding(query("/2.jpg"), [Match("a", WHOLE, 0.4)], lax))
    assert names(findings, Wish(order=Order.WORD)) == ["2", "1"]
    assert names(findings, Wish(order=Order.SCORE)) == ["2", "1"]
    assert names(findings, Wish(order=Order.VERDICT, descending=True)) == ["1", "2"]


def test_many_rows_are_small_and_give_turns() -> None:
    count = 3 * AT_ONCE
    queries = [f"/queries/{number:06}.jpg" for number in range(count)]
    paths = [f"some folder/picture {rank}.jpg" for rank in range(5)]
    matches = [Match(path, WHOLE, 0.9 - rank / 10) for rank, path in enumerate(paths)]
    one = Finding(query(queries[0]), matches, THRESHOLDS)
    tracemalloc.start()
    findings = Findings(GALLERY, queries)
    for _ in queries:
        findings.add(one)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used / count < 500
    assert len(list(arrange(findings, Wish(order=Order.MATCH)))) >= 3
    assert np.array_equal(result(arrange(findings, Wish())), np.arange(count))

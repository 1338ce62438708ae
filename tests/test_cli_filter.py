"""`clothesfinder search` with a filter."""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import Call, save

if TYPE_CHECKING:
    from pathlib import Path

SIZES = {"red.png": (30, 40), "Red wide.jpg": (40, 30), "sale/blue.png": (40, 40)}
DAYS = {"red.png": (2023, 12, 31), "Red wide.jpg": (2024, 2, 1), "sale/blue.png": (2024, 12, 31)}


@pytest.fixture
def pictures(gallery: Path, call: Call) -> Path:
    for name, size in SIZES.items():
        save(gallery / name, (0, 0, 200) if "blue" in name else (200, 0, 0), size)
        noon = datetime(*DAYS[name], 12).timestamp()
        os.utime(gallery / name, (noon, noon))
    assert call("index", gallery)[0] == 0
    return gallery


def names(gallery: Path, answer: dict[str, Any]) -> set[str]:
    return {match["path"].removeprefix(f"{gallery}{os.sep}") for match in answer["matches"]}


@pytest.mark.parametrize(
    ("options", "passing"),
    [
        (["--name", "RED"], {"red.png", "Red wide.jpg"}),
        (["--name", "*.jpg"], {"Red wide.jpg"}),
        (["--since", "2024-01-01"], {"Red wide.jpg", "sale/blue.png"}),
        (["--until", "2024-02-01"], {"red.png", "Red wide.jpg"}),
        (["--since", "2024-02-01", "--until", "2024-02-01"], {"Red wide.jpg"}),
        (["--since", "2024-12-31"], {"sale/blue.png"}),
        (["--shape", "portrait"], {"red.png"}),
        (["--shape", "landscape"], {"Red wide.jpg"}),
        (["--shape", "square"], {"sale/blue.png"}),
        (["--folder", "sale", "--name", "red"], set()),
    ],
)
def test_what_passes(call: Call, pictures: Path, options: list[str], passing: set[str]) -> None:
    query = pictures / "red.png"
    code, out, _ = call("search", query, "--gallery", pictures, *options, "--json")
    assert code == 0
    answer = json.loads(out)
    assert names(pictures, answer) == passing
    assert answer["among"] == len(passing)


def test_scores(call: Call, pictures: Path) -> None:
    query = pictures / "red.png"
    search = ("search", query, "--gallery", pictures, "--json")
    scores = {match["path"]: match["score"] for match in json.loads(call(*search)[1])["matches"]}
    others = json.loads(call(*search, "--most", "0.99")[1])
    assert "among" not in others
    assert {match["path"] for match in others["matches"]} == set(scores) - {str(query)}
    for weighed in ([], ["--emphasis", "cut=0.5,colour=2"]):
        told = json.loads(call(*search, *weighed)[1])["matches"]
        second = told[1]["score"]
        kept = json.loads(call(*search, *weighed, "--least", f"{second - 1e-6}")[1])["matches"]
        assert [match["path"] for match in kept] == [match["path"] for match in told[:2]]


def test_in_words(call: Call, pictures: Path) -> None:
    query = pictures / "red.png"
    _, out, _ = call("search", query, "--gallery", pictures, "--name", "red", "-k", "1")
    assert out.splitlines()[0] == f"{query}: the 1 most similar of 2 that pass, among 3"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--since", "yesterday"], "“yesterday” is not a day like 2024-01-31"),
        (["--until", "2024-02-30"], "“2024-02-30” is not a day like 2024-01-31"),
        (["--since", "2024-02-02", "--until", "2024-02-01"],
         "--since 2024-02-02 is after --until 2024-02-01: nothing could be found"),
        (["--least", "0.9", "--most", "0.5"],
         "--least 0.9 is more than --most 0.5: nothing could be found"),
        (["--least", "2"], "“2” is not a score from -1 to 1"),
        (["--most", "nan"], "“nan” is not a score from -1 to 1"),
        (["--most", "high"], "“high” is not a score from -1 to 1"),
        (["--shape", "round"], "invalid choice: 'round'"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant(call: Call, gallery: Path, options: list[str], told: str) -> None:
    save(gallery / "red.png")
    code, out, err = call("search", gallery / "red.png", "--gallery", gallery, *options)
    assert (code, out) == (2, "")
    assert told in err

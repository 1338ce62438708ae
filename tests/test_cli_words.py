"""The command line tells in a word how alike a match is, with the built-in model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder import score_sample
from clothesfinder.calibration import SAME, WEAK, WORDS
from clothesfinder.index_files import scores_file
from clothesfinder.score_sample import LEAST, LEAST_COPIED
from clothesfinder.scores import AGAINST, NOT_KNOWN

from .garments import save_garments

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Call


@pytest.fixture
def pictures(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As few as there must be, and as few copies of them, for each takes the model a while."""
    monkeypatch.setattr(score_sample, "COPIED", LEAST_COPIED)
    return save_garments(gallery, -(-LEAST // 3))


def find(call: Call, pictures: Path, *more: str) -> dict[str, Any]:
    query = pictures / "red" / "3.png"
    code, out, err = call("search", query, "--gallery", pictures, "-k", "99", "--json", *more)
    assert (code, err) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_words_beside_the_scores(call: Call, pictures: Path) -> None:
    assert call("index", pictures)[0] == 0
    answer = find(call, pictures)
    words = [match["word"] for match in answer["matches"]]
    assert "no_words" not in answer
    assert (words[0], words[-1]) == (SAME, WEAK)
    assert [WORDS.index(word) for word in words] == sorted(map(WORDS.index, words))

    _, out, err = call("search", pictures / "red" / "3.png", "--gallery", pictures, "-k", "99")
    rows = out.splitlines()[1:]
    for row, match in zip(rows, answer["matches"], strict=True):
        assert row == f"  {match['score']:.3f}  {match['word']:<10}  {match['path']}"
    assert err == ""


def test_where_there_are_none_it_is_told_why(call: Call, pictures: Path) -> None:
    assert call("index", pictures)[0] == 0
    against = ("--emphasis", "other-colour")
    answer = find(call, pictures, *against)
    assert answer["no_words"] == AGAINST
    assert not any("word" in match for match in answer["matches"])
    command = ("search", pictures / "red" / "3.png", "--gallery", pictures)
    _, out, err = call(*command, *against)
    assert err == f"{AGAINST}\n"
    assert not any(word in out for word in WORDS)

    scores_file(pictures).unlink()  # as in a gallery that was indexed by an older version
    _, out, err = call(*command)
    assert err == f"{NOT_KNOWN}\n"
    assert str(LEAST) in NOT_KNOWN
    assert out.splitlines()[1].startswith("  1.000  /")
    assert call("index", pictures)[0] == 0
    assert "word" in find(call, pictures)["matches"][0]

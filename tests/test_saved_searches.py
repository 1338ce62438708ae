"""Searches that were saved by name, whatever they are made of and whatever became of their file."""

from __future__ import annotations

import json
import os
import stat
import sys
from io import BytesIO
from pathlib import Path

import pytest

from clothesfinder import saved_searches
from clothesfinder.emphasis import NEUTRAL, Emphasis
from clothesfinder.filter import EVERYTHING, Filter
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.saved_searches import MOST, SavedSearch, SavedSearches
from clothesfinder.store import Box
from clothesfinder.terms import UNLIKE, Term

from .conftest import draw

ODD = Path("/pictures") / os.fsdecode(b"caf\xe9 \xf0\x9f\x91\x97\n.jpg")


@pytest.fixture
def searches() -> SavedSearches:
    return SavedSearches()


@pytest.fixture
def file(data: Path) -> Path:
    return data / "searches" / "searches.json"


def picture(number: int = 0) -> bytes:
    written = BytesIO()
    draw((number, 90, 160)).save(written, "PNG")
    return written.getvalue()


def kept(data: Path) -> int:
    return len(list((data / "searches" / "pictures").iterdir()))


def test_at_first_there_are_none(searches: SavedSearches, file: Path) -> None:
    assert searches.names() == []
    searches.delete("what is not there")
    with pytest.raises(Problem, match="no saved search “x” any more"):
        searches.load("x")


def test_all_of_a_query_comes_back(searches: SavedSearches) -> None:
    query = Query(
        ODD,
        ODD.name,
        Box(0.1, 0.2, 0.75, 1.0),
        others=(
            Term(picture(), "Dropped picture", weight=UNLIKE),
            Term(Path("/a/b.png"), "b.png", Box(0, 0, 1, 0.5), 0.5),
            Term(name="red", text="red “floral” dress"),
        ),
    )
    emphasis = Emphasis(1.0, 1.5, -0.75)
    among = Filter("Röcke/\udcff", "*.jpg", 10**18, 2 * 10**18, "portrait", 0.25, 0.9949)
    searches.save("  Søndag \udcff “x” ", query, emphasis, among)
    assert searches.names() == ["Søndag \udcff “x”"]
    again = SavedSearches()
    assert again.load(again.names()[0]) == SavedSearch(query, emphasis, among)
    words = Query(name="hat", text="hat")
    searches.save("words", words, NEUTRAL)
    assert searches.load("words").query == words
    assert searches.names()[0] == "words", "the newest first"


def test_one_that_was_saved_before_there_were_filters(searches: SavedSearches, file: Path) -> None:
    searches.save("a", Query(ODD), NEUTRAL, Filter(name="red"))
    written = json.loads(file.read_bytes())
    del written["searches"][0]["among"]
    file.write_text(json.dumps(written))
    assert searches.load("a").among == EVERYTHING


def test_one_of_the_same_name_is_replaced(searches: SavedSearches, data: Path) -> None:
    searches.save("a", Query(picture(1)), NEUTRAL)
    searches.save("b", Query(picture(1), others=(Term(picture(2)),)), NEUTRAL)
    assert kept(data) == 2
    searches.save("b", Query(ODD), NEUTRAL)
    assert searches.names() == ["b", "a"]
    assert kept(data) == 1, "the other one needs its picture still"
    assert searches.load("a").query.source == picture(1)
    searches.delete("a")
    assert kept(data) == 0


def test_names_are_changed_but_not_to_one_that_is_taken(searches: SavedSearches) -> None:
    for name in ("a", "b"):
        searches.save(name, Query(ODD, name), NEUTRAL)
    searches.rename("a", "c")
    assert searches.names() == ["b", "c"]
    assert searches.load("c").query.name == "a"
    searches.rename("c", " c ")
    with pytest.raises(Problem, match="“b” already"):
        searches.rename("c", "b")
    with pytest.raises(Problem, match="no saved search “a”"):
        searches.rename("a", "d")
    for name in ("", " \n"):
        with pytest.raises(Problem, match="a name"):
            searches.rename("c", name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_this_user_may_read_them(searches: SavedSearches, data: Path) -> None:
    searches.save("a", Query(picture()), NEUTRAL)
    for path in [data / "searches", *(data / "searches").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_there_is_a_most_of_them(
    searches: SavedSearches, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    monkeypatch.setattr(saved_searches, "MOST_BYTES", len(picture(1)) + 10)
    searches.save("a", Query(picture(1)), NEUTRAL)
    searches.save("a", Query(picture(1), others=(Term(picture(1)),)), NEUTRAL)
    with pytest.raises(Problem, match="Delete a saved search first"):
        searches.save("b", Query(picture(2)), NEUTRAL)
    assert (searches.names(), kept(data)) == (["a"], 1)
    for number in range(MOST - 1):
        searches.save(str(number), Query(ODD), NEUTRAL)
    with pytest.raises(Problem, match="At most 200"):
        searches.save("one more", Query(ODD), NEUTRAL)
    searches.save("7", Query(ODD, "other"), NEUTRAL)
    assert len(searches.names()) == MOST


@pytest.mark.parametrize("content", [b"", b"\xff\xfe{", b"[]", b'{"form": 1}', b"[" * 100_000])
def test_a_damaged_list_is_set_aside_and_said(
    searches: SavedSearches, file: Path, content: bytes
) -> None:
    for number in (1, 2):
        searches.save("a", Query(ODD), NEUTRAL)
        file.write_bytes(content)
        with pytest.raises(Problem, match=rf"damaged.*damaged-{number}\.json"):
            searches.names()
        assert searches.names() == []
        assert (file.parent / f"damaged-{number}.json").read_bytes() == content


@pytest.mark.parametrize(
    "damage",
    [
        {"terms": []},
        {"among": {"shape": "round"}},
        {"among": {"since_ns": "yesterday"}},
        {"among": {"until_ns": 2**70}},
        {"among": {"least": 7}},
        {"among": {"colour": "red"}},
        {"terms": None},
        {"terms": [1]},
        {"emphasis": {"cut": "much"}},
        {"emphasis": {"sleeves": 1}},
        {"emphasis": {"cut": 10**9}},
        {"terms": [{"name": "a", "box": [0, 0, 1], "weight": 1, "path": "/a"}]},
        {"terms": [{"name": "a", "box": [0.5, 0, 0.5, 1], "weight": 1, "path": "/a"}]},
        {"terms": [{"name": "a", "box": [0, 0, 1, 1], "weight": True, "path": "/a"}]},
        {"terms": [{"name": "a", "box": [0, 0, 1, 1], "weight": 1, "path": 7}]},
        {"terms": [{"name": "a", "box": [0, 0, 1, 1], "weight": 1, "picture": "0" * 32}]},
        {"terms": [{"name": "a", "box": [0, 0, 1, 1], "weight": 1}]},
    ],
)
def test_one_that_is_damaged_is_listed_and_takes_no_other_along(
    searches: SavedSearches, file: Path, damage: dict[str, object]
) -> None:
    for name in ("good", "bad"):
        searches.save(name, Query(ODD), NEUTRAL)
    written = json.loads(file.read_bytes())
    written["searches"][0] |= damage
    written["searches"].append("nothing at all")
    file.write_text(json.dumps(written))
    assert searches.names() == ["bad", "good"]
    with pytest.raises(Problem, match="“bad” is damaged"):
        searches.load("bad")
    assert searches.load("good").query.source == ODD
    searches.save("third", Query(ODD), NEUTRAL)
    assert searches.names() == ["third", "bad", "good"]
    searches.delete("bad")
    assert searches.names() == ["third", "good"]


def test_a_damaged_picture_is_said(searches: SavedSearches, data: Path) -> None:
    searches.save("a", Query(picture()), NEUTRAL)
    (kept_one,) = (data / "searches" / "pictures").iterdir()
    kept_one.write_bytes(picture()[:-40])
    with pytest.raises(Problem, match="“a” is damaged"):
        searches.load("a")


def test_of_a_newer_version_nothing_is_changed(searches: SavedSearches, file: Path) -> None:
    searches.save("a", Query(ODD), NEUTRAL)
    content = file.read_text().replace('"form": 1', '"form": 2')
    file.write_text(content)
    for use in (searches.names, lambda: searches.save("b", Query(ODD), NEUTRAL)):
        with pytest.raises(Problem, match="newer version"):
            use()
    assert file.read_text() == content


def test_what_cannot_be_written_leaves_all_as_it_was(
    searches: SavedSearches, data: Path, file: Path
) -> None:
    searches.save("a", Query(ODD), NEUTRAL)
    content = file.read_bytes()
    (data / "searches" / "pictures").write_text("in the way of the folder")
    with pytest.raises(Problem, match="could not be saved"):
        searches.save("b", Query(picture()), NEUTRAL)
    assert file.read_bytes() == content
    assert list(file.parent.glob("tmp*")) == []

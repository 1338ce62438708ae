"""Which pictures pass: names, days, shapes; and what a SQLite file tells of it."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder import local_filter
from clothesfinder.catalog import Catalog
from clothesfinder.filter import (
    EVERYTHING,
    LANDSCAPE,
    LATEST_NS,
    PORTRAIT,
    SQUARE,
    Filter,
    PictureTest,
    begin_of,
    end_of,
    names_like,
    shape_of,
)
from clothesfinder.gallery_folders import gallery_folders, with_those_above
from clothesfinder.local_filter import Passing
from clothesfinder.local_store import LocalStore
from clothesfinder.query import Query

from .conftest import ColourEmbedder, result, save
from .store_contract import SPACE, entry, found, vector

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@pytest.mark.parametrize(
    ("wanted", "name", "is_like"),
    [
        ("", "a.jpg", True),
        ("  ", "a.jpg", True),
        ("red", "A Red dress.jpg", True),
        ("dress red", "A Red dress.jpg", True),
        ("red skirt", "A Red dress.jpg", False),
        (".jpg", "a.JPG", True),
        ("*.jpg", "a.JPG", True),
        ("*.jpg", "a.jpg.png", False),
        ("img_????.jpg", "IMG_0123.jpg", True),
        ("img_????.jpg", "IMG_01234.jpg", False),
        ("red dress*", "Red dress 1.jpg", True),
        ("red*", "a red dress.jpg", False),
        ("*a*b*c*", "xaxbxc", True),
        ("*a*b*c*", "xaxcxb", False),
        ("a**b", "axxb", True),
        ("*", "", True),
        ("?", "", False),
        ("a*a", "a", False),
        ("a.b", "axb", False),
        ("[ab]*", "[AB] one", True),
        ("STRASSE", "straße.png", True),
        ("ÄRMEL", "a\u0308rmel.png", True),
        ("a\u0308rmel*", "Ärmel.png", True),
        ("ドレス", "赤いドレス.png", True),
        ("?.jpg", "\udcff.jpg", True),
        ("*new*", "a\nnew\nname", True),
    ],
)
def test_names(wanted: str, name: str, is_like: bool) -> None:
    assert names_like(wanted)(name) is is_like


def test_no_pattern_takes_long() -> None:
    """One that doubles with each star would not end."""
    assert not names_like("*a" * 100 + "*b")("a" * 250)


@pytest.mark.parametrize(
    ("width", "height", "shape"),
    [
        (300, 400, PORTRAIT), (400, 300, LANDSCAPE), (300, 300, SQUARE), (100, 105, SQUARE),
        (105, 100, SQUARE), (100, 106, PORTRAIT), (106, 100, LANDSCAPE), (0, 0, ""), (0, 5, ""),
    ],
)  # fmt: skip
def test_shapes(width: int, height: int, shape: str) -> None:
    assert shape_of(width, height) == shape
    for one in ("", PORTRAIT, LANDSCAPE, SQUARE):
        passes = PictureTest(Filter(shape=one)).passes_by_size(width, height)
        assert passes is (not one or one == shape)


def test_a_day_is_from_midnight_to_midnight() -> None:
    day = date(2024, 2, 29)
    first, last = begin_of(day), end_of(day)
    assert datetime.fromtimestamp(first / 1e9) == datetime(2024, 2, 29)
    assert datetime.fromtimestamp(last / 1e9) == datetime(2024, 3, 1)
    test = PictureTest(Filter(since_ns=first, until_ns=last))
    assert [test.passes_by_time(ns) for ns in (first - 1, first, last - 1, last)] == [
        False, True, True, False
    ]  # fmt: skip


@pytest.mark.parametrize("day", [date.min, date(1600, 1, 1), date(2500, 1, 1), date.max])
def test_every_day_is_one_that_a_store_can_ask_for(day: date) -> None:
    assert -LATEST_NS <= begin_of(day) <= end_of(day) <= LATEST_NS


def test_scores_that_are_multiplied_later() -> None:
    among = Filter("a", least=0.5, most=0.9)
    assert among.scaled(2.0) == Filter("a", least=0.25, most=0.45)
    assert EVERYTHING.scaled(2.0) == EVERYTHING
    assert among.scores == (0.5, 0.9)
    assert EVERYTHING.scores == (-np.inf, np.inf)
    assert among.of_pictures == Filter("a")


def test_folders_with_those_above() -> None:
    folders = ["", "a/b/c", "a", "\udcff/x", "B"]
    assert with_those_above(folders, 9) == ["a", "a/b", "a/b/c", "B", "\udcff", "\udcff/x"]
    assert with_those_above(folders, 4) == ["a", "a/b", "B", "\udcff"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    with closing(LocalStore(tmp_path / "index.sqlite3")) as store:
        store.reset(SPACE)
        yield store


class Counted:
    """A connection that counts what is asked of pictures."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.asked = 0

    def execute(self, query: str, values: Sequence[bytes] = ()) -> sqlite3.Cursor:
        self.asked += "picture" in query
        return self._db.execute(query, values)

    @property
    def total_changes(self) -> int:
        return self._db.total_changes


def test_a_filter_is_looked_up_once_while_nothing_changes(
    store: LocalStore, tmp_path: Path
) -> None:
    store.put([entry("a/1", 1), entry("a/2", 1), entry("b/1", 1)])
    db = Counted(store._db)
    passing = Passing(db, "")  # type: ignore[arg-type]

    def count(among: Filter) -> int:
        numbers = passing.numbers(among)
        return -1 if numbers is None else len(numbers)

    assert count(EVERYTHING) == count(Filter(least=0.5)) == -1
    assert db.asked == 0
    assert count(Filter("a")) == 2
    asked = db.asked
    assert count(Filter("a", least=0.1)) == count(Filter("a", most=0.2)) == 2
    assert db.asked == asked
    assert count(Filter("a", name="1")) == 1
    store.put([entry("a/3", 1)])
    assert count(Filter("a")) == 3
    with closing(LocalStore(tmp_path / "index.sqlite3")) as other:
        other.drop(["a/1"])
    assert count(Filter("a")) == 2
    store.reset(SPACE)
    assert count(Filter("a")) == 0


@pytest.mark.parametrize(
    "among",
    [
        Filter("a"),
        Filter("a", name="1"),
        Filter("a", name="1", shape="portrait"),
        Filter("a", since_ns=0),
        Filter(name="1"),
        Filter(name="*1?.png"),
        Filter(name="ä"),
        Filter(name="1", shape="portrait"),
        Filter(shape="portrait"),
    ],
)
def test_a_filter_is_looked_up_in_turns(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch, among: Filter
) -> None:
    paths = [f"{folder}/{name}{n}.png" for n in range(15) for folder in "ab" for name in "ÄX"]
    sizes = [(3, 4) if n % 3 else (4, 3) for n in range(len(paths))]
    numbered = enumerate(zip(paths, sizes, strict=True))
    store.put([entry(path, 1)._replace(width=w, height=h) for _, (path, (w, h)) in numbered])
    test = PictureTest(among)
    passing = {
        path
        for path, size in zip(paths, sizes, strict=True)
        if test.passes_by_path(path) and test.passes_by_size(*size)
    }
    assert 0 < len(passing) < len(paths)
    for size in ("AT_ONCE", "NAMED_AT_ONCE"):
        monkeypatch.setattr(local_filter, size, 7)
    steps = store._passing.numbers_in_turns(among)
    turns = sum(1 for _ in steps)
    assert turns >= len(paths) / 2 / 7 - 1, "no more is done between two turns"
    assert {match.path for match in store.search(vector(1), 99, among)} == passing
    assert result(store.search_in_turns(vector(1), 99, among)).passing == len(passing)


def test_what_changes_between_the_turns_of_a_filter(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_filter, "NAMED_AT_ONCE", 2)
    store.put([entry(f"{n}.png", 1) for n in range(6)])
    search = store.search_in_turns(vector(1), 9, Filter(name="png"))
    for _ in range(3):
        next(search)
    store.drop(["0.png", "5.png"])
    store.put([entry("6.png", 1)])
    found = {match.path for match in result(search).matches}
    assert {"1.png", "2.png", "3.png", "4.png"} <= found <= {f"{n}.png" for n in range(1, 7)}
    again = result(store.search_in_turns(vector(1), 9, Filter(name="png")))
    assert {match.path for match in again.matches} == {f"{n}.png" for n in (1, 2, 3, 4, 6)}
    assert again.passing == 5
    dropping = store.search_in_turns(vector(1), 9, Filter(name="1"))
    next(dropping)
    dropping.close()  # as where it is cancelled
    assert len(store.search(vector(1), 9, Filter(name="1"))) == 1


def test_a_filter_holds_for_the_index_of_another_model_too(store: LocalStore) -> None:
    store.put([entry("a/1", 1), entry("b/1", 1)])
    assert store.count_among(Filter("a")) == 1
    successor = store.to_fill(SPACE._replace(model="next"))
    successor.put([entry("a/1", 1), entry("a/2", 1), entry("a/3", 1)])
    assert store.count_among(Filter("a")) == 1
    assert successor.count_among(Filter("a")) == 3
    store.succeed()
    assert store.count_among(Filter("a")) == 3
    assert len(store.search(vector(1), 9, Filter("a"))) == 3


def test_more_pictures_than_are_read_at_once_have_all_their_folders(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clothesfinder.local_filter.NAMED_AT_ONCE", 3)
    store.put([entry(f"{number}/x", 1) for number in range(10)] + [entry("top", 1)])
    assert len(list(store.folders())) == 4
    assert result(store.folders()) == {"", *map(str, range(10))}


def test_many_above_the_ceiling_leave_room_for_those_below(store: LocalStore) -> None:
    """More than a search asks for at first, with parts on both sides of the ceiling."""
    random = np.random.default_rng(5)
    angles = random.uniform(0, np.pi, 3000)
    store.put([entry(f"{n}", np.cos(angle), np.sin(angle)) for n, angle in enumerate(angles)])
    scores = {f"{n}": float(np.cos(angle)) for n, angle in enumerate(angles)}
    for most in (0.999, 0.5, 0.0, -0.9):
        best = sorted((s, p) for p, s in scores.items() if s <= most)[::-1]
        assert found(store.search(vector(1), 20, Filter(most=most))) == [p for _, p in best[:20]]


@pytest.fixture
def catalog(gallery: Path) -> Iterator[Catalog]:
    save(gallery / "red.png", (200, 0, 0), (30, 40))
    save(gallery / "below" / "pink.png", (220, 60, 80), (40, 30))
    save(gallery / "below" / "deep" / "blue.png", (0, 0, 200), (40, 40))
    with closing(Catalog(gallery, "", ColourEmbedder)) as catalog:
        result(catalog.index())
        yield catalog


def test_a_search_tells_how_many_pass(catalog: Catalog) -> None:
    query = Query(catalog.gallery / "red.png")
    assert result(catalog.search(query)).among is None
    below = result(catalog.search(query, 1, Filter("below")))
    assert (below.among, below.searched, len(below.matches)) == (2, 3, 1)
    assert result(catalog.search(query, among=Filter(shape=SQUARE))).among == 1
    scored = result(catalog.search(query, among=Filter(most=0.995)))
    assert scored.among is None
    assert [match.path for match in scored.matches] == ["below/pink.png", "below/deep/blue.png"]
    least = scored.matches[0].score - 1e-6
    both = result(catalog.search(query, among=Filter("below", least=least)))
    assert (both.among, len(both.matches)) == (2, 1)


def test_the_folders_of_a_gallery(catalog: Catalog) -> None:
    assert result(gallery_folders(catalog)) == ["below", "below/deep"]
    assert result(gallery_folders(catalog, 1)) == ["below"]

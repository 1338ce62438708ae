from __future__ import annotations

import os
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pymongo import MongoClient

from clothesfinder import atlas_filter, atlas_index, atlas_pictures, atlas_store
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_index import IndexState
from clothesfinder.atlas_pictures import Pictures
from clothesfinder.atlas_rows import stamp_of
from clothesfinder.atlas_search import GallerySearch
from clothesfinder.atlas_store import GALLERIES, PICTURES, AtlasStore
from clothesfinder.filter import EVERYTHING, Filter
from clothesfinder.local_store import LocalStore
from clothesfinder.problem import Problem
from clothesfinder.store import (
    WHOLE,
    Box,
    Entry,
    Failure,
    Ranked,
    Space,
    Stamp,
    Store,
    Vector,
    open_store,
)
from clothesfinder.turns import finished
from tests.store_contract import HALF, SPACE, StoreContract, entry, found, vector

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from clothesfinder.atlas_filter import Facts

    from .search_double import AtlasSearchDouble

REAL = "CLOTHESFINDER_TEST_MONGODB_URI"
LAG_SECONDS, BUILD_SECONDS = 3.0, 300.0


class TestContract(StoreContract):
    @pytest.fixture
    def fresh(self, fresh: AtlasStore) -> Store:
        return fresh


class PatientStore(AtlasStore):
    """Waits for a real search index, which takes in what is written a moment later."""

    def search_in_turns(
        self, vector: Vector, limit: int, among: Filter = EVERYTHING
    ) -> Generator[None, None, Ranked]:
        until = time.monotonic() + BUILD_SECONDS
        index = self._search.index(len(vector))
        while self.space() and index.state() is not IndexState.READY:
            assert time.monotonic() < until, index.state()
            time.sleep(1)
        time.sleep(LAG_SECONDS)
        return (yield from super().search_in_turns(vector, limit, among))


@pytest.fixture(scope="module")
def real_address() -> Iterator[str]:
    """A database of its own on the server that the environment names; it is dropped at the end."""
    uri = os.environ.get(REAL)
    if not uri:
        pytest.skip(f"{REAL} names no MongoDB server with vector search (two free search indexes)")
    database = f"clothesfinder_test_{secrets.token_hex(4)}"
    head, _, options = uri.partition("?")
    scheme, _, rest = head.partition("://")
    yield f"{scheme}://{rest.split('/')[0]}/{database}?{options}"
    with MongoClient[dict[str, Any]](uri) as client:
        client.drop_database(database)


@pytest.mark.atlas
class TestRealContract(StoreContract):
    @pytest.fixture
    def fresh(self, real_address: str) -> Iterator[Store]:
        store = PatientStore(read_address(real_address, f"gallery {secrets.token_hex(4)}"))
        yield store
        store.forget()


def rows_of(store: AtlasStore) -> list[dict[str, Any]]:
    return list(store._pictures.collection.find().sort("_id"))


def check_no_part_without_head(rows: list[dict[str, Any]]) -> None:
    assert {row["head"] for row in rows if "head" in row} <= {row["_id"] for row in rows}


def test_scores_are_those_of_the_embedded_store(fresh: AtlasStore, tmp_path: Path) -> None:
    space, random = SPACE._replace(dimension=512), np.random.default_rng(3)
    numbers = random.normal(size=(420, 512)) + 1.5 * random.normal(size=512)
    vectors = (numbers / np.linalg.norm(numbers, axis=1, keepdims=True)).astype(np.float32)
    stamp = Stamp(1, 2, "d")
    entries = [
        Entry(f"{row % 5}/{row // 2}.jpg", Box(0, 0, 1, 1 / (1 + row % 2)), stamp, values, 3, 4)
        for row, values in enumerate(vectors[:400])
    ]
    entries.sort(key=lambda one: one.path)
    local = LocalStore(tmp_path / "index.sqlite3")
    for one in (fresh, local):
        one.reset(space)
        one.put(entries)
    for query in vectors[400:]:
        for among in (EVERYTHING, Filter("3")):
            ours, theirs = fresh.search(query, 15, among), local.search(query, 15, among)
            assert [match[:2] for match in ours] == [match[:2] for match in theirs]
            scores = [match.score for match in theirs]
            assert [match.score for match in ours] == pytest.approx(scores, abs=1e-4)
    local.close()


def test_beyond_the_exact_limit_candidates_are_asked_for(
    store: AtlasStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put([entry(str(number), 1, number) for number in range(700)])
    monkeypatch.setattr(atlas_index, "EXACT_BELOW", 10)
    assert found(store.search(vector(1), 3)) == ["0", "1", "2"]
    assert len(store.search(vector(1), 650)) == 650
    assert len(store.search(vector(1), 20_000)) == 700


def test_what_few_pass_is_found_beyond_what_one_search_tells(
    store: AtlasStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put([entry(f"{'rare' if n % 50 == 49 else 'often'}{n}", 1, n) for n in range(300)])
    monkeypatch.setattr(atlas_index, "EXACT_BELOW", 10)
    monkeypatch.setattr(atlas_index, "MOST_CANDIDATES", 20)
    rare = [f"rare{n}" for n in range(49, 300, 50)]
    assert found(store.search(vector(1), 4, Filter(name="rare"))) == rare[:4]
    assert found(store.search(vector(1), 9, Filter(name="rare"))) == rare
    assert found(store.search(vector(1), 3, Filter(name="often"))) == ["often0", "often1", "often2"]
    middle = store.search(vector(1), 3, Filter(most=0.02))
    assert [match.score <= 0.02 for match in middle] == [True] * 3
    assert found(middle) == sorted(found(middle), key=lambda path: int(path.lstrip("oftenra")))
    assert found(store.search(vector(1), 9, Filter(name="rare", least=0.9))) == []
    assert found(store.search(vector(1), 9, Filter(name="none"))) == []


def test_what_would_be_too_much_to_read_is_said(
    store: AtlasStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put([entry(f"{n // 10}/{n}", 1, n) for n in range(60)])
    monkeypatch.setattr(atlas_index, "EXACT_BELOW", 10)
    monkeypatch.setattr(atlas_index, "MOST_CANDIDATES", 20)
    monkeypatch.setattr(atlas_filter, "MOST_READ", 30)
    with pytest.raises(Problem, match="None of the 20 nearest pictures passes the filter"):
        store.search(vector(1), 5, Filter(most=0.01))
    assert len(store.search(vector(1), 5, Filter("5", most=0.02))) == 5
    some = store.search(vector(1), 15, Filter(name="1*"))
    assert found(some) == ["0/1", *(f"1/{n}" for n in range(10, 20))]


def test_each_picture_is_asked_about_once(
    store: AtlasStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put([entry(str(n), 1, n) for n in range(200)])
    asked: list[str] = []
    facts = GallerySearch._facts

    def noted(self: GallerySearch, paths: Sequence[str]) -> dict[str, Facts]:
        asked.extend(paths)
        return facts(self, paths)

    monkeypatch.setattr(GallerySearch, "_facts", noted)
    assert found(store.search(vector(1), 5, Filter(name="9", shape="square"))) == []
    assert len(asked) == len(set(asked)) == 38, "of those with a 9 in their names"


def test_an_index_of_an_older_program_goes_on_as_it_is(store: AtlasStore) -> None:
    store.put([entry("a/1", 1), entry("b/2", 1, 1)])
    before = list(store._pictures.collection.list_search_indexes())
    among = Filter("b", "2", 0, 2**62, "portrait", 0, 1)
    assert found(store.search(vector(1), 5, among)) == ["b/2"]
    (index,) = store._pictures.collection.list_search_indexes()
    assert [index] == before
    assert index["latestDefinition"]["fields"][1:] == [
        {"type": "filter", "path": "gallery"}, {"type": "filter", "path": "folders"},
    ]  # fmt: skip


def test_what_the_server_gives_no_more_of_is_told(
    store: AtlasStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put([entry(f"{number:02}", 1, number) for number in range(60)])
    monkeypatch.setattr(atlas_index, "MOST_CANDIDATES", 40)
    for limit, count, is_cut_off in ((20, 20, False), (40, 40, True), (90, 40, True)):
        ranked = finished(store.search_in_turns(vector(1), limit))
        assert (len(ranked.matches), ranked.is_cut_off) == (count, is_cut_off)
    store.put([entry(f"a/{number:02}", 0, 1) for number in range(5)])
    assert finished(store.search_in_turns(vector(1), 20, Filter("a"))).is_cut_off is False


def test_no_more_than_the_stamps_comes_over_the_line(
    store: AtlasStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put([entry("a", 1), entry("b", 1)])
    fetched: list[set[str]] = []

    def noted(row: dict[str, Any]) -> Stamp:
        fetched.append(set(row))
        return stamp_of(row)

    monkeypatch.setattr(atlas_store, "stamp_of", noted)
    assert set(store.stamps()) == {"a", "b"}
    assert fetched == [{"path", "stamp"}] * 2


def test_each_gallery_is_its_own(store: AtlasStore, url: str) -> None:
    store.put([entry("a", 1)])
    other = AtlasStore(read_address(url, "other"))
    other.reset(SPACE._replace(model="other"))
    other.put([entry("a", 0, 1), entry("b", 1)])
    assert found(other.search(vector(0, 1), 9)) == ["a", "b"]
    assert found(store.search(vector(1), 9)) == ["a"]
    other.drop(["a"])
    assert store.count() == other.count() == 1
    other.forget()
    assert store.search(vector(1), 9)[0].score == pytest.approx(1)
    assert {row["gallery"] for row in rows_of(store)} == {"clothes"}


def test_machines_share_a_gallery_wherever_its_folder_lies(url: str, tmp_path: Path) -> None:
    shared = f"{url}&clothesfinderGallery=Winter%2024"
    one = open_store(shared, tmp_path / "one")
    one.reset(SPACE)
    one.put([entry("a", 1)])
    other = open_store(shared, tmp_path / "elsewhere", create=False)
    assert found(other.search(vector(1), 5)) == ["a"]
    assert "Winter 24" in other.name
    with pytest.raises(Problem, match="“elsewhere” is not indexed in this MongoDB"):
        open_store(url, tmp_path / "elsewhere", create=False)
    one.close()
    other.close()


def test_the_name_shows_no_secret(atlas: AtlasSearchDouble) -> None:
    address = atlas.uri.replace("://", "://ann:s3cr3t@")
    store = AtlasStore(read_address(address, "clothes"))
    assert store.name == f"127.0.0.1:{atlas.port}/clothesfinder (“clothes”)"
    store.close()


def test_names_and_paths_that_are_no_text(url: str) -> None:
    store = AtlasStore(read_address(url, "\udcff"))
    store.reset(SPACE)
    paths = ["\udcff/\udc80.jpg", "\x01dcff.jpg", "\ud800.jpg", "\U0001f457.jpg", "a\u0308/ä.jpg"]
    store.put([entry(path, 1) for path in paths])
    assert set(store.stamps()) == set(found(store.search(vector(1), 9))) == set(paths)
    assert found(store.search(vector(1), 9, Filter("\udcff"))) == paths[:1]
    store.fail([Failure(paths[0], 1, 2, "It is broken.")])
    assert store.failures()[0].path == paths[0]
    store.drop(paths)
    assert rows_of(store) == []
    store.close()


def test_vectors_are_stored_as_float32(store: AtlasStore) -> None:
    store.put([entry("a", 1, 2)])
    (row,) = rows_of(store)
    assert row["embedding"].as_vector().data == pytest.approx(vector(1, 2).tolist())
    assert len(row["embedding"]) == 2 + 4 * 8


PARTS = [
    entry("a", 1),
    entry("a", 0, 1, part=HALF),
    entry("b", 0, 0, 1),
    entry("c", 0, 0, 0, 1),
    entry("c", 0, 0, 0, 0, 1, part=HALF),
]
BEFORE = [entry("a", 1, 1, digest="old"), entry("b", 1, 1), entry("b", 1, 2, part=HALF)]


@pytest.mark.parametrize("writes", range(5))
def test_cut_short_in_the_middle_a_picture_is_done_again(
    store: AtlasStore, atlas: AtlasSearchDouble, writes: int
) -> None:
    store.put(PARTS)
    whole = rows_of(store)
    store.reset(SPACE)
    store.put(BEFORE)
    atlas.writes_until_full = writes
    with pytest.raises(Problem, match="database is full"):
        store.put(PARTS)
    atlas.writes_until_full = None
    new = {"a": "d", "c": "d"}  # those of several parts
    assert not [path for path, stamp in store.stamps().items() if stamp.digest == new.get(path)]
    check_no_part_without_head(rows_of(store))
    store.put(PARTS)
    assert rows_of(store) == whole
    atlas.writes_until_full = writes
    with pytest.raises(Problem, match="database is full"):
        store.put(PARTS)
    atlas.writes_until_full = None
    store.drop(store.stamps())
    assert rows_of(store) == []


def test_dropping_cut_short_leaves_no_part_without_its_head(
    store: AtlasStore, atlas: AtlasSearchDouble
) -> None:
    store.put(PARTS)
    atlas.writes_until_full = 1
    with pytest.raises(Problem, match="database is full"):
        store.drop(["a", "b", "c"])
    check_no_part_without_head(rows_of(store))
    assert set(store.stamps()) == {"a", "b", "c"}


def test_a_reset_cut_short_is_done_again(store: AtlasStore, atlas: AtlasSearchDouble) -> None:
    store.put(PARTS)
    atlas.writes_until_full = 2
    with pytest.raises(Problem, match="database is full"):
        store.reset(SPACE._replace(model="next"))
    assert store.space() is None


def test_a_reset_may_take_longer_than_a_claim_lasts(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (AtlasStore(read_address(url, "clothes"), lease_seconds=0.6) for _ in range(2))
    one.reset(SPACE)
    one.put([entry(str(number), 1) for number in range(10)])
    drop, granted = Pictures.drop, []

    def drop_slowly(self: Pictures, ids: Sequence[str]) -> None:
        drop(self, ids)
        time.sleep(0.15)
        granted.append(other._claims.take(["clothes"]))

    monkeypatch.setattr(atlas_pictures, "AT_ONCE", 1)
    monkeypatch.setattr(Pictures, "drop", drop_slowly)
    one.reset(SPACE._replace(model="next"))
    assert granted == [set()] * 10
    one.close()
    other.close()


def test_who_slept_through_a_reset_does_not_undo_what_another_did_meanwhile(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (AtlasStore(read_address(url, "clothes")) for _ in range(2))
    one.reset(SPACE)
    one.put([entry("old", 1), entry("older", 1)])
    assert one.space() == other.space() == str(SPACE)
    space, drop = SPACE._replace(model="next"), Pictures.drop

    def drop_after_a_long_sleep(self: Pictures, ids: Sequence[str]) -> None:
        drop(self, ids)
        monkeypatch.setattr(Pictures, "drop", drop)
        one._claims.end()  # as if its time were over
        other.reset(space)
        other.put([entry("new", 1)])

    monkeypatch.setattr(atlas_pictures, "AT_ONCE", 1)
    monkeypatch.setattr(Pictures, "drop", drop_after_a_long_sleep)
    one.reset(space)
    assert set(one.stamps()) == {"new"}
    one.put([entry("newer", 1)])
    assert set(other.stamps()) == {"new", "newer"}
    one.close()
    other.close()


def test_another_machine_s_model_is_not_mixed_in(store: AtlasStore, url: str) -> None:
    store.put([entry("a", 1)])
    other = AtlasStore(read_address(url, "clothes"))
    other.reset(SPACE._replace(model="next"))
    with pytest.raises(Problem, match="with another model"):
        store.put([entry("b", 1)])
    assert not other.count()
    other.close()


def test_a_newer_gallery_is_refused(store: AtlasStore, url: str) -> None:
    database = store._pictures.collection.database
    database[GALLERIES].update_one({}, {"$inc": {"schema": 1}})
    with pytest.raises(Problem, match="newer Clothesfinder"):
        open_store(url, Path("clothes"))


def fail_point(atlas: AtlasSearchDouble, commands: list[str], times: int, **how: Any) -> None:
    point = {"failCommands": commands, **how}
    with MongoClient[dict[str, Any]](atlas.uri) as client:
        client.admin.command("configureFailPoint", "failCommand", mode={"times": times}, data=point)


@pytest.mark.parametrize(
    "how", [{"closeConnection": True}, {"errorCode": 189}, {"errorCode": 10107}, {"errorCode": 462}]
)
def test_what_passes_is_tried_again_and_nothing_is_doubled(
    store: AtlasStore, atlas: AtlasSearchDouble, how: dict[str, Any]
) -> None:
    fail_point(atlas, ["update", "delete"], 4, **how)
    store.put([entry(str(number), 1, number) for number in range(20)])
    fail_point(atlas, ["aggregate", "find"], 3, **how)
    assert len(store.search(vector(1), 50)) == store.count() == len(store.stamps()) == 20


def test_what_does_not_pass_ends_in_a_sentence_and_goes_on_later(
    store: AtlasStore, atlas: AtlasSearchDouble
) -> None:
    fail_point(atlas, ["update"], 99, closeConnection=True)
    with pytest.raises(Problem, match="connection to the MongoDB server was cut"):
        store.put([entry("a", 1)])
    fail_point(atlas, ["update"], 0, closeConnection=True)
    store.put([entry("a", 1)])
    assert found(store.search(vector(1), 5)) == ["a"]


def test_a_gallery_of_another_dimension_has_its_own_index(store: AtlasStore, url: str) -> None:
    store.put([entry("a", 1)])
    other = AtlasStore(read_address(url, "other"))
    other.reset(Space("m", "w", "p", 4))
    other.put([Entry("b", WHOLE, Stamp(1, 2, "d"), vector(1)[:4], 3, 4)])
    assert found(other.search(vector(1)[:4], 5)) == ["b"]
    assert found(store.search(vector(1), 5)) == ["a"]
    names = {index["name"] for index in store._pictures.collection.list_search_indexes()}
    assert names == {"clothesfinder_8_v1", "clothesfinder_4_v1"}
    assert store._pictures.collection.name == PICTURES
    other.close()

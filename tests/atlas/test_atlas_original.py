"""A collection of the original scripts, opened as it is over a real socket."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from bson import DatetimeMS, Int64
from pymongo import MongoClient

from clothesfinder import atlas_errors, atlas_index
from clothesfinder.atlas_index import IndexState
from clothesfinder.atlas_original import NOT_CHANGED, OriginalStore
from clothesfinder.atlas_original_errors import (
    FAILED_INDEX,
    INDEX,
    MISSING,
    OTHER_INDEX,
    TOO_MANY_INDEXES,
)
from clothesfinder.atlas_originals import Original, find_originals
from clothesfinder.filter import Filter
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, Space, Stamp, open_store
from tests.conftest import result, save
from tests.store_contract import entry, found

from .conftest import SECRET
from .originals import COLLECTION, index_names, insert, make_old_index, raw, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pymongo.collection import Collection

    from .search_double import AtlasSearchDouble

OPTION = f"&clothesfinderCollection={COLLECTION}"
ON = unit(1).astype(np.float32)


@pytest.fixture
def theirs(url: str) -> str:
    """The address of a database in which the scripts ran."""
    insert(
        url,
        [
            ("shirts\\on.png", unit(1)),
            ("shirts\\near.png", unit(1, 0.1)),
            ("skirts/far.png", unit(0, 1)),
            (".\\skirts\\against.png", unit(-1)),
        ],
    )
    make_old_index(url)
    return url


@pytest.fixture
def rows(url: str) -> Iterator[Collection[dict[str, Any]]]:
    with MongoClient[dict[str, Any]](url) as client:
        yield client.get_default_database()[COLLECTION]


@pytest.fixture
def original(theirs: str, gallery: Path) -> Iterator[OriginalStore]:
    with closing(opened(theirs, gallery)) as store:
        yield store


def opened(url: str, gallery: Path) -> OriginalStore:
    store = open_store(url + OPTION, gallery, create=False)
    assert isinstance(store, OriginalStore)
    return store


class TestContent:
    def test_what_is_told_of_it(self, original: OriginalStore, theirs: str) -> None:
        place, _, database = theirs.partition("//")[2].partition("?")[0].partition("/")
        assert original.name == f"{place}/{database}.feature512 (original scripts)"
        assert original.space() == "original-resnet50/unknown/squash128-bilinear-1/512"
        assert original.count() == 4
        assert original.failures() == []
        assert set(original.stamps()) == {
            "shirts/on.png", "shirts/near.png", "skirts/far.png", "skirts/against.png"
        }  # fmt: skip

    def test_what_is_not_at_hand(
        self, original: OriginalStore, rows: Collection[dict[str, Any]]
    ) -> None:
        row = rows.find_one({"image_name": "shirts\\on.png"})
        assert row is not None
        stamp = Stamp(0, 0, f"mongodb:{row['_id']}")
        (got,) = original.entries(["shirts/on.png", "unknown.png"])
        assert original.stamps()["shirts/on.png"] == stamp
        assert got[:3] + got[4:] == ("shirts/on.png", WHOLE, stamp, 0, 0)
        assert got.vector.dtype == np.float32
        assert np.array_equal(got.vector, ON)

    def test_what_is_at_hand(self, original: OriginalStore, gallery: Path) -> None:
        state = save(gallery / "shirts" / "on.png", size=(30, 70)).stat()
        save(gallery / "deep" / "skirts" / "far.png", size=(50, 20))
        (gallery / "shirts" / "near.png").write_bytes(b"no picture")
        stamps = original.stamps()
        assert stamps["shirts/on.png"][:2] == (state.st_mtime_ns, state.st_size)
        assert set(stamps) == {
            "shirts/on.png", "shirts/near.png", "deep/skirts/far.png", "skirts/against.png"
        }  # fmt: skip
        entries = {one.path: one for one in original.entries(stamps)}
        assert entries["shirts/on.png"][4:] == (30, 70)
        assert entries["deep/skirts/far.png"][4:] == (50, 20)
        assert entries["shirts/near.png"][4:] == (0, 0)
        assert {path: one.stamp for path, one in entries.items()} == stamps

    def test_vectors_of_another_length_come_at_unit_length(
        self, original: OriginalStore, url: str
    ) -> None:
        insert(url, [("long.png", 3 * unit(3, 4)), ("whole.png", [Int64(3), 4] + [0] * 510)])
        for path in ("long.png", "whole.png"):
            (got,) = original.entries([path])
            assert np.array_equal(got.vector, unit(3, 4).astype(np.float32))

    def test_of_several_runs_the_newest_counts(self, original: OriginalStore, url: str) -> None:
        keys = insert(url, [("shirts\\on.png", unit(0, 0, 1)), ("shirts/on.png", unit(0, 1, 1))])
        assert original.count() == 4
        assert original.failures() == []
        (got,) = original.entries(["shirts/on.png"])
        assert got.stamp.digest == f"mongodb:{keys[1]}"
        assert np.array_equal(got.vector, unit(0, 1, 1).astype(np.float32))
        matches = {match.path: match.score for match in original.search(ON, 9)}
        assert len(matches) == 4
        assert matches["shirts/on.png"] == pytest.approx(0, abs=1e-6)


BAD: dict[str, tuple[object, str]] = {
    "short": (unit(1)[:511], "has 511 numbers instead of 512"),
    "long": (np.ones(513), "has 513 numbers instead of 512"),
    "empty": ([], "has 0 numbers instead of 512"),
    "text in it": ([*unit(1)[:511].tolist(), "1"], "something that is no number"),
    "null in it": ([None, *unit(1)[:511].tolist()], "something that is no number"),
    "list in it": ([[1.0], *unit(1)[:511].tolist()], "something that is no number"),
    "true in it": ([True, *unit(1)[:511].tolist()], "something that is no number"),
    "nan": (np.r_[unit(1)[:511], np.nan], "not finite"),
    "infinite": (np.r_[unit(1)[:511], np.inf], "not finite"),
    "zero": (np.zeros(512), "all zero"),
    "text": ("no list", "stored no vector"),
    "null": (None, "stored no vector"),
}


class TestFailures:
    @pytest.mark.parametrize("kind", BAD)
    def test_a_vector_that_cannot_be_used(
        self, kind: str, original: OriginalStore, url: str
    ) -> None:
        vector, reason = BAD[kind]
        insert(url, [("shirts\\bad.png", vector)])
        (failure,) = original.failures()
        assert failure[:3] == ("shirts/bad.png", 0, 0)
        assert reason in failure.reason
        assert original.count() == 4
        assert "shirts/bad.png" not in original.stamps()
        assert original.entries(["shirts/bad.png"]) == []
        assert len(original.search(ON, 9)) == 4

    def test_a_document_without_a_vector_or_a_name(
        self, original: OriginalStore, rows: Collection[dict[str, Any]]
    ) -> None:
        rows.insert_many(
            [
                {"_id": 1, "image_name": "bare.png"},
                {"_id": 2, "embedding": unit(1).tolist()},
                {"_id": 3, "image_name": 5, "embedding": unit(1).tolist()},
            ]
        )
        assert [failure.path for failure in original.failures()] == [
            "(document 2)",
            "(document 3)",
            "bare.png",
        ]
        assert "names no picture" in original.failures()[0].reason
        assert original.count() == 4

    def test_a_bad_run_does_not_hide_a_good_one_and_each_is_told(
        self, original: OriginalStore, url: str, gallery: Path
    ) -> None:
        state = save(gallery / "shirts" / "on.png").stat()
        bad = insert(url, [("shirts\\on.png", unit(1)[:9]), ("x.png", []), ("x.png", None)])
        assert "shirts/on.png" in original.stamps()
        told = {failure.path: failure for failure in original.failures()}
        assert set(told) == {
            f"shirts/on.png (document {bad[0]})",
            "x.png",
            f"x.png (document {bad[1]})",
        }
        assert told[f"shirts/on.png (document {bad[0]})"][1:3] == (state.st_mtime_ns, state.st_size)

    def test_what_is_seen_only_with_its_vector_is_told_too(
        self, original: OriginalStore, rows: Collection[dict[str, Any]]
    ) -> None:
        assert original.count() == 4
        rows.update_one({"image_name": "shirts\\on.png"}, {"$set": {"embedding": ["x"] * 512}})
        rows.delete_one({"image_name": "shirts\\near.png"})
        assert original.entries(["shirts/on.png", "shirts/near.png"]) == []
        assert original.count() == 2
        assert [failure.path for failure in original.failures()] == [
            "shirts/near.png",
            "shirts/on.png",
        ]


class TestSearch:
    def test_by_cosine_best_first(self, original: OriginalStore) -> None:
        matches = original.search(ON, 9)
        assert found(matches) == [
            "shirts/on.png", "shirts/near.png", "skirts/far.png", "skirts/against.png"
        ]  # fmt: skip
        scores = [match.score for match in matches]
        assert scores == pytest.approx([1, 1 / np.sqrt(1.01), 0, -1], abs=1e-6)
        assert original.search(ON, 0) == []

    def test_folders_narrow_it(self, original: OriginalStore) -> None:
        assert found(original.search(ON, 1, Filter("skirts"))) == ["skirts/far.png"]
        assert found(original.search(ON, 9, Filter("none"))) == []

    def test_names_and_scores_narrow_it(self, original: OriginalStore) -> None:
        for among, passing in {
            Filter(name="AR"): ["shirts/near.png", "skirts/far.png"],
            Filter(name="?n.png"): ["shirts/on.png"],
            Filter("skirts", name="far"): ["skirts/far.png"],
            Filter(most=0.999): ["shirts/near.png", "skirts/far.png", "skirts/against.png"],
            Filter(least=-0.5, most=0.999): ["shirts/near.png", "skirts/far.png"],
            Filter(name="none"): [],
        }.items():
            assert found(original.search(ON, 9, among)) == passing
            if among.of_pictures == among:
                assert original.count_among(among) == len(passing)
        assert result(original.folders()) == {"shirts", "skirts"}

    def test_files_at_hand_tell_dates_and_shapes(
        self, original: OriginalStore, gallery: Path
    ) -> None:
        for path, size in {"shirts/on.png": (30, 70), "skirts/far.png": (50, 20)}.items():
            os.utime(save(gallery / path, size=size), ns=(0, 10**18 + size[0]))
        since = Filter(since_ns=10**18 + 40)
        assert found(original.search(ON, 9, since)) == ["skirts/far.png"]
        assert original.count_among(since) == 1
        assert found(original.search(ON, 9, Filter(shape="portrait"))) == ["shirts/on.png"]
        assert original.count_among(Filter(shape="portrait")) is None
        assert found(original.search(ON, 9, Filter(shape="square"))) == []

    def test_what_few_pass_is_found_beyond_what_one_search_tells(
        self, original: OriginalStore, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        insert(url, [(f"more\\{n}.png", unit(1, n / 100)) for n in range(1, 30)])
        monkeypatch.setattr(atlas_index, "EXACT_BELOW", 3)
        monkeypatch.setattr(atlas_index, "MOST_CANDIDATES", 10)
        assert found(original.search(ON, 9, Filter("skirts"))) == [
            "skirts/far.png", "skirts/against.png"
        ]  # fmt: skip
        assert found(original.search(ON, 1, Filter(name="29*"))) == ["more/29.png"]

    def test_many_runs_leave_room_for_others(self, original: OriginalStore, url: str) -> None:
        insert(url, [("shirts\\on.png", unit(1)) for _ in range(30)])
        assert found(original.search(ON, 2)) == ["shirts/on.png", "shirts/near.png"]

    def test_beyond_the_exact_limit_candidates_are_asked_for(
        self, original: OriginalStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(atlas_index, "EXACT_BELOW", 3)
        assert len(original.search(ON, 9)) == 4

    def test_the_scripts_run_again_meanwhile(self, original: OriginalStore, url: str) -> None:
        assert len(original.search(ON, 9)) == 4
        insert(url, [("new.png", unit(1, 0.01))])
        assert "new.png" in found(original.search(ON, 9))
        assert original.count() == 5


class TestIndex:
    def test_it_is_made_by_the_first_search_beside_the_old_one(
        self, original: OriginalStore, rows: Collection[dict[str, Any]], theirs: str
    ) -> None:
        before = raw(theirs)
        original.count()
        assert index_names(rows) == {COLLECTION}
        assert original._index.state() is IndexState.MISSING
        original.search(ON, 1)
        assert index_names(rows) == {COLLECTION, INDEX}
        assert original._index.state() is IndexState.READY
        assert raw(theirs) == before
        assert rows.database.list_collection_names() == [COLLECTION]

    def test_being_built(self, original: OriginalStore, atlas: AtlasSearchDouble) -> None:
        atlas.build_seconds = 1e6
        with pytest.raises(Problem) as caught:
            original.search(ON, 1)
        assert str(caught.value) == atlas_errors.BUILDING  # by which the window knows to wait
        atlas.build_seconds = 0.0
        assert original._index.state() is IndexState.READY
        assert found(original.search(ON, 1)) == ["shirts/on.png"]

    def test_made_again_where_it_was_deleted(
        self, original: OriginalStore, rows: Collection[dict[str, Any]]
    ) -> None:
        original.search(ON, 1)
        rows.drop_search_index(INDEX)
        assert found(original.search(ON, 1)) == ["shirts/on.png"]

    def test_behind(
        self, original: OriginalStore, atlas: AtlasSearchDouble, url: str, gallery: Path
    ) -> None:
        original.search(ON, 1)
        with MongoClient[dict[str, Any]](url) as client:
            client.get_default_database()[COLLECTION].delete_many({})
            atlas.lag = 1e6
        insert(url, [("late.png", unit(1))])
        with closing(opened(url, gallery)) as store:
            with pytest.raises(Problem, match="has not taken them in yet"):
                store.search(ON, 1)
            atlas.lag = 0
            assert found(store.search(ON, 1)) == ["late.png"]

    def test_failed(self, original: OriginalStore, atlas: AtlasSearchDouble) -> None:
        original.search(ON, 1)
        atlas.indexes[original._rows.full_name, INDEX].failed = True
        with pytest.raises(Problem) as caught:
            original.search(ON, 1)
        assert str(caught.value) == FAILED_INDEX

    def test_no_more_allowed(self, original: OriginalStore, atlas: AtlasSearchDouble) -> None:
        atlas.max_indexes = len(atlas.indexes)
        with pytest.raises(Problem) as caught:
            original.search(ON, 1)
        assert str(caught.value) == TOO_MANY_INDEXES
        assert original.count() == 4

    def test_one_of_that_name_for_something_else(
        self, original: OriginalStore, rows: Collection[dict[str, Any]]
    ) -> None:
        original.search(ON, 1)
        rows.update_search_index(INDEX, {"fields": [{"type": "filter", "path": "x"}]})
        with pytest.raises(Problem) as caught:
            original.search(ON, 1)
        assert str(caught.value) == OTHER_INDEX

    def test_a_server_without_search(
        self, original: OriginalStore, atlas: AtlasSearchDouble
    ) -> None:
        atlas.has_search = False
        with pytest.raises(Problem, match="has no vector search"):
            original.search(ON, 1)
        assert original.count() == 4


class TestNothingChanges:
    def test_all_that_would_is_refused(self, original: OriginalStore, theirs: str) -> None:
        before = raw(theirs)
        changes: list[Callable[[], object]] = [
            lambda: original.put([entry("a", 1)]),
            lambda: original.fail([]),
            lambda: original.drop(["shirts/on.png"]),
            lambda: original.reset(Space("a", "b", "c", 512)),
            original.forget,
        ]
        for change in changes:
            with pytest.raises(Problem) as caught:
                change()
            assert str(caught.value) == NOT_CHANGED
        assert raw(theirs) == before
        assert original.count() == 4


class TestOpening:
    def test_what_is_not_the_scripts_is_refused(self, url: str, gallery: Path) -> None:
        for document in (None, {"image_name": "a.png"}, {"embedding": unit(1).tolist()},
                         {"image_name": "a.png", "embedding": unit(1)[:500].tolist()}):  # fmt: skip
            if document is not None:
                with MongoClient[dict[str, Any]](url) as client:
                    client.get_default_database()[COLLECTION].insert_one(document)
            for create in (True, False):
                with pytest.raises(Problem, match="holds no documents of the original scripts"):
                    open_store(url + OPTION, gallery, create=create)
        insert(url, [("a.png", unit(1))])
        opened(url, gallery).close()  # a few that are spoilt do not matter

    def test_find_originals(self, theirs: str, url: str) -> None:
        with MongoClient[dict[str, Any]](url) as client:
            database = client.get_default_database()
            (first,) = database[COLLECTION].find().limit(1)
            for name in ("another", "clothesfinder_pictures"):
                database[name].insert_one(first)
            database["others"].insert_one({"image_name": "a.png", "embedding": [1.0]})
            database["empty"].insert_one({})
            expected = [Original("another", 1), Original(COLLECTION, 4)]
            assert find_originals(database) == expected

    def test_what_others_store_beside_it_is_no_obstacle(
        self, atlas: AtlasSearchDouble, url: str
    ) -> None:
        insert(url, [("a.png", unit(1))])
        # A time that Python has not. SecantusDB takes none in, and MongoDB does.
        late = {"firstBatch": [{"image_name": DatetimeMS(2**60)}], "id": Int64(0), "ns": "x.y"}
        with MongoClient[dict[str, Any]](url) as client:
            atlas._refusals["find"] = [{"cursor": late, "ok": 1.0}]
            assert find_originals(client.get_default_database()) == []
            assert len(find_originals(client.get_default_database())) == 1


def originals_at(url: str) -> list[Original]:
    with MongoClient[dict[str, Any]](url) as client:
        return find_originals(client["clothesfinder"])


class TestReader:
    """Users who may not write, or not even read."""

    def test_the_index_is_made_once_by_a_user_who_may(
        self, users: AtlasSearchDouble, gallery: Path
    ) -> None:
        def place(user: str) -> str:
            return f"mongodb://{user}:{SECRET}@127.0.0.1:{users.port}/?authSource=admin"

        insert(place("owner").replace("/?", "/clothesfinder?"), [("on.png", unit(1))])
        with closing(opened(place("reader"), gallery)) as reader:
            assert reader.count() == len(reader.entries(["on.png"])) == 1
            with pytest.raises(Problem) as caught:
                reader.search(ON, 1)
            assert str(caught.value) == MISSING
            with closing(opened(place("owner"), gallery)) as owner:
                assert found(owner.search(ON, 1)) == ["on.png"]
            assert found(reader.search(ON, 1)) == ["on.png"]
        with pytest.raises(Problem) as caught:
            opened(place("stranger"), gallery)
        assert str(caught.value) == atlas_errors.NOT_ALLOWED
        assert originals_at(place("reader")) == [Original(COLLECTION, 1)]
        assert originals_at(place("stranger")) == []

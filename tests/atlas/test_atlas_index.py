"""An empty answer is never taken for an answer while the index cannot give one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clothesfinder.atlas_index import IndexState
from clothesfinder.filter import Filter
from clothesfinder.problem import Problem
from clothesfinder.store import open_store
from tests.store_contract import SPACE, entry, found, vector

if TYPE_CHECKING:
    from clothesfinder.atlas_store import AtlasStore

    from .search_double import AtlasSearchDouble


def state_of(store: AtlasStore) -> IndexState:
    return store._search.index(SPACE.dimension).state()


def test_being_built(fresh: AtlasStore, atlas: AtlasSearchDouble) -> None:
    atlas.build_seconds = 1e6
    fresh.reset(SPACE)
    fresh.put([entry("a", 1)])
    states = {state_of(fresh)}
    with pytest.raises(Problem, match="still being built"):
        fresh.search(vector(1), 5)
    atlas.build_seconds = 0.0
    assert state_of(fresh) is IndexState.READY
    assert states == {IndexState.BUILDING}
    assert found(fresh.search(vector(1), 5)) == ["a"]


def test_missing_and_made_again(store: AtlasStore, url: str) -> None:
    store.put([entry("a", 1)])
    store._pictures.collection.drop_search_index("clothesfinder_8_v1")
    with pytest.raises(Problem, match="has no search index"):
        store.search(vector(1), 5)
    again = open_store(url, Path("clothes"))
    again.fail([])
    assert found(again.search(vector(1), 5)) == ["a"]
    again.close()


def test_failed(store: AtlasStore, atlas: AtlasSearchDouble) -> None:
    store.put([entry("a", 1)])
    namespace = store._pictures.collection.full_name
    atlas.indexes[namespace, "clothesfinder_8_v1"].failed = True
    assert state_of(store) is IndexState.FAILED
    with pytest.raises(Problem, match="could not build the search index"):
        store.search(vector(1), 5)


def test_behind(store: AtlasStore, atlas: AtlasSearchDouble) -> None:
    assert state_of(store) is IndexState.READY
    atlas.lag = 1e6
    store.put([entry("a", 1)])
    with pytest.raises(Problem, match="has not taken them in yet"):
        store.search(vector(1), 5)
    with pytest.raises(Problem, match="has not taken them in yet"):
        store.search(vector(1), 5, Filter("x"))
    atlas.lag = 0.0
    assert found(store.search(vector(1), 5)) == ["a"]


def test_no_more_allowed(fresh: AtlasStore, atlas: AtlasSearchDouble) -> None:
    atlas.max_indexes = len(atlas.indexes)
    with pytest.raises(Problem, match="as many search indexes as it may have"):
        fresh.reset(SPACE)
    assert fresh.space() is None
    atlas.max_indexes += 1
    fresh.reset(SPACE)
    assert fresh.space() == str(SPACE)


def test_a_server_without_search(fresh: AtlasStore, atlas: AtlasSearchDouble) -> None:
    atlas.has_search = False
    with pytest.raises(Problem, match="has no vector search"):
        fresh.reset(SPACE)


def test_one_of_that_name_for_something_else(url: str, fresh: AtlasStore) -> None:
    fresh.reset(SPACE)
    fresh.put([entry("a", 1)])
    other = {"fields": [{"type": "filter", "path": "x"}]}
    fresh._pictures.collection.update_search_index("clothesfinder_8_v1", other)
    with pytest.raises(Problem, match="has no search index"):
        fresh.search(vector(1), 5)

"""That the double refuses what MongoDB refuses; the store's own tests show the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bson.binary import Binary, BinaryVectorDtype
from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.errors import OperationFailure
from pymongo.operations import SearchIndexModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .search_double import AtlasSearchDouble

VECTOR = {"type": "vector", "path": "v", "numDimensions": 3, "similarity": "cosine"}
DEFINITION = {"fields": [VECTOR, {"type": "filter", "path": "kind"}]}
Rows = Collection[dict[str, Any]]


@pytest.fixture
def rows(atlas: AtlasSearchDouble, url: str) -> Iterator[Rows]:
    with MongoClient[dict[str, Any]](url) as client:
        rows = client.get_default_database().create_collection("rows")
        rows.insert_many(
            [
                {"_id": 1, "v": [1.0, 0.0, 0.0], "kind": ["a", "b"]},
                {"_id": 2, "v": Binary.from_vector([0.0, 1.0, 0.0], BinaryVectorDtype.FLOAT32)},
                {"_id": 3, "v": [0.0, 0.0, 0.0]},
                {"_id": 4, "v": [1.0]},
                {"_id": 5},
                {"_id": 6, "v": Binary.from_vector([1, 0, 0], BinaryVectorDtype.INT8)},
            ]
        )
        rows.create_search_index(SearchIndexModel(DEFINITION, "i", "vectorSearch"))
        yield rows


def search(rows: Rows, **changed: Any) -> list[dict[str, Any]]:
    stage = {"index": "i", "path": "v", "queryVector": [1.0, 0, 0], "limit": 9, "exact": True}
    stage = {key: value for key, value in {**stage, **changed}.items() if value is not None}
    meta = {"$meta": "vectorSearchScore"}
    return list(rows.aggregate([{"$vectorSearch": stage}, {"$project": {"score": meta}}]))


def test_scores_and_rows_that_do_not_fit(rows: Rows) -> None:
    assert search(rows) == [{"_id": 1, "score": 1.0}, {"_id": 2, "score": 0.5}]
    assert search(rows, filter={"kind": "b"}) == [{"_id": 1, "score": 1.0}]
    assert search(rows, index="other") == []
    assert search(rows, exact=None, numCandidates=9, limit=1) == [{"_id": 1, "score": 1.0}]


def test_an_index_of_search_lies_beside_and_answers_no_vectors(rows: Rows) -> None:
    old = {"mappings": {"fields": {"v": [{"type": "knnVector", "dimensions": 3}]}}}
    rows.create_search_index(SearchIndexModel(old, "old"))
    assert {index["name"] for index in rows.list_search_indexes()} == {"i", "old"}
    assert len(search(rows)) == 2
    with pytest.raises(OperationFailure, match="v is not indexed as vector"):
        search(rows, index="old")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"queryVector": [1.0]}, "indexed with 3 dimensions but queried with 1"),
        ({"queryVector": [0.0, 0, 0]}, "zero vector"),
        ({"queryVector": [float("nan"), 0, 0]}, "non-finite"),
        ({"path": "kind"}, "kind is not indexed as vector"),
        ({"limit": 0}, "limit must be positive"),
        ({"exact": None}, "numCandidates is required"),
        ({"exact": None, "numCandidates": 10_001}, "within bounds"),
        ({"exact": None, "numCandidates": 3}, "less than or equal to numCandidates"),
        ({"filter": {"_id": 1}}, "Path '_id' needs to be indexed as filter"),
        ({"filter": {"kind": {"$in": []}}}, "cannot be empty"),
        ({"filter": {"kind": {"$regex": "a"}}}, "not supported"),
    ],
)
def test_refusals(rows: Rows, changed: dict[str, Any], message: str) -> None:
    with pytest.raises(OperationFailure, match=message):
        search(rows, **changed)


def test_indexes(rows: Rows, atlas: AtlasSearchDouble) -> None:
    again = SearchIndexModel(DEFINITION, "i", "vectorSearch")
    assert rows.create_search_index(again) == "i"
    other = SearchIndexModel({"fields": [VECTOR]}, "i", "vectorSearch")
    with pytest.raises(OperationFailure, match="different definition"):
        rows.create_search_index(other)
    with pytest.raises(OperationFailure, match="No index"):
        rows.update_search_index("other", DEFINITION)
    assert search(rows)
    atlas.build_seconds = 60
    rows.update_search_index("i", {"fields": [VECTOR]})
    (index,) = rows.list_search_indexes()
    assert (index["status"], index["queryable"]) == ("PENDING", True)
    assert search(rows, filter={"kind": "b"})  # the old definition answers meanwhile
    rows.drop_search_index("i")
    assert list(rows.list_search_indexes()) == []

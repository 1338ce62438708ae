"""A database as the original scripts left it: their documents, run by run, and their index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient
from pymongo.operations import SearchIndexModel

from clothesfinder.atlas_address import read_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from pymongo.collection import Collection

Row = dict[str, Any]
COLLECTION = "feature512"
KNN = {"type": "knnVector", "dimensions": 512, "similarity": "cosine"}
OLD_INDEX = {"mappings": {"fields": {"embedding": [KNN]}}}


def unit(*numbers: float) -> NDArray[np.float64]:
    """A vector of 512 that begins so."""
    vector = np.zeros(512)
    vector[: len(numbers)] = numbers
    return vector / np.linalg.norm(vector)


def insert(url: str, documents: Iterable[tuple[object, object]]) -> list[Any]:
    """Insert names and embeddings as the scripts did, one by one; gives the keys."""
    with MongoClient[Row](url) as client:
        collection = client.get_default_database()[COLLECTION]
        return [
            collection.insert_one(
                {
                    "image_name": name,
                    "embedding": vector.tolist() if isinstance(vector, np.ndarray) else vector,
                }
            ).inserted_id
            for name, vector in documents
        ]


def make_old_index(url: str) -> None:
    """The search index that the scripts' page told to make."""
    with MongoClient[Row](url) as client:
        collection = client.get_default_database()[COLLECTION]
        collection.create_search_index(SearchIndexModel(OLD_INDEX, COLLECTION))


def raw(url: str) -> list[bytes]:
    """Every document of the collection, byte by byte."""
    uri = read_address(url, "any").uri
    with MongoClient[RawBSONDocument](uri, document_class=RawBSONDocument) as client:
        rows: Iterator[RawBSONDocument] = iter(client.get_default_database()[COLLECTION].find())
        return [bytes(row.raw) for row in rows]


def index_names(collection: Collection[Row]) -> set[str]:
    return {index["name"] for index in collection.list_search_indexes()}

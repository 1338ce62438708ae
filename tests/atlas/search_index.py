"""The part of the double that knows vectors: an index, its scores and its filters.

What it does and says is what MongoDB's search process does and says; the texts are shortened where
no client can depend on the rest.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
from bson import Binary, ObjectId
from numpy.typing import NDArray
from secantus.query import matches  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Document = dict[str, Any]
Floats = NDArray[np.float32]
FILTERS = {"$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$not", "$nor", "$and", "$or"}
STATUS = {
    "NOT_STARTED": "PENDING",
    "INITIAL_SYNC": "BUILDING",
    "STEADY": "READY",
    "FAILED": "FAILED",
}
# The head of an error as MongoDB 8.0 words it; later ones do it otherwise.
ERROR_HEAD = "PlanExecutor error during aggregation :: caused by :: "


class RefusedError(Exception):
    """What the server answers instead of doing it."""

    def __init__(self, code: int, name: str, message: str) -> None:
        super().__init__(message)
        self.reply = {"ok": 0.0, "errmsg": message, "code": code, "codeName": name}


def check(fine: object, message: str) -> None:
    if not fine:
        raise RefusedError(8, "UnknownError", ERROR_HEAD + message)


def decoded(value: object) -> tuple[str, Floats] | None:
    """The kind and the numbers of an array or of a BSON vector; None where it is neither."""
    if isinstance(value, Binary) and value.subtype == 9 and value[:1] in (b"\x27", b"\x03"):
        kind, dtype = ("float", "<f4") if value[:1] == b"\x27" else ("byte", "i1")
        return kind, np.frombuffer(value, dtype, offset=2).astype(np.float32)
    if isinstance(value, list) and value and all(isinstance(x, (int, float)) for x in value):
        return "float", np.asarray(value, np.float32)
    return None


def scores(rows: Floats, query: Floats, similarity: str) -> NDArray[np.float64]:
    """What MongoDB reports as vectorSearchScore."""
    if similarity == "euclidean":
        return np.asarray(1 / (1 + ((rows - query) ** 2).sum(1)), np.float64)
    dot = (rows @ query).astype(np.float64)
    if similarity == "cosine":
        dot /= np.linalg.norm(rows, axis=1) * np.linalg.norm(query)
    return np.maximum((1 + dot) / 2, 0)


def checked_definition(spec: Document) -> Document:
    if spec.get("type", "search") == "search" and "mappings" in spec["definition"]:
        return dict(spec["definition"])  # of $search, which the double does not answer
    for number, field in enumerate(spec["definition"].get("fields", [{}])):
        needed = {"type", "path"}
        if field.get("type") == "vector":
            needed |= {"numDimensions", "similarity"}
        if lacking := needed - field.keys():
            message = f'"userCommand.indexes[0].fields[{number}].{min(lacking)}" is required'
            raise RefusedError(8, "UnknownError", message)
    return dict(spec["definition"])


class Index:
    """One vectorSearch index, with the vectors it has taken in."""

    def __init__(self, name: str, namespace: str, definition: Document) -> None:
        self.id = ObjectId()
        self.name = name
        self.namespace = namespace
        self.definition = definition
        self.live: Document | None = None
        """The definition that answers; the newest one may still be building."""
        self.failed = False
        self.dirty_since: float | None = None
        self.version = 0
        self.born = time.monotonic()
        self._vectors: dict[tuple[str, str], list[tuple[Document, Floats]]] = {}

    def redefine(self, definition: Document) -> None:
        self.definition = definition
        self.version += 1
        self.born = time.monotonic()

    def build(self, documents: Sequence[Document]) -> None:
        """Take the documents as they are now. Vectors that do not fit are passed over."""
        self.live, self._vectors = self.definition, {}
        for field in self.live.get("fields", []):
            for document in documents if field["type"] == "vector" else ():
                kind, vector = decoded(document.get(field["path"])) or ("", np.zeros(0, np.float32))
                is_zero = field["similarity"] == "cosine" and not vector.any()
                fits = len(vector) == field["numDimensions"] and np.isfinite(vector).all()
                if kind and fits and not is_zero:
                    self._vectors.setdefault((field["path"], kind), []).append((document, vector))

    def search(self, spec: Document, state: str) -> list[tuple[Any, float]]:
        """The ids and scores of the nearest rows; raises RefusedError as the server would."""
        which = f"{self.id} (vector index {self.name} on {self.namespace})"
        if self.live is None or state == "FAILED":
            check(False, f"cannot query vector index {which} while in state {state}")
        assert self.live is not None
        fields = {field["path"]: field for field in self.live.get("fields", [])}
        field = fields.get(spec["path"], {})
        kind, query = decoded(spec["queryVector"]) or ("", np.zeros(0, np.float32))
        _check_query(field, spec["path"], query)
        wanted = spec.get("filter") or {}
        check_filter(wanted, fields)
        known = self._vectors.get((spec["path"], kind), [])
        rows = [
            (document["_id"], vector) for document, vector in known if matches(document, wanted)
        ]
        if not rows:
            return []
        result = scores(np.stack([vector for _, vector in rows]), query, field["similarity"])
        best = np.argsort(-result, kind="stable")[: spec["limit"]]
        return [(rows[row][0], float(result[row])) for row in best]


def _check_query(field: Mapping[str, Any], path: str, query: Floats) -> None:
    check(field.get("type") == "vector", f"{path} is not indexed as vector")
    dimensions = field["numDimensions"]
    check(
        len(query) == dimensions,
        f"vector field is indexed with {dimensions} dimensions but queried with {len(query)}",
    )
    check(np.isfinite(query).all(), "'queryVector' contains a non-finite value (Infinity or NaN)")
    is_fit = query.any() or field["similarity"] != "cosine"
    check(is_fit, "Cosine similarity cannot be calculated against a zero vector.")


def check_numbers(spec: Document) -> None:
    """Refuse what is refused before any index is looked for."""
    lacking = {"index", "path", "queryVector", "limit"} - spec.keys()
    check(not lacking, f"{lacking} is required")
    if spec["limit"] <= 0:
        raise RefusedError(7912700, "Location7912700", "$vectorSearch limit must be positive")
    if spec.get("exact"):
        check("numCandidates" not in spec, '"numCandidates" must be omitted for exact search')
        return
    check("numCandidates" in spec, "numCandidates is required for approximate vector search")
    within = 1 <= spec.get("numCandidates", 0) <= 10_000
    check(within, '"numCandidates" must be within bounds [1, 10000]')
    fits = spec["limit"] <= spec["numCandidates"]
    check(fits, "limit should be less than or equal to numCandidates")


def check_filter(node: Mapping[str, Any], fields: Mapping[str, Mapping[str, Any]]) -> None:
    for key, value in node.items():
        if key.startswith("$") and key not in FILTERS:
            message = f"Match expression is not supported for $vectorSearch: {key}"
            raise RefusedError(7828300, "Location7828300", message)
        is_known = key.startswith("$") or fields.get(key, {}).get("type") == "filter"
        check(is_known, f"Path '{key}' needs to be indexed as filter")
        check(key not in ("$in", "$nin") or value, f'"filter.{key}" cannot be empty')
        for part in value if key in ("$and", "$or", "$nor") else [value]:
            if isinstance(part, dict):
                check_filter(part, fields)

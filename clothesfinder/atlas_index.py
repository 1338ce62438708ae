"""A search index over the vectors of a collection: made, watched and asked."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from pymongo.errors import OperationFailure
from pymongo.operations import SearchIndexModel

from clothesfinder.atlas_errors import BUILDING, FAILED_INDEX, MISSING, NOT_SEARCHABLE_YET, attempt
from clothesfinder.atlas_rows import Row, packed
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pymongo.collection import Collection

    from clothesfinder.store import Vector

NAMESPACE_NOT_FOUND = 26
EXACT_BELOW = 10_000
"""Vectors up to which every one is compared."""
MOST_CANDIDATES = 10_000
CANDIDATES_PER_ROW, LEAST_CANDIDATES = 20, 200


def is_cut_off(rows: Sequence[Row]) -> bool:
    """Whether these are as many as a server gives at all."""
    return len(rows) >= MOST_CANDIDATES


class IndexState(Enum):
    """How far a search index is, with the sentence to say so."""

    READY = ""
    BUILDING = BUILDING
    MISSING = MISSING
    FAILED = FAILED_INDEX


class SearchIndex:
    """A vectorSearch index over the collection's vectors of one dimension, its "embedding"s.

    A vector of another dimension is passed over by it, so that galleries of other models may lie
    in the same collection; only their own dimension needs an index of its own.
    """

    def __init__(
        self, rows: Collection[Row], name: str, dimension: int, filters: Sequence[str] = ()
    ) -> None:
        """Take the fields that searches are to be narrowed by.

        A definition that changes needs a new name: one just deleted may linger under the old.
        """
        self.name = name
        self._rows = rows
        self._dimension = dimension
        self._filters = filters

    def make(self) -> None:
        """Have the index made where there is none. Raises Problem where that is refused."""
        vector = {"path": "embedding", "numDimensions": self._dimension, "similarity": "cosine"}
        filters = [{"type": "filter", "path": path} for path in self._filters]
        definition = {"fields": [{"type": "vector", **vector}, *filters]}
        if self.state() is IndexState.MISSING:
            model = SearchIndexModel(definition, name=self.name, type="vectorSearch")
            attempt(lambda: self._rows.create_search_index(model), writing=True)

    def state(self) -> IndexState:
        """Say how far it is. Raises Problem where the server cannot be asked."""
        row = attempt(self._listed)
        if row is None or row.get("status") in ("DELETING", "DOES_NOT_EXIST"):
            return IndexState.MISSING
        if row.get("status") == "FAILED":
            return IndexState.FAILED
        # A self-managed server may not say; then the search itself tells.
        return IndexState.READY if row.get("queryable", True) else IndexState.BUILDING

    def nearest(
        self, vector: Vector, limit: int, wanted: Mapping[str, str], *, exact: bool
    ) -> list[Row]:
        """Return key, path, box and score of the rows nearest to the vector, best first.

        Nothing is returned where the index is missing, too. At most 10,000 rows.
        """
        candidates = min(max(CANDIDATES_PER_ROW * limit, LEAST_CANDIDATES), MOST_CANDIDATES)
        stage: dict[str, Any] = {
            "index": self.name,
            "path": "embedding",
            "queryVector": packed(vector),
            "limit": limit,
            **({"filter": dict(wanted)} if wanted else {}),
            **({"exact": True} if exact else {"numCandidates": candidates}),
        }
        fields = {"path": 1, "box": 1, "score": {"$meta": "vectorSearchScore"}}
        pipeline = [{"$vectorSearch": stage}, {"$project": fields}]
        return attempt(lambda: list(self._rows.aggregate(pipeline)))

    def nearest_until(
        self,
        is_enough: Callable[[list[Row]], bool],
        vector: Vector,
        limit: int,
        wanted: Mapping[str, str],
        *,
        among: int,
    ) -> list[Row]:
        """Return the nearest rows as `nearest` does: more and more of them until it is enough.

        ``among`` is how many there are: beyond 10,000 not every one is compared.
        """
        rows: list[Row] = []
        asked = min(limit, MOST_CANDIDATES)
        while True:
            before = len(rows)
            rows = self.nearest(vector, asked, wanted, exact=among < EXACT_BELOW)
            if is_enough(rows) or len(rows) in (0, before) or asked == MOST_CANDIDATES:
                return rows
            asked = min(4 * asked, MOST_CANDIDATES)

    def explain_nothing(
        self, vector: Vector, gallery: Mapping[str, str], *, narrowed: bool
    ) -> None:
        """Raise Problem unless nothing was found because there is nothing.

        MongoDB finds nothing without an index, too. ``narrowed``: a part of the gallery was asked
        for, which may well be empty.
        """
        state = self.state()
        if state is not IndexState.READY:
            raise Problem(state.value)
        if not narrowed or not self.nearest(vector, 1, gallery, exact=True):
            raise Problem(NOT_SEARCHABLE_YET)

    def _listed(self) -> Mapping[str, Any] | None:
        try:
            return next(iter(self._rows.list_search_indexes(self.name)), None)
        except OperationFailure as error:
            if error.code == NAMESPACE_NOT_FOUND:
                return None
            raise

"""The second of the two flows, step by step: from a query to what a gallery has that is like it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.answers import Found
from clothesfinder.emphasis import weigh
from clothesfinder.explaining import Explaining, seen_before
from clothesfinder.filter import EVERYTHING
from clothesfinder.grouping import NO_GROUPS, likeness
from clothesfinder.problem import Problem, Unreachable
from clothesfinder.query import Queries
from clothesfinder.terms import stored_vectors
from clothesfinder.words import some_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.emphasis import Weighed
    from clothesfinder.filter import Filter
    from clothesfinder.gallery_store import GalleryStore
    from clothesfinder.query import Query
    from clothesfinder.renewal import Searchable
    from clothesfinder.scores import Scores
    from clothesfinder.store import Index, Ranked, Store, Vector


class Asked(NamedTuple):
    """A query with its vector, and where it was searched for."""

    query: Query
    vector: Vector
    weighed: Weighed
    where: Index
    space: str | None
    embedder: Embedder
    ranked: Ranked
    pictures: int
    """How many the gallery has."""
    is_whole: bool
    """Whether the index is the gallery's own, and not a new one that may lack some."""
    offline: str


class GallerySearch:
    """Searches one gallery. Used by one thread."""

    def __init__(
        self,
        gallery: Path,
        stores: GalleryStore,
        scores: Scores,
        searchable: Callable[[Store], Searchable],
        check_model: Callable[[Store, Embedder], Generator[None, None, None]],
    ) -> None:
        """Take what tells which index of a store to search, and what checks its model once."""
        self._gallery = gallery
        self._stores = stores
        self._scores = scores
        self._searchable = searchable
        self._check_model = check_model
        self._queries = Queries()

    def run(
        self, query: Query, limit: int, among: Filter, *, seen: Found | None, grouped: bool
    ) -> Generator[None, None, Found]:
        """See `Catalog.search`."""
        start = time.perf_counter()
        asked = yield from self._ask(query, limit, among)
        index, ranked, parts = asked.where, asked.ranked, asked.embedder.parts
        passing = ranked.passing
        if passing is None and among.of_pictures != EVERYTHING:
            passing = index.count_among(among)
        matches = asked.weighed.rescored(ranked.matches)
        yield
        after = seen_before(seen, matches, grouped=grouped)
        explaining = Explaining(index, asked.embedder, asked.vector, asked.weighed)
        groups = seen.groups if seen and after else NO_GROUPS
        sample = self._scores.sample(asked.space) if grouped else None
        same = likeness(sample, parts.get("colour"))
        why, groups = yield from explaining.tell(matches, after, groups if grouped else None, same)
        searched = asked.pictures if asked.is_whole else index.count()
        whole = 0 if asked.is_whole else asked.pictures
        meaning = self._scores.meaning(query, asked.weighed, parts, asked.space, searched)
        seconds = time.perf_counter() - start
        told = (matches, searched, seconds, asked.offline, tuple(parts), why, whole)
        found = Found(*told, *meaning, among=passing)
        there_are = searched if passing is None else passing
        more = not ranked.is_cut_off and limit <= len(matches) < there_are
        return found._replace(after=after, more=more, is_cut_off=ranked.is_cut_off, groups=groups)

    def _ask(self, query: Query, limit: int, among: Filter) -> Generator[None, None, Asked]:
        """Embed the query and search; anew where meanwhile another model's index came."""
        store, offline = self._stores.reachable()
        count = count_of(store, self._gallery)
        while True:
            index, space, embedder = self._searchable(store)
            if index is store:
                yield from self._check_model(store, embedder)
            stored = partial(stored_vectors, index=index, gallery=self._gallery)
            known = stored, partial(some_pictures, index)
            vector, own = yield from self._queries.embed(query, embedder, *known)
            weighed = weigh(vector, embedder.parts, query.emphasis, own)
            wanted = among.scaled(weighed.scale)
            try:
                ranked = yield from self._ranked(index, space, weighed.vector, limit, wanted)
            except Unreachable as problem:
                store, offline = self._stores.fall_back(problem)
                ranked = yield from store.search_in_turns(weighed.vector, limit, wanted)
                index, count = store, store.count()
            if ranked is not None:
                searched = index, space, embedder, ranked, count, index is store, offline
                return Asked(query, vector, weighed, *searched)

    def _ranked(
        self, index: Index, space: str | None, vector: Vector, limit: int, among: Filter
    ) -> Generator[None, None, Ranked | None]:
        """Search an index; None where meanwhile another model's has taken its place."""

        def is_gone() -> bool:
            return not self._stores.url and index.space() != space

        yield from index.ready()
        if is_gone():
            return None
        try:
            ranked = yield from index.search_in_turns(vector, limit, among)
        except Unreachable:
            raise
        except Problem:  # as its tables are no longer there
            if is_gone():
                return None
            raise
        return None if is_gone() else ranked


def count_of(store: Store, gallery: Path) -> int:
    """How many pictures are stored. Raises Problem where none are."""
    count = store.count()
    if not count:
        raise Problem(f"“{gallery.name}” has no indexed pictures yet. Index it first.")
    return count

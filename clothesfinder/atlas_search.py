"""Searches the pictures of one gallery in MongoDB, by the search index that galleries share."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from clothesfinder.atlas_filter import FACTS, Asked, Facts, Sieve, facts_of, search_passing
from clothesfinder.atlas_index import SearchIndex
from clothesfinder.atlas_pictures import Pictures, batches
from clothesfinder.atlas_rows import PICTURE, Row, head_id, path_of, text_of
from clothesfinder.store import Box, Entry, Match, Ranked, Vector

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

    from clothesfinder.filter import Filter


class GallerySearch:
    """Raises Problem where the server or the way to it fails it."""

    def __init__(
        self,
        pictures: Pictures,
        gallery: str,
        entries: Callable[[Iterable[str]], list[Entry]],
    ) -> None:
        """Take the collection, the gallery's name, and what reads all that is stored of these."""
        self._pictures = pictures
        self._gallery = gallery
        self._of_gallery = {"gallery": text_of(gallery)}
        self._whole = {**self._of_gallery, "kind": PICTURE}
        self._entries = entries

    def index(self, dimension: int) -> SearchIndex:
        """The search index of all vectors of this dimension, those of other galleries as well."""
        name = f"clothesfinder_{dimension}_v1"
        return SearchIndex(self._pictures.collection, name, dimension, ("gallery", "folders"))

    def in_turns(self, vector: Vector, limit: int, among: Filter) -> Generator[None, None, Ranked]:
        """See Index.search_in_turns.

        Raises Problem where the search index is missing, being built or failed.
        """
        count = self._pictures.counted(self._whole) if limit > 0 else 0
        if not count:
            return Ranked([])
        yield
        below = {"folders": text_of(among.folder)} if among.folder else {}
        find = partial(self._find, vector, below, count)

        def all_passing() -> list[str]:
            facts = dict(self._pictures.collect(self._whole | below, FACTS, facts_of))
            return Sieve(among, lambda _paths: facts).paths(facts)

        asked = Asked(find, _best_parts, self._facts, all_passing, self._entries)
        return search_passing(asked, vector, among, limit, count)

    def _find(
        self,
        vector: Vector,
        below: Mapping[str, str],
        count: int,
        is_enough: Callable[[list[Row]], bool],
        at_first: int,
    ) -> list[Row]:
        """Find rows until it is enough. Raises Problem where none is found that there should be."""
        index, wanted = self.index(len(vector)), {**self._of_gallery, **below}
        rows = index.nearest_until(is_enough, vector, at_first, wanted, among=count)
        if not rows:
            index.explain_nothing(vector, self._of_gallery, narrowed=bool(below))
        return rows

    def _facts(self, paths: Sequence[str]) -> dict[str, Facts]:
        found: dict[str, Facts] = {}
        for batch in batches(paths):
            ids = [head_id(self._gallery, path) for path in batch]
            wanted = {"_id": {"$in": ids}, "kind": PICTURE}
            found.update(self._pictures.collect(wanted, FACTS, facts_of))
        return found


def _best_parts(rows: Iterable[Row]) -> list[Match]:
    """One match a picture, by its best part; rows come best first, scored (1 + cosine) / 2.

    Of equals, the server gives any first; here they always come in the order of their paths.
    """
    best: dict[str, Match] = {}
    for row in rows:
        path = path_of(row["path"])
        best.setdefault(path, Match(path, Box(*row["box"]), 2 * row["score"] - 1))
    return sorted(best.values(), key=lambda match: (-match.score, match.path))

"""The store on MongoDB Atlas Vector Search: one collection and one search index for all galleries.

Nothing here is a transaction. Every write may be done twice with the same result, and the writes of
a picture come in an order that a cut connection cannot spoil: a further part never lies there
without a head, and the head's stamp is written last, so the next indexing does the picture again.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pymongo import WriteConcern
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import Primary

from clothesfinder.atlas_address import Address, read_address
from clothesfinder.atlas_claims import Claims
from clothesfinder.atlas_connection import connect
from clothesfinder.atlas_errors import attempt
from clothesfinder.atlas_index import IndexState, SearchIndex
from clothesfinder.atlas_original import OriginalStore
from clothesfinder.atlas_pictures import Pictures, batches
from clothesfinder.atlas_rows import (
    FAILURE,
    PENDING,
    PICTURE,
    Row,
    entry_of,
    failure_of,
    failure_row,
    head_id,
    path_of,
    pending_row,
    picture_rows,
    stamp_of,
    text_of,
)
from clothesfinder.atlas_thumbnails import AtlasThumbnails
from clothesfinder.problem import Problem
from clothesfinder.store import Box, Entry, Failure, Match, Space, Stamp, Vector, checked_vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pymongo.collection import Collection

SCHEMA_VERSION = 1
PICTURES, GALLERIES = "clothesfinder_pictures", "clothesfinder_galleries"
CLAIMS, THUMBNAILS = "clothesfinder_claims", "clothesfinder_thumbnails"


def open_atlas(url: str, gallery: Path, *, create: bool = True) -> AtlasStore | OriginalStore:
    """Open the gallery in the MongoDB database that the address names (see read_address).

    Raises Problem where it cannot be reached, or holds no such gallery and ``create`` is false.
    """
    address = read_address(url, gallery.name or "gallery")
    store: AtlasStore | OriginalStore
    store = OriginalStore(address, gallery) if address.collection else AtlasStore(address)
    try:
        store.check(create=create)
    except BaseException:
        store.close()
        raise
    return store


class AtlasStore:
    """A Store in a MongoDB database. Raises Problem where the server or the way to it fails it."""

    def __init__(self, address: Address) -> None:
        self._gallery = address.gallery
        self._place = address.place
        self._client = connect(address.uri)
        options: dict[str, Any] = {
            "read_preference": Primary(),
            "read_concern": ReadConcern("local"),  # the only one that search takes
            "write_concern": WriteConcern("majority", j=True),
        }
        database = self._client.get_database(address.database)
        self._pictures = Pictures(database.get_collection(PICTURES, **options))
        self._galleries: Collection[Row] = database.get_collection(GALLERIES, **options)
        self._claims = Claims(database.get_collection(CLAIMS, **options))
        small = database.get_collection(THUMBNAILS, **options)
        self._thumbnails = AtlasThumbnails(small, self._galleries, self._gallery)
        self._of_gallery = {"gallery": text_of(self._gallery)}
        self._is_prepared = False
        self._seen_space: str | None = None

    @property
    def name(self) -> str:
        """Hosts, database and gallery; never the user or the password."""
        return f"{self._place} (“{self._gallery}”)"

    @property
    def thumbnails(self) -> AtlasThumbnails:
        """See Store. They outlive a reset, for they are of the pictures, not of the model."""
        return self._thumbnails

    def check(self, *, create: bool) -> None:
        """Raise Problem where the database cannot be read, or the gallery not be used."""
        row = self._gallery_row()
        if row is None and not create:
            raise Problem(
                f"“{self._gallery}” is not indexed in this MongoDB database yet. Index this folder"
                " first, or check under which name the gallery is shared."
            )
        if row is not None and row.get("schema", 0) > SCHEMA_VERSION:
            raise Problem(
                "This gallery was indexed by a newer Clothesfinder. Install the newest version to"
                " use it."
            )

    def space(self) -> str | None:
        """See Store."""
        row = self._gallery_row()
        self._seen_space = None if row is None else row["space"]
        return self._seen_space

    def reset(self, space: Space) -> None:
        """See Store. The space is named last, so that one cut short is done again."""
        self._prepare(space.dimension)
        self._set_gallery(space=None, dimension=space.dimension)
        self._pictures.clear(self._of_gallery)
        self._set_gallery(space=str(space), dimension=space.dimension)
        self._seen_space = str(space)

    def stamps(self) -> dict[str, Stamp]:
        """See Store. A picture whose writing was cut short has a stamp that no file has."""
        return {path_of(row["path"]): stamp_of(row) for row in self._heads(PICTURE, PENDING)}

    def failures(self) -> list[Failure]:
        """See Store."""
        return sorted(map(failure_of, self._heads(FAILURE)))

    def count(self) -> int:
        """See Store."""
        return self._pictures.count({**self._of_gallery, "kind": PICTURE})

    def put(self, entries: Sequence[Entry]) -> None:
        """See Store, but each picture is a transaction of its own, which may be done again."""
        checked_vectors(entries, self._writable())
        pictures = groupby(entries, key=lambda entry: entry.path)
        for batch in batches(list(parts) for _, parts in pictures):
            rows = [picture_rows(self._gallery, parts) for parts in batch]
            heads, parts = [row[0] for row in rows], [part for row in rows for part in row[1:]]
            self._pictures.replace([pending_row(row[0]) for row in rows if len(row) > 1])
            self._take_apart([head["_id"] for head in heads])
            self._pictures.replace(parts)
            self._pictures.replace(heads)

    def entries(self, paths: Iterable[str]) -> list[Entry]:
        """See Store."""
        found: list[Entry] = []
        for batch in batches(paths):
            ids = [head_id(self._gallery, path) for path in batch]
            heads = self._pictures.find({"_id": {"$in": ids}, "kind": PICTURE}, vectors=True)
            with_parts = [head["_id"] for head in heads if head["parts"] > 1]
            parts = self._pictures.find({"head": {"$in": with_parts}}, vectors=True)
            parts.sort(key=lambda row: row["number"])
            by_head = {head["_id"]: [head] for head in heads}
            for part in parts:
                by_head[part["head"]].append(part)
            for head_key in ids:
                rows = by_head.get(head_key, [])
                found += [entry_of(row, rows[0]) for row in rows]
        return found

    def fail(self, failures: Sequence[Failure]) -> None:
        """See Store."""
        self._writable()
        for batch in batches(failures):
            rows = [failure_row(self._gallery, failure) for failure in batch]
            self._take_apart([row["_id"] for row in rows])
            self._pictures.replace(rows)

    def drop(self, paths: Iterable[str]) -> None:
        """See Store."""
        for batch in batches(paths):
            ids = [head_id(self._gallery, path) for path in batch]
            self._take_apart(ids)
            self._pictures.drop(ids)

    def claim(self, files: Mapping[str, tuple[int, int]]) -> set[str]:
        """Claim files, by path with time (ns) and size, to be indexed by this program alone.

        Gives those that are to be indexed by it now; the others are already stored like that, or
        are another's, which may die. A claim ends by itself, minutes later.
        """
        self._writable()
        granted: set[str] = set()
        for batch in batches(files):
            ids = {head_id(self._gallery, path): path for path in batch}
            taken = self._claims.take(list(ids))
            # Looked at after claiming: what another has done meanwhile is seen.
            heads = self._pictures.find({"_id": {"$in": list(taken)}, "kind": PICTURE})
            stored = {path_of(row["path"]): stamp_of(row)[:2] for row in heads}
            granted |= {ids[key] for key in taken if stored.get(ids[key]) != files[ids[key]]}
        return granted

    def search(self, vector: Vector, limit: int, folder: str = "") -> list[Match]:
        """See Store. Raises Problem where the search index is missing, being built or failed."""
        count = self.count() if limit > 0 else 0
        if not count:
            return []
        rows = self._nearest(vector, limit, count, folder)
        if not rows:
            index = self._index(len(vector))
            index.explain_nothing(vector, self._of_gallery, narrowed=bool(folder))
        return _best_parts(rows)[:limit]

    def index_state(self) -> IndexState:
        """How far the search index is that answers for this gallery."""
        return self._index(self._dimension()).state()

    def forget(self) -> None:
        """See Store."""
        row = self._gallery_row()
        if row is not None:
            self._set_gallery(space=None, dimension=row["dimension"])
        self._pictures.clear(self._of_gallery)
        self._thumbnails.stop()
        own = {"_id": text_of(self._gallery)}
        attempt(lambda: self._galleries.delete_one(own), writing=True)
        self.close()

    def close(self) -> None:
        """See Store."""
        self._client.close()

    def _gallery_row(self) -> Row | None:
        wanted = {"_id": text_of(self._gallery)}
        return attempt(lambda: self._galleries.find_one(wanted))

    def _set_gallery(self, *, space: str | None, dimension: int) -> None:
        own = {"_id": text_of(self._gallery)}
        row = {"schema": SCHEMA_VERSION, "space": space, "dimension": dimension}
        attempt(lambda: self._galleries.update_one(own, {"$set": row}, upsert=True), writing=True)

    def _dimension(self) -> int:
        """Return the dimension of the gallery's space, which another machine may have changed."""
        row = self._gallery_row()
        if row is None or row["space"] is None:
            raise ValueError("reset() names the space before anything is stored")
        if row["space"] != (self._seen_space or row["space"]):
            raise Problem(
                "Another computer has begun to index this gallery with another model. Use the same"
                " version of Clothesfinder on both, then index again."
            )
        return int(row["dimension"])

    def _writable(self) -> int:
        """Make what is needed to write, also where somebody deleted it; return the dimension."""
        dimension = self._dimension()
        if not self._is_prepared:
            self._prepare(dimension)
        return dimension

    def _index(self, dimension: int) -> SearchIndex:
        name = f"clothesfinder_{dimension}_v1"
        return SearchIndex(self._pictures.collection, name, dimension, ("gallery", "folders"))

    def _prepare(self, dimension: int) -> None:
        """Make the collections and their indexes; once made, this is quick."""
        self._pictures.prepare()
        self._claims.prepare()
        self._index(dimension).make()
        self._is_prepared = True

    def _take_apart(self, ids: Sequence[str]) -> None:
        """Make heads of these pictures that have further parts pending, and delete those parts."""
        several = {"$or": [{"parts": {"$gt": 1}}, {"kind": PENDING}]}
        if heads := self._pictures.find({"_id": {"$in": ids}, **several}):
            self._pictures.replace([pending_row(head) for head in heads])
            self._pictures.drop_parts([head["_id"] for head in heads])

    def _heads(self, *kinds: str) -> list[Row]:
        return self._pictures.find({**self._of_gallery, "kind": {"$in": kinds}})

    def _nearest(self, vector: Vector, limit: int, count: int, folder: str) -> list[Row]:
        """Return the nearest parts, of enough pictures where there are as many."""

        def is_enough(rows: list[Row]) -> bool:
            return len({row["path"] for row in rows}) >= min(limit, count)

        wanted = self._of_gallery | ({"folders": text_of(folder)} if folder else {})
        return self._index(len(vector)).nearest_until(is_enough, vector, limit, wanted, among=count)


def _best_parts(rows: Iterable[Row]) -> list[Match]:
    """One match a picture, by its best part; rows come best first, scored (1 + cosine) / 2."""
    best: dict[str, Match] = {}
    for row in rows:
        path = path_of(row["path"])
        best.setdefault(path, Match(path, Box(*row["box"]), 2 * row["score"] - 1))
    return list(best.values())

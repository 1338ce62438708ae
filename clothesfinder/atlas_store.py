"""The store on MongoDB Atlas Vector Search: one collection and one search index for all galleries.

Nothing here is a transaction. Every write may be done twice with the same result, and the writes of
a picture come in an order that a cut connection cannot spoil: a further part never lies there
without a head, and the head's stamp is written last, so the next indexing does the picture again.
"""

from __future__ import annotations

import hashlib
import time
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pymongo import WriteConcern
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import Primary

from clothesfinder.atlas_claims import LEASE_SECONDS, Claims
from clothesfinder.atlas_connection import connect
from clothesfinder.atlas_gallery import GalleryRow
from clothesfinder.atlas_pictures import AT_ONCE, Pictures, batches
from clothesfinder.atlas_rows import (
    FAILURE,
    PENDING,
    PICTURE,
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
from clothesfinder.atlas_search import GallerySearch
from clothesfinder.atlas_thumbnails import AtlasThumbnails
from clothesfinder.filter import EVERYTHING
from clothesfinder.holder import Holder
from clothesfinder.problem import Problem
from clothesfinder.settings import data_folder
from clothesfinder.store import (
    Entry,
    Failure,
    Match,
    Ranked,
    Space,
    Stamp,
    Vector,
    checked_vectors,
    is_same_space,
)
from clothesfinder.turns import finished

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from clothesfinder.atlas_address import Address
    from clothesfinder.filter import Filter

PICTURES, GALLERIES = "clothesfinder_pictures", "clothesfinder_galleries"
CLAIMS, THUMBNAILS = "clothesfinder_claims", "clothesfinder_thumbnails"
RESET_PATIENCE = 20.0
BEING_RESET = (
    "Another computer is just beginning to index this gallery anew. Try again in a few minutes."
)


class AtlasStore:
    """A Store in a MongoDB database. Raises Problem where the server or the way to it fails it."""

    def __init__(self, address: Address, lease_seconds: float = LEASE_SECONDS) -> None:
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
        galleries = database.get_collection(GALLERIES, **options)
        self._row = GalleryRow(galleries, self._gallery)
        holder = Holder(data_folder() / "claims", _short_name(self.name))
        self._claims = Claims(database.get_collection(CLAIMS, **options), holder, lease_seconds)
        small = database.get_collection(THUMBNAILS, **options)
        self._thumbnails = AtlasThumbnails(small, galleries, self._gallery)
        self._of_gallery = {"gallery": text_of(self._gallery)}
        self._whole = {**self._of_gallery, "kind": PICTURE}
        self._search = GallerySearch(self._pictures, self._gallery, self.entries)
        self._is_prepared = False

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
        self._row.check(create=create)

    def space(self) -> str | None:
        """See Store."""
        return self._row.space()

    def reset(self, space: Space) -> None:
        """See Store. The space is named last, so that one cut short is done again.

        Where several programs find a gallery in need of it at once, one of them does it.
        """
        self._prepare(space.dimension)
        self._wait_for_reset()
        try:
            if self._row.has_become(space):
                return
            self._row.empty(space.dimension)
            while self._pictures.clear_some(self._of_gallery):
                self._wait_for_reset()  # which claims it for longer: this may take an hour
                if self._row.has_become(space):  # of another, while this computer slept
                    return
            self._row.name_space(space)
        finally:
            self._claims.give_back([text_of(self._gallery)])

    @property
    def successor(self) -> None:
        """See Store: a gallery that computers fill together is of one space at a time."""
        return

    def to_fill(self, space: Space) -> AtlasStore:
        """See Store: this one, reset where it is of another space."""
        if not is_same_space(self.space(), space):
            self.reset(space)
        return self

    def succeed(self) -> None:
        """See Store: there is no successor."""

    def compact(self) -> Iterator[None]:
        """See Store: that is the server's."""
        return iter(())

    @property
    def at_once(self) -> int:
        """See Store. As many as one call takes."""
        return AT_ONCE

    def stamps(self) -> dict[str, Stamp]:
        """See Store. A picture whose writing was cut short has a stamp that no file has."""
        heads = {**self._of_gallery, "kind": {"$in": [PICTURE, PENDING]}}
        fields = ("path", "stamp")
        told = self._pictures.collect(
            heads, fields, lambda row: (path_of(row["path"]), stamp_of(row))
        )
        return dict(told)

    def failures(self) -> list[Failure]:
        """See Store."""
        return sorted(map(failure_of, self._pictures.find({**self._of_gallery, "kind": FAILURE})))

    def count(self) -> int:
        """See Store."""
        return self._pictures.count(self._whole)

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
            self._claims.give_back([head["_id"] for head in heads])

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

    def sample(self, count: int) -> list[str]:
        """See Store."""
        return [path_of(row["path"]) for row in self._pictures.sample(self._whole, count)]

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

    def claim(self, paths: Iterable[str]) -> set[str]:
        """See Store."""
        if not self._is_prepared:
            self._writable()
        ids = {head_id(self._gallery, path): path for path in paths}
        return {ids[key] for key in self._claims.take(list(ids))}

    def give_back(self, paths: Iterable[str] | None = None) -> None:
        """See Store."""
        if paths is None:
            self._claims.end()
        else:
            self._claims.give_back([head_id(self._gallery, path) for path in paths])

    def look(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """See Store."""
        found: dict[str, Stamp] = {}
        for batch in batches(paths):
            ids = [head_id(self._gallery, path) for path in batch]
            known = {"_id": {"$in": ids}, "kind": {"$in": [PICTURE, FAILURE]}}
            for row in self._pictures.find(known):
                is_failure = row["kind"] == FAILURE
                stamp = failure_of(row).stamp if is_failure else stamp_of(row)
                found[path_of(row["path"])] = stamp
        return found

    def ready(self) -> Iterator[None]:
        """See Store: that is the server's."""
        return iter(())

    def search(self, vector: Vector, limit: int, among: Filter = EVERYTHING) -> list[Match]:
        """See Store. Raises Problem where the search index is missing, being built or failed.

        Of galleries of more than 10,000 parts, see `atlas_filter`.
        """
        return finished(self.search_in_turns(vector, limit, among)).matches

    def search_in_turns(
        self, vector: Vector, limit: int, among: Filter = EVERYTHING
    ) -> Generator[None, None, Ranked]:
        """See Index, and `search`. Nothing is kept: the server searches anew."""
        return self._search.in_turns(vector, limit, among)

    def count_among(self, among: Filter) -> int | None:
        """See Store. It would have to read every picture's document."""
        return self.count() if among.of_pictures == EVERYTHING else None

    def folders(self) -> Generator[None, None, set[str]]:
        """See Store. Of more than 20,000, some are left out."""
        yield
        return set(map(path_of, self._pictures.folders(self._whole)))

    def forget(self) -> None:
        """See Store."""
        self._row.forget_space()
        self._pictures.clear(self._of_gallery)
        self._thumbnails.stop()
        self._row.delete()
        self.close()

    def close(self) -> None:
        """See Store."""
        self._claims.end()
        self._client.close()

    def _wait_for_reset(self) -> None:
        """Claim the gallery itself; its key is no picture's, for those have a slash."""
        until = time.monotonic() + RESET_PATIENCE
        while not self._claims.take([text_of(self._gallery)]):
            if time.monotonic() > until:
                raise Problem(BEING_RESET)
            time.sleep(0.1)

    def _writable(self) -> int:
        """Make what is needed to write, also where somebody deleted it; return the dimension."""
        dimension = self._row.dimension()
        if not self._is_prepared:
            self._prepare(dimension)
        return dimension

    def _prepare(self, dimension: int) -> None:
        """Make the collections and their indexes; once made, this is quick."""
        self._pictures.prepare()
        self._claims.prepare()
        self._search.index(dimension).make()
        self._is_prepared = True

    def _take_apart(self, ids: Sequence[str]) -> None:
        """Make heads of these pictures that have further parts pending, and delete those parts."""
        several = {"kind": {"$in": [PICTURE, PENDING]}, "parts": {"$ne": 1}}  # none, or more
        if heads := self._pictures.find({"_id": {"$in": ids}, **several}):
            self._pictures.replace([pending_row(head) for head in heads])
            self._pictures.drop_parts([head["_id"] for head in heads])


def _short_name(place: str) -> str:
    return hashlib.blake2b(place.encode(errors="replace"), digest_size=8).hexdigest()

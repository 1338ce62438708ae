"""Thumbnails in a MongoDB database: one collection for all galleries.

Whether a gallery's thumbnails are shared stands in the gallery's own row, so that every program
that indexes the gallery knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.atlas_errors import attempt
from clothesfinder.atlas_pictures import Pictures, batches
from clothesfinder.atlas_rows import Row, head_id, path_of, text_of
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pymongo.collection import Collection

    from clothesfinder.shared_thumbnails import SharedThumbnail

BYTES_AT_ONCE = 1_000_000
"""Of the pictures in one call, so that a slow line gets on."""
READ_AT_ONCE = 200


class AtlasThumbnails:
    """SharedThumbnails of one gallery. Raises Problem where the server fails it."""

    def __init__(
        self, thumbnails: Collection[Row], galleries: Collection[Row], gallery: str
    ) -> None:
        self._rows = Pictures(thumbnails)
        self._galleries = galleries
        self._gallery = gallery
        self._own = {"_id": text_of(gallery)}
        self._of_gallery = {"gallery": text_of(gallery)}

    def are_shared(self) -> bool:
        """See SharedThumbnails."""
        row = attempt(lambda: self._galleries.find_one(self._own, {"thumbnails": 1}))
        return row is not None and bool(row.get("thumbnails"))

    def share(self) -> None:
        """See SharedThumbnails. Raises Problem where the gallery is not in the database."""
        # What there is is told by this index alone, without the pictures themselves.
        keys = [("gallery", 1), ("path", 1), ("digest", 1)]
        attempt(lambda: self._rows.collection.create_index(keys), writing=True)
        chosen = {"$set": {"thumbnails": True}}
        found = attempt(lambda: self._galleries.update_one(self._own, chosen), writing=True)
        if not found.matched_count:
            raise Problem(f"“{self._gallery}” is not in this MongoDB database any more. Index it.")

    def stop(self) -> None:
        """See SharedThumbnails. Cut short, they are still shared, so that it is done again."""
        self._rows.clear(self._of_gallery)
        chosen = {"$unset": {"thumbnails": ""}}
        attempt(lambda: self._galleries.update_one(self._own, chosen), writing=True)
        self._rows.clear(self._of_gallery)  # what another computer has put there meanwhile

    def digests(self, paths: Iterable[str] | None = None) -> dict[str, str]:
        """See SharedThumbnails."""
        if paths is None:
            return self._digests(self._of_gallery)
        found: dict[str, str] = {}
        for batch in batches(map(text_of, paths)):
            found |= self._digests({**self._of_gallery, "path": {"$in": batch}})
        return found

    def put(self, thumbnails: Sequence[SharedThumbnail]) -> None:
        """See SharedThumbnails."""
        for call in _calls(thumbnails):
            self._rows.replace([_row(self._gallery, thumbnail) for thumbnail in call])

    def get(self, paths: Iterable[str]) -> dict[str, bytes]:
        """See SharedThumbnails."""
        ids = [head_id(self._gallery, path) for path in paths]
        found: dict[str, bytes] = {}
        for first in range(0, len(ids), READ_AT_ONCE):
            rows = self._rows.find({"_id": {"$in": ids[first : first + READ_AT_ONCE]}})
            found |= {path_of(row["path"]): row["jpeg"] for row in rows}
        return found

    def drop(self, paths: Iterable[str]) -> None:
        """See SharedThumbnails."""
        for batch in batches(paths):
            self._rows.drop([head_id(self._gallery, path) for path in batch])

    def _digests(self, wanted: Row) -> dict[str, str]:
        fields = ("path", "digest")
        told = self._rows.collect(wanted, fields, lambda row: (path_of(row["path"]), row["digest"]))
        return dict(told)


def _row(gallery: str, thumbnail: SharedThumbnail) -> Row:
    return {
        "_id": head_id(gallery, thumbnail.path),
        "gallery": text_of(gallery),
        "path": text_of(thumbnail.path),
        "digest": thumbnail.digest,
        "jpeg": thumbnail.jpeg,
    }


def _calls(thumbnails: Sequence[SharedThumbnail]) -> Iterator[list[SharedThumbnail]]:
    """Cut thumbnails into lists of what one call takes, each of one thumbnail at least."""
    call: list[SharedThumbnail] = []
    size = 0
    for thumbnail in thumbnails:
        if call and size + len(thumbnail.jpeg) > BYTES_AT_ONCE:
            yield call
            call, size = [], 0
        call.append(thumbnail)
        size += len(thumbnail.jpeg)
    if call:
        yield call

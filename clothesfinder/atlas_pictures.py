"""The collection of all galleries' rows: read and written in calls of a bearable size."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from pymongo import DeleteMany, ReplaceOne

from clothesfinder.atlas_errors import attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pymongo.collection import Collection

    from clothesfinder.atlas_rows import Row

AT_ONCE = 500
"""Rows of one call: about 1.2 MB of 512 numbers each, so that a slow line gets on."""
MOST_FOLDERS = 20_000
Item = TypeVar("Item")


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut items into lists of what one call takes."""
    rest = iter(items)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


class Pictures:
    """The rows in the database. Every call may be done twice, and raises Problem where it fails."""

    def __init__(self, collection: Collection[Row]) -> None:
        self.collection = collection
        self._counted: int | None = None

    def prepare(self) -> None:
        """Make the collection and its plain indexes where they are missing."""
        names = [("gallery", 1), ("kind", 1)]
        # Counting pictures and finding failures read this index only, never the vectors.
        attempt(lambda: self.collection.create_index(names), writing=True)
        attempt(lambda: self.collection.create_index("head", sparse=True), writing=True)

    def find(self, wanted: Mapping[str, Any], *, vectors: bool = False) -> list[Row]:
        """Return all rows that are like this, with their vectors only where asked for."""
        left_out = {} if vectors else {"embedding": 0, "folders": 0}
        return attempt(lambda: list(self.collection.find(wanted, left_out)))

    def collect(
        self, wanted: Mapping[str, Any], fields: Sequence[str], told: Callable[[Row], Item]
    ) -> list[Item]:
        """Return what is told of each row, by these fields of it: of millions, not all are kept."""
        shown = {"_id": 0, **dict.fromkeys(fields, 1)}
        return attempt(lambda: list(map(told, self.collection.find(wanted, shown))))

    def folders(self, wanted: Mapping[str, Any]) -> list[str]:
        """The folders, and those they lie in, of the rows that are like this, as text; 20,000."""
        steps: list[dict[str, Any]] = [
            {"$match": wanted},
            {"$project": {"folders": 1}},
            {"$unwind": "$folders"},
            {"$group": {"_id": "$folders"}},
            {"$limit": MOST_FOLDERS},
        ]
        return attempt(lambda: [row["_id"] for row in self.collection.aggregate(steps)])

    def sample(self, wanted: Mapping[str, Any], count: int) -> list[Row]:
        """Return the paths of so many of the rows that are like this, by chance."""
        steps: list[dict[str, Any]] = [
            {"$match": wanted},
            {"$sample": {"size": count}},
            {"$project": {"path": 1}},
        ]
        return attempt(lambda: list(self.collection.aggregate(steps)))

    def count(self, wanted: Mapping[str, Any]) -> int:
        """Count the rows that are like this."""
        self._counted = attempt(lambda: self.collection.count_documents(wanted))
        return self._counted

    def counted(self, wanted: Mapping[str, Any]) -> int:
        """What was counted last, once, if nothing was written here since; else count."""
        counted, self._counted = self._counted, None
        return counted or self.count(wanted)

    def replace(self, rows: Sequence[Row]) -> None:
        """Write these rows in place of those of the same key."""
        for batch in batches(rows):
            self._write([ReplaceOne({"_id": row["_id"]}, row, upsert=True) for row in batch])

    def drop(self, ids: Sequence[str]) -> None:
        """Delete the rows of these keys."""
        self._write([DeleteMany({"_id": {"$in": list(ids)}})])

    def drop_parts(self, heads: Sequence[str]) -> None:
        """Delete the further parts of these pictures: always before their heads."""
        self._write([DeleteMany({"head": {"$in": list(heads)}})])

    def clear(self, wanted: Mapping[str, Any]) -> None:
        """Delete all rows that are like this, in steps that each end in time."""
        while self.clear_some(wanted):
            pass

    def clear_some(self, wanted: Mapping[str, Any]) -> bool:
        """Delete some of the rows that are like this; gives whether there were any."""
        rows = attempt(lambda: list(self.collection.find(wanted, {"_id": 1}).limit(AT_ONCE)))
        if rows:
            self.drop([row["_id"] for row in rows])
        return bool(rows)

    def _write(self, writes: Sequence[ReplaceOne[Row] | DeleteMany]) -> None:
        self._counted = None
        attempt(lambda: self.collection.bulk_write(writes, ordered=False), writing=True)

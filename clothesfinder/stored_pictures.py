"""The pictures of an index as they lie there, sound or not, a few at a time."""

from __future__ import annotations

import os
from contextlib import closing
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.embedder import Region
from clothesfinder.index_file_check import open_to_read
from clothesfinder.index_files import index_file
from clothesfinder.index_schema import NEXT, PRESENT
from clothesfinder.sqlite_errors import plain_errors
from clothesfinder.store import WHOLE, Box, Stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from clothesfinder.catalog import Catalog
    from clothesfinder.store import Entry, Index, Store, Vector

AT_ONCE = 256
VECTOR = np.dtype("<f4")
LONGEST_STRAY = 1e-3
"""How much the length of a vector may differ from 1, as for every store."""

NONE = "It has no vector."
NO_WHOLE = "It has vectors of its parts, but none of the whole picture."
TWO_WHOLES = "It has more than one vector of the whole picture."
LENGTH = "One of its vectors is of {} in place of {}."
NOT_FINITE = "One of its vectors has numbers that are none."
NOT_UNIT = "One of its vectors has the length {:.3g} in place of 1."
OUTSIDE = "One of its parts does not lie within the picture."
SENSELESS = "What the store holds of it makes no sense."


class Stored(NamedTuple):
    """A picture as it lies in an index."""

    path: str
    stamp: Stamp
    regions: Sequence[Region]
    """Its vectors may have any length, and any numbers."""
    reason: str = ""
    """Why it could not be read, as a sentence; empty where it could."""


class Fault(NamedTuple):
    """What is wrong with a stored picture."""

    reason: str
    """As a sentence."""
    spoils_search: bool = False
    """Whether searches go wrong for other pictures, too."""


def lying_in(
    catalog: Catalog, store: Store
) -> Generator[tuple[Index, Iterator[list[Stored]]], None, None]:
    """Give the index with its pictures, then the one that is being made beside it, if there is one.

    Raises Problem where the store cannot be asked.
    """
    if catalog.stores.url:
        yield store, pages_of_store(store)
        return
    with closing(open_to_read(index_file(catalog.gallery))) as db:
        yield store, pages_of_file(db, PRESENT)
        if (successor := store.successor) is not None:
            yield successor, pages_of_file(db, NEXT)


def dimension_of(space: str | None) -> int:
    """How many numbers a vector of a space has, by its name; 0 where that does not tell."""
    number = (space or "").rpartition("/")[2]
    return int(number) if number.isdecimal() else 0


def pages_of_file(db: sqlite3.Connection, prefix: str) -> Iterator[list[Stored]]:
    """Give what lies in these tables, each picture once; others may write meanwhile.

    Rows that make no sense by themselves are left out.
    """
    query = (
        "select one.id, path, mtime_ns, size, digest, x0, y0, x1, y1, vector"
        f" from (select * from {prefix}picture where id > ? order by id limit ?) as one"
        f" left join {prefix}part as part on part.picture = one.id order by one.id, part.id"
    )
    last = -(2**63)
    while True:
        with plain_errors():
            rows = db.execute(query, (last, AT_ONCE)).fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield [
            _stored(parts)
            for _, found in groupby(rows, key=lambda row: row[0])
            if _makes_sense(*(parts := list(found))[0][1:5])
        ]


def pages_of_store(index: Index) -> Iterator[list[Stored]]:
    """Give what lies in an index, as far as it tells."""
    return pages_of(index, sorted(index.stamps()))


def pages_of(index: Index, paths: Iterable[str]) -> Iterator[list[Stored]]:
    """Give what lies in an index of these pictures, as far as it tells, when it is asked for."""
    rest = iter(paths)
    while page := list(islice(rest, AT_ONCE)):
        yield list(_told(index, page))


def fault_of(stored: Stored, dimension: int) -> Fault | None:
    """Tell what is wrong with a picture, whose vectors should have so many numbers."""
    if stored.reason:
        return Fault(stored.reason)
    if not stored.regions:
        return Fault(NONE)
    for region in stored.regions:
        if (fault := _fault_of_vector(region.vector, dimension)) is not None:
            return fault
        if not _is_within(region.box):
            return Fault(OUTSIDE)
    wholes = sum(region.box == WHOLE for region in stored.regions)
    return None if wholes == 1 else Fault(TWO_WHOLES if wholes else NO_WHOLE)


def _fault_of_vector(vector: Vector, dimension: int) -> Fault | None:
    if vector.shape != (dimension,):
        return Fault(LENGTH.format(_numbers(vector.size), dimension), spoils_search=True)
    if not np.isfinite(vector).all():
        return Fault(NOT_FINITE, spoils_search=True)
    length = float(np.linalg.norm(vector.astype(np.float64)))
    if not abs(length - 1) < LONGEST_STRAY:
        return Fault(NOT_UNIT.format(length), spoils_search=True)
    return None


def _numbers(count: int) -> str:
    return {0: "no numbers", 1: "1 number"}.get(count, f"{count:,} numbers")


def _is_within(box: Box) -> bool:
    return 0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1


def _makes_sense(path: object, mtime_ns: object, size: object, digest: object) -> bool:
    is_stamp = isinstance(mtime_ns, int) and isinstance(size, int) and isinstance(digest, str)
    return isinstance(path, bytes) and is_stamp


def _stored(rows: Sequence[tuple[object, ...]]) -> Stored:
    _, path, *stamp = rows[0][:5]
    assert isinstance(path, bytes)
    regions = [
        Region(Box(*row[5:9]), _vector(row[9]))  # type: ignore[arg-type]
        for row in rows
        if isinstance(row[9], bytes) and all(isinstance(side, float) for side in row[5:9])
    ]
    return Stored(os.fsdecode(path), Stamp(*stamp), regions)  # type: ignore[arg-type]


def _vector(data: bytes) -> Vector:
    """The numbers of a vector; none where the bytes do not make up numbers."""
    whole = data if len(data) % VECTOR.itemsize == 0 else b""
    return np.frombuffer(whole, VECTOR).astype(np.float32)


def _told(index: Index, paths: Sequence[str]) -> Iterator[Stored]:
    try:
        found = _by_path(index.entries(paths))
    except (ValueError, TypeError, KeyError):
        if len(paths) > 1:  # which of them it is, is found out one by one
            for path in paths:
                yield from _told(index, [path])
        else:
            yield Stored(paths[0], Stamp(-1, -1, ""), (), SENSELESS)
        return
    for path, entries in found.items():
        regions = [Region(entry.part, entry.vector) for entry in entries]
        yield Stored(path, entries[0].stamp, regions)


def _by_path(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.path, []).append(entry)
    return found

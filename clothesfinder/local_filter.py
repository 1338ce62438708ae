"""Which pictures of an index in a SQLite file pass a filter, by their numbers."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.filter import (
    EVERYTHING,
    LANDSCAPE,
    LONGER,
    PORTRAIT,
    SHORTER,
    SQUARE,
    names_like,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterator

    from numpy.typing import NDArray

    from clothesfinder.filter import Filter

AT_ONCE = 20_000
"""Rows between two turns."""
SQUARE_ENOUGH = f"{SHORTER} * max(width, height) <= {LONGER} * min(width, height)"
SHAPES = {
    SQUARE: SQUARE_ENOUGH,
    PORTRAIT: f"height > width and not {SQUARE_ENOUGH}",
    LANDSCAPE: f"width > height and not {SQUARE_ENOUGH}",
}


class Passing:
    """Asks one set of tables. What was asked last is not looked for again while nothing changes."""

    def __init__(self, db: sqlite3.Connection, prefix: str) -> None:
        """Take the open index, and what the names of its tables begin with."""
        self._db = db
        self._picture = f"{prefix}picture"
        self._known: tuple[Filter, int, int] | None = None
        self._numbers = np.empty(0, np.int64)

    def forget(self) -> None:
        """Look anew the next time."""
        self._known = None

    def numbers(self, among: Filter) -> NDArray[np.int64] | None:
        """The numbers of the pictures that pass, whatever their scores; None where all do.

        Raises sqlite3.Error where the file cannot be read.
        """
        wanted = among.of_pictures
        if wanted == EVERYTHING:
            return None
        (others,) = self._db.execute("pragma data_version").fetchone()
        known = wanted, self._db.total_changes, int(others)
        if known != self._known:
            self._known = None
            self._numbers = np.fromiter(self._looked_up(wanted), np.int64)
            self._known = known
        return self._numbers

    def folders(self) -> Generator[None, None, set[str]]:
        """The folders that have pictures right in them; each turn is the caller's.

        Raises sqlite3.Error where the file cannot be read.
        """
        found: set[bytes] = set()
        last = b""
        query = f"select path from {self._picture} where path > ? order by path limit {AT_ONCE}"
        while rows := self._db.execute(query, (last,)).fetchall():
            found.update(path.rpartition(b"/")[0] for (path,) in rows)
            last = rows[-1][0]
            yield
        return set(map(os.fsdecode, found))

    def _looked_up(self, among: Filter) -> Iterator[int]:
        where, values = _conditions(among)
        if not among.name.strip():
            rows = self._db.execute(f"select id from {self._picture} where {where}", values)
            return chain.from_iterable(rows)
        rows = self._db.execute(f"select id, path from {self._picture} where {where}", values)
        is_named = names_like(among.name)
        return (number for number, path in rows if is_named(os.fsdecode(path.rpartition(b"/")[2])))


def _conditions(among: Filter) -> tuple[str, list[int | bytes]]:
    """What is asked of a row, in SQL, and the values in it; all but the name."""
    asked, values = ["true"], list[int | bytes]()
    if among.folder:
        prefix = os.fsencode(among.folder) + b"/"
        asked.append("path >= ? and path < ?")
        values += (prefix, prefix[:-1] + b"0")  # "0" follows "/"
    if among.since_ns is not None:
        asked.append("mtime_ns >= ?")
        values.append(among.since_ns)
    if among.until_ns is not None:
        asked.append("mtime_ns < ?")
        values.append(among.until_ns)
    if among.shape:
        asked.append(f"min(width, height) > 0 and {SHAPES[among.shape]}")
    return " and ".join(asked), values

"""Which pictures of an index in a SQLite file pass a filter, by their numbers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.filter import (
    EVERYTHING,
    LANDSCAPE,
    LONGER,
    PORTRAIT,
    SHORTER,
    SQUARE,
    folded,
    folded_like,
    is_pattern,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.filter import Filter

AT_ONCE = 20_000
"""Rows between two turns."""
TEXT = "cast(path as text)"
NOT_ASCII = f"length(path) <> length({TEXT})"
"""In bytes it is longer than in characters: in which SQL knows no upper and lower cases."""
LIKE = f"{TEXT} like ? escape '\\'"
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
            self._numbers = self._looked_up(wanted)
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

    def _looked_up(self, among: Filter) -> NDArray[np.int64]:
        where, values = _conditions(among)
        if among.name.strip():
            pages = list(self._of_such_names(among.name, where, values))
            return np.concatenate([np.empty(0, np.int64), *pages])
        # One long text is read in half the time of a million rows.
        query = f"select group_concat(id) from {self._picture} where {where}"
        return _numbers(self._db.execute(query, values).fetchone()[0])

    def _of_such_names(
        self, wanted: str, where: str, values: Sequence[int | bytes | str]
    ) -> Iterator[NDArray[np.int64]]:
        """The numbers of those rows whose names are like this, a page at a time."""
        rows = (
            f"select id, path from {self._picture} where path > ? and {where}"
            f" order by path limit {AT_ONCE}"
        )
        query = (
            "select max(path), group_concat(id), cast(group_concat(path, x'00') as blob)"
            f" from ({rows})"
        )
        is_like, last = folded_like(wanted), b""
        while True:
            last, numbers, paths = self._db.execute(query, (last, *values)).fetchone()
            if last is None:
                return
            names = (path.rpartition("/")[2] for path in folded(os.fsdecode(paths)).split("\0"))
            named = [row for row, name in enumerate(names) if is_like(name)]
            yield _numbers(numbers)[named]


def _numbers(told: str | None) -> NDArray[np.int64]:
    return np.fromstring(told or "", np.int64, sep=",")


def _conditions(among: Filter) -> tuple[str, list[int | bytes | str]]:
    """What is asked of a row, in SQL, and the values in it; of the name, what SQL can tell."""
    asked, values = ["true"], list[int | bytes | str]()
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
    if likes := _likes(folded(among.name.strip())):
        asked.append(f"({NOT_ASCII} or {' and '.join([LIKE] * len(likes))})")
        values += likes
    return " and ".join(asked), values


def _likes(wanted: str) -> list[str]:
    """What each path is like in SQL that has such a name, and some others are; of ASCII only."""
    if not wanted.isascii():
        return []
    for special in "\\%_":
        wanted = wanted.replace(special, f"\\{special}")
    if is_pattern(wanted):
        return ["%" + wanted.replace("*", "%").replace("?", "_")]
    return [f"%{word}%" for word in wanted.split()]

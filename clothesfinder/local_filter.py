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
from clothesfinder.turns import finished

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterator

    from numpy.typing import NDArray

    from clothesfinder.filter import Filter

    Page = tuple[str | None, bytes | None]
    """Of some rows the numbers, with commas between, and the paths, with zeros between."""

AT_ONCE = 50_000
"""Rows that are looked at between two turns: some tens of milliseconds."""
NAMED_AT_ONCE = 20_000
"""The same where names are looked at."""
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
        """See `numbers_in_turns`."""
        return finished(self.numbers_in_turns(among))

    def numbers_in_turns(self, among: Filter) -> Generator[None, None, NDArray[np.int64] | None]:
        """The numbers of the pictures that pass, whatever their scores; None where all do.

        Each turn is the caller's, who may change rows: what is changed then may be missed, or be
        among them still, and is looked up anew the next time. Raises sqlite3.Error where the file
        cannot be read.
        """
        wanted = among.of_pictures
        if wanted == EVERYTHING:
            return None
        (others,) = self._db.execute("pragma data_version").fetchone()
        known = wanted, self._db.total_changes, int(others)
        if known != self._known:
            self._known = None
            numbers = yield from self._looked_up(wanted)
            self._known, self._numbers = known, numbers
            return numbers
        return self._numbers

    def folders(self) -> Generator[None, None, set[str]]:
        """The folders that have pictures right in them; each turn is the caller's.

        Raises sqlite3.Error where the file cannot be read.
        """
        found: set[bytes] = set()
        last = b""
        query = (
            f"select path from {self._picture} where path > ? order by path limit {NAMED_AT_ONCE}"
        )
        while rows := self._db.execute(query, (last,)).fetchall():
            found.update(path.rpartition(b"/")[0] for (path,) in rows)
            last = rows[-1][0]
            yield
        return set(map(os.fsdecode, found))

    def _looked_up(self, among: Filter) -> Generator[None, None, NDArray[np.int64]]:
        in_folder = among.folder and among._replace(folder="", name="") == EVERYTHING
        is_like = folded_like(among.name) if among.name.strip() else None
        found = [np.empty(0, np.int64)]
        # One long text is read in half the time of many rows.
        for told, paths in self._by_path(among) if in_folder else self._by_number(among):
            numbers = np.fromstring(told or "", np.int64, sep=",")
            if is_like is not None and paths is not None:
                names = folded(os.fsdecode(paths)).split("\0")
                numbers = numbers[[n for n, name in enumerate(names) if is_like(_last(name))]]
            found.append(numbers)
            yield
        return np.concatenate(found)

    def _by_number(self, among: Filter) -> Iterator[Page]:
        """The rows that pass, but for what SQL cannot tell of names, in the order of the table."""
        where, values = _conditions(among)
        (last,) = self._db.execute(f"select max(id) from {self._picture}").fetchone()
        query = f"select group_concat(id), {_paths(among)} from {self._picture}"
        query += f" where id > ? and id <= ? and {where}"
        at_once = NAMED_AT_ONCE if among.name.strip() else AT_ONCE
        for start in range(0, last or 0, at_once):
            yield self._db.execute(query, (start, start + at_once, *values)).fetchone()

    def _by_path(self, among: Filter) -> Iterator[Page]:
        """The same of a folder, where nothing is asked but names: the index of paths has it all."""
        where, values = _conditions(among._replace(folder=""))
        rows = f"select id, path from {self._picture} where path > ? and path < ? order by path"
        rows += f" limit {NAMED_AT_ONCE}"
        query = f"select group_concat(id), {_paths(among)} from ({rows}) where {where}"
        last, end = _ends(among.folder)
        while True:
            page = last, end
            (last,) = self._db.execute(f"select max(path) from ({rows})", page).fetchone()
            if last is None:
                return
            yield self._db.execute(query, (*page, *values)).fetchone()


def _paths(among: Filter) -> str:
    """What is read beside the numbers of rows: their paths, where these are to be looked at."""
    return "cast(group_concat(path, x'00') as blob)" if among.name.strip() else "null"


def _ends(folder: str) -> tuple[bytes, bytes]:
    """Between which two all paths below this folder are."""
    first = os.fsencode(folder) + b"/"
    return first, first[:-1] + b"0"  # which follows "/"


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _conditions(among: Filter) -> tuple[str, list[int | bytes | str]]:
    """What is asked of a row, in SQL, and the values in it; of the name, what SQL can tell."""
    asked, values = ["true"], list[int | bytes | str]()
    if among.folder:
        asked.append("+path > ? and +path < ?")  # by the numbers of the rows, not by this
        values += _ends(among.folder)
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

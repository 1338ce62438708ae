"""Whether the SQLite file of an index is sound. The file is read and never written."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.ahead import Ahead
from clothesfinder.index_schema import (
    APPLICATION_ID,
    NEWER,
    NEXT,
    PRESENT,
    SCHEMA_VERSION,
    create_tables,
)
from clothesfinder.problem import Problem
from clothesfinder.sqlite_errors import plain_errors

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

log = logging.getLogger(__name__)

MOST_TOLD = 100
"""Places of damage that SQLite looks for until it gives up."""
MOST_VERSIONS = 50
"""A version so far beyond this one is no newer Clothesfinder's, but damage."""
STEPS_BETWEEN_LOOKS = 10_000
"""Of SQLite, after which it looks whether it is to stop."""

UNREADABLE = "The file of the index is damaged so badly that SQLite cannot read it."
PLACES = "The file of the index is damaged: SQLite finds {} wrong with it."
UNMARKED = "The file of the index does not bear the mark of one."
TABLES_DIFFER = "The tables in the file of the index are not those of an index."
SPACE_DIFFERS = "The file of the index does not tell which model made its vectors."

STRAYS = {
    "picture": (
        "typeof(path) <> 'blob' or typeof(mtime_ns) <> 'integer' or typeof(size) <> 'integer'"
        " or typeof(digest) <> 'text' or typeof(width) <> 'integer' or typeof(height) <> 'integer'"
    ),
    "part": (
        "typeof(x0) <> 'real' or typeof(y0) <> 'real' or typeof(x1) <> 'real'"
        " or typeof(y1) <> 'real' or typeof(vector) <> 'blob'"
        " or not exists (select 1 from {0}picture where id = {0}part.picture)"
    ),
    "failure": (
        "typeof(path) <> 'blob' or typeof(mtime_ns) <> 'integer' or typeof(size) <> 'integer'"
        " or typeof(reason) <> 'text'"
    ),
}
"""Rows that make no sense by themselves, or belong to none: by table, which. In this order."""


class FileCheck(NamedTuple):
    """What was found in the file of an index."""

    damage: str
    """What is wrong with the file as a whole, as a sentence; empty where nothing is."""
    strays: int = 0
    """Rows that make no sense by themselves, or are parts of no picture."""


def open_to_read(file: Path) -> sqlite3.Connection:
    """Open an index that is there, to be read only, be the text in it text or not.

    Raises Problem where that cannot be done.
    """
    with plain_errors():
        db = sqlite3.connect(f"{file.as_uri()}?mode=ro", 30, check_same_thread=False, uri=True)
    db.text_factory = lambda data: data.decode(errors="replace")
    return db


def check_index_file(file: Path) -> Generator[None, None, FileCheck]:
    """Look at all that SQLite can tell of the file, in a thread; each yield is a turn for others.

    Raises Problem where it cannot be looked at now, or was made by a newer Clothesfinder.
    """
    stopped = Event()
    with closing(open_to_read(file)) as db, closing(Ahead()) as ahead:
        db.set_progress_handler(lambda: int(stopped.is_set()), STEPS_BETWEEN_LOOKS)
        try:
            return (yield from ahead.result(lambda: _look(db, file)))
        finally:
            stopped.set()


def _look(db: sqlite3.Connection, file: Path) -> FileCheck:
    with plain_errors():
        try:
            db.execute("begin")  # all of it sees the same, whoever writes meanwhile
            prefixes, damage = _tables(db)
            damage = damage or _header_fault(file) or _places(db)
            for prefix in prefixes if not damage else ():
                damage = damage or _space_fault(db, prefix)
            strays = 0 if damage else sum(_strays(db, prefix) for prefix in prefixes)
        except sqlite3.Error as error:
            if not _is_damage(error):
                raise
            log.warning("the index is damaged: %s", error)
            return FileCheck(UNREADABLE)
    return FileCheck(damage, strays)


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is at fault: what is asked of it is right, so "error" is damage."""
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or name == "SQLITE_ERROR"


def _header_fault(file: Path) -> str:
    """What the file's first bytes have wrong that SQLite only minds when it writes."""
    try:
        with file.open("rb") as start:
            versions = start.read(20)[18:]
    except OSError as error:
        raise Problem(f"The index cannot be read: {error.strerror}.") from error
    return "" if versions in (b"\1\1", b"\2\2") else UNREADABLE


def _tables(db: sqlite3.Connection) -> tuple[tuple[str, ...], str]:
    """Tell which sets of tables there are, and what is wrong with them."""
    (version,) = db.execute("pragma user_version").fetchone()
    (application,) = db.execute("pragma application_id").fetchone()
    found = _schema(db)
    if application == APPLICATION_ID and 0 < version - SCHEMA_VERSION <= MOST_VERSIONS:
        raise Problem(NEWER)
    if (application, version) != (APPLICATION_ID, SCHEMA_VERSION):
        return (), UNMARKED
    has_next = any(name.startswith(NEXT) for _, name, _ in found)
    prefixes = (PRESENT, NEXT) if has_next else (PRESENT,)
    is_whole = all(_expected(prefix) <= found for prefix in prefixes)
    return prefixes, "" if is_whole else TABLES_DIFFER


def _expected(prefix: str) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as db:
        create_tables(db, prefix)
        return _schema(db)


def _schema(db: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """The tables and indexes, without the quotes that a renaming leaves."""
    rows = db.execute("select type, name, coalesce(sql, '') from sqlite_master")
    return {
        (kind, name, " ".join(sql.lower().replace('"', "").split()))
        for kind, name, sql in rows
        if not name.startswith("sqlite_")
    }


def _places(db: sqlite3.Connection) -> str:
    told = db.execute(f"pragma integrity_check({MOST_TOLD})").fetchall()
    if told == [("ok",)]:
        return ""
    log.warning("the index is damaged: %s", "; ".join(str(line) for (line,) in told[:5]))
    number = len(told)
    things = f"{number} or more things" if number >= MOST_TOLD else f"{number} things"
    return PLACES.format("one thing" if number == 1 else things)


def _space_fault(db: sqlite3.Connection, prefix: str) -> str:
    rows = db.execute(f"select name, dimension from {prefix}space").fetchall()
    if not rows:  # nothing was ever stored
        (pictures,) = db.execute(f"select count(*) from {prefix}picture").fetchone()
        return SPACE_DIFFERS if pictures else ""
    (name, dimension), *more = rows
    is_told = isinstance(name, str) and name.rpartition("/")[2] == str(dimension)
    return "" if is_told and not more else SPACE_DIFFERS


def _strays(db: sqlite3.Connection, prefix: str) -> int:
    count = 0
    for table, stray in STRAYS.items():
        where = stray.format(prefix)
        row = db.execute(f"select count(*) from {prefix}{table} where {where}").fetchone()
        count += int(row[0])
    return count

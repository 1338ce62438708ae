"""The tables of an index on this computer, and how another model's take their place.

Two sets of the same tables may lie in one file: those that hold the index, and beside them, with
``next_`` before their names, those of the index that is being made with another model. Both in one
file, because then the one takes the other's place in one transaction: whenever the program is
killed, and whoever else has the file open, there is the one index or the other, and no file is
ever renamed or deleted under somebody who uses it, with or without what belongs beside it.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.network_folder import is_on_network
from clothesfinder.problem import Problem
from clothesfinder.settings import make_private_folder
from clothesfinder.sqlite_errors import FULL, READ_ONLY

if TYPE_CHECKING:
    from clothesfinder.store import Space

SCHEMA_VERSION = 1
APPLICATION_ID = 0x436C4669  # "ClFi", so that a stranger's file is not taken for an index
PRESENT, NEXT = "", "next_"
"""What the names of the tables begin with: of the index, and of the one that is being made."""
TABLES = ("part", "picture", "failure", "space")
SCHEMA = (
    "create table {0}space (name text not null, dimension integer not null)",
    """create table {0}picture (
    id integer primary key, path blob not null unique,
    mtime_ns integer not null, size integer not null, digest text not null,
    width integer not null, height integer not null)""",
    """create table {0}part (
    id integer primary key, picture integer not null references {0}picture on delete cascade,
    x0 real not null, y0 real not null, x1 real not null, y1 real not null,
    vector blob not null)""",
    """create table {0}failure (
    path blob primary key, mtime_ns integer not null, size integer not null,
    reason text not null)""",
)
PARTS_BY_PICTURE = "create index {0}part_of_picture on {0}part (picture)"
SENTENCES = {errno.ENOSPC: FULL, errno.EROFS: READ_ONLY}
NO_PLACE = "The index cannot be kept in {}: {}. Check that you may write there."
SECONDS_TO_WAIT = 30.0
"""For others that write the file, most of whom do so for milliseconds."""
NEWER = "This index was made by a newer Clothesfinder. Install that version to use it."


def open_file(file: Path) -> sqlite3.Connection:
    """Open an index, or make an empty one. Raises Problem or sqlite3.Error where that fails."""
    try:
        make_private_folder(file.parent)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # the user's alone
    except OSError as error:
        told = NO_PLACE.format(file.parent, error.strerror)
        raise Problem(SENTENCES.get(error.errno or 0, told)) from error
    db = sqlite3.connect(file, timeout=SECONDS_TO_WAIT)
    try:
        _prepare(db, file)
    except BaseException:
        db.close()
        raise
    return db


def open_unwritable(file: Path) -> sqlite3.Connection | None:
    """Open an index on a disk that is full or read-only, to be read; None where that fails, too.

    Where nothing can be put beside the file, it is read as one that nobody changes; not where a
    program that was killed has left its last rows there, which are part of it.
    """
    wal = Path(f"{file}-wal")
    is_alone = not wal.exists() or not wal.stat().st_size
    for options in ("mode=ro", "mode=ro&immutable=1")[: 1 + is_alone]:
        db = sqlite3.connect(f"{file.as_uri()}?{options}", timeout=30, uri=True)
        with suppress(sqlite3.Error, Problem):
            if _is_made(db):
                return db
        db.close()
    return None


def stored_space(db: sqlite3.Connection, prefix: str) -> str | None:
    """The space of these tables' vectors; None where it was never named, or they are not there."""
    name = f"{prefix}space"
    if not db.execute("select 1 from sqlite_master where name = ?", (name,)).fetchone():
        return None
    row = db.execute(f"select name from {name}").fetchone()
    return None if row is None else str(row[0])


def empty(db: sqlite3.Connection, prefix: str, space: Space) -> None:
    """Let these tables hold nothing but this space, in the transaction under way."""
    for table in TABLES:
        db.execute(f"delete from {prefix}{table}")
    db.execute(f"insert into {prefix}space values (?, ?)", (str(space), space.dimension))


def begin_next(db: sqlite3.Connection, space: Space) -> None:
    """Make empty tables beside the index, of this space, in the transaction under way."""
    drop_next(db)
    create_tables(db, NEXT)
    empty(db, NEXT, space)


def drop_next(db: sqlite3.Connection) -> None:
    """Take away the tables beside the index, in the transaction under way."""
    for table in TABLES:
        db.execute(f"drop table if exists {NEXT}{table}")


def put_next_in_place(db: sqlite3.Connection) -> None:
    """Let the tables beside the index be the index, in the transaction under way."""
    for table in TABLES:
        db.execute(f"drop table {PRESENT}{table}")
        db.execute(f"alter table {NEXT}{table} rename to {PRESENT}{table}")
    db.execute(f"drop index {NEXT}part_of_picture")  # an index cannot be renamed
    db.execute(PARTS_BY_PICTURE.format(PRESENT))


def create_tables(db: sqlite3.Connection, prefix: str) -> None:
    """Make the tables whose names begin so, and what finds rows in them, all empty."""
    for statement in (*SCHEMA, PARTS_BY_PICTURE):
        db.execute(statement.format(prefix))


def _prepare(db: sqlite3.Connection, file: Path) -> None:
    if is_on_network(file.parent):  # where WAL needs memory that two computers do not share
        _set_journal(db, "delete")
    else:
        _set_journal(db, "wal")
        # With WAL this survives a killed process whole; a power cut may cost the last batches.
        db.execute("pragma synchronous = normal")
    db.execute("pragma foreign_keys = on")
    # Else some builds of SQLite write zeros over each page of an index that is replaced.
    db.execute("pragma secure_delete = fast")
    if _is_made(db):
        return
    with db:
        db.execute("begin immediate")
        if _is_made(db):  # by another program, since just now
            return
        if db.execute("select count(*) from sqlite_master").fetchone()[0]:
            raise Problem(f"{file} is not an index of Clothesfinder. Move it elsewhere.")
        create_tables(db, PRESENT)
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        db.execute(f"pragma user_version = {SCHEMA_VERSION}")


def _set_journal(db: sqlite3.Connection, mode: str) -> None:
    """Have SQLite write in this way; for this alone it does not wait for others by itself."""
    until = time.monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            db.execute(f"pragma journal_mode = {mode}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _is_made(db: sqlite3.Connection) -> bool:
    """Whether the tables of an index are there. Raises Problem where they are a newer version's."""
    (version,) = db.execute("pragma user_version").fetchone()
    (application,) = db.execute("pragma application_id").fetchone()
    if version > SCHEMA_VERSION:
        raise Problem(NEWER)
    return bool(version == SCHEMA_VERSION and application == APPLICATION_ID)

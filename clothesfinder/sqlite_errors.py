"""What SQLite complains of, as sentences (https://www.sqlite.org/rescode.html)."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER_MODEL = (
    "Another program has just given this gallery an index of another model. Use the same model in"
    " both, then index again."
)
FULL = (
    "The disk that holds the index is full. Free some space and index again;"
    " what was indexed is kept."
)
READ_ONLY = "The index cannot be written: its disk or folder is read-only."


@contextmanager
def plain_errors() -> Iterator[None]:
    """Raise Problem, with a sentence, in place of what SQLite raises."""
    try:
        yield
    except sqlite3.Error as error:
        if str(error).startswith("no such table"):  # those of an index that is being made may go
            raise Problem(OTHER_MODEL) from error
        name = getattr(error, "sqlite_errorname", "")
        raise Problem(_sentence(name)) from error


def _sentence(name: str) -> str:
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE")):
        return FULL
    if name.startswith("SQLITE_READONLY"):
        return READ_ONLY
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "Another program is writing this index. Wait until it is done, then try again."
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return (
            "The index is damaged. Repair it: Gallery > Check this index, or clothesfinder verify"
            " FOLDER --repair."
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return "The index cannot be opened. Check that you may read and write its folder."
    return "The disk that holds the index reports an error. Check the disk and try again."

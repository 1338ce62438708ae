"""The room on the disk that an index takes up and does not use."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNUSED_SHARE = 0.25
"""Beyond this share of the file, what is not used is worth the writing of the whole file."""
TURN = 0.02


def has_much_unused(db: sqlite3.Connection) -> bool:
    """Whether giving back what is not used is worth it: after another index took its place."""
    (unused,) = db.execute("pragma freelist_count").fetchone()
    (pages,) = db.execute("pragma page_count").fetchone()
    return bool(unused > UNUSED_SHARE * pages)


def give_back_unused(file: Path) -> Iterator[None]:
    """Give the disk back what the file does not use, in a thread; each turn is the caller's.

    The file can be read meanwhile. Ended early, or where the disk has no room for writing it anew,
    it stays as it is.
    """
    try:  # not made where it is gone
        db = sqlite3.connect(f"{file.as_uri()}?mode=rw", 0, check_same_thread=False, uri=True)
    except sqlite3.Error:
        return
    with closing(db):
        thread = Thread(target=_write_anew, args=(db,), name="index room")
        thread.start()
        try:
            while thread.is_alive():
                yield
                thread.join(TURN)
        finally:
            while thread.is_alive():  # one that has not begun yet cannot be interrupted
                db.interrupt()
                thread.join(TURN)


def _write_anew(db: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        db.execute("vacuum")

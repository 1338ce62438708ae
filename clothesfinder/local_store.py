"""The embedded store: one SQLite file a gallery is the truth, searched in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.index_files import index_file
from clothesfinder.index_room import give_back_unused, has_much_unused
from clothesfinder.index_schema import (
    NEXT,
    PRESENT,
    begin_next,
    drop_next,
    open_file,
    open_unwritable,
    put_next_in_place,
    stored_space,
)
from clothesfinder.local_filter import Passing
from clothesfinder.local_rows import LocalRows
from clothesfinder.matrix_file import forget_matrix, matrix_file
from clothesfinder.matrix_loading import LoadedVectors
from clothesfinder.problem import Problem
from clothesfinder.sqlite_errors import OTHER_MODEL, plain_errors
from clothesfinder.store import is_same_space

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from clothesfinder.store import Space


def open_local(gallery: Path, *, create: bool = True) -> LocalStore:
    """Open the gallery's index, making an empty one where there is none and ``create`` is true.

    Where it need not be made, and cannot be written, it is opened to be read. Raises Problem where
    there is none, or it cannot be used.
    """
    file = index_file(gallery)
    if not create and not file.exists():
        raise Problem(f"“{gallery.name}” is not indexed yet. Index this folder first.")
    try:
        return LocalStore(file)
    except Problem:
        db = None if create else open_unwritable(file)
        if db is None:
            raise
        return LocalStore(file, unwritable=db)


class LocalStore(LocalRows):
    """A Store in one SQLite file. Raises Problem where the disk or the file fails it."""

    def __init__(self, file: Path, unwritable: sqlite3.Connection | None = None) -> None:
        self._file = file
        self._successor: LocalRows | None = None
        self._is_unwritable = unwritable is not None
        with plain_errors():
            super().__init__(unwritable or open_file(file), matrix=matrix_file(file))

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self._file)

    @property
    def thumbnails(self) -> None:
        """See Store: this store is one user's alone."""
        return

    @property
    def successor(self) -> LocalRows | None:
        """See Store."""
        with plain_errors():
            if stored_space(self._db, NEXT) is None:
                self._successor = None
            elif self._successor is None:
                self._successor = LocalRows(self._db, NEXT)
        return self._successor

    def reset(self, space: Space) -> None:
        """See Store."""
        super().reset(space)
        with self.transaction():
            drop_next(self._db)

    def to_fill(self, space: Space) -> LocalRows:
        """See Store: the successor, where there are pictures of another model here."""
        self.expect(None)
        if self._is_unwritable:
            self._open_anew()
        with self.transaction():
            stored = self.space()
            if is_same_space(stored, space):
                drop_next(self._db)
                return self.expect(stored)
            if not self.count():
                drop_next(self._db)
                return self._emptied(space)
            if stored_space(self._db, NEXT) != str(space):
                begin_next(self._db, space)
                self._successor = None
        successor = self.successor
        if successor is None:  # another program was quick to take it away
            raise Problem(OTHER_MODEL)
        return successor.expect(str(space))

    def succeed(self) -> None:
        """See Store. What the successor has in memory goes on to be used."""
        successor = self.successor
        if successor is None:
            raise Problem(OTHER_MODEL)
        with successor.transaction():
            put_next_in_place(self._db)
        self.take_over(successor)
        self._successor = None

    def compact(self) -> Iterator[None]:
        """See Store."""
        with plain_errors():
            is_worth_it = has_much_unused(self._db)
        if is_worth_it:
            yield from give_back_unused(self._file)
        yield from self._vectors.settle()

    def _open_anew(self) -> None:
        """Open to be written what was opened to be read. Raises Problem where that is so still."""
        with plain_errors():
            db = open_file(self._file)
        self._db.close()
        self._db, self._is_unwritable = db, False
        self._vectors = LoadedVectors(db, PRESENT, matrix_file(self._file))
        self._passing = Passing(db, PRESENT)

    def forget(self) -> None:
        """See Store."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        forget_matrix(self._file)

    def close(self) -> None:
        """See Store."""
        self._db.close()
        self._vectors.forget()
        self._successor = None

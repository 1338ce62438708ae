"""The embedded store: one SQLite file a gallery is the truth, searched in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.index_files import index_file
from clothesfinder.index_room import give_back_unused, has_much_unused
from clothesfinder.index_schema import (
    NEXT,
    begin_next,
    drop_next,
    open_file,
    put_next_in_place,
    stored_space,
)
from clothesfinder.local_rows import LocalRows
from clothesfinder.matrix_file import forget_matrix, matrix_file
from clothesfinder.problem import Problem
from clothesfinder.sqlite_errors import OTHER_MODEL, plain_errors
from clothesfinder.store import is_same_space

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clothesfinder.store import Space


def open_local(gallery: Path, *, create: bool = True) -> LocalStore:
    """Open the gallery's index, making an empty one where there is none and ``create`` is true.

    Raises Problem where there is none, or it cannot be used.
    """
    file = index_file(gallery)
    if not create and not file.exists():
        raise Problem(f"“{gallery.name}” is not indexed yet. Index this folder first.")
    return LocalStore(file)


class LocalStore(LocalRows):
    """A Store in one SQLite file. Raises Problem where the disk or the file fails it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._successor: LocalRows | None = None
        with plain_errors():
            super().__init__(open_file(file), matrix=matrix_file(file))

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

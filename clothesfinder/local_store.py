"""The embedded store: one SQLite file a gallery is the truth, searched in memory."""

from __future__ import annotations

import os
import sqlite3
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from clothesfinder.index_files import index_file
from clothesfinder.matrix import Matrix
from clothesfinder.problem import Problem
from clothesfinder.settings import make_private_folder
from clothesfinder.sqlite_errors import plain_errors
from clothesfinder.store import Box, Entry, Failure, Match, Space, Stamp, Vector, checked_vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

SCHEMA_VERSION = 1
APPLICATION_ID = 0x436C4669  # "ClFi", so that a stranger's file is not taken for an index
SCHEMA = """
create table space (name text not null, dimension integer not null);
create table picture (
    id integer primary key, path blob not null unique,
    mtime_ns integer not null, size integer not null, digest text not null,
    width integer not null, height integer not null);
create table part (
    id integer primary key, picture integer not null references picture on delete cascade,
    x0 real not null, y0 real not null, x1 real not null, y1 real not null, vector blob not null);
create index part_of_picture on part (picture);
create table failure (
    path blob primary key, mtime_ns integer not null, size integer not null, reason text not null);
"""
ROWS_AT_ONCE = 4096
PATHS_AT_ONCE = 500
VECTOR = np.dtype("<f4")


def open_local(gallery: Path, *, create: bool = True) -> LocalStore:
    """Open the gallery's index, making an empty one where there is none and ``create`` is true.

    Raises Problem where there is none, or it cannot be used.
    """
    file = index_file(gallery)
    if not create and not file.exists():
        raise Problem(f"“{gallery.name}” is not indexed yet. Index this folder first.")
    return LocalStore(file)


class LocalStore:
    """A Store in one SQLite file. Raises Problem where the disk or the file fails it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._matrix: Matrix | None = None
        self._seen_changes = 0
        with plain_errors():
            try:
                make_private_folder(file.parent)
                os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # the user's alone
            except OSError as error:
                raise Problem(
                    f"The index cannot be kept in {file.parent}: {error.strerror}."
                ) from error
            self._db = sqlite3.connect(file, timeout=30)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self._file)

    @property
    def thumbnails(self) -> None:
        """See Store: this store is one user's alone."""
        return

    def space(self) -> str | None:
        """See Store."""
        with plain_errors():
            row = self._db.execute("select name from space").fetchone()
            return None if row is None else str(row[0])

    def reset(self, space: Space) -> None:
        """See Store."""
        with plain_errors(), self._db:
            for table in ("picture", "failure", "space"):
                self._db.execute(f"delete from {table}")
            self._db.execute("insert into space values (?, ?)", (str(space), space.dimension))
        self._matrix = None

    def stamps(self) -> dict[str, Stamp]:
        """See Store."""
        with plain_errors():
            rows = self._db.execute("select path, mtime_ns, size, digest from picture")
            return {os.fsdecode(path): Stamp(*stamp) for path, *stamp in rows}

    def failures(self) -> list[Failure]:
        """See Store."""
        with plain_errors():
            rows = self._db.execute(
                "select path, mtime_ns, size, reason from failure order by path"
            )
            return [Failure(os.fsdecode(path), *rest) for path, *rest in rows]

    def count(self) -> int:
        """See Store."""
        with plain_errors():
            return int(self._db.execute("select count(*) from picture").fetchone()[0])

    @property
    def at_once(self) -> int:
        """See Store: a transaction is quick."""
        return 1

    def put(self, entries: Sequence[Entry]) -> None:
        """See Store."""
        vectors = checked_vectors(entries, self._dimension())
        with plain_errors():
            with self._db:
                replaced = self._delete({entry.path for entry in entries})
                numbers = [
                    (part, picture)
                    for _, parts in groupby(entries, key=lambda entry: entry.path)
                    for part, picture in self._insert(list(parts))
                ]
            self._remove(replaced)
            if self._matrix is not None and numbers:
                parts, pictures = zip(*numbers, strict=True)
                self._matrix.add(parts, pictures, vectors)

    def entries(self, paths: Iterable[str]) -> list[Entry]:
        """See Store."""
        query = (
            "select path, x0, y0, x1, y1, mtime_ns, size, digest, vector, width, height"
            " from picture join part on picture = picture.id where path in ({}) order by part.id"
        )
        wanted = list(dict.fromkeys(paths))
        found: dict[str, list[Entry]] = {path: [] for path in wanted}
        for path, *row in self._asked(query, wanted):
            vector = np.frombuffer(row[7], VECTOR).astype(np.float32)
            one = Entry(os.fsdecode(path), Box(*row[:4]), Stamp(*row[4:7]), vector, *row[8:])
            found[one.path].append(one)
        return [one for path in wanted for one in found[path]]

    def claim(self, paths: Iterable[str]) -> set[str]:
        """See Store: this one is not shared."""
        return set(paths)

    def give_back(self, paths: Iterable[str] | None = None) -> None:
        """See Store."""

    def look(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """See Store."""
        wanted = list(paths)
        pictures = "select path, mtime_ns, size, digest from picture where path in ({})"
        failures = "select path, mtime_ns, size, '' from failure where path in ({})"
        rows = chain(self._asked(pictures, wanted), self._asked(failures, wanted))
        return {os.fsdecode(path): Stamp(*stamp) for path, *stamp in rows}

    def fail(self, failures: Sequence[Failure]) -> None:
        """See Store."""
        with plain_errors():
            with self._db:
                dropped = self._delete(failure.path for failure in failures)
                self._db.executemany(
                    "insert into failure values (?, ?, ?, ?)",
                    [(os.fsencode(path), *rest) for path, *rest in failures],
                )
            self._remove(dropped)

    def drop(self, paths: Iterable[str]) -> None:
        """See Store."""
        with plain_errors():
            with self._db:
                dropped = self._delete(paths)
            self._remove(dropped)

    def search(self, vector: Vector, limit: int, folder: str = "") -> list[Match]:
        """See Store."""
        query = (
            "select path, x0, y0, x1, y1 from part join picture on picture = picture.id"
            " where part.id = ?"
        )
        with plain_errors():
            nearest = self._loaded().nearest(vector, limit, self._below(folder) if folder else None)
            found = [
                (self._db.execute(query, (part,)).fetchone(), score) for part, score in nearest
            ]
            return [
                Match(os.fsdecode(row[0]), Box(*row[1:]), score)
                for row, score in found
                if row is not None  # another process may have dropped it just now
            ]

    def forget(self) -> None:
        """See Store."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)

    def close(self) -> None:
        """See Store."""
        self._db.close()
        self._matrix = None

    def _prepare(self) -> None:
        self._db.execute("pragma journal_mode = wal")
        # With WAL this survives a killed process whole; a power cut may cost the last batches.
        self._db.execute("pragma synchronous = normal")
        self._db.execute("pragma foreign_keys = on")
        (version,) = self._db.execute("pragma user_version").fetchone()
        (application,) = self._db.execute("pragma application_id").fetchone()
        if version > SCHEMA_VERSION:
            raise Problem(
                "This index was made by a newer Clothesfinder. Install that version to use it."
            )
        if version == SCHEMA_VERSION and application == APPLICATION_ID:
            return
        if self._db.execute("select count(*) from sqlite_master").fetchone()[0]:
            raise Problem(f"{self._file} is not an index of Clothesfinder. Move it elsewhere.")
        self._db.executescript(
            f"begin; {SCHEMA} pragma application_id = {APPLICATION_ID};"
            f" pragma user_version = {SCHEMA_VERSION}; commit;"
        )

    def _asked(self, query: str, paths: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query about these paths, whose place in it is marked {}."""
        rest = map(os.fsencode, paths)
        while batch := list(islice(rest, PATHS_AT_ONCE)):
            with plain_errors():
                rows = self._db.execute(query.format(",".join("?" * len(batch))), batch).fetchall()
            yield from rows

    def _dimension(self) -> int:
        with plain_errors():
            row = self._db.execute("select dimension from space").fetchone()
        if row is None:
            raise ValueError("reset() names the space before anything is stored")
        return int(row[0])

    def _insert(self, parts: Sequence[Entry]) -> Iterator[tuple[int, int]]:
        """Store one picture with its parts; gives the numbers of each part and of the picture."""
        first = parts[0]
        picture = self._db.execute(
            "insert into picture (path, mtime_ns, size, digest, width, height)"
            " values (?, ?, ?, ?, ?, ?)",
            (os.fsencode(first.path), *first.stamp, first.width, first.height),
        ).lastrowid
        for entry in parts:
            part = self._db.execute(
                "insert into part (picture, x0, y0, x1, y1, vector) values (?, ?, ?, ?, ?, ?)",
                (picture, *entry.part, entry.vector.astype(VECTOR).tobytes()),
            ).lastrowid
            assert part is not None
            assert picture is not None
            yield part, picture

    def _delete(self, paths: Iterable[str]) -> list[int]:
        """Delete what is known of these paths; gives the numbers of the pictures among them."""
        deleted = []
        for path in map(os.fsencode, paths):
            self._db.execute("delete from failure where path = ?", (path,))
            row = self._db.execute("select id from picture where path = ?", (path,)).fetchone()
            if row is not None:
                self._db.execute("delete from picture where id = ?", row)
                deleted.append(int(row[0]))
        return deleted

    def _remove(self, pictures: Sequence[int]) -> None:
        if self._matrix is not None and pictures:
            self._matrix.remove(pictures)

    def _loaded(self) -> Matrix:
        """The vectors in memory, read again where another process has changed the file."""
        (changes,) = self._db.execute("pragma data_version").fetchone()
        if self._matrix is None or changes != self._seen_changes:
            self._matrix, self._seen_changes = self._load(), changes
        return self._matrix

    def _load(self) -> Matrix:
        row = self._db.execute("select dimension from space").fetchone()
        matrix = Matrix(row[0] if row else 0)
        matrix.reserve(self._db.execute("select count(*) from part").fetchone()[0])
        rows = self._db.execute("select id, picture, vector from part order by id")
        while batch := rows.fetchmany(ROWS_AT_ONCE):
            parts, pictures, blobs = zip(*batch, strict=True)
            vectors = np.frombuffer(b"".join(blobs), VECTOR).reshape(len(batch), -1)
            matrix.add(parts, pictures, list(vectors))
        return matrix

    def _below(self, folder: str) -> NDArray[np.int64]:
        prefix = os.fsencode(folder) + b"/"
        rows = self._db.execute(
            "select id from picture where path >= ? and path < ?",
            (prefix, prefix[:-1] + b"0"),  # "0" follows "/"
        )
        return np.fromiter((number for (number,) in rows), np.int64)

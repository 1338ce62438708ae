"""The rows of one index in a SQLite file: a set of tables, searched in memory."""

from __future__ import annotations

import os
import random
from contextlib import contextmanager
from itertools import chain, count, groupby, islice
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from clothesfinder.filter import EVERYTHING
from clothesfinder.index_schema import PRESENT, empty, stored_space
from clothesfinder.local_filter import Passing
from clothesfinder.local_matches import NEVER, Last, read_matches
from clothesfinder.matrix_loading import VECTOR, LoadedVectors, new_part_number
from clothesfinder.problem import Problem
from clothesfinder.sqlite_errors import OTHER_MODEL, plain_errors
from clothesfinder.store import (
    Box,
    Entry,
    Failure,
    Match,
    Ranked,
    Space,
    Stamp,
    Vector,
    checked_vectors,
)
from clothesfinder.turns import finished

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from clothesfinder.filter import Filter

PATHS_AT_ONCE = 500


class LocalRows:
    """What a Store does with its rows. Raises Problem where the disk or the file fails it."""

    def __init__(
        self, db: sqlite3.Connection, prefix: str = PRESENT, matrix: Path | None = None
    ) -> None:
        """Take the open file, what the names of the tables begin with, and a file of the matrix."""
        self._db = db
        self._prefix = prefix
        self._space, self._picture = f"{prefix}space", f"{prefix}picture"
        self._part, self._failure = f"{prefix}part", f"{prefix}failure"
        self._expected: str | None = None
        """The space of the vectors that this program puts here; None while it puts none."""
        self._vectors = LoadedVectors(db, prefix, matrix)
        self._passing = Passing(db, prefix)
        self._last = NEVER

    def space(self) -> str | None:
        """See Store."""
        with plain_errors():
            return stored_space(self._db, self._prefix)

    def reset(self, space: Space) -> None:
        """See Store."""
        self.expect(None)
        with self.transaction():
            self._emptied(space)

    def expect(self, space: str | None) -> Self:
        """Change nothing from now on unless these are vectors of this space; None: change any."""
        self._expected = space
        return self

    def stamps(self) -> dict[str, Stamp]:
        """See Store."""
        with plain_errors():
            rows = self._db.execute(f"select path, mtime_ns, size, digest from {self._picture}")
            return {os.fsdecode(path): Stamp(*stamp) for path, *stamp in rows}

    def failures(self) -> list[Failure]:
        """See Store."""
        with plain_errors():
            rows = self._db.execute(
                f"select path, mtime_ns, size, reason from {self._failure} order by path"
            )
            return [Failure(os.fsdecode(path), *rest) for path, *rest in rows]

    def count(self) -> int:
        """See Store."""
        with plain_errors():
            (count,) = self._db.execute(f"select count(*) from {self._picture}").fetchone()
            return int(count)

    @property
    def at_once(self) -> int:
        """See Store: a transaction is quick."""
        return 1

    def put(self, entries: Sequence[Entry]) -> None:
        """See Store."""
        vectors = checked_vectors(entries, self._dimension())
        with plain_errors():
            with self.transaction():
                in_step = self._vectors.is_in_step()
                part = count(new_part_number(self._db))
                replaced = self._delete({entry.path for entry in entries})
                numbers = [
                    pair
                    for _, parts in groupby(entries, key=lambda entry: entry.path)
                    for pair in self._insert(list(parts), part)
                ]
            self._vectors.remove(replaced)
            self._vectors.add(numbers, vectors, in_step=in_step)

    def entries(self, paths: Iterable[str]) -> list[Entry]:
        """See Store."""
        query = (
            "select path, x0, y0, x1, y1, mtime_ns, size, digest, vector, width, height"
            f" from {self._picture} as one join {self._part} as part on part.picture = one.id"
            " where path in ({}) order by part.id"
        )
        wanted = list(dict.fromkeys(paths))
        found: dict[str, list[Entry]] = {path: [] for path in wanted}
        for path, *row in self._asked(query, wanted):
            vector = np.frombuffer(row[7], VECTOR).astype(np.float32)
            one = Entry(os.fsdecode(path), Box(*row[:4]), Stamp(*row[4:7]), vector, *row[8:])
            found[one.path].append(one)
        return [one for path in wanted for one in found[path]]

    def sample(self, count: int) -> list[str]:
        """See Store; without a look at every row."""
        after = f"select path from {self._picture} where id >= ? order by id limit 1"
        with plain_errors():
            if self.count() <= count:
                rows = self._db.execute(f"select path from {self._picture}").fetchall()
            else:
                (last,) = self._db.execute(f"select max(id) from {self._picture}").fetchone()
                numbers = random.sample(range(1, last + 1), min(2 * count, last))
                rows = [self._db.execute(after, (number,)).fetchone() for number in numbers]
        found = dict.fromkeys(os.fsdecode(row[0]) for row in rows if row is not None)
        return list(found)[:count]

    def claim(self, paths: Iterable[str]) -> set[str]:
        """See Store: this one is not shared."""
        return set(paths)

    def give_back(self, paths: Iterable[str] | None = None) -> None:
        """See Store."""

    def look(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """See Store."""
        wanted = list(paths)
        pictures = f"select path, mtime_ns, size, digest from {self._picture} where path in ({{}})"
        failures = f"select path, mtime_ns, size, '' from {self._failure} where path in ({{}})"
        rows = chain(self._asked(pictures, wanted), self._asked(failures, wanted))
        return {os.fsdecode(path): Stamp(*stamp) for path, *stamp in rows}

    def fail(self, failures: Sequence[Failure]) -> None:
        """See Store."""
        with plain_errors():
            with self.transaction():
                dropped = self._delete(failure.path for failure in failures)
                self._db.executemany(
                    f"insert into {self._failure} values (?, ?, ?, ?)",
                    [(os.fsencode(path), *rest) for path, *rest in failures],
                )
            self._vectors.remove(dropped)

    def drop(self, paths: Iterable[str]) -> None:
        """See Store."""
        with plain_errors():
            with self.transaction():
                dropped = self._delete(paths)
            self._vectors.remove(dropped)

    def ready(self) -> Iterator[None]:
        """See Store."""
        return self._vectors.ready()

    def folders(self) -> Generator[None, None, set[str]]:
        """See Store."""
        with plain_errors():
            return (yield from self._passing.folders())

    def count_among(self, among: Filter) -> int:
        """See Store."""
        with plain_errors():
            numbers = self._passing.numbers(among)
        return self.count() if numbers is None else len(numbers)

    def search(self, vector: Vector, limit: int, among: Filter = EVERYTHING) -> list[Match]:
        """See Store."""
        with plain_errors(), self._unchanged():
            return finished(self.search_in_turns(vector, limit, among)).matches

    def search_in_turns(
        self, vector: Vector, limit: int, among: Filter = EVERYTHING
    ) -> Generator[None, None, Ranked]:
        """See Index."""
        yield from self.ready()
        with plain_errors():
            if self._vectors.dimension != len(vector):  # of another model's, since just now
                return Ranked([])
            numbers = yield from self._passing.numbers_in_turns(among)
            if self._vectors.dimension != len(vector):  # the same
                return Ranked([])
            search = vector.tobytes(), among, self._vectors.state
            before = self._last if self._last.search == search else NEVER
            ranking = yield from self._vectors.ranking(
                vector, limit, numbers, among.scores, before.ranking
            )
            held = max(min(len(before.matches), limit), 0)
            there, matches = yield from read_matches(self._db, self._prefix, ranking, held)
            matches = before.matches[:held] + matches
            if len(matches) > held and self._vectors.state == search[-1]:
                self._last = Last(search, ranking.of(there), matches)
            return Ranked(list(matches), passing=None if numbers is None else len(numbers))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Change rows, of which nothing stays where it fails.

        Raises Problem where they are another model's since this program began to put its own here.
        """
        with plain_errors(), self._db:
            self._db.execute("begin immediate")
            self._check_space()
            yield

    @contextmanager
    def _unchanged(self) -> Iterator[None]:
        """Read rows while they stay as they are, whatever another process changes meanwhile."""
        self._db.execute("begin")
        try:
            yield
        finally:
            self._db.rollback()

    def _emptied(self, space: Space) -> Self:
        """Hold nothing but this space, in the transaction under way."""
        empty(self._db, self._prefix, space)
        self._vectors.forget()
        return self.expect(str(space))

    def take_over(self, other: LocalRows) -> None:
        """Go on with what others have in memory, whose tables are these now."""
        self._vectors.take_over(other._vectors)
        self._passing.forget()
        self._expected = other._expected

    def _check_space(self) -> None:
        if self._expected not in (None, stored_space(self._db, self._prefix)):
            raise Problem(OTHER_MODEL)

    def _asked(self, query: str, paths: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query about these paths, whose place in it is marked {}."""
        rest = map(os.fsencode, paths)
        while batch := list(islice(rest, PATHS_AT_ONCE)):
            with plain_errors():
                rows = self._db.execute(query.format(",".join("?" * len(batch))), batch).fetchall()
            yield from rows

    def _dimension(self) -> int:
        with plain_errors():
            row = self._db.execute(f"select dimension from {self._space}").fetchone()
        if row is None:
            raise ValueError("reset() names the space before anything is stored")
        return int(row[0])

    def _insert(self, parts: Sequence[Entry], numbers: Iterator[int]) -> Iterator[tuple[int, int]]:
        """Store one picture with its parts; gives the numbers of each part and of the picture."""
        first = parts[0]
        picture = self._db.execute(
            f"insert into {self._picture} (path, mtime_ns, size, digest, width, height)"
            " values (?, ?, ?, ?, ?, ?)",
            (os.fsencode(first.path), *first.stamp, first.width, first.height),
        ).lastrowid
        assert picture is not None
        for entry, number in zip(parts, numbers, strict=False):  # the numbers go on
            self._db.execute(
                f"insert into {self._part} values (?, ?, ?, ?, ?, ?, ?)",
                (number, picture, *entry.part, entry.vector.astype(VECTOR).tobytes()),
            )
            yield number, picture

    def _delete(self, paths: Iterable[str]) -> list[int]:
        """Delete what is known of these paths; gives the numbers of the pictures among them."""
        deleted = []
        for path in map(os.fsencode, paths):
            self._db.execute(f"delete from {self._failure} where path = ?", (path,))
            row = self._db.execute(
                f"select id from {self._picture} where path = ?", (path,)
            ).fetchone()
            if row is not None:
                self._db.execute(f"delete from {self._picture} where id = ?", row)
                deleted.append(int(row[0]))
        return deleted

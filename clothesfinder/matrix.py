"""The vectors of a gallery in memory, rounded; a search over all of them is exact nevertheless."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from clothesfinder.best import NOTHING, Best, Ranking, promising
from clothesfinder.quantised import NOT_FOUND, Bounds, Quantised, quantise
from clothesfinder.turns import finished

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from numpy.typing import NDArray

    from clothesfinder.store import Vector

    Numbers = Sequence[int] | NDArray[np.int64]
    Exact = Callable[[Sequence[int]], tuple[Sequence[int], NDArray[np.float32]]]
    """Gives the vectors of these parts as they are stored, (N, D), and which parts those are."""

REMOVED = -1
BLOCK = 16384
"""Rows that lie together: small enough that a batch more costs little room, and no copying."""
ALONE = 4
"""Blocks up to which one thread is as quick as several."""
THREADS = max(1, min(os.cpu_count() or 1, 4))
"""More do not read memory any faster."""
AT_FIRST = 4
"""How many rows for each picture that is wanted are looked at before there is a score to beat."""
AT_ONCE = 64
"""Rows whose stored vectors are read before the score to beat is told anew."""
AT_MOST = 1024
"""The same where many pictures are wanted: what is read at a time takes a few megabytes."""
ANY_SCORE = (-np.inf, np.inf)
IN_ONE_TURN = 4096
"""Rows whose stored vectors are read in one turn: some tens of milliseconds."""


class Nearest(NamedTuple):
    """One picture among the nearest: which of its parts it is, and how near."""

    part: int
    score: float


class Row(NamedTuple):
    """What is known of each vector but its code; one array each, all of one length."""

    parts: NDArray[Any]
    """int64."""
    pictures: NDArray[Any]
    """int64; REMOVED where the row is."""
    scales: NDArray[Any]
    """float32, as the errors are: see Quantised."""
    errors: NDArray[Any]

    @classmethod
    def room(cls, rows: int) -> Row:
        """Make room for so many."""
        return cls(*(np.empty(rows, kind) for kind in (np.int64, np.int64, np.float32, np.float32)))


class Matrix:
    """Vectors in rows, each with the number of its part and of its picture.

    The numbers of the parts rise from row to row. Adding a batch to a million rows moves none of
    them; removed rows stay, unseen, until every fourth is one.
    """

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        """How many numbers a vector has."""
        self._codes: list[NDArray[np.int8]] = []
        self._row = Row.room(0)
        self._used = 0
        self._removed = 0
        self._moves = 0
        """How often rows have moved."""
        self.state = object()
        """Another one after every change."""

    def __len__(self) -> int:
        """How many vectors there are."""
        return self._used - self._removed

    @property
    def last(self) -> int:
        """The highest number of a part in a row, 0 where there is none."""
        return int(self._row.parts[self._used - 1]) if self._used else 0

    @property
    def parts(self) -> NDArray[np.int64]:
        """The numbers of all parts that there are."""
        is_there = self._row.pictures[: self._used] != REMOVED
        return np.asarray(self._row.parts[: self._used][is_there])

    def add(
        self, parts: Sequence[int], pictures: Sequence[int], vectors: NDArray[np.float32]
    ) -> None:
        """Append rows of vectors, (N, D); the sequences run in step, and the parts rise.

        A vector that is not finite, or longer than any should be, is counted and never found.
        """
        self.append(parts, pictures, quantise(vectors))

    def append(self, parts: Numbers, pictures: Numbers, new: Quantised) -> None:
        """Append rows that are rounded already."""
        self.state = object()
        end = self._used + len(parts)
        if end > len(self._row.parts):
            self._reserve(max(end, len(self._row.parts) * 3 // 2))
        for column, values in zip(self._row, (parts, pictures, *new[1:]), strict=True):
            column[self._used : end] = values
        self._removed += int(np.count_nonzero(self._row.pictures[self._used : end] == REMOVED))
        done = 0
        while self._used < end:
            block, start = divmod(self._used, BLOCK)
            if block == len(self._codes):
                self._codes.append(np.empty((BLOCK, self.dimension), np.int8))
            more = min(BLOCK - start, end - self._used)
            self._codes[block][start : start + more] = new.codes[done : done + more]
            self._used, done = self._used + more, done + more

    def remove(self, pictures: Iterable[int]) -> None:
        """Take out all rows of these pictures."""
        gone = np.isin(self._row.pictures[: self._used], np.fromiter(pictures, np.int64))
        self._take_out(gone)

    def keep(self, parts: NDArray[np.int64]) -> int:
        """Take out all rows but those of these parts, which rise; gives how many are left."""
        held = self._row.parts[: self._used]
        places = np.minimum(np.searchsorted(parts, held), max(len(parts) - 1, 0))
        stays = parts[places] == held if len(parts) else np.zeros(self._used, np.bool_)
        self._take_out(~stays & (self._row.pictures[: self._used] != REMOVED))
        return len(self)

    def content(self) -> tuple[Row, list[NDArray[np.int8]]]:
        """Everything, as it is now: the columns, and the codes in blocks, the last cut short.

        The columns are copies; what changes later changes nothing of what is in the blocks.
        """
        row = Row(*(column[: self._used].copy() for column in self._row))
        last = self._used - (len(self._codes) - 1) * BLOCK
        return row, [*self._codes[:-1], *(codes[:last] for codes in self._codes[-1:])]

    def nearest(
        self,
        vector: Vector,
        limit: int,
        exact: Exact,
        among: NDArray[np.int64] | None = None,
        scores: tuple[float, float] = ANY_SCORE,
    ) -> list[Nearest]:
        """The ``limit`` pictures with the highest dot product, best first, by their best part.

        ``exact`` reads the stored vectors of the few that may be among them. ``among`` keeps to
        the pictures of these numbers, ``scores`` to those whose best part's product is from the
        first to the second of these. Of equals, what was added first comes first.
        """
        found = finished(self.ranking(vector, limit, exact, among, scores))
        return [
            Nearest(int(part), float(score))
            for part, score in zip(found.parts, found.scores, strict=True)
        ]

    def ranking(
        self,
        vector: Vector,
        limit: int,
        exact: Exact,
        among: NDArray[np.int64] | None = None,
        scores: tuple[float, float] = ANY_SCORE,
        before: Ranking = NOTHING,
    ) -> Generator[None, None, Ranking]:
        """Find what `nearest` finds; each turn is the caller's, who may change the rows.

        ``before`` are the first of the same search, found while the rows were as they are now:
        only those that come next are looked for. Where rows change meanwhile, what is found may
        lack what is new, and have what is gone; where they move, it begins anew.
        """
        if not self._used or limit <= len(before.parts):
            return before.of(slice(max(limit, 0)))
        bounds, (least, most) = Bounds(vector), scores
        while True:
            moves, best = self._moves, Best(limit - len(before.parts), least)
            highest = self._highest(bounds)
            self._leave_out(highest, among, before)
            if most < np.inf:
                self._leave_out_above(most, highest, bounds, exact, best)
            yield from self._search(highest, bounds, exact, best)
            if moves == self._moves:
                break
            before = NOTHING
        rows, pictures, products = best.sorted()
        return before + Ranking(self._row.parts[rows], pictures, products)

    def _leave_out(
        self, highest: NDArray[np.float32], among: NDArray[np.int64] | None, before: Ranking
    ) -> None:
        """Find no row of what is not wanted, or is found already."""
        pictures = self._row.pictures[: len(highest)]
        if among is not None:
            highest[~np.isin(pictures, among)] = NOT_FOUND
        if len(before.pictures):
            highest[np.isin(pictures, before.pictures)] = NOT_FOUND

    def _search(
        self, highest: NDArray[np.float32], bounds: Bounds, exact: Exact, best: Best
    ) -> Generator[None, None, None]:
        """Take the best of these rows in, in turns; ends early where rows are moved meanwhile."""
        wanted = min(AT_FIRST * best.limit, BLOCK)
        while len(rows := promising(highest, best, wanted, BLOCK)):
            moves = self._moves
            yield from self._rescore(rows, bounds, exact, best)
            if moves != self._moves:
                return
            highest[rows] = NOT_FOUND
            wanted = min(2 * wanted, BLOCK)

    def _highest(self, bounds: Bounds) -> NDArray[np.float32]:
        """A bound for each row, (rows,): one look at all that there is, by several threads."""
        highest = np.empty(self._used, np.float32)

        def look(number: int) -> None:
            at = slice(number * BLOCK, min((number + 1) * BLOCK, self._used))
            codes = self._codes[number][: at.stop - at.start]
            rows = Quantised(codes, self._row.scales[at], self._row.errors[at])
            highest[at] = bounds.quick(rows)

        blocks = range(len(self._codes))
        if len(blocks) <= ALONE:
            for number in blocks:
                look(number)
        else:
            with ThreadPoolExecutor(THREADS, "search") as threads:
                list(threads.map(look, blocks))
        return highest

    def _leave_out_above(
        self,
        most: float,
        highest: NDArray[np.float32],
        bounds: Bounds,
        exact: Exact,
        best: Best,
    ) -> None:
        """Take out the pictures with a part above this, so that none is above it any more.

        Most are told by their bounds; of the others, which are read, those that stay are scored.
        """
        above = np.flatnonzero(highest > most)
        pictures, errors = self._row.pictures[above], self._row.errors[above]
        gone = np.unique(pictures[bounds.quick_below(highest[above], errors) > most])
        unsure = above[~np.isin(pictures, gone)]
        rows, products = self._straddling(unsure, most, bounds, exact)
        pictures = self._row.pictures[rows]
        gone = np.union1d(gone, pictures[products > most])
        highest[rows] = NOT_FOUND
        if len(gone):
            highest[np.isin(self._row.pictures[: self._used], gone)] = NOT_FOUND
        stays = ~np.isin(pictures, gone)
        best.add(rows[stays], pictures[stays], products[stays])

    def _straddling(
        self, rows: NDArray[np.intp], most: float, bounds: Bounds, exact: Exact
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Those of these rows that may be above this, with their products: (N,), (N,).

        Of those that surely are, no vector is read: it is a product that they are not below.
        """
        found: list[tuple[NDArray[np.intp], NDArray[np.float64]]] = [(rows[:0], np.empty(0))]
        for start in range(0, len(rows), BLOCK):
            some = rows[start : start + BLOCK]
            close = bounds.close(self._of(some))
            lowest = bounds.close_below(close, self._row.errors[some])
            found.append((some[lowest > most], lowest[lowest > most]))
            unsure = some[(close > most) & (lowest <= most)]
            found += (
                self._read(unsure[begin : begin + AT_ONCE], bounds, exact)
                for begin in range(0, len(unsure), AT_ONCE)
            )
        known, products = zip(*found, strict=True)
        return np.concatenate(known), np.concatenate(products)

    def _read(
        self, rows: NDArray[np.intp], bounds: Bounds, exact: Exact
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The products of these rows, which rise, and which of them are still there: (N,), (N,)."""
        parts, vectors = exact(self._row.parts[rows].tolist())
        if len(parts) < len(rows):  # another process took some away just now
            rows = rows[np.isin(self._row.parts[rows], parts)]
        return rows, bounds.exact(vectors)

    def _rescore(
        self, rows: NDArray[np.intp], bounds: Bounds, exact: Exact, best: Best
    ) -> Generator[None, None, None]:
        """Read what may be among the best of these rows, the most promising first."""
        highest = bounds.close(self._of(rows))
        order = np.argsort(-highest, kind="stable")
        rows, highest = rows[order], highest[order]
        moves, at_once = self._moves, min(max(AT_ONCE, best.limit // 8), AT_MOST)
        for start in range(0, len(rows), at_once):
            hopeful = highest[start : start + at_once] >= best.floor
            if not hopeful.any():
                return
            some = np.sort(rows[start : start + at_once][hopeful])
            some, products = self._read(some, bounds, exact)
            before = best.added
            best.add(some, self._row.pictures[some], products)
            if best.added // IN_ONE_TURN > before // IN_ONE_TURN:
                yield
                if moves != self._moves:
                    return

    def _of(self, rows: NDArray[np.intp]) -> Quantised:
        codes = np.empty((len(rows), self.dimension), np.int8)
        blocks, places = np.divmod(rows, BLOCK)
        for block in np.unique(blocks):
            here = blocks == block
            codes[here] = self._codes[block][places[here]]
        return Quantised(codes, self._row.scales[rows], self._row.errors[rows])

    def _reserve(self, rows: int) -> None:
        row = Row.room(rows)
        for old, new in zip(self._row, row, strict=True):
            new[: self._used] = old[: self._used]
        self._row = row

    def _take_out(self, gone: NDArray[np.bool_]) -> None:
        self.state = object()
        self._row.pictures[: self._used][gone] = REMOVED
        self._row.errors[: self._used][gone] = NOT_FOUND
        self._removed += int(gone.sum())
        if 4 * self._removed > self._used:
            self._compact()

    def _compact(self) -> None:
        self._moves += 1
        kept = np.flatnonzero(self._row.pictures[: self._used] != REMOVED)
        for start in range(0, len(kept), BLOCK):
            # A row never moves down, so what is overwritten is needed no more.
            codes = np.empty((BLOCK, self.dimension), np.int8)
            rows = kept[start : start + BLOCK]
            codes[: len(rows)] = self._of(rows).codes
            self._codes[start // BLOCK] = codes
        del self._codes[-(-len(kept) // BLOCK) :]
        self._row = Row(*(column[kept] for column in self._row))
        self._used, self._removed = len(kept), 0

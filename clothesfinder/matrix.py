"""The search over the rounded vectors of a gallery, which is exact nevertheless."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.best import NOTHING, Best, Ranking, promising
from clothesfinder.coded_rows import BLOCK, CodedRows
from clothesfinder.quantised import NOT_FOUND, Bounds
from clothesfinder.turns import finished

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.store import Vector

    Exact = Callable[[Sequence[int]], tuple[Sequence[int], NDArray[np.float32]]]
    """Gives the vectors of these parts as they are stored, (N, D), and which parts those are."""

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


class Matrix(CodedRows):
    """Rows that are searched."""

    def nearest(
        self,
        vector: Vector,
        limit: int,
        exact: Exact,
        among: NDArray[np.int64] | None = None,
        scores: tuple[float, float] = ANY_SCORE,
    ) -> list[Nearest]:
        """The ``limit`` pictures with the highest dot product, best first, by their best part.

        ``vector`` is (D,), float32. ``exact`` reads the stored vectors of the few that may be among
        them. ``among`` keeps to the pictures of these numbers, (N,), ``scores`` to those whose best
        part's product is from the first to the second of these. Of equals, what was added first
        comes first.
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
        least, most = scores
        while True:
            best = Best(limit - len(before.parts), least)
            search = _Search(self, vector, exact, best)
            search.leave_out(among, before)
            if most < np.inf:
                search.leave_out_above(most)
            yield from search.run()
            if not search.is_void:
                break
            before = NOTHING
        rows, pictures, products = best.sorted()
        return before + Ranking(self.columns.parts[rows], pictures, products)


class _Search:
    """One look for the best: a bound for every row, then the stored vectors of the few that count.

    Where rows move meanwhile, it has come to nothing.
    """

    def __init__(self, rows: Matrix, vector: Vector, exact: Exact, best: Best) -> None:
        self._rows = rows
        self._bounds = Bounds(vector)
        self._exact = exact
        self._best = best
        self._moves = rows.moves
        self._highest = rows.highest(self._bounds)
        """What each row may score at most, (rows,); NOT_FOUND where it is done with."""

    @property
    def is_void(self) -> bool:
        """Whether rows have moved since it began."""
        return self._moves != self._rows.moves

    def leave_out(self, among: NDArray[np.int64] | None, before: Ranking) -> None:
        """Find no row of what is not wanted, or is found already."""
        pictures = self._rows.columns.pictures[: len(self._highest)]
        if among is not None:
            self._highest[~np.isin(pictures, among)] = NOT_FOUND
        if len(before.pictures):
            self._highest[np.isin(pictures, before.pictures)] = NOT_FOUND

    def leave_out_above(self, most: float) -> None:
        """Take out the pictures with a part above this, so that none is above it any more.

        Most are told by their bounds; of the others, which are read, those that stay are scored.
        """
        columns = self._rows.columns
        above = np.flatnonzero(self._highest > most)
        pictures, errors = columns.pictures[above], columns.errors[above]
        gone = np.unique(pictures[self._bounds.quick_below(self._highest[above], errors) > most])
        unsure = above[~np.isin(pictures, gone)]
        rows, products = self._straddling(unsure, most)
        pictures = columns.pictures[rows]
        gone = np.union1d(gone, pictures[products > most])
        self._highest[rows] = NOT_FOUND
        if len(gone):
            self._highest[np.isin(columns.pictures[: len(self._highest)], gone)] = NOT_FOUND
        stays = ~np.isin(pictures, gone)
        self._best.add(rows[stays], pictures[stays], products[stays])

    def run(self) -> Generator[None, None, None]:
        """Take the best of the rows in, in turns; ends early where rows are moved meanwhile."""
        wanted = min(AT_FIRST * self._best.limit, BLOCK)
        while len(rows := promising(self._highest, self._best, wanted, BLOCK)):
            yield from self._rescore(rows)
            if self.is_void:
                return
            self._highest[rows] = NOT_FOUND
            wanted = min(2 * wanted, BLOCK)

    def _straddling(
        self, rows: NDArray[np.intp], most: float
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Those of these rows that may be above this, with their products: (N,), (N,).

        Of those that surely are, no vector is read: it is a product that they are not below.
        """
        found: list[tuple[NDArray[np.intp], NDArray[np.float64]]] = [(rows[:0], np.empty(0))]
        for start in range(0, len(rows), BLOCK):
            some = rows[start : start + BLOCK]
            close = self._bounds.close(self._rows.rounded(some))
            lowest = self._bounds.close_below(close, self._rows.columns.errors[some])
            found.append((some[lowest > most], lowest[lowest > most]))
            unsure = some[(close > most) & (lowest <= most)]
            found += (
                self._read(unsure[begin : begin + AT_ONCE])
                for begin in range(0, len(unsure), AT_ONCE)
            )
        known, products = zip(*found, strict=True)
        return np.concatenate(known), np.concatenate(products)

    def _read(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The products of these rows, which rise, and which of them are still there: (N,), (N,)."""
        parts, vectors = self._exact(self._rows.columns.parts[rows].tolist())
        if len(parts) < len(rows):  # another process took some away just now
            rows = rows[np.isin(self._rows.columns.parts[rows], parts)]
        return rows, self._bounds.exact(vectors)

    def _rescore(self, rows: NDArray[np.intp]) -> Generator[None, None, None]:
        """Read what may be among the best of these rows, the most promising first."""
        highest = self._bounds.close(self._rows.rounded(rows))
        order = np.argsort(-highest, kind="stable")
        rows, highest = rows[order], highest[order]
        at_once = min(max(AT_ONCE, self._best.limit // 8), AT_MOST)
        for start in range(0, len(rows), at_once):
            hopeful = highest[start : start + at_once] >= self._best.floor
            if not hopeful.any():
                return
            some = np.sort(rows[start : start + at_once][hopeful])
            some, products = self._read(some)
            before = self._best.added
            self._best.add(some, self._rows.columns.pictures[some], products)
            if self._best.added // IN_ONE_TURN > before // IN_ONE_TURN:
                yield
                if self.is_void:
                    return

"""Which pictures of a SQLite file a search found, read from its rows; what the last one found."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.best import NOTHING
from clothesfinder.store import WHOLE, Box, Match

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Hashable

    from numpy.typing import NDArray

    from clothesfinder.best import Ranking

AT_ONCE = 500
IN_ONE_TURN = 4000
"""Pictures whose rows are read in one turn."""


class Last(NamedTuple):
    """What the last search found: the next may go on from there."""

    search: Hashable
    """What was searched for, among what."""
    ranking: Ranking
    matches: list[Match]
    """In step."""


NEVER = Last(None, NOTHING, [])


def read_matches(
    db: sqlite3.Connection, prefix: str, ranking: Ranking, after: int
) -> Generator[None, None, tuple[NDArray[np.bool_], list[Match]]]:
    """Read which pictures those of the ranking are, beyond so many; each turn is the caller's.

    ``prefix`` begins the names of the tables. Gives also which are there still: (N,).
    """
    query = (
        f"select part.id, path, x0, y0, x1, y1 from {prefix}part as part"
        f" join {prefix}picture as one on part.picture = one.id where part.id in ({{}})"
    )
    there, matches = np.ones(len(ranking.parts), np.bool_), list[Match]()
    for start in range(after, len(ranking.parts), AT_ONCE):
        if start > after and (start - after) % IN_ONE_TURN == 0:
            yield
        parts = ranking.parts[start : start + AT_ONCE].tolist()
        rows = {row[0]: row[1:] for row in db.execute(query.format(_marks(parts)), parts)}
        for place, part in enumerate(parts, start):
            if part in rows:
                path, *box = rows[part]
                matches.append(Match(os.fsdecode(path), _box(box), float(ranking.scores[place])))
            else:
                there[place] = False
    return there, matches


def _marks(values: list[int]) -> str:
    return ",".join("?" * len(values))


def _box(sides: list[float]) -> Box:
    """The box; of the whole always the same one, for there may be a million of them."""
    box = Box(*sides)
    return WHOLE if box == WHOLE else box

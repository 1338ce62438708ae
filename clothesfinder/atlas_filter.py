"""Which of the pictures that a search in MongoDB finds pass a filter.

The search indexes that galleries share narrow a search to a gallery and to a folder of it, and
older versions of this program use them, too, so they stay as they are. Everything else about a
picture is looked at when it was found, and more are asked for until enough pass or all were seen.
A search gives 10,000 rows at most: where too few of these pass, and not too many pictures do at
all, the vectors of those are read and compared here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.atlas_index import is_cut_off
from clothesfinder.atlas_pictures import batches
from clothesfinder.atlas_rows import path_of
from clothesfinder.filter import EVERYTHING, PictureTest
from clothesfinder.problem import Problem
from clothesfinder.store import Match, Ranked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from clothesfinder.atlas_rows import Row
    from clothesfinder.filter import Filter
    from clothesfinder.store import Entry, Vector

    Ask = Callable[[Sequence[str]], Mapping[str, "Facts"]]
    """Gives what is known of these pictures, by path; some may be gone."""

FACTS = ("path", "stamp.mtime_ns", "pixels")
MOST_READ = 10_000
"""Pictures whose vectors are read, where a search tells too few: 20 MB and more."""
MORE = 4
"""Times as many rows as are wanted are asked for, where not every one will pass."""
TOO_DEEP = (
    "None of the {:,} nearest pictures passes the filter, and more than that MongoDB does not tell"
    " of so large a gallery. Let more pictures pass, or keep to one folder."
)


class Facts(NamedTuple):
    """What a filter asks of a picture, its path aside."""

    mtime_ns: int
    width: int
    """Upright, in pixels; 0 where it is not known."""
    height: int


class Sieve:
    """Keeps the matches that pass a filter; what was asked of a picture is not asked again."""

    def __init__(self, among: Filter, ask: Ask) -> None:
        self._test = PictureTest(among)
        self._least, self._most = among.scores
        self._needs_facts = among._replace(folder="", name="").of_pictures != EVERYTHING
        self._ask = ask
        self._known: dict[str, bool] = {}

    def passing(self, matches: Sequence[Match]) -> list[Match]:
        """Those of these that pass, each picture by its best part, best first."""
        fit = [match for match in matches if self._least <= match.score <= self._most]
        self._learn(match.path for match in fit)
        return [match for match in fit if self._known[match.path]]

    def is_past(self, matches: Sequence[Match]) -> bool:
        """Whether what comes after these, best first, is below the least score."""
        return bool(matches) and matches[-1].score < self._least

    def paths(self, paths: Iterable[str]) -> list[str]:
        """Those of these pictures that pass, whatever their scores."""
        wanted = list(paths)
        self._learn(wanted)
        return [path for path in wanted if self._known[path]]

    def _learn(self, paths: Iterable[str]) -> None:
        asked = []
        for path in paths:
            if path not in self._known:
                self._known[path] = self._test.passes_by_path(path)
                if self._known[path] and self._needs_facts:
                    asked.append(path)
        facts = self._ask(asked) if asked else {}
        for path in asked:
            self._known[path] = path in facts and self._passes(facts[path])

    def _passes(self, facts: Facts) -> bool:
        in_time = self._test.passes_by_time(facts.mtime_ns)
        return in_time and self._test.passes_by_size(facts.width, facts.height)


class Asked(NamedTuple):
    """How a store is asked."""

    find: Callable[[Callable[[list[Row]], bool], int], list[Row]]
    """Finds rows, best first; takes what tells whether they are enough, and how many at first.

    What tells that is asked of the rows that are given back, last of all.
    """
    matches: Callable[[Sequence[Row]], list[Match]]
    """What these rows are matches of, each picture by its best part, best first."""
    facts: Ask
    all_passing: Callable[[], list[str]]
    """All pictures that pass, whatever their scores."""
    entries: Callable[[Iterable[str]], list[Entry]]
    """All that is stored of these pictures."""


def search_passing(
    asked: Asked, vector: Vector, among: Filter, limit: int, there_are: int
) -> Ranked:
    """The nearest pictures that pass, best first; ``there_are`` no more than so many that could.

    Raises Problem where none is among the nearest 10,000 rows, and it cannot be told whether there
    are others.
    """
    sieve = Sieve(among, asked.facts)

    found: list[Match] = []
    are_enough = False

    def is_enough(rows: list[Row]) -> bool:
        nonlocal found, are_enough
        matches = asked.matches(rows)
        found = sieve.passing(matches)
        are_enough = len(found) >= min(limit, there_are) or sieve.is_past(matches)
        return are_enough

    at_first = limit if among._replace(folder="") == EVERYTHING else MORE * limit
    rows = asked.find(is_enough, at_first)
    is_cut = is_cut_off(rows)
    if is_cut and among != EVERYTHING and not are_enough:
        paths = asked.all_passing()
        if len(paths) <= MOST_READ:
            scored = Sieve(EVERYTHING._replace(least=among.least, most=among.most), asked.facts)
            found = scored.passing(nearest_of(vector, paths, asked.entries))
            is_cut = False
        elif not found:
            raise Problem(TOO_DEEP.format(len(rows)))
    return Ranked(found[:limit], is_cut_off=is_cut and len(found) <= limit)


def facts_of(row: Row) -> tuple[str, Facts]:
    """The path of a picture's head, and what is known of it; FACTS are the fields that it takes."""
    return path_of(row["path"]), Facts(int(row["stamp"]["mtime_ns"]), *row["pixels"])


def nearest_of(
    vector: Vector, paths: Sequence[str], entries: Callable[[Iterable[str]], list[Entry]]
) -> list[Match]:
    """Compare a query with all that is stored of these pictures: their matches, best first."""
    found: dict[str, Match] = {}
    for batch in batches(paths):
        for entry in entries(batch):
            score = float(vector.astype(float) @ entry.vector.astype(float))
            if entry.path not in found or score > found[entry.path].score:
                found[entry.path] = Match(entry.path, entry.part, score)
    return sorted(found.values(), key=lambda match: -match.score)

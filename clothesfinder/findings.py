"""What was found for each of many query pictures: a row each, in little room."""

from __future__ import annotations

import json
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.calibration import CLOSE, SAME, WORDS, Thresholds, word_for
from clothesfinder.query import Query
from clothesfinder.store import WHOLE, Box, Match
from clothesfinder.titled import Titled

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from clothesfinder.emphasis import Why

    Rows = NDArray[np.intp]
    """Places in Findings, in the order in which they are shown."""

AT_ONCE = 4096
"""Rows that are looked at in one turn."""
NO_SCORE = -2.0
"""Of a row without a match: less than any cosine."""


class Verdict(Titled):
    """Whether the gallery has what is on a query picture; in the order in which it is told."""

    FOUND = 0, "Found"
    PERHAPS = 1, "Perhaps"
    NOT_FOUND = 2, "Not found"
    NOT_JUDGED = 3, "Not judged"
    """What scores mean in this gallery is not known."""
    FAILED = 4, "Failed"


BY_WORD = {SAME: Verdict.FOUND, CLOSE: Verdict.PERHAPS}


class Finding(NamedTuple):
    """One query, with what was found for it."""

    query: Query
    matches: Sequence[Match] = ()
    """Best first."""
    thresholds: Thresholds | None = None
    """Where the words for how alike a match is begin, for this query; None where nowhere."""
    reason: str = ""
    """Why it could not be looked up, as a sentence; empty where it could."""
    why: Mapping[str, Why] = MappingProxyType({})
    """How alike each match is in each part, by its path, as far as that is known."""

    @property
    def name(self) -> str:
        """What the query is called: its path, its name or its words."""
        source = self.query.source
        return str(source) if isinstance(source, Path) else self.query.name

    @property
    def best(self) -> Match | None:
        """The match that is most alike."""
        return self.matches[0] if self.matches else None

    def word(self, match: Match) -> str:
        """How alike this match is, in words; nothing where that cannot be told."""
        return word_for(match.score, self.thresholds)

    @property
    def verdict(self) -> Verdict:
        """Whether the gallery has it, by how alike the best match is."""
        if self.reason:
            return Verdict.FAILED
        if self.best is None:
            return Verdict.NOT_FOUND
        if self.thresholds is None:
            return Verdict.NOT_JUDGED
        return BY_WORD.get(self.word(self.best), Verdict.NOT_FOUND)


class Findings:
    """The findings of one look-up, in the order of its queries: rows of some hundred bytes.

    One thread adds rows; others may read those that there are meanwhile.
    """

    def __init__(self, gallery: Path, queries: Sequence[str]) -> None:
        """Take the gallery's folder, and the absolute paths of all queries, looked up or not."""
        self.gallery = gallery
        self.queries = queries
        self.searched = 0
        """How many pictures were compared with each query."""
        self.offline = ""
        """Why the copy on this computer was searched and not the database; empty where not."""
        self.not_judged = ""
        """Why it cannot be told what scores mean, as a sentence; empty where it can."""
        self._rows: list[bytes] = []
        self._verdicts = bytearray()
        self._words = bytearray()
        self._scores = bytearray()

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> Finding:
        path = Path(self.queries[row])
        matches, thresholds, reason = json.loads(self._rows[row])
        return Finding(
            Query(path, path.name),
            [Match(name, Box(*box) if box else WHOLE, score) for name, score, box in matches],
            Thresholds(*thresholds) if thresholds else None,
            reason,
        )

    @property
    def is_complete(self) -> bool:
        """Whether all queries were looked up."""
        return len(self) == len(self.queries)

    def add(self, finding: Finding) -> None:
        """Add what was found for the next query."""
        matches = [
            (path, score, () if part == WHOLE else part) for path, part, score in finding.matches
        ]
        best = finding.best
        word = finding.word(best) if best else ""
        self._words.append(WORDS.index(word) if word else len(WORDS))
        self._scores += np.float32(best.score if best else NO_SCORE).tobytes()
        self._verdicts.append(finding.verdict)
        # The row comes last, for whoever sees it there reads the others, too.
        self._rows.append(json.dumps((matches, finding.thresholds, finding.reason)).encode())

    def counts(self) -> dict[Verdict, int]:
        """How many queries there are of each verdict so far."""
        found = np.bincount(self.verdicts(len(self)), minlength=len(Verdict))
        return {verdict: int(found[verdict]) for verdict in Verdict}

    def verdicts(self, rows: int) -> NDArray[np.uint8]:
        """The verdicts of the first rows: (rows,)."""
        return np.frombuffer(bytes(self._verdicts[:rows]), np.uint8)

    def words(self, rows: int) -> NDArray[np.uint8]:
        """The places in WORDS of those of the first rows' best matches, or behind them: (rows,)."""
        return np.frombuffer(bytes(self._words[:rows]), np.uint8)

    def scores(self, rows: int) -> NDArray[np.float32]:
        """The scores of the first rows' best matches, NO_SCORE where there is none: (rows,)."""
        return np.frombuffer(bytes(self._scores[: 4 * rows]), np.float32)


class Chosen:
    """Some of the findings, in an order."""

    def __init__(self, findings: Findings, rows: Rows | None = None) -> None:
        """Take the rows; unless given, all that there are now, as they were looked up."""
        self._findings = findings
        self._rows = np.arange(len(findings)) if rows is None else rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Finding]:
        return (self._findings[int(row)] for row in self._rows)


class Order(IntEnum):
    """By what findings are sorted; within the same, by score or as they were looked up."""

    QUERY = 0
    """As they were looked up, which is by name for those of a folder."""
    MATCH = 1
    SCORE = 2
    WORD = 3
    VERDICT = 4


class Wish(NamedTuple):
    """Which findings are to be seen, and in which order."""

    verdicts: frozenset[Verdict] = frozenset(Verdict)
    order: Order = Order.QUERY
    descending: bool = False


def arrange(findings: Findings, wish: Wish) -> Generator[int, None, Rows]:
    """Choose the rows that are wished for; yields how many were looked at so far."""
    count = len(findings)
    verdicts, scores = findings.verdicts(count), findings.scores(count)
    rows = np.flatnonzero(np.isin(verdicts, list(wish.verdicts)))
    yield 0
    if wish.order is Order.MATCH:
        rows = yield from _by_match(findings, rows)
    elif wish.order is Order.SCORE:
        rows = rows[np.argsort(scores[rows], kind="stable")]
    elif wish.order is not Order.QUERY:
        kinds = verdicts if wish.order is Order.VERDICT else findings.words(count)
        rows = rows[np.lexsort((-scores[rows], kinds[rows]))]
    return rows[::-1] if wish.descending else rows


def _by_match(findings: Findings, rows: Rows) -> Generator[int, None, Rows]:
    names: list[str] = []
    for first in range(0, len(rows), AT_ONCE):
        yield first
        for row in rows[first : first + AT_ONCE]:
            best = findings[int(row)].best
            names.append(best.path if best else "")
    return rows[np.argsort(np.array(names, object), kind="stable")] if names else rows

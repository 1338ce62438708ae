"""Look up many: for each of many query pictures, what the gallery has that is most like it.

A job, as the two flows of the catalog are; see `Catalog.look_up`. Threads take the queries from the
disk to their vectors, some at a time and a little ahead, as an indexing does; this thread searches.
"""

from __future__ import annotations

import math
import os
import time
from collections import deque
from concurrent.futures import CancelledError
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.ahead import Ahead
from clothesfinder.emphasis import Weighed
from clothesfinder.findings import Finding
from clothesfinder.images import open_picture
from clothesfinder.measuring import Step
from clothesfinder.pace import Pace
from clothesfinder.problem import Problem, Unreachable
from clothesfinder.query import Query
from clothesfinder.score_sample import LEAST
from clothesfinder.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from clothesfinder.findings import Findings
    from clothesfinder.gallery_store import GalleryStore
    from clothesfinder.lookup_queries import Listing
    from clothesfinder.renewal import Searchable
    from clothesfinder.scores import Scores
    from clothesfinder.store import Match, Vector

MATCHES = 5
"""How many are found for each query unless the user says otherwise."""
DOING = "Looking up"
RATE_OVER_STEPS = 200
TOO_FEW = (
    f"A gallery of fewer than {LEAST} pictures does not tell which scores are high: there is no"
    " verdict."
)
OTHER_INDEX = (
    "The gallery was indexed with another model meanwhile. What was looked up before that is kept;"
    " look the pictures up again."
)


class LookUpWishes(NamedTuple):
    """How queries are looked up."""

    limit: int = MATCHES
    """How many matches there are for each at most."""
    without_itself: bool = False
    """Whether a query that is a file of the gallery is not found by itself."""


class LookUp:
    """One look-up under way."""

    def __init__(
        self,
        where: Callable[[], Searchable],
        stores: GalleryStore,
        scores: Scores,
        findings: Findings,
        wishes: LookUpWishes,
    ) -> None:
        """Take what tells where to search now, and where the findings are put."""
        self._where = where
        self._index, self._space, self._embedder = where()
        self._stores = stores
        self._scores = scores
        self._findings = findings
        self._wishes = wishes
        self._gallery = findings.gallery
        self._real_gallery = Path(os.path.realpath(self._gallery))
        self._largest = load_settings().largest_picture
        self._ahead = Ahead(Pace.named(load_settings().pace))
        self._times: deque[float] = deque(maxlen=RATE_OVER_STEPS)

    def run(self, listing: Listing) -> Generator[Step, None, None]:
        """Look up all of these; each turn is the caller's, before which a row is there.

        Raises Problem where the gallery cannot be searched any more.
        """
        with closing(self._ahead):
            yield self._step()
            for _ in self._index.ready():
                yield self._step()
            self._findings.searched = self._index.count()
            for seen in self._ahead.results(self._see, self._batches(listing)):
                for one in seen or ():
                    self._findings.add(self._finding(one))
                    self._times.append(time.perf_counter())
                    yield self._step()
                if seen is None:
                    yield self._step()

    # --- in the threads

    def _batches(self, listing: Listing) -> Iterator[list[_Asked]]:
        """The queries, so many as are best embedded at once; few are shared out to all threads."""
        paths, size = listing.paths, self._embedder.batch
        size = max(1, min(size, math.ceil(len(paths) / self._ahead.threads)))
        for first in range(0, len(paths), size):
            yield [
                _Asked(path, reason=listing.reasons.get(path, ""))
                for path in paths[first : first + size]
            ]

    def _see(self, batch: list[_Asked]) -> list[_Asked]:
        """Read, decode and embed these; one that cannot be has its reason."""
        pixels, opened = [], []
        for place, asked in enumerate(batch):
            if self._ahead.closing:
                raise CancelledError
            if asked.reason:
                continue
            try:
                image = open_picture(Path(asked.path), self._embedder.edge, self._largest).image
            except Problem as problem:
                batch[place] = asked._replace(reason=str(problem))
            else:
                pixels.append(self._embedder.prepare(image))
                opened.append(place)
        if pixels:
            for place, vector in zip(opened, self._embedder.embed(pixels), strict=True):
                batch[place] = batch[place]._replace(vector=vector)
        return batch

    # --- in the job's own thread

    def _finding(self, asked: _Asked) -> Finding:
        path = Path(asked.path)
        query = Query(path, path.name)
        if asked.vector is None:
            return Finding(query, reason=asked.reason)
        matches = self._search(asked)
        told = (query, Weighed(asked.vector, 1.0), self._embedder.parts, self._space)
        meaning = self._scores.meaning(*told, self._findings.searched)
        if meaning.thresholds is None:
            self._findings.not_judged = meaning.unknown or TOO_FEW
        return Finding(query, matches, meaning.thresholds)

    def _search(self, asked: _Asked) -> list[Match]:
        """What is most like this query, itself left out where that is wished for."""
        assert asked.vector is not None
        own = self._own_names(asked.path) if self._wishes.without_itself else ()
        if not self._stores.url:  # else it would be asked twice for each
            self._check_index()
        try:
            matches = self._index.search(asked.vector, self._wishes.limit + len(own))
        except Unreachable as problem:
            self._index, self._findings.offline = self._stores.fall_back(problem)
            self._findings.searched = self._index.count()
            matches = self._index.search(asked.vector, self._wishes.limit + len(own))
        others = [match for match in matches if match.path not in own]
        return others[: self._wishes.limit]

    def _check_index(self) -> None:
        """See that the index of this model is searched that there is now."""
        self._index, space, _ = self._where()
        if space != self._space:
            raise Problem(OTHER_INDEX)

    def _own_names(self, path: str) -> set[str]:
        """What the gallery may call this file, by its path as it stands and without links."""
        places = (self._gallery, path), (self._real_gallery, os.path.realpath(path))
        return {
            Path(place).relative_to(gallery).as_posix()
            for gallery, place in places
            if Path(place).is_relative_to(gallery)
        }

    def _step(self) -> Step:
        times, findings = self._times, self._findings
        passed = times[-1] - times[0] if len(times) > 1 else 0.0
        rate = (len(times) - 1) / passed if passed else 0.0
        return Step(len(findings), len(findings.queries), DOING, rate)


class _Asked(NamedTuple):
    """A query on its way: its vector, or why it has none."""

    path: str
    vector: Vector | None = None
    reason: str = ""

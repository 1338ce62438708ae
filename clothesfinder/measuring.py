"""Measure models on a gallery's own pictures: how well each finds them by changed copies.

A job, as the two flows of the catalog are. It reads the folder alone: neither the gallery's index
nor its store is asked or touched.
"""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import CancelledError
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.ahead import Ahead
from clothesfinder.changes import CHANGES, changed
from clothesfinder.embedder import see
from clothesfinder.folder import check_folder, look_through
from clothesfinder.images import File
from clothesfinder.measured import Figures, Result, among
from clothesfinder.problem import Problem
from clothesfinder.ranking import kin_by_chance, rank_copies, share_of_kin
from clothesfinder.sample import LEAST, MOST, Picture, Sample, choose, show
from clothesfinder.store import Failure
from clothesfinder.turns import retold

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder

    Load = Callable[[], Embedder]

PICTURES = 300
"""How many are measured on unless the user says otherwise."""
RATE_OVER_STEPS = 50
NO_MODEL = "Choose a model to measure."
GONE = (
    "Most pictures of “{}” could not be read any more while they were measured. Look whether the"
    " folder is still there, then measure again."
)


class Step(NamedTuple):
    """How far a measuring has come."""

    done: int
    """Pictures that are done, over all models; those found so far where ``total`` is 0."""
    total: int
    """Pictures of the sample, times the models; 0 while the sample is being chosen."""
    doing: str
    """The model that is measured, or what comes before."""
    rate: float = 0.0
    """Pictures a second of late; 0.0 where nothing is known yet."""

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at this rate; other models may be slower or faster."""
        return (self.total - self.done) / self.rate if self.rate else None


class _Seen(NamedTuple):
    """What a model made of a picture and its copies."""

    vectors: NDArray[np.float32]
    """(1 + copies, D): the picture's own first."""
    regions: NDArray[np.float32]
    """(any, D): of the picture's regions, which are looked for beside the whole."""
    seconds: float
    """Of one core, for the picture with its regions."""


def measure(
    gallery: Path, models: Mapping[str, Load], pictures: int = PICTURES, *, folders: bool = False
) -> Generator[Step, None, Result]:
    """Measure each model, by its title, on so many pictures of the gallery at most.

    The pictures and their changed copies are the same for every model, and the same each time.
    With ``folders``, pictures of the same folder are taken to belong together. One model is loaded
    at a time, and few pictures are in memory at once; what is kept are the vectors of one model.
    Cancelled, it leaves nothing. A model that cannot be loaded is told of in the result.

    Raises Problem where the folder or no model can be used.
    """
    if not models:
        raise Problem(NO_MODEL)
    start = time.perf_counter()
    check_folder(gallery)
    with closing(Ahead()) as ahead:
        files, unreadable = yield from _look(gallery)
        most = min(max(pictures, LEAST), MOST)
        sample = yield from retold(
            choose(gallery, files, most, ahead, folders=folders),
            lambda chosen: Step(chosen, 0, "Choosing pictures"),
        )
        measuring = _Measuring(gallery, sample, len(models), ahead, folders=folders)
        for title, load in models.items():
            yield from measuring.add(title, load)
    result = measuring.result()
    return result._replace(
        gallery=len(files),
        left_out=[*unreadable, *result.left_out],
        seconds=time.perf_counter() - start,
    )


def _look(gallery: Path) -> Generator[Step, None, tuple[list[File], list[Failure]]]:
    found = yield from retold(
        look_through(gallery), lambda progress: Step(progress.done, 0, "Looking for pictures")
    )
    files = [item for item in found if isinstance(item, File)]
    return files, [item for item in found if isinstance(item, Failure)]


class _Measuring:
    """One measuring under way: a sample, and what the models made of it so far."""

    def __init__(
        self, gallery: Path, sample: Sample, models: int, ahead: Ahead, *, folders: bool
    ) -> None:
        self._gallery = gallery
        self._sample = sample
        self._total = models * len(sample.pictures)
        self._ahead = ahead
        self._folders = [picture.folder for picture in sample.pictures] if folders else None
        self._present = np.ones(len(sample.pictures), bool)
        """Which pictures could be read every time."""
        self._failures = list(sample.failures)
        self._figures: list[Figures] = []
        self._unusable: dict[str, str] = {}
        self._done = 0
        self._title = ""
        self._times: deque[float] = deque(maxlen=RATE_OVER_STEPS)

    def add(self, title: str, load: Load) -> Generator[Step, None, None]:
        """Measure one model; what cannot be loaded is left out, with its reason."""
        self._title = title
        self._times.clear()
        before = self._done
        yield self._step()
        try:
            loading = self._ahead.result(load)
            embedder = yield from retold(loading, lambda _: self._step())
        except Problem as problem:
            self._unusable[title] = str(problem)
        else:
            yield from self._measure(embedder)
        self._done = before + len(self._sample.pictures)

    def result(self) -> Result:
        """What came out, on the pictures that could be read every time.

        Raises Problem where no model could be used, or most pictures are gone.
        """
        if not self._figures:
            raise Problem(next(iter(self._unusable.values())))
        left = int(self._present.sum())
        if left < LEAST:
            raise Problem(GONE.format(self._gallery.name))
        by_chance = None
        if self._folders is not None:
            present = np.flatnonzero(self._present)
            by_chance = kin_by_chance([self._folders[place] for place in present])
        return Result(
            models=among(self._figures, self._present),
            pictures=left,
            gallery=0,
            copies=self._sample.copies,
            left_out=self._failures,
            unusable=self._unusable,
            by_chance=by_chance,
            seconds=0.0,
        )

    def _measure(self, embedder: Embedder) -> Generator[Step, None, None]:
        size = len(self._sample.pictures), 1 + len(CHANGES), embedder.space.dimension
        vectors = np.full(size, np.nan, np.float32)
        regions = [vectors[0, :0]] * len(vectors)
        seconds: list[float] = []
        self._times.append(time.perf_counter())
        start = self._done
        for seen in self._see(embedder):
            if isinstance(seen, _Seen):
                vectors[self._done - start] = seen.vectors
                regions[self._done - start] = seen.regions
                seconds.append(seen.seconds)
            elif isinstance(seen, Failure):
                self._leave_out(self._done - start, seen)
            if seen is not None:
                self._done += 1
                self._times.append(time.perf_counter())
            yield self._step()
        ranks, kin = yield from self._rank(vectors, regions)
        milliseconds = 1000 * float(np.median(seconds)) if seconds else 0.0
        bytes_each = vectors[0, 0].nbytes * (1 + np.mean([len(of_one) for of_one in regions]))
        self._figures.append(Figures(self._title, ranks, kin, milliseconds, round(bytes_each)))

    def _rank(
        self, vectors: NDArray[np.float32], regions: Sequence[NDArray[np.float32]]
    ) -> Generator[Step, None, tuple[NDArray[np.int64], NDArray[np.float64] | None]]:
        """Rank what is present: (pictures, copies); and share of kin, where there are folders."""
        places = np.flatnonzero(self._present)
        of_these = [regions[int(place)] for place in places]
        ranks = np.full((len(vectors), len(CHANGES)), len(vectors), np.int64)
        for rows, found in rank_copies(vectors[places], of_these):
            ranks[places[rows]] = found
            yield self._step()
        if self._folders is None:
            return ranks, None
        kin = np.full(len(vectors), np.nan)
        folders = [self._folders[place] for place in places]
        for rows, shares in share_of_kin(vectors[places, 0], folders, of_these):
            kin[places[rows]] = shares
            yield self._step()
        return ranks, kin

    def _see(self, embedder: Embedder) -> Iterator[_Seen | Failure | None]:
        return self._ahead.results(
            lambda picture: self._see_one(embedder, picture), self._sample.pictures
        )

    def _see_one(self, embedder: Embedder, picture: Picture) -> _Seen | Failure:
        """In a thread: embed a picture and its copies."""
        try:
            image = show(self._gallery, picture)
        except Problem as problem:
            return Failure(picture.path, 0, 0, str(problem))
        start = time.thread_time()
        (whole, *regions) = see(embedder, [image])[0]
        seconds = time.thread_time() - start
        pixels = [embedder.prepare(changed(image, name, picture.digest)) for name in CHANGES]
        vectors = [whole.vector[None]]
        for first in range(0, len(pixels), embedder.batch):
            if self._ahead.closing:
                raise CancelledError
            vectors.append(embedder.embed(pixels[first : first + embedder.batch]))
        further = np.array([region.vector for region in regions], np.float32)
        return _Seen(np.concatenate(vectors), further.reshape(-1, len(whole.vector)), seconds)

    def _leave_out(self, place: int, failure: Failure) -> None:
        if self._present[place]:
            self._present[place] = False
            self._failures.append(failure)

    def _step(self) -> Step:
        times = self._times
        passed = times[-1] - times[0] if len(times) > 1 else 0.0
        rate = (len(times) - 1) / passed if passed else 0.0
        return Step(self._done, self._total, self._title, rate)

"""Keep the thumbnails of a shared gallery up to date, for those who do not have its folder.

What is in the store decides: each picture that is indexed gets a thumbnail, made of the very file
that was indexed, as its content tells, and a thumbnail without a picture goes.
"""

from __future__ import annotations

import os
import random
import time
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from clothesfinder.ahead import Ahead
from clothesfinder.images import open_picture, read_file
from clothesfinder.plan import digest_of, is_digest
from clothesfinder.problem import Problem
from clothesfinder.shared_thumbnails import SharedThumbnail
from clothesfinder.store import Failure
from clothesfinder.transfer import Copied

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from pathlib import Path

    from clothesfinder.shared_thumbnails import SharedThumbnails
    from clothesfinder.store import Store

EDGE = 160
"""The longest side of a thumbnail, in pixels."""
QUALITY = 75
"""Of the JPEG, with colours as fine as brightness: red on white stays sharp in 4.5 KB."""
PIECE = 100
"""Pictures that are looked up, made and stored together."""
SECONDS_UNTIL_STORED = 0.5
"""Also how long others, such as a search, wait for their turn."""

SAMPLE, MOST_TRIED = 20, 200
"""Pictures that an estimate is made of, and those that it looks for to have so many."""
SEED = 1
TYPICAL_BYTES = 4_500
"""Of a thumbnail, where there is no picture to make one of."""
ROW_BYTES = 350
"""Of all else that a thumbnail takes in the database: names, keys and their places in indexes."""


class Estimate(NamedTuple):
    """What it would take to share the thumbnails of a gallery."""

    pictures: int
    bytes: int
    """In the database, for all of them."""

    def __str__(self) -> str:
        megabytes = max(self.bytes / 1e6, 0.1)
        size = f"{megabytes:.1f} MB" if megabytes < 999.95 else f"{megabytes / 1000:.1f} GB"
        one = self.pictures == 1
        return (
            f"about {size} for 1 picture" if one else f"about {size} for {self.pictures:,} pictures"
        )


class Updated(NamedTuple):
    """What an update of the shared thumbnails did."""

    made: int
    """Thumbnails that are new in the database, or anew."""
    unchanged: int
    removed: int
    missing: int
    """Pictures that need one, but whose files are not here or are no longer what was indexed."""
    failures: Sequence[Failure]
    """Files that could not be read now."""
    seconds: float


def thumbnail(data: bytes) -> bytes:
    """Make the JPEG of a picture's bytes, upright, in sRGB, with nothing else of its file.

    Raises Problem where it cannot be opened.
    """
    return as_jpeg(open_picture(data, EDGE).image, EDGE)


def as_jpeg(image: Image.Image, edge: int) -> bytes:
    """Make the JPEG of an RGB image, no longer than ``edge``; the image itself is made small."""
    image.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    image.info.clear()  # the JPEG would take over a comment
    made = BytesIO()
    image.save(made, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return made.getvalue()


def estimate(gallery: Path, paths: Iterable[str]) -> Generator[None, None, Estimate]:
    """Tell from a sample of the pictures how large all their thumbnails would be."""
    every = sorted(paths)
    sizes: list[int] = []
    for path in random.Random(SEED).sample(every, min(len(every), MOST_TRIED)):
        made = _make(gallery, path, "")
        sizes += [len(made.jpeg)] if made.jpeg else []
        yield
        if len(sizes) == SAMPLE:
            break
    mean = sum(sizes) / len(sizes) if sizes else TYPICAL_BYTES
    return Estimate(len(every), round(len(every) * (mean + ROW_BYTES)))


def update(gallery: Path, store: Store) -> Generator[Copied, None, Updated]:
    """Bring the shared thumbnails up to date with what is indexed; nothing where none are shared.

    Several computers may do this at once. Cancelled or killed, it loses half a second's work, and
    the next run goes on from there. It ends as soon as the thumbnails are no longer to be shared.

    Raises Problem where the store fails it.
    """
    start = time.perf_counter()
    thumbnails = store.thumbnails
    if thumbnails is None or not thumbnails.are_shared():
        return Updated(0, 0, 0, 0, (), 0.0)
    sharing = _Sharing(gallery, store, thumbnails)
    yield from sharing.run()
    return sharing.updated(time.perf_counter() - start)


class _Made(NamedTuple):
    """What came of a picture: a thumbnail, or nothing, with the reason if there was a file."""

    path: str
    jpeg: bytes = b""
    failure: Failure | None = None


class _Sharing:
    """One update under way."""

    def __init__(self, gallery: Path, store: Store, thumbnails: SharedThumbnails) -> None:
        self._gallery = gallery
        self._thumbnails = thumbnails
        held = thumbnails.digests()  # before the pictures, or one that comes now had none
        stamps = store.stamps()
        self._orphans = sorted(held.keys() - stamps.keys())
        self._wanted = {path: stamp.digest for path, stamp in stamps.items() if stamp.digest}
        self._todo = sorted(path for path, it in self._wanted.items() if held.get(path) != it)
        self._unchanged = len(self._wanted) - len(self._todo)
        self._made = self._missing = self._removed = 0
        self._failures: list[Failure] = []
        self._seconds = 0.0

    def updated(self, seconds: float) -> Updated:
        """What was done, in this time."""
        counts = (self._made, self._unchanged, self._removed, self._missing)
        return Updated(*counts, tuple(self._failures), seconds)

    def run(self) -> Generator[Copied, None, None]:
        """Drop what has no picture, then make what is missing, a piece at a time."""
        yield self._progress("")
        for first in range(0, len(self._orphans), PIECE):
            batch = self._orphans[first : first + PIECE]
            self._thumbnails.drop(batch)
            self._removed += len(batch)
            yield self._progress("")
        if not self._gallery.is_dir():
            self._missing += len(self._todo)
            return
        pieces = [self._todo[first : first + PIECE] for first in range(0, len(self._todo), PIECE)]
        random.shuffle(pieces)  # so that two computers share the work, and seldom do the same
        with closing(Ahead()) as ahead:
            for piece in pieces:
                if not (yield from self._do(piece, ahead)):
                    return

    def _do(self, piece: Sequence[str], ahead: Ahead) -> Generator[Copied, None, bool]:
        """Make what is missing of a piece; gives whether thumbnails are still to be shared."""
        held = self._thumbnails.digests(piece)  # another computer may have been here
        paths = [path for path in piece if held.get(path) != self._wanted[path]]
        self._unchanged += len(piece) - len(paths)
        ready: list[_Made] = []
        with closing(ahead.results(self._made_of, paths)) as all_made:
            start = time.perf_counter()
            for made in all_made:
                if made is None:
                    continue
                ready.append(made)
                if time.perf_counter() - start > SECONDS_UNTIL_STORED:
                    if not self._put(ready):
                        return False
                    self._seconds += time.perf_counter() - start
                    yield self._progress(made.path.rpartition("/")[0])
                    ready, start = [], time.perf_counter()  # what others did meanwhile is not ours
            if not self._put(ready):
                return False
            self._seconds += time.perf_counter() - start
        yield self._progress(piece[-1].rpartition("/")[0])
        return True

    def _made_of(self, path: str) -> _Made:
        return _make(self._gallery, path, self._wanted[path])

    def _put(self, ready: Sequence[_Made]) -> bool:
        """Store what was made, unless thumbnails are no longer to be shared; gives which."""
        if not self._thumbnails.are_shared():
            return False
        made = [
            SharedThumbnail(one.path, self._wanted[one.path], one.jpeg) for one in ready if one.jpeg
        ]
        failures = [one.failure for one in ready if one.failure]
        self._thumbnails.put(made)
        if not self._thumbnails.are_shared():  # stopped while these were on their way
            self._thumbnails.drop([one.path for one in made])
            return False
        self._made += len(made)
        self._failures += failures
        self._missing += len(ready) - len(made) - len(failures)
        return True

    def _progress(self, folder: str) -> Copied:
        looked_at = self._made + self._missing + len(self._failures)
        rate = looked_at / self._seconds if self._seconds else 0.0
        return Copied(self._unchanged + looked_at, len(self._wanted), folder, rate)


def _make(gallery: Path, path: str, content: str) -> _Made:
    """Make the thumbnail of a file, if there is one, and of this content if that is a digest."""
    try:
        data, state = read_file(gallery / path)
    except Problem as problem:
        is_here = os.path.lexists(gallery / path)
        return _Made(path, failure=Failure(path, 0, 0, str(problem)) if is_here else None)
    if is_digest(content) and digest_of(data) != content:
        return _Made(path)  # it has changed: the next indexing sees to it
    try:
        return _Made(path, thumbnail(data))
    except Problem as problem:
        return _Made(path, failure=Failure(path, state.st_mtime_ns, state.st_size, str(problem)))

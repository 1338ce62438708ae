"""From files to vectors: reading, decoding and embedding, a few batches ahead of the store."""

from __future__ import annotations

import math
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.embedder import Region, see
from clothesfinder.images import File, open_picture, read_file
from clothesfinder.plan import digest_of
from clothesfinder.problem import Problem, TooSmall
from clothesfinder.store import Entry, Stamp

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from pathlib import Path

    from PIL import Image

    from clothesfinder.embedder import Embedder
    from clothesfinder.journal import Journal
    from clothesfinder.pace import Pace

SMALLEST = 8
"""Pixels, of the shorter side, that a picture needs; spacers and the like have fewer."""


class Read(NamedTuple):
    """A file after reading: failed, or known by its content, or with vectors of its own."""

    file: File
    stamp: Stamp | None = None
    size: tuple[int, int] = (0, 0)
    image: Image.Image | None = None
    regions: Sequence[Region] = ()
    """The whole, and what of it has a vector of its own."""
    reason: str = ""

    @property
    def entries(self) -> list[Entry]:
        """The entries of one that has vectors."""
        assert self.stamp is not None
        path, stamp, size = self.file.path, self.stamp, self.size
        return [Entry(path, box, stamp, vector, *size) for box, vector in self.regions]


class Reader:
    """Reads and embeds files in their order, in a pool of threads, which change nothing here.

    Each thread takes a batch from the disk to the vectors: that keeps every core at work with
    nothing to wait for but the disk.
    """

    def __init__(
        self,
        gallery: Path,
        embedder: Embedder,
        known: Container[str],
        journal: Journal,
        largest: int,
        pace: Pace,
    ) -> None:
        """Take the digests that are known: pictures of such content are not embedded.

        What is being decoded stands in the journal; more than ``largest`` megapixels are refused.
        """
        self._gallery = gallery
        self._embedder = embedder
        self._known = known
        self._journal = journal
        self._largest = largest
        self._threads = pace.threads
        self._pool = ThreadPoolExecutor(self._threads, "embed", initializer=pace.take)
        self._files: list[File] = []
        self._more = True
        self._ahead: deque[Future[list[Read]]] = deque()

    @property
    def has_room(self) -> bool:
        """Whether the threads will soon have nothing to do."""
        return self._has_turn and len(self._files) < self._embedder.batch

    @property
    def is_busy(self) -> bool:
        """Whether there is a batch to wait for."""
        return bool(self._ahead)

    def add(self, files: Sequence[File], *, more: bool) -> None:
        """Read these soon; a batch is not filled up first where no more come soon."""
        self._files += files
        self._more = more
        self._begin()

    def next_batch(self, seconds: float | None) -> list[Read]:
        """Wait for the next batch, for this long at most; gives nothing where it takes longer."""
        if not wait([self._ahead[0]], seconds).done:
            return []
        batch = self._ahead.popleft().result()
        self._begin()
        return batch

    @property
    def _has_turn(self) -> bool:
        """Whether another batch may begin: few do ahead of one that takes long, or fails to end."""
        return len(self._ahead) <= self._threads + 1

    def _begin(self) -> None:
        size = self._embedder.batch
        while self._has_turn and self._files and (len(self._files) >= size or not self._more):
            # The last few are shared out, or one thread would work on while the others are done.
            taken = size if self._more else min(size, self._share())
            self._ahead.append(self._pool.submit(self._read, self._files[:taken]))
            del self._files[:taken]

    def _share(self) -> int:
        """How many of the files that are left come upon each thread."""
        return math.ceil(len(self._files) / self._threads)

    def close(self) -> None:
        """End what the threads are at."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def finished(self) -> Iterator[list[Read]]:
        """After the close: the batches that were done by then."""
        for future in self._ahead:
            if not future.cancelled() and future.exception() is None:
                yield future.result()

    def embed_known(self, item: Read) -> Read:
        """Embed one that was known by its content, when that is known no more."""
        try:
            (item,) = self._embed([self._decode(item, self._gallery / item.file.path)])
        except Problem as problem:
            return item._replace(reason=str(problem))
        return item

    def _read(self, files: Sequence[File]) -> list[Read]:
        return self._embed([self._read_one(file) for file in files])

    def _read_one(self, file: File) -> Read:
        try:
            data, state = read_file(self._gallery / file.path)
            stamp = Stamp(state.st_mtime_ns, state.st_size, digest_of(data))
            item = Read(file, stamp)
            return item if stamp.digest in self._known else self._decode(item, data)
        except Problem as problem:
            return Read(file, reason=str(problem))

    def _decode(self, item: Read, source: Path | bytes) -> Read:
        self._journal.begin(item.file.path)
        image, width, height = open_picture(source, self._embedder.edge, self._largest)
        if min(width, height) < SMALLEST:
            raise TooSmall
        return item._replace(size=(width, height), image=image)

    def _embed(self, batch: Sequence[Read]) -> list[Read]:
        fresh = [item.image for item in batch if item.image is not None]
        seen = iter(see(self._embedder, fresh) if fresh else ())
        return [
            item if item.image is None else item._replace(image=None, regions=next(seen))
            for item in batch
        ]

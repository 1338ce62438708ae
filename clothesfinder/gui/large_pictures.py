"""Pictures as large as they are shown, decoded off the GUI thread; the neighbours ahead."""

from __future__ import annotations

import logging
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from clothesfinder.gui.qimage import as_qimage
from clothesfinder.images import open_picture
from clothesfinder.orientation import UPRIGHT, Orientation
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from pathlib import Path

    from PIL import Image
    from PySide6.QtGui import QImage

log = logging.getLogger(__name__)

THREADS = 2
MEMORY = 192 * 2**20
"""Bytes that are kept, besides what is wished for now."""
MOST_PIXELS = 32_000_000
"""Of one picture in memory: 128 MB, and a third more for its smaller levels."""
SMALLEST = 512
"""The longest side from which on a level needs no smaller one."""
CRASHED = "The picture cannot be shown."


class Wish(NamedTuple):
    """A picture that is wanted, and how large."""

    key: Hashable
    """What it goes by."""
    source: Path | bytes
    edge: int
    """Pixels of its longest side that are enough."""
    orientation: Orientation = UPRIGHT
    """How it is held beyond what its file says."""


class Large(NamedTuple):
    """A picture in several sizes, or the reason why there is none."""

    levels: Sequence[QImage]
    """Upright, sRGB, the largest first, each half as large as the one before."""
    width: int
    """Of the whole picture, upright, in pixels; 0 where unknown."""
    height: int
    edge: int
    """What was wished for; it may be smaller, where the picture is."""
    trouble: str = ""
    """A sentence to show instead; empty where all is well."""
    is_missing: bool = False
    """Whether there is no such file: somebody else may have it."""

    @property
    def longest(self) -> int:
        """The longest side of its largest level."""
        return max((max(level.width(), level.height()) for level in self.levels), default=0)

    @property
    def whole(self) -> int:
        """The longest side of the whole picture."""
        return max(self.width, self.height)

    @property
    def weight(self) -> int:
        """How many bytes of memory it takes."""
        return sum(level.sizeInBytes() for level in self.levels)


class LargePictures(QObject):
    """Holds what was opened, and opens what is wished for. For the GUI thread only."""

    arrived = Signal(object)
    """The key of a picture that `get` has now, or has larger."""

    _loaded = Signal(object, object)

    def __init__(self, memory: int = MEMORY, parent: QObject | None = None) -> None:
        """Keep up to ``memory`` bytes of what is not wished for now."""
        super().__init__(parent)
        self._limit = memory
        self._held: OrderedDict[Hashable, Large] = OrderedDict()
        self._wishes: Sequence[Wish] = ()
        self._running: set[Hashable] = set()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="large picture")
        self._closed = False
        self._loaded.connect(self._take)

    def get(self, key: Hashable) -> Large | None:
        """Return the picture as far as it is there; never opens one."""
        return self._held.get(key)

    def want(self, wishes: Sequence[Wish]) -> None:
        """Open these, first things first, in place of what was wanted before and has not begun."""
        if not self._closed:
            self._wishes = wishes
            for wish in reversed(wishes):
                if wish.key in self._held:
                    self._held.move_to_end(wish.key)
            self._begin()
            self._make_room()

    def forget(self) -> None:
        """Hold nothing any more."""
        self._wishes = ()
        self._held.clear()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._running

    @property
    def used(self) -> int:
        """How many bytes are held."""
        return sum(large.weight for large in self._held.values())

    def close(self) -> None:
        """End the threads; what is under way is waited for."""
        self._closed = True
        self.forget()
        self._pool.shutdown(cancel_futures=True)

    def _begin(self) -> None:
        for wish in self._wishes:
            if len(self._running) >= THREADS:
                return
            if wish.key not in self._running and not self._has(wish):
                self._running.add(wish.key)
                self._pool.submit(self._load, wish)

    def _has(self, wish: Wish) -> bool:
        held = self._held.get(wish.key)
        return held is not None and (
            bool(held.trouble) or held.edge >= wish.edge or held.longest >= held.whole
        )

    def _load(self, wish: Wish) -> None:
        """On a thread of the pool: open it, and post what came of it."""
        try:
            large = open_large(wish.source, wish.edge, wish.orientation)
        except Exception:
            log.exception("cannot show %r", wish.key)
            large = Large((), 0, 0, wish.edge, CRASHED)
        with suppress(RuntimeError):  # all is over, and this object with it
            self._loaded.emit(wish.key, large)

    def _take(self, key: Hashable, large: Large) -> None:
        self._running.discard(key)
        if self._closed:
            return
        if self._wishes:  # else nothing is shown any more
            self._held[key] = large
            self.arrived.emit(key)
        self._begin()
        self._make_room()

    def _make_room(self) -> None:
        """Let go of what was not wished for the longest."""
        used, wished = self.used, {wish.key for wish in self._wishes}
        for key in [key for key in self._held if key not in wished]:
            if used <= self._limit:
                return
            used -= self._held.pop(key).weight


def detailed(width: int, height: int) -> int:
    """The longest side that a picture has at most in memory: its own, or a half or less of it."""
    edge, pixels = max(width, height), width * height
    while pixels > MOST_PIXELS:
        edge, pixels = edge // 4 * 2, pixels // 4  # even, so that a JPEG is decoded no larger
    return edge


def open_large(source: Path | bytes, edge: int, orientation: Orientation = UPRIGHT) -> Large:
    """Open a picture, no larger than ``edge``. It takes a while; threads may call this."""
    try:
        picture = open_picture(source, -(-edge // 2))  # which gives at least twice that
        image = orientation.apply(picture.image)
        if max(image.size) > edge:
            image.thumbnail((edge, edge))
        levels = tuple(halves(image))
    except Problem as problem:
        missing = isinstance(problem.__cause__, FileNotFoundError | NotADirectoryError)
        return Large((), 0, 0, edge, str(problem), missing)
    width, height = picture.width, picture.height
    return Large(levels, *((height, width) if orientation.is_sideways else (width, height)), edge)


def halves(image: Image.Image) -> Iterator[QImage]:
    """Give an RGB image, then the half of it, and so on, for Qt. Raises Problem without memory."""
    yield as_qimage(image)
    while max(image.size) > SMALLEST:
        image = image.reduce(2)
        yield as_qimage(image)

"""Small pictures: decoded off the GUI thread, kept in memory and as JPEG files in a folder.

Where a picture is not on this computer, somebody else may supply a small one in its place.
"""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from clothesfinder.gui.decode import PIXELS, decode, decode_supplied
from clothesfinder.gui.language import marked
from clothesfinder.gui.thumbnail_files import Files, Stamp, cache_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

logger = logging.getLogger(__name__)

THREADS = 2
MEMORY = 128 * 2**20
DISK = 256 * 2**20
SUPPLIED = 16 * 2**20
"""Bytes of supplied JPEGs that are kept: about 3,500 of them."""
TELL_AFTER = 50
"""Milliseconds until those not found are told of, if more are still looked for."""

EDGES = (120, 180, 240, 320, 360, 480, 640, 768)
"""The edges that thumbnails are made in; any other is scaled when it is painted."""

NOT_FOUND = marked("Thumbnails", "Not found")
NOT_SHOWN = marked("Thumbnails", "Cannot be shown")


def made_edge(edge: int) -> int:
    """Return which edge to ask for where a thumbnail is to have at least this one."""
    return next((made for made in EDGES if made >= edge), EDGES[-1])


class Thumbnail(NamedTuple):
    """A picture made small, with what is known of its file; or the reason why there is none."""

    pixmap: QPixmap
    trouble: str
    """Two or three words to show instead; empty where all is well."""
    width: int
    """Of the whole picture, upright, in pixels; 0 where unknown."""
    height: int
    bytes: int
    """Of the file; 0 where unknown."""
    supplied: bool = False
    """Whether it was supplied, because the picture is not on this computer."""


class Thumbnails(QObject):
    """Finds thumbnails in memory, and makes those that are wanted. For the GUI thread only.

    A thumbnail goes by its picture's absolute path and its edge: the pixels of its longest side.
    """

    arrived = Signal(object)
    """The path of a picture whose thumbnail `get` has now, or has anew."""

    missing = Signal(object)
    """The paths, a list, of wanted pictures that are not on this computer: see `supply`."""

    _loaded = Signal(object, int, object)

    def __init__(
        self,
        folder: Path | None,
        memory: int = MEMORY,
        disk: int = DISK,
        parent: QObject | None = None,
    ) -> None:
        """Keep up to ``memory`` bytes of pixels, and ``disk`` bytes of files in ``folder``."""
        super().__init__(parent)
        self._files = Files(folder, disk) if folder else None
        self._limit = memory
        self._held: OrderedDict[tuple[Path, int], tuple[Thumbnail, Stamp | None]] = OrderedDict()
        self._used = 0
        self._checked: set[tuple[Path, int]] = set()
        self._waiting: deque[tuple[Path, int]] = deque()
        self._running: dict[tuple[Path, int], bytes | None] = {}
        self._supplied: OrderedDict[Path, bytes] = OrderedDict()
        self._supplied_bytes = 0
        self._absent: dict[Path, set[int]] = {}
        self._untold: list[Path] = []
        self._telling = QTimer(self, singleShot=True, interval=TELL_AFTER)
        self._telling.timeout.connect(self._tell)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="thumbnail")
        self._closed = False
        self._loaded.connect(self._take)

    def get(self, path: Path, edge: int) -> Thumbnail | None:
        """Return the thumbnail if it is in memory; never loads one."""
        if (path, edge) not in self._held:
            return None
        self._held.move_to_end((path, edge))
        return self._held[path, edge][0]

    def nearest(self, path: Path, edge: int) -> Thumbnail | None:
        """Return the thumbnail, or one of another edge until it is in memory."""
        edges = (edge, *(made for made in reversed(EDGES) if made != edge))
        return next((held for made in edges if (held := self.get(path, made))), None)

    def want(self, paths: Iterable[Path], edge: int) -> None:
        """Load these, first things first, and drop what was wanted before and has not begun."""
        if self._closed:
            return
        keys = [(path, edge) for path in paths]
        self._waiting = deque(k for k in keys if k not in self._checked and k not in self._running)
        self._begin()

    def check_again(self) -> None:
        """Look at each file once more when it is wanted next: it may have changed or gone."""
        self._checked.clear()
        self._absent.clear()
        self._untold.clear()

    def supply(self, path: Path, jpeg: bytes) -> None:
        """Show this JPEG for a picture for as long as its own file is not found."""
        if self._closed:
            return
        self._keep(path, jpeg)
        for edge in self._absent.pop(path, ()):
            self._checked.discard((path, edge))
            self._waiting.append((path, edge))
        self._begin()

    @property
    def idle(self) -> bool:
        """Whether nothing is wanted that is not there."""
        return not self._waiting and not self._running

    def close(self) -> None:
        """End the threads; what is under way is waited for."""
        self._closed = True
        self._waiting.clear()
        self._telling.stop()
        self._pool.shutdown(cancel_futures=True)

    def _begin(self) -> None:
        while self._waiting and len(self._running) < THREADS:
            key = self._waiting.popleft()
            known = self._held[key][1] if key in self._held else None
            self._running[key] = supplied = self._supplied.get(key[0])
            self._pool.submit(self._load, *key, known, supplied)

    def _load(self, path: Path, edge: int, known: Stamp | None, supplied: bytes | None) -> None:
        """On a thread of the pool: load, and post what came of it. A QPixmap must not be made."""
        try:
            loaded = load(path, edge, known, self._files, supplied)
        except Exception:
            logger.exception("No thumbnail of %r", path)
            loaded = Loaded(QImage(), None, NOT_SHOWN)
        with suppress(RuntimeError):  # all is over, and this object with it
            self._loaded.emit(path, edge, loaded)

    def _take(self, path: Path, edge: int, loaded: Loaded | None) -> None:
        key = path, edge
        supplied = self._running.pop(key)
        self._checked.add(key)
        if loaded:
            self._hold(key, loaded)
            self.arrived.emit(path)
        if self._closed:
            return
        if loaded and loaded.trouble == NOT_FOUND:
            self._note_absent(key, supplied)
        elif loaded is None or loaded.stamp:
            self._lose(path)
        self._begin()
        if self.idle:
            self._tell()

    def _note_absent(self, key: tuple[Path, int], supplied: bytes | None) -> None:
        path, edge = key
        if self._supplied.get(path) is not supplied:  # it came while the file was looked for
            self._checked.discard(key)
            self._waiting.append(key)
        elif supplied is None:
            if path not in self._absent:
                self._untold.append(path)
                if not self._telling.isActive():
                    self._telling.start()
            self._absent.setdefault(path, set()).add(edge)

    def _tell(self) -> None:
        self._telling.stop()
        paths, self._untold = self._untold, []
        if paths:
            self.missing.emit(paths)

    def _keep(self, path: Path, jpeg: bytes) -> None:
        self._lose(path)
        self._supplied[path] = jpeg
        self._supplied_bytes += len(jpeg)
        while self._supplied_bytes > SUPPLIED and len(self._supplied) > 1:
            self._lose(next(iter(self._supplied)))

    def _lose(self, path: Path) -> None:
        self._supplied_bytes -= len(self._supplied.pop(path, b""))

    def _hold(self, key: tuple[Path, int], loaded: Loaded) -> None:
        image, stamp, trouble, supplied = loaded
        width, _, height = image.text(PIXELS).partition("x")
        thumbnail = Thumbnail(
            QPixmap.fromImage(image),
            self.tr(trouble) if trouble else "",
            int(width or 0),
            int(height or 0),
            stamp.size if stamp else 0,
            supplied,
        )
        self._forget(key)
        self._held[key] = thumbnail, stamp
        self._used += weight(thumbnail)
        while self._used > self._limit and len(self._held) > 1:
            oldest = next(iter(self._held))
            self._forget(oldest)
            self._checked.discard(oldest)

    def _forget(self, key: tuple[Path, int]) -> None:
        if key in self._held:
            self._used -= weight(self._held.pop(key)[0])


def weight(thumbnail: Thumbnail) -> int:
    """Return about how many bytes of memory this takes."""
    return thumbnail.pixmap.width() * thumbnail.pixmap.height() * 4 + 512


class Loaded(NamedTuple):
    """What came of a file: its image, or a reason why there is none."""

    image: QImage
    """Upright, sRGB, with the size of the whole picture as text."""
    stamp: Stamp | None
    trouble: str = ""
    supplied: bool = False


def load(
    path: Path, edge: int, known: Stamp | None, files: Files | None, supplied: bytes | None = None
) -> Loaded | None:
    """Return a thumbnail from the cache or the picture, or None where ``known`` still holds.

    Where there is no such file, it is made of the ``supplied`` JPEG. Threads may call this.
    """
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        image = decode_supplied(supplied, edge) if supplied else QImage()
        return Loaded(image, None, NOT_FOUND if image.isNull() else "", not image.isNull())
    except (OSError, ValueError):  # ValueError: not a name that a file can have
        return Loaded(QImage(), None, NOT_SHOWN)
    stamp = Stamp(status.st_mtime_ns, status.st_size)
    if stamp == known:
        return None
    name = cache_name(path, stamp, edge)
    image = files.read(name) if files else QImage()
    if image.isNull():
        image = decode(path, edge)
        if files and not image.isNull():
            files.write(name, image)
    return Loaded(image, stamp, NOT_SHOWN if image.isNull() else "")

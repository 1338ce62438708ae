"""Small pictures: decoded off the GUI thread, kept in memory and as JPEG files in a folder."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from clothesfinder.gui.decode import PIXELS, decode

if TYPE_CHECKING:
    from collections.abc import Iterable

logger = logging.getLogger(__name__)

THREADS = 2
MEMORY = 128 * 2**20
DISK = 256 * 2**20

NOT_FOUND = "Not found"
NOT_SHOWN = "Cannot be shown"

_SUFFIX = ".thumb"  # of the cache's files, so that nothing else in the folder is ever removed


class Stamp(NamedTuple):
    """What a file looked like when its thumbnail was made."""

    mtime_ns: int
    size: int


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


class Thumbnails(QObject):
    """Finds thumbnails in memory, and makes those that are wanted. For the GUI thread only.

    A thumbnail goes by its picture's absolute path and its edge: the pixels of its longest side.
    """

    arrived = Signal(object)
    """The path of a picture whose thumbnail `get` has now, or has anew."""

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
        self._running: set[tuple[Path, int]] = set()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="thumbnail")
        self._closed = False
        self._loaded.connect(self._take)

    def get(self, path: Path, edge: int) -> Thumbnail | None:
        """Return the thumbnail if it is in memory; never loads one."""
        if (path, edge) not in self._held:
            return None
        self._held.move_to_end((path, edge))
        return self._held[path, edge][0]

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

    @property
    def idle(self) -> bool:
        """Whether nothing is wanted that is not there."""
        return not self._waiting and not self._running

    def close(self) -> None:
        """End the threads; what is under way is waited for."""
        self._closed = True
        self._waiting.clear()
        self._pool.shutdown(cancel_futures=True)

    def _begin(self) -> None:
        while self._waiting and len(self._running) < THREADS:
            key = self._waiting.popleft()
            self._running.add(key)
            self._pool.submit(self._load, *key, self._held[key][1] if key in self._held else None)

    def _load(self, path: Path, edge: int, known: Stamp | None) -> None:
        """On a thread of the pool: load, and post what came of it. A QPixmap must not be made."""
        try:
            loaded = load(path, edge, known, self._files)
        except Exception:
            logger.exception("No thumbnail of %r", path)
            loaded = Loaded(QImage(), None, NOT_SHOWN)
        with suppress(RuntimeError):  # all is over, and this object with it
            self._loaded.emit(path, edge, loaded)

    def _take(self, path: Path, edge: int, loaded: Loaded | None) -> None:
        key = path, edge
        self._running.discard(key)
        self._checked.add(key)
        if loaded:
            self._hold(key, loaded)
            self.arrived.emit(path)
        if not self._closed:
            self._begin()

    def _hold(self, key: tuple[Path, int], loaded: Loaded) -> None:
        image, stamp, trouble = loaded
        width, _, height = image.text(PIXELS).partition("x")
        thumbnail = Thumbnail(
            QPixmap.fromImage(image),
            trouble,
            int(width or 0),
            int(height or 0),
            stamp.size if stamp else 0,
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


def load(path: Path, edge: int, known: Stamp | None, files: Files | None) -> Loaded | None:
    """Return a thumbnail from the cache or the picture, or None where ``known`` still holds.

    Threads may call this.
    """
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Loaded(QImage(), None, NOT_FOUND)
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


def cache_name(path: Path, stamp: Stamp, edge: int) -> str:
    """Return the name of the cache's file for this state of a picture."""
    key = f"{stamp.mtime_ns} {stamp.size} {edge} {path}"
    return blake2b(key.encode(errors="surrogatepass"), digest_size=16).hexdigest() + _SUFFIX


class Files:
    """A folder of small JPEG files that stays below a size. Threads may share it.

    Where the folder cannot be read or written, nothing is kept and nothing is said.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        """Keep at most ``limit`` bytes; the oldest files go first."""
        self._folder = folder
        self._limit = limit
        self._used: int | None = None
        self._lock = threading.Lock()

    def read(self, name: str) -> QImage:
        """Return what was written, or a null image where it is not there, or not whole."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return QImage()
        if not data.endswith(b"\xff\xd9"):  # how a JPEG ends; Qt would fill up with grey
            return QImage()
        image = QImage.fromData(data)
        return image if image.text(PIXELS) else QImage()

    def write(self, name: str, image: QImage) -> None:
        """Write the image, all of it or nothing."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPG", 88)  # type: ignore[call-overload]
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._lock:
                self._replace(self._folder / name, bytes(data.data()))

    def _replace(self, path: Path, data: bytes) -> None:
        self._make_room(len(data))
        with NamedTemporaryFile(dir=self._folder, suffix=_SUFFIX, delete=False) as file:
            try:
                file.write(data)
                file.close()
                Path(file.name).replace(path)
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise

    def _make_room(self, size: int) -> None:
        """Remove the oldest files where this one would be too much."""
        if self._used is not None and self._used + size <= self._limit:
            self._used += size
            return
        paths = [path for path in self._folder.iterdir() if path.suffix == _SUFFIX]
        ages = sorted((s.st_mtime_ns, s.st_size, p) for p in paths if (s := p.stat()))
        self._used = sum(size for _, size, _ in ages) + size
        for _, bytes_, path in ages if self._used > self._limit else []:
            if self._used <= self._limit * 0.9:
                break
            path.unlink(missing_ok=True)
            self._used -= bytes_

"""Pictures on disk: read one, and open it upright, in sRGB, safely."""

from __future__ import annotations

import errno
import logging
import math
import os
import threading
from contextlib import nullcontext
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import pi_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from clothesfinder.pixels import plain
from clothesfinder.problem import NotAPicture, Problem
from clothesfinder.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path


log = logging.getLogger(__name__)

# Imported now, because several threads open pictures at once later; and no more of Pillow's forty
# than are read here, for they hold up the start.
READERS = (
    *(AvifImagePlugin, BmpImagePlugin, GifImagePlugin, JpegImagePlugin, PngImagePlugin),
    *(TiffImagePlugin, WebPImagePlugin),
)
pi_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = None  # open_picture has a limit of its own, with its own sentence

SUFFIXES = frozenset(
    f".{name}"
    for name in (
        *("jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "dib", "gif", "tif", "tiff"),
        *("heic", "heif", "hif", "avif", "avifs"),
    )
)
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "DIB", "GIF", "TIFF", "HEIF", "AVIF")
MOST_BYTES = 1_000_000_000
IMPOSSIBLE = 4_000
"""Megapixels that no picture has: a file that claims more of them is damaged, or a trap."""
LARGE = 40
"""Megapixels from which on pictures are decoded one at a time, as several take gigabytes."""
ONE_LARGE = threading.Lock()
TOO_LARGE = (
    "The picture has {0} by {1} pixels, which is {2} megapixels; up to {3} are read. To have it"
    " read, index with --largest-picture {2} on the command line; or for good, set"
    " “largest_picture” to {2} in settings.json."
)
NO_SUCH_SIZE = "The file claims to have {0} by {1} pixels, which no picture has. It is damaged."
NO_MEMORY = "The picture needs more memory than there is."
DAMAGED = "The picture is damaged or cut short."
UNREADABLE = "The file cannot be read: "

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = frozenset({5, 6, 7, 8})


class File(NamedTuple):
    """A picture's file, as a folder lists it."""

    path: str
    """Relative to the gallery, with ``/``."""
    mtime_ns: int
    size: int


class Picture(NamedTuple):
    """A picture ready to be looked at: RGB in sRGB, upright, on white."""

    image: Image.Image
    width: int
    """Of the upright picture as stored; ``image`` may be smaller."""
    height: int


def read_file(path: Path) -> tuple[bytes, os.stat_result]:
    """Read a whole file, with the state it had when it was opened. Raises Problem."""
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if state.st_size > MOST_BYTES:
                raise Problem(f"The file is larger than {MOST_BYTES // 10**9} GB.")
            return file.read(), state
    except OSError as error:
        raise Problem(f"{UNREADABLE}{reason_of(error)}.") from error


def open_picture(
    source: Path | bytes, edge: int | None = None, largest: int | None = None
) -> Picture:
    """Open a picture from its file or its bytes: first frame, upright, in sRGB, on white.

    Where ``edge`` is given, the image may come smaller, but never with a longest side of less
    than twice that many pixels (nor larger than stored): much faster for large photos. One of more
    than ``largest`` megapixels is refused before it is decoded; without, the user's setting holds.

    Raises Problem, with a sentence for a person, where that cannot be done. A picture that is cut
    short is refused, however much of it is there: nothing is made of half a picture.
    """
    data = source if isinstance(source, bytes) else read_file(source)[0]
    if not data:
        raise Problem("The file is empty.")
    if largest is None:
        largest = load_settings().largest_picture
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            return _decode(image, edge, largest)
    except Problem:
        raise
    except UnidentifiedImageError as error:
        if begins_like_a_picture(data):
            raise Problem(DAMAGED) from error
        raise NotAPicture from error
    except MemoryError as error:
        raise Problem(NO_MEMORY) from error
    except Exception as error:  # what decoders raise on bad data has no common type
        log.debug("decoding failed", exc_info=error)
        raise Problem(DAMAGED) from error


def measure(path: Path) -> tuple[int, int]:
    """Read a picture's width and height, upright, from the head of its file.

    Raises Problem where that cannot be done. The rest of the file may still be damaged.
    """
    try:
        with path.open("rb") as file, Image.open(file, formats=FORMATS) as image:
            width, height = image.size
            # Of a TIFF, Pillow tells the upright size.
            is_turned = image.format != "TIFF" and _orientation(image) in SIDEWAYS
            return (height, width) if is_turned else (width, height)
    except Exception as error:  # what decoders raise on bad data has no common type
        raise Problem("The picture's size cannot be read.") from error


def reason_of(error: OSError) -> str:
    """What a system or a drive says, in words that end a sentence about a file or a folder."""
    reasons = {
        errno.EACCES: "you have no right to read it",
        errno.EPERM: "you have no right to read it",
        errno.ENOENT: "it is no longer there",
        errno.ELOOP: "it is a link that leads back to itself",
        errno.EISDIR: "it is a folder",
        errno.EIO: "the drive reports an error",
        errno.ESTALE: "the network drive has lost it",
        errno.ENOTCONN: "the drive is not connected",
    }
    return reasons.get(error.errno or 0, error.strerror or "the drive does not say why")


def begins_like_a_picture(data: bytes) -> bool:
    """Whether a file that could not be opened begins as those of a kind that can be do."""
    accepts = (Image.OPEN[kind][1] for kind in FORMATS if kind in Image.OPEN)
    beginning = data[:16].ljust(16, b"\0")  # some take its length for granted
    return any(accept is not None and accept(beginning) is True for accept in accepts)


def _decode(image: Image.Image, edge: int | None, largest: int) -> Picture:
    size = image.size
    _check_size(size, largest)
    wanted = _at_least(size, edge)
    drafted = image.draft(None, wanted) is not None if wanted != size else False
    with ONE_LARGE if math.prod(image.size) > LARGE * 1e6 else nullcontext():
        image.load()
        if not drafted:
            size = image.size  # TIFF turns itself upright while it loads
        orientation = _orientation(image)
        upright = plain(image, wanted)
    if orientation in TURNS:
        upright = upright.transpose(TURNS[orientation])
    return Picture(upright, *(size[::-1] if orientation in SIDEWAYS else size))


def _check_size(size: tuple[int, int], largest: int) -> None:
    megapixels = math.ceil(math.prod(size) / 1e6)
    if megapixels > IMPOSSIBLE:
        raise Problem(NO_SUCH_SIZE.format(*size))
    if megapixels > largest:
        raise Problem(TOO_LARGE.format(*size, megapixels, largest))


def _at_least(size: tuple[int, int], edge: int | None) -> tuple[int, int]:
    """The size in the same proportion with a longest side of twice ``edge``, if it is larger."""
    scale = 1.0 if edge is None else min(1.0, 2 * edge / max(size))
    return math.ceil(size[0] * scale), math.ceil(size[1] * scale)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - broken EXIF raises anything, and the picture itself is fine
        return 1

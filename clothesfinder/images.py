"""Pictures on disk: find them in a folder, and open one upright, in sRGB, safely."""

from __future__ import annotations

import errno
import logging
import math
import os
import stat
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pi_heif
from PIL import Image, ImageCms, UnidentifiedImageError

from clothesfinder.problem import Problem
from clothesfinder.store import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

Image.init()  # now, because several threads open pictures at once later
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
MOST_PIXELS = 180_000_000
MOST_BYTES = 1_000_000_000

# Folders that network drives and systems fill with copies, thumbnails and deleted files.
SYSTEM_FOLDERS = frozenset(
    {"@eaDir", "#recycle", "#snapshot", "$RECYCLE.BIN", "System Volume Information", "lost+found"}
    | {"__MACOSX", "Thumbs.db"}
)
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


def find_pictures(gallery: Path, skip: Path | None = None) -> Iterator[File | Failure]:
    """Find every picture below a folder, in a fixed order; what cannot be listed is a failure.

    Hidden files, system folders and the folder ``skip`` are left out. A folder that links lead to
    more than once is listed once, under its own name if it has one in the gallery.
    """
    seen = set() if skip is None else set(_identity(skip))
    folders, linked = [""], list[str]()
    while folders or linked:
        folder = folders.pop() if folders else linked.pop()
        place = gallery / folder
        identity = set(_identity(place))
        if identity & seen:
            continue
        seen |= identity
        try:
            listed = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError as error:
            yield Failure(folder, 0, 0, f"This folder cannot be read: {_reason(error)}.")
            continue
        below = [entry for entry in listed if not _is_hidden(entry)]
        prefix = f"{folder}/" if folder else ""
        # Reversed, because the last folder of the list is the next one to be read.
        for entry in reversed(below):
            if _is_folder(entry):
                (linked if entry.is_symlink() else folders).append(prefix + entry.name)
        for entry in below:
            if Path(entry.name).suffix.lower() in SUFFIXES and not _is_folder(entry):
                yield from _list_file(entry, prefix + entry.name)


def read_file(path: Path) -> tuple[bytes, os.stat_result]:
    """Read a whole file, with the state it had when it was opened. Raises Problem."""
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if state.st_size > MOST_BYTES:
                raise Problem(f"The file is larger than {MOST_BYTES // 10**9} GB.")
            return file.read(), state
    except OSError as error:
        raise Problem(f"The file cannot be read: {_reason(error)}.") from error


def open_picture(source: Path | bytes, edge: int | None = None) -> Picture:
    """Open a picture from its file or its bytes: first frame, upright, in sRGB, on white.

    Where ``edge`` is given, the image may come smaller, but never with a longest side of less
    than twice that many pixels (nor larger than stored): much faster for large photos.

    Raises Problem, with a sentence for a person, where that cannot be done.
    """
    data = source if isinstance(source, bytes) else read_file(source)[0]
    if not data:
        raise Problem("The file is empty.")
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            return _decode(image, edge)
    except Problem:
        raise
    except UnidentifiedImageError as error:
        raise Problem("This is not a picture, or of a kind that cannot be read here.") from error
    except MemoryError as error:
        raise Problem("The picture needs more memory than there is.") from error
    except Exception as error:  # what decoders raise on bad data has no common type
        log.debug("decoding failed", exc_info=error)
        raise Problem("The picture is damaged or cut short.") from error


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


def _identity(folder: Path) -> Iterator[tuple[int, int]]:
    try:
        state = folder.stat()
    except OSError:
        return
    yield state.st_dev, state.st_ino


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(".") or entry.name in SYSTEM_FOLDERS:
        return True
    if os.name != "nt":
        return False
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _list_file(entry: os.DirEntry[str], path: str) -> Iterator[File | Failure]:
    try:
        state = entry.stat()
    except OSError as error:
        yield Failure(path, 0, 0, f"The file cannot be read: {_reason(error)}.")
    else:
        if stat.S_ISREG(state.st_mode):  # a pipe or a device would be waited for without end
            yield File(path, state.st_mtime_ns, state.st_size)


def _reason(error: OSError) -> str:
    reasons = {
        errno.EACCES: "you have no right to read it",
        errno.EPERM: "you have no right to read it",
        errno.ENOENT: "it is no longer there",
        errno.ELOOP: "it is a link that leads back to itself",
        errno.EISDIR: "it is a folder",
        errno.EIO: "the drive reports an error",
    }
    return reasons.get(error.errno or 0, error.strerror or "the drive does not say why")


def _decode(image: Image.Image, edge: int | None) -> Picture:
    size = image.size
    if size[0] * size[1] > MOST_PIXELS:
        megapixels = round(size[0] * size[1] / 1e6)
        raise Problem(
            f"The picture has {megapixels} megapixels; up to {MOST_PIXELS // 10**6} can be read."
        )
    wanted = _at_least(size, edge)
    drafted = image.draft(None, wanted) is not None if wanted != size else False
    image.load()
    if not drafted:
        size = image.size  # TIFF turns itself upright while it loads
    orientation = _orientation(image)
    reduced = _reduce(_with_eight_bits(image), wanted)
    upright = _flatten(_to_srgb(reduced, image.info.get("icc_profile")))
    if orientation in TURNS:
        upright = upright.transpose(TURNS[orientation])
    return Picture(upright, *(size[::-1] if orientation in SIDEWAYS else size))


def _at_least(size: tuple[int, int], edge: int | None) -> tuple[int, int]:
    """The size in the same proportion with a longest side of twice ``edge``, if it is larger."""
    scale = 1.0 if edge is None else min(1.0, 2 * edge / max(size))
    return math.ceil(size[0] * scale), math.ceil(size[1] * scale)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - broken EXIF raises anything, and the picture itself is fine
        return 1


def _with_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        levels = np.nan_to_num(np.asarray(image, np.float32))
        if image.mode == "F":
            low, high = float(levels.min()), float(levels.max())
            levels = (levels - np.float32(low)) * np.float32(255 / (high - low or 1))
        elif levels.max() > 255:  # Pillow clips 16 bits to white where it converts them itself
            levels /= np.float32(257)
        return Image.fromarray(levels.clip(0, 255).astype(np.uint8))
    if image.mode in {"P", "PA"}:
        return image.convert("RGBA" if _has_alpha(image) else "RGB")
    if image.mode == "1":
        return image.convert("L")
    return image


def _reduce(image: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    factor = min(image.width // wanted[0], image.height // wanted[1])
    if factor < 2 or "transparency" in image.info:
        return image
    return image.reduce(factor)


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        converted = ImageCms.profileToProfile(image, lab, _srgb(), outputMode="RGB")
        assert converted is not None  # only an in-place conversion gives None
        return converted
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return image
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        if ImageCms.getProfileDescription(given).lower().startswith("srgb"):
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, given, _srgb(), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        log.debug("colour profile ignored: %s", error)
        return image


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _flatten(image: Image.Image) -> Image.Image:
    if not _has_alpha(image):
        return image.convert("RGB")
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return white.convert("RGB")

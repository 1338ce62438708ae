"""What was dropped or pasted: files, a picture, or the address of one."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QUrl
from PySide6.QtGui import QImage, QImageWriter, QPixmap

from clothesfinder.gui.addresses import local_path
from clothesfinder.images import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QMimeData

# The first is how Chromium gives the bytes of the picture's own file; the others may be made anew.
PICTURE_TYPES = (
    "application/octet-stream",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/heic",
    "image/tiff",
    "image/gif",
    "image/bmp",
)
IMG_SOURCE = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*["']([^"']+)""", re.IGNORECASE)
MOST_TEXT = 20_000
"""Characters of a text in which paths are looked for."""


@dataclass(frozen=True)
class Dropped:
    """One of these is set: what was found, the nearest to the picture itself first."""

    files: list[Path] = field(default_factory=list)
    """Absolute; pictures or folders, as far as one can tell without looking."""
    data: bytes | None = None
    """The bytes of a picture's file."""
    image: QImage | None = None
    """A bitmap that has no file; ``encode`` makes it one."""
    url: str | None = None
    """Where on the network the picture is."""


def acceptable(mime: QMimeData) -> bool:
    """Whether there may be a picture or a folder in it. Cheap: looks at the formats only."""
    return mime.hasUrls() or mime.hasImage() or any(mime.hasFormat(kind) for kind in PICTURE_TYPES)


def from_mime(mime: QMimeData | None) -> Dropped | None:
    """Find the files or the picture in what was dropped or pasted; None where there is none.

    Nothing is decoded here. Bytes go before the bitmap, because Qt makes the one of the other,
    which stops the window for as long as a large picture takes.
    """
    if mime is None:  # which is how an empty clipboard comes on some systems
        return None
    if files := _files(mime):
        return Dropped(files=files)
    if (data := _picture_bytes(mime)) is not None:
        return Dropped(data=data)
    if (image := _bitmap(mime)) is not None:
        return Dropped(image=image)
    for address in _addresses(mime):
        if (data := _embedded(address)) is not None:
            return Dropped(data=data)
        if address.startswith(("http://", "https://")):
            return Dropped(url=address)
    return None


def encode(image: QImage) -> bytes:
    """Make a bitmap a PNG, uncompressed. Takes long for a large one; any thread may."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    writer.setQuality(100)  # for PNG: no compression
    writer.write(image)
    return bytes(buffer.data().data())


def _files(mime: QMimeData) -> list[Path]:
    if mime.hasUrls():
        paths = [local_path(_text_of(url)) for url in mime.urls()]
        return [Path(path) for path in paths if path is not None]
    lines = [line.strip().strip("\"'") for line in _text(mime).splitlines() if line.strip()]
    written = [_path_in(line) for line in lines]
    found = [path for path in written if path is not None]
    return found if len(found) == len(lines) else []  # else it is prose, and a path only in it


def _path_in(line: str) -> Path | None:
    address = local_path(line)
    if address is not None:
        return Path(address)
    try:
        path = Path(line).expanduser()
        return path if path.is_absolute() and path.exists() else None
    except (OSError, RuntimeError, ValueError):  # too long, a user who is not, a NUL
        return None


def _picture_bytes(mime: QMimeData) -> bytes | None:
    for kind in PICTURE_TYPES:
        if mime.hasFormat(kind):
            data = bytes(mime.data(kind).data())
            if _is_picture(data):
                return data
    return None


def _bitmap(mime: QMimeData) -> QImage | None:
    if not mime.hasImage():
        return None
    image = mime.imageData()  # may be None all the same
    if isinstance(image, QPixmap):
        image = image.toImage()
    return image if isinstance(image, QImage) and not image.isNull() else None


def _addresses(mime: QMimeData) -> Iterator[str]:
    """The pictures of the page before the links: of a linked picture, the link is no picture."""
    for match in IMG_SOURCE.finditer(mime.html()):
        yield unescape(match[1])
    if mime.hasUrls():
        yield from (_text_of(url) for url in mime.urls())
    else:
        yield from _text(mime).split()[:1]


def _embedded(address: str) -> bytes | None:
    """Return the picture that is written in a ``data:`` address itself."""
    head, found, body = address.partition(";base64,")
    if not found or not head.lower().startswith("data:image/"):
        return None
    try:
        data = base64.b64decode(unquote(body))
    except (binascii.Error, ValueError):
        return None
    return data if _is_picture(data) else None


def _is_picture(data: bytes) -> bool:
    """Whether it begins like a picture that can be searched with. Decodes nothing."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS):
            return True
    except Exception:  # noqa: BLE001 - what bad data makes a decoder raise has no common type
        return False


def _text(mime: QMimeData) -> str:
    return mime.text()[:MOST_TEXT] if mime.hasText() else ""


def _text_of(url: QUrl) -> str:
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)

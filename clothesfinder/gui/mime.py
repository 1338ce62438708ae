"""What was dropped or pasted: files, a picture, or the address of one."""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QUrl
from PySide6.QtGui import QImage, QImageWriter, QPixmap

from clothesfinder.gui.addresses import local_path, web_address
from clothesfinder.gui.offered import listed_in, pictures_in, without_quotes
from clothesfinder.gui.windows_files import contents_of, has_files
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
GNOME_FILES = "x-special/gnome-copied-files"
MOZILLA_LINK = "text/x-moz-url"
MOST_TEXT = 20_000
"""Characters of a text in which paths are looked for."""
ELSEWHERE = (
    "What has an address that begins with “{}:” cannot be fetched. Save the picture on this"
    " computer, then drop its file."
)


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
    kinds = (*PICTURE_TYPES, GNOME_FILES, MOZILLA_LINK)
    has_one = mime.hasUrls() or mime.hasImage() or mime.hasHtml()
    return has_one or any(map(mime.hasFormat, kinds)) or has_files(mime)


def from_mime(mime: QMimeData | None) -> Dropped | None:
    """Find the files or the picture in what was dropped or pasted; None where there is none.

    Nothing is decoded here. Bytes go before the bitmap, because Qt makes the one of the other,
    which stops the window for as long as a large picture takes. An address on the web comes last:
    what is at hand already need not be fetched.
    """
    if mime is None:  # which is how an empty clipboard comes on some systems
        return None
    if files := _files(mime):
        return Dropped(files=files)
    if (data := _picture_bytes(mime)) is not None:
        return Dropped(data=data)
    if (image := _bitmap(mime)) is not None:
        return Dropped(image=image)
    addresses = list(_addresses(mime))
    for address in addresses:
        if (data := _embedded(address)) is not None:
            return Dropped(data=data)
    on_the_web = filter(None, map(web_address, addresses))
    return Dropped(url=url) if (url := next(on_the_web, None)) else None


def elsewhere(mime: QMimeData | None) -> str:
    """Say why what has an address was not found in this; nothing where it has no address."""
    for address in [] if mime is None else _listed(mime):
        scheme, found, _ = address.partition(":")
        if found and scheme.isalnum():
            return ELSEWHERE.format(scheme.lower())
    return ""


def encode(image: QImage) -> bytes:
    """Make a bitmap a PNG, uncompressed. Takes long for a large one; any thread may."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    writer.setQuality(100)  # for PNG: no compression
    writer.write(image)
    return bytes(buffer.data().data())


def _files(mime: QMimeData) -> list[Path]:
    if listed := _listed(mime):
        paths = map(_listed_path, listed)
        return [Path(path) for path in paths if path is not None]
    lines = [without_quotes(line) for line in listed_in(_text(mime))]
    written = [_path_in(line) for line in lines]
    found = [path for path in written if path is not None]
    return found if len(found) == len(lines) else []  # else it is prose, and a path only in it


def _listed(mime: QMimeData) -> list[str]:
    """The addresses in a list that is offered as such, of files or others."""
    if mime.hasUrls():
        return [_text_of(url) for url in mime.urls()]
    if mime.hasFormat(GNOME_FILES):
        written = os.fsdecode(bytes(mime.data(GNOME_FILES).data()).rstrip(b"\0"))
        return listed_in(written)
    if mime.hasFormat(MOZILLA_LINK):  # the address, and in the next line what the link says
        written = bytes(mime.data(MOZILLA_LINK).data()).decode("utf-16-le", "replace")
        return listed_in(written.lstrip("\ufeff"))[:1]
    return []


def _listed_path(address: str) -> str | None:
    """The path that stands in a list of addresses; some programs write it as it is."""
    return local_path(f"file://{address}" if address.startswith("/") else address)


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
    offered = [kind for kind in mime.formats() if kind.startswith("image/")]
    for kind in dict.fromkeys((*PICTURE_TYPES, *offered)):
        if mime.hasFormat(kind):
            data = bytes(mime.data(kind).data())
            if _is_picture(data):
                return data
    return next(filter(_is_picture, contents_of(mime)), None)


def _bitmap(mime: QMimeData) -> QImage | None:
    if not mime.hasImage():
        return None
    image = mime.imageData()  # may be None all the same
    if isinstance(image, QPixmap):
        image = image.toImage()
    return image if isinstance(image, QImage) and not image.isNull() else None


def _addresses(mime: QMimeData) -> Iterator[str]:
    """The pictures of the page before the links: of a linked picture, the link is no picture."""
    if mime.hasHtml():
        yield from pictures_in(mime.html())
    if listed := _listed(mime):
        yield from listed
    elif (written := without_quotes(mime.text())) and len(written.split(None, 1)) == 1:
        yield written


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

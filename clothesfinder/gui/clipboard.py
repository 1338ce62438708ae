"""What is put into the clipboard: files, as file managers paste them; their paths; a picture."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStringListModel, QUrl

from clothesfinder.gui.decode import decode
from clothesfinder.gui.mime import GNOME_FILES, encode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QImage

KDE_CUT = "application/x-kde-cutselection"
MOST_EDGE = 3072
"""Pixels of the longest side of a picture that is copied as one: other programs ask for its bytes,
and the window waits until they have them."""


class Bitmap(NamedTuple):
    """A picture to be pasted."""

    image: QImage
    png: bytes


class Files(NamedTuple):
    """Files to be pasted, written in all ways in which other programs ask for them."""

    urls: Sequence[QUrl]
    gnome: bytes
    text: str
    """Their paths, which is what an editor pastes."""


def written(paths: Sequence[Path]) -> Files:
    """Write down these files. Takes a while for thousands; any thread may."""
    uris = [path.as_uri() for path in paths]  # which keeps names' odd bytes
    return Files(list(map(QUrl, uris)), "\n".join(["copy", *uris]).encode(), as_text(paths))


def files_to_paste(files: Files) -> QMimeData:
    """Offer these files to file managers, to be copied, not moved."""
    mime = _lasting()
    mime.setUrls(files.urls)
    mime.setData(GNOME_FILES, files.gnome)
    mime.setData(KDE_CUT, b"0")
    mime.setText(files.text)
    return mime


def as_text(paths: Sequence[Path]) -> str:
    """Return the paths, each on a line; what is no text in them as question marks."""
    return "\n".join(map(os.fspath, paths)).encode(errors="replace").decode()


def bitmap_of(path: Path) -> Bitmap | None:
    """Decode a picture to be pasted; None where that cannot be done. Not for the GUI thread."""
    image = decode(path, MOST_EDGE)
    return None if image.isNull() else Bitmap(image, encode(image))


def bitmap_to_paste(bitmap: Bitmap) -> QMimeData:
    """Offer the picture; as PNG, which most programs ask for, it need not be made first."""
    mime = _lasting()
    mime.setImageData(bitmap.image)
    mime.setData("image/png", bitmap.png)
    return mime


def _lasting() -> QMimeData:
    """Return an empty one that Qt has made, for the clipboard may keep it after Python's end.

    Where it does, one that Python has made crashes the program as it ends.
    """
    model = QStringListModel([""])
    mime = model.mimeData([model.index(0)])
    mime.clear()
    return mime

"""What is dragged out of the results: the pictures' files, for the query or other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clothesfinder.gui.thumbnails import Thumbnail


def files_as_mime(pictures: Sequence[tuple[Path, Thumbnail | None]]) -> QMimeData:
    """Offer the files of these pictures; of one that is not on this computer, its thumbnail."""
    mime = QMimeData()
    here = [path for path, thumbnail in pictures if not (thumbnail and thumbnail.supplied)]
    if here:
        mime.setUrls([QUrl(path.as_uri()) for path in here])  # which keeps names' odd bytes
        return mime
    for _, thumbnail in pictures:
        if thumbnail is not None and not thumbnail.pixmap.isNull():
            mime.setImageData(thumbnail.pixmap.toImage())
            break
    return mime

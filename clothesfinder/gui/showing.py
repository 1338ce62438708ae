"""The present query as it is seen: its picture, small, which is read once; or its words."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from clothesfinder.gui.crop import Crop
from clothesfinder.gui.orienting import oriented
from clothesfinder.gui.query import read_preview

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QImage

    from clothesfinder.query import Query

PREVIEW_EDGE = 520


class Showing:
    """Tells of a query by the signals of the search."""

    def __init__(
        self, picture: SignalInstance, crop: SignalInstance, words: SignalInstance
    ) -> None:
        """Take what tells of a preview and its name, of its Crop, and of words."""
        self._picture, self._crop, self._words = picture, crop, words
        self._preview: tuple[Path | bytes, QImage | None] | None = None
        """The present query's picture, upright, by what it was read from."""

    def forget(self) -> None:
        """Read the picture of the next query anew."""
        self._preview = None

    def is_read(self, query: Query) -> bool:
        """Whether the picture of this query is at hand."""
        return self._preview is not None and self._preview[0] is query.source

    async def show(self, query: Query) -> None:
        """Tell of this query, as soon as its picture is read."""
        if query.text is not None:
            self._words.emit(query.text)
            return
        if not self.is_read(query):
            loop = asyncio.get_running_loop()
            image = await loop.run_in_executor(None, read_preview, query.source, PREVIEW_EDGE)
            self._preview = query.source, image
        self.show_read(query)

    def show_read(self, query: Query) -> None:
        """Tell of this query, whose picture is at hand, at once."""
        assert self._preview is not None
        image = self._preview[1]
        shown = None if image is None else oriented(image, query.orientation)
        self._picture.emit(shown, query.name)
        self._crop.emit(Crop(query.box, query.orientation))

"""The small pictures of what was added to a query, read off the GUI thread and kept for a while."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QImage, QPixmap

from clothesfinder.gui.chip import EDGE
from clothesfinder.gui.orienting import oriented
from clothesfinder.gui.query import read_preview
from clothesfinder.store import WHOLE
from clothesfinder.terms import LIKE

if TYPE_CHECKING:
    from clothesfinder.gui.tasks import Tasks
    from clothesfinder.terms import Term

MOST = 64
SCALE = 2
"""Of the finest screens."""
LARGEST = 1600
"""Pixels of the whole picture of which a small part is shown."""


class TermPictures(QObject):
    """Has the picture of a term, or gets it."""

    arrived = Signal()

    def __init__(self, tasks: Tasks) -> None:
        """Take what begins the reading, and ends it."""
        super().__init__(tasks)
        self._tasks = tasks
        self._held: OrderedDict[Term, QPixmap] = OrderedDict()
        self._coming: set[Term] = set()

    def get(self, term: Term) -> QPixmap | None:
        """Return the picture if it is here; else it is read, and `arrived` tells when it is."""
        key = _key(term)
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        if term.text is None and key not in self._coming:
            self._coming.add(key)
            if self._tasks.begin(self._read(key)) is None:
                self._coming.discard(key)
        return None

    def supply(self, term: Term, whole: QPixmap) -> None:
        """Take the small picture that is at hand already, of the whole of which it is a part."""
        if not whole.isNull():
            self._hold(_key(term), QPixmap.fromImage(_part(whole.toImage(), term)))

    async def _read(self, key: Term) -> None:
        try:
            loop = asyncio.get_running_loop()
            image = await loop.run_in_executor(None, _read_part, key)
        finally:
            self._coming.discard(key)
        if key not in self._held:  # else it was supplied meanwhile
            self._hold(key, QPixmap() if image is None else QPixmap.fromImage(image))
            self.arrived.emit()

    def _hold(self, key: Term, picture: QPixmap) -> None:
        self._held[key] = picture
        while len(self._held) > MOST:
            self._held.popitem(last=False)


def _key(term: Term) -> Term:
    return term._replace(weight=LIKE, name="")


def _read_part(term: Term) -> QImage | None:
    """Any thread may read; a QPixmap is for the GUI thread alone."""
    share = min(term.box.right - term.box.left, term.box.bottom - term.box.top)
    edge = min(round(SCALE * EDGE / max(share, 0.01)), LARGEST)
    image = read_preview(term.source, edge)
    return None if image is None else _part(image, term)


def _part(image: QImage, term: Term) -> QImage:
    image = oriented(image, term.orientation)
    if term.box == WHOLE:
        return image
    left, top, right, bottom = term.box
    width, height = image.width(), image.height()
    corner = round(left * width), round(top * height)
    size = round((right - left) * width), round((bottom - top) * height)
    return image.copy(QRect(*corner, max(1, size[0]), max(1, size[1])))

"""Queries that are on their way: pictures in memory only, and those that the web has."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from clothesfinder.gui.fetching import Fetching
from clothesfinder.gui.mime import encode
from clothesfinder.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from PySide6.QtGui import QImage

    from clothesfinder.gui.tasks import Tasks

    Take = Callable[[Query], None]


class Arriving:
    """Has one at a time on its way: one that comes meanwhile ends it."""

    def __init__(self, tasks: Tasks, search: Take, add: Take) -> None:
        """Take what begins the ways and ends them, and what takes that which has arrived.

        It is searched with, or added to the query.
        """
        self.fetching = Fetching()
        self._tasks = tasks
        self._search, self._add = search, add
        self._task: asyncio.Task[None] | None = None

    def search_bitmap(self, image: QImage, name: str) -> None:
        """Find the pictures most like one that is in memory only."""
        self._begin(self._encode(image, name))

    def search_address(self, address: str) -> None:
        """Fetch the picture at this address on the web, and find those most like it."""
        self._begin(self._fetch(address, self._search))

    def add_address(self, address: str) -> None:
        """Fetch the picture at this address on the web, and add it."""
        self._begin(self._fetch(address, self._add))

    def stop(self) -> None:
        """Give up what is on its way; the query there is stays."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _begin(self, way: Coroutine[None, None, None]) -> None:
        self.stop()
        self._task = self._tasks.begin(way)

    async def _encode(self, image: QImage, name: str) -> None:
        loop = asyncio.get_running_loop()
        self._search(Query(await loop.run_in_executor(None, encode, image), name))

    async def _fetch(self, address: str, take: Take) -> None:
        query = await self.fetching.fetch(address)
        if query is not None:
            take(query)

"""A picture on its way from the web; nothing that is seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clothesfinder import web_picture
from clothesfinder.gui.apart import run_apart
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.web_picture import TOO_SLOW, fetch, host_of, name_of

if TYPE_CHECKING:
    from clothesfinder.web_picture import Received


class Fetching(QObject):
    """Fetches what the user gave the address of, one at a time, and tells how far it is."""

    began = Signal(str)
    """Who is asked for it."""
    progressed = Signal(object)
    """The newest Received."""
    ended = Signal()
    """However it ended."""
    failed = Signal(str)
    """Why there is no picture, and what to do."""

    async def fetch(self, address: str) -> Query | None:
        """Return the picture at this address as a query; None where there is none, which is told.

        Cancelling this ends it at once.
        """
        self.began.emit(host_of(address))
        try:
            async with asyncio.timeout(web_picture.MOST_SECONDS):
                data = await run_apart(fetch(address), self._note)
            return Query(data, name_of(address))
        except TimeoutError:
            self.failed.emit(TOO_SLOW.format(host_of(address)))
        except Problem as problem:
            self.failed.emit(str(problem))
        finally:
            self.ended.emit()
        return None

    def _note(self, received: Received) -> None:
        self.progressed.emit(received)

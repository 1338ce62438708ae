"""The look-up under way, and what is asked of its findings; nothing that is seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.findings import Findings, arrange
from clothesfinder.gui.apart import run_apart
from clothesfinder.gui.tasks import Tasks
from clothesfinder.lookup_queries import list_queries
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.findings import Wish
    from clothesfinder.gui.session import Session
    from clothesfinder.lookup import LookUpWishes


class LookingUp(Tasks):
    """Looks up beside all else that is done; a new look-up, and a new order, end those before."""

    progressed = Signal(object)
    """How far it is: Step."""
    listed = Signal(object)
    """The Findings, which are filled from now on."""
    arranged = Signal(object, object)
    """Findings, and the Rows of it that were wished for."""
    ended = Signal()
    """A look-up is over, in whatever way; what it found by then stays."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._look_up: asyncio.Task[None] | None = None
        self._order: asyncio.Task[None] | None = None

    def look_up(self, catalog: Catalog, sources: Sequence[Path], wishes: LookUpWishes) -> None:
        """Look up these in this gallery, if it is the present one."""
        before, self._look_up = self._look_up, None
        self._look_up = self.begin(self._look_up_after(before, catalog, sources, wishes))
        if self._look_up is not None:
            self._look_up.add_done_callback(self._tell_ended)

    def cancel(self) -> None:
        """End the look-up after the step it is at."""
        if self._look_up is not None:
            self._look_up.cancel()

    def arrange(self, findings: Findings, wish: Wish) -> None:
        """Choose some of these rows."""
        if self._order is not None:
            self._order.cancel()
        self._order = self.begin(self._arrange(findings, wish))

    async def _look_up_after(
        self,
        before: asyncio.Task[None] | None,
        catalog: Catalog,
        sources: Sequence[Path],
        wishes: LookUpWishes,
    ) -> None:
        if before is not None and not before.done():
            before.cancel()
            await asyncio.wait([before])
        self._require(catalog)
        # Apart, for a drive that does not answer holds up nothing.
        listing = await run_apart(list_queries(sources), self.progressed.emit)
        self._require(catalog)
        findings = Findings(catalog.gallery, listing.paths)
        self.listed.emit(findings)
        steps = catalog.look_up(listing, findings, wishes)
        await self._session.work.ask(steps, self.progressed.emit)

    async def _arrange(self, findings: Findings, wish: Wish) -> None:
        self.arranged.emit(findings, await self._session.work.ask(arrange(findings, wish)))

    def _require(self, catalog: Catalog) -> None:
        """See that the gallery can be asked: raises Problem, or ends what nobody wants any more."""
        if catalog is not self._session.catalog:
            raise asyncio.CancelledError
        if self._session.way.locked and not self._session.way.mirrored:
            raise Problem(self._session.way.locked)

    def _tell_ended(self, task: asyncio.Task[None]) -> None:
        if task is self._look_up:  # else a newer one is under way
            self._look_up = None
            self.ended.emit()

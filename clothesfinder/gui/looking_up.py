"""The look-up under way, and what is asked of its findings; nothing that is seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.findings import Findings, arrange
from clothesfinder.gui.apart import run_apart
from clothesfinder.gui.newest_task import NewestTask
from clothesfinder.lookup_queries import list_queries
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.findings import Wish
    from clothesfinder.gui.session import Session
    from clothesfinder.lookup import LookUpWishes


class LookingUp(NewestTask):
    """Looks up beside all else that is done; what one that is ended found by then stays."""

    progressed = Signal(object)
    """How far it is: Step."""
    listed = Signal(object)
    """The Findings, which are filled from now on."""
    arranged = Signal(object, object)
    """Findings, and the Rows of it that were wished for."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._order: asyncio.Task[None] | None = None

    def look_up(self, catalog: Catalog, sources: Sequence[Path], wishes: LookUpWishes) -> None:
        """Look up these in this gallery, if it is the present one."""
        self.start_newest(self._look_up_after(self._task, catalog, sources, wishes))

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

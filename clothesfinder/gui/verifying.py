"""The check of an index under way, or its repair; nothing that is seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.gui.names import titled
from clothesfinder.gui.newest_task import NewestTask
from clothesfinder.problem import Problem
from clothesfinder.progress import Progress
from clothesfinder.repairing import repair
from clothesfinder.turns import retold
from clothesfinder.verifying import verify

if TYPE_CHECKING:
    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.session import Session
    from clothesfinder.measuring import Step
    from clothesfinder.verified import Report

REPAIRING = "Repairing “{}”"


class Verifying(NewestTask):
    """Checks the present gallery beside all else that is done; a repair takes its place."""

    progressed = Signal(object)
    """How far it is: Step of a check, Progress of a repair."""
    checked = Signal(object)
    """The Report."""
    repaired = Signal(object)
    """What was done: Repaired."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._is_repairing = False

    def check(self, catalog: Catalog, pictures: int) -> None:
        """Check this gallery, if it is the present one; what comes of it the signals tell."""
        self.start_newest(self._check(catalog, pictures))

    def repair(self, catalog: Catalog, report: Report, pictures: int) -> None:
        """Repair what a check of this gallery has found."""
        self.start_newest(self._repair(catalog, report, pictures))

    def cancel(self) -> None:
        """End it after the step it is at; what was repaired by then is kept."""
        if self._is_repairing:
            self._session.work.cancel()
        else:
            super().cancel()

    async def _check(self, catalog: Catalog, pictures: int) -> None:
        self._require(catalog)
        steps = verify(catalog, pictures)
        self.checked.emit(await self._session.work.ask(steps, self.progressed.emit))

    async def _repair(self, catalog: Catalog, report: Report, pictures: int) -> None:
        self._require(catalog)
        work = self._session.work
        work.progressed.connect(self.progressed)
        self._is_repairing = True
        try:
            title = titled(REPAIRING, catalog.gallery)
            done = await work.run(title, retold(repair(catalog, report, pictures), _as_progress))
        finally:
            self._is_repairing = False
            work.progressed.disconnect(self.progressed)
        if done is not None:
            self.repaired.emit(done)
        if catalog is self._session.catalog:
            self._session.open_gallery(catalog.gallery)  # what is seen of it may be others now

    def _require(self, catalog: Catalog) -> None:
        """See that the gallery can be asked: raises Problem, or ends what nobody wants any more."""
        if catalog is not self._session.catalog:
            raise asyncio.CancelledError
        if self._session.way.locked:
            raise Problem(self._session.way.locked)


def _as_progress(step: Step | Progress) -> Progress:
    """Tell how far a repair is as every long work does."""
    if isinstance(step, Progress):
        return step
    return Progress(step.done, step.total, 0, "", step.rate)

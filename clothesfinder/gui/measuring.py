"""The measuring of models under way, if there is one; nothing that is seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.gui.newest_task import NewestTask

if TYPE_CHECKING:
    from collections.abc import Generator

    from clothesfinder.gui.worker import Worker
    from clothesfinder.measured import Result
    from clothesfinder.measuring import Step


class Measuring(NewestTask):
    """Runs beside all else that is done; cancelled, nothing of it is kept."""

    progressed = Signal(object)
    """How far it is: Step."""
    measured = Signal(object)
    """The Result."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker

    def start(self, steps: Generator[Step, None, Result]) -> None:
        """Measure; what comes of it is told by the signals."""
        self.start_newest(self._measure(self._task, steps))

    async def _measure(
        self, before: asyncio.Task[None] | None, steps: Generator[Step, None, Result]
    ) -> None:
        if before is not None and not before.done():
            await asyncio.wait([before])
        self.measured.emit(await self._worker.run_job(steps, self.progressed.emit))

"""The measuring of models under way, if there is one; nothing that is seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.gui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Generator

    from clothesfinder.gui.worker import Worker
    from clothesfinder.measured import Result
    from clothesfinder.measuring import Step


class Measuring(Tasks):
    """Runs beside all else that is done; a new measuring ends the one before."""

    progressed = Signal(object)
    """How far it is: Step."""
    measured = Signal(object)
    """The Result."""
    ended = Signal()
    """It is over, in whatever way."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._task: asyncio.Task[None] | None = None

    def start(self, steps: Generator[Step, None, Result]) -> None:
        """Measure; what comes of it is told by the signals."""
        self.cancel()
        self._task = self.begin(self._measure(self._task, steps))
        if self._task is not None:
            self._task.add_done_callback(self._tell_ended)

    def cancel(self) -> None:
        """End the measuring under way, after the step it is at; nothing of it is kept."""
        if self._task is not None:
            self._task.cancel()

    async def _measure(
        self, before: asyncio.Task[None] | None, steps: Generator[Step, None, Result]
    ) -> None:
        if before is not None and not before.done():
            await asyncio.wait([before])
        self.measured.emit(await self._worker.run_job(steps, self.progressed.emit))

    def _tell_ended(self, task: asyncio.Task[None]) -> None:
        if task is self._task:  # else a newer one is under way
            self._task = None
            self.ended.emit()

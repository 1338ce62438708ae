"""Coroutines that the user's intents begin, and the one place where their errors arrive."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Coroutine

log = logging.getLogger(__name__)


class Tasks(QObject):
    """Begins coroutines: nothing is told of a cancelled one, a sentence of a Problem."""

    failed = Signal(str)
    """What happened and what to do."""
    crashed = Signal()
    """Something nobody foresaw; the log has it."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, way: Coroutine[None, None, None]) -> asyncio.Task[None] | None:
        """Run this beside what goes on already; nothing begins once the loop has ended."""
        try:
            task = asyncio.get_running_loop().create_task(way)
        except RuntimeError:
            way.close()
            return None
        self._tasks.add(task)  # the loop itself holds tasks weakly
        task.add_done_callback(self._end)
        return task

    async def close(self) -> None:
        """End what goes on."""
        others = self._tasks - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _tell(self, problem: Problem) -> None:
        self.failed.emit(str(problem))

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Problem):
            self._tell(error)
        elif error is not None:
            log.error("a job failed", exc_info=error)
            self.crashed.emit()

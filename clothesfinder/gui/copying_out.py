"""The copying of pictures to other folders under way; nothing that is seen.

It has a thread of its own: a slow drive holds up no search.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.gui.tasks import Tasks
from clothesfinder.gui.worker import Worker

if TYPE_CHECKING:
    from clothesfinder.copy_out import CopiedOut, CopyOut
    from clothesfinder.gui.worker import Job

log = logging.getLogger(__name__)


class CopyingOut(Tasks):
    """Does one after the other, in the order of the wishes; none belongs to a gallery."""

    began = Signal(object)
    """The CopyOut."""
    progressed = Signal(object)
    """How far it is: CopyProgress."""
    ended = Signal()
    copied = Signal(object, bool)
    """What came of it, CopiedOut, and whether it was stopped before its end."""

    def __init__(self) -> None:
        super().__init__()
        self._worker: Worker | None = None
        self._turn = asyncio.Lock()
        self._job: Job[CopiedOut] | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether something is being copied, or waits for its turn."""
        return self._job is not None or self._turn.locked()

    def start(self, copy: CopyOut) -> None:
        """Copy, as soon as what was wished for before is done."""
        self.begin(self._copy(copy))

    def pause(self, paused: bool) -> None:
        """Hold the copying where it is, or let it go on."""
        if self._job is not None:
            (self._job.pause if paused else self._job.resume)()

    def cancel(self) -> None:
        """End the copying under way; what is copied stays."""
        if self._job is not None:
            self._job.cancel()

    async def close(self) -> None:
        """End all of it, and the thread."""
        await super().close()
        if self._worker is not None:
            self._worker.close()

    async def _copy(self, copy: CopyOut) -> None:
        async with self._turn:
            stopped = await self._run(copy)
        self.copied.emit(copy.outcome, stopped)

    async def _run(self, copy: CopyOut) -> bool:
        """Run it to its end, and return whether it was stopped before that."""
        self._worker = self._worker or Worker()
        job = self._job = self._worker.start(copy.run(), self.progressed.emit)
        self.began.emit(copy)
        try:
            await job.result()
        except asyncio.CancelledError:
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise  # the program ends
            log.info("stopped: copying to another folder")
            return True
        finally:
            self._job = None
            self.ended.emit()
        return False

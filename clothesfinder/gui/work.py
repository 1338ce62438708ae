"""What the worker does for the present gallery: one long work, and short questions beside it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from clothesfinder.gui.worker import ignore

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from clothesfinder.gui.worker import Job, Worker

log = logging.getLogger(__name__)
P = TypeVar("P")
R = TypeVar("R")


class Work(QObject):
    """All of it ends when the gallery is let go of, so that nothing asks a closed store."""

    began = Signal(str)
    """Something that takes long, and may be paused and cancelled: what it is."""
    progressed = Signal(object)
    ended = Signal()

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._job: Job[Any] | None = None
        self._questions: set[Job[Any]] = set()
        self._newest: object = None

    @property
    def is_under_way(self) -> bool:
        """Whether a long work has begun, or waits for the one before it to end."""
        return self._newest is not None

    def pause(self, paused: bool) -> None:
        """Hold the long work where it is, or let it go on."""
        if self._job is not None:
            (self._job.pause if paused else self._job.resume)()

    def cancel(self) -> None:
        """End the long work after the step under way; what is done is kept."""
        if self._job is not None:
            self._job.cancel()

    async def ask(
        self, steps: Generator[P, None, R], on_progress: Callable[[P], object] = ignore
    ) -> R:
        """Return what a short job returns. Raises CancelledError where the gallery is let go of."""
        job = self._worker.start(steps, on_progress)
        self._questions.add(job)
        try:
            return await job.result()
        finally:
            self._questions.discard(job)

    async def run(
        self, title: str, steps: Generator[P, None, R], *, quiet: bool = False
    ) -> R | None:
        """Run what takes long in place of what runs now; None where it was cancelled.

        The user cancels it, or newer work, or another gallery. ``quiet``: it has only begun when
        something is to be done, of so many; until then nothing is told of it.
        """
        newest = self._newest = object()
        await self._end_job()
        if self._newest is not newest:
            steps.close()
            return None
        tell = self._when_begun(title) if quiet else self.progressed.emit
        job = self._worker.start(steps, tell)
        self._job = job
        if not quiet:
            self.began.emit(title)
        try:
            return await job.result()
        except asyncio.CancelledError:
            log.info("stopped: %s", title)
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise  # the program ends
            return None
        finally:
            if self._newest is newest:
                self._newest = None
            if self._job is job:  # else something else has taken its place
                self._job = None
                self.ended.emit()

    async def end(self) -> None:
        """End everything; return when it has ended."""
        self._newest = None
        questions = list(self._questions)
        for question in questions:
            question.cancel()
        await self._end_job()
        for question in questions:
            await asyncio.gather(question.result(), return_exceptions=True)

    def _when_begun(self, title: str) -> Callable[[Any], None]:
        """What tells of progress as soon as there is something to do."""
        has_begun = False

        def tell(progress: Any) -> None:  # noqa: ANN401 - of any job that counts its work
            nonlocal has_begun
            if not has_begun and progress.done < progress.total:
                has_begun = True
                self.began.emit(title)
            if has_begun:
                self.progressed.emit(progress)

        return tell

    async def _end_job(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            await asyncio.gather(job.result(), return_exceptions=True)
            self.ended.emit()

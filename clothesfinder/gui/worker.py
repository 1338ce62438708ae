"""The background thread: one QThread that takes turns between its jobs.

A job is a generator. Each ``yield`` reports progress, gives the other jobs a turn, and is a place
where the job may be paused or cancelled; its ``return`` value is the result. Only this thread
touches the model and the store, so neither needs a lock.
"""

from __future__ import annotations

import asyncio
from collections import deque
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QThread

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

P = TypeVar("P")
R = TypeVar("R")

STACK = 16 * 2**20
"""Bytes; macOS gives a thread 512 kB, and torch needs more."""

PROGRESS_INTERVAL = 0.02
"""Seconds between two reports of a job, however often it yields: the window has to paint, too."""


def ignore(progress: object) -> None:
    """Take a job's progress and do nothing with it."""


class Worker:
    """Runs jobs outside the GUI thread; GUI coroutines await them. Its thread starts at once."""

    def __init__(self) -> None:
        self._inbox: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._closed = False
        self._thread = _Turns(self._inbox)
        self._thread.start()

    def start(
        self, steps: Generator[P, None, R], on_progress: Callable[[P], object] = ignore
    ) -> Job[R]:
        """Begin a job and return its handle. Called on the GUI thread, with its loop running.

        ``on_progress`` is called on the GUI thread with the newest progress, and always with the
        last one before the result.
        """
        job = Job(steps, on_progress, self._inbox)
        if self._closed:
            job.cancel_unstarted()
        else:
            self._inbox.put(job)
        return job

    async def run_job(
        self, steps: Generator[P, None, R], on_progress: Callable[[P], object] = ignore
    ) -> R:
        """Return the job's result. However this await ends, the job has ended, too."""
        return await self.start(steps, on_progress).result()

    def close(self) -> None:
        """Cancel what is left, after the step under way, and end the thread."""
        self._closed = True
        self._inbox.put(None)
        self._thread.wait()


class Job(Generic[R]):
    """A generator under way: its handle on the GUI thread, and its steps on the worker's."""

    def __init__(
        self,
        steps: Generator[P, None, R],
        on_progress: Callable[[P], object],
        inbox: SimpleQueue[Job[Any] | None],
    ) -> None:
        self._steps: Generator[Any, None, R] = steps
        self._on_progress: Callable[[Any], object] = on_progress
        self._inbox = inbox
        self._loop = asyncio.get_running_loop()
        self._outcome: asyncio.Future[R] = self._loop.create_future()
        self._newest: deque[Any] = deque(maxlen=1)
        self._announced = False
        self._cancelled = False
        self._paused = False
        self.ended = False
        """Whether the worker's thread is through with the job; the GUI asks `done`."""

    # --- for the GUI thread

    @property
    def paused(self) -> bool:
        """Whether the job is held where it is, or will be after the step under way."""
        return self._paused

    @property
    def done(self) -> bool:
        """Whether the job has ended, in whatever way."""
        return self._outcome.done()

    def pause(self) -> None:
        """Take no further step until `resume`; the job keeps all that it holds."""
        self._paused = True

    def resume(self) -> None:
        """Go on after a `pause`."""
        self._paused = False
        self._inbox.put(self)

    def cancel(self) -> None:
        """Ask the job to end after the step under way, paused or not; `result` tells when it has.

        No progress is reported from now on.
        """
        self._cancelled = True
        self._inbox.put(self)

    def cancel_unstarted(self) -> None:
        """End a job that no thread will run."""
        self._steps.close()
        self._outcome.cancel()

    async def result(self) -> R:
        """Return what the job returns, or raise what it raises.

        Cancelling this await cancels the job. Raises CancelledError where it was cancelled, once
        its ``finally`` blocks have run; an error of theirs is raised instead.
        """
        try:
            return await asyncio.shield(self._outcome)
        except asyncio.CancelledError:
            self.cancel()
            await self._wait_for_end()
            if not self._outcome.cancelled() and (error := self._outcome.exception()):
                raise error from None
            raise

    async def _wait_for_end(self) -> None:
        while not self._outcome.done():
            try:
                await asyncio.wait([self._outcome])
            except asyncio.CancelledError:
                continue  # cancelled once more: it is already ending

    def _deliver(self) -> None:
        """Report the newest progress, if it was not reported yet."""
        self._announced = False
        if self._newest and not self._cancelled:
            self._on_progress(self._newest.pop())

    def _settle(self, settle: Callable[..., object], *outcome: object) -> None:
        """End the job: the last progress first, then the outcome."""
        try:
            self._deliver()
        finally:
            self._on_progress = ignore  # what it belongs to may not be let go of by the thread
            if not self._outcome.done():
                settle(*outcome)

    # --- for the worker's thread

    @property
    def resting(self) -> bool:
        """Whether the job is to be left alone for now."""
        return self._paused and not self._cancelled

    def step(self) -> bool:
        """Go on to the next yield, or to the end; return whether there is more to do."""
        try:
            if self._cancelled:
                self._steps.close()  # runs the job's own with and finally blocks
                self._post(self._settle, self._outcome.cancel)
            else:
                self._report(next(self._steps))
                return True
        except StopIteration as end:
            self._post(self._settle, self._outcome.set_result, end.value)
        except (SystemExit, KeyboardInterrupt) as error:  # a future would end the loop with these
            wrapped = RuntimeError(f"A job ended with {error!r}")
            wrapped.__cause__ = error
            self._post(self._settle, self._outcome.set_exception, wrapped)
        except BaseException as error:  # noqa: BLE001 - whatever it was, somebody awaits it
            self._post(self._settle, self._outcome.set_exception, error)
        self.ended = True
        return False

    def end(self) -> None:
        """Cancel the job from the worker's own thread."""
        self._cancelled = True
        self.step()

    def _report(self, progress: object) -> None:
        self._newest.append(progress)
        if not self._announced:  # asked after the append, so the newest is never left lying
            self._announced = True
            self._post(self._loop.call_later, PROGRESS_INTERVAL, self._deliver)

    def _post(self, callback: Callable[..., object], *args: object) -> None:
        try:
            self._loop.call_soon_threadsafe(callback, *args)
        except RuntimeError:  # the loop is closed, so nobody awaits this job
            return


class _Turns(QThread):
    """Gives each job one step in turn, a newcomer first; sleeps when there is none to step."""

    def __init__(self, inbox: SimpleQueue[Job[Any] | None]) -> None:
        super().__init__()
        self.setObjectName("worker")
        self.setStackSize(STACK)
        self._inbox = inbox
        self._unfinished: set[Job[Any]] = set()
        self._ready: deque[Job[Any]] = deque()

    def run(self) -> None:
        """Qt calls this in the new thread."""
        while self._receive():
            job = self._ready.popleft()
            if job.resting:
                continue  # `resume` and `cancel` bring it back
            if job.step():
                self._ready.append(job)
            else:
                self._unfinished.discard(job)
        for job in self._unfinished:
            job.end()
        self._unfinished.clear()

    def _receive(self) -> bool:
        """Take in what was put in the inbox until a job is ready; return False at the close."""
        while not self._ready or not self._inbox.empty():
            job = self._inbox.get()
            if job is None:
                return False
            if job not in self._ready and not job.ended:
                self._unfinished.add(job)
                self._ready.appendleft(job)
        return True

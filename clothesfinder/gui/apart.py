"""Runs a job in a thread of its own, which nobody has to wait for: the job owns nothing.

For what may hang on others for as long as they like. Given up, its step under way may last, while
the window goes on; at the program's end the thread is left behind.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

P = TypeVar("P")
R = TypeVar("R")

LOOK_EVERY = 0.03
"""Seconds between two looks at how far the job is."""


async def run_apart(steps: Generator[P, None, R], on_progress: Callable[[P], object]) -> R:
    """Return the job's result, or raise what it raises; cancelled, the job is given up at once.

    ``on_progress`` is called on the calling thread with the newest progress.
    """
    run = _Run(steps)
    threading.Thread(target=run.work, name="apart", daemon=True).start()
    try:
        while not run.ended.is_set():
            await asyncio.sleep(LOOK_EVERY)
            if run.newest:
                on_progress(run.newest.pop())
        if run.error is not None:
            raise run.error
        return run.results[0]
    finally:
        run.unwanted.set()


class _Run(Generic[R]):
    """What the two threads know of each other: neither the loop nor anything of Qt's."""

    def __init__(self, steps: Generator[Any, None, R]) -> None:
        self._steps = steps
        self.newest: deque[Any] = deque(maxlen=1)
        self.unwanted = threading.Event()
        self.ended = threading.Event()
        self.results: list[R] = []
        self.error: BaseException | None = None

    def work(self) -> None:
        """Take step after step until there is none, or nobody wants any more."""
        try:
            while not self.unwanted.is_set():
                self.newest.append(next(self._steps))
            self._steps.close()
        except StopIteration as end:
            self.results.append(end.value)
        except BaseException as error:  # noqa: BLE001 - whatever it was, somebody awaits it
            self.error = error
        finally:
            self.ended.set()

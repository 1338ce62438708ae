"""The work of threads in the order of its items, by somebody who has turns to give meanwhile."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

from clothesfinder.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

TURN = 0.05
"""Seconds that others, such as a search, wait for their turn at most."""
T = TypeVar("T")
R = TypeVar("R")


class Ahead:
    """Threads that work a little ahead of who takes in what they made; to be closed by its job."""

    def __init__(self, pace: Pace | None = None) -> None:
        """Take how much of the computer they may take; unless given, a thread a core at once."""
        self.threads = (pace or Pace.FULL).threads
        take = pace.take if pace else None
        self._pool = ThreadPoolExecutor(self.threads, "ahead", initializer=take)
        self.closing = False
        """Whether what the threads make is wanted no more."""

    def results(
        self, work: Callable[[T], R], items: Iterable[T]
    ) -> Generator[R | None, None, None]:
        """Give in order what the threads make of each; None in between is a turn for others.

        Raises what ``work`` raises.
        """
        left = iter(items)
        under_way: deque[Future[R]] = deque()
        try:
            while True:
                while len(under_way) <= self.threads + 1 and (item := next(left, None)) is not None:
                    under_way.append(self._pool.submit(work, item))
                if not under_way:
                    return
                done = wait([under_way[0]], TURN).done
                yield under_way.popleft().result() if done else None
        finally:
            for future in under_way:
                future.cancel()

    def result(self, work: Callable[[], R]) -> Generator[None, None, R]:
        """Return what a thread makes, or raise what it raises; each yield is a turn for others."""
        future = self._pool.submit(work)
        while not wait([future], TURN).done:
            yield
        return future.result()

    def close(self) -> None:
        """End what the threads are at."""
        self.closing = True
        self._pool.shutdown(wait=True, cancel_futures=True)

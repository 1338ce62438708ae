"""A job that is run by another one, or at once: what becomes of its turns."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

P = TypeVar("P")
Q = TypeVar("Q")
R = TypeVar("R")


def retold(steps: Generator[P, None, R], tell: Callable[[P], Q]) -> Generator[Q, None, R]:
    """Run a job to its end, and return its result; what it yields is told as ``tell`` gives it.

    Where this is ended early, so is the job.
    """
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                result: R = end.value
                return result
            yield tell(step)


def finished(steps: Generator[object, None, R]) -> R:
    """Run a job to its end at once, and return its result."""
    with closing(steps):
        while True:
            try:
                next(steps)
            except StopIteration as end:
                result: R = end.value
                return result

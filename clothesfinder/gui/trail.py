"""The way from query to query: a step for each change, to be gone back and forth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.filter import EVERYTHING, Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clothesfinder.emphasis import Emphasis
    from clothesfinder.query import Query

MOST_STEPS = 200
MOST_BYTES = 256 * 2**20
"""Of pictures that have no file."""


class Step(NamedTuple):
    """What was looked for, and what counted."""

    query: Query
    emphasis: Emphasis
    among: Filter = EVERYTHING
    """Which pictures might be found."""

    def is_of_same_picture(self, other: Step) -> bool:
        """Whether the same picture, or the same words, were looked for, whatever else was."""
        one, another = self.query, other.query
        return (one.text, one.source) == (another.text, another.source)


class Trail:
    """Holds the steps, and which one is the present; bounded, so that the oldest go.

    A step is undone and redone one at a time. Back and forward go to another query picture, as it
    was left. A new step ends what could be redone.
    """

    def __init__(self, steps: int = MOST_STEPS, size: int = MOST_BYTES) -> None:
        """Hold so many steps at most, and so many bytes of pictures."""
        self._most_steps, self._most_bytes = steps, size
        self._steps: list[Step] = []
        self._now = -1
        self._is_left = False
        """Whether nothing is looked for any more since the present step."""

    def add(self, step: Step) -> None:
        """Go a step further, unless nothing has changed."""
        self._is_left = False
        if self._steps and self._steps[self._now] == step:
            return
        del self._steps[self._now + 1 :]
        self._steps.append(step)
        while len(self._steps) > self._most_steps or self._is_too_large():
            del self._steps[0]
        self._now = len(self._steps) - 1

    def leave(self) -> None:
        """Look for nothing any more: to undo that is to come back to the present step."""
        self._is_left = bool(self._steps)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step before."""
        return self._now > 0 or self._is_left

    @property
    def can_redo(self) -> bool:
        """Whether a step was undone."""
        return self._now + 1 < len(self._steps)

    @property
    def can_go_back(self) -> bool:
        """Whether another picture was looked for before."""
        return self._before() is not None

    @property
    def can_go_forward(self) -> bool:
        """Whether another picture was looked for after this one."""
        return self._after() is not None

    def undo(self) -> Step:
        """Return the step before, which is the present now."""
        if self._is_left:
            return self._go(self._now)
        return self._go(self._now - 1 if self.can_undo else None)

    def redo(self) -> Step:
        """Return the step that was undone last, which is the present now."""
        return self._go(self._now + 1 if self.can_redo else None)

    def go_back(self) -> Step:
        """Return the last step of the picture before, which is the present now."""
        return self._go(self._before())

    def go_forward(self) -> Step:
        """Return the last step of the picture after this one, which is the present now."""
        return self._go(self._after())

    def _go(self, number: int | None) -> Step:
        if number is None:
            raise IndexError("there is no step that way")
        self._now, self._is_left = number, False
        return self._steps[number]

    def _before(self) -> int | None:
        return self._other(range(self._now - 1, -1, -1))

    def _after(self) -> int | None:
        first = self._other(range(self._now + 1, len(self._steps)))
        if first is None:
            return None
        steps = self._steps
        while first + 1 < len(steps) and steps[first].is_of_same_picture(steps[first + 1]):
            first += 1
        return first

    def _other(self, numbers: Sequence[int]) -> int | None:
        """The first of these steps that is of another picture than the present one."""
        now = self._steps[self._now] if numbers else None
        return next(
            (n for n in numbers if now and not self._steps[n].is_of_same_picture(now)), None
        )

    def _is_too_large(self) -> bool:
        """Whether the pictures that have no file take too much; the present one always stays."""
        sources = (
            term.source
            for step in self._steps
            for term in step.query.terms
            if isinstance(term.source, bytes)
        )
        distinct = {id(source): len(source) for source in sources}
        return len(self._steps) > 1 and sum(distinct.values()) > self._most_bytes

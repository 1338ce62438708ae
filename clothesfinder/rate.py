"""How fast the work goes of late."""

from __future__ import annotations

from collections import deque

OVER_STEPS = 50


class Rate:
    """Pictures per second of the last steps: of this program, and of those that work with it."""

    def __init__(self) -> None:
        self._steps: deque[tuple[int, float]] = deque(maxlen=OVER_STEPS)
        self._seconds, self._seen_by_others = 0.0, 0

    def note(self, read: int, by_others: int, seconds: float) -> None:
        """Take in a step: how many it read, how many others have done so far, how long it took."""
        self._seconds += seconds
        if read:
            self._steps.append((read + by_others - self._seen_by_others, self._seconds))
            self._seconds, self._seen_by_others = 0.0, by_others

    @property
    def per_second(self) -> float:
        """0.0 where nothing is known yet."""
        seconds = sum(seconds for _, seconds in self._steps)
        return sum(pictures for pictures, _ in self._steps) / seconds if seconds else 0.0

"""What is done one at a time: the newest wish ends the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.gui.tasks import Tasks

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Coroutine


class NewestTask(Tasks):
    """Begins coroutines of which each takes the place of the one before."""

    ended = Signal()
    """The newest is over, in whatever way."""

    def __init__(self) -> None:
        super().__init__()
        self._task: asyncio.Task[None] | None = None
        """The newest, until it is over."""

    @property
    def is_under_way(self) -> bool:
        """Whether it is not over yet."""
        return self._task is not None

    def cancel(self) -> None:
        """End it after the step it is at."""
        if self._task is not None:
            self._task.cancel()

    def start_newest(self, way: Coroutine[None, None, None]) -> None:
        """Run this in place of what is under way, which is cancelled."""
        self.cancel()
        self._task = self.begin(way)
        if self._task is not None:
            self._task.add_done_callback(self._tell_ended)

    def _tell_ended(self, task: asyncio.Task[None]) -> None:
        if task is self._task:  # else a newer one is under way
            self._task = None
            self.ended.emit()

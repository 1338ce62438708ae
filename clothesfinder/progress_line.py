"""How far a job is, for somebody who looks at a terminal or reads a log."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, TextIO

from clothesfinder.measuring import Step
from clothesfinder.model_download import Fetched, readable_size
from clothesfinder.progress import Progress

if TYPE_CHECKING:
    from clothesfinder.transfer import Copied

SECONDS_BETWEEN_LINES = 10.0


class ProgressLine:
    """Progress on one line of a terminal; elsewhere a line every few seconds."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._next = time.monotonic() + SECONDS_BETWEEN_LINES

    def show(self, progress: Progress | Copied | Step | Fetched) -> None:
        """Show how far it is."""
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write("\r" + told(progress)[:width].ljust(width))
            self._stream.flush()
        elif time.monotonic() >= self._next:
            self._next += SECONDS_BETWEEN_LINES
            self._stream.write(f"{told(progress)}\n")
            self._stream.flush()

    def end(self) -> None:
        """Leave nothing of it on the terminal."""
        if self._live:
            self._stream.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")


def told(progress: Progress | Copied | Step | Fetched) -> str:
    """How far an indexing, a copying, a measuring or a download is, on one line."""
    if isinstance(progress, Fetched):
        share = 100 * progress.done // max(1, progress.total)
        return f"{share} % of {readable_size(progress.total)}"
    where = progress.doing if isinstance(progress, Step) else progress.folder
    if not progress.total:
        if isinstance(progress, Step):
            return f"{progress.doing}: {progress.done}"
        if isinstance(progress, Progress) and progress.waiting:
            return "Waiting: another program is indexing this gallery or changing its index"
        return f"Looking for pictures: {progress.done} found"
    done = 20 * progress.done // progress.total
    text = f"[{'#' * done}{'.' * (20 - done)}] {progress.done} / {progress.total}"
    if isinstance(progress, Progress) and progress.waiting:
        return f"{text}  waiting for another computer"
    if progress.seconds_left is not None:
        minutes, seconds = divmod(round(progress.seconds_left), 60)
        text += f"  {progress.rate:.1f} a second, {minutes}:{seconds:02} left"
    return f"{text}  {where}"

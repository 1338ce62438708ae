"""What the command line says, and how it waits for a job."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, TypeVar

from clothesfinder.turns import finished, retold

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from clothesfinder.measuring import Step
    from clothesfinder.model_download import Fetched
    from clothesfinder.progress import Progress
    from clothesfinder.progress_line import ProgressLine
    from clothesfinder.store import Failure
    from clothesfinder.transfer import Copied

R = TypeVar("R")


def write_names_as_they_are() -> None:
    """Let file names that are no text out by their bytes, as they came in."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="surrogateescape")


def run(
    job: Generator[Progress | Copied | Step | Fetched | int | None, None, R],
    bar: ProgressLine | None = None,
) -> R:
    """Run a job to its end and give its result."""

    def show(progress: Progress | Copied | Step | Fetched | int | None) -> None:
        if bar and progress and not isinstance(progress, int):
            bar.show(progress)

    try:
        return finished(retold(job, show))
    finally:
        if bar:
            bar.end()


def put(line: str) -> None:
    """Write a line of the answer."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def put_all(lines: Iterable[str]) -> int:
    """Write a long text in UTF-8; gives the exit code, 1 where the reader has seen enough."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        for line in lines:
            put(line)
    except BrokenPipeError:  # head, or less
        sys.stderr.close()
        return 1
    return 0


def say(line: str) -> None:
    """Write a line for whoever looks on; an answer that is read by a program stays as it is."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def say_failures(gallery: Path, failures: Iterable[Failure]) -> None:
    """Tell of each file that could not be read, with the reason."""
    for failure in failures:
        say(f"{gallery / failure.path}: {failure.reason}")

"""Opens pictures in a program of its own, within limits: `python -m tests.opening` and its doors.

What is read from stdin is a list of files, in JSON. A line of JSON is written for each of them. A
picture that takes too long ends the program, with its traceback on stderr.
"""

from __future__ import annotations

import faulthandler
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
MEMORY = 2 << 30
"""Bytes of address space."""
SECONDS = 10.0
"""That one picture may take."""
EDGE = 260


class Opened(NamedTuple):
    """What came of one file."""

    reason: str
    """Of the Problem; empty where there was none."""
    size: tuple[int, int]
    seconds: float
    megabytes: int
    """The most that the program had in memory so far."""


def open_apart(files: Sequence[Path]) -> list[Opened]:
    """Open these, one after the other, in one program; gives as many as it came to."""
    run = run_apart(["-m", "tests.opening"], json.dumps([str(file) for file in files]))
    opened = [Opened(*json.loads(line)) for line in run.stdout.splitlines()]
    assert run.returncode == 0, (
        f"at {files[len(opened)]} it ended with {run.returncode}\n{run.stderr}"
    )
    return opened


def run_apart(arguments: Sequence[str], text: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments, and little of what needs much address space."""
    return subprocess.run(
        [sys.executable, *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"},
    )


def limit_memory() -> None:
    """Let this program have no more than MEMORY from now on, where the system can see to that."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@contextmanager
def within_seconds() -> Iterator[None]:
    """End the program, with a traceback, when this is not done in time."""
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def megabytes() -> int:
    """The most memory that this program ever had."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> None:
    """Open what stdin tells."""
    from clothesfinder.images import open_picture
    from clothesfinder.problem import Problem

    files = json.load(sys.stdin)
    limit_memory()
    for file in files:
        start, reason, size = time.perf_counter(), "", (0, 0)
        with within_seconds():
            try:
                picture = open_picture(Path(file), EDGE)
                size = (picture.width, picture.height)
            except Problem as problem:
                reason = str(problem)
        opened = Opened(reason, size, time.perf_counter() - start, megabytes())
        sys.stdout.write(json.dumps(opened) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Pictures that may have crashed the program: each is opened once more, in a program of its own.

The decoders are libraries in C; a damaged file may end the whole program, or never come to an end.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from clothesfinder.images import open_picture, read_file
from clothesfinder.installed import is_one_folder
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

log = logging.getLogger(__name__)
Turn = TypeVar("Turn")

CRASHES = "Decoding this file makes the program crash. It is skipped until the file changes."
HANGS = "Decoding this file takes minutes without end. It is skipped until the file changes."
PATIENCE = 60.0
"""Seconds that a picture may take by itself. A large one takes a few."""
TURN = 0.05
WORD = "--open-suspects"
"""By which the frozen program is told to be the one that opens."""
FIRST_CRASH_CODE = 0xC0000000
"""On Windows: exit codes from here on are errors such as an access violation."""
CONTROL_C, ABORTED = 0xC000013A, 3


def is_left_alone(reason: str) -> bool:
    """Whether a failure for this reason is not to be tried again while its file is the same."""
    return reason in (CRASHES, HANGS)


def guilty(
    gallery: Path, paths: Sequence[str], edge: int, largest: int, turn: Turn
) -> Generator[Turn, None, dict[str, str]]:
    """Open these pictures as an indexing does, but apart from this program; yields turns meanwhile.

    Returns the reason for each that crashed the program it was opened in, or did not end. One that
    is merely damaged is not among them: it can be tried here.
    """
    found: dict[str, str] = {}
    left = list(paths)
    while left:
        opened, reason = yield from _open_until_a_crash(gallery, left, edge, largest, turn)
        if reason:
            found[left[opened]] = reason
        elif opened < len(left):
            log.warning("pictures could not be opened apart, and no picture is to blame")
            break
        left = left[opened + 1 :]
    return found


def own_command() -> list[str]:
    """The words that start the program that opens.

    A frozen program is no Python, so it starts itself with a word of its own; on Windows its twin
    that has a console, as one without has no stdin and stdout either.
    """
    if not is_one_folder():
        return [sys.executable, "-m", "clothesfinder.suspects"]
    program = Path(sys.executable)
    if sys.platform == "win32":
        program = program.with_name("clothesfinder-cli.exe")
    return [str(program), WORD]


def open_all() -> int:
    """Open the pictures that stdin names, writing a line before each is decoded and at the end."""
    gallery, paths, edge, largest = json.loads(sys.stdin.buffer.read())
    for path in paths:
        try:
            data, _ = read_file(Path(gallery) / path)
        except Problem:
            data = b""
        sys.stdout.write("\n")
        sys.stdout.flush()
        try:
            open_picture(data, edge, largest)
        except Problem as problem:
            log.debug("%s: %s", path, problem)
    sys.stdout.write("\n")
    sys.stdout.flush()
    return 0


def _open_until_a_crash(
    gallery: Path, paths: Sequence[str], edge: int, largest: int, turn: Turn
) -> Generator[Turn, None, tuple[int, str]]:
    """Open pictures in one program; gives how many were opened, and why the next was not."""
    with _running() as (process, lines):
        _tell(process, json.dumps([str(gallery), list(paths), edge, largest]))
        begun, since = 0, time.monotonic()
        while True:
            try:
                line = lines.get(timeout=TURN)
            except queue.Empty:
                if begun and time.monotonic() - since > PATIENCE:
                    return begun - 1, HANGS
                yield turn
                continue
            if not line:
                break
            begun, since = begun + 1, time.monotonic()
        crashed = begun and _is_crash(process.wait())
        return max(begun - 1, 0), CRASHES if crashed and begun <= len(paths) else ""


def _tell(process: subprocess.Popen[bytes], text: str) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(text.encode("ascii"))
        process.stdin.close()
    except OSError as error:
        log.warning("pictures could not be opened apart: %s", error)


@contextmanager
def _running() -> Iterator[tuple[subprocess.Popen[bytes], queue.SimpleQueue[bytes]]]:
    """Run the program that opens; an empty line tells of its end. It is killed afterwards."""
    with subprocess.Popen(
        own_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,  # a Ctrl+C for this program is none for that one
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        reader = threading.Thread(target=_pass_on, args=(process, lines), daemon=True)
        reader.start()
        try:
            yield process, lines
        finally:
            process.kill()
            reader.join()


def _pass_on(process: subprocess.Popen[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(b"")


def _is_crash(code: int) -> bool:
    """Whether this exit code is that of a crash, and of nothing that a person or system asked."""
    if sys.platform == "win32":
        return code == ABORTED or (code >= FIRST_CRASH_CODE and code != CONTROL_C)
    return code < 0 and -code not in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


if __name__ == "__main__":
    sys.exit(open_all())

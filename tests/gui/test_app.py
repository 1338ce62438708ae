"""The program as a process: it starts, takes what a second start brings, and ends."""

from __future__ import annotations

import ast
import gc
import math
import os
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clothesfinder.gui import app
from clothesfinder.index_files import index_file
from clothesfinder.logs import log_folder
from clothesfinder.settings import load_settings
from tests.conftest import save

Start = Callable[..., "subprocess.Popen[bytes]"]
PROJECT = Path(__file__).parent.parent.parent


@pytest.fixture
def start() -> Iterator[Start]:
    """Start the program in a process of its own."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*arguments: object, program: str = "") -> subprocess.Popen[bytes]:
        how = ["-c", program] if program else ["-m", "clothesfinder"]
        process = subprocess.Popen(
            [sys.executable, *how, *map(str, arguments)],
            cwd=PROJECT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


SLOT_FAILS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from clothesfinder.gui import app
from clothesfinder.gui.window import MainWindow
def fail():
    raise ValueError("a slot of Qt fails")
def begin(window):
    for delay in (0, 1, 2):
        QTimer.singleShot(delay, fail)
    QTimer.singleShot(200, window.close)
def tell(window, dialog):
    with Path(sys.argv[1], "told").open("a") as file:
        print(dialog.text(), file=file)
MainWindow.look_at_own_files, MainWindow.open_dialog = begin, tell
sys.exit(app.main([]))
"""
SLOW_TO_END = """
import asyncio, sys
from pathlib import Path
from clothesfinder.gui import app
from clothesfinder.gui.model_downloads import ModelDownloads
async def close(self):
    Path(sys.argv[1], "ending").touch()
    while not Path(sys.argv[1], "end").exists():
        await asyncio.sleep(0.02)
ModelDownloads.close = close
sys.exit(app.main(sys.argv[2:]))
"""
"""The program, with a download that takes its time to end: until there is a file that says so."""


ASKED_BY_FINDER = """
import sys
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from clothesfinder.gui import app
from clothesfinder.gui.intake import Intake
application, early, *late = app.Application(), *sys.argv[1:]
def ask(path):
    QCoreApplication.postEvent(application, QFileOpenEvent(QUrl.fromLocalFile(path)))
def open_and_ask(self, arguments):
    print(arguments, flush=True)
    opened(self, arguments)
    while late:
        ask(late.pop(0))
opened, Intake.open_arguments = Intake.open_arguments, open_and_ask
app.Application = lambda: application
ask(early)
QCoreApplication.sendPostedEvents(application)
sys.exit(app.main([]))
"""
"""The program on macOS: asked to open a file before its window is there, and others later."""


def wait_for(happened: Callable[[], object], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


class Circle:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize(("longest", "is_left_alone"), [(-1.0, True), (math.inf, False)])
def test_what_takes_long_to_look_through_is_looked_through_once(
    monkeypatch: pytest.MonkeyPatch, longest: float, is_left_alone: bool
) -> None:
    monkeypatch.setattr(app, "LONGEST_COLLECTION", longest)
    try:
        before = gc.get_freeze_count()
        ended = weakref.ref(Circle())
        app._collect()
        assert ended() is None
        assert (gc.get_freeze_count() > before) == is_left_alone
        later = weakref.ref(Circle())
        assert later() is not None
        app._collect()
        assert later() is None
    finally:
        gc.unfreeze()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM there")
def test_start_hand_over_and_end(start: Start, gallery: Path, tmp_path: Path) -> None:
    for name in "abc":
        save(gallery / f"{name}.png")
    first = start(gallery)
    wait_for(lambda: str(gallery) in load_settings().recent_galleries)
    assert index_file(gallery).exists()

    other = tmp_path / "other gallery"
    save(other / "d.png")
    second = start(other.as_uri())
    assert second.wait(120) == 0
    wait_for(lambda: load_settings().recent_galleries == (str(other), str(gallery)))
    assert first.poll() is None

    first.send_signal(signal.SIGTERM)
    _, errors = first.communicate(timeout=120)
    assert first.returncode == 0
    assert b"Traceback" not in errors
    log = log_folder() / "clothesfinder.log"
    assert not log.exists() or "ERROR" not in log.read_text("utf-8")


def test_ended_by_force_the_next_start_takes_over(start: Start, gallery: Path) -> None:
    save(gallery / "a.png")
    first = start(gallery)
    wait_for(lambda: load_settings().recent_galleries)
    first.kill()
    first.wait()
    save(gallery / "below" / "b.png")
    second = start(gallery / "below")
    wait_for(lambda: len(load_settings().recent_galleries) == 2)
    assert second.poll() is None


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM there")
def test_closed_but_not_ended_yet_it_leaves_the_next_start_alone(
    start: Start, gallery: Path, tmp_path: Path
) -> None:
    save(gallery / "a.png")
    said = tmp_path / "said"
    said.mkdir()
    first = start(said, gallery, program=SLOW_TO_END)
    wait_for(lambda: load_settings().recent_galleries)
    first.send_signal(signal.SIGTERM)
    wait_for((said / "ending").exists)
    save(tmp_path / "other" / "b.png")
    second = start(tmp_path / "other")
    wait_for(lambda: second.poll() is not None or len(load_settings().recent_galleries) == 2)
    assert second.poll() is None
    assert first.poll() is None
    (said / "end").touch()
    _, errors = first.communicate(timeout=120)
    assert first.returncode == 0
    assert b"Traceback" not in errors
    assert second.poll() is None


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM there")
def test_what_finder_asks_to_open_is_opened(start: Start, gallery: Path, tmp_path: Path) -> None:
    save(gallery / "a b%20.png")
    other = tmp_path / "other"
    save(other / "ü.png")
    program = start(gallery, other, other / "ü.png", program=ASKED_BY_FINDER)
    wait_for(lambda: load_settings().recent_galleries[:1] == (str(other),))
    program.send_signal(signal.SIGTERM)
    said, errors = program.communicate(timeout=120)
    asked = [ast.literal_eval(line) for line in said.decode().splitlines()]
    assert asked == [[str(gallery)], [str(other), str(other / "ü.png")]]
    assert b"Traceback" not in errors


def test_what_a_slot_raises_is_told_once_and_noted_down(start: Start, tmp_path: Path) -> None:
    process = start(tmp_path, program=SLOT_FAILS)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert (tmp_path / "told").read_text() == "Something unexpected went wrong.\n"
    noted = "".join(file.read_text() for file in log_folder().glob("*.log"))
    assert noted.count("ValueError: a slot of Qt fails") == 3

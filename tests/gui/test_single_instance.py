from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clothesfinder.gui.single_instance import SingleInstance, to_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

# A whole program: says whether it is the one instance, and then what it is sent or could send.
PROGRAM = """
import json, sys
from PySide6.QtCore import QCoreApplication
from clothesfinder.gui import single_instance
from clothesfinder.gui.single_instance import SingleInstance
single_instance.PATIENCE = 60
application = QCoreApplication([])
instance = SingleInstance(sys.argv[1])
def say(*words): print(json.dumps(words), flush=True)
if instance.claim():
    instance.received.connect(lambda arguments: say("received", arguments))
    say("first")
    application.exec()
else:
    say("second", instance.send(sys.argv[2:]))
"""


@pytest.fixture
def key(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path_factory.mktemp("run")  # its path is short, as a socket's must be
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return uuid.uuid4().hex


@pytest.fixture
def start(key: str) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    processes = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PROGRAM, key, *arguments]
        root = Path(__file__).parents[2]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def say(process: subprocess.Popen[str]) -> list[object]:
    assert process.stdout is not None
    words: list[object] = json.loads(process.stdout.readline())
    return words


def test_second_start_hands_over(start: Callable[..., subprocess.Popen[str]]) -> None:
    first = start()
    assert say(first) == ["first"]
    pictures = ["/a b/é #1.jpg", os.fsdecode(b"/caf\xe9.jpg"), "two\nlines"]
    assert say(start(*pictures)) == ["second", True]
    assert say(first) == ["received", pictures]
    assert say(start()) == ["second", True]
    assert say(first) == ["received", []]


@pytest.mark.skipif(sys.platform != "linux", reason="Flatpaks are Linux'")
def test_of_a_flatpak_all_starts_meet_too(
    start: Callable[..., subprocess.Popen[str]],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shared, *own = (tmp_path_factory.mktemp("f") for _ in range(3))
    (shared / "x.y").mkdir()
    monkeypatch.setenv("FLATPAK_ID", "x.y")
    said = []
    for folder in own:  # as its sandboxes have it: one each, and of each only `app` is shared
        (folder / "app").symlink_to(shared)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        said.append(say(start("/x")))
    assert said == [["first"], ["second", True]]


def test_a_display_is_named_with_its_screen_or_without(
    start: Callable[..., subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    first = start()
    assert say(first) == ["first"]
    monkeypatch.setenv("DISPLAY", ":7.0")
    assert say(start("/x")) == ["second", True]
    for other in (":70", ":7.1"):
        monkeypatch.setenv("DISPLAY", other)
        assert say(start()) == ["first"]


def test_killed_instance_is_taken_over(start: Callable[..., subprocess.Popen[str]]) -> None:
    first = start()
    assert say(first) == ["first"]
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    heir = start()
    assert say(heir) == ["first"]
    assert say(start("/x")) == ["second", True]
    assert say(heir) == ["received", ["/x"]]


def test_of_several_started_at_once_one_is_first(
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    started = [start(f"/{number}") for number in range(4)]
    said = [say(process) for process in started]
    assert said.count(["first"]) == 1
    assert said.count(["second", True]) == 3
    first = started[said.index(["first"])]
    received = sorted(str(say(first)[1]) for _ in range(3))
    assert received == sorted(f"['/{n}']" for n in range(4) if said[n] != ["first"])


def test_other_key_is_another_instance(qtbot: QtBot, key: str) -> None:
    one, other = SingleInstance(key), SingleInstance(f"{key}/other")
    assert one.claim()
    assert other.claim()
    assert not SingleInstance(key).claim()


def test_nobody_to_send_to(qtbot: QtBot, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clothesfinder.gui.single_instance.PATIENCE", 0.2)
    assert not SingleInstance(key).send(["/x"])


@pytest.mark.parametrize(
    ("argument", "path"),
    [
        ("file:///a%20b/%C3%A9%23.jpg", "/a b/é#.jpg"),
        ("file://localhost/a.jpg", "/a.jpg"),
        ("file:///caf%E9.jpg", os.fsdecode(b"/caf\xe9.jpg")),
        ("/plain/50%25.jpg", "/plain/50%25.jpg"),
        ("shirt.jpg", "/here/shirt.jpg"),
        ("../shirt.jpg", "/shirt.jpg"),
        (".", "/here"),
        ("https://example.org/a.jpg", "https://example.org/a.jpg"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of another kind")
def test_to_path(argument: str, path: str) -> None:
    assert to_path(argument, "/here") == path

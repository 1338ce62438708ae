"""Double clicks in a real file manager, and the launcher started as a desktop starts it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from clothesfinder import launcher
from clothesfinder.gui.single_instance import to_path
from clothesfinder.settings import load_settings
from tests.conftest import save
from tests.desktops import OURS, entry_file, values

from .desk import until
from .test_file_manager import Manager, window_called
from .test_result_actions import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from .conftest import Run

FIRST = 865, 105
"""Where on the screen the first file of the manager's folder is shown."""
NAME = "weiß & 100%20 #1.png"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a Linux desktop")


@pytest.fixture
def manager(qapp: QApplication, home: Path, tmp_path: Path) -> Iterator[Manager]:
    """PCManFM, which starts programs without asking, in a home of its own."""
    tools = "pcmanfm", "xdotool", "dbus-run-session"
    if qapp.platformName() != "xcb" or not all(map(shutil.which, tools)):
        pytest.skip("no file manager here, or no screen")
    home.rmdir()
    manager = Manager("pcmanfm", tmp_path / "double clicks", home)
    choices = home / ".config" / "libfm" / "libfm.conf"
    choices.parent.mkdir(parents=True)
    choices.write_text("[config]\nquick_exec=1\n")
    yield manager
    manager.close()


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a program that stands in for ours, in a folder with a space, was started with."""
    starter = tmp_path / "a place" / "clothesfinder"
    starter.parent.mkdir()
    noted = tmp_path / "noted"
    script = f'#!/bin/sh\nprintf "%s\\n" begun "$@" >"{noted}.part"\nmv "{noted}.part" "{noted}"\n'
    starter.write_text(script)
    starter.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(starter)])
    return noted


async def double_click() -> None:
    click = "click", "--repeat", 2, "--delay", 80, 1
    await told("xdotool", "mousemove", *FIRST, "sleep", 0.5, *click)


def test_a_picture_whose_program_it_is(run: Run, manager: Manager, home: Path, noted: Path) -> None:
    async def scenario() -> None:
        picture = save(manager.folder / NAME)
        launcher.install()
        (home / ".config" / "mimeapps.list").write_text(
            f"[Default Applications]\nimage/png={OURS}\n"
        )
        await manager.show()
        await double_click()
        await until(noted.exists)
        _begun, given = noted.read_text().splitlines()
        assert to_path(given, "/") == str(picture)

    run(scenario())


def test_the_launcher_itself(run: Run, manager: Manager, home: Path, noted: Path) -> None:
    async def scenario() -> None:
        launcher.install()
        shutil.copy(entry_file(home / ".local/share"), manager.folder)
        await manager.show()
        await double_click()
        await until(noted.exists)
        assert noted.read_text() == "begun\n"

    run(scenario())


@pytest.fixture
def started(home: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The entry of this checkout's program, whose window is closed after the test."""
    if not all(map(shutil.which, ("gio", "xdotool", "xprop"))):
        pytest.skip("needs libglib2.0-bin, xdotool and x11-utils")
    runtime = data.parent / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setattr(sys, "argv", ["main.py"])
    launcher.install()
    yield entry_file(home / ".local/share")
    for window in windows():
        pid = subprocess.run(["xdotool", "getwindowpid", window], capture_output=True, check=True)
        os.kill(int(pid.stdout), 15)
    while windows():
        pass


def windows() -> list[str]:
    """The windows of a program of ours that is not this one."""
    search = ["xdotool", "search", "--onlyvisible", "--class", "^clothesfinder$"]
    return subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()


@pytest.mark.slow
def test_docks_know_the_window_and_a_second_start_joins_it(
    run: Run, qapp: QApplication, started: Path, pictures: Path
) -> None:
    async def scenario() -> None:
        if qapp.platformName() != "xcb":
            pytest.skip("no screen")
        await told("gio", "launch", started)
        window = await window_called("Clothesfinder$")
        told_class = await told("xprop", "-id", window, "WM_CLASS")
        assert f'"{values(started.read_text())["StartupWMClass"]}"' in told_class.split(", ")[1]
        await told("gio", "launch", started, pictures)
        await until(lambda: load_settings().recent_galleries == (str(pictures),))
        assert windows() == [window]

    run(scenario())

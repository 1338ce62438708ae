"""Results in a real file manager: pasted there, and dragged there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from .desk import Desk, until
from .test_drag import press_and_move
from .test_result_actions import CONTROL, KEY, SHIFT, press, show_results, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from .conftest import Run
    from .test_drag import Point

MANAGERS = {"pcmanfm": ("--no-desktop",)}
"""Those that need nothing of a desktop, and what they need to be told."""
NAMES = ["pink.png", "red.png"]


class Manager:
    """A file manager with an empty folder."""

    def __init__(self, program: str, folder: Path, home: Path) -> None:
        folder.mkdir()
        home.mkdir(mode=0o700)
        self.folder = folder
        self._home = home
        self._command = ["dbus-run-session", "--", program, *MANAGERS[program], str(folder)]
        self._process: subprocess.Popen[bytes] | None = None

    async def show(self) -> None:
        """Show its window in the right half of the screen; the keyboard is there then."""
        environment = os.environ | {"XDG_RUNTIME_DIR": str(self._home), "HOME": str(self._home)}
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            self._command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
        )
        search = ["xdotool", "search", "--onlyvisible", "--name", f"^{self.folder.name}"]
        found: list[str] = []
        while not found:
            found = (await told(*search)).split()
        await told("xdotool", "windowmove", found[0], "660", "20")
        await told("xdotool", "windowsize", found[0], "600", "500")
        await told("xdotool", "windowfocus", found[0])

    async def paste(self) -> None:
        """Press Ctrl+V in the empty part of its folder."""
        empty = "mousemove", 1100, 400, "click", 1, "sleep", 0.3
        await told("xdotool", *empty, "key", "ctrl+v")

    @property
    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def close(self) -> None:
        if self._process is not None:  # which has others, with its window among them
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


@pytest.fixture(params=MANAGERS)
def manager(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path
) -> Iterator[Manager]:
    tools = request.param, "xdotool", "dbus-run-session"
    if qapp.platformName() != "xcb" or not all(map(shutil.which, tools)):
        pytest.skip(f"no {request.param} here, or no screen")
    manager = Manager(request.param, tmp_path / "where copies come", tmp_path / "home")
    yield manager
    manager.close()


async def select_two(desk: Desk, pictures: Path, query: Path) -> None:
    desk.window.setGeometry(0, 0, 640, 700)
    await show_results(desk, pictures, query)
    press(desk, KEY.Key_Right, SHIFT)
    assert [path.name for path in desk.window._results.chosen_paths()] == ["red.png", "pink.png"]


async def check(manager: Manager, pictures: Path) -> None:
    def have_come() -> bool:
        return manager.names == NAMES and all(
            (manager.folder / name).read_bytes() == (pictures / name).read_bytes() for name in NAMES
        )

    await until(have_come)
    assert all((pictures / name).exists() for name in NAMES), "they are copied, not moved"


def test_copied_files_are_pasted_as_files(
    run: Run, desk: Desk, manager: Manager, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await select_two(desk, pictures, query)
        press(desk, KEY.Key_C, CONTROL)
        await until(lambda: desk.status == "2 files copied.")
        await manager.show()
        await manager.paste()
        await check(manager, pictures)

    run(scenario())


def test_several_are_dragged_there(
    run: Run, desk: Desk, manager: Manager, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await select_two(desk, pictures, query)
        await manager.show()
        results = desk.window._results
        middle = results.visualRect(results.model().index(0, 0)).center()
        place = results.viewport().mapToGlobal(middle)
        await drag((place.x(), place.y()), (1100, 400))
        await check(manager, pictures)

    run(scenario())


async def drag(start: Point, end: Point) -> None:
    """Let go of it when the manager has had time to look at it."""
    wiggle = [("mousemove", end[0] + x, end[1], "sleep", 0.2) for x in (2, 0, 2, 0)]
    held = *press_and_move(start, end), *chain(*wiggle), "sleep", 1.5
    await told("xdotool", *held, "mouseup", 1)

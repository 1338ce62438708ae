"""Results in a real file manager: pasted there, and dragged there."""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from .desk import Desk, until
from .test_drag import LET_GO, press_and_move
from .test_result_actions import CONTROL, KEY, SHIFT, press, show_results, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from .conftest import Run

MANAGERS = {"pcmanfm": ("--no-desktop",), "thunar": ()}
"""Those that need nothing of a desktop, and what they need to be told."""
NAMES = ["pink.png", "red.png"]


class Manager:
    """A file manager's window, which shows an empty folder."""

    def __init__(self, program: str, folder: Path, home: Path) -> None:
        home.mkdir(mode=0o700)
        environment = os.environ | {"XDG_RUNTIME_DIR": str(home), "HOME": str(home)}
        self.folder = folder
        self._name = f"^{folder.name}"
        self._process = subprocess.Popen(
            ["dbus-run-session", "--", program, *MANAGERS[program], str(folder)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    async def shown(self) -> None:
        """Wait for its window, and put it where the right half of the screen is."""
        search = ["xdotool", "search", "--onlyvisible", "--name", self._name]
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
        self._process.terminate()
        self._process.wait()


@pytest.fixture(params=MANAGERS)
def manager(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path
) -> Iterator[Manager]:
    tools = request.param, "xdotool", "dbus-run-session"
    if qapp.platformName() != "xcb" or not all(map(shutil.which, tools)):
        pytest.skip(f"no {request.param} here, or no screen")
    folder = tmp_path / "where copies come"
    folder.mkdir()
    manager = Manager(request.param, folder, tmp_path / "home")
    yield manager
    manager.close()


async def both_shown(desk: Desk, manager: Manager, pictures: Path, query: Path) -> None:
    desk.window.setGeometry(0, 0, 640, 700)
    await show_results(desk, pictures, query)
    press(desk, KEY.Key_Right, SHIFT)
    assert [path.name for path in desk.window._results.chosen_paths()] == ["red.png", "pink.png"]
    await manager.shown()


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
        await both_shown(desk, manager, pictures, query)
        press(desk, KEY.Key_C, CONTROL)
        await until(lambda: desk.status == "2 files copied.")
        await manager.paste()
        await check(manager, pictures)

    run(scenario())


def test_several_are_dragged_there(
    run: Run, desk: Desk, manager: Manager, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await both_shown(desk, manager, pictures, query)
        results = desk.window._results
        middle = results.visualRect(results.model().index(0, 0)).center()
        place = results.viewport().mapToGlobal(middle)
        end = 1100, 400
        wiggle = [("mousemove", end[0] + x, end[1], "sleep", 0.2) for x in (2, 0, 2, 0)]
        steps = press_and_move((place.x(), place.y()), end)
        await told("xdotool", *steps, *chain(*wiggle), *LET_GO)
        await check(manager, pictures)

    run(scenario())

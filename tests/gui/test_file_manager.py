"""Results in a real file manager: pasted there, and dragged there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import save

from .desk import Desk, until
from .test_drag import press_and_move
from .test_result_actions import CONTROL, KEY, SHIFT, press, show_results, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from .conftest import Run

MANAGERS = {"pcmanfm": ("--no-desktop",)}
"""Those that need nothing of a desktop, and what they need to be told."""
NAMES = ["pink.png", "red.png"]
TITLE = "Clothesfinder test: results"
ROOT = Path(__file__).parent.parent.parent


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
        window = await window_called(self.folder.name)
        await told("xdotool", "windowmove", window, 660, 20)
        await told("xdotool", "windowsize", window, 600, 500)
        await told("xdotool", "windowfocus", window)

    async def paste(self) -> None:
        """Press Ctrl+V in the empty part of its folder."""
        empty = "mousemove", 1100, 400, "click", 1, "sleep", 0.3
        await told("xdotool", *empty, "key", "ctrl+v")

    async def has(self, originals: list[Path]) -> None:
        """Wait until copies of these have come, and nothing else."""

        def have_come() -> bool:
            names = sorted(path.name for path in self.folder.iterdir())
            return names == sorted(path.name for path in originals) and all(
                (self.folder / path.name).read_bytes() == path.read_bytes() for path in originals
            )

        await until(have_come)
        assert all(path.exists() for path in originals), "they are copied, not moved"

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


def test_copied_files_are_pasted_as_files(
    run: Run, desk: Desk, manager: Manager, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await select_two(desk, pictures, query)
        press(desk, KEY.Key_C, CONTROL)
        await until(lambda: desk.status == "2 files copied.")
        await manager.show()
        await manager.paste()
        await manager.has([pictures / name for name in NAMES])

    run(scenario())


def test_several_are_dragged_there(run: Run, manager: Manager, source: list[Path]) -> None:
    async def scenario() -> None:
        await window_called(TITLE)
        await manager.show()
        end = 1100, 400
        wiggle = [("mousemove", end[0] + x, end[1], "sleep", 0.2) for x in (2, 0, 2, 0)]
        steps = *press_and_move((200, 120), end), *chain(*wiggle)
        await told("xdotool", *steps, "sleep", 1.5, "mouseup", 1)
        await manager.has(source)

    run(scenario())


@pytest.fixture
def source(tmp_path: Path) -> Iterator[list[Path]]:
    """Two pictures, selected in a window of another program."""
    paths = [save(tmp_path / "of the gallery" / name) for name in NAMES]
    program = [sys.executable, "-m", "tests.gui.resultsource", str(paths[0].parent), TITLE]
    with subprocess.Popen(program, cwd=ROOT) as process:
        yield paths
        process.kill()


async def window_called(title: str) -> str:
    """Wait for a window whose title begins with this; gives its number."""
    search = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}"]
    while not (found := (await told(*search)).split()):
        pass
    return found[0]

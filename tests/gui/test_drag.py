"""Real drags: another program, a real pointer, X11."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from clothesfinder.cropping import NAMED
from clothesfinder.gui.crop import Crop
from clothesfinder.gui.drop_field import DropField
from clothesfinder.gui.query import QueryBox
from clothesfinder.images import open_picture
from tests.conftest import save
from tests.gui.dragsource import ADDRESS, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from clothesfinder.gui.mime import Dropped

Point = tuple[int, int]
LET_GO = "sleep", 0.2, "mouseup", 1


@pytest.fixture
def box(qtbot: QtBot, qapp: QApplication) -> QueryBox:
    if qapp.platformName() != "xcb" or not shutil.which("xdotool"):
        pytest.skip("a real drag needs X11 and xdotool")
    box = QueryBox()
    qtbot.addWidget(box)
    box.setGeometry(20, 40, 300, 420)
    with qtbot.waitExposed(box):
        box.show()
    return box


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return save(tmp_path / "a shirt é #1.png", (180, 20, 40), (64, 48))


@pytest.fixture
def source(
    request: pytest.FixtureRequest, qtbot: QtBot, box: QueryBox, picture: Path
) -> Iterator[Point]:
    """Where the mouse must be pressed to drag the picture; parametrised with more arguments."""
    program = Path(__file__).with_name("dragsource.py")
    process = subprocess.Popen([sys.executable, program, picture, *getattr(request, "param", [])])
    try:
        qtbot.waitUntil(lambda: window_middle() is not None)
        middle = window_middle()
        assert middle is not None
        yield middle
    finally:
        process.kill()
        process.wait()


def window_middle() -> Point | None:
    search = ["xdotool", "search", "--onlyvisible", "--name", f"^{TITLE}$"]
    found = subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()
    if not found:
        return None
    ask = ["xdotool", "getwindowgeometry", "--shell", found[0]]
    lines = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.split()
    place = dict(line.split("=") for line in lines)
    x, y, width, height = (int(place[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
    return x + width // 2, y + height // 2


def middle_of(box: QueryBox) -> Point:
    middle = box.mapToGlobal(box.rect().center())
    return middle.x(), middle.y()


def drag(qtbot: QtBot, box: QueryBox, start: Point) -> None:
    """Move the real pointer, while our own event loop turns: else the target would be deaf.

    The button is let go of when the field has seen the drag, however slow its source is.
    """
    field, end = box.findChild(DropField), middle_of(box)
    assert isinstance(field, DropField)
    near: list[bool] = []
    field.drops.near.connect(near.append)
    use_mouse(qtbot, *press_and_move(start, end))

    def is_near() -> bool:
        wiggle = [["mousemove", end[0] + x, end[1], "sleep", 0.1] for x in (2, 0)]
        use_mouse(qtbot, *wiggle[0], *wiggle[1])
        return near[-1:] == [True]

    qtbot.waitUntil(is_near)
    use_mouse(qtbot, *LET_GO)


def press_and_move(start: Point, end: Point) -> list[object]:
    """The steps that take hold of what is at one place, and hold it over another."""
    steps: list[object] = ["mousemove", *start, "sleep", 0.1, "mousedown", 1, "sleep", 0.1]
    for way in (3, 8, 14):  # past the distance where a press becomes a drag
        steps += ["mousemove", start[0] + way, start[1] + way, "sleep", 0.04]
    for part in range(1, 13):
        x, y = (a + (b - a) * part // 12 for a, b in zip(start, end, strict=True))
        steps += ["mousemove", x, y, "sleep", 0.02]
    return steps


def use_mouse(qtbot: QtBot, *steps: object) -> None:
    mouse = subprocess.Popen(["xdotool", *map(str, steps)])
    qtbot.waitUntil(lambda: mouse.poll() is not None)
    assert mouse.returncode == 0


def test_drag_a_file(qtbot: QtBot, box: QueryBox, picture: Path, source: Point) -> None:
    with qtbot.waitSignal(box.dropped) as told:
        drag(qtbot, box, source)
    dropped: Dropped = told.args[0]
    assert dropped.files == [picture]
    assert picture.exists(), "a drag only ever copies"


def test_drag_a_file_onto_a_picture(
    qtbot: QtBot, box: QueryBox, picture: Path, source: Point
) -> None:
    """What shows the part that is searched with lies over it, and does not take drags away."""
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    box.show_query(image, "red.png")
    box.show_crop(Crop(NAMED["centre"]))
    with qtbot.waitSignal(box.dropped) as told:
        drag(qtbot, box, source)
    dropped: Dropped = told.args[0]
    assert dropped.files == [picture]


@pytest.mark.parametrize("source", [["--bitmap"]], indirect=True)
def test_drag_a_bitmap(qtbot: QtBot, box: QueryBox, picture: Path, source: Point) -> None:
    with qtbot.waitSignal(box.dropped) as told:
        drag(qtbot, box, source)
    dropped: Dropped = told.args[0]
    assert dropped.data is not None
    with Image.open(picture) as original:
        assert open_picture(dropped.data).image.tobytes() == original.tobytes()


@pytest.mark.parametrize("source", [["--chromium"]], indirect=True)
def test_drag_as_chromium_does(qtbot: QtBot, box: QueryBox, picture: Path, source: Point) -> None:
    with qtbot.waitSignal(box.dropped) as told:
        drag(qtbot, box, source)
    dropped: Dropped = told.args[0]
    assert dropped.data == picture.read_bytes()


@pytest.mark.parametrize("source", [["--firefox"]], indirect=True)
def test_drag_as_older_firefox_does(qtbot: QtBot, box: QueryBox, source: Point) -> None:
    with qtbot.waitSignal(box.dropped) as told:
        drag(qtbot, box, source)
    dropped: Dropped = told.args[0]
    assert dropped.url == ADDRESS

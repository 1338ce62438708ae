from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor

from clothesfinder.gui import large_pictures, qimage
from clothesfinder.gui.large_pictures import (
    MOST_PIXELS,
    SMALLEST,
    LargePictures,
    Wish,
    detailed,
    open_large,
)
from clothesfinder.gui.qimage import as_qimage
from clothesfinder.images import DAMAGED
from clothesfinder.orientation import Orientation
from tests.conftest import save

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from clothesfinder.gui.large_pictures import Large


@pytest.fixture
def pictures(qtbot: QtBot) -> Iterator[LargePictures]:
    pictures = LargePictures()
    yield pictures
    pictures.close()


def wish(path: Path, edge: int = 200) -> Wish:
    return Wish(path, path, edge)


@pytest.mark.parametrize("width", [1, 3, 301])
def test_every_pixel_is_copied(qtbot: QtBot, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qimage, "STRIP", 4096)
    made = np.random.default_rng(width).integers(0, 256, (57, width, 3), np.uint8)
    shown = as_qimage(Image.fromarray(made))
    for x in range(width):
        for y in range(57):
            colour = shown.pixelColor(x, y)
            assert (colour.red(), colour.green(), colour.blue()) == tuple(made[y, x])


def test_a_picture_comes_upright_no_larger_than_is_needed_in_halves(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    image = Image.new("RGB", (3000, 2000), (10, 200, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(path, exif=exif)
    large = open_large(path, 1500)
    assert (large.width, large.height) == (2000, 3000)
    sizes = [(level.width(), level.height()) for level in large.levels]
    assert sizes[0] == (1000, 1500)
    assert sizes[1] == (500, 750)
    assert max(sizes[-1]) <= SMALLEST
    whole = open_large(path.read_bytes(), 3000)
    assert (whole.levels[0].width(), whole.longest, whole.whole) == (2000, 3000, 3000)


def test_a_picture_is_held_as_wished(tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 40), (10, 200, 30))
    image.putpixel((0, 0), (255, 0, 0))
    image.save(tmp_path / "a.png")
    large = open_large(tmp_path / "a.png", 100, Orientation(1))
    assert (large.width, large.height) == (40, 60)
    assert large.levels[0].pixelColor(39, 0) == QColor(255, 0, 0)


def test_no_picture_takes_more_than_its_share() -> None:
    assert detailed(3000, 4000) == 4000
    for width, height in ((11_547, 8_660), (8_660, 11_547), (9000, 9000), (100_000, 1_000)):
        edge = detailed(width, height)
        scale = edge / max(width, height)
        assert width * height * scale**2 <= MOST_PIXELS
        assert scale >= 0.24


def test_a_camera_picture_of_100_megapixels_comes_smaller(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    Image.new("L", (11_547, 8_660), 90).save(path)
    large = open_large(path, detailed(11_547, 8_660))
    assert large.whole == 11_547
    assert large.longest == 5772
    assert large.weight < 4 * MOST_PIXELS * 1.34


def test_what_cannot_be_shown_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(save(tmp_path / "whole.jpg", size=(400, 300)).read_bytes()[:2000])
    told: Large = open_large(broken, 100)
    assert (told.trouble, told.is_missing, told.levels) == (DAMAGED, False, ())
    gone = open_large(tmp_path / "gone.jpg", 100)
    assert gone.is_missing
    assert gone.trouble == "The file cannot be read: it is no longer there."


def test_what_is_wished_for_arrives_and_larger_when_that_is_wished_for(
    qtbot: QtBot, pictures: LargePictures, tmp_path: Path
) -> None:
    path = save(tmp_path / "a.png", size=(900, 600))
    assert pictures.get(path) is None
    with qtbot.waitSignal(pictures.arrived):
        pictures.want([wish(path)])
    small = pictures.get(path)
    assert small is not None
    assert small.longest == 200
    pictures.want([wish(path, 150)])
    assert pictures.idle  # which is there
    with qtbot.waitSignal(pictures.arrived):
        pictures.want([wish(path), wish(path, 900)])
    large = pictures.get(path)
    assert large is not None
    assert large.longest == 900
    pictures.want([wish(path, 2000)])
    assert pictures.idle  # there is no more of it


class Held:
    """Pictures are opened when they are let through, one at a time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: list[Path] = []
        self.gate = threading.Semaphore(0)
        monkeypatch.setattr(large_pictures, "THREADS", 1)
        monkeypatch.setattr(large_pictures, "open_large", self._open)

    def _open(self, source: Path, edge: int, orientation: Orientation) -> Large:
        self.opened.append(source)
        self.gate.acquire()
        return open_large(source, edge, orientation)


def test_the_newest_wins(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    held = Held(monkeypatch)
    pictures = LargePictures()
    paths = [save(tmp_path / f"{number}.png") for number in range(30)]
    for path in paths:  # as fast as somebody walks who holds the key down
        pictures.want([wish(path), wish(paths[0], 300)])
    held.gate.release(100)
    qtbot.waitUntil(lambda: pictures.get(paths[-1]) is not None and pictures.idle)
    assert held.opened[0] == paths[0]  # which had begun
    assert held.opened[1] == paths[-1]
    assert set(held.opened) == {paths[0], paths[-1]}
    pictures.close()


def test_what_comes_when_nothing_is_shown_any_more_is_not_kept(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held = Held(monkeypatch)
    pictures = LargePictures()
    path = save(tmp_path / "a.png")
    pictures.want([wish(path)])
    pictures.forget()
    held.gate.release(10)
    qtbot.waitUntil(lambda: pictures.idle)
    assert pictures.used == 0
    pictures.close()


def test_memory_stays_bounded(qtbot: QtBot, tmp_path: Path) -> None:
    one = open_large(save(tmp_path / "0.png", size=(400, 400)), 400).weight
    pictures = LargePictures(memory=3 * one)
    for number in range(8):
        path = save(tmp_path / f"{number}.png", size=(400, 400))
        pictures.want([wish(path, 400)])
        qtbot.waitUntil(lambda path=path: pictures.get(path) is not None)  # type: ignore[misc]
        assert pictures.used <= 4 * one
    assert pictures.get(tmp_path / "0.png") is None
    assert pictures.get(tmp_path / "6.png") is not None
    pictures.close()

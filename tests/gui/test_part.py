"""A part of the query's picture searched with, in the window: real events, a real store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clothesfinder.cropping import NAMED
from clothesfinder.gui import showing
from clothesfinder.gui.crop import Crop
from clothesfinder.gui.crop_layer import CropLayer
from clothesfinder.gui.drop_field import DropField
from clothesfinder.orientation import UPRIGHT, Orientation
from clothesfinder.store import WHOLE
from tests.conftest import ColourEmbedder, save_outfit

from .desk import Desk, GatedEmbedder, until
from .test_crop_layer import double_click, drag

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from clothesfinder.gui.worker import Worker
    from clothesfinder.store import Box

    from .conftest import Run

RED, BLUE = (200, 0, 0), (0, 0, 200)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def outfit(tmp_path: Path) -> Path:
    return save_outfit(tmp_path / "outfit.png", RED, BLUE)


@pytest.fixture
def layer(desk: Desk) -> CropLayer:
    layer = desk.window.findChild(CropLayer)
    assert isinstance(layer, CropLayer)
    return layer


async def find(desk: Desk, pictures: Path, query: Path) -> None:
    desk.drop(pictures)
    await until(lambda: "3 indexed" in desk.notice)
    await desk.at_rest()
    desk.drop(query)
    await until(lambda: len(desk.shown) == 3)
    await desk.at_rest()


def test_a_part_is_searched_with_when_it_is_let_go_of(
    run: Run, desk: Desk, pictures: Path, outfit: Path, layer: CropLayer
) -> None:
    async def scenario() -> None:
        await find(desk, pictures, outfit)
        drag(layer, (0.0, 0.02), (1.0, 0.48))
        await until(lambda: desk.shown[0] == "red.png")
        drag(layer, (0.5, 0.25), (0.5, 0.8))
        await until(lambda: desk.shown[0] == "blue.png")
        assert desk.window._query.name == "outfit.png"
        double_click(layer, 0.5, 0.8)
        await desk.at_rest()
        assert layer.box == WHOLE

    run(scenario())


def test_by_keys_alone(
    run: Run, desk: Desk, pictures: Path, outfit: Path, layer: CropLayer
) -> None:
    async def scenario() -> None:
        await find(desk, pictures, outfit)
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        desk.window._query.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(desk.window.focusWidget(), KEY.Key_Tab)
        assert layer.hasFocus()
        for _ in range(5):
            QTest.keyClick(layer, KEY.Key_Up, SHIFT | CONTROL)
        await until(lambda: desk.shown[0] == "red.png")
        for _ in range(5):
            QTest.keyClick(layer, KEY.Key_Down, CONTROL)
        await until(lambda: desk.shown[0] == "blue.png")
        assert layer.box == pytest.approx(NAMED["lower"])
        QTest.keyClick(layer, KEY.Key_K, CONTROL)
        await until(lambda: layer.box == WHOLE)
        await desk.at_rest()
        assert desk.session.searching._query is not None
        assert desk.session.searching._query.box == WHOLE

    run(scenario())


def test_by_menu(run: Run, desk: Desk, pictures: Path, outfit: Path, layer: CropLayer) -> None:
    async def scenario() -> None:
        (entry,) = [
            action
            for action in desk.window.choices._menu.parent().actions()  # type: ignore[union-attr]
            if action.text().replace("&", "") == "Part of the picture"
        ]
        assert not entry.isEnabled()
        await find(desk, pictures, outfit)
        assert entry.isEnabled()
        desk.menu("Query/Part of the picture/Lower half")
        await until(lambda: desk.shown[0] == "blue.png")
        desk.menu("Query/Part of the picture/Upper half")
        await until(lambda: desk.shown[0] == "red.png")
        desk.window._side.words.searched.emit("a dress")
        await until(lambda: not entry.isEnabled())

    run(scenario())


def test_turned_and_mirrored(
    run: Run,
    desk: Desk,
    pictures: Path,
    outfit: Path,
    layer: CropLayer,
    embedder: ColourEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The picture is turned at once, and not read again; the part stays over the same."""

    def read_again(*_: object) -> None:
        raise AssertionError("the preview is known")

    async def scenario() -> None:
        shown: list[QImage] = []
        desk.session.searching.query_shown.connect(lambda image, _: shown.append(image))
        await find(desk, pictures, outfit)
        upright = shown[-1]
        monkeypatch.setattr(showing, "read_preview", read_again)
        desk.menu("Query/Part of the picture/Upper half")
        await until(lambda: desk.shown[0] == "red.png")
        before = embedder.embedded
        desk.menu("Query/Part of the picture/Rotate right")
        assert layer.box == pytest.approx((0.5, 0, 1, 1))
        assert (shown[-1].width(), shown[-1].height()) == (upright.height(), upright.width())
        await desk.at_rest()
        assert embedder.embedded > before, "a turned picture is another query"
        assert desk.shown[0] == "red.png"
        desk.menu("Query/Part of the picture/Mirror")
        assert layer.box == pytest.approx((0, 0, 0.5, 1))
        desk.menu("Query/Part of the picture/Mirror")
        desk.menu("Query/Part of the picture/Rotate left")
        await desk.at_rest()
        assert layer.box == pytest.approx(NAMED["upper"])
        query = desk.session.searching._query
        assert query is not None
        assert query.orientation == UPRIGHT
        assert shown[-1] == upright

    run(scenario())


def test_another_query_begins_whole_and_upright(
    run: Run, desk: Desk, pictures: Path, outfit: Path, layer: CropLayer
) -> None:
    async def scenario() -> None:
        await find(desk, pictures, outfit)
        desk.menu("Query/Part of the picture/Lower half")
        desk.menu("Query/Part of the picture/Rotate right")
        await desk.at_rest()
        field = layer.parentWidget()
        assert isinstance(field, DropField)
        assert desk.drop(pictures / "pink.png", on=field)
        await until(lambda: desk.window._query.name == "pink.png")
        await desk.at_rest()
        assert layer.box == WHOLE
        query = desk.session.searching._query
        assert query is not None
        assert (query.box, query.orientation) == (WHOLE, UPRIGHT)
        assert desk.shown[0] == "pink.png"

    run(scenario())


def test_a_query_comes_with_its_part(
    run: Run, desk: Desk, pictures: Path, outfit: Path, layer: CropLayer
) -> None:
    """One that was searched with before, such as one that is gone back to."""

    async def scenario() -> None:
        await find(desk, pictures, outfit)
        desk.menu("Query/Part of the picture/Lower half")
        desk.menu("Query/Part of the picture/Mirror")
        await desk.at_rest()
        query = desk.session.searching._query
        assert query is not None
        desk.drop(pictures / "red.png")
        await until(lambda: desk.window._query.name == "red.png")
        desk.session.searching.search(query)
        await until(lambda: desk.window._query.name == "outfit.png")
        await desk.at_rest()
        assert layer.box == NAMED["lower"]
        assert desk.window._query._crop == Crop(NAMED["lower"], Orientation(0, mirrored=True))
        assert desk.shown[0] == "blue.png"

    run(scenario())


def test_the_newest_part_wins_and_what_was_found_stays_till_then(
    run: Run,
    desk: Desk,
    pictures: Path,
    outfit: Path,
    layer: CropLayer,
    embedder: GatedEmbedder,
) -> None:
    async def scenario() -> None:
        await find(desk, pictures, outfit)
        desk.menu("Query/Part of the picture/Upper half")
        await until(lambda: desk.shown[0] == "red.png")
        await desk.at_rest()
        while embedder.gate.acquire(blocking=False):
            pass
        embedder.at_the_gate.clear()
        desk.menu("Query/Part of the picture/Centre")
        await until(embedder.at_the_gate.is_set)
        for name in ("Upper half", "Whole picture", "Centre", "Lower half"):
            desk.menu(f"Query/Part of the picture/{name}")
        assert desk.shown[0] == "red.png"
        assert layer.box == NAMED["lower"]
        embedder.gate.release(10)
        await until(lambda: desk.shown[0] == "blue.png")
        await desk.at_rest()
        assert desk.shown[0] == "blue.png"

    run(scenario())


def test_a_part_is_undone_and_redone(
    run: Run, desk: Desk, pictures: Path, outfit: Path, layer: CropLayer
) -> None:
    async def scenario() -> None:
        await find(desk, pictures, outfit)
        desk.menu("Query/Part of the picture/Upper half")
        await until(lambda: desk.shown[0] == "red.png")
        desk.menu("Query/Part of the picture/Rotate right")
        desk.menu("Query/Part of the picture/Lower half")
        await desk.at_rest()
        desk.menu("Query/Undo")
        desk.menu("Query/Undo")
        await desk.at_rest()
        assert layer.box == NAMED["upper"]
        assert desk.shown[0] == "red.png"
        desk.menu("Query/Undo")
        await desk.at_rest()
        assert layer.box == WHOLE
        desk.menu("Query/Redo")
        desk.menu("Query/Redo")
        await desk.at_rest()
        assert desk.window._query._crop == Crop(NAMED["upper"]).turned(1)

    run(scenario())


def test_too_small_a_part_is_told_of_and_mended(
    run: Run, desk: Desk, pictures: Path, outfit: Path, layer: CropLayer
) -> None:
    """The window offers none; a query that comes with one says so."""

    async def scenario() -> None:
        await find(desk, pictures, outfit)
        query = desk.session.searching._query
        assert query is not None
        box = WHOLE._replace(bottom=0.05)
        desk.session.searching.search(query._replace(box=box))
        await until(lambda: "60 by 8 pixels" in desk.window._query.error)
        desk.menu("Query/Part of the picture/Upper half")
        await until(lambda: desk.shown[:1] == ["red.png"])
        assert desk.window._query.error == ""

    run(scenario())


class Finder(ColourEmbedder):
    """Takes the lower half of every picture for the garment."""

    def find_garment(self, _image: Image.Image) -> Box | None:
        return NAMED["lower"]


def test_the_part_that_the_garment_fills(
    run: Run, qapp: QApplication, worker: Worker, pictures: Path, outfit: Path
) -> None:
    desk = Desk(qapp, worker, Finder())

    async def scenario() -> None:
        await find(desk, pictures, outfit)
        desk.menu("Query/Part of the picture/Garment")
        await until(lambda: desk.shown[0] == "blue.png")
        assert desk.window._query._crop == Crop(NAMED["lower"])
        desk.menu("Query/Part of the picture/Rotate right")
        desk.menu("Query/Part of the picture/Garment")
        await desk.at_rest()
        assert desk.window._query._crop == Crop(NAMED["lower"], Orientation(1))
        await desk.close()

    run(scenario())


def test_a_model_that_finds_no_garments_says_so(
    run: Run, desk: Desk, pictures: Path, outfit: Path, layer: CropLayer
) -> None:
    async def scenario() -> None:
        desk.drop(outfit)
        await until(lambda: desk.window._query.name)
        desk.menu("Query/Part of the picture/Garment")
        assert "Open a gallery first" in desk.notice
        await find(desk, pictures, outfit)
        desk.menu("Query/Part of the picture/Garment")
        await until(lambda: "does not tell where" in desk.notice)
        assert layer.box == WHOLE
        assert len(desk.shown) == 3

    run(scenario())

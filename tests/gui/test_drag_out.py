"""A result that is dragged: what it offers, and a real drag onto the query."""

from __future__ import annotations

import os
import shutil
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from clothesfinder.gui.dragging import files_as_mime, pile
from clothesfinder.gui.drop_target import DropTarget
from clothesfinder.gui.grid import Results
from clothesfinder.gui.mime import Dropped, from_mime
from clothesfinder.gui.query import QueryBox
from clothesfinder.gui.theme import palette
from clothesfinder.gui.thumbnails import NOT_FOUND, NOT_SHOWN, Thumbnail, Thumbnails
from clothesfinder.store import WHOLE, Match
from tests.conftest import save

from .test_drag import LET_GO, middle_of, press_and_move, use_mouse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from .test_drag import Point

pytestmark = pytest.mark.usefixtures("qapp")


def thumbnail(*, supplied: bool = False) -> Thumbnail:
    pixmap = QPixmap(30, 40)
    pixmap.fill(QColor(200, 30, 60))
    return Thumbnail(pixmap, "", 300, 400, 1000, supplied)


class TestOffer:
    def test_files(self) -> None:
        paths = [Path("/a b/#1 100%.png"), Path(os.fsdecode(b"/caf\xe9.png"))]
        mime = files_as_mime([(paths[0], None), (paths[1], thumbnail())])
        assert mime.urls()[0] == QUrl.fromLocalFile(str(paths[0]))
        assert from_mime(mime) == Dropped(files=paths)

    def test_thumbnail_of_one_that_is_not_here(self) -> None:
        dropped = from_mime(files_as_mime([(Path("/gone.png"), thumbnail(supplied=True))]))
        assert dropped is not None
        assert dropped.image is not None
        assert dropped.image.size().toTuple() == (30, 40)

    def test_those_that_are_here_of_several(self) -> None:
        pictures = [(Path("/gone.png"), thumbnail(supplied=True)), (Path("/here.png"), thumbnail())]
        assert from_mime(files_as_mime(pictures)) == Dropped(files=[Path("/here.png")])

    def test_one_that_was_looked_for_in_vain_is_not_offered(self) -> None:
        lost = Thumbnail(QPixmap(), NOT_FOUND, 0, 0, 0)
        broken = Thumbnail(QPixmap(), NOT_SHOWN, 0, 0, 5)
        pictures = [(Path("/gone.png"), lost), (Path("/broken.png"), broken)]
        assert from_mime(files_as_mime(pictures)) == Dropped(files=[Path("/broken.png")])

    def test_rows_come_best_first(self, results: Results, gallery: Path) -> None:
        model = results.model()
        mime = model.mimeData([model.index(row, 0) for row in (2, 0)])
        assert from_mime(mime) == Dropped(files=[gallery / "0.png", gallery / "2.png"])
        assert model.supportedDragActions() == Qt.DropAction.CopyAction


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_what_hangs_at_the_mouse_tells_how_many_there_are(dark: bool, ratio: float) -> None:
    colours = palette(dark)
    badge = colours.color(QPalette.ColorRole.Highlight)
    red, wide, none = thumbnail().pixmap, QPixmap(400, 100), QPixmap()
    wide.fill(QColor("green"))

    def seen(number: int) -> tuple[int, int]:
        """How many points show the badge, and how many a picture but the first."""
        image = pile([red, none, wide], number, colours, ratio).toImage()
        points = [
            image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())
        ]
        return points.count(badge), sum(
            p.alpha() > 200 and p.green() > 100 > p.red() for p in points
        )

    assert seen(1) == (0, 0)
    badges = [seen(number)[0] / ratio**2 for number in (2, 12_345)]
    assert 150 < badges[0] < badges[1], "a larger number takes more room"
    assert seen(2)[1] > 100


@pytest.fixture
def results(qtbot: QtBot, gallery: Path) -> Iterator[Results]:
    for number in range(3):
        save(gallery / f"{number}.png", (20, 90, 60 * number))
    thumbnails = Thumbnails(None)
    results = Results(thumbnails)
    qtbot.addWidget(results)
    matches = [Match(f"{number}.png", WHOLE, 1 - number / 10) for number in range(3)]
    results.show_matches(gallery, matches)
    yield results
    thumbnails.close()


class Window(QWidget):
    """As the main window: it takes what is dropped anywhere, the query has its own field."""

    def __init__(self, results: Results) -> None:
        super().__init__()
        self.query = QueryBox()
        self.drops = DropTarget(self)
        row = QHBoxLayout(self)
        row.addWidget(self.query, stretch=1)
        row.addWidget(results, stretch=2)
        self.setGeometry(20, 40, 900, 500)


def drag_own(qtbot: QtBot, start: Point, end: Point) -> None:
    """Drag what is our own: nothing here goes on before it is let go of, so that is all one."""
    wiggle = [("mousemove", end[0] + x, end[1], "sleep", 0.1) for x in (2, 0, 2, 0)]
    use_mouse(qtbot, *press_and_move(start, end), *chain(*wiggle), *LET_GO)


def shown(qtbot: QtBot, qapp: QApplication, results: Results) -> Window:
    """A window with these results, for a real mouse."""
    if qapp.platformName() != "xcb" or not shutil.which("xdotool"):
        pytest.skip("a real drag needs X11 and xdotool")
    window = Window(results)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: results.visualRect(results.model().index(1, 0)).isValid())
    return window


def test_real_drag_of_a_result(
    qtbot: QtBot, qapp: QApplication, results: Results, gallery: Path
) -> None:
    window = shown(qtbot, qapp, results)
    cell = results.visualRect(results.model().index(1, 0)).center()
    place = results.viewport().mapToGlobal(cell)
    start = place.x(), place.y()

    other = results.viewport().mapToGlobal(results.visualRect(results.model().index(0, 0)).center())
    taken: list[object] = []
    window.drops.dropped.connect(taken.append)
    window.query.dropped.connect(taken.append)
    drag_own(qtbot, start, (other.x(), other.y()))
    assert taken == [], "let go where it came from, it is no query"

    with qtbot.waitSignal(window.query.dropped, timeout=8000) as told:
        drag_own(qtbot, start, middle_of(window.query))
    assert told.args == [Dropped(files=[gallery / "1.png"])]
    assert len(taken) == 1
    assert (gallery / "1.png").exists(), "a drag only ever copies"


def test_real_drag_of_several(
    qtbot: QtBot, qapp: QApplication, results: Results, gallery: Path
) -> None:
    window = shown(qtbot, qapp, results)
    results.selectAll()
    cell = results.visualRect(results.model().index(1, 0)).center()
    place = results.viewport().mapToGlobal(cell)
    with qtbot.waitSignal(window.query.dropped, timeout=8000) as told:
        drag_own(qtbot, (place.x(), place.y()), middle_of(window.query))
    assert told.args == [Dropped(files=[gallery / f"{number}.png" for number in range(3)])]
    assert results.selected == 3
    assert all((gallery / f"{number}.png").exists() for number in range(3))

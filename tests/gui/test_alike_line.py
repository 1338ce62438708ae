"""Words beside the scores in the grid and the line between what is alike and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QStyleFactory

from clothesfinder.calibration import CLOSE, SAME, STYLE, WEAK, Thresholds
from clothesfinder.gui.alike_line import LABEL, NEVER, first_weak
from clothesfinder.gui.cell import WORD
from clothesfinder.gui.grid import Results
from clothesfinder.gui.theme import palette
from clothesfinder.gui.thumbnails import Thumbnails
from clothesfinder.store import WHOLE, Match
from tests.conftest import ColourEmbedder, save

from .desk import Desk, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from clothesfinder.gui.worker import Worker

    from .conftest import Run

ROLE = Qt.ItemDataRole
THRESHOLDS = Thresholds(style=0.775, close=0.85, same=0.895)
FIRST_WEAK = 13
WHITE = (255, 255, 255)


@pytest.fixture
def thumbnails(qtbot: QtBot) -> Iterator[Thumbnails]:
    thumbnails = Thumbnails(None)
    yield thumbnails
    thumbnails.close()


@pytest.fixture
def results(qtbot: QtBot, thumbnails: Thumbnails) -> Results:
    results = Results(thumbnails, edge=100)
    results.setStyle(QStyleFactory.create("Fusion"))
    qtbot.addWidget(results)
    results.resize(640, 780)
    results.show()
    qtbot.waitExposed(results)
    return results


@pytest.fixture
def matches(gallery: Path) -> list[Match]:
    """Sixty of them, from 0.90 on, each a hundredth less."""
    for number in range(60):
        save(gallery / f"{number:02}.png", (200, 30, 30), (80, 80))
    return [Match(f"{number:02}.png", WHOLE, 0.9 - number / 100) for number in range(60)]


def cell(results: Results, row: int) -> QRect:
    return results.visualRect(results.model().index(row, 0))


def looked_at(qtbot: QtBot, results: Results, thumbnails: Thumbnails) -> QImage:
    results.viewport().repaint()
    qtbot.wait(10)
    qtbot.waitUntil(lambda: thumbnails.idle)
    return results.viewport().grab().toImage()


def share_of(image: QImage, place: QRect, colour: QColor) -> float:
    """How many of the pixels at this place are of about this colour."""
    piece = image.copy(place)
    count = 0
    for y in range(piece.height()):
        for x in range(piece.width()):
            seen = piece.pixelColor(x, y)
            off = max(
                abs(seen.red() - colour.red()),
                abs(seen.green() - colour.green()),
                abs(seen.blue() - colour.blue()),
            )
            count += off < 12
    return count / (piece.width() * piece.height())


def test_each_match_has_its_word(results: Results, matches: list[Match], gallery: Path) -> None:
    results.show_matches(gallery, matches, thresholds=THRESHOLDS)
    model = results.model()
    words = [model.index(row, 0).data(WORD) for row in (0, 1, 5, 6, 12, 13, 59)]
    assert words == [SAME, CLOSE, CLOSE, STYLE, STYLE, WEAK, WEAK]


def test_it_is_read_out(results: Results, matches: list[Match], gallery: Path) -> None:
    results.show_matches(gallery, matches, {"00.png": {"cut": 0.5}}, THRESHOLDS)
    heard = [results.model().index(row, 0).data(ROLE.AccessibleTextRole) for row in (0, 2, 13)]
    assert heard == [
        "00.png, score 0.90, same item, cut 0.50, rank 1",
        "02.png, score 0.88, very close, rank 3",
        "13.png, score 0.77, weak, probably not alike, rank 14",
    ]
    told = [results.model().index(row, 0).data(ROLE.ToolTipRole) for row in (0, 13)]
    assert "<br>Same item<br>Cut 0.50" in told[0]
    assert "<br>Weak, probably not alike<br>" in told[1]


def test_without_thresholds_nothing_is_told(
    results: Results, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches)
    index = results.model().index(40, 0)
    assert index.data(WORD) == ""
    assert index.data(ROLE.AccessibleTextRole) == "40.png, score 0.50, rank 41"
    assert first_weak(matches, None) == NEVER


def test_where_the_line_is(matches: list[Match]) -> None:
    assert first_weak(matches, THRESHOLDS) == FIRST_WEAK
    assert first_weak(matches[:FIRST_WEAK], THRESHOLDS) == NEVER
    assert first_weak(matches[FIRST_WEAK:], THRESHOLDS) == 0
    assert first_weak([], THRESHOLDS) == NEVER


@pytest.mark.parametrize("dark", [False, True])
def test_the_line_goes_around_what_is_not_alike(
    qtbot: QtBot, results: Results, thumbnails: Thumbnails, matches: list[Match], gallery: Path,
    dark: bool,
) -> None:  # fmt: skip
    results.setPalette(palette(dark))
    results.show_matches(gallery, matches, thresholds=THRESHOLDS)
    image = looked_at(qtbot, results, thumbnails)
    columns = results._cell.columns
    assert FIRST_WEAK % columns  # it is not the first in its line
    colour = results.palette().color(results.palette().ColorRole.PlaceholderText)

    def above(row: int) -> float:
        place = cell(results, row)
        return share_of(image, QRect(place.left() + 2, place.top(), place.width() - 4, 1), colour)

    def left(row: int) -> float:
        place = cell(results, row)
        return share_of(image, QRect(place.left(), place.top() + 2, 1, place.height() - 4), colour)

    lined = [row for row in range(20) if above(row) > 0.9]
    assert lined == list(range(FIRST_WEAK, FIRST_WEAK + columns))
    assert [row for row in range(20) if left(row) > 0.9] == [FIRST_WEAK]


def test_pictures_beyond_the_line_are_dimmed_but_not_under_the_mouse(
    qtbot: QtBot, results: Results, thumbnails: Thumbnails, matches: list[Match], gallery: Path
) -> None:
    results.setPalette(palette(False))
    results.show_matches(gallery, matches, thresholds=THRESHOLDS)
    red = QColor(200, 30, 30)

    def middle(row: int) -> float:
        place = cell(results, row)
        at = QRect(place.center().x() - 5, place.top() + 60, 10, 10)
        return share_of(looked_at(qtbot, results, thumbnails), at, red)

    assert middle(FIRST_WEAK - 1) == 1
    assert middle(FIRST_WEAK + 1) == 0
    here = QPointF(cell(results, FIRST_WEAK + 1).center())
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, here, results.viewport().mapToGlobal(here), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(results.viewport(), move)
    assert middle(FIRST_WEAK + 1) == 1


def test_the_label_is_on_the_first_beyond_the_line_only(
    qtbot: QtBot, results: Results, thumbnails: Thumbnails, matches: list[Match], gallery: Path
) -> None:
    results.setPalette(palette(False))
    results.show_matches(gallery, matches, thresholds=THRESHOLDS)
    image = looked_at(qtbot, results, thumbnails)

    def label(row: int) -> QImage:
        place = cell(results, row)
        return image.copy(QRect(place.left() + 16, place.top() + 16, 80, 20))

    assert label(FIRST_WEAK) != label(FIRST_WEAK + 1)
    assert label(FIRST_WEAK + 1) == label(FIRST_WEAK + 2)
    assert len(LABEL) < 20


def test_words_that_come_later_keep_what_is_in_view(
    qtbot: QtBot, results: Results, thumbnails: Thumbnails, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches)
    looked_at(qtbot, results, thumbnails)
    before = results._cell.size.height()
    results.scrollTo(results.model().index(40, 0), Results.ScrollHint.PositionAtTop)
    results.setCurrentIndex(results.model().index(42, 0))
    top = results.visible_rows()[0]
    results.show_words(THRESHOLDS)
    assert results._cell.size.height() > before  # there is a line more
    qtbot.waitUntil(lambda: results.visible_rows()[0] == top)
    assert results.currentIndex().row() == 42
    assert results.model().index(0, 0).data(WORD) == SAME
    results.show_words(None)
    assert results._cell.size.height() == before
    assert results.model().index(0, 0).data(WORD) == ""


@pytest.fixture
def desk(qapp: QApplication, run: Run, worker: Worker) -> Iterator[Desk]:
    desk = Desk(qapp, worker, ColourEmbedder())
    yield desk
    run(desk.close())


def test_the_words_of_a_gallery_follow_its_indexing(
    run: Run, desk: Desk, gallery: Path, tmp_path: Path
) -> None:
    for number in range(40):
        save(gallery / f"{number}.png")
    query = save(tmp_path / "3.png")

    async def scenario() -> None:
        results = desk.window._results
        assert desk.drop(gallery)
        await until(lambda: "40 indexed" in desk.notice)
        assert desk.drop(query, on=results)
        await until(lambda: desk.shown and results.model().index(0, 0).data(WORD))
        assert results.model().index(0, 0).data(WORD) == SAME
        heard = results.model().index(0, 0).data(ROLE.AccessibleTextRole)
        assert heard.startswith("3.png, score 1.00, same item")
        assert results._cell.first_weak > 0
        desk.session.searching.search_words("red dress")  # which this model does not take
        await until(lambda: not desk.shown)
        assert results._cell.first_weak == NEVER

    run(scenario())

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QMouseEvent, QPalette
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QStyleFactory, QToolTip

from clothesfinder.gui.cell import PADDING, THUMBNAIL
from clothesfinder.gui.grid import Results
from clothesfinder.gui.results_model import ResultsModel
from clothesfinder.gui.theme import palette
from clothesfinder.gui.thumbnails import NOT_FOUND, Thumbnails, made_edge
from clothesfinder.store import WHOLE, Box, Match
from clothesfinder.thumbnail_sharing import thumbnail
from tests.conftest import save

from .desk import double_click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

ROLE = Qt.ItemDataRole


class Counted(Thumbnails):
    """Thumbnails that remember what was asked of them."""

    def __init__(self) -> None:
        super().__init__(None)
        self.asked: list[Path] = []
        self.ever: set[Path] = set()

    def want(self, paths: Iterable[Path], edge: int) -> None:
        paths = list(paths)
        self.asked = paths
        self.ever.update(paths)
        super().want(paths, edge)


@pytest.fixture
def thumbnails(qtbot: QtBot) -> Iterator[Counted]:
    thumbnails = Counted()
    yield thumbnails
    thumbnails.close()


@pytest.fixture
def results(qtbot: QtBot, thumbnails: Counted) -> Results:
    results = Results(thumbnails, edge=100)
    results.setStyle(QStyleFactory.create("Fusion"))
    qtbot.addWidget(results)
    results.resize(640, 480)
    with qtbot.waitExposed(results):
        results.show()
    return results


@pytest.fixture
def matches(gallery: Path) -> list[Match]:
    found = []
    for number in range(60):
        path = gallery / "shirts" / f"{number:02}.png"
        path.parent.mkdir(exist_ok=True)
        Image.new("RGB", (160, 80), (4 * number, 200, 0)).save(path)
        found.append(Match(f"shirts/{path.name}", WHOLE, 0.9 - number / 100))
    return found


def load(qtbot: QtBot, results: Results, thumbnails: Counted) -> QImage:
    """All that is visible is loaded; return what it looks like."""
    results.viewport().repaint()

    def loaded() -> bool:
        return thumbnails.idle and not results._visibility.isActive()

    qtbot.wait(10)  # what was to be done at once, such as laying out, is
    qtbot.waitUntil(loaded)
    image = results.viewport().grab().toImage()
    qtbot.waitUntil(loaded)
    return image


def share(image: QImage, colour: QColor) -> float:
    """How much of the image is of about this colour."""
    small = image.scaled(100, 100)
    near = 0
    for place in range(10_000):
        seen = small.pixelColor(place % 100, place // 100)
        reds, greens, blues = seen.red(), seen.green(), seen.blue()
        off = max(
            abs(reds - colour.red()), abs(greens - colour.green()), abs(blues - colour.blue())
        )
        near += off < 24
    return near / 10_000


def test_model_obeys_qt(qtbot: QtBot, thumbnails: Counted, gallery: Path) -> None:
    model = ResultsModel(thumbnails)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show_matches(gallery, [Match(f"{i}.jpg", WHOLE, 0.5) for i in range(100)])
    assert model.rowCount() == 100
    assert model.rowCount(model.index(0)) == 0
    model.want(range(3))
    qtbot.waitUntil(lambda: thumbnails.idle)
    model.show_matches(gallery, [])
    assert model.rowCount() == 0


def test_arrival_is_told_of_the_row_that_has_the_picture_now(
    qtbot: QtBot, thumbnails: Counted, matches: list[Match], gallery: Path
) -> None:
    model = ResultsModel(thumbnails)
    model.show_matches(gallery, matches)
    model.want(range(2))
    model.show_matches(gallery, matches[1:])  # the first has gone, the second comes first
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last, roles: changed.append(first.row()))
    model.want(range(2))
    qtbot.waitUntil(lambda: thumbnails.idle)
    assert sorted(changed) == [0, 1]


def test_what_is_told_of_a_match(
    qtbot: QtBot, results: Results, thumbnails: Counted, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches)
    index = results.model().index(2, 0)
    assert index.data() == "02.png"
    assert index.data(ROLE.AccessibleTextRole) == "02.png, score 0.88, rank 3"
    assert "pixels" not in index.data(ROLE.ToolTipRole)  # not known yet, and not waited for
    load(qtbot, results, thumbnails)
    assert "<b>02.png</b>" in index.data(ROLE.ToolTipRole)
    assert "160 × 80 pixels" in index.data(ROLE.ToolTipRole)  # noqa: RUF001
    assert str(gallery / "shirts") in index.data(ROLE.ToolTipRole)


def test_scores_and_names_that_are_odd(thumbnails: Counted, gallery: Path) -> None:
    model = ResultsModel(thumbnails)
    odd = os.fsdecode(b"a/\xff<b>.jpg") if os.name != "nt" else "a/?<b>.jpg"
    model.show_matches(gallery, [Match(odd, WHOLE, -0.001)])
    assert model.index(0).data() == "?<b>.jpg"
    assert model.index(0).data(ROLE.AccessibleTextRole) == "?<b>.jpg, score 0.00, rank 1"
    assert "?&lt;b&gt;.jpg" in model.index(0).data(ROLE.ToolTipRole)


def test_visible_thumbnails_only(
    qtbot: QtBot, results: Results, thumbnails: Counted, gallery: Path
) -> None:
    many = [Match(f"{i}.jpg", WHOLE, 0.5) for i in range(100_000)]
    results.show_matches(gallery, many)
    load(qtbot, results, thumbnails)
    assert thumbnails.asked == [gallery / match.path for match in many[: len(thumbnails.asked)]]
    assert 12 <= len(thumbnails.asked) <= 25
    for row in results.visible_rows():
        cell = results.visualRect(results.model().index(row, 0))
        assert cell.intersects(results.viewport().rect())
    below = results.visualRect(results.model().index(results.visible_rows().stop, 0))
    assert below.top() >= results.viewport().height()

    results.verticalScrollBar().setValue(3000)
    load(qtbot, results, thumbnails)
    assert thumbnails.asked[0] == gallery / f"{results.visible_rows().start}.jpg"
    assert results.visible_rows().start > 50
    assert len(thumbnails.asked) <= 25


def test_a_million_are_scrolled_and_only_what_is_seen_is_asked_for(
    qtbot: QtBot, results: Results, thumbnails: Counted, gallery: Path
) -> None:
    million = [Match(f"{i}.jpg", WHOLE, 0.5) for i in range(1_000_000)]
    results.show_matches(gallery, million)
    results.viewport().repaint()
    bar = results.verticalScrollBar()
    qtbot.waitUntil(lambda: bool(thumbnails.asked))
    qtbot.waitUntil(
        lambda: results.visualRect(results.model().index(999_999, 0)).isValid(), timeout=60_000
    )
    for place in (bar.maximum() // 2, bar.maximum()):
        thumbnails.ever.clear()
        bar.setValue(place)
        load(qtbot, results, thumbnails)
        rows = results.visible_rows()
        assert thumbnails.ever == {gallery / million[row].path for row in rows}
        assert 12 <= len(rows) <= 25
        assert thumbnails.asked == [gallery / million[row].path for row in rows]
    assert rows.stop == 1_000_000
    bar.setValue(0)
    QTest.keyClick(results, Qt.Key.Key_End)
    assert results.visible_rows().stop == 1_000_000


def test_hidden_it_asks_for_nothing(
    qtbot: QtBot, results: Results, thumbnails: Counted, matches: list[Match], gallery: Path
) -> None:
    results.hide()
    results.show_matches(gallery, matches)
    qtbot.wait(30)
    assert thumbnails.asked == []


def test_picture_appears_in_its_own_cell(
    qtbot: QtBot, results: Results, thumbnails: Counted, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches)
    results.show_matches(gallery, matches[::-1])  # the rows of the first are no longer right
    image = load(qtbot, results, thumbnails)
    ratio = image.devicePixelRatio()
    for row in (0, 5):
        middle = results.visualRect(results.model().index(row, 0)).center() - QPoint(0, 20)
        assert image.pixelColor(middle * ratio) == QColor(4 * (59 - row), 200, 0)


def test_missing_picture_says_so(
    qtbot: QtBot, results: Results, thumbnails: Counted, gallery: Path
) -> None:
    results.show_matches(gallery, [Match("gone.jpg", WHOLE, 0.5)])
    before = results.viewport().grab().toImage()
    assert load(qtbot, results, thumbnails) != before
    assert NOT_FOUND in results.model().index(0, 0).data(ROLE.ToolTipRole)


@pytest.mark.parametrize("dark", [False, True])
def test_picture_that_is_elsewhere_is_marked_and_says_so(
    qtbot: QtBot, results: Results, thumbnails: Counted, gallery: Path, dark: bool
) -> None:
    results.setPalette(palette(dark))
    small = save(gallery / "small.png", (200, 0, 0), (320, 320)).read_bytes()
    plain, elsewhere = Match("small.png", WHOLE, 0.5), Match("gone.png", WHOLE, 0.5)
    thumbnails.missing.connect(lambda paths: thumbnails.supply(paths[0], thumbnail(small)))
    results.show_matches(gallery, [plain, elsewhere])
    load(qtbot, results, thumbnails)
    qtbot.waitUntil(lambda: thumbnails.idle and bool(results.model().index(1, 0).data(THUMBNAIL)))
    image = load(qtbot, results, thumbnails)
    first, second = (results.visualRect(results.model().index(row, 0)) for row in (0, 1))
    ratio = image.devicePixelRatio()

    def changed(part: QRect) -> float:
        """How much of this part of the two cells is not alike."""
        places = [part.topLeft() + QPoint(x, y)
                  for x in range(part.width()) for y in range(part.height())]  # fmt: skip
        pairs = [(image.pixelColor((first.topLeft() + at) * ratio),
                  image.pixelColor((second.topLeft() + at) * ratio)) for at in places]  # fmt: skip
        return sum(abs(a.lightness() - b.lightness()) > 30 for a, b in pairs) / len(pairs)

    left = (first.width() - 100) // 2
    assert changed(QRect(left + 74, 14 + 78, 22, 18)) > 0.3  # the corner, where the cloud is
    assert changed(QRect(left + 10, 14 + 10, 60, 60)) < 0.05
    index = results.model().index(1, 0)
    assert "not on this computer" in index.data(ROLE.ToolTipRole)
    assert "pixels" not in index.data(ROLE.ToolTipRole)
    assert index.data(ROLE.AccessibleTextRole).endswith("rank 2, not on this computer")
    assert "not on" not in results.model().index(0, 0).data(ROLE.ToolTipRole)


def test_part_is_outlined(
    qtbot: QtBot, results: Results, thumbnails: Counted, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches[:1])
    whole = load(qtbot, results, thumbnails)
    results.show_matches(gallery, [matches[0]._replace(part=Box(0.1, 0.1, 0.9, 0.9))])
    part = load(qtbot, results, thumbnails)
    highlight = results.palette().color(QPalette.ColorRole.Highlight)
    assert share(part, highlight) > share(whole, highlight)


def test_it_is_told_that_a_part_was_found(thumbnails: Counted, gallery: Path) -> None:
    model = ResultsModel(thumbnails)
    parts = WHOLE, Box(0.2, 0.1, 0.8, 0.5), Box(0.2, 0.4, 0.8, 0.9)
    model.show_matches(
        gallery,
        [Match(f"{n}.png", part, 0.9) for n, part in enumerate(parts)],
        {"1.png": {"cut": 0.5, "pattern": 0.5, "colour": 0.5}},
    )
    heard = [model.index(row).data(ROLE.AccessibleTextRole) for row in range(3)]
    told = [model.index(row).data(ROLE.ToolTipRole) for row in range(3)]
    assert heard == [
        "0.png, score 0.90, rank 1",
        "1.png, score 0.90, found by its upper part, cut 0.50, pattern 0.50, colour 0.50, rank 2",
        "2.png, score 0.90, found by its lower part, rank 3",
    ]
    assert "Found by" not in told[0]
    assert "Found by its upper part, which is outlined<br>Cut 0.50" in told[1]
    assert "Found by its lower part, which is outlined" in told[2]


def test_a_tip_does_not_outlive_its_match(
    qtbot: QtBot, results: Results, gallery: Path, matches: list[Match]
) -> None:
    results.show_matches(gallery, matches)
    where = results.mapToGlobal(QPoint(60, 60))
    QToolTip.showText(where, results.model().index(0, 0).data(ROLE.ToolTipRole), results)
    assert "00.png" in QToolTip.text()
    results.show_matches(gallery, matches[1:])
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.parametrize("dark", [False, True])
def test_the_one_that_counts_is_seen_wherever_the_keyboard_is(
    qtbot: QtBot,
    results: Results,
    thumbnails: Counted,
    matches: list[Match],
    gallery: Path,
    dark: bool,
) -> None:
    results.setPalette(palette(dark))
    results.show_matches(gallery, matches)
    results.clearFocus()

    def frame(row: int) -> bool:
        """Whether there is something at the left border of the card."""
        image = load(qtbot, results, thumbnails)
        cell = results.visualRect(results.model().index(row, 0))
        left = cell.left() + (cell.width() - 100) // 2 - PADDING
        seen = {image.pixelColor(QPoint(left + x, cell.center().y())).name() for x in range(4)}
        return len(seen) > 1

    assert [frame(row) for row in range(3)] == [True, False, False]
    results.setCurrentIndex(results.model().index(2, 0))
    results.clearSelection()
    assert [frame(row) for row in range(3)] == [False, False, True]
    results.selectionModel().select(
        results.model().index(1, 0), QItemSelectionModel.SelectionFlag.Select
    )
    assert not frame(2), "others are selected, and count"


@pytest.mark.parametrize("dark", [False, True])
def test_selection_is_seen_in_light_and_dark(
    qtbot: QtBot,
    results: Results,
    thumbnails: Counted,
    matches: list[Match],
    gallery: Path,
    dark: bool,
) -> None:
    palette = QPalette(QColor("#222222" if dark else "#f0f0f0"))
    highlight = QColor("#3060c0")
    palette.setColor(QPalette.ColorRole.Highlight, highlight)
    results.setPalette(palette)
    results.show_matches(gallery, matches)
    base = palette.color(QPalette.ColorRole.Base)
    plain = load(qtbot, results, thumbnails)
    assert share(plain, base) > 0.3
    results.selectAll()
    assert share(load(qtbot, results, thumbnails), highlight) > share(plain, highlight) + 0.1


def test_keyboard_moves_selects_and_opens(
    qtbot: QtBot, results: Results, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches)
    assert results.currentIndex().row() == 0
    assert results.selectionModel().selectedIndexes() == []
    QTest.keyClick(results, Qt.Key.Key_Right)
    assert results.currentIndex().row() == 1
    QTest.keyClick(results, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(results.selectionModel().selectedIndexes()) == 2
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(results.opened):
            QTest.keyClick(results, key)
    assert results.chosen_paths() == [gallery / "shirts" / f"0{number}.png" for number in (1, 2)]
    QTest.keyClick(results, Qt.Key.Key_End)
    assert results.currentIndex().row() == 59


def test_double_click_tells_which(
    qtbot: QtBot, results: Results, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches)
    place = results.visualRect(results.model().index(3, 0)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(results.double_clicked) as clicked:
        double_click(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [3]
    assert results.path(3) == gallery / "shirts" / "03.png"


def test_without_a_selection_the_current_one_is_chosen(
    results: Results, matches: list[Match], gallery: Path
) -> None:
    assert (results.selected, results.chosen_rows()) == (0, [])
    results.show_matches(gallery, matches)
    assert (results.selected, results.chosen_rows()) == (0, [0])
    results.selectAll()
    assert (results.selected, results.chosen_rows()) == (60, list(range(60)))


def test_a_frame_drawn_from_between_the_cards_selects(
    qtbot: QtBot, results: Results, thumbnails: Counted, matches: list[Match], gallery: Path
) -> None:
    results.resize(700, 480)
    results.show_matches(gallery, matches)
    load(qtbot, results, thumbnails)
    columns = results._cell.columns
    cells = [results.visualRect(results.model().index(row, 0)) for row in (0, 1, columns + 1)]
    start, end = cells[0].topLeft() + QPoint(2, 2), cells[2].center()
    assert results.indexAt(cells[0].center()).row() == 0
    assert not results.indexAt(start).isValid()
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(results.viewport(), button, pos=start)
    for share in (0.2, 0.6, 1.0):
        move(results, start + (end - start) * share)
    QTest.mouseRelease(results.viewport(), button, pos=end)
    assert results.chosen_rows() == [0, 1, columns, columns + 1]
    QTest.mouseClick(results.viewport(), button, pos=start)
    assert results.selected == 0


def move(results: Results, place: QPoint) -> None:
    """Move the mouse with its left button held."""
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = results.viewport().mapToGlobal(place)
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), QPointF(where), held, held, none)
    QApplication.sendEvent(results.viewport(), event)


def test_a_million_can_be_selected(qtbot: QtBot, results: Results, gallery: Path) -> None:
    results.show_matches(gallery, [Match(f"{i}.jpg", WHOLE, 0.5) for i in range(1_000_000)])
    changes = []
    results.chosen_changed.connect(lambda: changes.append(results.selected))
    results.selectAll()
    assert changes[-1] == 1_000_000
    assert len(results.chosen_rows()) == 1_000_000


def test_return_without_matches_opens_nothing(qtbot: QtBot, results: Results) -> None:
    with qtbot.assertNotEmitted(results.opened):
        QTest.keyClick(results, Qt.Key.Key_Return)


def test_new_results_begin_at_the_top(
    qtbot: QtBot, results: Results, thumbnails: Counted, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches)
    load(qtbot, results, thumbnails)
    results.verticalScrollBar().setValue(400)
    results.show_matches(gallery, matches[::-1])
    load(qtbot, results, thumbnails)
    assert results.verticalScrollBar().value() == 0
    assert results.visible_rows().start == 0


def test_resizing_keeps_the_place_and_fills_the_width(
    qtbot: QtBot, results: Results, thumbnails: Counted, gallery: Path
) -> None:
    results.show_matches(gallery, [Match(f"{i}.jpg", WHOLE, 0.5) for i in range(1000)])
    load(qtbot, results, thumbnails)
    results.verticalScrollBar().setValue(5000)
    top = results.visible_rows().start
    for width in (800, 333):
        results.resize(width, 480)
        load(qtbot, results, thumbnails)
        assert top in results.visible_rows()
        first = [results.visualRect(results.model().index(row, 0)) for row in range(9)]
        columns = sum(cell.top() == first[0].top() for cell in first)
        left = results.viewport().width() - columns * first[0].width()
        assert columns == (results.viewport().width() - 1) // 128
        assert 0 <= left <= columns + 1


def test_size_of_the_thumbnails_can_be_changed(
    qtbot: QtBot, results: Results, thumbnails: Counted, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches)
    load(qtbot, results, thumbnails)
    before = len(thumbnails.asked)
    results.set_edge(200)
    load(qtbot, results, thumbnails)
    assert len(thumbnails.asked) < before
    edge = made_edge(int(200 * results.devicePixelRatioF()))
    assert thumbnails.get(gallery / matches[0].path, edge) is not None


def test_message_while_there_is_nothing(
    qtbot: QtBot, results: Results, matches: list[Match], gallery: Path
) -> None:
    blank = results.viewport().grab().toImage()
    results.show_message("Nothing here yet", "Drop a picture to find what is alike. " * 5)
    image = results.viewport().grab().toImage()
    assert image != blank
    ink = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) != blank.pixel(x, y)
    ]
    for edge, side in ((image.width(), 0), (image.height(), 1)):
        along = [point[side] for point in ink]
        assert abs((min(along) + max(along)) / 2 - edge / 2) < 0.03 * edge  # centred
    assert "Nothing here yet" in results.accessibleDescription()
    results.show_matches(gallery, matches)
    assert results.viewport().grab().toImage() != image


def test_screen_reader_hears_each_match(
    qtbot: QtBot, results: Results, matches: list[Match], gallery: Path
) -> None:
    results.show_matches(gallery, matches)
    reader = QAccessible.queryAccessibleInterface(results)
    assert reader.text(QAccessible.Text.Name) == "Results"
    assert reader.childCount() == 60
    assert reader.child(4).text(QAccessible.Text.Name) == "04.png, score 0.86, rank 5"


def test_drops_are_left_to_the_window(results: Results) -> None:
    assert not results.acceptDrops()
    assert not results.viewport().acceptDrops()

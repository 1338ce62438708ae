"""Several pictures as one query, as a person puts them together, steers, and goes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPalette,
    QPixmap,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QToolButton, QWidget

from clothesfinder.gui import showing
from clothesfinder.gui.chip import Chip
from clothesfinder.gui.chips import Chips
from clothesfinder.gui.dials import Dials
from clothesfinder.gui.drop_field import DropField
from clothesfinder.gui.steering import buttons_in
from clothesfinder.store import Box
from clothesfinder.terms import LIKE, MOST_TERMS, UNLIKE, Term
from tests.conftest import HALVES, ColourEmbedder, HalvesEmbedder, save, save_outfit

from .desk import Desk, drop, until

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from clothesfinder.gui.worker import Worker

    from .conftest import Run

COLOURS = {
    "red": (200, 0, 0),
    "pink": (230, 90, 120),
    "purple": (120, 0, 120),
    "blue": (0, 0, 200),
    "sky": (60, 90, 230),
    "green": (0, 160, 0),
}
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def clothes(gallery: Path) -> Path:
    for name, colour in COLOURS.items():
        save(gallery / f"{name}.png", colour)
    return gallery


@pytest.fixture
def chips(qtbot: QtBot) -> Chips:
    chips = Chips()
    qtbot.addWidget(chips)
    chips.resize(240, 200)
    chips.show_terms(())
    with qtbot.waitExposed(chips):
        chips.show()
    return chips


def terms(*names: str) -> tuple[Term, ...]:
    return tuple(Term(Path(f"/{name}"), name) for name in names)


def rows(widget: QWidget) -> list[Chip]:
    return [chip for chip in widget.findChildren(Chip) if not chip.isHidden()]


def activate(qtbot: QtBot, chips: Chips) -> None:
    chips.activateWindow()
    qtbot.waitUntil(chips.isActiveWindow)


def focused(chips: Chips) -> int | None:
    return next((n for n, chip in enumerate(rows(chips)) if chip.hasFocus()), None)


class TestChips:
    def test_there_are_none_without_a_query(self, chips: Chips) -> None:
        chips.show_terms(None)
        assert chips.isHidden()
        chips.show_terms(())
        assert not chips.isHidden()
        assert chips.names == []

    def test_each_says_what_it_is(self, chips: Chips) -> None:
        hat = Term(name="hat\n.png", weight=UNLIKE, box=HALVES[0])
        chips.show_terms((*terms("shirt"), hat))
        assert chips.names == ["shirt, like this", "hat\ufffd.png (a part of it), not like this"]
        for chip in rows(chips):
            interface = QAccessible.queryAccessibleInterface(chip)
            assert interface.text(QAccessible.Text.Name) in chips.names
            for button in chip.findChildren(QToolButton):
                assert button.accessibleName()
                assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus

    def test_sign_and_cross_are_buttons(self, qtbot: QtBot, chips: Chips) -> None:
        chips.show_terms(terms("a", "b"))
        sign, cross = rows(chips)[1].findChildren(QToolButton)
        assert (sign.text(), cross.text()) == ("+", "\N{MULTIPLICATION SIGN}")
        with qtbot.waitSignal(chips.weighed) as weighed:
            sign.click()
        assert weighed.args == [1, UNLIKE]
        chips.show_terms((*terms("a"), Term(name="b", weight=UNLIKE)))
        assert sign.text() == "\N{MINUS SIGN}"
        with qtbot.waitSignal(chips.weighed) as weighed:
            QTest.keyClick(sign, Qt.Key.Key_Space)
        assert weighed.args == [1, LIKE]
        with qtbot.waitSignal(chips.removed) as removed:
            cross.click()
        assert removed.args == [1]

    def test_the_keyboard_does_all_of_it(self, qtbot: QtBot, chips: Chips) -> None:
        chips.show_terms(terms("a", "b", "c"))
        weighed: list[tuple[int, float]] = []
        removed: list[int] = []
        chips.weighed.connect(lambda number, weight: weighed.append((number, weight)))
        chips.removed.connect(removed.append)
        activate(qtbot, chips)
        rows(chips)[0].setFocus()
        for key in (Qt.Key.Key_Minus, Qt.Key.Key_Plus, Qt.Key.Key_Space, Qt.Key.Key_Delete):
            QTest.keyClick(rows(chips)[0], key)
        assert weighed == [(0, UNLIKE), (0, LIKE), (0, UNLIKE)]
        assert removed == [0]
        QTest.keyClick(rows(chips)[0], Qt.Key.Key_Down)
        assert focused(chips) == 1
        for _ in range(3):
            QTest.keyClick(chips.window().focusWidget(), Qt.Key.Key_Tab)
        assert focused(chips) == 2, "its two buttons come between"
        QTest.keyClick(rows(chips)[2], Qt.Key.Key_Backspace)
        assert removed == [0, 2]

    def test_the_keyboard_stays_where_one_is_taken_out(self, qtbot: QtBot, chips: Chips) -> None:
        chips.show_terms(terms("a", "b", "c"))
        activate(qtbot, chips)
        rows(chips)[1].setFocus()
        chips.show_terms(terms("a", "c"))
        assert focused(chips) == 1
        chips.show_terms(terms("a"))
        assert focused(chips) == 0
        chips.show_terms(())
        assert chips.add.hasFocus()

    def test_tab_comes_to_them_in_the_order_in_which_they_are_seen(
        self, run: Run, desk: Desk, clothes: Path, query: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, query)
            for name in ("blue", "sky"):
                desk.session.searching.add_term(Term(clothes / f"{name}.png", f"{name}.png"))
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            desk.window._query.setFocus()
            names: list[str] = []
            while names[-1:] != ["Add pictures to the query"] and len(names) < 30:
                QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
                names.append(desk.window.focusWidget().accessibleName())
            assert names[-7:] == [
                "blue.png, like this",
                "blue.png: like this",
                "Take blue.png out of the query",
                "sky.png, like this",
                "sky.png: like this",
                "Take sky.png out of the query",
                "Add pictures to the query",
            ]

        run(scenario())

    def test_a_minus_is_seen_in_the_colours_that_are_chosen_later(self, chips: Chips) -> None:
        chips.show_terms((*terms("a"), Term(name="b", text="b", weight=UNLIKE)))
        for name in ("#00ff00", "#ff00ff"):
            palette = chips.palette()
            palette.setColor(QPalette.ColorRole.BrightText, QColor(name))
            palette.setColor(QPalette.ColorRole.ButtonText, QColor("#112233"))
            chips.setPalette(palette)
            signs = [chip.buttons[0] for chip in rows(chips)]
            colours = [sign.palette().color(QPalette.ColorRole.ButtonText) for sign in signs]
            assert [colour.name() for colour in colours] == ["#112233", name]

    def test_many_are_scrolled(self, qtbot: QtBot, chips: Chips) -> None:
        chips.show_terms(terms("a"))
        low = chips.sizeHint().height()
        chips.show_terms(terms(*"abcd"))
        some = chips.sizeHint().height()
        chips.show_terms(terms(*"abcdefghijklmnopqrst"))
        assert low < some == chips.sizeHint().height()
        chips.show_terms(())
        assert chips.sizeHint().height() < low

    def test_a_picture_is_painted(self, chips: Chips) -> None:
        red = QPixmap(64, 32)
        red.fill(Qt.GlobalColor.red)
        chips.show_terms(terms("a"), lambda _: red)
        seen = rows(chips)[0].grab().toImage()
        colours = {seen.pixelColor(x, seen.height() // 2).name() for x in range(seen.width())}
        assert "#ff0000" in colours


async def opened(desk: Desk, clothes: Path, query: Path) -> None:
    desk.drop(clothes)
    await until(lambda: "indexed" in desk.notice)
    desk.drop(query)
    await until(lambda: len(desk.shown) == len(COLOURS))
    await desk.at_rest()


def chips_of(desk: Desk) -> Chips:
    chips = desk.window.findChild(Chips)
    assert isinstance(chips, Chips)
    return chips


def told(desk: Desk) -> list[str]:
    return chips_of(desk).names


def is_told_last(desk: Desk, name: str) -> bool:
    return told(desk)[-1:] == [name]


def has_chips(desk: Desk, number: int) -> bool:
    return len(told(desk)) == number


def choose(desk: Desk, *names: str) -> None:
    """Select these results."""
    results = desk.window._results
    selection, model = results.selectionModel(), results.model()
    selection.clear()
    for name in names:
        index = model.index(desk.shown.index(f"{name}.png"), 0)
        selection.select(index, selection.SelectionFlag.Select)


def move_held(widget: QWidget, place: QPointF) -> None:
    """Move the mouse, whose left button is held, to there."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    where = place, widget.mapToGlobal(place)
    event = QMouseEvent(QEvent.Type.MouseMove, *where, none, left, NO_MODIFIER)
    QApplication.sendEvent(widget, event)


def press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    QTest.keyClick(desk.window._results, key, modifier)


class TestPutTogether:
    def test_of_several_the_first_is_looked_for_and_the_others_too(
        self, run: Run, desk: Desk, clothes: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            desk.drop(clothes / "blue.png", clothes / "red.png", clothes / "pink.png")
            await until(lambda: desk.window._query.name == "blue.png")
            assert told(desk) == ["red.png, like this", "pink.png, like this"]
            await until(lambda: desk.shown[0] == "purple.png")

        run(scenario())

    def test_too_many_are_said(self, run: Run, desk: Desk, clothes: Path, tmp_path: Path) -> None:
        many = [save(tmp_path / f"{number}.png") for number in range(MOST_TERMS + 3)]

        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            desk.drop(*many)
            await until(lambda: len(told(desk)) == MOST_TERMS)
            assert f"Of the {len(many)} pictures only the first {MOST_TERMS + 1}" in desk.notice
            await desk.at_rest()
            desk.drop(many[-1], on=chips_of(desk))
            await until(lambda: "At most 20 pictures" in desk.notice)
            assert len(told(desk)) == MOST_TERMS

        run(scenario())

    def test_dropped_on_the_chips_it_is_added(
        self, run: Run, desk: Desk, clothes: Path, query: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, query)
            assert desk.drop(clothes / "blue.png", on=chips_of(desk))
            await until(lambda: told(desk) == ["blue.png, like this"])
            await until(lambda: desk.shown[0] == "purple.png")
            assert desk.window._query.name == query.name

        run(scenario())

    def test_dropped_with_shift_it_is_added(
        self, run: Run, desk: Desk, clothes: Path, query: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, query)
            field = desk.window.findChild(DropField)
            assert field is not None
            for target, name in ((field, "blue.png"), (desk.window, "green.png")):
                mime = QMimeData()
                mime.setUrls([QUrl.fromLocalFile(str(clothes / name))])
                drop_with_shift(target, mime)
                await until(partial(is_told_last, desk, f"{name}, like this"))
            assert desk.window._query.name == query.name

        run(scenario())

    def test_a_bitmap_and_bytes_are_added(
        self, run: Run, desk: Desk, clothes: Path, query: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, query)
            bitmap, data = QMimeData(), QMimeData()
            bitmap.setImageData(QImage(str(clothes / "blue.png")))
            data.setData("image/png", (clothes / "green.png").read_bytes())
            for number, mime in enumerate((bitmap, data), 1):
                drop(chips_of(desk), mime)
                await until(partial(has_chips, desk, number))
            assert told(desk) == 2 * ["Dropped picture, like this"]
            await desk.at_rest()
            assert desk.window._query.error == ""

        run(scenario())

    def test_what_is_no_picture_is_refused_and_named(
        self, run: Run, desk: Desk, clothes: Path, query: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "notes.txt").write_text("no picture")

        async def scenario() -> None:
            await opened(desk, clothes, query)
            broken = QMimeData()
            broken.setData("image/png", b"broken")
            drop(chips_of(desk), broken)
            assert "not a picture" in desk.window._query.error
            desk.drop(tmp_path / "notes.txt", on=chips_of(desk))
            await until(lambda: "“notes.txt” was added" in desk.window._query.error)
            assert desk.shown == []
            rows(chips_of(desk))[0].removed.emit()
            await until(lambda: len(desk.shown) == len(COLOURS))
            assert desk.window._query.error == ""

        run(scenario())

    def test_added_by_the_menu(self, run: Run, desk: Desk, clothes: Path, query: Path) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, query)
            desk.menu("Query/Add pictures…")
            await until(lambda: isinstance(desk.dialog(), QFileDialog))
            dialog = desk.dialog()
            assert isinstance(dialog, QFileDialog)
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert name is not None
            name.setText(f'"{clothes / "blue.png"}" "{clothes / "green.png"}"')
            dialog.accept()
            await until(lambda: len(told(desk)) == 2)

        run(scenario())

    def test_pasted_files_are_one_query(self, run: Run, desk: Desk, clothes: Path) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            files = QMimeData()
            files.setUrls([QUrl.fromLocalFile(str(clothes / f"{n}.png")) for n in ("sky", "red")])
            QGuiApplication.clipboard().setMimeData(files)
            desk.menu("Query/Paste")
            await until(lambda: desk.window._query.name == "sky.png")
            assert told(desk) == ["red.png, like this"]

        run(scenario())

    def test_without_a_query_the_first_is_it(self, run: Run, desk: Desk, clothes: Path) -> None:
        async def scenario() -> None:
            desk.drop(clothes)
            await until(lambda: "indexed" in desk.notice)
            searching = desk.session.searching
            searching.add_terms([Term(clothes / "red.png", "red.png", weight=UNLIKE)])
            assert searching.query is None
            searching.add_terms(
                Term(clothes / f"{name}.png", f"{name}.png", weight=weight)
                for name, weight in (("red", UNLIKE), ("purple", LIKE), ("sky", LIKE))
            )
            await until(lambda: desk.window._query.name == "purple.png")
            assert told(desk) == ["red.png, not like this", "sky.png, like this"]

        run(scenario())

    def test_thumbnails_come(self, run: Run, desk: Desk, clothes: Path, query: Path) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, query)
            term = Term(clothes / "blue.png", "blue.png", Box(0.25, 0.25, 0.75, 0.75))
            desk.session.searching.add_term(term)
            await until(lambda: desk.window.terms.pictures.get(term) is not None)
            picture = desk.window.terms.pictures.get(term)
            assert picture is not None
            assert picture.toImage().pixelColor(picture.rect().center()).blue() > 150
            assert abs(picture.width() / picture.height() - 60 / 80) < 0.05

        run(scenario())


def drop_with_shift(widget: QWidget, mime: QMimeData) -> None:
    place, copy = widget.rect().center(), Qt.DropAction.CopyAction
    held = Qt.MouseButton.LeftButton, SHIFT
    QCoreApplication.sendEvent(widget, QDragEnterEvent(QPoint(place), copy, mime, *held))
    QCoreApplication.sendEvent(widget, QDropEvent(QPointF(place), copy, mime, *held))


class TestSteer:
    def test_plus_and_minus_on_the_selected(self, run: Run, desk: Desk, clothes: Path) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "purple.png")
            choose(desk, "blue", "sky")
            press(desk, Qt.Key.Key_Minus)
            await until(lambda: len(told(desk)) == 2)
            assert sorted(told(desk)) == ["blue.png, not like this", "sky.png, not like this"]
            await until(lambda: desk.shown.index("red.png") < desk.shown.index("blue.png"))
            choose(desk, "blue")
            press(desk, Qt.Key.Key_Plus, SHIFT)
            await until(lambda: "blue.png, like this" in told(desk))
            assert len(told(desk)) == 2

        run(scenario())

    def test_on_the_current_one_where_none_is_selected(
        self, run: Run, desk: Desk, clothes: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            press(desk, Qt.Key.Key_Right)
            desk.window._results.clearSelection()
            second = desk.shown[1]
            press(desk, Qt.Key.Key_Plus)
            await until(lambda: told(desk) == [f"{second}, like this"])

        run(scenario())

    def test_by_the_menu_of_the_results(self, run: Run, desk: Desk, clothes: Path) -> None:
        async def scenario() -> None:
            (menu,) = [m for m in desk.window.findChildren(QMenu) if m.title() == "&Results"]
            entries = {action.text(): action for action in menu.actions()}
            more, less = entries["&More like this\t+"], entries["&Less like this\t\u2212"]
            assert not more.isEnabled()
            await opened(desk, clothes, clothes / "red.png")
            assert more.isEnabled()
            choose(desk, "blue")
            less.trigger()
            await until(lambda: told(desk) == ["blue.png, not like this"])
            choose(desk, "blue", "sky")
            more.trigger()
            await until(lambda: told(desk) == ["blue.png, like this", "sky.png, like this"])

        run(scenario())

    def test_with_ctrl_they_are_the_thumbnails_size(
        self, run: Run, desk: Desk, clothes: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            before = desk.window._results._cell.edge
            press(desk, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
            assert desk.window._results._cell.edge > before
            assert told(desk) == []

        run(scenario())

    def test_no_picture_is_read_or_embedded_again(
        self,
        run: Run,
        desk: Desk,
        clothes: Path,
        embedder: ColourEmbedder,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def decoded_again(*_: object) -> None:
            raise AssertionError("the preview is known")

        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            before = embedder.embedded
            monkeypatch.setattr(showing, "read_preview", decoded_again)
            choose(desk, "blue")
            press(desk, Qt.Key.Key_Plus)
            await until(lambda: desk.shown[0] == "purple.png")
            rows(chips_of(desk))[0].weighed.emit(UNLIKE)
            await until(lambda: desk.shown[0] == "red.png")
            assert embedder.embedded == before

        run(scenario())

    def test_one_whose_file_is_gone_steers_all_the_same(
        self, run: Run, desk: Desk, clothes: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            (clothes / "blue.png").unlink()
            choose(desk, "blue")
            press(desk, Qt.Key.Key_Plus)
            await until(lambda: desk.shown[:1] == ["purple.png"])
            assert told(desk) == ["blue.png, like this"]
            assert desk.window._query.error == ""

        run(scenario())

    def test_the_buttons_of_the_cell(self, run: Run, desk: Desk, clothes: Path) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            results = desk.window._results
            index = results.model().index(desk.shown.index("blue.png"), 0)
            places = buttons_in(results.tile_of(index))
            viewport = results.viewport()
            left = Qt.MouseButton.LeftButton
            QTest.mouseMove(viewport, places[LIKE].center().toPoint())
            middle = places[LIKE].center()
            QTest.mousePress(viewport, left, pos=middle.toPoint())
            move_held(viewport, middle + QPointF(2, 1))  # a hand is never quite still
            QTest.mouseRelease(viewport, left, pos=middle.toPoint())
            await until(lambda: told(desk) == ["blue.png, like this"])
            assert not results.selectedIndexes(), "the click was for the button alone"
            await until(lambda: desk.shown[0] == "purple.png")
            index = results.model().index(desk.shown.index("sky.png"), 0)
            minus = buttons_in(results.tile_of(index))[UNLIKE]
            QTest.mouseClick(viewport, left, pos=minus.center().toPoint())
            await until(lambda: told(desk)[1:] == ["sky.png, not like this"])
            await desk.at_rest()
            QTest.mouseClick(viewport, left, pos=results.tile_of(index).center().toPoint())
            assert len(results.selectedIndexes()) == 1

        run(scenario())

    def test_the_buttons_are_seen_under_the_mouse_only(
        self, run: Run, desk: Desk, clothes: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            results = desk.window._results
            tile = results.tile_of(results.model().index(1, 0))
            area = buttons_in(tile)[LIKE].toAlignedRect()
            QTest.mouseMove(results.viewport(), QPoint(2, results.viewport().height() - 3))
            await until(
                lambda: results.viewport().cursor().shape() != Qt.CursorShape.PointingHandCursor
            )
            before = results.viewport().grab(area).toImage()
            QTest.mouseMove(results.viewport(), tile.center().toPoint())
            await until(lambda: results.viewport().grab(area).toImage() != before)
            QTest.mouseMove(results.viewport(), area.center())
            hand = Qt.CursorShape.PointingHandCursor
            await until(lambda: results.viewport().cursor().shape() == hand)

        run(scenario())

    def test_a_result_of_our_own_is_dragged_onto_the_chips(
        self, run: Run, desk: Desk, clothes: Path, embedder: ColourEmbedder
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            model = desk.window._results.model()
            before = embedder.embedded
            mime = model.mimeData([model.index(desk.shown.index("blue.png"), 0)])
            assert drop(chips_of(desk), mime)
            await until(lambda: told(desk) == ["blue.png, like this"])
            await until(lambda: desk.shown[0] == "purple.png")
            assert embedder.embedded == before

        run(scenario())


class TestParts:
    @pytest.fixture
    def embedder(self) -> ColourEmbedder:
        return HalvesEmbedder()

    def test_the_part_that_was_found_is_what_is_meant(
        self, run: Run, desk: Desk, gallery: Path, tmp_path: Path
    ) -> None:
        for name, lower in (("a", "blue"), ("b", "green")):
            save_outfit(gallery / f"{name}.png", COLOURS["red"], COLOURS[lower])
        skirt = save(tmp_path / "skirt.png", COLOURS["blue"])

        async def scenario() -> None:
            desk.drop(gallery)
            await until(lambda: "indexed" in desk.notice)
            desk.drop(skirt)
            await until(lambda: desk.shown[:1] == ["a.png"])
            desk.window._results.setCurrentIndex(desk.window._results.model().index(0, 0))
            press(desk, Qt.Key.Key_Minus)
            await until(lambda: told(desk) == ["a.png (a part of it), not like this"])
            assert desk.session.searching.query is not None
            assert desk.session.searching.query.others[0].box == HALVES[1]

        run(scenario())


class TestTrail:
    def key(self, desk: Desk, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = NO_MODIFIER
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(desk.window, key, held)

    def test_undo_redo_back_and_forward(
        self, run: Run, desk: Desk, clothes: Path, worker: Worker
    ) -> None:
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

        def is_enabled() -> list[bool]:
            trail = desk.window.trail
            actions = trail._undo, trail._redo, trail._back, trail._forward
            return [action.isEnabled() for action in actions]

        async def scenario() -> None:
            assert is_enabled() == [False, False, False, False]
            await opened(desk, clothes, clothes / "red.png")
            plain = desk.shown
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            assert is_enabled() == [False, False, False, False]
            choose(desk, "blue")
            press(desk, Qt.Key.Key_Plus)
            await until(lambda: desk.shown[0] == "purple.png")
            between = desk.shown
            self.key(desk, Qt.Key.Key_Z, control)
            await until(lambda: desk.shown == plain)
            assert told(desk) == []
            assert is_enabled() == [False, True, False, False]
            self.key(desk, Qt.Key.Key_Z, control, SHIFT)
            await until(lambda: desk.shown == between)
            assert told(desk) == ["blue.png, like this"]
            desk.drop(clothes / "green.png")
            await until(lambda: desk.shown[0] == "green.png")
            assert told(desk) == []
            assert is_enabled() == [True, False, True, False]
            self.key(desk, Qt.Key.Key_Left, alt)
            await until(lambda: desk.shown == between)
            assert desk.window._query.name == "red.png"
            assert told(desk) == ["blue.png, like this"]
            assert is_enabled() == [True, True, False, True]
            self.key(desk, Qt.Key.Key_Right, alt)
            await until(lambda: desk.shown[0] == "green.png")

        run(scenario())

    def test_the_emphasis_is_undone_and_seen(self, run: Run, desk: Desk, clothes: Path) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            dials = desk.window.findChild(Dials)
            assert dials is not None
            emphases = []
            dials.show_parts(("cut", "colour"))
            dials.choose(dials.emphasis._replace(colour=0.25))
            desk.session.searching.changed.connect(lambda _, emphasis: emphases.append(emphasis))
            await desk.at_rest()
            desk.menu("Query/Undo")
            assert dials.emphasis.colour == 1
            desk.menu("Query/Redo")
            assert dials.emphasis.colour == 0.25
            await desk.at_rest()
            assert [emphasis.colour for emphasis in emphases] == [1, 0.25]

        run(scenario())

    def test_the_mouse_has_buttons_for_it(self, run: Run, desk: Desk, clothes: Path) -> None:
        back, forward = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton

        async def scenario() -> None:
            await opened(desk, clothes, clothes / "red.png")
            desk.drop(clothes / "green.png")
            await until(lambda: desk.window._query.name == "green.png")
            QTest.mouseClick(desk.window._results.viewport(), back, pos=QPoint(30, 30))
            await until(lambda: desk.window._query.name == "red.png")
            assert not desk.window._results.selectedIndexes()
            QTest.mouseClick(desk.window._side, forward)
            await until(lambda: desk.window._query.name == "green.png")
            QTest.mouseClick(desk.window._results.viewport(), forward, pos=QPoint(30, 30))
            await desk.at_rest()
            assert desk.window._query.name == "green.png"

        run(scenario())

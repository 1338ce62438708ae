"""What counts, as a person sets it; and why a picture was found, as a person sees it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu, QSlider, QToolButton

from clothesfinder.emphasis import NEUTRAL, PRESETS, Emphasis
from clothesfinder.gui import showing
from clothesfinder.gui.cell import MATCH
from clothesfinder.gui.dials import NOT_HERE, Dials
from clothesfinder.gui.grid import Results
from clothesfinder.gui.theme import palette, part_colours
from clothesfinder.gui.thumbnails import Thumbnails
from clothesfinder.gui.why_bar import why_text
from clothesfinder.store import WHOLE, Match
from tests.conftest import ColourEmbedder, PartsEmbedder, save

from .desk import Desk, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from clothesfinder.gui.worker import Worker

    from .conftest import Run

OTHER_COLOUR = PRESETS[1].emphasis
WHY = {"cut": 0.91, "pattern": 0.4, "colour": -0.2}
ROLE = Qt.ItemDataRole


@pytest.fixture
def dials(qtbot: QtBot) -> Dials:
    dials = Dials()
    qtbot.addWidget(dials)
    dials.resize(236, 160)
    with qtbot.waitExposed(dials):
        dials.show()
    return dials


def slider(dials: Dials, number: int) -> QSlider:
    found: QSlider = dials.findChildren(QSlider)[number]
    return found


def presets(dials: Dials) -> QComboBox:
    found = dials.findChild(QComboBox)
    assert isinstance(found, QComboBox)
    return found


def reset_button(dials: Dials) -> QToolButton:
    found = dials.findChild(QToolButton)
    assert isinstance(found, QToolButton)
    return found


def told(dials: Dials) -> list[Emphasis]:
    emphases: list[Emphasis] = []
    dials.changed.connect(emphases.append)
    return emphases


class TestDials:
    def test_at_first_all_is_as_it_is(self, dials: Dials) -> None:
        assert dials.emphasis == NEUTRAL
        assert presets(dials).currentText() == "As it is"
        assert reset_button(dials).isHidden()

    def test_a_slider_tells_once_it_has_settled(self, qtbot: QtBot, dials: Dials) -> None:
        emphases = told(dials)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_PageDown, Qt.Key.Key_Right):
            QTest.keyClick(slider(dials, 2), key)
        assert emphases == []
        qtbot.waitUntil(lambda: bool(emphases))
        assert emphases == [Emphasis(colour=0.7)]
        assert presets(dials).currentIndex() == -1
        assert reset_button(dials).isVisible()

    def test_a_preset_tells_at_once_and_once(self, qtbot: QtBot, dials: Dials) -> None:
        emphases = told(dials)
        QTest.keyClick(slider(dials, 0), Qt.Key.Key_Left)
        QTest.keyClick(presets(dials), Qt.Key.Key_Home)
        QTest.keyClick(presets(dials), Qt.Key.Key_Down)
        assert emphases[-1] == OTHER_COLOUR
        assert [one.value() for one in dials.findChildren(QSlider)] == [100, 150, -75]
        dials.choose(OTHER_COLOUR)
        count = len(emphases)
        qtbot.wait(200)  # in which a slider that moved would have settled
        assert len(emphases) == count
        assert emphases.count(OTHER_COLOUR) == 1

    def test_moved_back_in_time_it_tells_nothing(self, qtbot: QtBot, dials: Dials) -> None:
        with qtbot.assertNotEmitted(dials.changed, wait=200):
            QTest.keyClick(slider(dials, 1), Qt.Key.Key_Right)
            QTest.keyClick(slider(dials, 1), Qt.Key.Key_Left)

    def test_the_way_back_is_one_click(self, dials: Dials) -> None:
        dials.choose(OTHER_COLOUR)
        emphases = told(dials)
        reset_button(dials).click()
        assert emphases == [NEUTRAL]
        assert reset_button(dials).isHidden()
        assert presets(dials).currentText() == "As it is"

    def test_the_menu_has_the_presets_with_their_keys(self, dials: Dials) -> None:
        menu = QMenu(dials)
        dials.fill_menu(menu)
        actions = menu.actions()
        assert [action.text() for action in actions] == [preset.title for preset in PRESETS]
        assert [action.shortcut().toString() for action in actions] == [
            "Ctrl+1",
            "Ctrl+2",
            "Ctrl+3",
        ]
        assert [action.isChecked() for action in actions] == [True, False, False]
        for _ in range(2):  # the second time it stays as it is
            actions[1].trigger()
            assert dials.emphasis == OTHER_COLOUR
            assert [action.isChecked() for action in actions] == [False, True, False]
        slider(dials, 0).setValue(20)
        assert not any(action.isChecked() for action in actions)

    def test_what_the_model_cannot_tell_is_disabled_and_stays_set(self, dials: Dials) -> None:
        menu = QMenu(dials)
        dials.fill_menu(menu)
        dials.choose(OTHER_COLOUR)
        dials.show_parts(("pattern", "colour"))
        assert [one.isEnabled() for one in dials.findChildren(QSlider)] == [False, True, True]
        dials.show_parts(())
        assert not any(one.isEnabled() for one in dials.findChildren(QSlider))
        assert not presets(dials).isEnabled()
        assert not any(action.isEnabled() for action in menu.actions())
        assert dials._note.text() == NOT_HERE
        assert dials._note.isVisible()
        assert reset_button(dials).isHidden()
        dials.show_parts(Emphasis._fields)
        assert dials.emphasis == OTHER_COLOUR
        assert reset_button(dials).isVisible()
        assert all(one.isEnabled() for one in dials.findChildren(QSlider))
        assert dials._note.isHidden()

    def test_it_can_be_read_out(self, dials: Dials) -> None:
        dials.choose(Emphasis(1, 0, -0.5))
        heard = [
            tuple(
                QAccessible.queryAccessibleInterface(one).text(what)
                for what in (
                    QAccessible.Text.Name,
                    QAccessible.Text.Value,
                    QAccessible.Text.Description,
                )
            )
            for one in dials.findChildren(QSlider)
        ]
        assert heard == [
            ("Cut counts, in per cent", "100", "as usual"),
            ("Pattern counts, in per cent", "0", "does not count"),
            ("Colour counts, in per cent", "-50", "what differs in this comes first"),
        ]
        for widget in (presets(dials), reset_button(dials)):
            named = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert "hat counts" in named

    def test_the_tab_key_passes_all_of_it(self, dials: Dials) -> None:
        dials.choose(OTHER_COLOUR)
        dials.activateWindow()
        reset_button(dials).setFocus()
        passed = []
        for _ in range(5):
            passed.append(type(dials.focusWidget()).__name__)
            focused = dials.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert passed == ["QToolButton", "QComboBox", "QSlider", "QSlider", "QSlider"]


class TestWhy:
    @pytest.fixture
    def results(self, qtbot: QtBot, gallery: Path) -> Iterator[Results]:
        thumbnails = Thumbnails(None)
        results = Results(thumbnails, edge=180)
        results.setPalette(palette(dark=False))
        qtbot.addWidget(results)
        results.resize(640, 480)
        matches = []
        for name in ("known.png", "unknown.png"):
            Image.new("RGB", (80, 80), "white").save(gallery / name)
            matches.append(Match(name, WHOLE, 0.9))
        with qtbot.waitExposed(results):
            results.show()
        results.show_matches(gallery, matches, {"known.png": WHY})
        results.setCurrentIndex(results.model().index(-1, 0))
        qtbot.waitUntil(lambda: results.visualRect(results.model().index(1, 0)).isValid())
        yield results
        thumbnails.close()

    def caption(self, results: Results, row: int) -> QImage:
        """The line with the score and what stands beside it."""
        cell = results.visualRect(results.model().index(row, 0))
        height = results.fontMetrics().lineSpacing() + 12
        line = QRect(QPoint(cell.left(), cell.bottom() - height), cell.bottomRight())
        return results.viewport().grab(line).toImage()

    def widths(self, image: QImage, dark: bool) -> dict[str, int]:
        """How many columns show the colour of each part."""
        found = {}
        for part, colour in part_colours(palette(dark)).items():
            columns = {
                x
                for x in range(image.width())
                for y in range(image.height())
                if image.pixelColor(x, y).rgb() == colour.rgb()
            }
            found[part] = len(columns)
        return found

    @pytest.mark.parametrize("dark", [False, True])
    def test_each_bar_is_as_full_as_its_part_is_alike(self, results: Results, dark: bool) -> None:
        results.setPalette(palette(dark))
        widths = self.widths(self.caption(results, 0), dark)
        assert widths["cut"] > 1.5 * widths["pattern"] > 0
        assert widths["colour"] == 0

    def test_nothing_known_is_nothing_painted(self, results: Results) -> None:
        assert not any(self.widths(self.caption(results, 1), dark=False).values())

    def test_on_the_highlight_the_bars_have_the_colour_of_its_text(self, results: Results) -> None:
        results.selectAll()
        image = self.caption(results, 0)
        assert self.widths(image, dark=False)["pattern"] == 0
        text = results.palette().color(QPalette.ColorRole.HighlightedText)
        right = range(image.width() // 2, image.width())
        assert any(
            image.pixelColor(x, y) == QColor(text) for x in right for y in range(image.height())
        )

    def test_it_is_said_too(self, results: Results) -> None:
        said = "Cut 0.91, pattern 0.40, colour -0.20"
        assert why_text(WHY) == said
        known, unknown = (results.model().index(row, 0) for row in (0, 1))
        assert said in known.data(ROLE.ToolTipRole)
        assert known.data(ROLE.AccessibleTextRole) == (
            "known.png, score 0.90, cut 0.91, pattern 0.40, colour -0.20, rank 1"
        )
        assert "0.40" not in unknown.data(ROLE.ToolTipRole)
        assert unknown.data(ROLE.AccessibleTextRole) == "unknown.png, score 0.90, rank 2"

    def test_of_some_parts_these_are_said(self) -> None:
        assert why_text({"colour": 0.5, "pattern": 0.25}) == "Pattern 0.25, colour 0.50"
        assert why_text({}) == ""


class TestWindow:
    @pytest.fixture
    def embedder(self) -> ColourEmbedder:
        return PartsEmbedder()

    @pytest.fixture
    def clothes(self, gallery: Path) -> Path:
        for name, colour in {"red": (200, 0, 0), "pink": (210, 5, 20), "blue": (0, 0, 200)}.items():
            save(gallery / f"{name}.png", colour)
        return gallery

    async def find(self, desk: Desk, clothes: Path, query: Path) -> None:
        desk.drop(clothes)
        await until(lambda: "3 indexed" in desk.notice)
        await desk.at_rest()  # else a query of before would be searched for again
        desk.drop(query)
        await until(lambda: len(desk.shown) == 3)
        await desk.at_rest()

    def test_another_colour_and_back(
        self,
        run: Run,
        desk: Desk,
        clothes: Path,
        embedder: PartsEmbedder,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def decoded_again(*_: object) -> None:
            raise AssertionError("the preview is known")

        async def scenario() -> None:
            await self.find(desk, clothes, clothes / "red.png")
            monkeypatch.setattr(showing, "read_preview", decoded_again)
            await until(lambda: desk.shown[:2] == ["red.png", "pink.png"])
            before = embedder.embedded
            desk.menu("Query/Same cut, other colour")
            await until(lambda: desk.shown[0] == "blue.png")
            index = desk.window._results.model().index(0, 0)
            assert "colour 0." in index.data(ROLE.ToolTipRole)
            assert -1 <= index.data(MATCH).score < 1
            desk.window.dials.reset()
            await until(lambda: desk.shown[:2] == ["red.png", "pink.png"])
            assert embedder.embedded == before
            assert desk.window._query.name == "red.png"

        run(scenario())

    def test_the_dials_stay_for_the_next_query(self, run: Run, desk: Desk, clothes: Path) -> None:
        async def scenario() -> None:
            await self.find(desk, clothes, clothes / "red.png")
            slider(desk.window.dials, 2).setValue(-100)
            await until(lambda: desk.shown[0] == "blue.png")
            desk.drop(clothes / "blue.png")
            await until(lambda: desk.window._query.name == "blue.png")
            await until(lambda: desk.shown[0] != "blue.png")
            assert slider(desk.window.dials, 2).value() == -100

        run(scenario())

    def test_the_newest_setting_wins(self, run: Run, desk: Desk, clothes: Path) -> None:
        async def scenario() -> None:
            await self.find(desk, clothes, clothes / "red.png")
            for _ in range(5):
                for preset in (*PRESETS, PRESETS[1]):
                    desk.window.dials.choose(preset.emphasis)
            await until(lambda: desk.shown[0] == "blue.png")
            await until(lambda: not desk.session.searching._tasks)
            assert desk.shown[0] == "blue.png"

        run(scenario())

    def test_nothing_is_said_of_the_model_of_a_gallery_that_is_gone(
        self, run: Run, desk: Desk, clothes: Path
    ) -> None:
        async def scenario() -> None:
            await self.find(desk, clothes, clothes / "red.png")
            dials = desk.window.dials
            dials.show_parts(())
            assert dials._note.isVisible()
            desk.session.forget_gallery(clothes)
            await until(lambda: desk.session.gallery is None)
            await until(lambda: not desk.session._tasks)
            assert not dials._note.isVisible()
            assert slider(dials, 0).isEnabled()

        run(scenario())

    def test_set_before_the_preview_it_is_still_shown(
        self, run: Run, desk: Desk, clothes: Path
    ) -> None:
        async def scenario() -> None:
            await self.find(desk, clothes, clothes / "red.png")
            desk.drop(clothes / "blue.png")
            await asyncio.sleep(0)
            desk.window.dials.choose(OTHER_COLOUR)
            await until(lambda: desk.window._query.name == "blue.png")

        run(scenario())

    def test_a_mistake_is_told_and_gone_when_it_is_mended(
        self, run: Run, desk: Desk, clothes: Path
    ) -> None:
        async def scenario() -> None:
            await self.find(desk, clothes, clothes / "red.png")
            desk.window.dials.choose(Emphasis(0, 0, 0))
            await until(lambda: "Nothing counts" in desk.window._query.error)
            desk.window.dials.reset()
            await until(lambda: len(desk.shown) == 3)
            assert desk.window._query.error == ""

        run(scenario())

    def test_a_model_that_tells_nothing_apart_searches_as_it_is(
        self, run: Run, qapp: QApplication, worker: Worker, clothes: Path
    ) -> None:
        desk = Desk(qapp, worker, ColourEmbedder())

        async def scenario() -> None:
            desk.window.dials.choose(OTHER_COLOUR)
            await self.find(desk, clothes, clothes / "red.png")
            assert desk.shown == ["red.png", "pink.png", "blue.png"]
            assert desk.window._query.error == ""
            assert not slider(desk.window.dials, 0).isEnabled()
            assert desk.window._results.model().index(0, 0).data(ROLE.AccessibleTextRole) == (
                "red.png, score 1.00, rank 1"
            )
            await desk.close()

        run(scenario())

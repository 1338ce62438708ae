"""More results as a person scrolls, and nearly the same ones as one: real events, a real store."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clothesfinder import atlas_index
from clothesfinder.gui.cell import GROUP, MATCH, THUMBNAIL, WHY, WORD
from clothesfinder.gui.searching import FIRST
from clothesfinder.index_files import index_file
from clothesfinder.local_store import LocalStore
from clothesfinder.problem import Problem
from clothesfinder.settings import load_settings
from tests.conftest import ColourEmbedder, PartsEmbedder

from .desk import Desk, until
from .test_connect_dialog import button, index, own_keyring, ready

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.gui.grid import Results

    from .conftest import Run

__all__ = ["own_keyring"]
PICTURES = 300
ROLE = Qt.ItemDataRole


def fields(path: Path, number: int, change: int = 0) -> Path:
    """A picture of 16 fields, of other colours for each number; changed, nearly the same."""
    random = np.random.default_rng(number)
    colours = random.integers(0, 246, (4, 4, 3), np.uint8) + np.uint8(change)
    path.parent.mkdir(exist_ok=True)
    Image.fromarray(colours).resize((64, 64), Image.Resampling.NEAREST).save(path)
    return path


@pytest.fixture
def many(gallery: Path) -> Path:
    for number in range(PICTURES):
        fields(gallery / f"{number:03}.png", number)
    return gallery


@pytest.fixture
def copies(gallery: Path) -> Path:
    """Six pictures, of which the first has three copies, and the fourth one."""
    for number in range(6):
        fields(gallery / f"{number}.png", number)
    for number, change in ((0, 3), (0, 5), (0, 8), (3, 4)):
        fields(gallery / f"{number} copy {change}.png", number, change)
    return gallery


async def look_for(desk: Desk, gallery: Path, picture: Path) -> Results:
    desk.drop(gallery)
    await until(lambda: "indexed" in desk.notice)
    await desk.at_rest()
    desk.drop(picture)
    await until(lambda: desk.shown)
    await desk.at_rest()
    return desk.window._results


async def painted(desk: Desk) -> None:
    """What is seen now is painted, its thumbnails are there, and so is what that asked for."""
    results = desk.window._results
    results.executeDelayedItemsLayout()
    results.viewport().repaint()
    await until(lambda: not results._visibility.isActive() and desk.window._thumbnails.idle)
    await desk.at_rest()


def wheel(results: Results, steps: int) -> None:
    view = results.viewport()
    place = view.rect().center()
    event = QWheelEvent(
        QPointF(place), QPointF(view.mapToGlobal(place)), QPoint(), QPoint(0, -120 * steps),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def extent(desk: Desk) -> str:
    return desk.window._searches._extent.text


class TestMore:
    def test_the_wheel_brings_more_and_moves_nothing(
        self, run: Run, desk: Desk, many: Path, embedder: ColourEmbedder
    ) -> None:
        async def scenario() -> None:
            results = await look_for(desk, many, many / "007.png")
            assert len(desk.shown) == FIRST
            assert extent(desk) == "60 of 300 shown"
            before, embedded = desk.shown, embedder.embedded
            QTest.mouseClick(
                results.viewport(), Qt.MouseButton.LeftButton,
                pos=results.visualRect(results.model().index(2, 0)).center(),
            )  # fmt: skip
            bar = results.verticalScrollBar()
            while len(desk.shown) == FIRST:
                wheel(results, 1)
                place = bar.value()
                await painted(desk)
                assert bar.value() == place > 0
            assert desk.shown[:FIRST] == before
            assert len(desk.shown) == 2 * FIRST
            assert extent(desk) == "120 of 300 shown"
            assert [i.row() for i in results.selectionModel().selectedRows()] == [2]
            assert results.currentIndex().row() == 2
            last = results.model().index(2 * FIRST - 1, 0)
            assert last.data(MATCH).score <= results.model().index(FIRST - 1, 0).data(MATCH).score
            assert last.data(ROLE.AccessibleTextRole).endswith(f"rank {2 * FIRST}")
            seen = results.model().index(results.visible_rows().start, 0)
            assert seen.data(THUMBNAIL).pixmap.width()
            assert embedder.embedded == embedded

        run(scenario())

    def test_keys_lead_to_the_end_of_all(self, run: Run, desk: Desk, many: Path) -> None:
        async def scenario() -> None:
            results = await look_for(desk, many, many / "007.png")
            counts = [len(desk.shown)]
            for _ in range(9):
                QTest.keyClick(results, Qt.Key.Key_End)
                assert results.currentIndex().row() == counts[-1] - 1
                await painted(desk)
                counts.append(len(desk.shown))
            assert counts[:4] == [60, 120, 240, 300]
            assert counts[4:] == [300] * 6
            assert sorted(desk.shown) == [f"{number:03}.png" for number in range(PICTURES)]
            assert extent(desk) == "All 300 shown"
            assert results.visible_rows().stop == PICTURES

        run(scenario())

    def test_the_scroll_bar_and_page_down_bring_more(
        self, run: Run, desk: Desk, many: Path
    ) -> None:
        async def scenario() -> None:
            results = await look_for(desk, many, many / "007.png")
            results.verticalScrollBar().setValue(results.verticalScrollBar().maximum())
            await until(lambda: len(desk.shown) == 120)
            await desk.at_rest()
            results.verticalScrollBar().setValue(0)
            results.setCurrentIndex(results.model().index(0, 0))
            while len(desk.shown) == 120:
                QTest.keyClick(results, Qt.Key.Key_PageDown)
                await painted(desk)
            assert results.currentIndex().row() < 120

        run(scenario())

    def test_another_query_begins_anew_whatever_comes_for_the_one_before(
        self, run: Run, desk: Desk, many: Path
    ) -> None:
        async def scenario() -> None:
            results = await look_for(desk, many, many / "007.png")
            results.verticalScrollBar().setValue(results.verticalScrollBar().maximum())
            results.nearly_seen.emit()  # more is on its way
            assert desk.session.searching._more is not None
            desk.drop(many / "100.png")
            await until(lambda: desk.shown[0] == "100.png")
            await desk.at_rest()
            assert len(desk.shown) == FIRST
            assert results.verticalScrollBar().value() == 0
            assert extent(desk) == "60 of 300 shown"

        run(scenario())

    def test_what_changed_meanwhile_is_shown_anew_at_the_same_place(
        self, run: Run, desk: Desk, many: Path
    ) -> None:
        async def scenario() -> None:
            results = await look_for(desk, many, many / "007.png")
            with closing(LocalStore(index_file(many))) as other:
                (best,) = other.entries(["007.png"])
                other.put([best._replace(path="same.png")])
                other.drop([desk.shown[20]])
            before = desk.shown
            row = results.model().index(9, 0)
            results.selectionModel().select(row, results.selectionModel().SelectionFlag.Select)
            bar = results.verticalScrollBar()
            bar.setValue(bar.maximum() - 10)
            place = bar.value()
            await until(lambda: len(desk.shown) == 120)
            await desk.at_rest()
            assert desk.shown[:61] == [before[0], "same.png", *before[1:20], *before[21:60],
                                       desk.shown[60]]  # fmt: skip
            assert bar.value() == place
            (chosen,) = results.selectionModel().selectedRows()
            assert chosen.data() == before[9]

        run(scenario())

    def test_a_gallery_that_is_searched_again_stays_where_it_is(
        self, run: Run, desk: Desk, many: Path
    ) -> None:
        async def scenario() -> None:
            results = await look_for(desk, many, many / "007.png")
            bar = results.verticalScrollBar()
            bar.setValue(bar.maximum())
            await until(lambda: len(desk.shown) == 120)
            await desk.at_rest()
            with closing(LocalStore(index_file(many))) as other:
                (best,) = other.entries(["007.png"])
                other.put([best._replace(path="new.png")])
            place = bar.value()
            desk.session.searching.search_again()  # as after every update of a watched gallery
            await until(lambda: "new.png" in desk.shown)
            await desk.at_rest()
            assert len(desk.shown) == 120
            assert bar.value() == place

        run(scenario())

    def test_a_search_for_more_that_fails_is_told_once(
        self, run: Run, desk: Desk, many: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def scenario() -> None:
            results = await look_for(desk, many, many / "007.png")
            assert desk.session.catalog is not None
            asked: list[object] = []

            def broken(*_: object, **__: object) -> None:
                asked.append(1)
                raise Problem("The drive is gone.")

            monkeypatch.setattr(desk.session.catalog.stores.open(), "search_in_turns", broken)
            for _ in range(3):
                results.verticalScrollBar().setValue(results.verticalScrollBar().maximum())
                await painted(desk)
                results.verticalScrollBar().setValue(0)
                await painted(desk)
            assert len(asked) == 1
            assert "The drive is gone" in desk.notice
            assert len(desk.shown) == FIRST

        run(scenario())


def test_what_a_database_gives_no_more_of_is_said_below_the_last(
    run: Run, desk: Desk, gallery: Path, uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(130):
        fields(gallery / f"{number:03}.png", number)
    monkeypatch.setattr(atlas_index, "MOST_CANDIDATES", 100)

    async def scenario() -> None:
        await index(desk, gallery)
        button(await ready(desk, uri), "Connect").click()
        await until(lambda: desk.window._side.size_text == "130 pictures in MongoDB")
        await desk.at_rest()
        desk.drop(gallery / "007.png")
        await until(lambda: desk.shown)
        await desk.at_rest()
        results, first = desk.window._results, desk.shown
        assert extent(desk) == "60 of 130 shown"
        for _ in range(3):
            QTest.keyClick(results, Qt.Key.Key_End)
            await painted(desk)
        assert len(desk.shown) == 100
        assert desk.shown[:FIRST] == first
        assert extent(desk) == "100 of 130 shown"
        told = results.accessibleDescription()
        assert told.startswith("The first 100 of 130. The database gives no more")

    run(scenario())


class TestTold:
    @pytest.fixture
    def embedder(self) -> ColourEmbedder:
        return PartsEmbedder()

    def test_why_and_word_are_there_for_what_comes_later(
        self, run: Run, desk: Desk, many: Path
    ) -> None:
        async def scenario() -> None:
            results = await look_for(desk, many, many / "007.png")
            model = results.model()
            await until(lambda: model.index(0, 0).data(WORD))  # it was found out meanwhile
            QTest.keyClick(results, Qt.Key.Key_End)
            await until(lambda: len(desk.shown) > FIRST)
            for row in (0, FIRST - 1, FIRST, len(desk.shown) - 1):
                assert model.index(row, 0).data(WHY).keys() == {"cut", "pattern", "colour"}
                assert model.index(row, 0).data(WORD)
            await desk.at_rest()
            assert exported(desk) == (len(desk.shown), len(desk.shown))
            desk.session.searching.search_again()
            await desk.at_rest()
            assert exported(desk) == (len(desk.shown), len(desk.shown))

        run(scenario())


class TestGroups:
    def test_they_are_shown_as_one_until_they_are_opened(
        self, run: Run, desk: Desk, copies: Path
    ) -> None:
        async def scenario() -> None:
            results = await look_for(desk, copies, copies / "0.png")
            model = results.model()
            every = desk.shown
            assert len(every) == 10
            desk.menu("View/Group near-identical")
            await until(lambda: len(desk.shown) == 6)
            assert sorted(name[0] for name in desk.shown) == list("012345")
            assert extent(desk).startswith("All 10 shown, 4 of them behind")
            assert model.index(0, 0).data(GROUP).others == 3
            heard = model.index(0, 0).data(ROLE.AccessibleTextRole)
            assert heard.endswith("rank 1, and 3 nearly the same")
            (fourth,) = (row for row, name in enumerate(desk.shown) if name[0] == "3")
            assert [i for i in range(6) if model.index(i, 0).data(GROUP)] == [0, fourth]

            click_badge(results, 0)
            assert desk.shown[:5] == ["0.png", *every[1:4], desk.shown[4]]
            assert len(desk.shown) == 9
            assert [results._model.path(row).name for row in range(9)] == desk.shown
            heard = model.index(2, 0).data(ROLE.AccessibleTextRole)
            assert heard.endswith("rank 3, nearly the same as 0.png")
            assert model.index(0, 0).data(ROLE.AccessibleTextRole).endswith("same, shown next")
            assert not results.selectionModel().selectedRows()  # a badge is no picture

            click_badge(results, 0)
            assert len(desk.shown) == 6
            assert [results._model.path(row).name for row in range(6)] == desk.shown

            desk.menu("View/Group near-identical")
            await until(lambda: desk.shown == every)

        run(scenario())

    def test_by_keyboard(self, run: Run, desk: Desk, copies: Path) -> None:
        async def scenario() -> None:
            results = await look_for(desk, copies, copies / "0.png")
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            QTest.keyClick(desk.window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: len(desk.shown) == 6)
            results.setFocus()
            QTest.keyClick(results, Qt.Key.Key_G)
            assert len(desk.shown) == 9
            QTest.keyClick(results, Qt.Key.Key_Right)
            QTest.keyClick(results, Qt.Key.Key_Right)
            assert results.currentIndex().data() == desk.shown[2]
            QTest.keyClick(results, Qt.Key.Key_G)
            assert len(desk.shown) == 6
            assert results.currentIndex().row() == 0
            results.setCurrentIndex(results.model().index(desk.shown.index("5.png"), 0))
            QTest.keyClick(results, Qt.Key.Key_G)  # which is alone
            assert len(desk.shown) == 6
            assert load_settings().grouped is True

        run(scenario())

    def test_what_is_kept_holds_at_the_next_start(self, run: Run, desk: Desk, copies: Path) -> None:
        async def scenario() -> None:
            desk.session.searching.grouped = True
            await look_for(desk, copies, copies / "3.png")
            assert len(desk.shown) == 6
            assert desk.shown[0] == "3.png"

        run(scenario())

    def test_more_joins_the_groups_there_are_and_moves_no_row(
        self, run: Run, desk: Desk, many: Path
    ) -> None:
        async def scenario() -> None:
            for number in range(40):
                fields(many / f"{number:03} copy.png", number, 9)
            desk.session.searching.grouped = True
            results = await look_for(desk, many, many / "007.png")
            model, before = results.model(), desk.shown
            place = results.verticalScrollBar().value()
            while len(desk.shown) < PICTURES:
                results.nearly_seen.emit()
                await desk.at_rest()
            assert desk.shown[: len(before)] == before
            assert results.verticalScrollBar().value() == place
            after = [model.index(row, 0).data(GROUP) for row in range(PICTURES)]
            assert sum(one.others for one in after if one) == 40
            assert len(set(desk.shown)) == PICTURES

        run(scenario())


def exported(desk: Desk) -> tuple[int, int]:
    """How many matches, and reasons for them, an export of the results would have."""
    assert desk.window.exports._shown is not None
    _, found = desk.window.exports._shown
    return len(found.matches), len(found.why)


def click_badge(results: Results, row: int) -> None:
    cell = results.visualRect(results.model().index(row, 0))
    tile = results._cell.tile(cell.toRectF())
    place = QPoint(int(tile.right()) - 14, int(tile.top()) + 14)
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)

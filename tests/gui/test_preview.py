"""A result shown large beside the query: real events, real pictures."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from clothesfinder.gui import large_pictures
from clothesfinder.gui.cell import MATCH
from clothesfinder.gui.results_model import ELSEWHERE
from clothesfinder.images import DAMAGED
from clothesfinder.orientation import Orientation
from clothesfinder.query import Query
from clothesfinder.store import WHOLE, Box
from clothesfinder.thumbnail_sharing import thumbnail
from tests.conftest import HalvesEmbedder, save, save_outfit

from .desk import Desk, GatedEmbedder, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from clothesfinder.gui.large_pictures import Large
    from clothesfinder.gui.preview import Preview
    from clothesfinder.gui.worker import Worker

    from .conftest import Run

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def preview_of(desk: Desk) -> Preview:
    return desk.window.preview._preview


def press(desk: Desk, key: Qt.Key, *, shift: bool = False) -> None:
    """Press a key where the focus is."""
    held = SHIFT if shift else Qt.KeyboardModifier.NoModifier
    widget = desk.window.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def row(desk: Desk) -> int:
    return desk.window._results.currentIndex().row()


async def opened(desk: Desk, gallery: Path, query: Path | Query) -> None:
    """Search the gallery, and look at the best match."""
    desk.session.index(gallery)
    await until(lambda: "indexed" in desk.notice)
    sought = query if isinstance(query, Query) else Query(query, query.name)
    desk.session.searching.search(sought)
    await until(lambda: desk.shown)
    await desk.at_rest()
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    desk.window._results.setFocus()
    press(desk, KEY.Key_Space)
    assert desk.window.preview.is_open
    await settled(desk)


async def settled(desk: Desk) -> None:
    """Return when all that the preview wants is there."""
    preview = desk.window.preview
    await until(lambda: not preview._wanting.isActive() and preview._pictures.idle)
    assert desk.window._thumbnails is not None
    await until(lambda: desk.window._thumbnails.idle)
    await until(lambda: not preview._wanting.isActive() and preview._pictures.idle)


def test_space_opens_and_closes_it_and_arrows_walk(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        preview, results = preview_of(desk), desk.window._results
        assert desk.window.focusWidget() is preview.match.view
        assert preview.match.told == "red.png\nResult · 1 of 3 · 1.00 · 60 × 80 pixels"  # noqa: RUF001
        assert preview.query.told == "query.png\nQuery · 60 × 80 pixels"  # noqa: RUF001
        assert preview.query.view.isVisible()
        press(desk, KEY.Key_Right)
        assert (row(desk), results.selectedIndexes()[0].row()) == (1, 1)
        assert preview.match.told.startswith("pink.png\n")
        press(desk, KEY.Key_End)
        assert row(desk) == 2
        press(desk, KEY.Key_Right)
        assert row(desk) == 2  # there is nothing after the last
        press(desk, KEY.Key_Home)
        press(desk, KEY.Key_Left)
        assert row(desk) == 0
        press(desk, KEY.Key_Down)
        press(desk, KEY.Key_Space)
        assert not desk.window.preview.is_open
        assert desk.window.focusWidget() is results
        assert row(desk) == 1
        press(desk, KEY.Key_Space)
        press(desk, KEY.Key_Escape)
        assert desk.window.focusWidget() is results
        assert desk.window.preview._pictures.used == 0

    run(scenario())


def test_the_grid_is_where_it_was_left(run: Run, desk: Desk, gallery: Path, query: Path) -> None:
    for number in range(50):
        save(gallery / f"{number}.png")

    async def scenario() -> None:
        await opened(desk, gallery, query)
        press(desk, KEY.Key_End)
        await settled(desk)
        press(desk, KEY.Key_Escape)
        results = desk.window._results
        assert row(desk) == 49
        await until(lambda: row(desk) in results.visible_rows())

    run(scenario())


def test_both_are_zoomed_and_moved_by_keys(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        preview = preview_of(desk)
        for _ in range(5):
            press(desk, KEY.Key_Plus)
        assert preview.zoom.factor > 2
        assert preview.query.view.zoom is preview.match.view.zoom
        before = preview.query.view.place, preview.match.view.place
        press(desk, KEY.Key_Up, shift=True)
        press(desk, KEY.Key_Left, shift=True)
        for place, view in zip(before, (preview.query.view, preview.match.view), strict=True):
            assert view.place.top() > place.top()
        assert row(desk) == 0  # Shift and an arrow do not walk
        zoomed = preview.zoom.factor
        press(desk, KEY.Key_Right)
        assert preview.zoom.factor == zoomed  # so that several can be compared
        press(desk, KEY.Key_1)
        view = preview.match.view
        assert view.place.width() * view.devicePixelRatioF() == pytest.approx(60)
        assert preview._percent.text() == "100 %"
        press(desk, KEY.Key_0)
        assert preview.zoom.factor == 1

    run(scenario())


def test_buttons_do_what_the_keys_do_and_space_presses_them(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        preview = preview_of(desk)
        buttons = {button.text(): button for button in preview.findChildren(QToolButton)}
        buttons["Next"].setFocus()
        press(desk, KEY.Key_Space)
        assert row(desk) == 1
        assert desk.window.preview.is_open
        press(desk, KEY.Key_Right)  # the arrows walk from wherever the focus is
        assert row(desk) == 2
        assert not buttons["Next"].isEnabled()
        for button in buttons.values():
            assert button.toolTip()
        assert len(buttons) == 9
        buttons["Close"].click()
        assert not desk.window.preview.is_open

    run(scenario())


def test_space_elsewhere_opens_nothing(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        press(desk, KEY.Key_Escape)
        desk.window.thumbnail_size.slider.setFocus()
        press(desk, KEY.Key_Space)
        assert not desk.window.preview.is_open
        desk.menu("Results/Preview")
        assert desk.window.preview.is_open
        desk.menu("Results/Preview")
        assert not desk.window.preview.is_open

    run(scenario())


def test_without_results_there_is_none(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    action = desk.window.preview.action
    assert not action.isEnabled()
    desk.window.preview.open()
    assert not desk.window.preview.is_open

    async def scenario() -> None:
        await opened(desk, pictures, query)
        assert action.isEnabled()

    run(scenario())


def test_the_query_can_be_hidden_and_is_where_it_is_words(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        preview = preview_of(desk)
        narrow = preview.match.view.width()
        press(desk, KEY.Key_Q)
        assert not preview.query.view.isVisible()
        await until(lambda: preview.match.view.width() > 1.8 * narrow)
        press(desk, KEY.Key_Q)
        assert preview.query.view.isVisible()
        press(desk, KEY.Key_Escape)
        desk.session.searching._query = Query(name="red shirt", text="red shirt")
        press(desk, KEY.Key_Space)
        assert not preview.query.view.isVisible()
        press(desk, KEY.Key_Q)
        assert not preview.query.view.isVisible()

    run(scenario())


def test_the_part_of_the_query_and_the_part_that_matched_are_outlined(
    run: Run, qapp: QApplication, worker: Worker, gallery: Path, tmp_path: Path
) -> None:
    save_outfit(gallery / "outfit.png", (200, 0, 0), (0, 0, 200))
    query = save_outfit(tmp_path / "query.png", (200, 0, 0), (0, 200, 0))
    desk = Desk(qapp, worker, HalvesEmbedder())

    async def scenario() -> None:
        upper = Box(0, 0, 1, 0.5)
        turned = Query(query, query.name, upper, orientation=Orientation(2))
        await opened(desk, gallery, turned._replace(box=Box(0, 0.5, 1, 1)))
        assert preview_of(desk).query.view._part == Box(0, 0.5, 1, 1)
        (level,) = desk.window.preview._pictures.get(desk.window.preview._key).levels  # type: ignore[union-attr]
        assert level.pixelColor(30, 40).green() > 100, "upside down, the lower garment is above"
        press(desk, KEY.Key_Space)
        desk.session.searching.search(Query(query, query.name, upper))
        await desk.at_rest()
        press(desk, KEY.Key_Space)
        await settled(desk)
        preview = preview_of(desk)
        assert preview.query.view._part == upper
        assert preview.match.view._part == upper
        assert "found by its upper part" in preview.match.told
        await desk.close()

    run(scenario())


def test_a_picture_that_is_elsewhere_is_shown_small_and_says_so(
    run: Run, desk: Desk, pictures: Path, query: Path, tmp_path: Path
) -> None:
    small = thumbnail(save(tmp_path / "large.png", (200, 0, 0), (640, 640)).read_bytes())

    async def scenario() -> None:
        await opened(desk, pictures, query)
        press(desk, KEY.Key_Escape)
        (pictures / "red.png").unlink()
        desk.session.searching.search_again()
        await desk.at_rest()
        await until(lambda: desk.window._thumbnails.idle)
        press(desk, KEY.Key_Space)
        await settled(desk)
        side = preview_of(desk).match
        assert side.view.sentence == "The file cannot be read: it is no longer there."
        assert side.view.accessibleDescription() == side.view.sentence
        desk.window._thumbnails.supply(pictures / "red.png", small)
        await until(lambda: side.view.has_picture)
        assert side.told.endswith(ELSEWHERE)
        assert side.view.accessibleDescription() == ""
        await until(lambda: side.view.height() == preview_of(desk).query.view.height())
        press(desk, KEY.Key_Right)
        await settled(desk)
        assert not side.told.endswith(ELSEWHERE)

    run(scenario())


def test_a_broken_picture_says_so_and_the_walk_goes_on(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        press(desk, KEY.Key_Escape)
        whole = (pictures / "pink.png").read_bytes()
        (pictures / "pink.png").write_bytes(whole[: len(whole) // 2])
        press(desk, KEY.Key_Space)
        press(desk, KEY.Key_Right)
        await settled(desk)
        assert preview_of(desk).match.view.sentence == DAMAGED
        press(desk, KEY.Key_Right)
        await settled(desk)
        assert preview_of(desk).match.view.has_picture

    run(scenario())


def test_all_detail_is_opened_when_it_is_zoomed_in_and_the_next_ahead(
    run: Run, desk: Desk, gallery: Path, query: Path
) -> None:
    for number, name in enumerate(("red", "pink", "blue")):
        Image.new("RGB", (4000, 3000), (200 - 90 * number, 0, 90 * number)).save(
            gallery / f"{name}.png"
        )

    async def scenario() -> None:
        await opened(desk, gallery, query)
        pictures, preview = desk.window.preview._pictures, preview_of(desk)
        paths = [gallery / name for name in desk.shown]
        held = [pictures.get(path) for path in paths]
        assert held[0] is not None
        assert held[1] is not None  # the next is there before it is asked for
        assert held[2] is None
        assert held[0].longest < 1600
        press(desk, KEY.Key_1)
        await settled(desk)
        detailed = pictures.get(paths[0])
        assert detailed is not None
        assert detailed.longest == 4000
        assert preview.match.view._levels is detailed.levels

    run(scenario())


def test_a_drive_that_does_not_answer_holds_up_nothing(
    run: Run, desk: Desk, pictures: Path, query: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    asked: set[str] = set()

    def slow(source: Path | bytes, edge: int, orientation: Orientation) -> Large:
        asked.add(threading.current_thread().name)
        gate.wait()
        return real(source, edge, orientation)

    real: Callable[..., Large] = large_pictures.open_large
    monkeypatch.setattr(large_pictures, "open_large", slow)

    async def scenario() -> None:
        desk.session.index(pictures)
        await until(lambda: "indexed" in desk.notice)
        desk.session.searching.search(Query(query, query.name))
        await until(lambda: desk.shown)
        await desk.at_rest()
        await until(lambda: desk.window._thumbnails.idle)
        desk.menu("Results/Preview")
        view = preview_of(desk).match.view
        assert view.has_picture  # the thumbnail, until it is there
        await until(lambda: asked)
        desk.window.preview._step(1)
        assert view.has_picture
        assert all(name.startswith("large picture") for name in asked)
        gate.set()
        await settled(desk)

    run(scenario())


def test_the_gui_thread_looks_at_no_file(
    run: Run, desk: Desk, pictures: Path, query: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def watched(name: str) -> None:
        original = getattr(type(pictures), name)

        def method(path: Path, *arguments: Any, **named: Any) -> Any:
            if path.suffix == ".png":
                looked.append(threading.current_thread().name)
            return original(path, *arguments, **named)

        monkeypatch.setattr(type(pictures), name, method)

    async def scenario() -> None:
        await opened(desk, pictures, query)
        press(desk, KEY.Key_Escape)
        for name in ("stat", "open"):
            watched(name)
        press(desk, KEY.Key_Space)
        press(desk, KEY.Key_Right)
        await settled(desk)
        assert looked
        assert threading.current_thread().name not in looked

    run(scenario())


def test_another_query_closes_it_and_the_same_keeps_the_picture(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        press(desk, KEY.Key_End)
        assert preview_of(desk).match.told.startswith("blue.png")
        results, preview = desk.window._results, desk.window.preview
        others = [results.model().index(number, 0).data(MATCH) for number in (2, 0, 1)]
        desk.session.searching.search_again()
        results.show_matches(pictures, others[::-1])
        results.show_matches(pictures, others)  # as when one search follows another
        await until(lambda: preview._kept is None)
        assert preview_of(desk).match.told.startswith("blue.png\nResult · 1 of 3")
        await desk.at_rest()
        await until(lambda: row(desk) == 2)
        assert preview_of(desk).match.told.startswith("blue.png\nResult · 3 of 3")
        assert preview.is_open
        desk.drop(pictures / "blue.png")
        await until(lambda: desk.shown[0] == "blue.png")
        assert not preview.is_open

    run(scenario())


def test_it_closes_with_the_gallery(
    run: Run, desk: Desk, pictures: Path, query: Path, tmp_path: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        (tmp_path / "empty").mkdir()
        desk.session.index(tmp_path / "empty")
        await until(lambda: not desk.window.preview.is_open)
        assert desk.shown == []

    run(scenario())


def test_a_screen_reader_hears_which_picture_it_is(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        view = preview_of(desk).match.view
        reader = QAccessible.queryAccessibleInterface(view)
        assert reader.role() == QAccessible.Role.Graphic
        assert reader.text(QAccessible.Text.Name) == "red.png, score 1.00, rank 1"
        press(desk, KEY.Key_Right)
        assert reader.text(QAccessible.Text.Name) == "pink.png, score 0.99, rank 2"

    run(scenario())


def test_the_keyboard_goes_nowhere_else_on_the_way(
    run: Run, qapp: QApplication, desk: Desk, pictures: Path, query: Path
) -> None:
    heard: list[object] = []

    async def scenario() -> None:
        await opened(desk, pictures, query)
        view, results = preview_of(desk).match.view, desk.window._results
        qapp.focusChanged.connect(lambda _, now: heard.append(now))
        press(desk, KEY.Key_Escape)
        press(desk, KEY.Key_Space)
        press(desk, KEY.Key_Space)
        assert [now for now in heard if now is not None] == [results, view, results]

    run(scenario())


def test_the_window_is_closed_while_a_picture_is_opened(
    run: Run, qapp: QApplication, worker: Worker, pictures: Path, query: Path
) -> None:
    desk = Desk(qapp, worker, GatedEmbedder())

    async def scenario() -> None:
        await opened(desk, pictures, query)
        press(desk, KEY.Key_1)
        press(desk, KEY.Key_Right)
        await desk.close()
        assert desk.window.preview._pictures.idle or desk.window.preview._pictures._closed

    run(scenario())


def test_the_whole_of_a_picture_has_no_outline(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, pictures, query)
        assert preview_of(desk).match.view._part == WHOLE
        assert preview_of(desk).query.view._part == WHOLE

    run(scenario())


def test_return_opens_the_file(
    run: Run, desk: Desk, pictures: Path, query: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(desk.window, "open_picture", asked.append)

    async def scenario() -> None:
        await opened(desk, pictures, query)
        press(desk, KEY.Key_Return)
        assert asked == [pictures / "red.png"]
        assert desk.window.preview.is_open

    run(scenario())

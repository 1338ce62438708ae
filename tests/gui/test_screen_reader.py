"""What those hear who do not see the window, and where the keyboard goes in it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from clothesfinder.query import Query
from tests.conftest import PartsEmbedder

from .desk import Desk, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clothesfinder.gui.window import MainWindow
    from clothesfinder.gui.worker import Worker

    from .conftest import Run

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
ROLE = QAccessible.Role
CONTROLS = {ROLE.Button, ROLE.Slider, ROLE.ComboBox, ROLE.EditableText, ROLE.CheckBox, ROLE.List}


@pytest.fixture
def embedder() -> PartsEmbedder:
    return PartsEmbedder()


async def search(desk: Desk, gallery: Path, query: Path) -> None:
    desk.session.index(gallery)
    await until(lambda: "indexed" in desk.notice)
    desk.session.searching.search(Query(query, query.name))
    await until(lambda: desk.shown)
    await desk.at_rest()
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)


def show_everything(window: MainWindow) -> None:
    """Show what is shown now and then only, as if all of it happened at once."""
    window._side.words.show()
    window.dials._rows["cut"].slider.setValue(150)
    window._query.show_fetching("example.org")
    window._query.fetch_bar.show()
    window._query.show_error("That is not a picture.")
    window._panel.begin("dresses", "Indexing “dresses”")
    window._panel.show()
    window.notice.tell("Something happened.", button="Show it", act=window.helping.show_about)
    window.warning.tell("Something is in the way.", warning=True)


def tree(reader: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What a screen reader comes across, but for what is not there to be seen."""
    if not reader.isValid() or reader.state().invisible:
        return
    yield reader
    for number in range(reader.childCount()):
        yield from tree(reader.child(number))


def readers(window: QWidget) -> list[QAccessibleInterface]:
    return list(tree(QAccessible.queryAccessibleInterface(window)))


def can_have_focus(reader: QAccessibleInterface) -> bool:
    return bool(reader.state().focusable) or reader.role() in CONTROLS


def named(reader: QAccessibleInterface) -> str:
    """The name that is read out: of a box to choose from it is its label's."""
    relations = reader.relations(QAccessible.RelationFlag.Label)
    labels = [label.text(NAME) for label, _ in relations]
    if reader.role() == ROLE.ComboBox:
        return labels[0] if labels else ""
    return reader.text(NAME)


def nameless(window: QWidget) -> list[str]:
    return [
        f"{reader.role()} {type(reader.object()).__name__} in {type(window).__name__}"
        for reader in readers(window)
        if can_have_focus(reader) and not named(reader).strip()
    ]


def focused(window: MainWindow, start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """The widgets in the order in which a key goes through them, until it begins anew."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    while (now := window.focusWidget()) is not None and now not in seen:
        seen.append(now)
        QTest.keyClick(now, key)
    return seen


def heard(widgets: list[QWidget]) -> list[str]:
    return [named(QAccessible.queryAccessibleInterface(widget)) for widget in widgets]


def test_every_control_has_a_name(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        assert nameless(desk.window) == []
        await search(desk, pictures, query)
        show_everything(desk.window)
        assert nameless(desk.window) == []
        assert sum(can_have_focus(reader) for reader in readers(desk.window)) > 15
        desk.window._results.setFocus()
        desk.window.preview.open()
        assert nameless(desk.window) == []
        desk.menu("Help/Keyboard shortcuts")
        dialog = desk.dialog()
        assert dialog is not None
        assert nameless(dialog) == []
        dialog.close()

    run(scenario())


def test_a_control_without_a_name_is_found(desk: Desk) -> None:
    button = QToolButton(desk.window._side)
    button.show()
    assert len(nameless(desk.window)) == 1
    button.setAccessibleName("Press me")
    assert nameless(desk.window) == []


def test_every_entry_of_the_menus_has_a_name_of_its_own(desk: Desk) -> None:
    menus = [menu for menu in desk.window.findChildren(QMenu) if menu is not None]
    bar = QAccessible.queryAccessibleInterface(desk.window.menuBar())
    titles = [bar.child(number).text(NAME) for number in range(bar.childCount())]
    assert {"Gallery", "Query", "Results", "View", "Settings", "Help"} <= set(titles)
    for menu in menus:
        entries = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert all(entries)
        assert len(entries) == len(set(entries))
        letters = [text[text.index("&") + 1].casefold() for text in entries if "&" in text]
        assert len(letters) == len(set(letters)), menu.title()


def test_results_are_read_out_with_all_that_is_told_of_them(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await search(desk, pictures, query)
        reader = QAccessible.queryAccessibleInterface(desk.window._results)
        texts = [reader.child(number).text(NAME) for number in range(reader.childCount())]
        assert len(texts) == 3
        for rank, (name, text) in enumerate(zip(desk.shown, texts, strict=True), 1):
            assert text.startswith(f"{name}, score ")
            assert text.endswith(f"rank {rank}")
            assert "colour" in text

    run(scenario())


def test_what_the_dials_say(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def scenario() -> None:
        await search(desk, pictures, query)
        preset = QAccessible.queryAccessibleInterface(desk.window.dials._preset)
        assert named(preset) == "What counts"
        assert preset.text(QAccessible.Text.Value) == "As it is"
        slider = QAccessible.queryAccessibleInterface(desk.window.dials._rows["cut"].slider)
        assert slider.text(DESCRIPTION) == "as usual"
        assert slider.valueInterface().currentValue() == 100

    run(scenario())


def test_tab_goes_through_all_of_it_from_the_query_to_the_results(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await search(desk, pictures, query)
        show_everything(desk.window)
        desk.window._side.dials.show_parts(("cut", "pattern", "colour"))
        order = focused(desk.window, desk.window._side.words)
        names = iter(heard(order))
        for name in (
            "Search by words",
            "Query picture: query.png",
            "Cancel",
            "Reset what counts",
            "What counts",
            "Cut counts, in per cent",
            "Pattern counts, in per cent",
            "Colour counts, in per cent",
            "Close this notice",
            "Show it",
            "Close this notice",
            "Results",
            "Pause",
            "Cancel",
            "Size of the thumbnails",
        ):
            assert name in names, name  # further on than the one before it
        back = focused(desk.window, desk.window._side.words, Qt.Key.Key_Backtab)
        assert back == [order[0], *order[:0:-1]]
        assert all(a != b for a, b in pairwise(heard(order)))
        reached = {id(widget) for widget in order}
        missed = [
            widget
            for widget in desk.window.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
            and widget.focusProxy() is None
            and id(widget) not in reached
        ]
        assert missed == []

    run(scenario())


def test_tab_in_the_preview_stays_with_it(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        await search(desk, pictures, query)
        desk.window.notice.hide()
        desk.window._results.setFocus()
        desk.window.preview.open()
        names = heard(focused(desk.window, desk.window.preview._preview.match.view))
        assert names[0].startswith("red.png, score")
        assert names[1:] == [
            "Next result",
            "Zoom out",
            "Zoom in",
            "Show all of both pictures",
            "Show them at 100 %",
            "Hide the query",
            "Open the picture",
            "Close the preview",
            "Size of the thumbnails",
        ]

    run(scenario())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_where_the_keyboard_is_can_be_seen(
    run: Run, qapp: QApplication, worker: Worker, pictures: Path, query: Path, theme: str
) -> None:
    desk = Desk(qapp, worker, PartsEmbedder())
    desk.window.choose_theme(theme)

    async def scenario() -> None:
        await search(desk, pictures, query)
        show_everything(desk.window)
        await until(lambda: desk.window._thumbnails.idle)
        unseen = unseen_focus(desk, desk.window._side.words)
        desk.window._results.setFocus()
        desk.window.preview.open()
        await until(lambda: desk.window.preview._pictures.idle)
        unseen += unseen_focus(desk, desk.window.preview._preview.match.view)
        desk.window.choose_theme("system")
        await desk.close()
        assert unseen == []

    run(scenario())


def unseen_focus(desk: Desk, start: QWidget) -> list[str]:
    """What does not look otherwise when the keyboard is there."""
    results = desk.window._results
    results.setCurrentIndex(results.model().index(0, 0))
    unseen = []
    for widget in focused(desk.window, start):  # it is back at the start now
        with_focus = look(desk.window, widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        if look(desk.window, widget) == with_focus:
            unseen.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return unseen


def look(window: QWidget, widget: QWidget) -> QImage:
    """How the widget looks, with a little around it."""
    place = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    return window.grab(place.adjusted(-3, -3, 3, 3)).toImage()


def test_the_message_of_the_empty_window_is_read_out(desk: Desk) -> None:
    reader = QAccessible.queryAccessibleInterface(desk.window._results)
    assert "Drop a folder of pictures here" in reader.text(DESCRIPTION)


def test_the_query_comes_before_the_results(desk: Desk) -> None:
    names = [reader.text(NAME) for reader in readers(desk.window)]
    assert names.index("Query picture: none yet") < names.index("Results")

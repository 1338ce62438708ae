"""The guide in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu, QWidget

from clothesfinder.gui import guide_pages, guide_window
from clothesfinder.gui.connect_dialog import ConnectDialog
from clothesfinder.gui.guide_window import GuideWindow
from clothesfinder.gui.language import ENGLISH, speak
from clothesfinder.gui.shortcuts import plain
from clothesfinder.gui.theme import Theme, palette
from tests.guide import LANGUAGES, named_entries, pages

from .desk import Desk, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QMenuBar
    from pytestqt.qtbot import QtBot

    from clothesfinder.gui.worker import Worker
    from tests.conftest import ColourEmbedder

    from .conftest import Run

IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def guide(qtbot: QtBot) -> Iterator[GuideWindow]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    guide = guide_window.show(window)
    qtbot.waitExposed(guide)
    yield guide
    window.close()


@pytest.fixture
def spoken(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    language: str = request.param
    speak(qapp, language)
    yield language
    speak(qapp, ENGLISH)
    QLocale.setDefault(before)


def entries(menu: QMenuBar | QMenu, above: str = "") -> Iterator[str]:
    for action in menu.actions():
        text = f"{above}{plain(action.text()).partition(chr(9))[0]}"
        below = action.menu()
        if isinstance(below, QMenu):
            yield from entries(below, f"{text} > ")
        if not action.isSeparator():
            yield text


@pytest.mark.parametrize("spoken", LANGUAGES, indirect=True)
def test_what_it_names_of_the_menus_is_there(
    spoken: str, qapp: QApplication, run: Run, worker: Worker, embedder: ColourEmbedder
) -> None:
    desk = Desk(qapp, worker, embedder)
    try:
        there = set(entries(desk.window.menuBar()))
    finally:
        run(desk.close())
    files = [file for language, file in pages() if language == spoken]
    named = {entry for file in files for entry in named_entries(file)}
    assert len(named) > 30
    assert named - there == set()


def test_f1_opens_it_and_there_is_one_only(desk: Desk, run: Run) -> None:
    async def scenario() -> None:
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        QTest.keyClick(desk.window, Qt.Key.Key_F1)
        (guide,) = desk.window.findChildren(GuideWindow)
        await until(guide.isActiveWindow)
        assert guide.windowTitle() == "Your first search in one minute - User's guide"
        assert not guide.isModal()
        assert guide_window.show(desk.window, "troubleshooting") is guide
        assert guide.shown.stem == "troubleshooting"
        QTest.keyClick(guide, Qt.Key.Key_Escape)
        assert not guide.isVisible()

    run(scenario())


def test_ctrl_f1_lists_the_keys(desk: Desk, run: Run) -> None:
    async def scenario() -> None:
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        QTest.keyClick(desk.window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
        dialog = desk.dialog()
        assert dialog is not None
        assert dialog.windowTitle() == "Keyboard shortcuts"
        dialog.close()

    run(scenario())


def test_links_lead_to_headings_pages_and_docs(guide: GuideWindow) -> None:
    guide.follow(QUrl("results.md#what-counts"))
    assert guide.shown.stem == "results"
    assert guide._text.verticalScrollBar().value() > 0
    assert guide._text.textCursor().block().text() == "What counts"
    guide.follow(QUrl("#scores-and-words"))
    assert guide._text.textCursor().block().text() == "Scores and words"
    guide.follow(QUrl("../../docs/scores.md"))
    assert guide.shown.parts[-2:] == ("docs", "scores.md")
    assert guide.windowTitle() == "What a score means - User's guide"
    guide.follow(QUrl("nothing.md"))
    assert guide.shown.stem == "scores"


def test_a_link_is_followed_by_a_click(guide: GuideWindow) -> None:
    guide._text.anchorClicked.emit(QUrl("galleries.md"))
    assert guide.shown.stem == "galleries"
    assert guide._contents.currentRow() == 1


def test_what_is_on_the_web_goes_to_the_browser(
    guide: GuideWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    guide.follow(QUrl("https://www.mongodb.com/x"))
    assert opened == ["https://www.mongodb.com/x"]
    assert guide.shown.stem == "first-search"


def test_back_and_forward_know_how_far_it_was_read(guide: GuideWindow) -> None:
    guide.open_page("galleries")
    bar = guide._text.verticalScrollBar()
    bar.setValue(150)
    guide.open_page("query")
    guide.go_back()
    assert (guide.shown.stem, bar.value()) == ("galleries", 150)
    guide.go_back()
    assert guide.shown.stem == "first-search"
    assert not guide._back.isEnabled()
    guide.go_forward()
    assert (guide.shown.stem, bar.value()) == ("galleries", 150)
    guide.open_page("keyboard")
    assert not guide._forward.isEnabled()


def test_it_is_searched_by_typing(guide: GuideWindow) -> None:
    everything = guide.listed
    assert len(everything) == len(guide_pages.ORDER)
    QTest.keyClick(guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(guide._search, "megapixels damaged")
    assert guide.listed == ["When something goes wrong: Some files could not be read"]
    QTest.keyClick(guide._search, Qt.Key.Key_Return)
    assert guide.shown.stem == "troubleshooting"
    assert guide._text.textCursor().selectedText() == "megapixels"
    guide._search.setFocus()
    guide._search.setText("zebra crossing")
    assert guide.listed == []
    assert guide._none.isVisible()
    QTest.keyClick(guide._search, Qt.Key.Key_Escape)
    assert guide.listed == everything
    assert guide.isVisible()
    assert guide._contents.currentRow() == guide_pages.ORDER.index("troubleshooting")


def test_pictures_fit_into_the_page(guide: GuideWindow, qtbot: QtBot) -> None:
    name = QUrl("pictures/first-search.webp")
    text = guide._text
    for width in (520, 1500):
        text.resize(width, 600)
        room = text.viewport().width()
        shown = text.document().resource(IMAGE, name).deviceIndependentSize().width()
        assert shown == pytest.approx(min(1120, room - 48), abs=1)
        assert text.horizontalScrollBar().maximum() == 0


def test_tables_look_as_on_github(guide: GuideWindow) -> None:
    guide.follow(QUrl("../../docs/command-line.md"))
    told = guide._text.toPlainText()
    assert "[--model NAME|FILE]" in told
    table = guide._text.document().rootFrame().childFrames()[0]
    assert isinstance(table, QTextTable)
    assert table.cellAt(0, 0).firstCursorPosition().block().text() == "clothesfinder"
    guide.follow(QUrl("scores.md"))
    table = guide._text.document().rootFrame().childFrames()[0]
    assert isinstance(table, QTextTable)
    assert table.cellAt(0, 0).firstCursorPosition().block().text() == "word"


def test_letters_grow_and_shrink_within_bounds(guide: GuideWindow) -> None:
    usual = guide._text.font().pointSizeF()
    guide._larger.click()
    assert guide._text.font().pointSizeF() == usual + 1
    for _ in range(30):
        guide._smaller.click()
    assert guide._text.font().pointSizeF() == usual - 3


def test_its_links_go_with_the_colours(
    guide: GuideWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    style, before = qapp.style().name(), qapp.palette()
    theme = Theme(qapp)
    guide.open_page("galleries")
    for choice in ("dark", "light"):
        theme.choose(choice)
        link = palette(choice == "dark").link().color().name()
        qtbot.waitUntil(lambda: link in guide._text.toHtml())  # noqa: B023
    qapp.styleHints().unsetColorScheme()
    theme.deleteLater()
    qapp.setStyle(style)
    qapp.setPalette(before)


def test_a_dialog_that_holds_up_the_window_has_its_own(desk: Desk, tmp_path: Path) -> None:
    guide_window.show(desk.window)
    dialog = ConnectDialog(desk.window, tmp_path, desk.sharing)
    dialog.open()
    buttons = dialog.findChildren(QDialogButtonBox)[0]
    buttons.button(QDialogButtonBox.StandardButton.Help).click()
    (guide,) = dialog.findChildren(GuideWindow)
    assert guide.shown.stem == "sharing"
    assert [one for one in desk.window.findChildren(GuideWindow) if one.isVisible()] == [guide]
    dialog.close()


@pytest.mark.parametrize("spoken", ["de", "en"], indirect=True)
def test_it_speaks_the_windows_language(spoken: str, guide: GuideWindow) -> None:
    assert guide_pages.guide_folder().name == spoken
    assert guide.shown.parent.name == spoken


def test_a_language_without_a_guide_reads_english() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("fr"))
    try:
        assert guide_pages.guide_folder().name == "en"
    finally:
        QLocale.setDefault(before)


def test_every_control_has_a_name(guide: GuideWindow) -> None:
    controls = (guide._back, guide._forward, guide._smaller, guide._larger)
    for control in (*controls, guide._search, guide._contents, guide._text):
        assert control.accessibleName()

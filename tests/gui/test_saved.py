"""Searches saved by name, and found again after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QListWidget, QMenu, QMessageBox

from clothesfinder.emphasis import Emphasis
from clothesfinder.gui.saved_dialog import NONE, SavedDialog
from clothesfinder.saved_searches import SavedSearches
from clothesfinder.terms import UNLIKE, Term

from .desk import Desk, until
from .test_terms import COLOURS, clothes, opened, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from clothesfinder.gui.worker import Worker
    from tests.conftest import ColourEmbedder

    from .conftest import Run

__all__ = ["clothes"]
EMPHASIS = Emphasis(colour=0.5)


def entries(desk: Desk) -> Sequence[str]:
    (menu,) = [m for m in desk.window.findChildren(QMenu) if m.title() == "Sa&ved searches"]
    shown = (action.text() for action in menu.actions() if not action.isSeparator())
    return [text.replace("&&", "&") for text in shown]


async def save_as(desk: Desk, name: str) -> None:
    desk.menu("Query/Save this search…")
    await until(lambda: isinstance(desk.dialog(), QInputDialog))
    dialog = desk.dialog()
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue(name)
    dialog.accept()
    await until(lambda: f"Saved as “{name}”" in desk.status)
    await until(lambda: name in entries(desk))


async def all_of_them(desk: Desk) -> tuple[SavedDialog, QListWidget]:
    desk.menu("Query/Saved searches/All, to rename or delete…")
    await until(lambda: isinstance(desk.dialog(), SavedDialog))
    dialog = desk.dialog()
    assert isinstance(dialog, SavedDialog)
    listed = dialog.findChild(QListWidget)
    assert listed is not None
    return dialog, listed


def test_a_search_is_saved_and_found_again_after_a_restart(
    run: Run,
    desk: Desk,
    qapp: QApplication,
    worker: Worker,
    embedder: ColourEmbedder,
    clothes: Path,
) -> None:
    async def scenario() -> list[str]:
        await opened(desk, clothes, clothes / "green.png")
        QGuiApplication.clipboard().setImage(QImage(str(clothes / "red.png")))
        desk.menu("Query/Paste")
        await until(lambda: desk.window._query.name == "Pasted picture")
        desk.session.searching.add_term(Term(clothes / "blue.png", "blue.png"))
        desk.session.searching.add_term(Term(clothes / "sky.png", "sky.png", weight=UNLIKE))
        desk.session.searching.weigh(EMPHASIS)
        await desk.at_rest()
        await save_as(desk, "My “purple” & more")
        return desk.shown

    async def after_restart(again: Desk) -> list[str]:
        again.session.open_gallery(clothes)
        await until(lambda: again.window._side.size_text)
        (menu,) = [m for m in again.window.findChildren(QMenu) if m.title() == "&Query"]
        menu.aboutToShow.emit()
        await until(lambda: len(entries(again)) == 2)
        again.menu("Query/Saved searches/My “purple”  more")
        await until(lambda: len(again.shown) == len(COLOURS))
        assert again.window._query.name == "Pasted picture"
        assert told(again) == ["blue.png, like this", "sky.png, not like this"]
        assert again.window.dials.emphasis == EMPHASIS
        assert again.session.searching.emphasis == EMPHASIS
        return again.shown

    shown = run(scenario())
    again = Desk(qapp, worker, embedder)
    assert run(after_restart(again)) == shown
    run(again.close())


def test_a_picture_that_has_vanished_is_told(
    run: Run, desk: Desk, clothes: Path, query: Path
) -> None:
    async def scenario() -> None:
        await opened(desk, clothes, query)
        await save_as(desk, "gone")
        desk.drop(clothes / "green.png")
        await until(lambda: desk.window._query.name == "green.png")
        query.unlink()
        desk.menu("Query/Saved searches/gone")
        await until(lambda: "no longer there" in desk.window._query.error)
        assert desk.window._query.name == query.name

    run(scenario())


def test_nothing_is_saved_before_there_is_something_to_save(desk: Desk) -> None:
    (menu,) = [m for m in desk.window.findChildren(QMenu) if m.title() == "&Query"]
    (action,) = [a for a in menu.actions() if "this search" in a.text()]
    assert not action.isEnabled()


def test_saved_searches_are_renamed_deleted_and_chosen(run: Run, desk: Desk, clothes: Path) -> None:
    async def scenario() -> None:
        await opened(desk, clothes, clothes / "red.png")
        for name in ("a", "b", "c"):
            await save_as(desk, name)
        dialog, listed = await all_of_them(desk)
        assert [listed.item(row).text() for row in range(listed.count())] == ["c", "b", "a"]
        listed.item(1).setText("B")
        await until(lambda: SavedSearches().names() == ["c", "B", "a"])
        await until(lambda: listed.item(1).text() == "B")
        listed.item(1).setText("a")
        await until(lambda: "“a” already" in dialog.told)
        await until(lambda: listed.item(1).text() == "B")
        listed.setCurrentRow(0)
        QTest.keyClick(listed, Qt.Key.Key_Delete)
        (question,) = dialog.findChildren(QMessageBox)
        question.accept()
        await until(lambda: listed.count() == 2)
        assert entries(desk)[:2] == ["B", "a"]
        listed.setCurrentRow(1)
        asked: list[str] = []
        dialog.chosen.connect(asked.append)
        QTest.keyClick(listed, Qt.Key.Key_Return)
        assert asked == ["a"]
        await until(lambda: desk.dialog() is None)

    run(scenario())


def test_with_none_left_it_is_said(run: Run, desk: Desk, clothes: Path) -> None:
    async def scenario() -> None:
        await opened(desk, clothes, clothes / "red.png")
        await save_as(desk, "a")
        dialog, listed = await all_of_them(desk)
        desk.window.saved.delete("a")
        await until(lambda: listed.count() == 0)
        assert dialog.told == NONE
        assert not any(button.isEnabled() for button in dialog.buttons)

    run(scenario())

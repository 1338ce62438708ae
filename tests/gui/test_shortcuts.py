"""The list of keys in the help is the whole truth, and no key means two things."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QTreeWidget, QWidget

from clothesfinder.gui.keys import Key, native
from clothesfinder.gui.shortcuts import TAKEN, list_shortcuts, plain
from clothesfinder.gui.shortcuts_dialog import ShortcutsDialog

from .desk import Desk, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clothesfinder.gui.window import MainWindow

    from .conftest import Run

ROOT = Path(__file__).parent.parent.parent
WHOLE_WINDOW = (
    Qt.ShortcutContext.WindowShortcut,
    Qt.ShortcutContext.ApplicationShortcut,
)
# Tells which keys mean more than one thing on a desktop that has bindings of its own.
PROGRAM = """
from PySide6.QtWidgets import QApplication
application = QApplication([])
from clothesfinder.gui.worker import Worker
from tests.conftest import ColourEmbedder
from tests.gui.desk import Desk
from tests.gui.test_shortcuts import ambiguous
worker = Worker()
desk = Desk(application, worker, ColourEmbedder())
print(sorted(ambiguous(desk.window)))
desk.window.close()
worker.close()
"""


def of_window(window: MainWindow) -> Iterator[tuple[str, str]]:
    """Each key sequence that is taken wherever the focus is, and by what."""
    for action in window.findChildren(QAction):
        if action.shortcutContext() in WHOLE_WINDOW and not in_a_dialog(action.parent()):
            yield from ((keys.toString(), action.text()) for keys in action.shortcuts())
    for shortcut in window.findChildren(QShortcut):
        if shortcut.context() in WHOLE_WINDOW and not in_a_dialog(shortcut.parent()):
            yield shortcut.key().toString(), str(shortcut.parent())


def in_a_dialog(part: object) -> bool:
    return isinstance(part, QWidget) and isinstance(part.window(), QDialog)


def of_widgets(window: MainWindow) -> Iterator[tuple[QWidget, list[str]]]:
    """Each widget with actions of its own, and the keys that those take there."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QMenu):
            continue
        own = [a for a in widget.actions() if a.shortcutContext() not in WHOLE_WINDOW]
        if keys := [keys.toString() for action in own for keys in action.shortcuts()]:
            yield widget, keys


def ambiguous(window: MainWindow) -> set[str]:
    """The keys of which nobody knows what they do."""
    whole = [keys for keys, _ in of_window(window)]
    # That of a picture's fetching is taken only while its bar, which the preview hides, is seen.
    twice = {keys for keys, number in Counter(whole).items() if number > 1}
    for _, keys in of_widgets(window):
        twice |= {one for one, number in Counter(keys).items() if number > 1}
        twice |= (set(keys) & set(whole)) - {"Esc"}
    return twice


def listed(desk: Desk) -> list[str]:
    window = desk.window
    shortcuts = list_shortcuts(
        window.menuBar(), window.preview.keyed_actions, [window._menus.recent]
    )
    return [f"{one.group}: {one.does}" for one in shortcuts]


def test_no_key_means_two_things(desk: Desk) -> None:
    assert ambiguous(desk.window) == set()
    assert len(list(of_window(desk.window))) > 12  # else there was nothing to look at
    assert len(list(of_widgets(desk.window))) >= 2


def test_a_key_that_means_two_things_is_found(desk: Desk) -> None:
    second = QAction("Second", desk.window)
    second.setShortcut("Ctrl+L")
    desk.window.addAction(second)
    assert ambiguous(desk.window) == {"Ctrl+L"}
    second.setShortcut("Space")
    assert ambiguous(desk.window) == {"Space"}


@pytest.mark.skipif(sys.platform != "linux", reason="for the desktops of Linux")
@pytest.mark.parametrize("desktop", ["GNOME", "KDE"])
def test_no_key_means_two_things_on_desktops_with_bindings_of_their_own(desktop: str) -> None:
    environment = os.environ | {"XDG_CURRENT_DESKTOP": desktop, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        capture_output=True,
        check=True,
        text=True,
        timeout=180,
    )
    assert done.stdout.strip() == "[]"


def test_every_action_of_the_menus_is_listed(desk: Desk) -> None:
    shown = listed(desk)
    recent = desk.window._menus.recent

    def check(menu: QMenu, group: str, above: str) -> int:
        number = 0
        for action in menu.actions():
            below = action.menu()
            if action.isSeparator():
                continue
            text = f"{above}{plain(action.text())}"
            if isinstance(below, QMenu) and below is not recent:
                number += check(below, group, f"{text} > ")
            else:
                assert f"{group}: {text}" in shown
                number += 1
        return number

    number = 0
    for title in desk.window.menuBar().actions():
        menu = title.menu()
        assert isinstance(menu, QMenu)
        number += check(menu, plain(title.text()), "")
    assert number > 30


def test_an_action_that_comes_later_is_listed_too(desk: Desk) -> None:
    menu = desk.window.menuBar().addMenu("&Tools")
    menu.addAction("Fold && &iron").setShortcut("Ctrl+Shift+I")
    shortcuts = list_shortcuts(desk.window.menuBar(), [], [])
    (found,) = [one for one in shortcuts if one.group == "Tools"]
    assert found.told == f"Fold & iron: {native('Ctrl+Shift+I')}"


def test_what_the_widgets_take_is_listed(desk: Desk) -> None:
    shown = listed(desk)
    assert "Results: Preview" in shown
    assert "Results: Open the picture" in shown
    assert "Preview: Next result" in shown
    for group, keys in TAKEN.items():
        for key in keys:
            assert f"{group}: {key.does}" in shown
            assert key.shown
    assert len(shown) == len(set(shown))
    groups = [line.partition(":")[0] for line in shown]
    assert len(list(dict.fromkeys(groups))) == sum(
        before != after for before, after in zip(["", *groups], groups, strict=False)
    )  # each group stands in one place


def test_keys_have_the_names_of_the_system() -> None:
    shown = Key("Walk", ("Left", "Shift+Tab", "Ctrl+wheel")).shown
    form = QKeySequence.SequenceFormat.NativeText
    named = [QKeySequence(keys).toString(form) for keys in ("Left", "Shift+Tab")]
    assert shown == " or ".join([*named, "Ctrl+wheel"])


def test_the_help_shows_it_and_typing_finds(run: Run, desk: Desk) -> None:
    async def scenario() -> None:
        desk.menu("Help/Keyboard shortcuts")
        dialog = desk.window.findChild(ShortcutsDialog)
        assert dialog is not None
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        assert dialog.focusWidget() is dialog._filter
        everything = dialog.shown
        assert everything[0] == "Gallery"
        QTest.keyClicks(dialog._filter, "next res")
        assert dialog.shown == ["Preview", "Next result: Right or Down"]
        dialog._filter.setText("ctrl+o")
        assert "Open picture…: Ctrl+O" in dialog.shown
        assert len(dialog.shown) < len(everything)
        dialog._filter.setText("no such thing")
        assert dialog.shown == []
        assert dialog._none.isVisible()
        dialog._filter.clear()
        assert dialog.shown == everything
        desk.menu("Help/Keyboard shortcuts")
        assert desk.window.findChildren(ShortcutsDialog) == [dialog]  # no second one
        QTest.keyClick(dialog._filter, Qt.Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClick(dialog._filter, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    run(scenario())


def test_a_screen_reader_hears_each_line_whole(run: Run, desk: Desk) -> None:
    async def scenario() -> None:
        desk.menu("Help/Keyboard shortcuts")
        dialog = desk.window.findChild(ShortcutsDialog)
        assert dialog is not None
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        QTest.keyClick(dialog._filter, Qt.Key.Key_Down)
        tree = dialog.findChild(QTreeWidget)
        assert dialog.focusWidget() is tree
        assert tree is not None
        reader = QAccessible.queryAccessibleInterface(tree)
        heard = {
            reader.child(number).text(QAccessible.Text.Name)
            for number in range(reader.childCount())
        }
        assert "Index folder…: Ctrl+I" in heard
        dialog.close()

    run(scenario())

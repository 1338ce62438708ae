"""All keys of the window: those of the menus' real actions, and those that its widgets take."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

from clothesfinder.gui import (
    chip,
    crop_layer,
    drop_field,
    fetch_bar,
    file_table,
    grid,
    guide_window,
    preview,
    word_box,
)
from clothesfinder.gui.keys import Key, either
from clothesfinder.gui.language import marked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QMenuBar

EVERYWHERE = (
    Key(marked("Keys", "To the next control, or the one before"), ("Tab", "Shift+Tab")),
    Key(marked("Keys", "Move a slider"), ("Left", "Right", "PgUp", "PgDown")),
)
TAKEN = {
    marked("Shortcuts", "Results"): grid.KEYS,
    marked("Shortcuts", "Preview"): preview.KEYS,
    marked("Shortcuts", "Query"): (
        *drop_field.KEYS,
        *crop_layer.KEYS,
        *chip.KEYS,
        *word_box.KEYS,
        *fetch_bar.KEYS,
    ),
    marked("Shortcuts", "What happened"): file_table.KEYS,
    marked("Shortcuts", "User's guide"): guide_window.KEYS,
    marked("Shortcuts", "Everywhere"): EVERYWHERE,
}
"""What the widgets declare, by the part of the window."""
BETWEEN = " > "
RARE = frozenset(
    key
    for key in Qt.Key
    if Qt.Key.Key_F13 <= key <= Qt.Key.Key_F35 or Qt.Key.Key_Back <= key < Qt.Key.Key_unknown
) | {Qt.Key.Key_Help}


translate = QCoreApplication.translate


class Shortcut(NamedTuple):
    """One line of the list."""

    group: str
    does: str
    keys: str
    """By the names that this system has for them; empty where there are none."""

    @property
    def told(self) -> str:
        """What a screen reader says."""
        keys = self.keys or translate("Shortcuts", "no key")
        return f"{self.does}: {keys}"

    def is_like(self, text: str) -> bool:
        """Whether all words of the text are somewhere in it."""
        whole = f"{self.group} {self.does} {self.keys}".casefold()
        return all(word in whole for word in text.casefold().split())


def list_shortcuts(
    bar: QMenuBar, preview_actions: Sequence[QAction], leaving_out: Collection[QMenu]
) -> list[Shortcut]:
    """List all keys, group by group: the menus first, as they stand in the bar.

    What is in the menus to be left out changes all the time: only the menu itself is listed.
    """
    listed = [*_of_menus(bar, leaving_out)]
    listed += [
        Shortcut(translate("Shortcuts", "Preview"), plain(a.text()), keys_of(a))
        for a in preview_actions
    ]
    listed += [
        Shortcut(translate("Shortcuts", group), key.told, key.shown)
        for group, keys in TAKEN.items()
        for key in keys
    ]
    groups = list(dict.fromkeys(shortcut.group for shortcut in listed))
    return sorted(listed, key=lambda shortcut: groups.index(shortcut.group))


def keys_of(action: QAction) -> str:
    """Return an action's keys by the names that this system has for them.

    Keys that few keyboards have, such as one for "Paste", are left out.
    """
    form = QKeySequence.SequenceFormat.NativeText
    shown = (keys for keys in action.shortcuts() if _first_key(keys) not in RARE)
    return either(keys.toString(form) for keys in shown)


def _first_key(keys: QKeySequence) -> Qt.Key:
    return keys[0].key()  # type: ignore[index, no-any-return]


def plain(text: str) -> str:
    """Return what is written on an action, without the mark of the letter that chooses it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _of_menus(bar: QMenuBar, leaving_out: Collection[QMenu]) -> Iterator[Shortcut]:
    for action in bar.actions():
        menu = action.menu()
        if menu is not None:
            way = QKeySequence.mnemonic(action.text()).toString(
                QKeySequence.SequenceFormat.NativeText
            )
            yield from _of_menu(menu, plain(action.text()), "", way, leaving_out)  # type: ignore[arg-type]


def _of_menu(
    menu: QMenu, group: str, above: str, way: str, leaving_out: Collection[QMenu]
) -> Iterator[Shortcut]:
    """Give the lines of one menu; ``way`` is what is pressed to come there."""
    for action in menu.actions():
        if action.isSeparator():
            continue
        text, below = f"{above}{plain(action.text())}", action.menu()
        letter = QKeySequence.mnemonic(action.text()).toString().rpartition("+")[2]
        further = f"{way}, {letter}" if way and letter else ""
        if below is not None and below not in leaving_out:
            yield from _of_menu(below, group, f"{text}{BETWEEN}", further, leaving_out)  # type: ignore[arg-type]
        else:
            yield Shortcut(group, text, keys_of(action) or further)

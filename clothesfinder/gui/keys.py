"""Keys that a widget takes by itself, for the list of them in the help: no action has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from clothesfinder.gui.language import marked

if TYPE_CHECKING:
    from collections.abc import Iterable


translate = QCoreApplication.translate

BY_MOUSE = (
    marked("Keys", "wheel"),
    marked("Keys", "Ctrl+wheel"),
    marked("Keys", "Ctrl+click"),
    marked("Keys", "double-click"),
)
"""What is no key, and so has no name that Qt knows."""


class Key(NamedTuple):
    """What some keys do."""

    does: str
    keys: tuple[str, ...]
    """Key sequences as Qt writes them, or what is done with the mouse: "Ctrl+wheel"."""

    @property
    def told(self) -> str:
        """What they do, in the window's language."""
        return translate("Keys", self.does)

    @property
    def shown(self) -> str:
        """The keys by the names that this system has for them."""
        return either(native(keys) for keys in self.keys)


def native(keys: str) -> str:
    """Return a key sequence by the names that this system has for it; else what it was."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return shown or translate("Keys", keys)


def either(keys: Iterable[str]) -> str:
    """Name several keys that do the same."""
    return translate("Keys", " or ").join(keys)

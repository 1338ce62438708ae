"""Keys that a widget takes by itself, for the list of them in the help: no action has them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QKeySequence


class Key(NamedTuple):
    """What some keys do."""

    does: str
    keys: tuple[str, ...]
    """Key sequences as Qt writes them, or what is done with the mouse: "Ctrl+wheel"."""

    @property
    def shown(self) -> str:
        """The keys by the names that this system has for them."""
        return " or ".join(native(keys) for keys in self.keys)


def native(keys: str) -> str:
    """Return a key sequence by the names that this system has for it; else what it was."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return shown or keys

"""A field to write in, which may offer what there is to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from collections.abc import Sequence


class OfferingField(QComboBox):
    """What is written counts, be it among what is offered or not."""

    def __init__(self, name: str, placeholder: str) -> None:
        """Take what a screen reader calls it, and what is shown while nothing is written."""
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(name)

    def offer(self, names: Sequence[str]) -> None:
        """Let these be chosen; what is written stays."""
        written = self.currentText()
        self.blockSignals(True)
        self.clear()
        self.addItems(names)
        self.setCurrentIndex(-1)
        self.setEditText(written)
        self.blockSignals(False)

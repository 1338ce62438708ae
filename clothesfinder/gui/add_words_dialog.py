"""The window that asks for words to add to the query, as wanted or as not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from clothesfinder.gui.word_box import MOST
from clothesfinder.terms import LIKE, UNLIKE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TOLD = (
    "What is to be otherwise than in the picture? Write it in English, without “not” and “without”:"
    " what is not wanted has a button of its own."
)


class AddWordsDialog(QDialog):
    """Return adds the words as wanted; each of the two ways has a button."""

    added = Signal(str, float)
    """The words, and how much they are to count: below 0 they are not wanted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add words"))
        told = QLabel(self.tr(TOLD))
        told.setWordWrap(True)
        self._words = QLineEdit()
        self._words.setPlaceholderText(self.tr("Such as red, or striped"))
        self._words.setAccessibleName(self.tr("Words to add to the query"))
        self._words.setMaxLength(MOST)
        self._words.textChanged.connect(lambda _: self._enable())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._like = buttons.addButton(self.tr("&Like this"), role)
        self._unlike = buttons.addButton(self.tr("&Not like this"), role)
        self._like.clicked.connect(lambda: self._add(LIKE))
        self._unlike.clicked.connect(lambda: self._add(UNLIKE))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (told, self._words, buttons):
            column.addWidget(widget)
        self._like.setDefault(True)  # which is the dialog's to know, and so has to be in it first
        self.resize(460, self.sizeHint().height())
        self._words.setFocus()
        self._enable()

    def _add(self, weight: float) -> None:
        self.added.emit(self._words.text().strip(), weight)
        self.accept()

    def _enable(self) -> None:
        is_written = any(character.isalnum() for character in self._words.text())
        for button in (self._like, self._unlike):
            button.setEnabled(is_written)

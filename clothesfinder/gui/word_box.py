"""The line for words to search by, where the gallery's model takes any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from clothesfinder.gui.keys import Key
from clothesfinder.gui.language import marked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

KEYS = (Key(marked("Keys", "Search for the words that are written"), ("Return",)),)
MOST = 300
"""Characters: a model reads no more than the first few dozen words."""


class WordBox(QLineEdit):
    """Enter searches; emptied, what was looked for is given up."""

    searched = Signal(str)
    emptied = Signal()
    """The user has taken the words away that were searched for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Words, such as red floral dress"))
        self.setAccessibleName(self.tr("Search by words"))
        self.setToolTip(self.tr("Write what you look for in English, then press Enter (Ctrl+L)"))
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)  # what is dropped here is a picture for the window
        self.setMaxLength(MOST)
        self._searched = ""
        self.returnPressed.connect(self._search)
        self.textChanged.connect(self._note_emptied)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show the words that are searched for; none where something else is."""
        self._searched = words
        if self.text() != words:
            self.setText(words)

    def event(self, event: QEvent) -> bool:
        """Leave it to the window to paste what is a picture and no words."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and not QGuiApplication.clipboard().text()
        ):
            event.ignore()
            return True
        return super().event(event)

    def _search(self) -> None:
        if words := self.text().strip():
            self.searched.emit(words)

    def _note_emptied(self, text: str) -> None:
        if not text and self._searched:
            self._searched = ""
            self.emptied.emit()

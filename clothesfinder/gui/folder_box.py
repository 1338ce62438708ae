"""The box for a folder of the gallery: chosen from a list, or found by some of its letters."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter

from clothesfinder.gui.names import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

ALL_FOLDERS = "All folders"
LETTERS, SHOWN = 16, 20
CASES = Qt.MatchFlag.MatchCaseSensitive


class FolderBox(QComboBox):
    """Says below which folder to look; a folder that is not in the list may be written, too."""

    changed = Signal()
    """Another folder, or all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = ""
        self._folders = [""]
        """Of each row: as the gallery has it, which need not be text."""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(self.tr("Folder"))
        self.setToolTip(
            self.tr("Keep to the pictures below this folder. Write some of its letters.")
        )
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LETTERS)
        self.setMaxVisibleItems(SHOWN)
        self.addItem(self.tr(ALL_FOLDERS))
        self._set_up_line()
        self.currentIndexChanged.connect(lambda _row: self._note())

    @property
    def folder(self) -> str:
        """As the gallery has its paths; empty for all."""
        return self._folder

    def show_folders(self, folders: Sequence[str]) -> None:
        """List these; the one that is chosen stays."""
        with QSignalBlocker(self):
            self.clear()
            self._folders = ["", *folders]
            self.addItems([self.tr(ALL_FOLDERS), *map(readable, folders)])
        self.choose(self._folder)

    def choose(self, folder: str) -> None:
        """Choose this one; empty for all."""
        row = self._folders.index(folder) if folder in self._folders else -1
        with QSignalBlocker(self):
            self.setCurrentIndex(row)
            if row < 0:
                self.setEditText(readable(folder))
        self._take(folder)

    def _set_up_line(self) -> None:
        line, completer = self.lineEdit(), QCompleter(self.model(), self)
        assert line is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(SHOWN)
        self.setCompleter(completer)
        line.setAcceptDrops(False)  # what is dropped here is a picture for the window
        line.setAccessibleName(self.tr("Folder"))
        line.setPlaceholderText(self.tr(ALL_FOLDERS))
        line.textEdited.connect(self._note_if_listed)
        line.editingFinished.connect(self._note)

    def _note_if_listed(self, text: str) -> None:
        """Take what is written as soon as it is a folder; until then it is being written."""
        if not text.strip() or self._row_of(text) >= 0:
            self._note()

    def _note(self) -> None:
        text = self.currentText()
        row = self.currentIndex()
        if row < 0 or self.itemText(row) != text:
            row = self._row_of(text)
        self._take(_path(text) if row < 0 else self._folders[row])

    def _row_of(self, text: str) -> int:
        """The row of a folder that is written so, or else but for its cases; -1 for none."""
        row = self.findText(text.strip(), Qt.MatchFlag.MatchFixedString | CASES)
        return row if row >= 0 else self.findText(text.strip(), Qt.MatchFlag.MatchFixedString)

    def _take(self, folder: str) -> None:
        if folder != self._folder:
            self._folder = folder
            self.changed.emit()


def _path(text: str) -> str:
    """What was written, as the gallery has its paths."""
    return text.strip().replace(os.sep, "/").strip("/")

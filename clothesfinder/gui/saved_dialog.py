"""The window of the saved searches: to search again, to rename, to delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from clothesfinder.gui.dialogs import question
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMessageBox, QWidget

NAME = Qt.ItemDataRole.UserRole
"""The role of the name as it was saved, which may not be text."""
NONE = "No search is saved. Query > Save this search… saves the present one."
DELETING_SEARCH = (
    "Pictures in it that have no file of their own, such as pasted ones, are deleted with it. No"
    " other picture is touched."
)


translate = QCoreApplication.translate


class SavedDialog(QDialog):
    """Tells what the user wants with one of them; what there is, is told to it."""

    chosen = Signal(str)
    """Search for it."""
    renamed = Signal(str, str)
    """Its name, and the new one."""
    deleted = Signal(str)

    def __init__(self, parent: QWidget, names: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Saved searches"))
        self.resize(420, 360)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Saved searches"))
        self._list.itemActivated.connect(lambda _: self._choose())
        self._list.itemChanged.connect(self._rename)
        self._list.currentItemChanged.connect(lambda *_: self._enable())
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        roles = QDialogButtonBox.ButtonRole
        self._search = self._buttons.addButton(self.tr("&Search"), roles.ActionRole)
        self._edit = self._buttons.addButton(self.tr("&Rename"), roles.ActionRole)
        self._delete = self._buttons.addButton(self.tr("&Delete…"), roles.ActionRole)
        self._search.clicked.connect(self._choose)
        self._edit.clicked.connect(lambda: self._list.editItem(self._list.currentItem()))
        self._delete.clicked.connect(self._ask_to_delete)
        self._buttons.rejected.connect(self.reject)
        for button in self._buttons.findChildren(QPushButton):  # Return is the list's
            button.setDefault(False)
            button.setAutoDefault(False)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_delete)
        column = QVBoxLayout(self)
        for widget in (self._list, self._told, self._buttons):
            column.addWidget(widget)
        self.show_names(names)

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """To search, to rename and to delete."""
        return self._search, self._edit, self._delete

    @property
    def told(self) -> str:
        """The sentence that is shown; empty where none is."""
        return "" if self._told.isHidden() else self._told.text()

    def show_names(self, names: Sequence[str]) -> None:
        """List these; the same row stays marked."""
        row = max(0, self._list.currentRow())
        with QSignalBlocker(self._list):
            self._list.clear()
            for name in names:
                item = QListWidgetItem(readable(name))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                item.setData(NAME, name)
                self._list.addItem(item)
            self._list.setCurrentRow(min(row, len(names) - 1))
        self._told.setForegroundRole(QPalette.ColorRole.WindowText)
        self._tell("" if names else self.tr(NONE))
        self._enable()

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong."""
        self._told.setForegroundRole(QPalette.ColorRole.BrightText)
        self._tell(said(sentence))

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setAccessibleName(sentence)
        self._told.setVisible(bool(sentence))

    def _name(self) -> str | None:
        item = self._list.currentItem()
        return None if item is None else str(item.data(NAME))

    def _choose(self) -> None:
        if (name := self._name()) is not None:
            self.chosen.emit(name)
            self.accept()

    def _rename(self, item: QListWidgetItem) -> None:
        name, new = str(item.data(NAME)), item.text()
        if new != readable(name):
            self.renamed.emit(name, new)

    def _ask_to_delete(self) -> None:
        if (name := self._name()) is None:
            return
        box = delete_search_question(self, name)
        box.accepted.connect(lambda: self.deleted.emit(name))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _enable(self) -> None:
        for button in self.buttons:
            button.setEnabled(self._list.currentItem() is not None)


def delete_search_question(parent: QWidget, name: str) -> QMessageBox:
    """The question whether a saved search is to be deleted; accepted where it is."""
    return question(
        parent,
        translate("Dialogs", "Delete a saved search"),
        translate("Dialogs", "Delete the saved search “{}”?").format(readable(name)),
        translate("Dialogs", DELETING_SEARCH),
        translate("Dialogs", "&Delete it"),
    )

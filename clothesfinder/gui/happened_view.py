"""What is seen of what happened: the widgets of its window, and how they are laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QFont, QKeySequence, QPalette
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from clothesfinder.gui.dialog_parts import (
    lines_label,
    push_button,
    sentence_label,
    take_room,
    thin_bar,
)
from clothesfinder.gui.file_table import FileModel, FileTable
from clothesfinder.gui.happened_told import files_told, filters, told_of
from clothesfinder.gui.language import number
from clothesfinder.gui.names import readable

if TYPE_CHECKING:
    from clothesfinder.file_listing import Rows
    from clothesfinder.file_states import FileStates, State

SIZE = 860, 560
LINES = 2
"""Room for what the table tells of one file, so that nothing moves when there is more."""
NO_FILES = "Nothing is known of any file yet. Update the gallery first."
NO_MATCH = "No file is like that. Choose all files, or clear the filter."
HINT = (
    "Select a file to read all of its reason. Enter shows it in its folder, Ctrl+C copies its path."
)

translate = QCoreApplication.translate


class HappenedView:
    """The widgets of the window, by name."""

    def __init__(self, dialog: QDialog, gallery: str) -> None:
        self._headline = sentence_label("")
        bold = QFont(self._headline.font())
        bold.setBold(True)
        self._headline.setFont(bold)
        self.model = FileModel(gallery)
        self.table = FileTable(self.model)
        self._current = lines_label(LINES)
        self.show_current("")
        self._told = sentence_label("")
        self.bar = thin_bar(translate("HappenedDialog", "Looking at the files"))
        self.bar.setRange(0, 0)
        self._make_filters()
        self._make_buttons()
        self._make_actions(dialog)
        self._lay_out(dialog)

    @property
    def told(self) -> str:
        """The sentence that is shown below the table."""
        return self._told.text()

    def tell(self, sentence: str) -> None:
        """Show a sentence below the table; where it is empty, nothing."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def show_headline(self, states: FileStates) -> None:
        """Show what the last run came to; in the colour of what is wrong, where it was cut off."""
        self._headline.setText(readable(told_of(states)))
        run = states.last_run
        is_cut_off = run is not None and run.ended is None
        role = QPalette.ColorRole.BrightText if is_cut_off else QPalette.ColorRole.WindowText
        self._headline.setForegroundRole(role)

    def show_filters(self, states: FileStates, chosen: frozenset[State]) -> frozenset[State]:
        """Offer the states that there are; gives those chosen of them: all, if these are gone."""
        self.filter.blockSignals(True)
        self.filter.clear()
        for text, wanted in filters(states):
            self.filter.addItem(text, wanted)
            if wanted == chosen:
                self.filter.setCurrentIndex(self.filter.count() - 1)
        self.filter.blockSignals(False)
        current: frozenset[State] = self.filter.currentData()
        return current

    def show_rows(self, states: FileStates, rows: Rows) -> None:
        """Show these files in the table, and how many there are."""
        self.model.show_files(states, rows)
        self.table.explain(translate("HappenedDialog", NO_MATCH if len(states) else NO_FILES))
        told = translate("HappenedDialog", "{} of {}")
        self._count.setText(told.format(number(len(rows)), files_told(len(states))))

    def show_current(self, text: str) -> None:
        """Show all that there is to tell of the file that the keyboard is at."""
        self._current.setText(text or translate("HappenedDialog", HINT))

    # --- building

    def _make_filters(self) -> None:
        self.filter = QComboBox()
        self.filter.setAccessibleName(translate("HappenedDialog", "Files to show, by their state"))
        self.filter.setMinimumContentsLength(24)
        self.text = QLineEdit()
        self.text.setPlaceholderText(translate("HappenedDialog", "Filter by name or reason"))
        self.text.setAccessibleName(translate("HappenedDialog", "Filter by name or reason"))
        self.text.setClearButtonEnabled(True)
        self._count = QLabel()

    def _make_buttons(self) -> None:
        self.reveal_button = push_button(translate("HappenedDialog", "Show in &folder"))
        self.save_button = push_button(
            translate("HappenedDialog", "Save as CS&V…"),
            tip=translate("HappenedDialog", "What the list shows now, for spreadsheets"),
        )
        self.chosen_button = push_button(
            translate("HappenedDialog", "&Try selected again"),
            tip=translate(
                "HappenedDialog", "Of the selected files, those that failed or were skipped"
            ),
        )
        self.all_button = push_button(
            translate("HappenedDialog", "Try &all again"),
            tip=translate("HappenedDialog", "All files that failed or were skipped"),
        )
        self.close_button = push_button(translate("HappenedDialog", "C&lose"))

    def _make_actions(self, dialog: QDialog) -> None:
        """What a key leads to, and what the table's menu offers."""
        self.find_action = QAction(translate("HappenedDialog", "Filter"), dialog)
        self.open_action = QAction(translate("HappenedDialog", "&Open"), self.table)
        self.reveal_action = QAction(translate("HappenedDialog", "Show in &folder"), self.table)
        self.copy_action = QAction(translate("HappenedDialog", "&Copy path"), self.table)
        self.again_action = QAction(translate("HappenedDialog", "&Try again"), self.table)
        self.find_action.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Find))
        dialog.addAction(self.find_action)
        self.table.addActions(
            [self.open_action, self.reveal_action, self.copy_action, self.again_action]
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _lay_out(self, dialog: QDialog) -> None:
        label = QLabel(translate("HappenedDialog", "Sho&w"))
        label.setBuddy(self.filter)
        chosen = QHBoxLayout()
        for widget in (label, self.filter, self.text, self._count):
            chosen.addWidget(widget)
        chosen.setStretchFactor(self.text, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.reveal_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        for button in (self.chosen_button, self.all_button, self.close_button):
            buttons.addWidget(button)
        column = QVBoxLayout(dialog)
        column.setSpacing(10)
        column.addWidget(self._headline)
        column.addLayout(chosen)
        column.addWidget(self.table, stretch=1)
        for below in (self._current, self._told, self.bar):
            column.addWidget(below)
        column.addLayout(buttons)
        take_room(dialog, *SIZE)

"""What is seen of a look-up: the widgets of its window, and how they are laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
)

from clothesfinder.findings import Verdict
from clothesfinder.gui.dialog_parts import (
    lines_label,
    push_button,
    sentence_label,
    take_room,
    thin_bar,
)
from clothesfinder.gui.findings_table import FindingsModel, FindingsTable
from clothesfinder.gui.language import number
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from clothesfinder.findings import Findings, Rows
    from clothesfinder.gui.thumbnails import Thumbnails

SIZE = 900, 620
LINES = 2
"""Room for what is told of one row, so that nothing moves when there is more."""
INTRODUCTION = (
    "Drop pictures or folders here, or choose them. For each, the picture of “{}” is found that is"
    " most alike. You can go on searching meanwhile."
)
EMPTY = "Drop pictures or folders here. A .txt file may list pictures, too: a path on each line."
HINT = "Select a row to read all of it. Enter searches with its picture in the main window."
LEAVE_OUT = "Lea&ve out the picture itself"
LEAVE_OUT_TIP = "A picture that is a file of this gallery is not found by itself, but by others"
UNFILTERED = "The filter of the main window does not hold here: all folders are looked through."
ALL = "All"


translate = QCoreApplication.translate


class LookupView:
    """The widgets of the window, by name."""

    def __init__(self, dialog: QDialog, thumbnails: Thumbnails, gallery: str) -> None:
        self.model = FindingsModel(thumbnails)
        self.model.setParent(dialog)
        self.table = FindingsTable(self.model)
        self.table.explain(translate("LookupView", EMPTY))
        self.leave_out = QCheckBox(translate("LookupView", LEAVE_OUT))
        self.leave_out.setToolTip(translate("LookupView", LEAVE_OUT_TIP))
        self._unfiltered = sentence_label(translate("LookupView", UNFILTERED))
        self._unfiltered.hide()
        self._current = lines_label(LINES)
        self._current.setText(translate("LookupView", HINT))
        self._told = sentence_label("")
        self._bar = thin_bar(translate("LookupView", "Progress"))
        self._make_filter()
        self._make_buttons()
        self._lay_out(dialog, gallery)
        self._show_counts(None)

    @property
    def told(self) -> str:
        """The sentence that is shown below the table."""
        return self._told.text()

    def tell(self, sentence: str, *, written: bool = False) -> None:
        """Show a sentence below the table, and whether a file was written that can be opened."""
        self._told.setText(sentence)
        self.open_button.setVisible(written)
        self._told.setVisible(bool(sentence))

    @property
    def unfiltered_told(self) -> bool:
        """Whether it is said that a filter does not hold here."""
        return not self._unfiltered.isHidden()

    def tell_unfiltered(self, filtered: bool) -> None:
        """Say that the main window's filter does not hold here, where that has one."""
        self._unfiltered.setVisible(filtered)

    def begin(self, sentence: str) -> None:
        """Show that a look-up begins: nothing of the one before is left."""
        self.model.clear()
        self.filter.setCurrentIndex(0)
        self._show_counts(None)
        self._count.clear()
        self._bar.setRange(0, 0)
        self.tell(sentence)

    def show_progress(self, sentence: str, done: int, total: int) -> None:
        """Show how far it is; of no total, that it goes on."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.tell(sentence)

    def end(self) -> None:
        """Show no progress any more."""
        self._bar.setRange(0, 1)

    def show_running(self, running: bool) -> None:
        """Show the widgets that belong to what is done now."""
        self._bar.setVisible(running)
        for button in (self.folder_button, self.pictures_button, self.leave_out):
            button.setEnabled(not running)
        self.again_button.setVisible(not running)
        self.stop_button.setVisible(running)
        self.stop_button.setEnabled(running)
        self.close_button.setVisible(not running)

    def show_rows(self, findings: Findings, rows: Rows) -> None:
        """Show these rows, and how many there are of each verdict."""
        current = self.table.current_row()
        kept = None if current is None else int(self.model.rows[current])
        column = max(0, self.table.currentIndex().column())
        self.model.show_findings(findings, rows)
        if kept is not None and self.table.current_row() is None:
            for row in (rows == kept).nonzero()[0]:  # of another order the same row stays chosen
                self.table.setCurrentIndex(self.model.index(int(row), column))
        self._show_counts(findings)
        told = translate("LookupView", "{} of {}")
        self._count.setText(told.format(number(len(rows)), number(len(findings))))

    def show_current(self, text: str) -> None:
        """Show all of the row that the keyboard is at."""
        self._current.setText(text or translate("LookupView", HINT))

    def _show_counts(self, findings: Findings | None) -> None:
        """How many there are of each verdict; changed in place, for the list may be open."""
        counts = dict.fromkeys(Verdict, 0) if findings is None else findings.counts()
        self.filter.setItemText(
            0, f"{translate('LookupView', ALL)} ({number(sum(counts.values()))})"
        )
        for row, (verdict, count) in enumerate(counts.items(), 1):
            self.filter.setItemText(row, f"{said(verdict.title)} ({number(count)})")

    # --- building

    def _make_filter(self) -> None:
        self.filter = QComboBox()
        self.filter.setAccessibleName(translate("LookupView", "Pictures to show, by their verdict"))
        self.filter.setMinimumContentsLength(18)
        self.filter.addItem(translate("LookupView", ALL), frozenset(Verdict))
        for verdict in Verdict:
            self.filter.addItem(verdict.title, frozenset([verdict]))
        self._count = QLabel()

    def _make_buttons(self) -> None:
        self.folder_button = push_button(translate("LookupView", "Choose &folder…"))
        self.pictures_button = push_button(translate("LookupView", "Choose &pictures…"))
        self.search_button = push_button(
            translate("LookupView", "&Search with it"),
            tip=translate("LookupView", "Search with the picture of this row in the main window"),
        )
        self.export_button = push_button(
            translate("LookupView", "&Export…"),
            tip=translate("LookupView", "What the table shows now, as a file (Ctrl+E)"),
        )
        self.open_button = push_button(
            translate("LookupView", "&Open it"),
            tip=translate("LookupView", "Open the file that was written"),
        )
        self.open_button.hide()
        self.again_button = push_button(translate("LookupView", "Look &up again"))
        self.stop_button = push_button(translate("LookupView", "&Cancel"))
        self.close_button = push_button(translate("LookupView", "C&lose"))

    def _lay_out(self, dialog: QDialog, gallery: str) -> None:
        column = QVBoxLayout(dialog)
        column.setSpacing(10)
        column.addWidget(
            sentence_label(translate("LookupView", INTRODUCTION).format(readable(gallery)))
        )
        column.addWidget(self._unfiltered)
        label = QLabel(translate("LookupView", "Sho&w"))
        label.setBuddy(self.filter)
        choices = QHBoxLayout()
        for choice in (self.folder_button, self.pictures_button, self.leave_out):
            choices.addWidget(choice)
        choices.addStretch(1)
        for shown in (label, self.filter, self._count):
            choices.addWidget(shown)
        column.addLayout(choices)
        column.addWidget(self.table, stretch=1)
        for below in (self._current, self._told, self._bar):
            column.addWidget(below)
        buttons = QHBoxLayout()
        buttons.addWidget(self.search_button)
        buttons.addWidget(self.export_button)
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        for button in (self.again_button, self.stop_button, self.close_button):
            buttons.addWidget(button)
        column.addLayout(buttons)
        take_room(dialog, *SIZE)

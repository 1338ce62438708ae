"""What a measuring came to, as it is seen: in words, in a table, and in a file to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.gui.dialog_parts import sentence_label
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.verdict import as_csv, notes, table, verdict

if TYPE_CHECKING:
    from clothesfinder.measured import Result

NOT_SAVED = "{} cannot be written: {}. Choose another place."
IN_BOLD = "In bold"
FILE = "measured models.csv"
DETAIL = "    "
LEAST_WIDTH = 130
"""Pixels, of a column."""
LEAST_HEIGHT = 120
PADDING = 4


class MeasuredView(QWidget):
    """The verdict, the table below it, and what it cannot tell."""

    save_failed = Signal(str)
    """Why the figures are not in the file that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = ""
        self._verdict = sentence_label("")
        self._table = QTableWidget()
        self._table.setAccessibleName(self.tr("Figures of each model"))
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSizeAdjustPolicy(QTableWidget.SizeAdjustPolicy.AdjustToContents)
        self._table.setMinimumHeight(LEAST_HEIGHT)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.horizontalHeader().setMinimumSectionSize(LEAST_WIDTH)
        line = self._table.fontMetrics().height() + 2 * PADDING
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._table.verticalHeader().setDefaultSectionSize(line)
        self._notes = sentence_label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._verdict, self._table, self._notes):
            column.addWidget(widget)

    def show_result(self, result: Result) -> None:
        """Show what came out; the best of each line is bold."""
        self._figures = as_csv(result, said)
        failed = [
            self.tr("“{}” was not measured. {}").format(title, said(why))
            for title, why in result.unusable.items()
        ]
        told = [*map(said, verdict(result)), *failed]
        self._verdict.setText("\n".join(map(readable, told)))
        self._notes.setText("\n".join(map(said, notes(result, IN_BOLD))))
        rows = table(result)
        self._table.setRowCount(len(rows))
        self._table.setColumnCount(len(result.models))
        titles = [readable(said(figures.title)) for figures in result.models]
        self._table.setHorizontalHeaderLabels(titles)
        names = [f"{DETAIL if row.is_detail else ''}{said(row.name)}" for row in rows]
        self._table.setVerticalHeaderLabels(names)
        for place, row in enumerate(rows):
            for column, (text, leads) in enumerate(zip(row.cells, row.leads, strict=True)):
                self._table.setItem(place, column, _cell(said(text), leads=leads))
        self._table.setMaximumHeight(self._table.sizeHint().height())

    def save(self) -> None:
        """Ask where the figures are to be kept, and write them there."""
        dialog = QFileDialog(self, self.tr("Save the figures"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Tables ({})").format("*.csv"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self.tr(FILE))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._write)
        dialog.open()

    def _write(self, file: str) -> None:
        try:
            # With the mark by which spreadsheets know UTF-8.
            Path(file).write_text(self._figures, "utf-8-sig", errors="replace")
        except OSError as error:
            told = self.tr(NOT_SAVED).format(readable(file), error.strerror)
            self.save_failed.emit(told)


def _cell(text: str, *, leads: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    if leads:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            QCoreApplication.translate("MeasuredView", "{}, best").format(text),
        )
    return item

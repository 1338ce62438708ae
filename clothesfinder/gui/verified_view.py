"""What a check of an index came to, as it is seen: sentences, and the wrong pictures in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.gui.dialog_parts import sentence_label
from clothesfinder.gui.login_steps import MARKS
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.verified import remarks, repair_told, verdict

if TYPE_CHECKING:
    from clothesfinder.verified import Repaired, Report

WRONG = "Pictures that are wrong in the index"
MORE = "… and %Ln more pictures."
LEAST_HEIGHT = 150

translate = QCoreApplication.translate


class VerifiedView(QWidget):
    """The verdict, what it rests on, what is wrong, and what was not checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = sentence_label("")
        self._verdict = sentence_label("")
        bold = QFont(self._verdict.font())
        bold.setBold(True)
        self._verdict.setFont(bold)
        self._counts = sentence_label("")
        self._table = _make_table()
        self._remarks = sentence_label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._done, self._verdict, self._counts, self._table, self._remarks):
            column.addWidget(widget)
        column.setStretchFactor(self._table, 1)

    def show_report(self, report: Report, repaired: Repaired | None = None) -> None:
        """Show what a check found, and above it what a repair did before it."""
        first, *rest = verdict(report)
        mark = MARKS[report.is_sound]
        role = QPalette.ColorRole.WindowText if report.is_sound else QPalette.ColorRole.BrightText
        self._verdict.setForegroundRole(role)
        _show(self._verdict, [f"{mark} {said(first)}"])
        _show(self._done, repair_told(repaired) if repaired else [])
        _show(self._counts, rest)
        more = report.wrong - len(report.listed)
        unlisted = [self.tr(MORE, None, more)] if more else []
        _show(self._remarks, [*unlisted, *remarks(report)])
        self._table.setVisible(bool(report.listed))
        self._table.setRowCount(len(report.listed))
        for row, wrong in enumerate(report.listed):
            for place, text in enumerate((readable(wrong.path), said(wrong.reason))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(row, place, item)


def _show(label: QLabel, sentences: list[str]) -> None:
    text = "\n".join(readable(said(sentence)) for sentence in sentences)
    label.setText(text)
    label.setVisible(bool(text))


def _make_table() -> QTableWidget:
    table = QTableWidget(0, 2)
    table.setAccessibleName(translate("VerifiedView", WRONG))
    titles = translate("VerifiedView", "Picture"), translate("VerifiedView", "Reason")
    table.setHorizontalHeaderLabels(titles)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setTabKeyNavigation(False)
    table.setMinimumHeight(LEAST_HEIGHT)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(0, 220)
    return table

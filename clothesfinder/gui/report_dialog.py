"""The window in which the report of a problem is read before anything is done with it.

It is to be shown, not opened: what went wrong can be looked at meanwhile.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.gui.dialog_parts import push_button, sentence_label, take_room
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.problem_report import with_story

WHAT = (
    "This report helps whoever looks into a problem: versions, settings, numbers, and the last"
    " lines of the log. Nothing is sent anywhere. Read it, then copy it or save it, and give it to"
    " whom you ask for help."
)
LEFT_OUT = (
    "Pictures, passwords and addresses are left out of it. Pictures are called picture-1.jpg and so"
    " on, galleries GALLERY-1, and your folders “…”. Should you still find something that is"
    " nobody's business, save the report and take that out."
)
ASK = "What did you &do, and what happened?"
EXAMPLE = "I dropped a picture on the window, and then…"
WRITING = "The report is being written…"
COPIED = "The report is in the clipboard. Paste it where you ask for help."
SAVED = "Saved as {}."
FILE = "clothesfinder-report.txt"
SIZE = 820, 660
STORY_LINES = 3


class ReportDialog(QDialog):
    """What the user tells above, and below it the whole of the report."""

    save_wanted = Signal(object, str)
    """The file, and the text that is to be written to it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report a problem"))
        self._report = ""
        self._story = QPlainTextEdit()
        self._story.setPlaceholderText(self.tr(EXAMPLE))
        self._story.setTabChangesFocus(True)
        lines = (STORY_LINES + 1) * self.fontMetrics().lineSpacing()
        self._story.setFixedHeight(lines)
        self._story.textChanged.connect(self._show)
        self._pane = QPlainTextEdit()
        self._pane.setReadOnly(True)
        self._pane.setTabChangesFocus(True)
        self._pane.setAccessibleName(self.tr("The report"))
        self._pane.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._pane.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._pane.setPlainText(self.tr(WRITING))
        self._told = sentence_label("")
        self._build()
        take_room(self, *SIZE)
        self._story.setFocus()

    @property
    def text(self) -> str:
        """The whole report as it is shown; empty until it is written."""
        return with_story(self._report, self._story.toPlainText()) if self._report else ""

    @property
    def told(self) -> str:
        """What came of it last."""
        return self._told.text()

    def show_report(self, report: str) -> None:
        """Show this, below what the user tells."""
        self._report = report
        for button in (self._copy_button, self._save_button):
            button.setEnabled(True)
        self._show()

    def copy(self) -> None:
        """Put the report into the clipboard."""
        QGuiApplication.clipboard().setText(self.text)
        self._told.setText(self.tr(COPIED))

    def tell_saved(self, file: Path) -> None:
        """Tell that it lies there now."""
        self._told.setText(self.tr(SAVED).format(readable(str(file))))

    def tell_problem(self, sentence: str) -> None:
        """Tell why it could not be saved."""
        self._told.setText(said(sentence))

    def _save(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.setNameFilter(self.tr("Text ({})").format("*.txt"))
        dialog.setDirectory(str(Path.home()))
        dialog.selectFile(FILE)
        dialog.fileSelected.connect(lambda file: self.save_wanted.emit(Path(file), self.text))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show(self) -> None:
        if self._report:
            bar = self._pane.verticalScrollBar()
            place = bar.value()
            self._pane.setPlainText(self.text)
            bar.setValue(place)

    def _build(self) -> None:
        asked = QLabel(self.tr(ASK))
        asked.setBuddy(self._story)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for widget in (sentence_label(self.tr(WHAT)), asked, self._story):
            column.addWidget(widget)
        column.addWidget(self._pane, stretch=1)
        column.addWidget(sentence_label(self.tr(LEFT_OUT)))
        column.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        roles = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self._copy_button = push_button(self.tr("&Copy"), self.copy)
        self._save_button = push_button(self.tr("&Save as text…"), self._save)
        for button in (self._copy_button, self._save_button):
            button.setEnabled(False)
            buttons.addButton(button, roles.ActionRole)
        buttons.addButton(push_button(self.tr("C&lose"), self.reject), roles.RejectRole)
        line = QHBoxLayout()
        line.addWidget(self._told, stretch=1)
        line.addWidget(buttons)
        return line

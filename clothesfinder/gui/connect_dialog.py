"""The window that takes the address of a MongoDB database, and tests it before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.atlas_address import DATABASE
from clothesfinder.atlas_login import VARIABLE, Login
from clothesfinder.gui.names import readable

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.atlas_check import Step, Steps
    from clothesfinder.gui.session import Session

INTRODUCTION = (
    "Keep the index of “{}” in a MongoDB database, so that several people can search it. Your"
    " pictures stay where they are. In Atlas, copy the address under Connect > Drivers."
)
SECRECY = (
    "The address holds your password. It is kept in this system's keyring, or, where there is"
    " none, until Clothesfinder is closed."
)
TESTING = "Testing…"
MARKS = {None: "·", True: "✓", False: "✗"}
WORDS = {None: "not tested yet", True: "passed", False: "failed"}


class ConnectDialog(QDialog):
    """Connecting is possible once exactly what is entered has passed the test."""

    chosen = Signal(object)
    """The Login that passed."""

    def __init__(self, parent: QWidget, gallery: Path, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle("Connect to MongoDB Atlas")
        self.setMinimumWidth(600)
        self._gallery = gallery.name
        self._session = session
        self._build()
        session.login_tested.connect(self._show_steps)
        session.login_test_ended.connect(self._end_test)
        self.finished.connect(session.cancel_login_test)
        self._forget_test()

    def _login(self) -> Login:
        return Login(self._uri.text().strip(), self._database.text(), self._name())

    def _name(self) -> str:
        return self._shared_name.text().strip() or self._shared_name.placeholderText()

    def _test(self) -> None:
        self._forget_test()
        self._summary.setText(TESTING)
        self._test_button.setEnabled(False)
        self._session.test_login(self._login())

    def _forget_test(self) -> None:
        """What is entered has changed, so nothing is known of it."""
        self._session.cancel_login_test()
        self._connect_button.setEnabled(False)
        self._test_button.setDefault(True)
        self._test_button.setEnabled(bool(self._uri.text().strip()))
        self._summary.clear()
        self._show_steps(())

    def _show_steps(self, steps: Steps) -> None:
        while (item := self._steps.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()
        for row, step in enumerate(steps):
            for column, label in enumerate(_labels(step)):
                self._steps.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)

    def _end_test(self, steps: Steps) -> None:
        self._show_steps(steps)
        self._test_button.setEnabled(True)
        passed = all(step.ok for step in steps)
        self._connect_button.setEnabled(passed)
        if passed:
            self._summary.setText("The test passed.")
            self._connect_button.setDefault(True)
            self._connect_button.setFocus()
        else:
            self._summary.setText("The test did not pass. Change the address, then test again.")

    def _connect(self) -> None:
        self.chosen.emit(self._login())
        self.accept()

    # --- building

    def _build(self) -> None:
        self._steps = QGridLayout()
        self._steps.setColumnStretch(2, 1)
        self._steps.setHorizontalSpacing(12)
        self._summary = _text("")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(_text(INTRODUCTION.format(readable(self._gallery))))
        column.addLayout(self._form())
        column.addWidget(_text(SECRECY))
        column.addLayout(self._steps)
        column.addWidget(self._summary)
        column.addStretch(1)
        column.addWidget(self._buttons())
        for field in (self._uri, self._database, self._shared_name):
            field.textEdited.connect(self._forget_test)

    def _form(self) -> QFormLayout:
        self._uri = QLineEdit()
        self._uri.setEchoMode(QLineEdit.EchoMode.Password)
        self._uri.setPlaceholderText("mongodb+srv://user:password@cluster…mongodb.net/")
        self._uri.setAccessibleName("Address of the MongoDB server")
        show = QPushButton("&Show")
        show.setCheckable(True)
        show.setAutoDefault(False)
        show.setToolTip("Show the address with its password")
        show.toggled.connect(self._show_address)
        self._database = QLineEdit()
        self._database.setPlaceholderText(f"as in the address, or {DATABASE}")
        self._shared_name = QLineEdit()
        self._shared_name.setPlaceholderText(readable(self._gallery) or "gallery")
        self._shared_name.setToolTip("Everybody who shares this gallery enters the same name.")
        row = QHBoxLayout()
        row.addWidget(self._uri)
        row.addWidget(show)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&Address", row)
        form.addRow("&Database", self._database)
        form.addRow("Gallery's &name", self._shared_name)
        label = form.labelForField(row)
        assert isinstance(label, QLabel)
        label.setBuddy(self._uri)
        return form

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._test_button = QPushButton("&Test")
        self._connect_button = QPushButton("&Connect")
        buttons.addButton(self._test_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._connect_button, QDialogButtonBox.ButtonRole.ActionRole)
        self._test_button.clicked.connect(self._test)
        self._connect_button.clicked.connect(self._connect)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show_address(self, visible: bool) -> None:
        modes = QLineEdit.EchoMode
        self._uri.setEchoMode(modes.Normal if visible else modes.Password)


def no_keyring_message(parent: QWidget) -> QMessageBox:
    """Says that the address will have to be entered again; the caller opens it."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("Connected to MongoDB")
    box.setText("The address is known until Clothesfinder is closed.")
    box.setInformativeText(
        "This system has no keyring that could keep its password. Enter the address again at the"
        f" next start, or set it in the environment variable {VARIABLE}."
    )
    box.addButton(QMessageBox.StandardButton.Ok)
    return box


def _labels(step: Step) -> tuple[QLabel, QLabel, QLabel]:
    """The step's mark, its name and what there is to say; a colour is never the only sign."""
    mark, name, told = QLabel(MARKS[step.ok]), QLabel(step.name), _text(step.sentence)
    bold = QFont(name.font())
    bold.setBold(True)
    name.setFont(bold)
    name.setAccessibleName(f"{step.name}: {WORDS[step.ok]}")
    mark.setAccessibleName(WORDS[step.ok])
    if step.ok is False:
        mark.setForegroundRole(QPalette.ColorRole.BrightText)
        told.setForegroundRole(QPalette.ColorRole.BrightText)
    return mark, name, told


def _text(sentence: str) -> QLabel:
    label = QLabel(sentence)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

"""The window that takes the address of a MongoDB database, and tests it before it is used."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.atlas_address import DATABASE
from clothesfinder.atlas_login import Login, taken_apart
from clothesfinder.gui import guide_window
from clothesfinder.gui.choosing import choose_model
from clothesfinder.gui.dialog_parts import grow, push_button, sentence_label
from clothesfinder.gui.language import number
from clothesfinder.gui.login_steps import LoginSteps
from clothesfinder.gui.names import readable, titled
from clothesfinder.gui.offering_field import OfferingField
from clothesfinder.gui.sentences import said
from clothesfinder.gui.sharing import Choice
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from clothesfinder.atlas_check import Checked, Steps
    from clothesfinder.atlas_originals import Original
    from clothesfinder.gui.sharing import Sharing

INTRODUCTION = (
    "Keep the index of “{}” in a MongoDB database, so that several people can search it. Your"
    " pictures stay where they are. In Atlas, copy the address under Connect > Drivers."
)
SECRECY = (
    "The address holds your password. It is kept in this system's keyring, or, where there is"
    " none, until Clothesfinder is closed."
)
TESTING = "Testing…"
NOT_PASSED = "The test did not pass. Change the address, then test again."
NO_END = "The test came to no end. Test again."
JOIN = "The test passed. “{}” is in the database, with %Ln pictures: this folder joins it."
BEGIN = "The test passed. “{}” will be a new gallery in the database."
ORIGINAL = "{} (original scripts)"
OPEN_ORIGINAL = (
    "The test passed. This collection of the original scripts (%Ln documents) is searched as it"
    " is, and not changed. What is looked for goes by the model file that made its vectors."
)
COPY = "Co&py the index on this computer there (%Ln pictures, about {} MB)"
ADD = "Add to it what &only the index on this computer holds (of %Ln pictures, about {} MB)"
MIRROR = "&Keep a copy on this computer, and search it when there is no connection"
BYTES_A_PICTURE = 2500
"""About what one takes in the database; see resources/docs/atlas-sizing.md."""


class ConnectDialog(QDialog):
    """Connecting is possible once exactly what is entered has passed the test."""

    chosen = Signal(object)
    """The Choice, whose login passed."""

    def __init__(self, parent: QWidget, gallery: Path, sharing: Sharing, place: str = "") -> None:
        """Take the gallery's folder, and the place where it is shared now, if it is."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Connect to MongoDB Atlas"))
        self.setMinimumWidth(620)
        self._gallery = gallery
        self._sharing = sharing
        self._checked: Checked | None = None
        self._own = 0
        self._upload_is_chosen = False
        """Whether the user has said whether to copy; until then it goes by what is there."""
        self._build()
        if place:
            now = taken_apart(place)
            self._database.setEditText(now.database)
            original = self._title(now.collection) if now.collection else ""
            self._names.setEditText(original or now.gallery)
        sharing.tested.connect(self._show_steps)
        sharing.test_ended.connect(self._end_test)
        sharing.test_broke_off.connect(self._break_off_test)
        self.finished.connect(sharing.cancel_test)
        self._forget_test()

    def _login(self) -> Login:
        original = self._original()
        collection = original.collection if original else ""
        database = self._database.currentText()
        return Login(self._uri.text().strip(), database, self._name(), collection)

    def _name(self) -> str:
        folder = readable(self._gallery.name) or "gallery"
        return (self._names.currentText().strip() or folder) if not self._original() else folder

    def _original(self) -> Original | None:
        """The collection of the original scripts that is chosen, if one is."""
        originals = self._checked.originals if self._checked else ()
        chosen = self._names.currentText()
        return next((one for one in originals if self._title(one.collection) == chosen), None)

    def _title(self, collection: str) -> str:
        return self.tr(ORIGINAL).format(collection)

    def _test(self) -> None:
        self._forget_test()
        self._summary.setText(self.tr(TESTING))
        self._test_button.setEnabled(False)
        self._sharing.test(self._gallery, self._login())

    def _forget_test(self) -> None:
        """What is entered has changed, so nothing is known of it."""
        self._sharing.cancel_test()
        self._checked = None
        self._test_button.setDefault(True)
        self._test_button.setEnabled(bool(self._uri.text().strip()))
        self._summary.clear()
        self._show_steps(())
        self._show_choices()

    def _show_steps(self, steps: Steps) -> None:
        self._steps.show_steps(steps)
        QTimer.singleShot(0, self, partial(grow, self))

    def _end_test(self, checked: Checked, own: int) -> None:
        self._show_steps(checked.steps)
        self._test_button.setEnabled(True)
        if not checked.passed:
            self._summary.setText(self.tr(NOT_PASSED))
            return
        self._checked, self._own = checked, own
        self._database.offer(checked.databases)
        originals = [self._title(original.collection) for original in checked.originals]
        self._names.offer([*(gallery.name for gallery in checked.galleries), *originals])
        self._show_choices()
        self._mirror.setChecked(own > 0)
        self._connect_button.setDefault(True)
        self._connect_button.setFocus()

    def _note_upload_chosen(self) -> None:
        self._upload_is_chosen = True

    def _break_off_test(self, sentence: str) -> None:
        self._forget_test()
        self._summary.setText(said(sentence) or self.tr(NO_END))
        QTimer.singleShot(0, self, partial(grow, self))

    def _pictures_there(self) -> int:
        """How many pictures the database holds of the gallery that is named."""
        galleries = self._checked.galleries if self._checked else ()
        return sum(gallery.pictures for gallery in galleries if gallery.name == self._name())

    def _show_choices(self) -> None:
        """Show what is left to choose once the test has passed."""
        passed, original = self._checked is not None, self._original()
        problem = self._wrong_name() if passed else ""
        lacking = original is not None and not self._model.text()
        self._connect_button.setEnabled(passed and not problem and not lacking)
        self._mirror.setVisible(passed)
        self._upload.setVisible(passed and self._own > 0 and original is None)
        self._model_row.setVisible(original is not None)
        if passed:
            self._show_outcome(problem, original)

    def _show_outcome(self, problem: str, original: Original | None) -> None:
        """Tell what connecting would come to, or what is wrong with the name."""
        there = self._pictures_there()
        told = (self.tr(JOIN, None, there) if there else self.tr(BEGIN)).format(self._name())
        if original is not None:
            told = self.tr(OPEN_ORIGINAL, None, original.documents)
        self._summary.setText(problem or told)
        QTimer.singleShot(0, self, partial(grow, self))
        if not self._upload_is_chosen:
            self._upload.setChecked(not there)
        megabytes = self._own * BYTES_A_PICTURE / 1e6
        offer = self.tr(ADD if there else COPY, None, self._own)
        self._upload.setText(offer.format(number(megabytes, 1)))

    def _wrong_name(self) -> str:
        try:
            self._login().url()
        except Problem as problem:
            return said(str(problem))
        return ""

    def _connect(self) -> None:
        original = self._original()
        uploaded = self._own > 0 and self._upload.isChecked() and original is None
        model = Path(self._model.text()) if original else None
        self.chosen.emit(Choice(self._login(), uploaded, self._mirror.isChecked(), model))
        self.accept()

    # --- building

    def _build(self) -> None:
        self._steps = LoginSteps()
        self._summary = sentence_label("")
        self._upload = QCheckBox()
        self._mirror = QCheckBox(self.tr(MIRROR))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(sentence_label(titled(self.tr(INTRODUCTION), self._gallery)))
        column.addLayout(self._form())
        column.addWidget(sentence_label(self.tr(SECRECY)))
        column.addLayout(self._steps)
        self._model_row = self._make_model_row()
        for widget in (self._summary, self._model_row, self._upload, self._mirror):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self._buttons())
        self._upload.clicked.connect(self._note_upload_chosen)
        self._uri.textEdited.connect(self._forget_test)
        self._database.currentTextChanged.connect(self._forget_test)
        self._names.currentTextChanged.connect(self._show_choices)

    def _form(self) -> QFormLayout:
        self._uri = QLineEdit()
        self._uri.setEchoMode(QLineEdit.EchoMode.Password)
        self._uri.setPlaceholderText("mongodb+srv://user:password@cluster…mongodb.net/")
        self._uri.setAccessibleName(self.tr("Address of the MongoDB server"))
        show = QPushButton(self.tr("&Show"))
        show.setCheckable(True)
        show.setAutoDefault(False)
        show.setToolTip(self.tr("Show the address with its password"))
        show.toggled.connect(self._show_address)
        as_told = self.tr("as in the address, or {}").format(DATABASE)
        self._database = OfferingField(self.tr("Database"), as_told)
        folder = readable(self._gallery.name) or "gallery"
        self._names = OfferingField(self.tr("Gallery's name"), folder)
        self._names.setToolTip(self.tr("Everybody who shares this gallery enters the same name."))
        row = QHBoxLayout()
        row.addWidget(self._uri)
        row.addWidget(show)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Address"), row)
        form.addRow(self.tr("&Database"), self._database)
        form.addRow(self.tr("Gallery's &name"), self._names)
        label = form.labelForField(row)
        assert isinstance(label, QLabel)
        label.setBuddy(self._uri)
        return form

    def _make_model_row(self) -> QWidget:
        """The model's file, which only a collection of the original scripts needs."""
        self._model = QLineEdit()
        self._model.setPlaceholderText("checkpoint.pth")
        self._model.textChanged.connect(self._show_choices)
        label = QLabel(self.tr("&Model file"))
        label.setBuddy(self._model)
        choose = push_button(self.tr("C&hoose…"), self._choose_model)
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (label, self._model, choose):
            row.addWidget(part)
        return widget

    def _choose_model(self) -> None:
        dialog = choose_model(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._model.setText)
        dialog.open()

    def _buttons(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Cancel | standard.Help)
        buttons.helpRequested.connect(lambda: guide_window.show(self, "sharing"))
        self._test_button = QPushButton(self.tr("&Test"))
        self._connect_button = QPushButton(self.tr("&Connect"))
        buttons.addButton(self._test_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._connect_button, QDialogButtonBox.ButtonRole.ActionRole)
        self._test_button.clicked.connect(self._test)
        self._connect_button.clicked.connect(self._connect)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show_address(self, visible: bool) -> None:
        modes = QLineEdit.EchoMode
        self._uri.setEchoMode(modes.Normal if visible else modes.Password)

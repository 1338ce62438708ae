"""The questions and notices about a gallery in MongoDB, what others see of it among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from clothesfinder.atlas_login import VARIABLE
from clothesfinder.gui.dialogs import question
from clothesfinder.gui.names import titled
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from pathlib import Path

translate = QCoreApplication.translate


LEAVING = (
    "Nothing is computed again. The gallery in MongoDB stays as it is for those who share it;"
    " without the copy, this computer's own index is used, if it has one."
)


class LeaveQuestion(QMessageBox):
    """The question whether an index is brought from MongoDB to this computer, to stay here."""

    def __init__(self, parent: QWidget, gallery: Path) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Keep on this computer only"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        asked = self.tr("Bring the index of “{}” from MongoDB to this computer first?")
        self.setText(titled(asked, gallery))
        self.setInformativeText(self.tr(LEAVING))
        roles = QMessageBox.ButtonRole
        self.fetch = self.addButton(self.tr("&Copy it here"), roles.AcceptRole)
        self.leave = self.addButton(self.tr("&Without copying"), roles.DestructiveRole)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self.fetch)


CONVERTING = (
    "Its vectors are copied into the same database and compared there; nothing is computed again."
    " The collection “{}” stays as it is: delete it in Atlas when you no longer need it."
)
SHARING = (
    "Those who share the gallery and do not have its folder then see the pictures, 160 pixels"
    " large. They take {} in the database; everybody who may read it can see them."
)
STOPPING = (
    "Those who do not have the gallery's folder then see placeholders. The pictures themselves and"
    " the index are not touched."
)


def convert_question(parent: QWidget, gallery: Path, collection: str) -> QMessageBox:
    """The question whether a gallery of the original scripts is to be converted; accepted if so."""
    return question(
        parent,
        translate("Dialogs", "Convert this gallery"),
        titled(translate("Dialogs", "Convert “{}” into a gallery that can be updated?"), gallery),
        translate("Dialogs", CONVERTING).format(collection),
        translate("Dialogs", "&Convert"),
        likely=True,
    )


def share_thumbnails_question(parent: QWidget, gallery: Path, estimate: str) -> QMessageBox:
    """The question whether small thumbnails are to be shared; accepted where they are."""
    return question(
        parent,
        translate("Dialogs", "Share small thumbnails"),
        titled(translate("Dialogs", "Put small thumbnails of “{}” into the database?"), gallery),
        translate("Dialogs", SHARING).format(said(estimate)),
        translate("Dialogs", "&Share"),
    )


def stop_thumbnails_question(parent: QWidget, gallery: Path) -> QMessageBox:
    """The question whether shared thumbnails are to be deleted; accepted where they are."""
    return question(
        parent,
        translate("Dialogs", "Stop sharing thumbnails"),
        titled(
            translate("Dialogs", "Delete the small thumbnails of “{}” from the database?"), gallery
        ),
        translate("Dialogs", STOPPING),
        translate("Dialogs", "&Delete them"),
    )


NO_KEYRING = (
    "This system has no keyring that could keep its password. Enter the address again at the next"
    " start, or set it in the environment variable {}."
)


def no_keyring_message(parent: QWidget) -> QMessageBox:
    """Says that the address will have to be entered again; the caller opens it."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(translate("ConnectDialog", "Connected to MongoDB"))
    told = translate("ConnectDialog", "The address is known until Clothesfinder is closed.")
    box.setText(told)
    box.setInformativeText(translate("ConnectDialog", NO_KEYRING).format(VARIABLE))
    box.addButton(QMessageBox.StandardButton.Ok)
    return box

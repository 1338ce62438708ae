"""The questions before a gallery loses something that is known of its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from clothesfinder.gui.dialogs import question
from clothesfinder.gui.names import titled

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate


FORGET = (
    "Its index is deleted; your pictures are not touched. To search this folder again, it has"
    " to be indexed again."
)
FORGET_SHARED = (
    "Its index in MongoDB is deleted for everybody who shares it; no pictures are touched. To leave"
    " it to the others, choose Shared gallery > Keep on this computer only instead."
)


def forget_question(parent: QWidget, gallery: Path, *, shared: bool) -> QMessageBox:
    """The question whether the gallery's index is to be deleted; accepted where it is."""
    return question(
        parent,
        translate("Dialogs", "Forget this gallery"),
        titled(translate("Dialogs", "Forget what is known of “{}”?"), gallery),
        translate("Dialogs", FORGET_SHARED if shared else FORGET),
        translate("Dialogs", "&Forget"),
    )


SHARED_MISSING = (
    "They are not in this computer's folder, but others who share the gallery may have them."
    " Removed, nobody finds them any more until they are indexed again. No picture is touched."
)
LOCAL_MISSING = (
    "They are not in the folder now. If they are on a drive, plug it in and update instead."
    " Removed, they are not found any more until they are indexed again. No picture is touched."
)


def remove_question(parent: QWidget, gallery: Path, missing: int, *, shared: bool) -> QMessageBox:
    """The question whether pictures that are not here are to leave a gallery."""
    return question(
        parent,
        translate("Dialogs", "Remove pictures from the gallery"),
        titled(translate("Dialogs", "Remove %Ln pictures from “{}”?", None, missing), gallery),
        translate("Dialogs", SHARED_MISSING if shared else LOCAL_MISSING),
        translate("Dialogs", "&Remove them"),
    )

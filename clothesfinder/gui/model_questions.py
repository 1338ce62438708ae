"""The questions before a gallery goes by another model, or a model's files are deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from clothesfinder.gui.dialogs import question
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate


USING = (
    "Every picture is read again once with it, which takes a while. Until that is done, the index"
    " of the model before answers. No picture is changed."
)
REMOVING_MODEL = (
    "Its files ({}) are deleted. Galleries that go by it cannot be searched until it is downloaded"
    " again, or they go by another model."
)


def use_model_question(parent: QWidget, gallery: Path, title: str, *, shared: bool) -> QMessageBox:
    """The question whether a gallery is to go by another model; accepted if so."""
    told = [translate("Dialogs", USING)]
    if shared:
        told.append(translate("Dialogs", "All who share the gallery need this model then."))
    return question(
        parent,
        translate("Dialogs", "Use another model"),
        translate("Dialogs", "Use {} for “{}”?").format(said(title), readable(gallery.name)),
        " ".join(told),
        translate("Dialogs", "&Use it"),
        likely=True,
    )


def remove_model_question(parent: QWidget, title: str, size: str) -> QMessageBox:
    """The question whether a model's files are to be deleted; accepted where they are."""
    return question(
        parent,
        translate("Dialogs", "Remove a model"),
        translate("Dialogs", "Remove {} from this computer?").format(title),
        translate("Dialogs", REMOVING_MODEL).format(said(size)),
        translate("Dialogs", "&Remove it"),
    )

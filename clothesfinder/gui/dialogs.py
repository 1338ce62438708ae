"""The windows that ask or tell something on their own.

They are to be opened, never executed: ``exec()`` would hold up the coroutines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
    QWidget,
)

from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.images import SUFFIXES
from clothesfinder.logs import log_folder
from clothesfinder.settings import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clothesfinder.progress import Summary


translate = QCoreApplication.translate


def choose_folder(parent: QWidget, title: str) -> QFileDialog:
    """The question for a folder."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog


def choose_pictures(parent: QWidget) -> QFileDialog:
    """The question for pictures to search with, one or several."""
    kinds = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
    title = translate("Dialogs", "Choose a picture of a garment, or several of them")
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    pictures = translate("Dialogs", "Pictures ({})").format(kinds)
    dialog.setNameFilters([pictures, translate("Dialogs", "All files (*)")])
    return dialog


FORGET = (
    "Its index is deleted; your pictures are not touched. To search this folder again, it has"
    " to be indexed again."
)
FORGET_SHARED = (
    "Its index in MongoDB is deleted for everybody who shares it; no pictures are touched. To leave"
    " it to the others, choose Shared gallery > Keep on this computer only instead."
)


def _question(
    parent: QWidget, title: str, text: str, told: str, yes: str, *, likely: bool = False
) -> QMessageBox:
    """A question that is accepted by the button called `yes`; Return presses it where likely."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(told)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(accept if likely else cancel)
    return box


def forget_question(parent: QWidget, gallery: Path, *, shared: bool) -> QMessageBox:
    """The question whether the gallery's index is to be deleted; accepted where it is."""
    return _question(
        parent,
        translate("Dialogs", "Forget this gallery"),
        _of(gallery, translate("Dialogs", "Forget what is known of “{}”?")),
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
    return _question(
        parent,
        translate("Dialogs", "Remove pictures from the gallery"),
        _of(gallery, translate("Dialogs", "Remove %Ln pictures from “{}”?", None, missing)),
        translate("Dialogs", SHARED_MISSING if shared else LOCAL_MISSING),
        translate("Dialogs", "&Remove them"),
    )


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
        question = self.tr("Bring the index of “{}” from MongoDB to this computer first?")
        self.setText(_of(gallery, question))
        self.setInformativeText(self.tr(LEAVING))
        roles = QMessageBox.ButtonRole
        self.fetch = self.addButton(self.tr("&Copy it here"), roles.AcceptRole)
        self.leave = self.addButton(self.tr("&Without copying"), roles.DestructiveRole)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self.fetch)


def choose_model(parent: QWidget) -> QFileDialog:
    """The question for the model's file of a gallery of the original scripts."""
    title = translate("Dialogs", "Choose the model file that made the vectors")
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    models = translate("Dialogs", "Model files ({})").format("*.pth *.pt")
    dialog.setNameFilters([models, translate("Dialogs", "All files (*)")])
    return dialog


USING = (
    "Every picture is read again once with it, which takes a while. Until that is done, the index"
    " of the model before answers. No picture is changed."
)
REMOVING_MODEL = (
    "Its files ({}) are deleted. Galleries that go by it cannot be searched until it is downloaded"
    " again, or they go by another model."
)
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
CRASHED = (
    "What was indexed is kept, and your pictures are not touched. Try again; if it happens again,"
    " report it: you then see all that there is to tell, and nothing is sent by itself."
)


def use_model_question(parent: QWidget, gallery: Path, title: str, *, shared: bool) -> QMessageBox:
    """The question whether a gallery is to go by another model; accepted if so."""
    told = [translate("Dialogs", USING)]
    if shared:
        told.append(translate("Dialogs", "All who share the gallery need this model then."))
    return _question(
        parent,
        translate("Dialogs", "Use another model"),
        translate("Dialogs", "Use {} for “{}”?").format(said(title), readable(gallery.name)),
        " ".join(told),
        translate("Dialogs", "&Use it"),
        likely=True,
    )


def remove_model_question(parent: QWidget, title: str, size: str) -> QMessageBox:
    """The question whether a model's files are to be deleted; accepted where they are."""
    return _question(
        parent,
        translate("Dialogs", "Remove a model"),
        translate("Dialogs", "Remove {} from this computer?").format(title),
        translate("Dialogs", REMOVING_MODEL).format(said(size)),
        translate("Dialogs", "&Remove it"),
    )


def convert_question(parent: QWidget, gallery: Path, collection: str) -> QMessageBox:
    """The question whether a gallery of the original scripts is to be converted; accepted if so."""
    return _question(
        parent,
        translate("Dialogs", "Convert this gallery"),
        _of(gallery, translate("Dialogs", "Convert “{}” into a gallery that can be updated?")),
        translate("Dialogs", CONVERTING).format(collection),
        translate("Dialogs", "&Convert"),
        likely=True,
    )


IN_GALLERY = (
    "This folder belongs to the gallery “{}”: what is put there is indexed as well, and found"
    " beside its original."
)
HARD_LINK = (
    "A hard link is one more name for the same file. It takes no room, and it is no copy: a program"
    " that changes the file by one of its names changes it for both. Deleting one keeps the other."
)


def target_question(
    parent: QWidget, pictures: str, folder: Path, gallery: Path | None, *, linked: bool
) -> QMessageBox:
    """The question whether pictures, so many in words, are to go there; accepted if so.

    ``gallery``: the one that the folder belongs to.
    """
    told = [translate("Dialogs", HARD_LINK)] if linked else []
    if gallery is not None:
        told.append(translate("Dialogs", IN_GALLERY).format(readable(gallery.name)))
    name = readable(folder.name or str(folder))
    asked = translate("Dialogs", "Hard-link {} to “{}”?" if linked else "Copy {} to “{}”?")
    return _question(
        parent,
        translate("Dialogs", "Hard-link to a folder" if linked else "Copy to a folder"),
        asked.format(pictures, name),
        "\n\n".join(told),
        translate("Dialogs", "&Hard-link" if linked else "&Copy"),
        likely=gallery is None,
    )


def many_question(parent: QWidget, title: str, text: str, yes: str) -> QMessageBox:
    """The question whether so many windows are to be opened; accepted if so."""
    told = translate("Dialogs", "Each opens a window of its own.")
    return _question(parent, title, text, told, yes)


def share_thumbnails_question(parent: QWidget, gallery: Path, estimate: str) -> QMessageBox:
    """The question whether small thumbnails are to be shared; accepted where they are."""
    return _question(
        parent,
        translate("Dialogs", "Share small thumbnails"),
        _of(gallery, translate("Dialogs", "Put small thumbnails of “{}” into the database?")),
        translate("Dialogs", SHARING).format(said(estimate)),
        translate("Dialogs", "&Share"),
    )


def stop_thumbnails_question(parent: QWidget, gallery: Path) -> QMessageBox:
    """The question whether shared thumbnails are to be deleted; accepted where they are."""
    return _question(
        parent,
        translate("Dialogs", "Stop sharing thumbnails"),
        _of(
            gallery, translate("Dialogs", "Delete the small thumbnails of “{}” from the database?")
        ),
        translate("Dialogs", STOPPING),
        translate("Dialogs", "&Delete them"),
    )


DELETING_SEARCH = (
    "Pictures in it that have no file of their own, such as pasted ones, are deleted with it. No"
    " other picture is touched."
)


def delete_search_question(parent: QWidget, name: str) -> QMessageBox:
    """The question whether a saved search is to be deleted; accepted where it is."""
    return _question(
        parent,
        translate("Dialogs", "Delete a saved search"),
        translate("Dialogs", "Delete the saved search “{}”?").format(readable(name)),
        translate("Dialogs", DELETING_SEARCH),
        translate("Dialogs", "&Delete it"),
    )


def crash_message(parent: QWidget, report: Callable[[], object]) -> QMessageBox:
    """Says that something went wrong that nobody foresaw; offers to report it, and the log."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Clothesfinder")
    box.setText(translate("Dialogs", "Something unexpected went wrong."))
    box.setInformativeText(translate("Dialogs", CRASHED))
    box.addButton(QMessageBox.StandardButton.Ok)
    told = box.addButton(
        translate("Dialogs", "&Report a problem…"), QMessageBox.ButtonRole.ActionRole
    )
    told.clicked.connect(lambda: report())
    shown = translate("Dialogs", "Open the &log folder")
    log = box.addButton(shown, QMessageBox.ButtonRole.HelpRole)
    log.clicked.connect(open_log_folder)
    return box


def summary_sentence(summary: Summary) -> str:
    """What an indexing did, in words; what did not happen is left out."""
    counts = (
        (translate("Dialogs", "%Ln indexed", None, summary.indexed), summary.indexed),
        (
            translate("Dialogs", "%Ln done by another computer", None, summary.by_others),
            summary.by_others,
        ),
        (translate("Dialogs", "%Ln unchanged", None, summary.unchanged), summary.unchanged),
        (translate("Dialogs", "%Ln moved", None, summary.moved), summary.moved),
        (translate("Dialogs", "%Ln removed", None, summary.removed), summary.removed),
        (translate("Dialogs", "%Ln could not be read", None, summary.failed), summary.failed),
        (translate("Dialogs", "%Ln skipped", None, summary.skipped), summary.skipped),
        (
            translate("Dialogs", "%Ln not in this folder (kept)", None, summary.missing),
            summary.missing,
        ),
    )
    told = ", ".join(sentence for sentence, number in counts if number)
    nothing = translate("Dialogs", "nothing to do")
    return translate("Dialogs", "The gallery is up to date: {}.").format(told or nothing)


def open_log_folder() -> None:
    """Show the log's folder in the file manager."""
    folder = make_private_folder(log_folder())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _of(gallery: Path, sentence: str) -> str:
    """A sentence with the gallery's name in it."""
    return sentence.format(readable(gallery.name))

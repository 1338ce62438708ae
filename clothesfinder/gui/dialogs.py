"""The windows that ask or tell something on their own.

They are to be opened, never executed: ``exec()`` would hold up the coroutines.
"""

from __future__ import annotations

import platform
from html import escape
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
    QWidget,
)

from clothesfinder import __version__
from clothesfinder.gui.names import readable
from clothesfinder.images import SUFFIXES
from clothesfinder.logs import log_folder
from clothesfinder.settings import data_folder, make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.progress import Summary


def choose_folder(parent: QWidget, title: str) -> QFileDialog:
    """The question for a folder."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog


def choose_pictures(parent: QWidget) -> QFileDialog:
    """The question for pictures to search with, one or several."""
    kinds = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
    dialog = QFileDialog(parent, "Choose a picture of a garment, or several of them")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([f"Pictures ({kinds})", "All files (*)"])
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
        "Forget this gallery",
        f"Forget what is known of “{readable(gallery.name)}”?",
        FORGET_SHARED if shared else FORGET,
        "&Forget",
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
        "Remove pictures from the gallery",
        f"Remove {missing:,} pictures from “{readable(gallery.name)}”?",
        SHARED_MISSING if shared else LOCAL_MISSING,
        "&Remove them",
    )


class LeaveQuestion(QMessageBox):
    """The question whether an index is brought from MongoDB to this computer, to stay here."""

    def __init__(self, parent: QWidget, gallery: Path) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle("Keep on this computer only")
        self.setTextFormat(Qt.TextFormat.PlainText)
        name = readable(gallery.name)
        self.setText(f"Bring the index of “{name}” from MongoDB to this computer first?")
        self.setInformativeText(
            "Nothing is computed again. The gallery in MongoDB stays as it is for those who share"
            " it; without the copy, this computer's own index is used, if it has one."
        )
        roles = QMessageBox.ButtonRole
        self.fetch = self.addButton("&Copy it here", roles.AcceptRole)
        self.leave = self.addButton("&Without copying", roles.DestructiveRole)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self.fetch)


def choose_model(parent: QWidget) -> QFileDialog:
    """The question for the model's file of a gallery of the original scripts."""
    dialog = QFileDialog(parent, "Choose the model file that made the vectors")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(["Model files (*.pth *.pt)", "All files (*)"])
    return dialog


def use_model_question(parent: QWidget, gallery: Path, title: str, *, shared: bool) -> QMessageBox:
    """The question whether a gallery is to go by another model; accepted if so."""
    others = " All who share the gallery need this model then." if shared else ""
    return _question(
        parent,
        "Use another model",
        f"Use {title} for “{readable(gallery.name)}”?",
        "Every picture is read again once with it, which takes a while. Until that is done, the"
        f" index of the model before answers. No picture is changed.{others}",
        "&Use it",
        likely=True,
    )


def remove_model_question(parent: QWidget, title: str, size: str) -> QMessageBox:
    """The question whether a model's files are to be deleted; accepted where they are."""
    return _question(
        parent,
        "Remove a model",
        f"Remove {title} from this computer?",
        f"Its files ({size}) are deleted. Galleries that go by it cannot be searched until it is"
        " downloaded again, or they go by another model.",
        "&Remove it",
    )


def convert_question(parent: QWidget, gallery: Path, collection: str) -> QMessageBox:
    """The question whether a gallery of the original scripts is to be converted; accepted if so."""
    return _question(
        parent,
        "Convert this gallery",
        f"Convert “{readable(gallery.name)}” into a gallery that can be updated?",
        "Its vectors are copied into the same database and compared there; nothing is computed"
        f" again. The collection “{collection}” stays as it is: delete it in Atlas when you no"
        " longer need it.",
        "&Convert",
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
    verb = "Hard-link" if linked else "Copy"
    told = [HARD_LINK] if linked else []
    if gallery is not None:
        told.append(IN_GALLERY.format(readable(gallery.name)))
    return _question(
        parent,
        f"{verb} to a folder",
        f"{verb} {pictures} to “{readable(folder.name or str(folder))}”?",
        "\n\n".join(told),
        f"&{verb}",
        likely=gallery is None,
    )


def many_question(parent: QWidget, title: str, text: str, yes: str) -> QMessageBox:
    """The question whether so many windows are to be opened; accepted if so."""
    return _question(parent, title, text, "Each opens a window of its own.", yes)


def share_thumbnails_question(parent: QWidget, gallery: Path, estimate: str) -> QMessageBox:
    """The question whether small thumbnails are to be shared; accepted where they are."""
    return _question(
        parent,
        "Share small thumbnails",
        f"Put small thumbnails of “{readable(gallery.name)}” into the database?",
        "Those who share the gallery and do not have its folder then see the pictures, 160 pixels"
        f" large. They take {estimate} in the database; everybody who may read it can see them.",
        "&Share",
    )


def stop_thumbnails_question(parent: QWidget, gallery: Path) -> QMessageBox:
    """The question whether shared thumbnails are to be deleted; accepted where they are."""
    return _question(
        parent,
        "Stop sharing thumbnails",
        f"Delete the small thumbnails of “{readable(gallery.name)}” from the database?",
        "Those who do not have the gallery's folder then see placeholders. The pictures themselves"
        " and the index are not touched.",
        "&Delete them",
    )


def delete_search_question(parent: QWidget, name: str) -> QMessageBox:
    """The question whether a saved search is to be deleted; accepted where it is."""
    return _question(
        parent,
        "Delete a saved search",
        f"Delete the saved search “{readable(name)}”?",
        "Pictures in it that have no file of their own, such as pasted ones, are deleted with it."
        " No other picture is touched.",
        "&Delete it",
    )


def crash_message(parent: QWidget) -> QMessageBox:
    """Says that something went wrong that nobody foresaw, and offers the log."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Clothesfinder")
    box.setText("Something unexpected went wrong.")
    box.setInformativeText(
        "What was indexed is kept, and your pictures are not touched. Try again; if it happens"
        " again, the log tells more."
    )
    box.addButton(QMessageBox.StandardButton.Ok)
    log = box.addButton("Open the &log folder", QMessageBox.ButtonRole.HelpRole)
    log.clicked.connect(open_log_folder)
    return box


def summary_sentence(summary: Summary) -> str:
    """What an indexing did, in words; what did not happen is left out."""
    counts = {
        "indexed": summary.indexed,
        "done by another computer": summary.by_others,
        "unchanged": summary.unchanged,
        "moved": summary.moved,
        "removed": summary.removed,
        "could not be read": summary.failed,
        "skipped": summary.skipped,
        "not in this folder (kept)": summary.missing,
    }
    told = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
    return f"The gallery is up to date: {told or 'nothing to do'}."


def open_log_folder() -> None:
    """Show the log's folder in the file manager."""
    folder = make_private_folder(log_folder())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def about(parent: QWidget, model: str) -> QMessageBox:
    """The window that tells what this program is, and by which model it finds."""
    box = QMessageBox(parent)
    box.setWindowTitle("About Clothesfinder")
    box.setIconPixmap(parent.windowIcon().pixmap(64, 64))
    box.setText(f"<h3>Clothesfinder {__version__}</h3>Finds clothes in your own pictures.")
    box.setInformativeText(
        f"Model: {escape(model)}<br>"
        f"Python {platform.python_version()}, PySide6 {pyside_version}<br>"
        f"Indexes and settings: {data_folder()}<br><br>"
        "Licensed under the Apache License 2.0. It stands on PySide6 (LGPL 3), PyTorch (BSD 3),"
        " Pillow (MIT-CMU), pi-heif (BSD 3, with libheif under LGPL 3) and the"
        " EfficientNet-Lite2 weights (Apache 2.0)."
    )
    return box

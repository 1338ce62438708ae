"""The windows that ask or tell something on their own.

They are to be opened, never executed: ``exec()`` would hold up the coroutines.
"""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from clothesfinder import __version__
from clothesfinder.gui.names import readable
from clothesfinder.images import SUFFIXES
from clothesfinder.logs import log_folder
from clothesfinder.settings import data_folder, make_private_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clothesfinder.indexing import Summary
    from clothesfinder.store import Failure


def choose_folder(parent: QWidget, title: str) -> QFileDialog:
    """The question for a folder."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog


def choose_picture(parent: QWidget) -> QFileDialog:
    """The question for a picture to search with."""
    kinds = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
    dialog = QFileDialog(parent, "Choose a picture of a garment")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"Pictures ({kinds})", "All files (*)"])
    return dialog


def forget_question(parent: QWidget, gallery: Path) -> QMessageBox:
    """The question whether the gallery's index is to be deleted; accepted where it is."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Forget this gallery")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Forget what is known of “{readable(gallery.name)}”?")
    box.setInformativeText(
        "Its index is deleted; your pictures are not touched. To search this folder again, it has"
        " to be indexed again."
    )
    box.addButton("&Forget", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    return box


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
        "not in this folder (kept)": summary.missing,
    }
    told = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
    return f"The gallery is up to date: {told or 'nothing to do'}."


def open_log_folder() -> None:
    """Show the log's folder in the file manager."""
    folder = make_private_folder(log_folder())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def about(parent: QWidget) -> QMessageBox:
    """The window that tells what this program is; the caller opens it."""
    box = QMessageBox(parent)
    box.setWindowTitle("About Clothesfinder")
    box.setIconPixmap(parent.windowIcon().pixmap(64, 64))
    box.setText(f"<h3>Clothesfinder {__version__}</h3>Finds clothes in your own pictures.")
    box.setInformativeText(
        "Model: EfficientNet-Lite2, on this computer<br>"
        f"Python {platform.python_version()}, PySide6 {pyside_version}<br>"
        f"Indexes and settings: {data_folder()}<br><br>"
        "Licensed under the Apache License 2.0. It stands on PySide6 (LGPL 3), PyTorch (BSD 3),"
        " Pillow (MIT-CMU), pi-heif (BSD 3, with libheif under LGPL 3) and the"
        " EfficientNet-Lite2 weights (Apache 2.0)."
    )
    return box


class FailureList(QDialog):
    """The pictures that could not be indexed, each with its reason."""

    def __init__(self, parent: QWidget, gallery: Path, failures: Sequence[Failure]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pictures that could not be indexed")
        self.resize(720, 360)
        table = QTableWidget(len(failures), 2)
        table.setAccessibleName("Pictures that could not be indexed")
        table.setHorizontalHeaderLabels(["Picture", "Reason"])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        for row, failure in enumerate(failures):
            path = readable(failure.path or gallery.name)
            for column, text in enumerate((path, failure.reason)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(row, column, item)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        told = QLabel(
            "They are tried again at every update. Everything else is indexed and can be searched."
        )
        told.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column_layout = QVBoxLayout(self)
        for widget in (told, table, buttons):
            column_layout.addWidget(widget)

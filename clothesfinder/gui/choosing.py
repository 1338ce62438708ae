"""The questions for a folder, for pictures and for a model's file: the system's own windows.

They are to be opened, never executed: ``exec()`` would hold up the coroutines.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from clothesfinder.images import SUFFIXES

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


def choose_model(parent: QWidget) -> QFileDialog:
    """The question for the model's file of a gallery of the original scripts."""
    title = translate("Dialogs", "Choose the model file that made the vectors")
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    models = translate("Dialogs", "Model files ({})").format("*.pth *.pt")
    dialog.setNameFilters([models, translate("Dialogs", "All files (*)")])
    return dialog

"""The windows that ask or tell something on their own, and how the ones that ask look.

They are to be opened, never executed: ``exec()`` would hold up the coroutines.
"""

from __future__ import annotations

import platform
from html import escape

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QMessageBox,
    QWidget,
)

from clothesfinder import __version__
from clothesfinder.gui.sentences import said
from clothesfinder.logs import log_folder
from clothesfinder.settings import data_folder, make_private_folder

translate = QCoreApplication.translate


def question(
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


CRASHED = (
    "What was indexed is kept, and your pictures are not touched. Try again; if it happens again,"
    " the log tells more."
)
LICENCES = (
    "Licensed under the Apache License 2.0. It stands on PySide6 (LGPL 3), PyTorch (BSD 3), Pillow"
    " (MIT-CMU), pi-heif (BSD 3, with libheif under LGPL 3) and the EfficientNet-Lite2 weights"
    " (Apache 2.0)."
)


def crash_message(parent: QWidget) -> QMessageBox:
    """Says that something went wrong that nobody foresaw, and offers the log."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Clothesfinder")
    box.setText(translate("Dialogs", "Something unexpected went wrong."))
    box.setInformativeText(translate("Dialogs", CRASHED))
    box.addButton(QMessageBox.StandardButton.Ok)
    shown = translate("Dialogs", "Open the &log folder")
    log = box.addButton(shown, QMessageBox.ButtonRole.HelpRole)
    log.clicked.connect(open_log_folder)
    return box


def open_log_folder() -> None:
    """Show the log's folder in the file manager."""
    folder = make_private_folder(log_folder())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def about(parent: QWidget, model: str) -> QMessageBox:
    """The window that tells what this program is, and by which model it finds."""
    box = QMessageBox(parent)
    box.setWindowTitle(translate("Dialogs", "About Clothesfinder"))
    box.setIconPixmap(parent.windowIcon().pixmap(64, 64))
    what = translate("Dialogs", "Finds clothes in your own pictures.")
    box.setText(f"<h3>Clothesfinder {__version__}</h3>{escape(what)}")
    lines = (
        translate("Dialogs", "Model: {}").format(said(model)),
        f"Python {platform.python_version()}, PySide6 {pyside_version}",
        translate("Dialogs", "Indexes and settings: {}").format(data_folder()),
        "",
        translate("Dialogs", LICENCES),
    )
    box.setInformativeText("<br>".join(map(escape, lines)))
    return box

"""The windows that ask or tell something on their own, and how the ones that ask look.

They are to be opened, never executed: ``exec()`` would hold up the coroutines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QMessageBox,
    QWidget,
)

from clothesfinder.logs import log_folder
from clothesfinder.settings import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Callable

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
    " report it: you then see all that there is to tell, and nothing is sent by itself."
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


def open_log_folder() -> None:
    """Show the log's folder in the file manager."""
    folder = make_private_folder(log_folder())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

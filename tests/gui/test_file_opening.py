"""What macOS asks to be opened, by the events that Qt makes of it, which may be sent anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent

from clothesfinder.gui.file_opening import FileOpening

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_files_that_are_opened_together_come_together(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    opening = FileOpening(qapp)
    heard: list[list[str]] = []
    opening.asked.connect(heard.append)
    paths = [str(tmp_path / name) for name in ("a b#%20ü.png", "folder")]
    for path in paths:
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(path)))
    qtbot.waitUntil(lambda: bool(heard))
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://shop.example/a.png")))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [paths, ["https://shop.example/a.png"]]
    qapp.removeEventFilter(opening)
    opening.deleteLater()

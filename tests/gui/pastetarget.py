"""A second program that pastes: python pastetarget.py FORMAT... prints what the clipboard offers.

First a line with all formats, then, for each that was asked for, a line with its bytes in hex.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget


def paste() -> None:
    mime = QGuiApplication.clipboard().mimeData()
    print(" ".join(mime.formats()))  # noqa: T201
    for kind in sys.argv[1:]:
        print(bytes(mime.data(kind).data()).hex())  # noqa: T201
    QApplication.quit()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    window = QWidget()
    window.show()
    QTimer.singleShot(100, paste)
    application.exec()

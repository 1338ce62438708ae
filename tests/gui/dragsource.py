"""A second program to drag from: python dragsource.py PICTURE [--bitmap]."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "Clothesfinder test: drag source"


class DragSource(QLabel):
    def __init__(self, picture: str, *, bitmap: bool) -> None:
        super().__init__("Drag me")
        self.setWindowTitle(TITLE)
        self._picture = picture
        self._bitmap = bitmap
        self._pressed = QPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() < QApplication.startDragDistance():
            return
        mime = QMimeData()
        if self._bitmap:
            mime.setImageData(QImage(self._picture))
        else:
            mime.setUrls([QUrl.fromLocalFile(self._picture)])
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)
        # The data is fetched only after the button was released: stay for that.
        QTimer.singleShot(3000, QApplication.quit)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    source = DragSource(sys.argv[1], bitmap="--bitmap" in sys.argv)
    source.setGeometry(800, 100, 300, 200)
    source.show()
    sys.exit(application.exec())

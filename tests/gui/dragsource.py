"""A second program to drag from: python dragsource.py PICTURE [--bitmap | --chromium | --firefox].

The last two offer what these browsers do, or did, of a picture in a link.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "Clothesfinder test: drag source"


PAGE = "http://shop.example/a-page"
ADDRESS = "http://shop.example/a%20dress.png?x=1&y=2"
HTML = (
    '<a href="http://shop.example/a-page"><img alt="A > B für Mädchen"'
    ' src="http://shop.example/a%20dress.png?x=1&amp;y=2"></a>'
)


def offer(kind: str, picture: str) -> QMimeData:
    mime = QMimeData()
    if kind == "--bitmap":
        mime.setImageData(QImage(picture))
    elif kind == "--chromium":
        mime.setUrls([QUrl(PAGE)])
        mime.setData("text/html", f"\ufeff{HTML}".encode())
        mime.setData("application/octet-stream", Path(picture).read_bytes())
    elif kind == "--firefox":
        mime.setData("text/x-moz-url", f"{PAGE}\nA dress".encode("utf-16-le"))
        mime.setData("text/html", HTML.encode("utf-16-le"))
    else:
        mime.setUrls([QUrl.fromLocalFile(picture)])
    return mime


class DragSource(QLabel):
    def __init__(self, picture: str, kind: str) -> None:
        super().__init__("Drag me")
        self.setWindowTitle(TITLE)
        self._picture = picture
        self._kind = kind
        self._pressed = QPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() < QApplication.startDragDistance():
            return
        drag = QDrag(self)
        drag.setMimeData(offer(self._kind, self._picture))
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)
        # The data is fetched only after the button was released: stay for that.
        QTimer.singleShot(3000, QApplication.quit)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    source = DragSource(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
    source.setGeometry(800, 100, 300, 200)
    source.show()
    sys.exit(application.exec())

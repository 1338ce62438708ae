"""One page of the guide as it is read: its text in the window's colours, its pictures to measure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QTextCursor, QTextDocument, QTextImageFormat
from PySide6.QtWidgets import QTextBrowser

from clothesfinder.gui.guide_pages import anchor_of

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QTextBlock
    from PySide6.QtWidgets import QWidget

MARGIN = 24
SMALLEST, LARGEST = -3, 8
"""Steps of the text's size from the window's own."""


class GuideText(QTextBrowser):
    """Shows a page, and tells which link was chosen; nothing of the page is followed by itself."""

    followed = Signal(QUrl)
    """A link, as it is written on the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = Path()
        self._steps = 0
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Page of the guide"))
        self.anchorClicked.connect(self.followed)

    def show_file(self, file: Path) -> None:
        """Show this page from its top."""
        self._file = file
        self._render()
        self.verticalScrollBar().setValue(0)

    def show_anchor(self, anchor: str) -> None:
        """Go to the heading that is called so; one that there is not changes nothing."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor_of(block.text()) == anchor:
                self._go_to(block)
                return
            block = block.next()

    def mark(self, word: str) -> None:
        """Select this word where it comes next; one that does not come changes nothing."""
        self.find(word)

    def change_size(self, steps: int) -> None:
        """Write in larger letters, or in smaller ones."""
        after = max(SMALLEST, min(LARGEST, self._steps + steps))
        self.zoomIn(after - self._steps)
        self._steps = after

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802
        """Qt asks for a picture of the page: no wider than the page, and as sharp as it can be."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._picture(QUrl(name))
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Qt tells of another size, in which the pictures are to fit."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_pictures()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Qt tells of other colours; those of the links are in the page."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._file.name:
            place = self.verticalScrollBar().value()
            self._render()
            self.verticalScrollBar().setValue(place)

    def _render(self) -> None:
        document = self.document()
        document.clear()
        document.setDocumentMargin(MARGIN)
        document.setMarkdown(self._file.read_text("utf-8"))
        self._fit_pictures()

    def _picture(self, name: QUrl) -> QImage:
        """The picture, of which Qt's reader gives just as many pixels as are seen."""
        reader = QImageReader(str(self._file.parent / name.path()))
        size, ratio = reader.size(), self.devicePixelRatioF()
        room = max(1, self.viewport().width() - 2 * MARGIN)
        shown = min(size.width(), room)
        if size.width() > shown * ratio:
            wanted = size.scaled(round(shown * ratio), size.height(), Qt.AspectRatioMode.KeepAspectRatio)
            image = reader.read().scaled(wanted, mode=Qt.TransformationMode.SmoothTransformation)
        else:
            image = reader.read()
        image.setDevicePixelRatio(image.width() / shown if shown > 0 else 1.0)
        return image

    def _fit_pictures(self) -> None:
        """Have all pictures loaded anew, for the room that there is now."""
        document, names = self.document(), set()
        block = document.begin()
        while block.isValid():
            place = block.begin()
            while not place.atEnd():
                form = place.fragment().charFormat()
                if form.isImageFormat():
                    names.add(QTextImageFormat(form.toImageFormat()).name())
                place += 1
            block = block.next()
        for name in names:
            kind = QTextDocument.ResourceType.ImageResource
            document.addResource(kind.value, QUrl(name), self._picture(QUrl(name)))
        document.markContentsDirty(0, document.characterCount())

    def _go_to(self, block: QTextBlock) -> None:
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top) - MARGIN // 2)

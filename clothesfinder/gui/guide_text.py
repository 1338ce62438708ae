"""One page of the guide as it is read: in the window's colours, with pictures that fit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from clothesfinder.gui.guide_pages import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent, QTextBlock
    from PySide6.QtWidgets import QWidget

MARGIN, INDENT, ABOVE_HEADING, CELL_PADDING = 24, 26, 22, 5
"""Pixels."""
LINE_HEIGHT = 122
"""Per cent."""
LEAST_WIDTH = 320
PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
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
        self.setMinimumWidth(LEAST_WIDTH)
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
        for block in self._blocks():
            if block.blockFormat().headingLevel() and anchor_of(block.text()) == anchor:
                self._go_to(block)
                return

    def mark(self, word: str) -> None:
        """Select this word where it comes next; one that does not come changes nothing."""
        self.find(word)

    def change_size(self, steps: int) -> None:
        """Write in larger letters, or in smaller ones."""
        after = max(SMALLEST, min(LARGEST, self._steps + steps))
        self.zoomIn(after - self._steps)
        self._steps = after

    def loadResource(self, kind: int, name: QUrl | str) -> QImage | None:  # noqa: N802
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
        document.setIndentWidth(INDENT)
        document.setMarkdown(self._file.read_text("utf-8"))
        self._space()
        self._mend_tables()
        self._fit_pictures()
        self.setTextCursor(QTextCursor(document))

    def _space(self) -> None:
        """Give lines, headings and tables the room that makes them easy to read."""
        for block in self._blocks():
            form, cursor = block.blockFormat(), QTextCursor(block)
            if form.headingLevel() > 1:
                form.setTopMargin(ABOVE_HEADING)
            if not any(_pictures_in(block)):
                form.setLineHeight(LINE_HEIGHT, PROPORTIONAL)
            cursor.setBlockFormat(form)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                of_table = frame.format().toTableFormat()
                of_table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                of_table.setBorderBrush(self.palette().mid())
                of_table.setCellPadding(CELL_PADDING)
                frame.setFormat(of_table)

    def _mend_tables(self) -> None:
        """Leave out what Markdown alone needs: heads without words, the mark before a bar."""
        document = self.document()
        for table in document.rootFrame().childFrames():
            if isinstance(table, QTextTable):
                head = (table.cellAt(0, column) for column in range(table.columns()))
                if all(cell.firstPosition() == cell.lastPosition() for cell in head):
                    table.removeRows(0, 1)
        while not (marked := document.find("\\|")).isNull():
            marked.insertText("|")

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _picture(self, name: QUrl) -> QImage:
        """The picture with just as many pixels as are seen; empty where it cannot be read."""
        reader = QImageReader(str(self._file.parent / name.path()))
        image = reader.read()
        room = max(1, self.viewport().width() - 2 * MARGIN)
        shown = max(1, min(image.width(), room))
        sharp = round(shown * self.devicePixelRatioF())
        if image.width() > sharp:
            image = image.scaledToWidth(sharp, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(image.width() / shown if image.width() else 1.0)
        return image

    def _fit_pictures(self) -> None:
        """Have all pictures loaded anew, for the room that there is now."""
        document = self.document()
        for name in {name for block in self._blocks() for name in _pictures_in(block)}:
            kind = QTextDocument.ResourceType.ImageResource
            document.addResource(kind.value, QUrl(name), self._picture(QUrl(name)))
        document.markContentsDirty(0, document.characterCount())

    def _go_to(self, block: QTextBlock) -> None:
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top) - MARGIN // 2)


def _pictures_in(block: QTextBlock) -> Iterator[str]:
    """The names of the pictures in a block."""
    place = block.begin()
    while not place.atEnd():
        form = place.fragment().charFormat()
        if form.isImageFormat():
            yield form.toImageFormat().name()
        place += 1

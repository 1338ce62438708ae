"""The left side of the window: the query, and which gallery is searched."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from clothesfinder.gui.chips import Chips
from clothesfinder.gui.dials import Dials
from clothesfinder.gui.query import QueryBox
from clothesfinder.gui.word_box import WordBox

QUERY_HEIGHTS = 256, 382
MARGIN = 12


class SidePanel(QWidget):
    """The query, in words or as a picture, what counts, and the gallery's name and size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = QueryBox()
        least, most = QUERY_HEIGHTS
        self.query.setMinimumHeight(least)
        self.query.setMaximumHeight(most)
        self.chips = Chips()
        self.dials = Dials()
        self.words = WordBox()
        self._gallery = QLabel()
        self._gallery.setTextFormat(Qt.TextFormat.PlainText)
        self._gallery.setWordWrap(True)
        bold = self._gallery.font()
        bold.setBold(True)
        self._gallery.setFont(bold)
        self._size = QLabel()
        self._watch = QLabel()
        self._watch.setWordWrap(True)
        self._watch.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        of_query = (self.words, self.query, self.chips, self.dials)
        for widget in (*of_query, self._gallery, self._size, self._watch):
            layout.addWidget(widget)
        layout.insertSpacing(len(of_query), MARGIN)
        layout.setStretchFactor(self.query, 100)  # up to its most, before anything is left over
        layout.addStretch(1)

    @property
    def size_text(self) -> str:
        """What is told of the gallery's size."""
        return self._size.text()

    @property
    def gallery_tip(self) -> str:
        """Where the gallery lies."""
        return self._gallery.toolTip()

    @property
    def watch_text(self) -> str:
        """What is told of whether the gallery is watched."""
        return self._watch.text()

    def show_watch(self, told: str) -> None:
        """Show in words whether the gallery is watched; empty where it is not."""
        self._watch.setText(told)
        self._watch.setVisible(bool(told))

    def show_gallery(self, name: str, place: str) -> None:
        """Show which gallery is searched, and where it lies; an empty name for none."""
        self._gallery.setText(name or self.tr("No gallery yet"))
        self._gallery.setToolTip(place)
        self._size.clear()

    def show_size(self, pictures: int, where: str) -> None:
        """Show how many pictures are indexed, and where, if that is to be said."""
        told = self.tr("%Ln pictures {}", None, pictures)
        self._size.setText(told.format(where).strip())


def column(*widgets: QWidget, growing: QWidget) -> QWidget:
    """The widgets below each other; the growing one takes the room that is left."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget, stretch=1 if widget is growing else 0)
    return whole

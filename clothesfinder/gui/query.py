"""The query box: which picture is looked for, and what there is to say about it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from clothesfinder.gui.crop import Crop
from clothesfinder.gui.crop_words import crop_text, whole_picture
from clothesfinder.gui.decode import PIXELS
from clothesfinder.gui.drop_field import DropField
from clothesfinder.gui.fetch_bar import FetchBar
from clothesfinder.gui.line import Line
from clothesfinder.gui.names import readable
from clothesfinder.gui.part_choices import PartChoices
from clothesfinder.gui.sentences import said
from clothesfinder.images import open_picture
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from clothesfinder.store import Box

log = logging.getLogger(__name__)

NO_PICTURE = "That is not a picture, nor a folder. Drop one of these."


def read_preview(source: Path | bytes, edge: int) -> QImage | None:
    """Return the picture for the screen, at most ``edge`` long; None where it is none.

    Takes a while, so it is not for the GUI thread. The picture is opened as for the search: what
    is seen is what is searched for.
    """
    try:
        picture = open_picture(source, edge // 2)  # which gives at least twice that
    except Problem as problem:
        log.info("no preview: %s", problem)
        return None
    image = picture.image
    image.thumbnail((edge, edge))
    width, height = image.size
    pixels = QImage(image.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    shown = pixels.copy()  # which owns its memory
    shown.setText(PIXELS, f"{picture.width}x{picture.height}")
    return shown


class QueryBox(QWidget):
    """The field with the query's picture, its name, and what is wrong with it."""

    dropped = Signal(object)
    """What was dropped, as a Dropped."""
    added = Signal(object)
    """The same, with Shift held."""
    open_requested = Signal()
    """A click, Enter or Space: the user wants to choose a file."""
    crop_changed = Signal(object)
    """The Crop of the picture that the user has settled on."""
    garment_wanted = Signal()
    """The part that the garment fills is to be found, and searched with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = DropField()
        self._field.drops.dropped.connect(self.dropped)
        self._field.drops.added.connect(self.added)
        self._field.clicked.connect(lambda: self.open_requested.emit())
        self._field.drops.refused.connect(self.show_refusal)
        self._crop = Crop()
        self.choices = PartChoices()
        self._take_choices()
        self._name = Line()
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._error = QLabel()
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setWordWrap(True)
        self._error.setForegroundRole(QPalette.ColorRole.BrightText)
        self._error.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fetch_bar = FetchBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._field, stretch=1)
        column.addWidget(self.choices)
        for label in (self._name, self._error):
            label.hide()
            column.addWidget(label)
        column.insertWidget(3, self.fetch_bar)
        column.addStretch()
        self.setFocusProxy(self._field)

    @property
    def error(self) -> str:
        """The sentence that is shown; empty where none is."""
        return "" if self._error.isHidden() else self._error.text()

    @property
    def name(self) -> str:
        """The name of the query that is shown."""
        return self._name.text()

    def show_query(self, image: QImage | None, name: str) -> None:
        """Show this picture, held as it is looked at, and its name; None where it cannot be seen.

        The part of it that is looked for is told next, by `show_crop`.
        """
        shown = readable(name)
        self._field.show_picture(image, shown)
        self.choices.enable(image is not None)
        self._name.setText(shown)
        self._name.setToolTip(shown)
        self._name.setAccessibleName(shown)
        self._name.setVisible(bool(shown))
        self._error.hide()

    def show_crop(self, crop: Crop) -> None:
        """Show which part of the picture is looked for, and which choice that is; say so, too."""
        if crop != self._crop:
            told = QAccessibleAnnouncementEvent(
                self._field.layer, crop_text(crop) or whole_picture()
            )
            QAccessible.updateAccessibility(told)
        self._crop = crop
        self._field.show_crop(crop)
        self.choices.show_box(crop.box)

    def show_words(self, words: str) -> None:
        """Show that these words are looked for, in place of a picture."""
        self._field.show_words(readable(words))
        self.choices.enable(False)
        self._name.hide()
        self._name.clear()
        self._error.hide()

    def show_busy(self, busy: bool) -> None:
        """Show whether a search is under way."""
        self._field.show_busy(busy)

    def show_fetching(self, host: str) -> None:
        """Show that a picture is fetched from there; the picture there is stays so far."""
        self._error.hide()
        self.fetch_bar.begin(host)

    def show_refusal(self, reason: str) -> None:
        """Say that what was dropped is of no use, and why, where that is known."""
        self.show_error(reason or NO_PICTURE)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong; the picture stays."""
        told = said(sentence)
        self._error.setText(told)
        self._error.setAccessibleName(told)
        self._error.show()

    def _take_choices(self) -> None:
        """Bind all that changes the part."""
        self._field.layer.settled.connect(self._choose)
        self._field.layer.addActions(self.choices.all)
        self._field.layer.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.choices.chosen.connect(self._choose)
        self.choices.turned.connect(lambda quarters: self._change(self._latest().turned(quarters)))
        self.choices.mirrored.connect(lambda: self._change(self._latest().flipped()))
        self.choices.garment_wanted.connect(self.garment_wanted)
        self.choices.open_requested.connect(self.open_requested)

    def _latest(self) -> Crop:
        """What is drawn, settled or not."""
        return self._crop._replace(box=self._field.layer.box)

    def _choose(self, box: Box) -> None:
        self._change(self._crop._replace(box=box))

    def _change(self, crop: Crop) -> None:
        self._field.layer.show_box(crop.box)
        self.show_crop(crop)
        self.crop_changed.emit(crop)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the field in the shape of a portrait, however high the window is."""
        super().resizeEvent(event)
        self._field.setMaximumHeight(max(self._field.minimumHeight(), self.width() * 5 // 4))

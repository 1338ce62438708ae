"""How large the thumbnails are: a slider in the status bar, keys, and the wheel with Ctrl."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSlider

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QStatusBar

    from clothesfinder.gui.grid import Results
    from clothesfinder.gui.preferences import Preferences

LEAST, MOST, STEP = 96, 384, 4
"""Of the longest side, in pixels that do not depend on the screen."""
NOTCH = 16
"""Pixels for one notch of the wheel."""
EDGES = (LEAST, 120, 180, 240, 320, MOST)
"""What the keys go through."""
PAGE = 32
WIDTH = 130
AT_REST = 500
"""Milliseconds without a change after which the size is kept on the disk."""


translate = QCoreApplication.translate


class ThumbnailSize(QObject):
    """Changes the size at once, and keeps it when it has come to rest."""

    def __init__(self, results: Results, bar: QStatusBar, preferences: Preferences) -> None:
        super().__init__(bar)
        self._results = results
        self._preferences = preferences
        self._turned = 0.0
        self._resting = QTimer(self, singleShot=True, interval=AT_REST)
        self._resting.timeout.connect(self.keep)
        self.slider = _slider()
        self.slider.setValue(preferences.now.thumbnail_edge)
        self._show()
        self.slider.valueChanged.connect(self._change)
        bar.addPermanentWidget(self.slider)
        results.size_asked.connect(self._turn)

    def fill_menu(self, menu: QMenu) -> None:
        """Put the next larger and the next smaller size into a menu, with their keys."""
        larger = menu.addAction(self.tr("&Larger thumbnails"))
        bindings = QKeySequence.keyBindings(QKeySequence.StandardKey.ZoomIn)
        larger.setShortcuts([*bindings, QKeySequence("Ctrl+=")])  # the same key, without Shift
        larger.triggered.connect(self.enlarge)
        smaller = menu.addAction(self.tr("&Smaller thumbnails"))
        smaller.setShortcuts(QKeySequence.StandardKey.ZoomOut)
        smaller.triggered.connect(self.shrink)

    def enlarge(self) -> None:
        """Show the next larger thumbnails."""
        now = self.slider.value()
        self.slider.setValue(min((edge for edge in EDGES if edge > now), default=MOST))

    def shrink(self) -> None:
        """Show the next smaller thumbnails."""
        now = self.slider.value()
        self.slider.setValue(max((edge for edge in EDGES if edge < now), default=LEAST))

    def keep(self) -> None:
        """Keep the size for the next start, if it is another than before."""
        self._resting.stop()
        now = self._preferences.now
        if now.thumbnail_edge != self.slider.value():
            self._preferences.keep(replace(now, thumbnail_edge=self.slider.value()))

    def _turn(self, notches: float) -> None:
        """Follow the wheel; a finer one than most adds up."""
        self._turned += notches * NOTCH
        steps = int(self._turned / STEP)
        self._turned -= steps * STEP
        self.slider.setValue(self.slider.value() + steps * STEP)

    def _change(self, value: int) -> None:
        stepped = round(value / STEP) * STEP
        if stepped != value:
            self.slider.setValue(stepped)  # which comes here again
            return
        self._show()
        self._resting.start()

    def _show(self) -> None:
        self._results.set_edge(self.slider.value())
        self.slider.setAccessibleDescription(self.tr("{} pixels").format(self.slider.value()))


def _slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(LEAST, MOST)
    slider.setSingleStep(STEP)
    slider.setPageStep(PAGE)
    slider.setFixedWidth(WIDTH)
    slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    slider.setAccessibleName(translate("ThumbnailSize", "Size of the thumbnails"))
    slider.setToolTip(
        translate("ThumbnailSize", "Size of the thumbnails (Ctrl and the wheel over the results)")
    )
    return slider

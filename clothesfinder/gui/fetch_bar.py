"""What is shown while a picture is fetched: from whom, how far, and how to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from clothesfinder.gui.dialog_parts import thin_bar
from clothesfinder.gui.keys import Key
from clothesfinder.gui.language import marked
from clothesfinder.gui.line import Line
from clothesfinder.gui.names import readable

if TYPE_CHECKING:
    from clothesfinder.web_picture import Received

SHOWN_AFTER_MS = 300
"""What ends sooner is not worth a strip that appears and goes."""

KEYS = (Key(marked("Keys", "Stop fetching a picture"), ("Esc",)),)


class FetchBar(QWidget):
    """Seen while a picture is on its way; Escape stops it, too."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._soon.timeout.connect(self.show)
        self._host = Line()
        self._amount = Line()
        self._bar = thin_bar(self.tr("Progress of the fetching"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Stop fetching the picture (Esc)"))
        self._cancel.clicked.connect(lambda: self.cancelled.emit())
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setContext(Qt.ShortcutContext.WindowShortcut)
        self._escape.activated.connect(self.cancelled)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._host, 0, 0, 1, 2)
        grid.addWidget(self._amount, 1, 0)
        grid.addWidget(self._bar, 2, 0)
        grid.addWidget(self._cancel, 1, 1, 2, 1)
        self.end()

    @property
    def text(self) -> str:
        """What is told; empty where nothing is fetched."""
        return " ".join(filter(None, (self._host.text(), self._amount.text())))

    def begin(self, host: str) -> None:
        """Show that a picture is asked for, unless that ends at once."""
        self._host.setText(self.tr("Fetching from {}…").format(readable(host)))
        self._host.setToolTip(readable(host))
        told = self.tr("Fetching the picture from {}").format(readable(host))
        self._host.setAccessibleName(told)
        self._amount.clear()
        self._bar.setRange(0, 0)
        self._escape.setEnabled(True)
        self._soon.start()

    def show_progress(self, received: Received) -> None:
        """Show how much is here."""
        done = _size(received.done) if received.done else ""
        if done and received.total:
            self._bar.setRange(0, 1000)
            self._bar.setValue(1000 * received.done // received.total)
            done = self.tr("{} of {}").format(done, _size(received.total))
        self._amount.setText(done)
        self._amount.setAccessibleName(done)

    def end(self) -> None:
        """Nothing is fetched any more."""
        self._soon.stop()
        self._escape.setEnabled(False)
        self._host.clear()
        self._amount.clear()
        self.hide()


def _size(amount: int) -> str:
    return QLocale().formattedDataSize(amount, 1, QLocale.DataSizeFormat.DataSizeSIFormat)

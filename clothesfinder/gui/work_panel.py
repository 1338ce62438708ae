"""What a long work under way shows: how far, how fast, how long, where, and how to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from clothesfinder.copy_out import CopyProgress
from clothesfinder.gui.dialog_parts import thin_bar
from clothesfinder.gui.language import number
from clothesfinder.gui.line import Line
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.progress import Progress

if TYPE_CHECKING:
    from clothesfinder.transfer import Copied

translate = QCoreApplication.translate

SHOWN_AFTER_MS = 300
"""What ends sooner is not worth a strip that appears and goes."""

OF_ONE = 100
"""Steps of the bar for one file that is copied."""


class WorkPanel(QFrame):
    """A strip at the foot of the window, seen while a gallery is indexed or copied."""

    pause_toggled = Signal(bool)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gallery = ""
        self._title = ""
        self._progress: Progress | Copied | CopyProgress | None = None
        self._appearance = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._appearance.timeout.connect(self.show)
        self._counts = Line()
        self._pace = QLabel()
        self._pace.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._folder = Line()
        self._bar = thin_bar(self.tr("Progress"))
        self._pause = QPushButton(self.tr("&Pause"))
        self._pause.setCheckable(True)
        self._pause.toggled.connect(self._show_paused)
        self._cancel = QPushButton(self.tr("&Cancel"))
        self._cancel.clicked.connect(self.cancelled)
        self._cancel.setToolTip(self.tr("Stop here. What is done is kept."))
        self._lay_out()
        self.hide()

    def begin(self, gallery: str, title: str) -> None:
        """Show the panel for what is done with this gallery, unless it ends at once."""
        self._gallery, self._progress = gallery, None
        self._pause.setChecked(False)
        self._pause.setEnabled(True)
        self._cancel.setEnabled(True)
        self._bar.setRange(0, 0)
        self._title = said(title)
        self._counts.setText(f"{self._title}…")
        self._pace.clear()
        self._folder.clear()
        self._appearance.start()

    def end(self) -> None:
        """Hide the panel."""
        self._appearance.stop()
        self.hide()

    def show_progress(self, progress: Progress | Copied | CopyProgress) -> None:
        """Show how far it is."""
        self._progress = progress
        if not progress.total:
            if progress.done:
                found = self.tr("looking for pictures, %Ln found", None, progress.done)
                self._counts.setText(f"{self._title}: {found}")
            self._show_pace()
            return
        if isinstance(progress, CopyProgress):  # one of which may be large, and take long
            self._bar.setRange(0, progress.total * OF_ONE)
            self._bar.setValue(round((progress.done + progress.share) * OF_ONE))
        else:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
        done = self.tr("{} of %Ln pictures", None, progress.total).format(number(progress.done))
        done += self._not_indexed(progress)
        self._counts.setText(f"{self._title}: {done}")
        self._show_folder(progress.folder)
        self._show_pace()

    def show_stopping(self) -> None:
        """Show that the work ends as soon as it can."""
        self._pause.setEnabled(False)
        self._cancel.setEnabled(False)
        self._pace.setText(self.tr("Stopping…"))

    def _show_paused(self, paused: bool) -> None:
        self._pause.setText(self.tr("Go &on") if paused else self.tr("&Pause"))
        self._show_pace()
        self.pause_toggled.emit(paused)

    def _show_pace(self) -> None:
        if self._pause.isChecked():
            self._pace.setText(self.tr("Paused"))
        elif isinstance(self._progress, Progress) and self._progress.waiting:
            computer = self.tr("Waiting for another computer…")
            program = self.tr("Waiting for another program…")
            self._pace.setText(computer if self._progress.total else program)
        elif self._progress is None or self._progress.seconds_left is None:
            self._pace.setText(self.tr("Starting…"))
        else:
            left = spoken_time(self._progress.seconds_left)
            pace = self.tr("{} pictures a second, {} left")
            self._pace.setText(pace.format(number(self._progress.rate), left))

    def _show_folder(self, folder: str) -> None:
        shown = readable(f"{self._gallery}/{folder}" if folder else self._gallery)
        self._folder.setText(shown)
        self._folder.setToolTip(shown)

    def _not_indexed(self, progress: Progress | Copied | CopyProgress) -> str:
        """How many files were not indexed, if any; told behind the pictures that were looked at."""
        if not isinstance(progress, Progress):
            return ""
        told = ""
        if progress.failed:
            told += ", " + self.tr("%Ln could not be read", None, progress.failed)
        if progress.skipped:
            told += ", " + self.tr("%Ln skipped", None, progress.skipped)
        return told

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._counts, 0, 0)
        grid.addWidget(self._pace, 0, 1)
        grid.addWidget(self._bar, 1, 0, 1, 2)
        grid.addWidget(self._folder, 2, 0, 1, 2)
        grid.addWidget(self._pause, 0, 2, 3, 1)
        grid.addWidget(self._cancel, 0, 3, 3, 1)
        grid.setColumnStretch(0, 1)


def spoken_time(seconds: float) -> str:
    """A length of time as people say it."""
    if seconds < 60:
        return translate("Time", "{} s").format(max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return translate("Time", "{} min").format(minutes)
    return translate("Time", "{} h {} min").format(*divmod(minutes, 60))

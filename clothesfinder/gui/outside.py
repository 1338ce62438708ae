"""How far a long work is, for those who look elsewhere: in the window's title and the taskbar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from clothesfinder.gui.language import marked
from clothesfinder.gui.sentences import said
from clothesfinder.gui.taskbar import Taskbar
from clothesfinder.progress import Progress

if TYPE_CHECKING:
    from typing import Protocol

    from PySide6.QtWidgets import QWidget

    from clothesfinder.gui.measuring import Measuring
    from clothesfinder.gui.model_downloads import ModelDownloads
    from clothesfinder.gui.verifying import Verifying
    from clothesfinder.gui.work import Work
    from clothesfinder.gui.work_panel import WorkPanel
    from clothesfinder.models import Model

    class Step(Protocol):
        """How far something is."""

        @property
        def done(self) -> int:
            """What is done."""

        @property
        def total(self) -> int:
            """All that there is to do; 0 where that is not known yet."""


PROGRAM = "Clothesfinder"
DOWNLOADING = "Downloading “{}”"
MEASURING = marked("Outside", "Measuring models")
CHECKING = marked("Outside", "Checking the index")
PAUSED = "Paused"
BETWEEN = " \N{EN DASH} "


translate = QCoreApplication.translate


class Running:
    """A long work, and how far it is."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.share: float | None = None
        """0 to 1; None where nothing is known yet."""
        self.is_paused = False

    @property
    def told(self) -> str:
        """What the title of the window says: the share, what is done, and the program."""
        far = "" if self.share is None else f"{100 * self.share:.0f} %"
        paused = translate("Outside", PAUSED) if self.is_paused else ""
        return BETWEEN.join(filter(None, (far, paused, self.title, PROGRAM)))


class Outside(QObject):
    """Of several works that run beside each other, the one that began last is told of."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._taskbar = Taskbar()
        self._title = PROGRAM
        self._running: dict[object, Running] = {}
        self._shown: float | None = None
        """What the taskbar shows."""

    def show_gallery(self, name: str) -> None:
        """Show which gallery is searched; an empty name for none."""
        self._title = f"{name} - {PROGRAM}" if name else PROGRAM
        self._show()

    def follow_work(self, work: Work, panel: WorkPanel) -> None:
        """Tell of what is done with the present gallery."""
        work.began.connect(partial(self._begin, work))
        work.progressed.connect(partial(self._progress, work))
        work.ended.connect(partial(self._end, work))
        panel.pause_toggled.connect(partial(self._pause, work))

    def follow_downloads(self, downloads: ModelDownloads) -> None:
        """Tell of the model that is downloaded."""

        def begin(model: Model) -> None:
            self._begin(downloads, self.tr(DOWNLOADING).format(model.title))

        downloads.began.connect(begin)
        downloads.progressed.connect(partial(self._progress, downloads))
        downloads.ended.connect(partial(self._end, downloads))

    def follow_apart(self, tasks: Measuring | Verifying, title: str) -> None:
        """Tell of what runs in a dialog of its own."""

        def progress(step: Step) -> None:
            if isinstance(step, Progress):
                return  # of a repair, which is done with the gallery, and told of as such
            if tasks not in self._running:
                self._begin(tasks, self.tr(title))
            self._progress(tasks, step)

        tasks.progressed.connect(progress)
        tasks.ended.connect(partial(self._end, tasks))

    def end(self) -> None:
        """Tell of nothing any more: the window closes."""
        self._running.clear()
        self._show()

    def _begin(self, key: object, title: str) -> None:
        self._running.pop(key, None)  # the newest comes last
        self._running[key] = Running(said(title))
        self._show()

    def _progress(self, key: object, step: Step) -> None:
        if key in self._running and step.total:
            self._running[key].share = min(step.done / step.total, 1.0)
            self._show()

    def _pause(self, key: object, paused: bool) -> None:
        if key in self._running:
            self._running[key].is_paused = paused
            self._show()

    def _end(self, key: object) -> None:
        self._running.pop(key, None)
        self._show()

    def _show(self) -> None:
        newest = next(reversed(self._running.values()), None)
        self._window.setWindowTitle(newest.told if newest else self._title)
        share = None if newest is None or newest.share is None else round(newest.share, 2)
        if share != self._shown:  # a hundred times at most
            self._shown = share
            if share is None:
                self._taskbar.hide()
            else:
                self._taskbar.show(share)

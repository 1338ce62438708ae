"""What the window shows of the watch on a gallery, and the menu's entry for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from clothesfinder.file_states import State
from clothesfinder.gui.language import marked
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.watch import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from clothesfinder.gui.side_panel import SidePanel
    from clothesfinder.gui.watching import Watching
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.store import Failure

SHOWN = {
    None: "",
    Standing.WATCHED: marked("WatchView", "Watching for changes"),
    Standing.TOO_MANY_FOLDERS: marked("WatchView", "Looking for changes every few minutes"),
    Standing.UNHEARD: marked("WatchView", "Looking for changes every few minutes"),
    Standing.GONE: marked("WatchView", "Not watching while the folder is not there"),
}
TOO_MANY_FOLDERS = (
    "The system cannot watch so many folders, so this one is looked through every few minutes"
    " instead. On Linux, fs.inotify.max_user_watches says how many it may watch."
)
UNHEARD = (
    "The system does not tell what changes in this folder, so it is looked through every few"
    " minutes instead."
)
GONE = (
    "The folder {} is not there any more. What was indexed is kept, and it is watched again when"
    " it is back."
)


class WatchView(QObject):
    """Binds the watch to the menu, and tells of it where the gallery's size is told."""

    def __init__(
        self, window: MainWindow, side: SidePanel, entry: QAction, watching: Watching
    ) -> None:
        super().__init__(window)
        self._window = window
        self._side = side
        self._entry = entry
        self._watching = watching
        self._shown: Standing | None = None
        entry.triggered.connect(watching.want)
        watching.changed.connect(self._show)
        watching.told.connect(self._tell)
        watching.failed_newly.connect(self._tell_failures)
        application = cast("QGuiApplication", QGuiApplication.instance())
        application.applicationStateChanged.connect(self._note_application)

    def _show(self) -> None:
        """Show how the present gallery is watched, and tell it where that is no good news."""
        before, self._shown = self._shown, self._watching.standing
        self._entry.setChecked(self._watching.is_wanted)
        self._side.show_watch(self.tr(SHOWN[self._shown]))
        if self._shown is before:
            return
        if self._shown is Standing.TOO_MANY_FOLDERS:
            self._window.notice.tell(self.tr(TOO_MANY_FOLDERS))
        elif self._shown is Standing.UNHEARD:
            self._window.notice.tell(self.tr(UNHEARD))
        elif self._shown is Standing.GONE:
            self._tell(self.tr(GONE).format(readable(str(self._watching.gallery))))

    def _tell(self, sentence: str) -> None:
        self._window.statusBar().showMessage(said(sentence))

    def _tell_failures(self, failures: Sequence[Failure]) -> None:
        if len(failures) == 1:
            name = readable(failures[0].path.rpartition("/")[2])
            told = self.tr("{} could not be read. {}").format(name, said(failures[0].reason))
        else:
            told = self.tr("%Ln new pictures could not be read.", None, len(failures))
        is_skipped = all(failure.is_left_out for failure in failures)
        state = State.SKIPPED if is_skipped else State.FAILED
        show = partial(self._window.happened.show, state)
        button = self.tr("Show which")
        self._window.notice.tell(told, warning=True, button=button, act=show)

    def _note_application(self, state: Qt.ApplicationState) -> None:
        """Look at once when the user turns to the window: the drive may have just been plugged."""
        if state == Qt.ApplicationState.ApplicationActive:
            self._watching.look_now()

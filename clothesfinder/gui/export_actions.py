"""The results that are shown, written into a file: Results > Export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QAction, QDesktopServices

from clothesfinder.gui.exporting import Exporting, choose_target
from clothesfinder.gui.language import number
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.sheets import finding_of, sheet_of_searches

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from clothesfinder.answers import Found
    from clothesfinder.export import Sheet
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.measuring import Step
    from clothesfinder.query import Query

TOLD_AFTER_MS = 300
"""What ends sooner need not be told of while it is under way."""
WRITING = "Writing {}…"
WRITING_SOME = "{}: {} of {}…"
WRITTEN = "Written to {}."
STOPPED = "Nothing was written."


class ExportActions(QObject):
    """Bound to the window's menu; tells by the window's notice what becomes of it."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._shown: tuple[Query, Found] | None = None
        """What is shown among the results."""
        self.exporting = Exporting(session)
        self._soon = QTimer(self, singleShot=True, interval=TOLD_AFTER_MS)
        self._told = ""
        self._action = QAction(self.tr("&Export…"), self)
        self._action.setShortcut("Ctrl+E")
        self._action.triggered.connect(self.choose)
        self._action.setStatusTip(self.tr("Write the results as a contact sheet, a table or JSON"))
        self._connect()
        self._show_state()

    def fill_menu(self, menu: QMenu) -> None:
        """Put the entry into a menu."""
        menu.addAction(self._action)

    def choose(self) -> None:
        """Ask where to write the results that are shown, and write them there."""
        if (sheet := self._sheet()) is None:
            return
        dialog = choose_target(self._window, said(sheet.title))
        dialog.fileSelected.connect(lambda file: self._save(sheet, Path(file)))
        self._window.open_dialog(dialog)

    def close(self) -> None:
        """Give up what is being written."""
        self.exporting.cancel()

    def _connect(self) -> None:
        searching = self._session.searching
        found = searching.found, searching.found_again, searching.more_found
        for signal in (*found, searching.meaning_known):
            signal.connect(self._note_found)
        for signal in (searching.query_failed, searching.query_waits, searching.query_shown):
            signal.connect(self._note_none)
        searching.words_shown.connect(self._note_none)
        self._session.gallery_opened.connect(self._note_none)
        exporting = self.exporting
        self._soon.timeout.connect(self._tell_begun)
        exporting.progressed.connect(self._tell_progress)
        exporting.saved.connect(self._tell_saved)
        exporting.failed.connect(self._tell_problem)
        exporting.ended.connect(self._end)

    def _sheet(self) -> Sheet | None:
        """What is shown now; nothing where the gallery is gone meanwhile."""
        gallery = self._session.gallery
        if self._shown is None or gallery is None:
            return None
        query, found = self._shown
        return sheet_of_searches(gallery, [finding_of(query, found)], found)

    def _save(self, sheet: Sheet, file: Path) -> None:
        self._told = self.tr(WRITING).format(readable(file.name))
        self._soon.start()
        self.exporting.save(sheet, file)

    # --- what is shown, and what is told

    def _note_found(self, found: Found) -> None:
        query = self._session.searching.shown
        self._shown = (query, found) if query is not None and found.matches else None
        self._show_state()

    def _note_none(self) -> None:
        self._shown = None
        self._show_state()

    def _show_state(self) -> None:
        self._action.setEnabled(self._shown is not None)

    def _tell_begun(self) -> None:
        cancel = self.exporting.cancel
        self._window.notice.tell(self._told, button=self.tr("Cancel"), act=cancel)

    def _tell_progress(self, step: Step) -> None:
        self._told = self.tr(WRITING_SOME).format(
            said(step.doing), number(step.done), number(step.total)
        )
        if not self._soon.isActive():
            self._tell_begun()

    def _tell_saved(self, file: Path) -> None:
        self._told = ""
        url = QUrl.fromLocalFile(str(file))
        self._window.notice.tell(
            self.tr(WRITTEN).format(readable(str(file))),
            button=self.tr("Open"),
            act=lambda: QDesktopServices.openUrl(url),
        )

    def _tell_problem(self, sentence: str) -> None:
        self._told = ""
        self._window.notice.tell(readable(sentence), warning=True)

    def _end(self) -> None:
        self._soon.stop()
        if self._told:
            self._told = ""
            self._window.notice.tell(self.tr(STOPPED))

"""What the help tells of the program: About, and the report of a problem."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clothesfinder.gui.about_dialog import AboutDialog
from clothesfinder.gui.about_facts import Using, survey
from clothesfinder.gui.display import about_display
from clothesfinder.gui.gallery_dialogs import come_forward, show_beside
from clothesfinder.gui.report_dialog import ReportDialog
from clothesfinder.licences import licences
from clothesfinder.problem import Problem
from clothesfinder.problem_report import Situation, problem_report
from clothesfinder.whole_file import written_whole

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from clothesfinder.answers import Status
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow


class HelpActions(QObject):
    """Bound to the window's menu; needs the window only to show its dialogs."""

    def __init__(self, window: MainWindow, session: Session, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._preferences = preferences
        self._status: Status | None = None
        self._device: str | None = None
        self._about: AboutDialog | None = None
        self._report: ReportDialog | None = None
        session.gallery_opened.connect(lambda _: self._note(None))
        session.status_known.connect(self._note)

    def show_about(self) -> None:
        """Tell what this program is, beside the window; there is one such dialog only."""
        if self._about is None:
            self._device = None
            self._about = AboutDialog(self._window, self._using())
            self._about.finished.connect(self._forget_about)
            self._session.begin(self._fill(self._about))
            self._session.begin(self._look_where_it_runs())
        _show(self._about)

    def report_problem(self) -> None:
        """Write the report of a problem and show it; there is one such dialog only."""
        if self._report is None:
            self._report = ReportDialog(self._window)
            self._report.finished.connect(self._forget_report)
            self._report.save_wanted.connect(
                lambda file, text: self._session.begin(self._save(file, text))
            )
            self._session.begin(self._write(self._report))
        _show(self._report)

    async def _write(self, report: ReportDialog) -> None:
        settings, situation = self._preferences.now, self._situation()
        loop = asyncio.get_running_loop()
        text = await loop.run_in_executor(None, problem_report, situation, settings)
        if self._report is report:
            report.show_report(text)

    async def _save(self, file: Path, text: str) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(None, _write_file, file, text)
        except Problem as problem:
            if self._report is not None:
                self._report.tell_problem(str(problem))
        else:
            if self._report is not None:
                self._report.tell_saved(file)

    def _situation(self) -> Situation:
        session = self._session
        return Situation(
            session.gallery, self._window.shared, self._status, self._device or "",
            session.way.url, about_display(self._window),
        )  # fmt: skip

    async def _fill(self, about: AboutDialog) -> None:
        """Find out what takes a while, and show it if that is still wanted."""
        loop = asyncio.get_running_loop()
        surveyed = await loop.run_in_executor(None, survey)
        if self._about is about:
            about.show_surveyed(surveyed)
        found = await loop.run_in_executor(None, licences)
        if self._about is about:
            about.show_licences(found)

    async def _look_where_it_runs(self) -> None:
        try:
            self._device = await self._session.device()
        except Problem:  # the model is not here, say; whoever needs it tells of that
            self._device = ""
        self._show_using()

    def _using(self) -> Using:
        gallery, status = self._session.gallery, self._status
        model = self._window.models.present()
        return Using(model, gallery, self._window.shared, status, self._device)

    def _note(self, status: Status | None) -> None:
        self._status = status
        if self._about is not None:
            if status is not None:
                self._session.begin(self._look_where_it_runs())
            self._show_using()

    def _show_using(self) -> None:
        if self._about is not None:
            self._about.show_using(self._using())

    def _forget_about(self) -> None:
        self._about = None

    def _forget_report(self) -> None:
        self._report = None


def _write_file(file: Path, text: str) -> None:
    with written_whole(file) as opened:
        opened.write(text.encode())


def _show(dialog: QDialog) -> None:
    show_beside(dialog)
    come_forward(dialog)

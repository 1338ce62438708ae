"""The main window: its widgets, what binds them together, and how they look."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMainWindow, QSplitter, QStackedWidget

from clothesfinder.gui import dialogs
from clothesfinder.gui.export_actions import ExportActions
from clothesfinder.gui.filter_view import FilterView
from clothesfinder.gui.gallery_actions import GalleryActions
from clothesfinder.gui.gallery_view import GalleryView
from clothesfinder.gui.grid import Results
from clothesfinder.gui.grouping_actions import GroupingActions
from clothesfinder.gui.happened_actions import HappenedActions
from clothesfinder.gui.help_actions import HelpActions
from clothesfinder.gui.intake import Intake
from clothesfinder.gui.language_choice import LanguageChoice
from clothesfinder.gui.launcher_actions import LauncherActions, Offer
from clothesfinder.gui.lookup_actions import LookupActions
from clothesfinder.gui.menus import fill_menus, fill_recent
from clothesfinder.gui.model_actions import ModelActions
from clothesfinder.gui.names import readable
from clothesfinder.gui.notice import Notice
from clothesfinder.gui.outside import CHECKING, MEASURING, Outside
from clothesfinder.gui.previewing import Previewing
from clothesfinder.gui.result_actions import ResultActions
from clothesfinder.gui.saved_actions import SavedActions
from clothesfinder.gui.search_view import SearchView
from clothesfinder.gui.sharing_actions import SharingActions
from clothesfinder.gui.side_panel import SidePanel, column
from clothesfinder.gui.term_actions import TermActions
from clothesfinder.gui.thumbnail_size import ThumbnailSize
from clothesfinder.gui.thumbnails import Thumbnails
from clothesfinder.gui.trail_actions import TrailActions
from clothesfinder.gui.verify_dialog import VerifyActions
from clothesfinder.gui.watch_view import WatchView
from clothesfinder.gui.watching import Watching
from clothesfinder.gui.work_panel import WorkPanel
from clothesfinder.network_folder import warning_of
from clothesfinder.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.sharing import Sharing
    from clothesfinder.gui.theme import Theme
    from clothesfinder.gui.thumbnail_exchange import ThumbnailExchange
    from clothesfinder.settings import Shared


class MainWindow(QMainWindow):
    """Menus, the query, the results, the indexing's progress, and one line for every trouble."""

    def __init__(
        self,
        preferences: Preferences,
        session: Session,
        sharing: Sharing,
        exchange: ThumbnailExchange,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._exchange = exchange
        self._theme = theme
        self._preferences = preferences
        self._session = session
        self._sharing = sharing
        self._is_ending = False
        self._is_telling_crash = False
        self._build()
        self._connect()
        self._restore()
        self._view.show_gallery(None)

    # --- what the user wants

    def write_words(self) -> None:
        """Write the words to search by."""
        self.preview.close()
        self._side.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._side.words.selectAll()

    def choose_theme(self, theme: str) -> None:
        """Take on light or dark colours, or the system's."""
        self._theme.choose(theme)
        self._preferences.keep(replace(self._preferences.now, theme=theme))

    def choose_pace(self, pace: str) -> None:
        """Index at this pace from the next time on."""
        self._preferences.keep(replace(self._preferences.now, pace=pace))
        self.statusBar().showMessage(self.tr("The next indexing goes at this speed."))

    def open_log_folder(self) -> None:
        """Show the log's folder in the file manager."""
        dialogs.open_log_folder()

    def open_picture(self, path: Path) -> None:
        """Open a picture with the program that the system has for it."""
        self._session.begin(self._open_picture(path))

    async def _open_picture(self, path: Path) -> None:
        name = readable(path.name)
        loop = asyncio.get_running_loop()  # a drive that does not answer holds up nothing
        if not await loop.run_in_executor(None, path.exists):
            sentence = self.tr("{} is not there any more. Update the gallery to forget it.").format(
                name
            )
            self.notice.tell(
                sentence, warning=True, button=self.tr("Update"), act=self.gallery_actions.update
            )
        elif not QDesktopServices.openUrl(QUrl(path.as_uri())):  # which keeps names' odd bytes
            self.notice.tell(
                self.tr("The system has no program to open {} with.").format(name), warning=True
            )

    def look_at_own_files(self) -> None:
        """Warn where Clothesfinder's own files do not lie safely, until that is closed."""
        self._session.begin(self._look_at_own_files())
        self.launcher.look()

    async def _look_at_own_files(self) -> None:
        told = await asyncio.get_running_loop().run_in_executor(None, warning_of, data_folder())
        if told:
            self.warning.tell(told, warning=True)

    @property
    def is_shared(self) -> bool:
        """Whether the present gallery lies in MongoDB."""
        return self.shared is not None

    @property
    def shared(self) -> Shared | None:
        """Where the present gallery lies in MongoDB, if it does."""
        return self._sharing.shared(self._session.gallery)

    # --- building

    def _build(self) -> None:
        self._side = SidePanel()
        self._query = self._side.query
        self.dials = self._side.dials
        self.choices = self._query.choices
        self._thumbnails = Thumbnails(data_folder() / "thumbnails", parent=self)
        self._results = Results(self._thumbnails)
        self.notice, self.warning = Notice(), Notice()
        self.offer = Offer()
        self._panel, self._copy_panel = WorkPanel(), WorkPanel()
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._sides.addWidget(self._side)
        self.filtering = FilterView(self, self._results, self._session)
        bars = self.filtering.strip, self.filtering.bar
        parts = self.warning, self.notice, self.offer, *bars, self._results
        self._sides.addWidget(column(*parts, growing=self._results))
        self._side.lower()  # first of all, for a screen reader, too: a splitter turns them around
        self._sides.setStretchFactor(1, 1)
        self._sides.setChildrenCollapsible(False)
        self._sides.handle(1).setAccessibleName(self.tr("Border between query and results"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._sides)
        panels = self._copy_panel, self._panel
        self.setCentralWidget(column(self._pages, *panels, growing=self._pages))
        self._build_actions()

    def _build_actions(self) -> None:
        """What the user may do, and what is shown of it: bound to the widgets there are by now."""
        session, sharing, preferences = self._session, self._sharing, self._preferences
        self.intake = Intake(self, self._query, session)
        self.terms = TermActions(self, self._side.chips, self._results, session)
        viewport = self._results.viewport()
        self.trail = TrailActions(self, viewport, session.searching, self.dials)
        self.saved = SavedActions(self, session, self.dials)
        self._actions = SharingActions(self, session, sharing, self._exchange, preferences)
        self.gallery_actions = GalleryActions(self, session, sharing, preferences)
        self.models = ModelActions(self, session, preferences)
        self.verifying = VerifyActions(self, session)
        self.grouping = GroupingActions(self, session.searching, preferences)
        self.happened = HappenedActions(self, session)
        self.helping = HelpActions(self, session, preferences)
        self.outside = Outside(self)
        self.preview = Previewing(self, self._pages, self._results, session.searching)
        self.thumbnail_size = ThumbnailSize(self._results, self.statusBar(), preferences)
        self.result_actions = ResultActions(
            self, self._results, self._copy_panel, session, preferences
        )
        self.lookup = LookupActions(self, session, self._exchange)
        self.exports = ExportActions(self, session)
        self.language = LanguageChoice(self, preferences)
        self.launcher = LauncherActions(self, self.offer, session, preferences)
        self._menus = fill_menus(self.menuBar(), self, self._actions, preferences.now)
        self._searches = SearchView(self, self._side, self._results, session)
        self._view = GalleryView(
            self, self._side, self._results, self._panel, session, self._actions, self._menus
        )
        self.watching = Watching(session, preferences)
        WatchView(self, self._side, self._menus.watch, self.watching)

    def _connect(self) -> None:
        self._thumbnails.missing.connect(self._exchange.fetch)
        self._exchange.arrived.connect(self._thumbnails.supply)
        session, downloads = self._session, self.models.downloads
        for tasks in (session, session.searching, self._sharing, self._exchange, downloads):
            tasks.failed.connect(self._view.tell_problem)
            tasks.crashed.connect(self.tell_crash)
        for apart in (
            session.measuring,
            session.copying_out,
            self.verifying.verifying,
            self.happened.looking,
            self.lookup.looking,
            self.exports.exporting,
        ):  # whose windows tell the rest
            apart.crashed.connect(self.tell_crash)
        self._preferences.changed.connect(self._list_recent)
        self.outside.follow_work(session.work, self._panel)
        self.outside.follow_downloads(downloads)
        self.outside.follow_apart(session.measuring, MEASURING)
        self.outside.follow_apart(self.verifying.verifying, CHECKING)

    def _restore(self) -> None:
        self.resize(1180, 760)
        self._sides.setSizes([260, 920])
        self.restoreGeometry(_bytes(self._preferences.now.window_geometry))
        self._sides.restoreState(_bytes(self._preferences.now.window_state))
        self._list_recent()

    def _list_recent(self) -> None:
        recent = self._preferences.now.recent_galleries
        fill_recent(self._menus.recent, recent, self._session.open_gallery)

    def tell_crash(self) -> None:
        """Tell of what nobody foresaw, and offer to report it; the log has it.

        Once is enough while that is read: what fails at each mouse move would bury the window.
        """
        if not self._is_telling_crash:
            self._is_telling_crash = True
            message = dialogs.crash_message(self, self.helping.report_problem)
            message.finished.connect(self._end_telling_crash)
            self.open_dialog(message)

    def _end_telling_crash(self) -> None:
        self._is_telling_crash = False

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog, which is gone when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def close_at_once(self) -> None:
        """Close, whatever goes on."""
        self._is_ending = True
        self.close()

    # --- events

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep how the window was; while pictures are copied, the user is asked first."""
        if not self._is_ending and not self.result_actions.copies.may_close(self.close_at_once):
            event.ignore()
            return
        self.thumbnail_size.keep()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        state = bytes(self._sides.saveState().toBase64().data()).decode()
        settings = replace(self._preferences.now, window_geometry=geometry, window_state=state)
        self._preferences.keep(settings)
        self._thumbnails.close()
        self.preview.end()
        self.outside.end()
        self.lookup.close()
        self.exports.close()
        self.watching.close()
        super().closeEvent(event)


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())

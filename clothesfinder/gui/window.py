"""The main window: takes what the user wants to the session, and shows what comes of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QMainWindow,
    QSplitter,
)

from clothesfinder.emphasis import Emphasis
from clothesfinder.gui import dialogs
from clothesfinder.gui.grid import Results
from clothesfinder.gui.intake import Intake
from clothesfinder.gui.measure_dialog import show_measuring
from clothesfinder.gui.menus import fill_menus, fill_recent
from clothesfinder.gui.model_actions import ModelActions
from clothesfinder.gui.names import readable
from clothesfinder.gui.notice import Notice
from clothesfinder.gui.renewing import OUTDATED, OUTDATED_SHARED, notice_of_renewal
from clothesfinder.gui.sharing_actions import SharingActions
from clothesfinder.gui.side_panel import SidePanel, column
from clothesfinder.gui.thumbnails import Thumbnails
from clothesfinder.gui.verify_dialog import VerifyActions
from clothesfinder.gui.work_panel import WorkPanel
from clothesfinder.models import BUILTIN, model_of_space, takes_text
from clothesfinder.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QImage

    from clothesfinder.catalog import Found, Status
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.sharing import Sharing
    from clothesfinder.gui.theme import Theme
    from clothesfinder.gui.thumbnail_exchange import ThumbnailExchange
    from clothesfinder.indexing import Summary
    from clothesfinder.settings import Shared
    from clothesfinder.store import Failure

WELCOME = (
    "Drop a folder of pictures here",
    "or choose Gallery > Index folder (Ctrl+I). Then drop a picture of a garment, and the most"
    " similar ones appear here.",
)
READY = ("Drop a picture of a garment", "or press Ctrl+O to open one, Ctrl+V to paste one.")
FILLING = (
    "Drop a picture of a garment",
    "You need not wait: it is searched for as soon as there is something to search.",
)
NO_FOLDER = (
    "The folder {} is not there, so its pictures cannot be shown. Plug in the drive it is on, or"
    " tell where it lies now."
)
THUMBNAIL_EDGES = (120, 180, 240, 320)


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
        self._failures: Sequence[Failure] = ()
        self._build()
        self._connect()
        self._restore()
        self._show_gallery(None)

    # --- what the user wants

    def open_last_gallery(self) -> None:
        """Go on where the last start left off."""
        if recent := self._preferences.now.recent_galleries:
            self._session.open_gallery(Path(recent[0]))

    def update_gallery(self) -> None:
        """Index the present gallery again."""
        if self._session.gallery is not None:
            self._session.index(self._session.gallery)

    def forget_gallery(self) -> None:
        """Delete the index of the present gallery, when the user agrees."""
        gallery = self._session.gallery
        if gallery is None:
            return
        box = dialogs.forget_question(self, gallery, shared=self._shared is not None)
        box.accepted.connect(lambda: self._session.forget_gallery(gallery))
        self.open_dialog(box)

    def relocate_gallery(self) -> None:
        """Ask where the pictures of the present gallery lie now."""
        if (gallery := self._session.gallery) is not None:
            title = f"Where the pictures of “{readable(gallery.name)}” lie now"
            dialog = dialogs.choose_folder(self, title)
            relocate = self._session.relocate_gallery
            dialog.fileSelected.connect(lambda folder: relocate(gallery, Path(folder)))
            self.open_dialog(dialog)

    def choose_model(self) -> None:
        """Ask for the model's file of a gallery of the original scripts."""
        if (gallery := self._session.gallery) is not None:
            dialog = dialogs.choose_model(self)
            dialog.fileSelected.connect(lambda file: self._use_model(gallery, Path(file)))
            self.open_dialog(dialog)

    def write_words(self) -> None:
        """Write the words to search by."""
        self._side.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._side.words.selectAll()

    def measure_gallery(self) -> None:
        """Show the window in which models are measured on the present gallery's pictures."""
        self._session.begin(self._measure_gallery())

    async def _measure_gallery(self) -> None:
        models = await self._session.models()
        if (gallery := self._session.gallery) is not None:
            show_measuring(self, gallery, models, self._session.measuring)

    def show_failures(self) -> None:
        """List the pictures that could not be indexed."""
        gallery = self._session.gallery
        if gallery is not None:
            self.open_dialog(dialogs.FailureList(self, gallery, self._failures))

    def enlarge(self) -> None:
        """Show the next larger thumbnails."""
        now = self._preferences.now.thumbnail_edge
        larger = [edge for edge in THUMBNAIL_EDGES if edge > now]
        self._set_edge(min(larger, default=THUMBNAIL_EDGES[-1]))

    def shrink(self) -> None:
        """Show the next smaller thumbnails."""
        now = self._preferences.now.thumbnail_edge
        smaller = [edge for edge in THUMBNAIL_EDGES if edge < now]
        self._set_edge(max(smaller, default=THUMBNAIL_EDGES[0]))

    def choose_theme(self, theme: str) -> None:
        """Take on light or dark colours, or the system's."""
        self._theme.choose(theme)
        self._preferences.keep(replace(self._preferences.now, theme=theme))

    def open_log_folder(self) -> None:
        """Show the log's folder in the file manager."""
        dialogs.open_log_folder()

    def show_about(self) -> None:
        """Tell what this program is."""
        self.open_dialog(dialogs.about(self))

    def open_picture(self, path: Path) -> None:
        """Open a picture with the program that the system has for it."""
        self._session.begin(self._open_picture(path))

    async def _open_picture(self, path: Path) -> None:
        name = readable(path.name)
        loop = asyncio.get_running_loop()  # a drive that does not answer holds up nothing
        if not await loop.run_in_executor(None, path.exists):
            sentence = f"{name} is not there any more. Update the gallery to forget it."
            self.notice.tell(sentence, warning=True, button="Update", act=self.update_gallery)
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.notice.tell(f"The system has no program to open {name} with.", warning=True)

    # --- what came of it

    def _show_gallery(self, gallery: Path | None) -> None:
        self.notice.hide()
        self._results.show_matches(gallery or Path(), ())
        self._results.show_message(*(READY if gallery else WELCOME))
        for action in self._menus.needing_gallery:
            action.setEnabled(gallery is not None)
        self._menus.needing_model.setEnabled(False)
        self._show_words_taken(False)
        self.dials.show_parts(Emphasis._fields)  # until it is known that the model tells none apart
        self._actions.show_gallery(gallery)
        name = readable(gallery.name) if gallery else ""
        self.setWindowTitle(f"{name} - Clothesfinder" if gallery else "Clothesfinder")
        place = self._shared.place if self._shared else ""
        told = "\n".join(filter(None, [str(gallery), place and f"Index in MongoDB: {place}"]))
        self._side.show_gallery(name, readable(told) if gallery else "")
        self.statusBar().clearMessage()
        self._failures = ()

    def _show_status(self, status: Status) -> None:
        gallery = self._session.gallery
        assert gallery is not None
        self._preferences.keep(self._preferences.now.with_gallery(gallery))
        self._show_size(status.indexed, offline=status.offline)
        self._failures = status.failures
        self._results.show_message(*READY)
        self._menus.needing_model.setEnabled(status.by_model_file)
        self.dials.show_parts(Emphasis._fields if _has_parts(status) else ())
        self._show_words_taken(takes_text(status.space))
        if not status.folder_is_there:
            told = NO_FOLDER.format(readable(str(gallery)))
            self.notice.tell(
                told, warning=True, button="Find the folder…", act=self.relocate_gallery
            )

    def _show_words_taken(self, taken: bool) -> None:
        self._side.words.setVisible(taken)
        self._menus.needing_words.setEnabled(taken)

    def _show_picture(self, preview: QImage | None, name: str) -> None:
        self._query.show_query(preview, name)
        self._side.words.show_words("")

    def _show_words(self, words: str) -> None:
        self._query.show_words(words)
        self._side.words.show_words(words)

    def _give_up_words(self) -> None:
        self._session.searching.clear()
        self._results.show_matches(self._session.gallery or Path(), ())
        self._results.show_message(*READY)
        self.statusBar().clearMessage()

    def _show_size(self, pictures: int, *, offline: str) -> None:
        where = "in the copy here" if offline else "in MongoDB"
        self._side.show_size(pictures, where if self._shared else "")

    def _tell_outdated(self) -> None:
        told = OUTDATED + (OUTDATED_SHARED if self._shared else "")
        self.notice.tell(told, warning=True, button="Update", act=self.update_gallery)

    def _tell_renewing(self, as_before: bool) -> None:
        self.notice.tell(notice_of_renewal(as_before=as_before))

    def _show_work(self, title: str) -> None:
        assert self._session.gallery is not None
        self._panel.begin(readable(self._session.gallery.name), title)
        self._results.show_message(*(READY if self._session.searching.ready else FILLING))

    def _end_work(self) -> None:
        self._panel.end()
        self._results.show_message(*READY)

    def _show_summary(self, summary: Summary) -> None:
        told = dialogs.summary_sentence(summary)
        if summary.missing:
            remove = partial(self._ask_to_remove, summary.missing)
            self.notice.tell(told, warning=True, button="Remove them…", act=remove)
        elif summary.failed:
            self.notice.tell(told, warning=True, button="Show which", act=self.show_failures)
        else:
            self.notice.tell(told)

    def _ask_to_remove(self, missing: int) -> None:
        if (gallery := self._session.gallery) is not None:
            box = dialogs.remove_question(self, gallery, missing)
            box.accepted.connect(lambda: self._session.index(gallery, remove_missing=True))
            self.open_dialog(box)

    def _show_found(self, found: Found) -> None:
        gallery = self._session.gallery
        if gallery is not None:
            self._results.show_matches(gallery, found.matches, found.why)
            self.dials.show_parts(found.parts)
            if self._shared is not None:
                self._results.show_message(*READY)  # in place of what it waited for
            self._show_size(found.whole or found.searched, offline=found.offline)
            whole = f" of {found.whole:,}" if found.whole else ""
            where = " of the copy on this computer" if found.offline else ""
            self.statusBar().showMessage(
                f"Searched {found.searched:,}{whole} pictures{where} in {found.seconds:.2f} s"
            )

    def _show_query_problem(self, sentence: str) -> None:
        self._query.show_error(sentence)
        self._results.show_matches(self._session.gallery or Path(), ())  # they were another's
        self.statusBar().clearMessage()

    def _show_waiting(self, sentence: str) -> None:
        self._results.show_matches(self._session.gallery or Path(), ())  # they were another's
        self._results.show_message("Not ready to search yet", sentence)
        self.statusBar().showMessage("Waiting for MongoDB to build the search index…")

    def _show_gallery_problem(self, sentence: str) -> None:
        if sentence == self._session.way.locked:
            enter = self._actions.connect_gallery
            self.notice.tell(sentence, warning=True, button="Enter it…", act=enter)
        else:
            self.notice.tell(sentence, warning=True)
        known = self._session.searching.ready or self._shared is not None
        if not known:
            self._results.show_message(*WELCOME)

    def _keep_relocated(self, gallery: Path, folder: Path) -> None:
        self._preferences.keep(self._preferences.now.with_folder(gallery, folder))

    def _use_model(self, gallery: Path, model: Path) -> None:
        self._preferences.keep(self._preferences.now.with_model(gallery, model))
        if self._session.present(gallery) is not None:
            self._session.open_gallery(gallery)

    def _tell_crash(self) -> None:
        self.open_dialog(dialogs.crash_message(self))

    @property
    def is_shared(self) -> bool:
        """Whether the present gallery lies in MongoDB."""
        return self._shared is not None

    @property
    def _shared(self) -> Shared | None:
        return self._sharing.shared(self._session.gallery)

    def _keep_forgotten(self, gallery: Path) -> None:
        self._sharing.leave(gallery)
        self._preferences.keep(self._preferences.now.without_gallery(gallery))

    # --- building

    def _build(self) -> None:
        self._side = SidePanel()
        self._query = self._side.query
        self.dials = self._side.dials
        self._thumbnails = Thumbnails(data_folder() / "thumbnails", parent=self)
        self._results = Results(self._thumbnails, self._preferences.now.thumbnail_edge)
        self.notice = Notice()
        self._panel = WorkPanel()
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._sides.addWidget(self._side)
        self._sides.addWidget(column(self.notice, self._results, growing=self._results))
        self._sides.setStretchFactor(1, 1)
        self._sides.setChildrenCollapsible(False)
        self._sides.handle(1).setAccessibleName("Border between query and results")
        self.setCentralWidget(column(self._sides, self._panel, growing=self._sides))
        self.intake = Intake(self, self._query, self._session)
        self._actions = SharingActions(
            self, self._session, self._sharing, self._exchange, self._preferences
        )
        self.models = ModelActions(self, self._session, self._preferences)
        self.verifying = VerifyActions(self, self._session)
        theme = self._preferences.now.theme
        self._menus = fill_menus(self.menuBar(), self, self._actions, theme)

    def _connect(self) -> None:
        session = self._session
        session.gallery_opened.connect(self._show_gallery)
        session.status_known.connect(self._show_status)
        session.work.began.connect(self._show_work)
        session.work.progressed.connect(self._panel.show_progress)
        session.work.ended.connect(self._end_work)
        session.stopped.connect(self.notice.tell)
        session.indexed.connect(self._show_summary)
        session.renewing.offered.connect(self._tell_outdated)
        session.renewing.began.connect(self._tell_renewing)
        session.relocated.connect(self._keep_relocated)
        session.forgotten.connect(self._keep_forgotten)
        searching = session.searching
        searching.query_shown.connect(self._show_picture)
        searching.words_shown.connect(self._show_words)
        self._side.words.searched.connect(searching.search_words)
        self._side.words.emptied.connect(self._give_up_words)
        searching.began.connect(lambda: self._query.show_busy(True))
        searching.ended.connect(lambda: self._query.show_busy(False))
        searching.found.connect(self._show_found)
        searching.query_failed.connect(self._show_query_problem)
        searching.query_waits.connect(self._show_waiting)
        self.dials.changed.connect(searching.weigh)
        self._thumbnails.missing.connect(self._exchange.fetch)
        self._exchange.arrived.connect(self._thumbnails.supply)
        for tasks in (session, searching, self._sharing, self._exchange, self.models.downloads):
            tasks.failed.connect(self._show_gallery_problem)
            tasks.crashed.connect(self._tell_crash)
        session.measuring.crashed.connect(self._tell_crash)
        self._preferences.changed.connect(self._list_recent)
        self._panel.pause_toggled.connect(session.work.pause)
        self._panel.cancelled.connect(self._panel.show_stopping)
        self._panel.cancelled.connect(session.work.cancel)
        self._results.opened.connect(self.open_picture)

    def _restore(self) -> None:
        self.resize(1180, 760)
        self._sides.setSizes([260, 920])
        self.restoreGeometry(_bytes(self._preferences.now.window_geometry))
        self._sides.restoreState(_bytes(self._preferences.now.window_state))
        self._list_recent()

    def _list_recent(self) -> None:
        recent = self._preferences.now.recent_galleries
        fill_recent(self._menus.recent, recent, self._session.open_gallery)

    def _set_edge(self, edge: int) -> None:
        self._results.set_edge(edge)
        self._preferences.keep(replace(self._preferences.now, thumbnail_edge=edge))

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog, which is gone when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # --- events

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep how the window was."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        state = bytes(self._sides.saveState().toBase64().data()).decode()
        settings = replace(self._preferences.now, window_geometry=geometry, window_state=state)
        self._preferences.keep(settings)
        self._thumbnails.close()
        super().closeEvent(event)


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())


def _has_parts(status: Status) -> bool:
    """Whether cut, pattern and colour can be told apart, as far as is known before a search."""
    return not status.by_model_file and model_of_space(status.space) in (BUILTIN, None)

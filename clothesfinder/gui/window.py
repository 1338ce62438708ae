"""The main window: takes what the user wants to the session, and shows what comes of it."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QMainWindow,
    QSplitter,
)

from clothesfinder.catalog import Query
from clothesfinder.gui import dialogs
from clothesfinder.gui.connect_dialog import ConnectDialog, no_keyring_message
from clothesfinder.gui.grid import Results
from clothesfinder.gui.indexing_panel import IndexingPanel
from clothesfinder.gui.menus import fill_menus, fill_recent
from clothesfinder.gui.mime import Dropped, acceptable, from_mime
from clothesfinder.gui.names import readable
from clothesfinder.gui.notice import Notice
from clothesfinder.gui.side_panel import SidePanel, column
from clothesfinder.gui.thumbnails import Thumbnails
from clothesfinder.settings import Settings, data_folder, save_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent

    from clothesfinder.atlas_login import Login
    from clothesfinder.catalog import Found, Status
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.theme import Theme
    from clothesfinder.indexing import Summary
    from clothesfinder.store import Failure

log = logging.getLogger(__name__)

WELCOME = (
    "Drop a folder of pictures here",
    "or choose Gallery > Index folder (Ctrl+I). Then drop a picture of a garment, and the most"
    " similar ones appear here.",
)
READY = ("Drop a picture of a garment", "or press Ctrl+O to open one, Ctrl+V to paste one.")
INDEXING = (
    "Drop a picture of a garment",
    "You need not wait: what is indexed so far can be searched already.",
)
FORGET_SHARED = (
    "Its index in MongoDB is deleted for everybody who shares it; no pictures are touched. To leave"
    " it to the others, choose Keep this gallery on this computer instead."
)
THUMBNAIL_EDGES = (120, 180, 240, 320)


class MainWindow(QMainWindow):
    """Menus, the query, the results, the indexing's progress, and one line for every trouble."""

    def __init__(self, settings: Settings, session: Session, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._session = session
        self._failures: Sequence[Failure] = ()
        self._build()
        self._connect()
        self._restore()
        self._show_gallery(None)

    # --- what the user wants

    def choose_folder(self) -> None:
        """Ask for a folder, and index it."""
        dialog = dialogs.choose_folder(self, "Choose the folder of pictures to index")
        dialog.fileSelected.connect(lambda folder: self._session.index(Path(folder)))
        self._open(dialog)

    def choose_picture(self) -> None:
        """Ask for a picture, and search with it."""
        dialog = dialogs.choose_picture(self)
        dialog.fileSelected.connect(lambda file: self.open_paths([Path(file)]))
        self._open(dialog)

    def paste(self) -> None:
        """Search with what is in the clipboard."""
        dropped = from_mime(QGuiApplication.clipboard().mimeData())
        if dropped is None:
            self._query.show_error("There is no picture in the clipboard. Copy one first.")
        else:
            self.take(dropped, "Pasted picture")

    def take(self, dropped: Dropped, name: str = "Dropped picture") -> None:
        """Index the folder, or search with the picture, that was dropped or pasted."""
        if dropped.files:
            self.open_paths(dropped.files)
        elif dropped.data is not None:
            self._session.search(Query(dropped.data, name))
        elif dropped.image is not None:
            self._session.search_bitmap(dropped.image, name)
        else:
            self._query.show_error(
                "Pictures on the web cannot be fetched yet. Save the picture, then drop its file."
            )

    def open_arguments(self, arguments: Sequence[str]) -> None:
        """Open what a start was given: absolute paths, or addresses on the web."""
        web = [text for text in arguments if text.startswith(("http://", "https://"))]
        self.open_paths([Path(text) for text in arguments if text not in web])
        if web:
            self.take(Dropped(url=web[0]))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Index the first folder among these, and search with the first picture."""
        folders = [path for path in paths if path.is_dir()]
        files = [path for path in paths if not path.is_dir()]
        if folders:
            self._session.index(folders[0])
        if files:
            self._session.search(Query(files[0], files[0].name))

    def open_last_gallery(self) -> None:
        """Go on where the last start left off."""
        if self._settings.recent_galleries:
            self._session.open_gallery(Path(self._settings.recent_galleries[0]))

    def update_gallery(self) -> None:
        """Index the present gallery again."""
        if self._session.gallery is not None:
            self._session.index(self._session.gallery)

    def forget_gallery(self) -> None:
        """Delete the index of the present gallery, when the user agrees."""
        gallery = self._session.gallery
        if gallery is None:
            return
        box = dialogs.forget_question(self, gallery)
        if self._session.place is not None:
            box.setInformativeText(FORGET_SHARED)
        box.accepted.connect(lambda: self._forget(gallery))
        self._open(box)

    def connect_to_atlas(self) -> None:
        """Keep the present gallery in MongoDB, or one that is chosen where there is none."""
        if self._session.gallery is not None:
            self._ask_for_login(self._session.gallery)
            return
        title = "Choose the folder of the shared gallery on this computer"
        dialog = dialogs.choose_folder(self, title)
        dialog.fileSelected.connect(lambda folder: self._ask_for_login(Path(folder)))
        self._open(dialog)

    def keep_here(self) -> None:
        """Use the index on this computer again; the one in MongoDB stays as it is."""
        gallery, place = self._session.gallery, self._session.place
        if gallery is None or place is None:
            return
        self._keep(self._settings.with_place(gallery, None))
        self._leave(place)
        self._session.open_gallery(gallery)

    def show_failures(self) -> None:
        """List the pictures that could not be indexed."""
        gallery = self._session.gallery
        if gallery is not None:
            self._open(dialogs.FailureList(self, gallery, self._failures))

    def enlarge(self) -> None:
        """Show the next larger thumbnails."""
        larger = [edge for edge in THUMBNAIL_EDGES if edge > self._settings.thumbnail_edge]
        self._set_edge(min(larger, default=THUMBNAIL_EDGES[-1]))

    def shrink(self) -> None:
        """Show the next smaller thumbnails."""
        smaller = [edge for edge in THUMBNAIL_EDGES if edge < self._settings.thumbnail_edge]
        self._set_edge(max(smaller, default=THUMBNAIL_EDGES[0]))

    def choose_theme(self, theme: str) -> None:
        """Take on light or dark colours, or the system's."""
        self._theme.choose(theme)
        self._keep(replace(self._settings, theme=theme))

    def open_log_folder(self) -> None:
        """Show the log's folder in the file manager."""
        dialogs.open_log_folder()

    def show_about(self) -> None:
        """Tell what this program is."""
        self._open(dialogs.about(self))

    def open_picture(self, path: Path) -> None:
        """Open a picture with the program that the system has for it."""
        name = readable(path.name)
        if not path.exists():
            sentence = f"{name} is not there any more. Update the gallery to forget it."
            self._notice.tell(sentence, warning=True, button="Update", act=self.update_gallery)
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._notice.tell(f"The system has no program to open {name} with.", warning=True)

    # --- what came of it

    def _show_gallery(self, gallery: Path | None) -> None:
        self._notice.hide()
        self._results.show_matches(gallery or Path(), ())
        self._results.show_message(*(READY if gallery else WELCOME))
        for action in self._menus.needing_gallery:
            action.setEnabled(gallery is not None)
        place = self._session.place
        self._menus.needing_place.setEnabled(place is not None)
        name = readable(gallery.name) if gallery else ""
        self.setWindowTitle(f"{name} - Clothesfinder" if gallery else "Clothesfinder")
        told = "\n".join(filter(None, [str(gallery), place and f"Index in MongoDB: {place}"]))
        self._side.show_gallery(name, readable(told) if gallery else "")
        self.statusBar().clearMessage()
        self._failures = ()

    def _show_status(self, status: Status) -> None:
        gallery = self._session.gallery
        assert gallery is not None
        self._keep(self._settings.with_gallery(gallery))
        self._side.show_size(status.indexed, in_mongodb=self._session.place is not None)
        self._failures = status.failures
        self._results.show_message(*READY)

    def _show_indexing(self, gallery: Path) -> None:
        self._panel.begin(readable(gallery.name))
        self._results.show_message(*INDEXING)

    def _show_summary(self, summary: Summary | None) -> None:
        self._panel.hide()
        if summary is None:
            self._notice.tell("Indexing was stopped. What was indexed is kept; update to go on.")
            return
        told = dialogs.summary_sentence(summary)
        if summary.failed:
            self._notice.tell(told, warning=True, button="Show which", act=self.show_failures)
        else:
            self._notice.tell(told)

    def _show_found(self, found: Found) -> None:
        gallery = self._session.gallery
        if gallery is not None:
            self._results.show_matches(gallery, found.matches)
            if self._session.place is not None:
                self._results.show_message(*READY)  # in place of what it waited for
            self.statusBar().showMessage(
                f"Searched {found.searched:,} pictures in {found.seconds:.2f} s"
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
        self._panel.hide()
        self._notice.tell(sentence, warning=True)
        self._results.show_message(*WELCOME)

    def _ask_for_login(self, gallery: Path) -> None:
        dialog = ConnectDialog(self, gallery, self._session)
        dialog.chosen.connect(lambda login: self._share(gallery, login))
        self._open(dialog)

    def _share(self, gallery: Path, login: Login) -> None:
        self._session.share(gallery, login)

    def _use_shared(self, gallery: Path, place: str, kept: bool) -> None:
        self._keep(self._settings.with_gallery(gallery).with_place(gallery, place))
        self._session.open_gallery(gallery)
        if not kept:
            self._open(no_keyring_message(self))

    def _tell_crash(self) -> None:
        self._panel.hide()
        self._open(dialogs.crash_message(self))

    def _leave(self, place: str) -> None:
        """Forget the database's secret where no other gallery lies there."""
        database = place.rpartition("/")[0]
        if not any(p.startswith(f"{database}/") for p in self._settings.shared_galleries.values()):
            self._session.forget_secret(place)

    def _forget(self, gallery: Path) -> None:
        place = self._session.place
        self._keep(self._settings.without_gallery(gallery))
        if place is not None:
            self._leave(place)
        self._session.forget_gallery()

    # --- building

    def _build(self) -> None:
        self._side = SidePanel()
        self._query = self._side.query
        self._thumbnails = Thumbnails(data_folder() / "thumbnails", parent=self)
        self._results = Results(self._thumbnails, self._settings.thumbnail_edge)
        self._notice = Notice()
        self._panel = IndexingPanel()
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._sides.addWidget(self._side)
        self._sides.addWidget(column(self._notice, self._results, growing=self._results))
        self._sides.setStretchFactor(1, 1)
        self._sides.setChildrenCollapsible(False)
        self._sides.handle(1).setAccessibleName("Border between query and results")
        self.setCentralWidget(column(self._sides, self._panel, growing=self._sides))
        self._menus = fill_menus(self.menuBar(), self, self._settings.theme)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        session = self._session
        session.gallery_opened.connect(self._show_gallery)
        session.status_known.connect(self._show_status)
        session.indexing_began.connect(self._show_indexing)
        session.progressed.connect(self._panel.show_progress)
        session.indexing_ended.connect(self._show_summary)
        session.query_shown.connect(self._query.show_query)
        session.search_began.connect(lambda: self._query.show_busy(True))
        session.search_ended.connect(lambda: self._query.show_busy(False))
        session.found.connect(self._show_found)
        session.query_failed.connect(self._show_query_problem)
        session.query_waits.connect(self._show_waiting)
        session.gallery_failed.connect(self._show_gallery_problem)
        session.crashed.connect(self._tell_crash)
        session.gallery_shared.connect(self._use_shared)
        self._panel.pause_toggled.connect(session.pause_indexing)
        self._panel.cancelled.connect(self._panel.show_stopping)
        self._panel.cancelled.connect(session.cancel_indexing)
        self._query.dropped.connect(self.take)
        self._query.open_requested.connect(self.choose_picture)
        self._results.opened.connect(self.open_picture)

    def _restore(self) -> None:
        self.resize(1180, 760)
        self._sides.setSizes([260, 920])
        self.restoreGeometry(_bytes(self._settings.window_geometry))
        self._sides.restoreState(_bytes(self._settings.window_state))
        self._list_recent()

    def _list_recent(self) -> None:
        self._session.places = self._settings.shared_galleries
        recent = self._settings.recent_galleries
        fill_recent(self._menus.recent, recent, self._session.open_gallery)

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        self._list_recent()
        try:
            save_settings(settings)
        except OSError:
            log.exception("the settings could not be saved")

    def _set_edge(self, edge: int) -> None:
        self._results.set_edge(edge)
        self._keep(replace(self._settings, thumbnail_edge=edge))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # --- events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take pictures and folders wherever they are dropped; only ever copy them."""
        if acceptable(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Keep to copying, for a move might delete the user's file."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        dropped = from_mime(event.mimeData())
        if dropped is None:
            self._query.show_error("That is not a picture, nor a folder. Drop one of these.")
        else:
            self.take(dropped)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep how the window was."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        state = bytes(self._sides.saveState().toBase64().data()).decode()
        self._keep(replace(self._settings, window_geometry=geometry, window_state=state))
        self._thumbnails.close()
        super().closeEvent(event)


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())

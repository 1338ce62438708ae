"""What the window shows of the present gallery: what it holds, and what becomes of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from clothesfinder.emphasis import Emphasis
from clothesfinder.file_states import State
from clothesfinder.gui.indexing_told import summary_sentence
from clothesfinder.gui.language import marked
from clothesfinder.gui.names import readable
from clothesfinder.gui.renewing import OUTDATED, OUTDATED_SHARED, notice_of_renewal
from clothesfinder.gui.search_view import READY
from clothesfinder.models import BUILTIN, model_of_space, takes_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from clothesfinder.answers import Found, Status
    from clothesfinder.gui.grid import Results
    from clothesfinder.gui.menus import Menus
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.sharing_actions import SharingActions
    from clothesfinder.gui.side_panel import SidePanel
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.gui.work_panel import WorkPanel
    from clothesfinder.progress import Summary

WELCOME = (
    marked("Message", "Drop a folder of pictures here"),
    marked(
        "Message",
        "or choose Gallery > Index folder (Ctrl+I). Then drop a picture of a garment, and the most"
        " similar ones appear here. F1 opens the user's guide.",
    ),
)
FILLING = (
    marked("Message", "Drop a picture of a garment"),
    marked(
        "Message", "You need not wait: it is searched for as soon as there is something to search."
    ),
)
NO_FOLDER = (
    "The folder {} is not there, so its pictures cannot be shown. Plug in the drive it is on, or"
    " tell where it lies now."
)


class GalleryView(QObject):
    """Shows the gallery's name, size and long works, and offers in notices what there is to do."""

    def __init__(
        self,
        window: MainWindow,
        side: SidePanel,
        results: Results,
        panel: WorkPanel,
        session: Session,
        sharing: SharingActions,
        menus: Menus,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = window.gallery_actions
        self._notice = window.notice
        self._side = side
        self._results = results
        self._panel = panel
        self._session = session
        self._sharing = sharing
        self._menus = menus
        session.gallery_opened.connect(self.show_gallery)
        session.gallery_kept.connect(self._notice.hide)
        session.status_known.connect(self._show_status)
        session.stopped.connect(self._notice.tell)
        session.copying.stopped.connect(self._notice.tell)
        session.model_missing.connect(self._tell_model_missing)
        session.indexed.connect(self._tell_summary)
        session.renewing.offered.connect(self._tell_outdated)
        session.renewing.began.connect(self._tell_renewing)
        session.searching.found.connect(self._note_found)
        session.searching.found_again.connect(self._note_found)
        self._connect_work()

    def show_gallery(self, gallery: Path | None) -> None:
        """Show that this is the gallery now, of which nothing is known yet; or that there is none.

        The notice, which was about the one before, is gone.
        """
        self._notice.hide()
        self._results.show_matches(gallery or Path(), ())
        self._show_message(READY if gallery else WELCOME)
        for action in self._menus.needing_gallery:
            action.setEnabled(gallery is not None)
        self._menus.needing_model.setEnabled(False)
        self._show_words_taken(False)
        self._side.dials.show_parts(Emphasis._fields)  # until it is known that it tells none apart
        self._sharing.show_gallery(gallery)
        name = readable(gallery.name) if gallery else ""
        self._window.outside.show_gallery(name)
        shared = self._window.shared
        in_mongodb = self.tr("Index in MongoDB: {}")
        place = in_mongodb.format(shared.place) if shared and shared.place else ""
        told = "\n".join(filter(None, [str(gallery), place]))
        self._side.show_gallery(name, readable(told) if gallery else "")
        self._window.statusBar().clearMessage()

    def _show_message(self, message: tuple[str, str]) -> None:
        """Show a title and a line where there are no results, in the window's language."""
        translate = QCoreApplication.translate
        self._results.show_message(*(translate("Message", line) for line in message))

    def tell_problem(self, sentence: str) -> None:
        """Tell what happened to the gallery, with a way out of it where there is one."""
        if sentence == self._session.way.locked:
            self._warn(sentence, self.tr("Enter it…"), self._sharing.connect_gallery)
        else:
            self._warn(sentence)

    def _tell_model_missing(self, sentence: str) -> None:
        self._warn(sentence, self.tr("Models…"), self._window.models.choose)

    def _warn(
        self, sentence: str, button: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Tell what is in the way; where there is nothing to search either, how to begin."""
        self._notice.tell(sentence, warning=True, button=button, act=act)
        known = self._session.searching.ready or self._window.is_shared
        if not known:
            self._show_message(WELCOME)

    # --- what it holds

    def _show_status(self, status: Status) -> None:
        self._show_size(status.indexed, offline=status.offline)
        self._show_message(READY)
        self._menus.needing_model.setEnabled(status.by_model_file)
        self._side.dials.show_parts(Emphasis._fields if _has_parts(status) else ())
        self._show_words_taken(takes_text(status.space))
        if not status.folder_is_there:
            told = self.tr(NO_FOLDER).format(readable(str(self._session.gallery)))
            relocate = self._actions.relocate
            find = self.tr("Find the folder…")
            self._notice.tell(told, warning=True, button=find, act=relocate)

    def _show_words_taken(self, taken: bool) -> None:
        self._side.words.setVisible(taken)
        self._menus.needing_words.setEnabled(taken)
        self._window.terms.take_words(taken)

    def _note_found(self, found: Found) -> None:
        if self._session.gallery is not None:
            self._show_size(found.whole or found.searched, offline=found.offline)

    def _show_size(self, pictures: int, *, offline: str) -> None:
        where = self.tr("in the copy here") if offline else self.tr("in MongoDB")
        self._side.show_size(pictures, where if self._window.is_shared else "")

    # --- what becomes of it

    def _connect_work(self) -> None:
        work, panel = self._session.work, self._panel
        work.began.connect(self._show_work)
        work.progressed.connect(panel.show_progress)
        work.ended.connect(self._end_work)
        panel.pause_toggled.connect(work.pause)
        panel.cancelled.connect(panel.show_stopping)
        panel.cancelled.connect(work.cancel)

    def _show_work(self, title: str) -> None:
        assert self._session.gallery is not None
        self._panel.begin(readable(self._session.gallery.name), title)
        self._show_message(READY if self._session.searching.ready else FILLING)

    def _end_work(self) -> None:
        self._panel.end()
        self._show_message(READY)

    def _tell_outdated(self) -> None:
        told = OUTDATED + (OUTDATED_SHARED if self._window.is_shared else "")
        button = self.tr("Update")
        self._notice.tell(told, warning=True, button=button, act=self._actions.update)

    def _tell_renewing(self, as_before: bool) -> None:
        self._notice.tell(notice_of_renewal(as_before=as_before))

    def _tell_summary(self, summary: Summary) -> None:
        told = summary_sentence(summary)
        if summary.missing:
            remove = partial(self._actions.remove_missing, summary.missing)
            self._notice.tell(told, warning=True, button=self.tr("Remove them…"), act=remove)
        elif summary.failed or summary.skipped:
            state = State.FAILED if summary.failed else State.SKIPPED
            show = partial(self._window.happened.show, state)
            warning = bool(summary.failed)
            self._notice.tell(told, warning=warning, button=self.tr("Show which"), act=show)
        else:
            button = self.tr("What happened…")
            self._notice.tell(told, button=button, act=self._window.happened.show)


def _has_parts(status: Status) -> bool:
    """Whether cut, pattern and colour can be told apart, as far as is known before a search."""
    return not status.by_model_file and model_of_space(status.space) in (BUILTIN, None)

"""What the window shows of the query, and of what a search for it finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from clothesfinder.gui.filter_told import searched_told
from clothesfinder.gui.found_extent import FoundExtent
from clothesfinder.gui.language import marked, number
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QImage

    from clothesfinder.answers import Found
    from clothesfinder.calibration import Thresholds
    from clothesfinder.emphasis import Why
    from clothesfinder.grouping import Groups
    from clothesfinder.gui.grid import Results
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.side_panel import SidePanel
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.store import Match

    Shown = tuple[Path, Sequence[Match], Mapping[str, Why], Thresholds | None, Groups]

READY = (
    marked("Message", "Drop a picture of a garment"),
    marked("Message", "or press Ctrl+O to open one, Ctrl+V to paste one."),
)


def ready() -> tuple[str, str]:
    """READY in the window's language."""
    title, text = (QCoreApplication.translate("Message", line) for line in READY)
    return title, text


class SearchView(QObject):
    """Shows the query at the side, and what is like it among the results."""

    def __init__(
        self, window: MainWindow, side: SidePanel, results: Results, session: Session
    ) -> None:
        super().__init__(window)
        self._window = window
        self._side = side
        self._results = results
        self._session = session
        self._extent = FoundExtent(window.statusBar(), results)
        session.gallery_opened.connect(lambda _gallery: self._extent.tell(None))
        searching = session.searching
        searching.query_shown.connect(self._show_picture)
        searching.crop_shown.connect(side.query.show_crop)
        searching.words_shown.connect(self._show_words)
        searching.began.connect(lambda: side.query.show_busy(True))
        searching.ended.connect(lambda: side.query.show_busy(False))
        searching.found.connect(self._show_found)
        searching.found_again.connect(self._show_found_again)
        searching.more_found.connect(self._show_more)
        results.nearly_seen.connect(searching.show_more)
        searching.meaning_known.connect(self._show_meaning)
        searching.query_failed.connect(self._show_problem)
        searching.query_waits.connect(self._show_waiting)
        self._follow_fetching()
        side.words.searched.connect(searching.search_words)
        side.words.emptied.connect(self._give_up_words)
        side.dials.changed.connect(searching.weigh)
        side.query.crop_changed.connect(searching.look_at)
        side.query.garment_wanted.connect(searching.look_at_garment)

    def _follow_fetching(self) -> None:
        query, arriving = self._side.query, self._session.searching.arriving
        arriving.fetching.began.connect(query.show_fetching)
        arriving.fetching.progressed.connect(query.fetch_bar.show_progress)
        arriving.fetching.ended.connect(query.fetch_bar.end)
        arriving.fetching.failed.connect(query.show_error)
        query.fetch_bar.cancelled.connect(arriving.stop)

    def _show_picture(self, preview: QImage | None, name: str) -> None:
        self._side.query.show_query(preview, name)
        self._side.words.show_words("")

    def _show_words(self, words: str) -> None:
        self._side.query.show_words(words)
        self._side.words.show_words(words)

    def _give_up_words(self) -> None:
        self._session.searching.clear()
        self._show_none()
        self._results.show_message(*ready())
        self._window.statusBar().clearMessage()

    def _show_found(self, found: Found) -> None:
        gallery = self._session.gallery
        if gallery is not None:
            self._results.show_matches(*_shown(gallery, found))
            self._tell_found(found)

    def _show_found_again(self, found: Found) -> None:
        gallery = self._session.gallery
        if gallery is not None:
            self._results.show_again(*_shown(gallery, found))
            self._tell_found(found)

    def _show_more(self, found: Found) -> None:
        if self._session.gallery is not None:
            self._results.show_more(found.matches, found.why, found.groups)
            self._window.filtering.show_found(found)
            self._extent.tell(found)

    def _tell_found(self, found: Found) -> None:
        self._extent.tell(found)
        self._side.dials.show_parts(found.parts)
        if self._window.is_shared:
            self._results.show_message(*ready())  # in place of what it waited for
        if found.whole:
            pictures = self.tr("{} of %Ln pictures", None, found.whole)
            pictures = pictures.format(number(found.searched))
        else:
            pictures = self.tr("%Ln pictures", None, found.searched)
        if found.offline:
            pictures = self.tr("{} of the copy on this computer").format(pictures)
        filtering = self._window.filtering
        filtering.show_found(found)
        pictures += searched_told(found, filtering.among)
        told = self.tr("Searched {} in {} s").format(pictures, number(found.seconds, 2))
        no_words = f". {said(found.no_words)}" if found.no_words else ""
        self._window.statusBar().showMessage(told + no_words)

    def _show_meaning(self, found: Found) -> None:
        self._results.show_words(found.thresholds)
        self._window.statusBar().clearMessage()

    def _show_problem(self, sentence: str) -> None:
        self._side.query.show_error(sentence)
        self._show_none()
        self._window.statusBar().clearMessage()

    def _show_waiting(self, sentence: str) -> None:
        self._show_none()
        self._results.show_message(self.tr("Not ready to search yet"), said(sentence))
        self._window.statusBar().showMessage(
            self.tr("Waiting for MongoDB to build the search index…")
        )

    def _show_none(self) -> None:
        """Show no results: those there are were another query's."""
        self._results.show_matches(self._session.gallery or Path(), ())
        self._window.filtering.show_none()
        self._extent.tell(None)


def _shown(gallery: Path, found: Found) -> Shown:
    return gallery, found.matches, found.why, found.thresholds, found.groups

"""What the user does to what else the query is of: it is added, weighed, taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from clothesfinder.gui.add_words_dialog import AddWordsDialog
from clothesfinder.gui.cell import MATCH, THUMBNAIL
from clothesfinder.gui.language import marked
from clothesfinder.gui.steering import Steering
from clothesfinder.gui.term_pictures import TermPictures
from clothesfinder.terms import LIKE, UNLIKE, Term, term_of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.chips import Chips
    from clothesfinder.gui.grid import Results
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.thumbnails import Thumbnail
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.query import Query
    from clothesfinder.store import Match

MORE_OR_LESS = {
    LIKE: marked("TermActions", "&More like this\t+"),
    UNLIKE: marked("TermActions", "&Less like this\t\N{MINUS SIGN}"),
}
"""What the weights are called in the menu, where the keys are only told: they are the results'."""


class TermActions(QObject):
    """Binds the chips, and the plus and minus of the results, to the query."""

    def __init__(
        self, window: MainWindow, chips: Chips, results: Results, session: Session
    ) -> None:
        super().__init__(window)
        self._window = window
        self._chips = chips
        self._session = session
        self.pictures = TermPictures(session.searching)
        self._steering = Steering(results)
        self._add_words = QAction(self.tr("&Add words…"), self)
        self._add_words.setShortcut("Ctrl+Shift+L")
        self._add_words.triggered.connect(lambda _=False: self._ask_for_words())
        self._are_words_taken = False
        searching = session.searching
        searching.changed.connect(lambda query, _: self._show(query))
        self.pictures.arrived.connect(lambda: self._show(searching.query))
        chips.weighed.connect(searching.weigh_term)
        chips.removed.connect(searching.remove_term)
        chips.drops.dropped.connect(window.intake.add)
        chips.drops.added.connect(window.intake.add)
        chips.drops.refused.connect(window.intake.refuse)
        chips.add_requested.connect(window.intake.choose_more)
        chips.words_requested.connect(self._ask_for_words)
        self._steering.asked.connect(self.steer)
        self._more_or_less = self._make_more_or_less()
        results.chosen_changed.connect(self._enable)
        self._enable()

    def fill_menu(self, menu: QMenu) -> None:
        """Put what there is to do into the menu of the query."""
        add = menu.addAction(self.tr("A&dd pictures…"))
        add.triggered.connect(lambda _=False: self._window.intake.choose_more())
        menu.addAction(self._add_words)

    def take_words(self, taken: bool) -> None:
        """Offer to add words where the gallery's model takes any."""
        self._are_words_taken = taken
        self._chips.take_words(taken)
        self._enable()

    def fill_results_menu(self, menu: QMenu) -> None:
        """Put plus and minus, for the selected results, into a menu of these."""
        menu.addActions(self._more_or_less)

    def steer(self, indexes: Sequence[QModelIndex], weight: float) -> None:
        """Look for what is like these results as well, or below 0 for what is not."""
        gallery = self._session.gallery
        if gallery is None:
            return
        terms = []
        for index in indexes:
            match: Match = index.data(MATCH)
            path = gallery / match.path
            term = Term(path, path.name, match.part, weight)
            thumbnail: Thumbnail | None = index.data(THUMBNAIL)
            if thumbnail is not None:
                self.pictures.supply(term, thumbnail.pixmap)
            terms.append(term)
        self._session.searching.add_terms(terms)

    def _make_more_or_less(self) -> list[QAction]:
        actions = []
        for weight, title in MORE_OR_LESS.items():
            action = QAction(self.tr(title), self)
            action.triggered.connect(lambda _=False, weight=weight: self._steering.ask(weight))
            actions.append(action)
        return actions

    def _enable(self) -> None:
        for action in self._more_or_less:
            action.setEnabled(self._steering.has_some)
        is_query = self._session.searching.query is not None
        self._add_words.setEnabled(is_query and self._are_words_taken)

    def _ask_for_words(self) -> None:
        self._window.preview.close()
        dialog = AddWordsDialog(self._window)
        add = self._session.searching.add_term
        dialog.added.connect(lambda words, weight: add(term_of_words(words, weight)))
        self._window.open_dialog(dialog)

    def _show(self, query: Query | None) -> None:
        self._chips.show_terms(None if query is None else query.others, self.pictures.get)
        self._enable()

"""What the preview shows: the grid's current match beside the query, opened as far as needed."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence

from clothesfinder.gui.alike_line import word_text
from clothesfinder.gui.cell import MATCH, THUMBNAIL, WORD
from clothesfinder.gui.language import number, score_text
from clothesfinder.gui.large_pictures import LargePictures, Wish, detailed
from clothesfinder.gui.names import readable
from clothesfinder.gui.preview import FIRST, Preview
from clothesfinder.gui.results_model import ELSEWHERE, ResultsModel, part_text
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QMenu, QStackedWidget

    from clothesfinder.gui.grid import Results
    from clothesfinder.gui.large_pictures import Large
    from clothesfinder.gui.preview import Side
    from clothesfinder.gui.searching import Searching
    from clothesfinder.gui.thumbnails import Thumbnail
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.gui.zoom_view import ZoomView
    from clothesfinder.query import Query
    from clothesfinder.store import Match

GRID, PREVIEW = 0, 1
"""The pages."""
WORTH = 1.1
"""From how much more than there is on, more pixels are opened."""
ROUND = 256
"""Pixels that the wished size is rounded up to, so that a window may change a little."""
NEAR_END = 10
"""So many results before the last one, more are asked for."""
KEEPS = 5000
"""Rows among which the picture is looked for when the results are renewed."""


translate = QCoreApplication.translate


class Previewing(QObject):
    """Opens and closes the preview, and has it follow the current match."""

    def __init__(
        self, window: MainWindow, pages: QStackedWidget, results: Results, searching: Searching
    ) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._results = results
        self._searching = searching
        self._query: Query | None = None
        self._key: Hashable = None
        """What the query goes by: each time by another, for what is under way may come late."""
        self._kept: Path | None = None
        """The path of the match that was shown, while the results are renewed."""
        self._preview = Preview()
        pages.addWidget(self._preview)
        self._pictures = LargePictures(parent=self)
        self._wanting = QTimer(self, singleShot=True, interval=0)
        self._wanting.timeout.connect(self._want)
        self.action = QAction(self.tr("Previe&w"), self)
        self.action.setShortcut(QKeySequence(Qt.Key.Key_Space))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # a button's it stays
        self.action.setStatusTip(self.tr("Show the result large beside the query"))
        self.action.triggered.connect(self.toggle)
        self.action.setEnabled(False)
        results.addAction(self.action)
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether the preview is shown."""
        return self._pages.currentIndex() == PREVIEW

    @property
    def keyed_actions(self) -> list[QAction]:
        """What can be done in it, by its keys."""
        return self._preview.actions()

    def fill_menu(self, menu: QMenu) -> None:
        """Put the entry into a menu."""
        menu.addAction(self.action)

    def toggle(self) -> None:
        """Show the current match large, or the grid again."""
        (self.close if self.is_open else self.open)()

    def open(self) -> None:
        """Show the current match large, if there is one."""
        if not self._results.currentIndex().isValid():
            return
        self._query, self._key = self._searching.query, object()
        self._preview.zoom.reset()
        self._show_query()
        self._show_match()
        self._turn_to(PREVIEW)
        self._preview.setFocus()

    def close(self) -> None:
        """Show the grid again, at the match that was seen last."""
        if self.is_open:
            self._kept = None
            self._turn_to(GRID)
            self._results.setFocus()
            self._results.scrollTo(self._results.currentIndex())
            self._pictures.forget()

    def _turn_to(self, page: int) -> None:
        if (before := self._pages.focusWidget()) is not None:
            before.clearFocus()  # else it would go on to some other control, which is read out
        self._pages.setCurrentIndex(page)

    def end(self) -> None:
        """Nothing is opened any more: the window closes."""
        self._pictures.close()

    def _connect(self) -> None:
        preview = self._preview
        preview.closed.connect(self.close)
        preview.stepped.connect(self._step)
        preview.jumped.connect(self._jump)
        preview.opened.connect(self._open)
        preview.view_changed.connect(self._wanting.start)
        self._pictures.arrived.connect(self._show_arrived)
        model = self._model
        model.modelAboutToBeReset.connect(self._note_match)
        model.modelReset.connect(self._follow_results)
        model.rowsInserted.connect(lambda: self._show_standing())
        model.dataChanged.connect(self._show_changed)
        self._results.selectionModel().currentChanged.connect(self._follow_current)

    @property
    def _model(self) -> ResultsModel:
        model = self._results.model()
        assert isinstance(model, ResultsModel)
        return model

    @property
    def _row(self) -> int:
        return self._results.currentIndex().row()

    # --- walking

    def _step(self, by: int) -> None:
        self._go(self._row + by)

    def _jump(self, where: int) -> None:
        self._go(0 if where == FIRST else self._model.rowCount() - 1)

    def _go(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self._results.setCurrentIndex(self._model.index(row))

    def _open(self) -> None:
        if self._row >= 0:
            self._window.open_picture(self._model.path(self._row))

    def _follow_current(self, current: QModelIndex) -> None:
        if self.is_open and current.isValid() and self._kept is None:
            self._show_match()

    def _note_match(self) -> None:
        if self.is_open and self._kept is None and self._row >= 0:
            self._kept = self._model.path(self._row)

    def _follow_results(self) -> None:
        """Close for another query; else stay with the picture that is shown, where it still is."""
        self.action.setEnabled(self._model.rowCount() > 0)
        if not self.is_open:
            return
        if self._searching.query is not self._query or not self._model.rowCount():
            self.close()
        else:
            QTimer.singleShot(0, self, self._go_back)  # when the grid has begun anew

    def _go_back(self) -> None:
        kept, self._kept = self._kept, None
        if self.is_open and kept is not None and self._model.rowCount():
            rows = range(min(self._model.rowCount(), KEEPS))
            self._go(next((row for row in rows if self._model.path(row) == kept), 0))
            self._show_match()

    # --- showing

    def _show_match(self) -> None:
        row, count = self._row, self._model.rowCount()
        self._model.want(range(max(0, row - 1), min(count, row + 2)))
        if row + NEAR_END >= count:
            self._searching.show_more()  # for the grid, which asks by itself, is not seen
        self._show_standing()
        self._fill_match()
        told = self._model.data(self._model.index(row), Qt.ItemDataRole.AccessibleTextRole)
        self._preview.announce(str(told))
        self._wanting.start()

    def _show_standing(self) -> None:
        self._preview.show_standing(first=self._row == 0, last=self._row == self._last)

    @property
    def _last(self) -> int:
        return self._model.rowCount() - 1

    def _show_query(self) -> None:
        query = self._query
        self._preview.show_query(there=query is not None and query.text is None)
        self._fill_query()

    def _show_arrived(self, key: Hashable) -> None:
        if self.is_open and key is self._key:
            self._fill_query()
        elif self.is_open and self._row >= 0 and key == self._model.path(self._row):
            self._fill_match()

    def _show_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """A thumbnail has come, or other words for the scores."""
        if self.is_open and first.row() <= self._row <= last.row():
            self._fill_match()

    def _fill_match(self) -> None:
        index = self._model.index(self._row)
        match: Match = self._model.data(index, MATCH)
        thumbnail: Thumbnail | None = self._model.data(index, THUMBNAIL)
        large = self._pictures.get(self._model.path(index.row()))
        side = self._preview.match
        note = _show(side.view, large, thumbnail, match)
        pixels = _pixels(large, thumbnail)
        found_by = part_text(match.part, within=True) if side.view.has_picture else ""
        word = word_text(self._model.data(index, WORD))
        rank = self.tr("{} of {}")
        rank = rank.format(number(index.row() + 1), number(self._model.rowCount()))
        name = self._model.data(index)
        side.tell(name, rank, score_text(match.score), word, found_by, pixels, note=note)
        self._preview.refresh()

    def _fill_query(self) -> None:
        query, view = self._query, self._preview.query.view
        if query is None or query.text is not None:
            return
        large = self._pictures.get(self._key)
        if large is not None and large.levels:
            view.show_levels(large.levels, large.width, large.height, query.box)
        else:
            view.show_sentence(said(large.trouble) if large else "")
        name = readable(query.name)
        view.setAccessibleName(self.tr("Query picture: {}").format(name))
        self._preview.query.tell(name, _pixels(large, None))

    # --- opening

    def _want(self) -> None:
        if self.is_open and self._row >= 0:
            self._pictures.want(list(self._wishes()))

    def _wishes(self) -> Iterator[Wish]:
        """Give what is to be opened: what is seen, more of it where it is zoomed in, the next."""
        preview, row = self._preview, self._row
        path, edge = self._model.path(row), _edge(preview.match.view)
        yield Wish(path, path, edge)
        query = self._query if preview.query.is_shown else None
        if query is not None:
            seen = _edge(preview.query.view)
            yield Wish(self._key, query.source, seen, query.orientation)
        yield from self._more(Wish(path, path, 0), preview.match)
        if query is not None:
            wish = Wish(self._key, query.source, 0, query.orientation)
            yield from self._more(wish, preview.query)
        for beside in (row + 1, row - 1):
            if 0 <= beside < self._model.rowCount():
                path = self._model.path(beside)
                yield Wish(path, path, edge)

    def _more(self, wish: Wish, side: Side) -> Iterator[Wish]:
        """Give a wish for all detail of a picture, where less of it is there than is shown."""
        large = self._pictures.get(wish.key)
        if large is None or not large.levels or large.longest >= large.whole:
            return
        if side.view.needed > WORTH * large.edge:
            yield wish._replace(edge=detailed(large.width, large.height))


def _edge(view: ZoomView) -> int:
    """How large a picture has to be to fill the view."""
    longest = max(view.width(), view.height()) * view.devicePixelRatioF()
    return ceil(longest / ROUND) * ROUND


def _show(view: ZoomView, large: Large | None, thumbnail: Thumbnail | None, match: Match) -> str:
    """Show the picture, its thumbnail until it is there, or what is wrong; return a note on it."""
    has_small = thumbnail is not None and not thumbnail.trouble
    if large is not None and large.levels:
        view.show_levels(large.levels, large.width, large.height, match.part)
    elif thumbnail is not None and has_small and (large is None or large.is_missing):
        small = thumbnail.pixmap.toImage()
        width, height = thumbnail.width or small.width(), thumbnail.height or small.height()
        view.show_levels([small], width, height, match.part)
    else:
        view.show_sentence(said(large.trouble) if large else "")
    return (
        translate("Previewing", ELSEWHERE) if thumbnail is not None and thumbnail.supplied else ""
    )


def _pixels(large: Large | None, thumbnail: Thumbnail | None) -> str:
    known = large if large is not None and large.levels else thumbnail
    if known is None or not known.width:
        return ""
    return translate("Previewing", "{} × {} pixels").format(known.width, known.height)  # noqa: RUF001

"""The present query, and the search under way for it; nothing that is seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.emphasis import NEUTRAL, Emphasis, NoParts
from clothesfinder.gui.fetching import Fetching
from clothesfinder.gui.mime import encode
from clothesfinder.gui.query import read_preview
from clothesfinder.gui.tasks import Tasks
from clothesfinder.problem import Problem
from clothesfinder.query import Query, with_terms, with_weight, without_term
from clothesfinder.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QImage

    from clothesfinder.answers import Found
    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.sharing import Way
    from clothesfinder.gui.worker import Worker

PREVIEW_EDGE = 520
SEARCH_AGAIN_AFTER = 5.0
"""Seconds between two questions whether a search index is built."""


class Searching(Tasks):
    """Finds what is like the query in the gallery of the moment; a new query ends the old one."""

    query_shown = Signal(object, str)
    """A preview of the query, or None where it cannot be seen, and its name."""
    words_shown = Signal(str)
    """The query is these words."""
    changed = Signal(object, object)
    """What is looked for now: a Query, or None for nothing, and the Emphasis."""
    began = Signal()
    ended = Signal()
    found = Signal(object)
    meaning_known = Signal(object)
    """What the scores of the matches that are shown mean is known now: a Found of the same."""
    query_failed = Signal(str)
    query_waits = Signal(str)
    """What is searched cannot be searched yet, but soon: it is tried again by itself."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._where: tuple[Catalog, Way] | None = None
        self._query: Query | None = None
        self._preview: tuple[Query, QImage | None] | None = None
        self._shown: Query | None = None
        """The query whose matches are shown."""
        self._emphasis = NEUTRAL
        self._task: asyncio.Task[None] | None = None
        self.fetching = Fetching()
        self._arriving: asyncio.Task[None] | None = None
        """The query that is on its way, if one is: one that comes meanwhile ends it."""
        self.ready = False
        """Whether the gallery is known to hold something."""
        self.filling = False
        """Whether something is being put into the gallery: then a query waits until it is ready."""

    @property
    def query(self) -> Query | None:
        """What is looked for, if anything is."""
        return self._query

    @property
    def emphasis(self) -> Emphasis:
        """What counts."""
        return self._emphasis

    def search(self, query: Query) -> None:
        """Find the pictures most like this one."""
        self.stop_fetching()
        self._take(query)

    def search_bitmap(self, image: QImage, name: str) -> None:
        """Find the pictures most like one that is in memory only."""
        self.stop_fetching()
        self._arriving = self.begin(self._search_bitmap(image, name))

    def search_address(self, address: str) -> None:
        """Fetch the picture at this address on the web, and find those most like it."""
        self.stop_fetching()
        self._arriving = self.begin(self._search_address(address))

    def stop_fetching(self) -> None:
        """Give up the query that is on its way; the one there is stays."""
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def search_words(self, words: str) -> None:
        """Find the pictures that these words tell of."""
        self.search(Query(name=words, text=words))

    def clear(self) -> None:
        """Look for nothing any more."""
        self.stop_fetching()
        self._query = None
        if self._task is not None:
            self._task.cancel()
        self.query_shown.emit(None, "")
        self.changed.emit(None, self._emphasis)

    def add_term(self, term: Term) -> None:
        """Look for this picture as well, or for what is not like it; see add_terms."""
        self.add_terms([term])

    def add_terms(self, terms: Iterable[Term]) -> None:
        """Add these to the query; where there is none, the first that is wanted is the query.

        One that is there already weighs what the new one does. Those that are too many are told.
        """
        query, told = with_terms(self._query, terms)
        if told:
            self.failed.emit(told)
        if query is not None and query != self._query:
            self.change(query)

    def add_address(self, address: str) -> None:
        """Fetch the picture at this address on the web, and add it."""
        self.stop_fetching()
        self._arriving = self.begin(self._add_address(address))

    def weigh_term(self, number: int, weight: float) -> None:
        """Let what was added to the query as this number weigh so much; below 0 it is unwanted."""
        if self._query is not None:
            self.change(with_weight(self._query, number, weight))

    def remove_term(self, number: int) -> None:
        """Take what was added as this number out of the query."""
        if self._query is not None:
            self.change(without_term(self._query, number))

    def change(self, query: Query) -> None:
        """Look for this in place of what is looked for; a picture that stays is not read again."""
        self._query = query
        self._replace_search(query)

    def go_to(self, query: Query, emphasis: Emphasis) -> None:
        """Look for this, and let this count."""
        self.stop_fetching()
        self._emphasis = emphasis
        self.change(query)

    def search_again(self) -> None:
        """Search for the query there is, if there is one."""
        if self._query is not None:
            self._take(self._query)

    def weigh(self, emphasis: Emphasis) -> None:
        """Let this count from now on, for the query there is, too."""
        self._emphasis = emphasis
        if self._query is not None:
            self._replace_search(self._query)

    def tell_meaning(self) -> None:
        """Tell what the scores of what was found mean, now that it is known in this gallery."""
        if self._where is not None and self._query is not None:
            self.begin(self._tell_meaning(self._where[0], self._query))

    def look_in(self, catalog: Catalog, way: Way) -> None:
        """Search this gallery from now on."""
        self._where = catalog, way
        self.ready = False

    async def let_go(self) -> None:
        """End the search under way, and search nowhere; the query stays."""
        self._where = None
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def _take(self, query: Query) -> None:
        self._query, self._preview = query, None
        self._replace_search(query)

    def _replace_search(self, query: Query) -> None:
        self.changed.emit(query, self._emphasis)
        before, self._task = self._task, None
        self._task = self.begin(self._search_after(before, query))

    async def _search_bitmap(self, image: QImage, name: str) -> None:
        data = await asyncio.get_running_loop().run_in_executor(None, encode, image)
        self._take(Query(data, name))

    async def _search_address(self, address: str) -> None:
        query = await self.fetching.fetch(address)
        if query is not None:
            self._take(query)

    async def _add_address(self, address: str) -> None:
        query = await self.fetching.fetch(address)
        if query is not None:
            self.add_term(Term(query.source, query.name))

    async def _search_after(self, before: asyncio.Task[None] | None, query: Query) -> None:
        if before is not None and not before.done():
            before.cancel()
            await asyncio.wait([before])
        await self._show(query)
        if self._where is None or (self.filling and not self.ready):
            return  # it is searched for as soon as there is something to search
        while await self._search_once(*self._where, query):
            await asyncio.sleep(SEARCH_AGAIN_AFTER)

    async def _show(self, query: Query) -> None:
        if query.text is not None:
            self.words_shown.emit(query.text)
        else:
            await self._show_preview(query)

    async def _show_preview(self, query: Query) -> None:
        query = query._replace(others=())
        if self._preview is None or self._preview[0] != query:
            loop = asyncio.get_running_loop()
            image = await loop.run_in_executor(None, read_preview, query.source, PREVIEW_EDGE)
            self._preview = query, image
        self.query_shown.emit(self._preview[1], query.name)

    async def _search_once(self, catalog: Catalog, way: Way, query: Query) -> bool:
        """Search, and return whether what is missing will be there soon."""
        self.began.emit()
        try:
            if way.locked and not way.mirrored:
                raise Problem(way.locked)
            self._shown = None
            found = await self._find(catalog, query)
            self._shown = query
            self.found.emit(found._replace(offline=found.offline or way.locked))
        except Problem as problem:
            soon = bool(way.url) and _is_on_its_way(problem)
            (self.query_waits if soon else self.query_failed).emit(str(problem))
            return soon
        finally:
            self.ended.emit()
        return False

    async def _tell_meaning(self, catalog: Catalog, query: Query) -> None:
        if self._task is not None:
            await asyncio.wait([self._task])  # which may have begun before it was known
        if self._shown is query:  # else another is looked for by now
            found = await self._find(catalog, query)
            if self._shown is query:
                self.meaning_known.emit(found)

    async def _find(self, catalog: Catalog, query: Query) -> Found:
        """Search by what counts, or as it is where the model can tell nothing apart."""
        weighed = query._replace(emphasis=self._emphasis)
        try:
            return await self._worker.run_job(catalog.search(weighed))
        except NoParts:
            return await self._worker.run_job(catalog.search(query))


def _is_on_its_way(problem: Problem) -> bool:
    from clothesfinder.atlas_errors import BUILDING, NOT_SEARCHABLE_YET

    return str(problem) in (BUILDING, NOT_SEARCHABLE_YET)

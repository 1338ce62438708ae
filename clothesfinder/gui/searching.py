"""The present query, and the search under way for it; nothing that is seen."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.emphasis import NEUTRAL, Emphasis, NoParts
from clothesfinder.filter import EVERYTHING
from clothesfinder.gui.arriving import Arriving
from clothesfinder.gui.crop import Crop
from clothesfinder.gui.showing import Showing
from clothesfinder.gui.tasks import Tasks
from clothesfinder.problem import Problem
from clothesfinder.query import Query, with_terms, with_weight, without_term
from clothesfinder.suggesting import suggest_part
from clothesfinder.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clothesfinder.answers import Found
    from clothesfinder.catalog import Catalog
    from clothesfinder.filter import Filter
    from clothesfinder.gui.sharing import Way
    from clothesfinder.gui.worker import Worker

FIRST = 60
"""Matches that are asked for at first."""
MOST_MORE = 20_000
"""Matches that are asked for at once beyond those that there are; up to that, as many again."""
SEARCH_AGAIN_AFTER = 5.0
"""Seconds between two questions whether a search index is built."""
NO_MODEL = "Open a gallery first: it is the gallery's model that finds the garment."


class Searching(Tasks):
    """Finds what is like the query in the gallery of the moment; a new query ends the old one."""

    query_shown = Signal(object, str)
    """A preview of the query, or None where it cannot be seen, and its name."""
    crop_shown = Signal(object)
    """The Crop of the picture that is looked for; told after the picture itself."""
    words_shown = Signal(str)
    """The query is these words."""
    changed = Signal(object, object)
    """What is looked for now: a Query, or None for nothing, and the Emphasis."""
    filter_shown = Signal(object)
    """This Filter is searched by from now on, without being set anew."""
    began = Signal()
    ended = Signal()
    found = Signal(object)
    found_again = Signal(object)
    """What the same search as before finds now: a Found, as far as it was asked for."""
    more_found = Signal(object)
    """A Found that begins with what was found before."""
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
        self._shown: Query | None = None
        """The query whose matches are shown."""
        self._emphasis = NEUTRAL
        self.among = EVERYTHING
        """Which pictures may be found."""
        self._limit = FIRST
        """How many are looked for."""
        self._found: Found | None = None
        """What was found for the query whose matches are shown."""
        self.grouped = False
        """Whether it is told which matches are nearly the same."""
        self._task: asyncio.Task[None] | None = None
        self._more: asyncio.Task[None] | None = None
        """The search for more, if there is one under way."""
        self._showing = Showing(self.query_shown, self.crop_shown, self.words_shown)
        self.arriving = Arriving(self, self._take, self._add)
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

    @property
    def shown(self) -> Query | None:
        """The query whose matches are shown, if there is one."""
        return self._shown

    def search(self, query: Query) -> None:
        """Find the pictures most like this one."""
        self.arriving.stop()
        self._take(query)

    def search_words(self, words: str) -> None:
        """Find the pictures that these words tell of."""
        self.search(Query(name=words, text=words))

    def look_at(self, crop: Crop) -> None:
        """Look for this part of the query's picture, held so, from now on."""
        query = self._query
        if query is None or not self._showing.is_read(query):
            return  # it was chosen in the picture before
        self._query = query._replace(box=crop.box, orientation=crop.orientation)
        self._showing.show_read(self._query)
        self._begin_anew()
        self._replace_search(self._query)

    def look_at_garment(self) -> None:
        """Look for the part of the query's picture that the garment fills, from now on."""
        if self._where is None:
            self.failed.emit(NO_MODEL)
        elif self._query is not None:
            self.begin(self._look_at_garment(self._where[0], self._query))

    def clear(self) -> None:
        """Look for nothing any more."""
        self.arriving.stop()
        self._query = None
        self._found = None
        for task in (self._task, self._more):
            if task is not None:
                task.cancel()
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
        self._begin_anew()
        self._replace_search(query)

    def go_to(self, query: Query, emphasis: Emphasis, among: Filter) -> None:
        """Look for this among what passes, and let this count."""
        self.arriving.stop()
        self._emphasis = emphasis
        if among != self.among:
            self.among = among
            self.filter_shown.emit(among)
        self.change(query)

    def search_again(self) -> None:
        """Search for the query there is, if there is one; as far as it was searched for."""
        if self._query is not None:
            self._replace_search(self._query)

    def show_more(self) -> None:
        """Look for more than what was found, if there is more."""
        if self._where is None or self._found is None or not self._found.more:
            return
        if self._shown is self._query and (self._more is None or self._more.done()):
            known = len(self._found.matches)
            self._limit = known + min(max(known, FIRST), MOST_MORE)
            self._more = self.begin(self._search_more(self._where[0], self._shown))

    def group(self, grouped: bool) -> None:
        """Tell from now on, for what was found, too, which matches are nearly the same."""
        self.grouped = grouped
        self.search_again()

    def weigh(self, emphasis: Emphasis) -> None:
        """Let this count from now on, for the query there is, too."""
        self._emphasis = emphasis
        self._begin_anew()
        if self._query is not None:
            self._replace_search(self._query)

    def keep_to(self, among: Filter) -> None:
        """Find only what passes from now on, for the query there is, too."""
        self.among = among
        self._begin_anew()
        if self._query is not None and self.ready:
            self._replace_search(self._query)

    def tell_meaning(self) -> None:
        """Tell what the scores of what was found mean, now that it is known in this gallery."""
        if self._where is not None and self._query is not None:
            self.begin(self._tell_meaning(self._where[0], self._query))

    def look_in(self, catalog: Catalog, way: Way) -> None:
        """Search this gallery from now on."""
        self._where = catalog, way
        self.ready = False
        self._begin_anew()

    async def let_go(self) -> None:
        """End the search under way, and search nowhere; the query stays."""
        self._where = None
        await self._stop(self._task, self._more)

    def _add(self, query: Query) -> None:
        self.add_term(Term(query.source, query.name))

    def _take(self, query: Query) -> None:
        self._query = query
        self._showing.forget()
        self._begin_anew()
        self._replace_search(query)

    def _begin_anew(self) -> None:
        """Look for the first few again, whatever was found."""
        self._limit, self._found = FIRST, None

    def _replace_search(self, query: Query) -> None:
        self.changed.emit(query, self._emphasis)
        before = [task for task in (self._task, self._more) if task is not None]
        for task in before:
            task.cancel()  # at once, or it might still tell what it found, for this query's
        self._task = self.begin(self._search_after(before, query))

    async def _stop(self, *searches: asyncio.Task[None] | None) -> None:
        for search in searches:
            if search is not None and not search.done():
                search.cancel()
                await asyncio.wait([search])

    async def _look_at_garment(self, catalog: Catalog, query: Query) -> None:
        box = await self._worker.run_job(suggest_part(query, catalog.load_embedder))
        if self._query is query:  # else something else is wanted by now
            self.look_at(Crop(box, query.orientation))

    async def _search_after(self, before: Sequence[asyncio.Task[None]], query: Query) -> None:
        await self._stop(*before)
        await self._showing.show(query)
        if self._where is None or (self.filling and not self.ready):
            return  # it is searched for as soon as there is something to search
        while await self._search_once(*self._where, query):
            await asyncio.sleep(SEARCH_AGAIN_AFTER)

    async def _search_once(self, catalog: Catalog, way: Way, query: Query) -> bool:
        """Search, and return whether what is missing will be there soon."""
        self.began.emit()
        try:
            if way.locked and not way.mirrored:
                raise Problem(way.locked)
            self._shown = None
            seen = self._found
            found = await self._find(catalog, query)
            self._shown, self._found = query, found
            shown = self.found if seen is None else self.found_again
            shown.emit(found._replace(offline=found.offline or way.locked))
        except Problem as problem:
            self._begin_anew()
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
            found = await self._find(catalog, query, self._found)
            if self._shown is query:
                self.meaning_known.emit(found)

    async def _search_more(self, catalog: Catalog, query: Query | None) -> None:
        assert self._found is not None
        assert query is not None
        seen, self._found = self._found, self._found._replace(more=False)  # should it fail
        found = await self._find(catalog, query, seen)
        if self._shown is query and self._query is query:
            self._found = found
            shown = self.more_found if found.after == len(seen.matches) else self.found_again
            shown.emit(found._replace(offline=found.offline or seen.offline))

    async def _find(self, catalog: Catalog, query: Query, seen: Found | None = None) -> Found:
        """Search by what counts, or as it is where the model can tell nothing apart."""
        search = partial(
            catalog.search,
            limit=self._limit,
            among=self.among,
            seen=seen,
            grouped=self.grouped,
        )
        try:
            found = await self._worker.run_job(search(query._replace(emphasis=self._emphasis)))
        except NoParts:
            found = await self._worker.run_job(search(query))
        if seen is None or not found.after:
            return found
        return found._replace(why={**seen.why, **found.why})


def _is_on_its_way(problem: Problem) -> bool:
    from clothesfinder.atlas_errors import BUILDING, NOT_SEARCHABLE_YET

    return str(problem) in (BUILDING, NOT_SEARCHABLE_YET)

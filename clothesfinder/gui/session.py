"""The present gallery and query, and the jobs under way for them; nothing that is seen."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clothesfinder.atlas_login import Secrets, place_of
from clothesfinder.catalog import Catalog, Query, absolute
from clothesfinder.gui import jobs
from clothesfinder.gui.mime import encode
from clothesfinder.gui.query import read_preview
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from pathlib import Path

    from PySide6.QtGui import QImage

    from clothesfinder.atlas_check import Steps
    from clothesfinder.atlas_login import Login
    from clothesfinder.embedder import Embedder
    from clothesfinder.gui.worker import Job, Worker
    from clothesfinder.indexing import Progress, Summary

log = logging.getLogger(__name__)

PREVIEW_EDGE = 520
SEARCH_AGAIN_AFTER = 5.0
"""Seconds between two questions whether a search index is built."""
NO_SECRET = (
    "The address of the MongoDB database of “{}” is not known any more: this system has no keyring"
    " that holds it. Choose Gallery > Connect to MongoDB Atlas and enter it again."
)


class Session(QObject):
    """Turns intents into jobs, and tells by its signals what came of them.

    The newest wins: a new query ends the search under way, another gallery ends the indexing.
    """

    gallery_opened = Signal(object)
    """The folder that is now the gallery, or None after it was forgotten."""
    status_known = Signal(object)
    indexing_began = Signal(object)
    progressed = Signal(object)
    indexing_ended = Signal(object)
    """The Summary, or None where it did not come to its end."""
    query_shown = Signal(object, str)
    """A preview of the query, or None where it cannot be seen, and its name."""
    search_began = Signal()
    search_ended = Signal()
    found = Signal(object)
    query_failed = Signal(str)
    query_waits = Signal(str)
    """What is searched cannot be searched yet, but soon: it is tried again by itself."""
    gallery_failed = Signal(str)
    login_tested = Signal(object)
    """How far the test of a login is: its Steps."""
    login_test_ended = Signal(object)
    gallery_shared = Signal(object, str, bool)
    """The folder, its place in MongoDB, and whether the secret is known after the program's end."""
    crashed = Signal()
    """Something nobody foresaw; the log has it."""

    def __init__(self, worker: Worker, load_embedder: Callable[[], Embedder]) -> None:
        super().__init__()
        self._worker = worker
        self._load_embedder = load_embedder
        self._catalog: Catalog | None = None
        self._query: Query | None = None
        self._indexing: Job[Summary] | None = None
        self._search: asyncio.Task[None] | None = None
        self._searchable = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._secrets = Secrets()
        self._locked = ""
        self._testing: Job[Steps] | None = None
        self.places: Mapping[str, str] = {}
        """Where in MongoDB each shared gallery lies, by its folder: "hosts/database/name"."""

    @property
    def gallery(self) -> Path | None:
        """The present gallery."""
        return self._catalog.gallery if self._catalog else None

    @property
    def place(self) -> str | None:
        """Where in MongoDB the present gallery lies, or None where it is on this computer."""
        return self.places.get(str(self.gallery))

    # --- intents

    def warm_up(self) -> None:
        """Load the model before it is needed."""
        self._spawn(self._warm_up())

    def index(self, folder: Path) -> None:
        """Index a folder, and make it the present gallery."""
        self._spawn(self._index(folder))

    def open_gallery(self, folder: Path) -> None:
        """Make a folder that was indexed before the present gallery."""
        self._spawn(self._open_gallery(folder))

    def forget_gallery(self) -> None:
        """Delete the index of the present gallery."""
        self._spawn(self._forget())

    def pause_indexing(self, paused: bool) -> None:
        """Hold the indexing where it is, or let it go on."""
        if self._indexing is not None:
            (self._indexing.pause if paused else self._indexing.resume)()

    def cancel_indexing(self) -> None:
        """End the indexing after the batch under way; what is indexed is kept."""
        if self._indexing is not None:
            self._indexing.cancel()

    def search(self, query: Query) -> None:
        """Find the pictures most like this one."""
        self._query = query
        before, self._search = self._search, None
        self._search = self._spawn(self._search_after(before, query))

    def search_bitmap(self, image: QImage, name: str) -> None:
        """Find the pictures most like one that is in memory only."""
        self._spawn(self._search_bitmap(image, name))

    def test_login(self, login: Login) -> None:
        """Find out whether a gallery could be kept there."""
        self._spawn(self._test_login(login))

    def cancel_login_test(self) -> None:
        """End the test under way, if there is one; nothing more is told of it."""
        job, self._testing = self._testing, None
        if job is not None:
            job.cancel()

    def share(self, folder: Path, login: Login) -> None:
        """Keep the secret of this login for the gallery."""
        self._spawn(self._share(folder, login))

    def forget_secret(self, place: str) -> None:
        """Forget the secret of this place."""
        self._spawn(self._forget_secret(place))

    async def close(self) -> None:
        """End what goes on, and let go of the gallery."""
        await self._let_go()
        others = self._tasks - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    # --- their ways

    async def _index(self, folder: Path) -> None:
        catalog = await self._open(folder)
        self.indexing_began.emit(catalog.gallery)
        job = self._indexing = self._worker.start(catalog.index(), self._note_progress)
        summary = None
        try:
            summary = await job.result()
        except asyncio.CancelledError:
            log.info("indexing stopped")
        finally:
            present = self._indexing is job  # else another gallery has taken its place
            if present:
                self._indexing = None
                self.indexing_ended.emit(summary)
        if present:
            await self._look(catalog)

    async def _warm_up(self) -> None:
        await self._worker.run_job(jobs.loading(self._load_embedder))

    async def _open_gallery(self, folder: Path) -> None:
        await self._look(await self._open(folder))

    async def _forget(self) -> None:
        catalog = self._catalog
        if catalog is None:
            return
        if self._locked:
            raise Problem(self._locked)
        await self._let_go()
        await self._worker.run_job(jobs.forgetting(catalog))
        self._catalog = None
        self._searchable = False
        self.gallery_opened.emit(None)

    async def _open(self, folder: Path) -> Catalog:
        """Let go of the gallery before, and make this one the present."""
        folder = absolute(folder)
        place, url = self.places.get(str(folder)), None
        if place is not None:
            url = await asyncio.get_running_loop().run_in_executor(None, self._secrets.url, place)
        await self._let_go()
        self._locked = NO_SECRET.format(folder.name) if place is not None and url is None else ""
        self._catalog = Catalog(folder, url or "", self._load_embedder)
        self._searchable = False
        self.gallery_opened.emit(self._catalog.gallery)
        if self._locked:
            raise Problem(self._locked)
        return self._catalog

    async def _let_go(self) -> None:
        """End what goes on in the present gallery, and close its store."""
        job, self._indexing = self._indexing, None
        if job is not None:
            job.cancel()
            await asyncio.wait([asyncio.ensure_future(job.result())])
            self.indexing_ended.emit(None)
        if self._search is not None:
            self._search.cancel()
            await asyncio.wait([self._search])
        if self._catalog is not None:
            await self._worker.run_job(jobs.closing(self._catalog))

    async def _look(self, catalog: Catalog) -> None:
        """Tell what the gallery holds, and search it with the query there is."""
        status = await self._worker.run_job(jobs.asking(catalog))
        if catalog is not self._catalog:
            return
        self._searchable = status.indexed > 0
        self.status_known.emit(status)
        if self._query is not None and self._searchable:
            self.search(self._query)

    def _note_progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)
        if not self._searchable and progress.total and progress.done > progress.failed:
            self._searchable = True  # a query that came too early is answered now
            if self._query is not None:
                self.search(self._query)

    async def _search_bitmap(self, image: QImage, name: str) -> None:
        data = await asyncio.get_running_loop().run_in_executor(None, encode, image)
        self.search(Query(data, name))

    async def _search_after(self, before: asyncio.Task[None] | None, query: Query) -> None:
        if before is not None and not before.done():
            before.cancel()
            await asyncio.wait([before])
        loop = asyncio.get_running_loop()
        preview = await loop.run_in_executor(None, read_preview, query.source, PREVIEW_EDGE)
        self.query_shown.emit(preview, query.name)
        catalog = self._catalog
        if catalog is None or (self._indexing is not None and not self._searchable):
            return  # it is searched for as soon as there is something to search
        while await self._search_once(catalog, query):
            await asyncio.sleep(SEARCH_AGAIN_AFTER)

    async def _search_once(self, catalog: Catalog, query: Query) -> bool:
        """Search, and return whether what is missing will be there soon."""
        self.search_began.emit()
        try:
            if self._locked:
                raise Problem(self._locked)
            self.found.emit(await self._worker.run_job(catalog.search(query)))
        except Problem as problem:
            soon = self.place is not None and _is_on_its_way(problem)
            (self.query_waits if soon else self.query_failed).emit(str(problem))
            return soon
        finally:
            self.search_ended.emit()
        return False

    async def _test_login(self, login: Login) -> None:
        self.cancel_login_test()
        job = self._testing = self._worker.start(jobs.checking(login), self.login_tested.emit)
        steps = await job.result()
        if self._testing is job:
            self._testing = None
            self.login_test_ended.emit(steps)

    async def _share(self, folder: Path, login: Login) -> None:
        place = place_of(login.url())
        keep = asyncio.get_running_loop().run_in_executor
        kept = await keep(None, self._secrets.keep, place, login.url())
        self.gallery_shared.emit(folder, place, kept)

    async def _forget_secret(self, place: str) -> None:
        await asyncio.get_running_loop().run_in_executor(None, self._secrets.forget, place)

    def _spawn(self, way: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(way)
        self._tasks.add(task)  # the loop itself holds tasks weakly
        task.add_done_callback(self._end)
        return task

    def _end(self, task: asyncio.Task[None]) -> None:
        """The one place where errors arrive: nothing for a cancel, a sentence for a Problem."""
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Problem):
            self.gallery_failed.emit(str(error))
        elif error is not None:
            log.error("a job failed", exc_info=error)
            self.crashed.emit()


def _is_on_its_way(problem: Problem) -> bool:
    from clothesfinder.atlas_errors import BUILDING, NOT_SEARCHABLE_YET

    return str(problem) in (BUILDING, NOT_SEARCHABLE_YET)

"""The present gallery and query, and the jobs under way for them; nothing that is seen."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clothesfinder.catalog import Catalog, Query
from clothesfinder.gui.mime import encode
from clothesfinder.gui.query import read_preview
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator
    from pathlib import Path

    from PySide6.QtGui import QImage

    from clothesfinder.catalog import Status
    from clothesfinder.embedder import Embedder
    from clothesfinder.gui.worker import Job, Worker
    from clothesfinder.indexing import Progress, Summary

log = logging.getLogger(__name__)

PREVIEW_EDGE = 520


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
    gallery_failed = Signal(str)
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

    @property
    def gallery(self) -> Path | None:
        """The present gallery."""
        return self._catalog.gallery if self._catalog else None

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
        await self._worker.run_job(_loading(self._load_embedder))

    async def _open_gallery(self, folder: Path) -> None:
        await self._look(await self._open(folder))

    async def _forget(self) -> None:
        catalog = self._catalog
        if catalog is None:
            return
        await self._let_go()
        await self._worker.run_job(_forgetting(catalog))
        self._catalog = None
        self._searchable = False
        self.gallery_opened.emit(None)

    async def _open(self, folder: Path) -> Catalog:
        """Let go of the gallery before, and make this one the present."""
        await self._let_go()
        self._catalog = Catalog(folder, load_embedder=self._load_embedder)
        self._searchable = False
        self.gallery_opened.emit(self._catalog.gallery)
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
            await self._worker.run_job(_closing(self._catalog))

    async def _look(self, catalog: Catalog) -> None:
        """Tell what the gallery holds, and search it with the query there is."""
        status = await self._worker.run_job(_asking(catalog))
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
        self.search_began.emit()
        try:
            self.found.emit(await self._worker.run_job(catalog.search(query)))
        except Problem as problem:
            self.query_failed.emit(str(problem))
        finally:
            self.search_ended.emit()

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


# Jobs are generators; these do their work in one step, on the worker's thread.


def _asking(catalog: Catalog) -> Generator[None, None, Status]:
    yield
    return catalog.status()


def _loading(load_embedder: Callable[[], Embedder]) -> Generator[None, None, None]:
    yield
    load_embedder()


def _closing(catalog: Catalog) -> Generator[None, None, None]:
    yield
    catalog.close()


def _forgetting(catalog: Catalog) -> Generator[None, None, None]:
    yield
    catalog.forget()

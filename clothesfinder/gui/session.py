"""The present gallery and query, and the jobs under way for them; nothing that is seen."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal

from clothesfinder.catalog import Catalog, Query, absolute
from clothesfinder.gui import jobs
from clothesfinder.gui.mime import encode
from clothesfinder.gui.names import readable
from clothesfinder.gui.query import read_preview
from clothesfinder.gui.sharing import Way
from clothesfinder.gui.tasks import Tasks
from clothesfinder.indexing import Progress
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from PySide6.QtGui import QImage

    from clothesfinder.embedder import Embedder
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.sharing import Sharing
    from clothesfinder.gui.worker import Job, Worker

log = logging.getLogger(__name__)
P = TypeVar("P")
R = TypeVar("R")

PREVIEW_EDGE = 520
SEARCH_AGAIN_AFTER = 5.0
"""Seconds between two questions whether a search index is built."""
MIRROR_AGAIN_AFTER = 3600.0
"""Seconds for which a copy on this computer is good enough, as far as others change the gallery."""
INDEXING = "Indexing “{}”"
UPLOADING = "Copying the index of “{}” to MongoDB"
FETCHING = "Copying the index of “{}” to this computer"
STOPPED = "Indexing was stopped. What was indexed is kept; update to go on."
COPYING_STOPPED = "The copying was stopped. What was copied is kept, and it can be gone on with."


class Session(Tasks):
    """Turns intents into jobs, and tells by its signals what came of them.

    The newest wins: a new query ends the search under way, another gallery ends what is done for
    the one before.
    """

    gallery_opened = Signal(object)
    """The folder that is now the gallery, or None after it was forgotten."""
    status_known = Signal(object)
    work_began = Signal(str)
    """Something that takes long, and may be paused and cancelled: what it is."""
    progressed = Signal(object)
    work_ended = Signal()
    stopped = Signal(str)
    """The work was cancelled: what that means."""
    indexed = Signal(object)
    """The Summary."""
    uploaded = Signal(object)
    """The index on this computer is in MongoDB now: Verified."""
    mirrored = Signal(object)
    """The folder whose copy on this computer is up to date."""
    fetched = Signal(object)
    """The folder whose index was brought from MongoDB to this computer, to stay here."""
    relocated = Signal(object, object)
    """The folder where the gallery was, and the one where it is now."""
    query_shown = Signal(object, str)
    """A preview of the query, or None where it cannot be seen, and its name."""
    search_began = Signal()
    search_ended = Signal()
    found = Signal(object)
    query_failed = Signal(str)
    query_waits = Signal(str)
    """What is searched cannot be searched yet, but soon: it is tried again by itself."""
    offline_changed = Signal(str)
    """Why the copy on this computer is searched in place of the database; empty where it is not."""

    def __init__(
        self,
        worker: Worker,
        load_embedder: Callable[[str], Embedder],
        preferences: Preferences,
        sharing: Sharing,
    ) -> None:
        """Take what loads the model of a file; of an empty name, the built-in one."""
        super().__init__()
        self._worker = worker
        self._load_embedder = load_embedder
        self._preferences = preferences
        self._sharing = sharing
        self._catalog: Catalog | None = None
        self._way = Way("", mirrored=False, locked="")
        self._offline = ""
        self._query: Query | None = None
        self._job: Job[Any] | None = None
        self._search: asyncio.Task[None] | None = None
        self._searchable = False

    @property
    def gallery(self) -> Path | None:
        """The present gallery."""
        return self._catalog.gallery if self._catalog else None

    # --- intents

    def warm_up(self) -> None:
        """Load the model before it is needed."""
        self.begin(self._warm_up())

    def index(self, folder: Path) -> None:
        """Index a folder, and make it the present gallery."""
        self.begin(self._index(folder))

    def open_gallery(self, folder: Path, *, uploading: bool = False) -> None:
        """Make a folder that was indexed before the present gallery.

        ``uploading``: first give the store in MongoDB what the index on this computer holds.
        """
        self.begin(self._open_gallery(folder, uploading=uploading))

    def fetch_gallery(self) -> None:
        """Bring the index of the present gallery from MongoDB to this computer, to stay here."""
        self.begin(self._fetch())

    def relocate_gallery(self, folder: Path) -> None:
        """Tell that the pictures of the present gallery lie in this folder now."""
        self.begin(self._relocate(folder))

    def forget_gallery(self) -> None:
        """Delete the index of the present gallery."""
        self.begin(self._forget())

    def pause_work(self, paused: bool) -> None:
        """Hold the work under way where it is, or let it go on."""
        if self._job is not None:
            (self._job.pause if paused else self._job.resume)()

    def cancel_work(self) -> None:
        """End the work after the step under way; what is done is kept."""
        if self._job is not None:
            self._job.cancel()

    def search(self, query: Query) -> None:
        """Find the pictures most like this one."""
        self._query = query
        before, self._search = self._search, None
        self._search = self.begin(self._search_after(before, query))

    def search_bitmap(self, image: QImage, name: str) -> None:
        """Find the pictures most like one that is in memory only."""
        self.begin(self._search_bitmap(image, name))

    async def close(self) -> None:
        """End what goes on, and let go of the gallery."""
        await self._let_go()
        await super().close()

    # --- their ways

    async def _warm_up(self) -> None:
        await self._worker.run_job(jobs.loading(functools.partial(self._load_embedder, "")))

    async def _index(self, folder: Path) -> None:
        catalog = await self._open(folder)
        if self._way.locked:
            raise Problem(self._way.locked)
        summary = await self._work(INDEXING, catalog.index())
        if catalog is not self._catalog:
            return
        if summary is None:
            self.stopped.emit(STOPPED)
        else:
            self.indexed.emit(summary)
        await self._look(catalog, changed=True)

    async def _open_gallery(self, folder: Path, *, uploading: bool) -> None:
        catalog = await self._open(folder)
        if uploading and not self._way.locked:
            verified = await self._work(UPLOADING, catalog.upload())
            if catalog is not self._catalog:
                return
            if verified is None:
                self.stopped.emit(COPYING_STOPPED)
            else:
                self.uploaded.emit(verified)
        await self._look(catalog)

    async def _fetch(self) -> None:
        catalog = self._catalog
        if catalog is None or self._way.locked:
            raise Problem(self._way.locked)
        verified = await self._work(FETCHING, catalog.update_mirror())
        if verified is not None and catalog is self._catalog:
            self.fetched.emit(catalog.gallery)

    async def _relocate(self, folder: Path) -> None:
        catalog, folder = self._catalog, absolute(folder)
        if catalog is None or folder == catalog.gallery:
            return
        await self._let_go()
        await self._worker.run_job(jobs.relocating(catalog, folder))
        self.relocated.emit(catalog.gallery, folder)

    async def _forget(self) -> None:
        catalog = self._catalog
        if catalog is None:
            return
        if self._way.locked:
            raise Problem(self._way.locked)
        await self._let_go()
        await self._worker.run_job(jobs.forgetting(catalog))
        self._catalog = None
        self._searchable = False
        self.gallery_opened.emit(None)

    async def _open(self, folder: Path) -> Catalog:
        """Let go of the gallery before, and make this one the present."""
        folder = absolute(folder)
        way = await self._sharing.way_to(folder)
        await self._let_go()
        model = self._preferences.now.models.get(str(folder), "")
        load = functools.partial(self._load_embedder, model)
        self._way = way
        self._catalog = Catalog(folder, way.url, load, mirrored=way.mirrored)
        self._searchable = False
        self._note_offline("")
        self.gallery_opened.emit(self._catalog.gallery)
        if way.locked and not way.mirrored:
            raise Problem(way.locked)
        return self._catalog

    async def _let_go(self) -> None:
        """End what goes on in the present gallery, and close its store."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            await asyncio.wait([asyncio.ensure_future(job.result())])
            self.work_ended.emit()
        if self._search is not None:
            self._search.cancel()
            await asyncio.wait([self._search])
        if self._catalog is not None:
            await self._worker.run_job(jobs.closing(self._catalog))

    async def _look(self, catalog: Catalog, *, changed: bool = False) -> None:
        """Tell what the gallery holds, and search it with the query there is."""
        status = await self._worker.run_job(jobs.asking(catalog))
        if catalog is not self._catalog:
            return
        self._searchable = status.indexed > 0
        offline = status.offline or self._way.locked
        self.status_known.emit(status._replace(offline=offline))
        self._note_offline(offline)
        if self._query is not None and self._searchable:
            self.search(self._query)
        if self._way.mirrored and not offline:
            await self._mirror(catalog, changed=changed)

    async def _mirror(self, catalog: Catalog, *, changed: bool) -> None:
        """Bring the copy on this computer up to date, where it may be out of date."""
        shared = self._sharing.shared(catalog.gallery)
        if shared is None or not (changed or time.time() - shared.copied > MIRROR_AGAIN_AFTER):
            return
        verified = await self._work(FETCHING, catalog.update_mirror())
        if verified is not None:
            self.mirrored.emit(catalog.gallery)

    async def _work(self, title: str, steps: Generator[P, None, R]) -> R | None:
        """Run what takes long; None where it was cancelled, by the user or by another gallery."""
        assert self._catalog is not None
        job = self._worker.start(steps, self._note_progress)
        self._job = job
        self.work_began.emit(title.format(readable(self._catalog.gallery.name)))
        try:
            return await job.result()
        except asyncio.CancelledError:
            log.info("stopped: %s", title)
            return None
        finally:
            if self._job is job:  # else another gallery has taken its place
                self._job = None
                self.work_ended.emit()

    def _note_progress(self, progress: object) -> None:
        self.progressed.emit(progress)
        if self._searchable or not isinstance(progress, Progress):
            return
        if progress.total and progress.done > progress.failed:
            self._searchable = True  # a query that came too early is answered now
            if self._query is not None:
                self.search(self._query)

    def _note_offline(self, reason: str) -> None:
        if reason != self._offline:
            self._offline = reason
            self.offline_changed.emit(reason)

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
        if catalog is None or (self._job is not None and not self._searchable):
            return  # it is searched for as soon as there is something to search
        while await self._search_once(catalog, query):
            await asyncio.sleep(SEARCH_AGAIN_AFTER)

    async def _search_once(self, catalog: Catalog, query: Query) -> bool:
        """Search, and return whether what is missing will be there soon."""
        self.search_began.emit()
        try:
            if self._way.locked and not self._way.mirrored:
                raise Problem(self._way.locked)
            found = await self._worker.run_job(catalog.search(query))
            found = found._replace(offline=found.offline or self._way.locked)
            self._note_offline(found.offline)
            self.found.emit(found)
        except Problem as problem:
            soon = bool(self._way.url) and _is_on_its_way(problem)
            (self.query_waits if soon else self.query_failed).emit(str(problem))
            return soon
        finally:
            self.search_ended.emit()
        return False


def _is_on_its_way(problem: Problem) -> bool:
    from clothesfinder.atlas_errors import BUILDING, NOT_SEARCHABLE_YET

    return str(problem) in (BUILDING, NOT_SEARCHABLE_YET)

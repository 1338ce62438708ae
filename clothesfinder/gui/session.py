"""The present gallery, and the long work under way for it; nothing that is seen."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal

from clothesfinder import upkeep
from clothesfinder.catalog import Catalog, absolute
from clothesfinder.gui import jobs
from clothesfinder.gui.names import readable
from clothesfinder.gui.searching import Searching
from clothesfinder.gui.sharing import Way
from clothesfinder.gui.tasks import Tasks
from clothesfinder.indexing import Progress
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.sharing import Sharing
    from clothesfinder.gui.worker import Job, Worker

log = logging.getLogger(__name__)
P = TypeVar("P")
R = TypeVar("R")

MIRROR_AGAIN_AFTER = 3600.0
"""Seconds for which a copy on this computer is good enough, as far as others change the gallery."""
INDEXING = "Indexing “{}”"
UPLOADING = "Copying the index of “{}” to MongoDB"
FETCHING = "Copying the index of “{}” to this computer"
CONVERTING = "Converting “{}”"
STOPPED = "Indexing was stopped. What was indexed is kept; update to go on."
COPYING_STOPPED = "The copying was stopped. What was copied is kept, and it can be gone on with."


class Session(Tasks):
    """Turns intents about the gallery into jobs, and tells by its signals what came of them.

    The newest wins: another gallery, or another intent, ends what is done for the one before.
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
    converted = Signal(object, str, object)
    """The folder of a gallery of the original scripts, where it is now, and Verified."""
    relocated = Signal(object, object)
    """The folder where the gallery was, and the one where it is now."""
    settled = Signal(bool)
    """The gallery is open and nothing is left to do; whether its index was changed before that."""
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
        self.catalog: Catalog | None = None
        """The present gallery."""
        self.way = Way("", mirrored=False, locked="")
        """How the present gallery's store is reached."""
        self.offline = ""
        """Why the copy on this computer is searched in place of the database; else empty."""
        self._job: Job[Any] | None = None
        self.searching = Searching(worker)
        self.searching.found.connect(lambda found: self._note_offline(found.offline))

    @property
    def gallery(self) -> Path | None:
        """The present gallery's folder."""
        return self.catalog.gallery if self.catalog else None

    # --- intents

    def warm_up(self) -> None:
        """Load the model before it is needed."""
        self.begin(self._warm_up())

    def index(self, folder: Path, *, remove_missing: bool = False) -> None:
        """Index a folder, and make it the present gallery; see Catalog.index."""
        self.begin(self._index(folder, remove_missing=remove_missing))

    def open_gallery(self, folder: Path, *, uploading: bool = False) -> None:
        """Make a folder that was indexed before the present gallery.

        ``uploading``: first give the store in MongoDB what the index on this computer holds.
        """
        self.begin(self._open_gallery(folder, uploading=uploading))

    def fetch_gallery(self) -> None:
        """Bring the index of the present gallery from MongoDB to this computer, to stay here."""
        self.begin(self._fetch())

    def convert_gallery(self) -> None:
        """Copy the present gallery, one of the original scripts, into one that can be changed."""
        self.begin(self._convert())

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

    async def close(self) -> None:
        """End what goes on, and let go of the gallery."""
        await self._let_go()
        await self.searching.close()
        await super().close()

    # --- their ways

    async def _warm_up(self) -> None:
        await self._worker.run_job(jobs.loading(functools.partial(self._load_embedder, "")))

    async def _index(self, folder: Path, *, remove_missing: bool) -> None:
        catalog = await self._open(folder)
        if self.way.locked:
            raise Problem(self.way.locked)
        steps = catalog.index(remove_missing=remove_missing)
        summary = await self.work(INDEXING, steps)
        if catalog is not self.catalog:
            return
        if summary is None:
            self.stopped.emit(STOPPED)
        else:
            self.indexed.emit(summary)
        await self._look(catalog, changed=True)

    async def _open_gallery(self, folder: Path, *, uploading: bool) -> None:
        catalog = await self._open(folder)
        if uploading and not self.way.locked:
            verified = await self.work(UPLOADING, upkeep.upload(catalog))
            if catalog is not self.catalog:
                return
            if verified is None:
                self.stopped.emit(COPYING_STOPPED)
            else:
                self.uploaded.emit(verified)
        await self._look(catalog)

    async def _fetch(self) -> None:
        catalog = self.catalog
        if catalog is None or self.way.locked:
            raise Problem(self.way.locked)
        verified = await self.work(FETCHING, upkeep.update_mirror(catalog))
        if verified is not None and catalog is self.catalog:
            self.fetched.emit(catalog.gallery)

    async def _convert(self) -> None:
        catalog = self.catalog
        if catalog is None:
            return
        place, url = await self._sharing.way_to_converted(catalog.gallery)
        verified = await self.work(CONVERTING, upkeep.convert(catalog, url))
        if verified is not None and catalog is self.catalog:
            self.converted.emit(catalog.gallery, place, verified)

    async def _relocate(self, folder: Path) -> None:
        catalog, folder = self.catalog, absolute(folder)
        if catalog is None or folder == catalog.gallery:
            return
        await self._let_go()
        self.catalog = catalog  # which opens its store again when that is needed
        await self._worker.run_job(upkeep.relocate(catalog, folder))
        self.relocated.emit(catalog.gallery, folder)

    async def _forget(self) -> None:
        catalog = self.catalog
        if catalog is None:
            return
        if self.way.locked:
            raise Problem(self.way.locked)
        await self._let_go()
        self.catalog = catalog
        await self._worker.run_job(jobs.forgetting(catalog))
        self.catalog = None
        self.searching.ready = False
        self.gallery_opened.emit(None)

    async def _open(self, folder: Path) -> Catalog:
        """Let go of the gallery before, and make this one the present."""
        folder = absolute(folder)
        way = await self._sharing.way_to(folder)
        await self._let_go()
        model = self._preferences.now.models.get(str(folder), "")
        load = functools.partial(self._load_embedder, model)
        self.way = way
        self.catalog = Catalog(folder, way.url, load, mirrored=way.mirrored)
        self.searching.look_in(self.catalog, way)
        self._note_offline("")
        self.gallery_opened.emit(self.catalog.gallery)
        if way.locked and not way.mirrored:
            raise Problem(way.locked)
        return self.catalog

    async def _let_go(self) -> None:
        """End what goes on in the present gallery, and close its store; nothing may begin there."""
        catalog, self.catalog = self.catalog, None
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            await asyncio.wait([asyncio.ensure_future(job.result())])
            self.searching.filling = False
            self.work_ended.emit()
        await self.searching.let_go()
        if catalog is not None:
            await self._worker.run_job(jobs.closing(catalog))

    async def _look(self, catalog: Catalog, *, changed: bool = False) -> None:
        """Tell what the gallery holds, and search it with the query there is."""
        status = await self._worker.run_job(jobs.asking(catalog))
        if catalog is not self.catalog:
            return
        self.searching.ready = status.indexed > 0
        offline = status.offline or self.way.locked
        self.status_known.emit(status._replace(offline=offline))
        self._note_offline(offline)
        if self.searching.ready:
            self.searching.search_again()
        if self.way.mirrored and not offline:
            await self._mirror(catalog, changed=changed)
        if catalog is self.catalog:
            self.settled.emit(changed)

    async def _mirror(self, catalog: Catalog, *, changed: bool) -> None:
        """Bring the copy on this computer up to date, where it may be out of date."""
        shared = self._sharing.shared(catalog.gallery)
        if shared is None or not (changed or time.time() - shared.copied > MIRROR_AGAIN_AFTER):
            return
        verified = await self.work(FETCHING, upkeep.update_mirror(catalog))
        if verified is not None:
            self.mirrored.emit(catalog.gallery)

    async def work(self, title: str, steps: Generator[P, None, R]) -> R | None:
        """Run what takes long; None where it was cancelled, by the user or by another gallery."""
        assert self.catalog is not None
        job = self._worker.start(steps, self._note_progress)
        self._job = job
        self.searching.filling = True
        self.work_began.emit(title.format(readable(self.catalog.gallery.name)))
        try:
            return await job.result()
        except asyncio.CancelledError:
            log.info("stopped: %s", title)
            return None
        finally:
            if self._job is job:  # else another gallery has taken its place
                self._job = None
                self.searching.filling = False
                self.work_ended.emit()

    def _note_progress(self, progress: object) -> None:
        self.progressed.emit(progress)
        if self.searching.ready or not isinstance(progress, Progress):
            return
        if progress.total and progress.done > progress.failed:
            self.searching.ready = True  # a query that came too early is answered now
            self.searching.search_again()

    def _note_offline(self, reason: str) -> None:
        if reason != self.offline:
            self.offline = reason
            self.offline_changed.emit(reason)

"""The present gallery, and the long work under way for it; nothing that is seen."""

from __future__ import annotations

import asyncio
import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder import upkeep
from clothesfinder.catalog import Catalog, absolute
from clothesfinder.embedder import device_of
from clothesfinder.gui import jobs
from clothesfinder.gui.copying import Copying
from clothesfinder.gui.copying_out import CopyingOut
from clothesfinder.gui.measuring import Measuring
from clothesfinder.gui.names import titled
from clothesfinder.gui.renewing import RENEWING, Renewing, judging
from clothesfinder.gui.searching import Searching
from clothesfinder.gui.sharing import Way
from clothesfinder.gui.tasks import Tasks
from clothesfinder.gui.work import Work
from clothesfinder.measurable import measurable
from clothesfinder.models import BUILTIN, NotDownloaded, choice_for
from clothesfinder.problem import Problem
from clothesfinder.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Generator
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.sharing import Sharing
    from clothesfinder.gui.worker import Worker
    from clothesfinder.progress import Summary

INDEXING = "Indexing “{}”"
STOPPED = "Indexing was stopped. What was indexed is kept; update to go on."


class Session(Tasks):
    """Turns intents about the gallery into jobs, and tells by its signals what came of them.

    The newest wins: another gallery, or another intent, ends what is done for the one before.
    """

    gallery_opened = Signal(object)
    """The folder that is now the gallery, or None after it was forgotten."""
    gallery_kept = Signal()
    """The present gallery is about to be brought up to date, and stays open."""
    forgotten = Signal(object)
    """The folder whose index is deleted now."""
    status_known = Signal(object)
    stopped = Signal(str)
    """The work was cancelled: what that means."""
    indexed = Signal(object)
    """The Summary."""
    model_missing = Signal(str)
    """The model that is needed is not on this computer: what to do."""
    relocated = Signal(object, object)
    """The folder where the gallery was, and the one where it is now, to be opened next."""
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
        load_for: Callable[[str], Embedder | None] = lambda _space: None,
    ) -> None:
        """Take what loads a model by its name, or by the path of its file, or for a space.

        The latter as Catalog has it.
        """
        super().__init__()
        self._worker = worker
        self._load_embedder = load_embedder
        self._load_for = load_for
        self._preferences = preferences
        self._sharing = sharing
        self.catalog: Catalog | None = None
        """The present gallery."""
        self.way = Way("", mirrored=False, locked="")
        """How the present gallery's store is reached."""
        self._model: str | None = None
        """The model that was chosen for the present gallery when it was opened, if any."""
        self.offline = ""
        """Why the copy on this computer is searched in place of the database; else empty."""
        self._wish: object = None
        """The newest wish for a gallery: an older one that is still on its way comes to nothing."""
        self._changing = asyncio.Lock()
        """Held by who lets go of the present gallery, until there is one again, or none."""
        self.work = Work(worker)
        self.work.began.connect(lambda _title: self._fill(True))
        self.work.progressed.connect(self._note_progress)
        self.work.ended.connect(lambda: self._fill(False))
        self.measuring = Measuring(worker)
        self.renewing = Renewing()
        self.copying = Copying(self, sharing)
        self.copying_out = CopyingOut()
        self.searching = Searching(worker)
        self.searching.grouped = preferences.now.grouped
        searching = self.searching
        for found in (searching.found, searching.found_again, searching.more_found):
            found.connect(lambda found: self._note_offline(found.offline))

    @property
    def gallery(self) -> Path | None:
        """The present gallery's folder."""
        return self.catalog.gallery if self.catalog else None

    @property
    def was_asked_for_a_gallery(self) -> bool:
        """Whether a gallery is open, or is on its way, or was forgotten since."""
        return self._wish is not None

    # --- intents

    def warm_up(self) -> None:
        """Load the model before it is needed."""
        load = functools.partial(self._load_embedder, BUILTIN)
        self.begin(self._worker.run_job(jobs.loading(load)))

    def index(
        self, folder: Path, *, remove_missing: bool = False, retry: Container[str] | None = ()
    ) -> None:
        """Index a folder, and make it the present gallery; see Catalog.index."""
        self.begin(self._index(folder, remove_missing=remove_missing, retry=retry))

    def open_gallery(self, folder: Path, *, uploading: bool = False) -> None:
        """Make a folder that was indexed before the present gallery.

        ``uploading``: first give the store in MongoDB what the index on this computer holds.
        """
        self.begin(self._open_gallery(folder, uploading=uploading))

    def relocate_gallery(self, gallery: Path, folder: Path) -> None:
        """Tell that the pictures of this gallery, if it is the present one, lie in this folder."""
        self.begin(self._relocate(gallery, folder))

    def forget_gallery(self, gallery: Path) -> None:
        """Delete the index of this gallery, if it is the present one."""
        self.begin(self._forget(gallery))

    async def close(self) -> None:
        """End what goes on, and let go of the gallery."""
        self._wish = None
        async with self._changing:
            await self._let_go()
        await self.measuring.close()
        await self.copying_out.close()
        await self.searching.close()
        await super().close()

    def present(self, gallery: Path) -> Catalog | None:
        """The catalog of this gallery, if it is the present one still."""
        return self.catalog if self.gallery == gallery else None

    async def models(self) -> dict[str, Callable[[], Embedder]]:
        """What loads each model that can be measured, by its title."""
        chosen = self._preferences.now.models.values()
        built_in = functools.partial(self._load_embedder, BUILTIN)
        return await self.work.ask(jobs.calling(lambda: measurable(chosen, built_in)))

    async def device(self) -> str:
        """What the present model runs on, see `device_of`; it is loaded where it is not yet.

        Raises Problem where it cannot be.
        """
        built_in = functools.partial(self._load_embedder, BUILTIN)
        load = self.catalog.load_embedder if self.catalog else built_in
        return await self._worker.run_job(jobs.calling(lambda: device_of(load())))

    # --- their ways

    async def _index(
        self, folder: Path, *, remove_missing: bool, retry: Container[str] | None
    ) -> None:
        catalog = await self._open(folder, keeping=True)
        if self.way.locked:
            raise Problem(self.way.locked)
        steps = catalog.index(remove_missing=remove_missing, retry=retry)
        await self._bring_up_to_date(catalog, INDEXING, steps)

    async def _bring_up_to_date(
        self, catalog: Catalog, title: str, steps: Generator[Progress, None, Summary]
    ) -> None:
        summary = await self.work.run(titled(title, catalog.gallery), steps)
        is_replaced = summary is None and self.work.is_under_way
        if catalog is not self.catalog or is_replaced:
            return
        if summary is None:
            self.stopped.emit(STOPPED)
        else:
            self.indexed.emit(summary)
        await self._look(catalog, changed=True)

    async def _open_gallery(self, folder: Path, *, uploading: bool) -> None:
        catalog = await self._open(folder)
        if uploading and not self.way.locked:
            await self.copying.upload(catalog)
            if catalog is not self.catalog:
                return
        await self._look(catalog)

    async def _relocate(self, gallery: Path, folder: Path) -> None:
        folder, wish = absolute(folder), self._wish
        async with self._changing:
            catalog = self.present(gallery)
            if catalog is None or folder == gallery:
                return
            await self._leave(catalog, upkeep.relocate(catalog, folder))
            self.relocated.emit(gallery, folder)
        if wish is self._wish:
            self.open_gallery(folder)

    async def _forget(self, gallery: Path) -> None:
        async with self._changing:
            if (catalog := self.present(gallery)) is None:
                return
            if self.way.locked:
                raise Problem(self.way.locked)
            await self._leave(catalog, jobs.forgetting(catalog))
            self.forgotten.emit(gallery)
            self.gallery_opened.emit(None)

    async def _leave(self, catalog: Catalog, steps: Generator[None, None, None]) -> None:
        """Let go of the present gallery and do this; where it fails, it is the present one again.

        Its store is opened again when that is needed.
        """
        await self._let_go()
        try:
            await self._worker.run_job(steps)
        except Exception:
            ready = self.searching.ready
            self.catalog = catalog
            self.searching.look_in(catalog, self.way)
            self.searching.ready = ready
            raise

    async def _open(self, folder: Path, *, keeping: bool = False) -> Catalog:
        """Let go of the gallery before, and make this one the present.

        ``keeping``: where that is the one there is, and it can be searched, it stays open, with the
        query and what was found for it.
        """
        wish = self._wish = object()
        folder = absolute(folder)
        way = await self._sharing.way_to(folder)
        async with self._changing:
            self._check_newest(wish)
            if keeping and self._is_as_it_was(folder, way):
                assert self.catalog is not None
                self.gallery_kept.emit()
                return self.catalog
            await self._let_go()
            self._check_newest(wish)
            return self._take_up(folder, way)

    def _is_as_it_was(self, folder: Path, way: Way) -> bool:
        """Whether this is the present gallery, in the same place, of the same model, and well."""
        is_present = self.gallery == folder and way == self.way and not self.offline
        is_of_model = self._model == self._preferences.now.models.get(str(folder))
        return is_present and is_of_model and self.searching.ready

    def _take_up(self, folder: Path, way: Way) -> Catalog:
        self.way, self._model = way, self._preferences.now.models.get(str(folder))
        self.catalog = Catalog(folder, way.url, mirrored=way.mirrored, load_for=self._load_for)
        self.catalog.load_embedder = functools.partial(self._load_model_of, self.catalog)
        self.searching.look_in(self.catalog, way)
        self._note_offline("")
        self.gallery_opened.emit(self.catalog.gallery)
        if way.locked and not way.mirrored:
            raise Problem(way.locked)
        return self.catalog

    def _load_model_of(self, catalog: Catalog) -> Embedder:
        """Load the model that was chosen for a gallery, or else the one that made its vectors."""
        settings = self._preferences.now
        chosen = settings.models.get(str(catalog.gallery))
        return self._load_embedder(
            chosen or choice_for(catalog.stored_space(), settings.default_model)
        )

    def _check_newest(self, wish: object) -> None:
        if wish is not self._wish:
            raise asyncio.CancelledError  # nothing is told of what the user wants no more

    async def _let_go(self) -> None:
        """End what goes on in the present gallery, and close its store; nothing may begin there."""
        catalog, self.catalog = self.catalog, None
        await self.work.end()
        await self.searching.let_go()
        if catalog is not None:
            await self._worker.run_job(jobs.closing(catalog))

    async def _look(self, catalog: Catalog, *, changed: bool = False) -> None:
        """Tell what the gallery holds, and search it with the query there is."""
        status = await self.work.ask(jobs.asking(catalog))
        if catalog is not self.catalog:
            return
        offline = status.offline or self.way.locked
        self.status_known.emit(status._replace(offline=offline))
        self._note_offline(offline)
        standing = await self.work.ask(judging(catalog, status))
        if catalog is not self.catalog:
            return
        self.searching.ready = standing.searchable > 0
        if self.searching.ready:
            self.searching.search_again()
        if self.way.mirrored and not offline:
            await self.copying.mirror(catalog, changed=changed)
        if catalog is self.catalog:
            self.settled.emit(changed)
            if self.searching.ready:
                await self._get_ready(catalog, outdated=standing.outdated)
        if not standing.outdated or catalog is not self.catalog or self.work.is_under_way:
            return
        if self.renewing.begins(standing, status, self.way.url, again=changed):
            await self._bring_up_to_date(catalog, RENEWING, catalog.index())

    async def _get_ready(self, catalog: Catalog, *, outdated: bool) -> None:
        """Have a search be quick, and then its scores be told in words, too.

        Of an outdated gallery these would soon be others.
        """
        await self.work.ask(catalog.get_ready())
        if outdated or catalog is not self.catalog:
            return
        if await self.work.ask(catalog.calibrate()):
            self.searching.tell_meaning()

    def _tell(self, problem: Problem) -> None:
        if isinstance(problem, NotDownloaded):
            self.model_missing.emit(str(problem))
        else:
            super()._tell(problem)

    def _fill(self, filling: bool) -> None:
        self.searching.filling = filling

    def _note_progress(self, progress: object) -> None:
        if self.searching.ready or not isinstance(progress, Progress):
            return
        has_some = progress.total and progress.done > progress.failed + progress.skipped
        if progress.waiting or has_some:  # while it waits, another program is storing pictures
            self.searching.ready = True  # a query that came too early is answered now
            self.searching.search_again()

    def _note_offline(self, reason: str) -> None:
        if reason != self.offline:
            self.offline = reason
            self.offline_changed.emit(reason)

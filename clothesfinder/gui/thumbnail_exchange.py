"""Small thumbnails that go by way of the database to those who lack the pictures; nothing seen."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder import upkeep
from clothesfinder.gui.tasks import Tasks
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.worker import Worker

log = logging.getLogger(__name__)

MAKING = "Making small thumbnails of “{}”"


class ThumbnailExchange(Tasks):
    """Gives and takes the shared thumbnails of the present gallery."""

    arrived = Signal(object, bytes)
    """The absolute path of a picture that is not here, and a small JPEG of it."""
    known = Signal(bool)
    """Whether the present gallery's thumbnails are shared."""
    estimated = Signal(object)
    """How large they would be: Estimate."""
    updated = Signal(object)
    """They are shared, and up to date: Updated."""

    def __init__(self, worker: Worker, session: Session) -> None:
        super().__init__()
        self._worker = worker
        self._session = session
        session.settled.connect(lambda changed: self.begin(self._settle(changed)))

    def fetch(self, paths: Sequence[Path]) -> None:
        """Look for thumbnails of these pictures, whose files are not here."""
        self.begin(self._fetch(paths))

    def estimate(self) -> None:
        """Find out how large the present gallery's thumbnails would be."""
        self.begin(self._estimate())

    def share(self) -> None:
        """Share the present gallery's thumbnails from now on."""
        self.begin(self._share())

    def stop(self) -> None:
        """Delete the present gallery's shared thumbnails, and make no more."""
        self.begin(self._stop())

    async def _settle(self, changed: bool) -> None:
        catalog = self._shared()
        if catalog is None or self._session.offline:
            return
        shares = await self._worker.run_job(upkeep.shares_thumbnails(catalog))
        self.known.emit(shares)
        if shares and changed and catalog is self._session.catalog:
            await self._session.work(MAKING, upkeep.update_thumbnails(catalog))

    async def _fetch(self, paths: Sequence[Path]) -> None:
        catalog = self._shared()
        if catalog is None:
            return
        gallery = catalog.gallery
        wanted = [path.relative_to(gallery).as_posix() for path in paths if gallery in path.parents]
        try:
            found = await self._worker.run_job(upkeep.shared_thumbnails(catalog, wanted))
        except Problem as problem:  # a placeholder says enough
            log.info("no thumbnails: %s", problem)
            return
        for path, jpeg in found.items():
            self.arrived.emit(gallery / path, jpeg)

    async def _estimate(self) -> None:
        if (catalog := self._shared()) is not None:
            self.estimated.emit(await self._worker.run_job(upkeep.estimate_thumbnails(catalog)))

    async def _share(self) -> None:
        if (catalog := self._shared()) is not None:
            updated = await self._session.work(MAKING, upkeep.share_thumbnails(catalog))
            await self._settle(changed=False)
            if updated is not None:
                self.updated.emit(updated)

    async def _stop(self) -> None:
        if (catalog := self._shared()) is not None:
            await self._worker.run_job(upkeep.stop_sharing_thumbnails(catalog))
            await self._settle(changed=False)

    def _shared(self) -> Catalog | None:
        """The present gallery, if it is one that is in MongoDB."""
        return self._session.catalog if self._session.way.url else None

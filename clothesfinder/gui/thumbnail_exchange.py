"""Small thumbnails that go by way of the database to those who lack the pictures; nothing seen."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder import upkeep
from clothesfinder.gui.names import titled
from clothesfinder.gui.tasks import Tasks
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.session import Session

log = logging.getLogger(__name__)

MAKING = "Making small thumbnails of “{}”"


class ThumbnailExchange(Tasks):
    """Gives and takes the shared thumbnails of the present gallery."""

    arrived = Signal(object, bytes)
    """The absolute path of a picture that is not here, and a small JPEG of it."""
    known = Signal(bool)
    """Whether the present gallery's thumbnails are shared."""
    estimated = Signal(object, object)
    """The gallery, and how large its thumbnails would be: Estimate."""
    updated = Signal(object)
    """They are shared, and up to date: Updated."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wanted: list[Path] = []
        self._fetching: asyncio.Task[None] | None = None
        session.settled.connect(lambda changed: self.begin(self._settle(changed)))

    def fetch(self, paths: Sequence[Path]) -> None:
        """Look for thumbnails of these pictures, whose files are not here."""
        self._wanted.extend(paths)
        if self._fetching is None or self._fetching.done():
            self._fetching = self.begin(self._fetch())

    def estimate(self) -> None:
        """Find out how large the present gallery's thumbnails would be."""
        self.begin(self._estimate())

    def share(self, gallery: Path) -> None:
        """Share the thumbnails of this gallery, if it is the present one, from now on."""
        self.begin(self._share(gallery))

    def stop(self, gallery: Path) -> None:
        """Delete the shared thumbnails of this gallery, if it is the present one."""
        self.begin(self._stop(gallery))

    async def _settle(self, changed: bool) -> None:
        catalog = self._shared()
        if catalog is None or self._session.offline:
            return
        shares = await self._session.work.ask(upkeep.shares_thumbnails(catalog))
        if catalog is not self._session.catalog:
            return
        self.known.emit(shares)
        if shares and changed and not self._session.work.is_under_way:
            await self._session.work.run(
                titled(MAKING, catalog.gallery), upkeep.update_thumbnails(catalog)
            )

    async def _fetch(self) -> None:
        """Ask for all that is wanted at once, and again for what was wanted meanwhile."""
        while self._wanted and (catalog := self._shared()) is not None:
            gallery, paths = catalog.gallery, self._wanted
            self._wanted = []
            wanted = [p.relative_to(gallery).as_posix() for p in paths if gallery in p.parents]
            try:
                steps = upkeep.shared_thumbnails(catalog, wanted)
                found = await self._session.work.ask(steps)
            except Problem as problem:  # a placeholder says enough, and the next would say the same
                log.info("no thumbnails: %s", problem)
                break
            for path, jpeg in found.items():
                self.arrived.emit(gallery / path, jpeg)
        self._wanted = []

    async def _estimate(self) -> None:
        if (catalog := self._shared()) is not None:
            estimate = await self._session.work.ask(upkeep.estimate_thumbnails(catalog))
            self.estimated.emit(catalog.gallery, estimate)

    async def _share(self, gallery: Path) -> None:
        catalog = self._shared()
        if catalog is not None and catalog.gallery == gallery:
            steps = upkeep.share_thumbnails(catalog)
            updated = await self._session.work.run(titled(MAKING, catalog.gallery), steps)
            await self._settle(changed=False)
            if updated is not None:
                self.updated.emit(updated)

    async def _stop(self, gallery: Path) -> None:
        catalog = self._shared()
        if catalog is not None and catalog.gallery == gallery:
            await self._session.work.ask(upkeep.stop_sharing_thumbnails(catalog))
            await self._settle(changed=False)

    def _shared(self) -> Catalog | None:
        """The present gallery, if it is one that is in MongoDB."""
        return self._session.catalog if self._session.way.url else None

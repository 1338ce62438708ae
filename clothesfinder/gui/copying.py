"""Copies of a gallery's index between MongoDB and this computer, each a long work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clothesfinder import upkeep
from clothesfinder.gui.names import titled
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.sharing import Sharing

MIRROR_AGAIN_AFTER = 3600.0
"""Seconds for which a copy on this computer is good enough, as far as others change the gallery."""
UPLOADING = "Copying the index of “{}” to MongoDB"
FETCHING = "Copying the index of “{}” to this computer"
CONVERTING = "Converting “{}”"
STOPPED = "The copying was stopped. What was copied is kept, and it can be gone on with."


class Copying(QObject):
    """Copies the present gallery's index; nothing is told of a gallery that is it no more."""

    uploaded = Signal(object)
    """The index on this computer is in MongoDB now: Verified."""
    stopped = Signal(str)
    """The upload was cancelled: what that means."""
    mirrored = Signal(object)
    """The folder whose copy on this computer is up to date."""
    fetched = Signal(object)
    """The folder whose index was brought from MongoDB to this computer, to stay here."""
    converted = Signal(object, str, object)
    """The folder of a gallery of the original scripts, where it is now, and Verified."""

    def __init__(self, session: Session, sharing: Sharing) -> None:
        super().__init__()
        self._session = session
        self._sharing = sharing

    # --- intents

    def fetch(self, gallery: Path) -> None:
        """Bring the index of this gallery, if it is the present one, to this computer to stay."""
        self._session.begin(self._fetch(gallery))

    def convert(self, gallery: Path) -> None:
        """Copy this gallery of the original scripts, if it is the present one, to be changed."""
        self._session.begin(self._convert(gallery))

    # --- parts of the session's ways

    async def upload(self, catalog: Catalog) -> None:
        """Give the store in MongoDB what the index on this computer holds."""
        steps = upkeep.upload(catalog)
        verified = await self._session.work.run(titled(UPLOADING, catalog.gallery), steps)
        if catalog is not self._session.catalog:
            return
        if verified is None:
            self.stopped.emit(STOPPED)
        else:
            self.uploaded.emit(verified)

    async def mirror(self, catalog: Catalog, *, changed: bool) -> None:
        """Bring the copy on this computer up to date, where it may be out of date."""
        shared = self._sharing.shared(catalog.gallery)
        if shared is None or not (changed or time.time() - shared.copied > MIRROR_AGAIN_AFTER):
            return
        if self._session.work.is_under_way:  # which the user began meanwhile
            return
        steps = upkeep.update_mirror(catalog)
        verified = await self._session.work.run(titled(FETCHING, catalog.gallery), steps)
        if verified is not None:
            self.mirrored.emit(catalog.gallery)

    # --- the intents' ways

    async def _fetch(self, gallery: Path) -> None:
        if (catalog := self._session.present(gallery)) is None:
            return
        if self._session.way.locked:
            raise Problem(self._session.way.locked)
        steps = upkeep.update_mirror(catalog)
        verified = await self._session.work.run(titled(FETCHING, catalog.gallery), steps)
        if verified is not None and catalog is self._session.catalog:
            self.fetched.emit(gallery)

    async def _convert(self, gallery: Path) -> None:
        catalog = self._session.present(gallery)
        place, url = await self._sharing.way_to_converted(gallery)
        if catalog is None or catalog is not self._session.catalog:
            return
        steps = upkeep.convert(catalog, url)
        verified = await self._session.work.run(titled(CONVERTING, catalog.gallery), steps)
        if verified is not None and catalog is self._session.catalog:
            self.converted.emit(gallery, place, verified)

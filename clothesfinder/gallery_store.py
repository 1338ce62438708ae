"""The store of one gallery: opened when it is needed, and its copy where it cannot be reached."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from clothesfinder.problem import Problem, Unreachable
from clothesfinder.store import Store, open_store

if TYPE_CHECKING:
    from pathlib import Path

RETRY_AFTER = 60.0
"""Seconds for which a store that could not be reached is left alone, and its copy is searched."""


class GalleryStore:
    """Opens the store, and lets go of it. Used by one thread."""

    def __init__(self, gallery: Path, url: str, *, mirrored: bool) -> None:
        """Take the folder and the address of its store; see Catalog."""
        self.url = url
        self._gallery = gallery
        self._mirrored = mirrored
        self._store: Store | None = None
        self._copy: Store | None = None
        self._offline = ""
        self._offline_until = 0.0

    def open(self, *, create: bool = False) -> Store:
        """Return the store itself. Raises Problem where there is none, or no way to it."""
        if self._store is None:
            self._store = open_store(self.url, self._gallery, create=create)
        return self._store

    @property
    def shared_name(self) -> str:
        """The name of the store where it is shared, which holds no secret; else empty."""
        return self.open().name if self.url else ""

    def reachable(self) -> tuple[Store, str]:
        """Return the store that can be asked now, and why it is the copy here if it is that."""
        if time.monotonic() < self._offline_until and self._copy is not None:
            return self._copy, self._offline
        try:
            store = self.open()
            store.space()  # where the connection was cut meanwhile, this tells
        except Unreachable as problem:
            return self.fall_back(problem)
        return store, ""

    def fall_back(self, problem: Unreachable) -> tuple[Store, str]:
        """Go on with the copy on this computer for a while, or raise this where there is none."""
        if not self._mirrored:
            raise problem
        if self._copy is None:
            try:
                self._copy = open_store("", self._gallery, create=False)
            except Problem:
                raise problem from None
        self._offline, self._offline_until = str(problem), time.monotonic() + RETRY_AFTER
        return self._copy, self._offline

    def forget(self) -> None:
        """Delete what the store holds of the gallery."""
        self.open().forget()
        self._store = None

    def close(self) -> None:
        """Let go of all that is open; what is needed again is opened again."""
        for store in (self._store, self._copy):
            if store is not None:
                store.close()
        self._store = self._copy = None

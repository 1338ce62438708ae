"""The store of one gallery: opened when it is needed, and its copy where it cannot be reached."""

from __future__ import annotations

import time
from contextlib import nullcontext
from typing import TYPE_CHECKING, TypeVar

from clothesfinder.index_files import index_file
from clothesfinder.problem import Problem, Unreachable
from clothesfinder.store import Store, open_store
from clothesfinder.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Generator
    from contextlib import AbstractContextManager
    from pathlib import Path

P = TypeVar("P")
R = TypeVar("R")
RETRY_AFTER = 60.0
"""Seconds for which a store that could not be reached is left alone, and its copy is searched."""


class GalleryStore:
    """Opens the store, and lets go of it. Used by one thread."""

    def __init__(self, gallery: Path, url: str, *, mirrored: bool) -> None:
        """Take the folder and the address of its store; see Catalog."""
        self.url = url
        self._gallery = gallery
        self._mirrored = mirrored
        self._writer = Writer(gallery)
        self._store: Store | None = None
        self._copy: Store | None = None
        self._opened: tuple[int, int] | None = None
        self._offline = ""
        self._offline_until = 0.0

    def open(self, *, create: bool = False) -> Store:
        """Return the store itself. Raises Problem where there is none, or no way to it."""
        if self._store is not None and self._opened != self._file():
            self.close()  # another program has forgotten the index, moved it or set it aside
        if self._store is None:
            self._store = open_store(self.url, self._gallery, create=create)
            self._opened = self._file()
        return self._store

    def _file(self) -> tuple[int, int] | None:
        """Which file holds the index on this computer; None where none does."""
        try:
            state = None if self.url else index_file(self._gallery).stat()
        except FileNotFoundError:
            return None
        return state and (state.st_dev, state.st_ino)

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
        with self.alone():
            self.open().forget()
            self._store = None

    def alone(self) -> AbstractContextManager[None]:
        """Write the index on this computer, while no other program does.

        Raises Problem where another does. One in MongoDB may be written by many at once.
        """
        return nullcontext() if self.url else self._writer.alone()

    def when_alone(self, job: Generator[P, None, R], waiting: P) -> Generator[P, None, R]:
        """Run a job that writes the index, as soon as no other program writes it; see `alone`."""
        return job if self.url else self._writer.when_alone(job, waiting)

    def close(self) -> None:
        """Let go of all that is open; what is needed again is opened again."""
        for store in (self._store, self._copy):
            if store is not None:
                store.close()
        self._store = self._copy = None

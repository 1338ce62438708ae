"""Which pictures are being decoded, on disk: what a decoder that crashes leaves behind."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from clothesfinder.holder import Holder
from clothesfinder.index_files import index_file
from clothesfinder.settings import data_folder, open_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Journal:
    """The journal of one run: a small file a thread, with the picture that it is at.

    A program that is killed, or crashes, leaves its files as they are; a later run reads them.
    They need not survive a power cut, so nothing waits for the disk. Where they cannot be written,
    all goes on without.
    """

    def __init__(self, gallery: Path) -> None:
        """Take the gallery; nothing is written before the first picture begins."""
        self._folder = data_folder() / "reading" / index_file(gallery).stem
        self._holder = Holder(self._folder, "run")
        self._lock = threading.Lock()
        self._slots: list[BinaryIO] = []
        self._own = threading.local()
        self._dead: list[str] = []

    def suspects(self) -> set[str]:
        """What runs that came to no end were decoding, or had just done. Most are innocent."""
        self._dead = self._holder.dead()
        left = [file for name in self._dead for file in self._folder.glob(f"{name}-*")]
        found = set()
        for file in left:
            with suppress(OSError):
                found.add(os.fsdecode(file.read_bytes()))
        return found - {""}

    def settle(self) -> None:
        """Forget the runs that `suspects` told of, as what became of them is stored now."""
        for name in self._dead:
            _delete(self._folder.glob(f"{name}-*"))
        self._holder.bury(self._dead)
        self._dead = []

    def begin(self, path: str) -> None:
        """Tell which picture this thread decodes from now on, until it begins the next one.

        It stays beyond its end, for what a decoder has done to the memory may show a little later.
        """
        slot = self._slot()
        if slot is not None:
            with suppress(OSError):
                slot.seek(0)
                slot.truncate()
                slot.write(os.fsencode(path))

    def end(self) -> None:
        """Take away this run's files; no thread decodes any more."""
        for slot in self._slots:
            slot.close()
        self._slots, self._own = [], threading.local()
        _delete(self._folder.glob(f"{self._holder.name}-*"))
        self._holder.end(holds_nothing=True)

    def _slot(self) -> BinaryIO | None:
        slot: BinaryIO | None = getattr(self._own, "slot", None)
        if slot is None:
            with self._lock, suppress(OSError):
                self._holder.begin()
                file = self._folder / f"{self._holder.name}-{len(self._slots)}"
                slot = open(file, "xb", buffering=0, opener=open_private)  # noqa: SIM115
                self._slots.append(slot)
            self._own.slot = slot
        return slot


def _delete(files: Iterator[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink()

"""Files are read ahead of the store, but never far ahead of one that takes long."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from clothesfinder.images import File
from clothesfinder.journal import Journal
from clothesfinder.pace import Pace
from clothesfinder.reading import Reader

from .conftest import ColourEmbedder, save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


class SlowFirst(ColourEmbedder):
    """Holds the batch that comes first until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.first = threading.Lock()
        self.go = threading.Event()

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        if self.first.acquire(blocking=False):
            self.go.wait()
        return super().embed(pixels)


def save_files(gallery: Path, count: int) -> list[File]:
    files = []
    for number in range(count):
        state = save(gallery / f"{number:03}.png").stat()
        files.append(File(f"{number:03}.png", state.st_mtime_ns, state.st_size))
    return files


def test_a_slow_batch_lets_few_others_run_ahead_of_it(gallery: Path) -> None:
    files = save_files(gallery, 102)
    embedder = SlowFirst()
    journal = Journal(gallery)
    reader = Reader(gallery, embedder, (), journal, 180, Pace.FULL)
    most = reader._threads + 2
    try:
        reader.add(files[:100], more=True)
        assert not reader.has_room
        assert len(reader._ahead) == most
        embedder.go.set()
        read: list[str] = []
        while reader.is_busy:
            read += [item.file.path for item in reader.next_batch(None)]
            assert len(reader._ahead) <= most
        assert reader.has_room
        reader.add(files[100:], more=False)
        while reader.is_busy:
            read += [item.file.path for item in reader.next_batch(None)]
        assert read == [file.path for file in files]
    finally:
        embedder.go.set()
        reader.close()
        journal.end()


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_the_last_files_are_shared_out_among_the_threads(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: threads)
    files = save_files(gallery, ColourEmbedder.batch)
    journal = Journal(gallery)
    reader = Reader(gallery, ColourEmbedder(), (), journal, 180, Pace.FULL)
    try:
        reader.add(files, more=False)
        batches = []
        while reader.is_busy:
            batches.append(reader.next_batch(None))
        assert max(map(len, batches)) == len(files) // threads
        assert [item.file.path for batch in batches for item in batch] == [
            file.path for file in files
        ]
    finally:
        reader.close()
        journal.end()

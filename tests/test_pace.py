"""How much of the computer indexing takes."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.gui.menus import PACES
from clothesfinder.pace import Pace
from clothesfinder.settings import Settings, save_settings

from .conftest import ColourEmbedder, result, save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

linux = pytest.mark.skipif(sys.platform != "linux", reason="a thread's own nice value is Linux's")


@pytest.mark.parametrize(
    ("cores", "full", "gentle"), [(None, 1, 1), (1, 1, 1), (2, 2, 1), (8, 8, 2), (64, 16, 16)]
)
def test_threads(
    cores: int | None, full: int, gentle: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert (Pace.FULL.threads, Pace.NORMAL.threads, Pace.GENTLE.threads) == (full, full, gentle)


def test_a_name_that_is_none_is_the_normal_pace() -> None:
    assert [Pace.named(name) for name in ("full", "gentle", "", "fast")] == [
        Pace.FULL,
        Pace.GENTLE,
        Pace.NORMAL,
        Pace.NORMAL,
    ]


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@linux
def test_only_the_threads_that_index_give_way() -> None:
    before = niceness()
    for pace, more in ((Pace.FULL, 0), (Pace.NORMAL, 5), (Pace.GENTLE, 19)):
        with ThreadPoolExecutor(1, initializer=pace.take) as pool:
            assert pool.submit(niceness).result() == min(19, before + more)
    assert niceness() == before


class WatchedEmbedder(ColourEmbedder):
    """Tells how nice the threads are that embed."""

    def __init__(self) -> None:
        super().__init__()
        self.niceness: set[int] = set()

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.niceness.add(niceness())
        return super().embed(pixels)


@linux
@pytest.mark.parametrize(("pace", "more"), [("full", 0), ("normal", 5), ("gentle", 19)])
def test_indexing_goes_at_the_pace_of_the_settings(gallery: Path, pace: str, more: int) -> None:
    for number in range(9):
        save(gallery / f"{number}.png", colour=(number * 20, 9, 9))
    save_settings(replace(Settings(), pace=pace))
    embedder = WatchedEmbedder()
    catalog = Catalog(gallery, load_embedder=lambda: embedder)
    assert result(catalog.index()).indexed == 9
    catalog.close()
    assert embedder.niceness == {min(19, niceness() + more)}


def test_each_can_be_chosen_in_the_menu() -> None:
    assert list(PACES) == [pace.value for pace in Pace]

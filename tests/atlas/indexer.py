"""Indexes a gallery as a computer of its own would: `python -m ... FOLDER URL LEASE CLOCK`.

It begins when a line comes in, tells after each step how much is done, and at the end, in JSON,
what it did. LEASE is of its claims, in seconds; CLOCK is how many seconds its clock is ahead.
"""

from __future__ import annotations

import datetime
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

folder, url, lease, ahead = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
real_time = time.time


class WrongClock(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> WrongClock:
        return cls.fromtimestamp(time.time(), tz)


if ahead:  # before anything of Clothesfinder's is loaded
    time.time = lambda: real_time() + ahead
    datetime.datetime = WrongClock  # type: ignore[misc]

from clothesfinder import atlas_store, share  # noqa: E402
from clothesfinder.atlas_address import read_address  # noqa: E402
from clothesfinder.catalog import Catalog  # noqa: E402
from tests.conftest import ColourEmbedder  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

vars(atlas_store)["AT_ONCE"] = 8
share.CHUNK = 8


class CountingEmbedder(ColourEmbedder):
    """Notes every picture that it embeds, and is no faster than a network."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[int] = []

    def embed(self, pixels: Sequence[NDArray[Any]]) -> NDArray[Any]:
        self.pictures += [hash(one.tobytes()) for one in pixels]
        time.sleep(0.05)
        return super().embed(pixels)


def say(text: object) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


embedder = CountingEmbedder()
catalog = Catalog(folder, url, lambda: embedder)
catalog.stores._store = atlas_store.AtlasStore(read_address(url, folder.name), lease)
say("ready")
sys.stdin.readline()
job = catalog.index()
try:
    while True:
        say(next(job).done)
except StopIteration as end:
    say(json.dumps(end.value._asdict() | {"embedded": len(embedder.pictures)}))
catalog.close()

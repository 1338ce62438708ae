"""What an index holds, read and checked after a kill."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.index_files import index_file
from clothesfinder.local_store import open_local
from clothesfinder.store import WHOLE

from .renewing import check_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clothesfinder.store import Box, Index, Stamp, Vector

ALIKE = 0.9999


class Picture(NamedTuple):
    """What is stored of a picture."""

    stamp: Stamp
    size: tuple[int, int]
    regions: tuple[tuple[Box, Vector], ...]


class State(NamedTuple):
    """What an index holds."""

    space: str | None = None
    pictures: dict[str, Picture] = {}  # noqa: RUF012 - never changed
    failures: dict[str, str] = {}  # noqa: RUF012

    def settled(self, wanted: State) -> int:
        """How many pictures and failures are as they are wanted."""
        pictures = self.pictures.items()
        same = sum(path in wanted.pictures and one[0] == wanted.pictures[path][0]
                   for path, one in pictures)  # fmt: skip
        return same + len(self.failures.items() & wanted.failures.items())


def state_of(index: Index) -> State:
    """Read all that an index holds."""
    found: dict[str, Picture] = {}
    for one in index.entries(sorted(index.stamps())):
        regions = found[one.path].regions if one.path in found else ()
        found[one.path] = Picture(
            one.stamp, (one.width, one.height), (*regions, (one.part, one.vector))
        )
    assert len(found) == index.count()
    return State(index.space(), found, {one.path: one.reason for one in index.failures()})


def states(gallery: Path) -> tuple[State, State | None]:
    """What the gallery's index holds, and the one that is being made; both have to be sound."""
    if not index_file(gallery).exists():
        return State(), None
    with closing(open_local(gallery)) as store:
        check_file(store)
        beside = store.successor
        return state_of(store), None if beside is None else state_of(beside)


def assert_same(one: Picture, other: Picture) -> None:
    """See that the vectors of two pictures are those of the same content."""
    assert one.stamp[1:] == other.stamp[1:]
    assert one.size == other.size
    assert [box for box, _ in one.regions] == [box for box, _ in other.regions]
    for (_, vector), (_, wanted) in zip(one.regions, other.regions, strict=True):
        assert float(vector @ wanted) > ALIKE


def check_sound(state: State, undisturbed: Sequence[State]) -> None:
    """See that there are whole pictures only, with the vectors that their content has."""
    sources = [one for one in undisturbed if one.space == state.space]
    assert sources or not state.pictures
    known = {p.stamp.digest: p for one in sources for p in one.pictures.values()}
    for picture in state.pictures.values():
        assert [box for box, _ in picture.regions].count(WHOLE) == 1
        for _, vector in picture.regions:
            assert abs(np.linalg.norm(vector) - 1) < 1e-3
        assert_same(picture, known[picture.stamp.digest])

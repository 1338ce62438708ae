from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.answers import Found
from clothesfinder.grouped_search import BEYOND, search_groups
from clothesfinder.grouping import NO_GROUPS
from clothesfinder.store import WHOLE, Match
from clothesfinder.turns import finished

if TYPE_CHECKING:
    from collections.abc import Generator


class Gallery:
    """So many pictures, each with the same number of copies behind it."""

    def __init__(self, pictures: int, copies: int) -> None:
        self.count, self.each = pictures * (copies + 1), copies + 1
        self.limits: list[int] = []

    def search(
        self, limit: int, *, seen: Found | None, grouped: bool
    ) -> Generator[None, None, Found]:
        assert grouped
        self.limits.append(limit)
        yield
        ranks = range(min(limit, self.count))
        after = len(seen.matches) if seen else 0
        return Found(
            [Match(f"{rank}.jpg", WHOLE, 1 - rank / 1e4) for rank in ranks],
            self.count,
            0.0,
            why={f"{rank}.jpg": {"cut": rank / 1e4} for rank in ranks[after:]},
            after=after,
            more=limit < self.count,
            groups=NO_GROUPS._replace(
                leaders=np.array([rank // self.each * self.each for rank in ranks], np.int32)
            ),
        )


def test_it_goes_on_until_there_are_enough() -> None:
    gallery = Gallery(300, copies=4)
    found = finished(search_groups(gallery.search, 100))
    assert gallery.limits == [100 + BEYOND, 300, 600, 1200]
    groups = found.in_groups()
    assert len(groups) >= 100
    assert [len(group) for group in groups[:100]] == [5] * 100
    assert found.why.keys() == {match.path for match in found.matches}


def test_or_until_there_is_no_more() -> None:
    gallery = Gallery(7, copies=1)
    found = finished(search_groups(gallery.search, 100))
    assert len(gallery.limits) == 1
    assert [len(group) for group in found.in_groups()] == [2] * 7

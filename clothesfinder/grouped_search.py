"""A search for so many groups of pictures that are nearly the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator

    from clothesfinder.answers import Found
    from clothesfinder.emphasis import Why

BEYOND = 50
"""Matches that are found beyond those that are needed: copies of the last have lower scores."""


class Search(Protocol):
    """What Catalog.search takes, after the query."""

    def __call__(
        self, limit: int, *, seen: Found | None, grouped: bool
    ) -> Generator[None, None, Found]:
        """Begin to search."""


def search_groups(search: Search, count: int) -> Generator[None, None, Found]:
    """Search until there are so many groups and some more matches, or no more matches."""
    found: Found | None = None
    limit = count + BEYOND
    why: dict[str, Why] = {}
    while True:
        found = yield from search(limit, seen=found, grouped=True)
        why = {**why, **found.why} if found.after else dict(found.why)
        leading = len(found.matches) - found.groups.behind
        if leading >= count + BEYOND // 2 or not found.more:
            return found._replace(why=why)
        limit *= 2

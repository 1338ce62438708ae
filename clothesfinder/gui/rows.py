"""Which match each row of the results shows: every one, or of each group of alike ones the best."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.grouping import NO_GROUPS, Groups

if TYPE_CHECKING:
    from collections.abc import Sequence


class Grouped(NamedTuple):
    """What is to be seen of the group that a row belongs to."""

    others: int
    """How many are in it beside its best."""
    is_open: bool
    """Whether those are shown behind it."""
    leader: int | None = None
    """The rank of the best, where this row shows another one."""
    is_last: bool = False
    """Whether this row is the last that is shown of it."""


class Rows:
    """Tells rows from ranks, both from 0. The rows of a group that is open are all together."""

    def __init__(self, count: int = 0, groups: Groups = NO_GROUPS) -> None:
        """Take the number of matches, and their groups; those of the last may not be known."""
        self._count = 0
        self._groups = NO_GROUPS
        self._sizes = NO_GROUPS.sizes()
        self._ranks: Sequence[int] = range(0)
        self._open: dict[int, list[int]] = {}
        """By the rank of the best, those behind it that are shown."""
        self.extend(count, groups)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._ranks)

    def rank(self, row: int) -> int:
        """The rank of the match that this row shows."""
        return self._ranks[row]

    def extend(self, count: int, groups: Groups) -> None:
        """Take in the matches that come next, up to so many, with the groups of them all.

        Rows are added at the end only; what joins a group that is open is not shown yet.
        """
        ranks = self.following(count, groups)
        if len(groups.leaders):
            self._ranks = [*self._ranks, *ranks]
        else:
            self._ranks = range(count)
        self._count, self._groups, self._sizes = count, groups, groups.sizes()

    def following(self, count: int, groups: Groups) -> Sequence[int]:
        """The ranks of which `extend` would make rows."""
        new, leaders = range(self._count, count), groups.leaders
        if not len(leaders):
            return new
        return [rank for rank in new if rank >= len(leaders) or leaders[rank] == rank]

    def row(self, rank: int) -> int:
        """The row that shows the match of this rank, or the best of its group."""
        if isinstance(self._ranks, range):
            return rank
        try:
            return self._ranks.index(rank)
        except ValueError:
            return self._ranks.index(self._leader(rank))

    def first_from(self, rank: int) -> int:
        """The first row whose group's best has this rank or comes after it; else the end."""
        if isinstance(self._ranks, range):
            return rank
        rows = enumerate(self._ranks)
        return next((row for row, one in rows if self._leader(one) >= rank), len(self))

    def grouped(self, row: int) -> Grouped | None:
        """The group that a row belongs to; None where it is alone."""
        rank = self._ranks[row]
        leader = self._leader(rank)
        others = int(self._sizes[leader]) - 1 if leader < len(self._sizes) else 0
        if not others:
            return None
        shown = self._open.get(leader, [])
        if rank == leader:
            return Grouped(others, is_open=bool(shown))
        return Grouped(others, is_open=True, leader=leader, is_last=rank == shown[-1])

    def group(self, row: int) -> list[int]:
        """The ranks of all that are in this row's group, shown or not, its best first."""
        rank = self._ranks[row]
        members = self._groups.members(self._leader(rank)) if len(self._groups.leaders) else []
        return members or [rank]

    def shown_behind(self, row: int) -> range:
        """The rows that are shown behind the best one of this row's group."""
        rank = self._ranks[row]
        shown = self._open.get(self._leader(rank), [])
        first = row + 1 - (shown.index(rank) + 1 if rank in shown else 0)
        return range(first, first + len(shown))

    def open(self, row: int) -> None:
        """Show the others behind this row, which is its group's best and not open."""
        leader, *others = self.group(row)
        self._open[leader] = others
        self._ranks = [*self._ranks[: row + 1], *others, *self._ranks[row + 1 :]]

    def close(self, row: int) -> None:
        """Show only the best of this row's group."""
        hidden = self.shown_behind(row)
        del self._open[self._leader(self._ranks[row])]
        self._ranks = [*self._ranks[: hidden.start], *self._ranks[hidden.stop :]]

    def _leader(self, rank: int) -> int:
        leaders = self._groups.leaders
        return int(leaders[rank]) if rank < len(leaders) else rank

"""What a gallery answers: what a search found, and what is known of it all."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.calibration import word_for
from clothesfinder.grouping import NO_GROUPS, Groups
from clothesfinder.original_model import is_original

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clothesfinder.calibration import Thresholds
    from clothesfinder.emphasis import Why
    from clothesfinder.renewal import Renewal
    from clothesfinder.store import Failure, Match


class Found(NamedTuple):
    """What a search found."""

    matches: list[Match]
    searched: int
    """How many pictures were compared."""
    seconds: float
    offline: str = ""
    """Why the copy on this computer was searched and not the database; empty where it was not."""
    parts: tuple[str, ...] = ()
    """What may count more or less, by the names that Emphasis has for it."""
    why: Mapping[str, Why] = MappingProxyType({})
    """How alike each match is in each of these, by its path, as far as that is known."""
    whole: int = 0
    """How many pictures there are, where a new index was searched that lacks some; else 0."""
    thresholds: Thresholds | None = None
    """Where the words for how alike a picture is begin, for this query; None where nowhere."""
    no_words: str = ""
    """Why they begin nowhere, as a sentence; empty where they do, or there are few pictures."""
    among: int | None = None
    """How many of these pictures pass the filter, but for its scores; None where there is none, or
    that would have taken long."""
    after: int = 0
    """So many were seen before, and are the same still: ``why`` tells of the others only."""
    more: bool = False
    """Whether there may be more, for a higher limit."""
    is_cut_off: bool = False
    """Whether the store gives no more than these, though there are more."""
    groups: Groups = NO_GROUPS
    """Which matches are nearly the same as a better one, where that was asked for."""

    def in_groups(self) -> list[list[Match]]:
        """The matches, those that are nearly the same together; the best of each group leads."""
        leaders = self.groups.leaders.tolist()
        leaders += range(len(leaders), len(self.matches))
        groups: dict[int, list[Match]] = {}
        for leader, match in zip(leaders, self.matches, strict=True):
            groups.setdefault(leader, []).append(match)
        return list(groups.values())

    def word(self, match: Match) -> str:
        """How alike this match is, in words; nothing where that cannot be told."""
        return word_for(match.score, self.thresholds)


class Status(NamedTuple):
    """What is known of a gallery."""

    store: str
    space: str | None
    indexed: int
    failures: list[Failure]
    offline: str = ""
    """Why this is told of the copy on this computer and not of the database; empty where not."""
    folder_is_there: bool = True
    renewal: Renewal | None = None
    """The new index that was begun and is not complete yet."""

    @property
    def by_model_file(self) -> bool:
        """Whether the vectors were made with a model file of the original scripts."""
        return is_original(self.space)

"""What an indexing tells of itself: how far it has come, and what it did."""

from __future__ import annotations

from typing import NamedTuple


class Progress(NamedTuple):
    """How far the indexing of a gallery has come."""

    done: int
    """Pictures that need no more work; those found so far where ``total`` is 0."""
    total: int
    """All pictures of the gallery; 0 while the folder is still being looked through."""
    failed: int
    folder: str
    """Where the picture just done lies, below the gallery; empty for the gallery itself."""
    rate: float
    """Pictures per second of late; 0.0 where nothing is known yet."""
    waiting: bool = False
    """Whether all that is left to do is being done by another computer, or another program."""
    skipped: int = 0
    """Files that were left out, see Summary."""

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at this rate; None where nothing is known yet."""
        return (self.total - self.done) / self.rate if self.rate and self.total else None


class Summary(NamedTuple):
    """What an indexing did."""

    indexed: int
    """Pictures that are new in the index, or changed."""
    unchanged: int
    moved: int
    removed: int
    failed: int
    skipped: int
    """Files with nothing in them to be found: no pictures in spite of their names, or too small."""
    by_others: int
    """Pictures that other computers, or other programs, indexed meanwhile or failed at."""
    missing: int
    """Pictures that are not in the folder now, and were kept: others, or a drive, may have them."""
    seconds: float

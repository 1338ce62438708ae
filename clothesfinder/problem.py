"""The one error that is meant for people."""

from __future__ import annotations


class Problem(Exception):
    """What went wrong and what to do, in one plain sentence that a window may show as it is."""


class Unreachable(Problem):
    """The store cannot be reached for now; a copy of it elsewhere may answer in its place."""


class LeftOut(Problem):
    """Why a file is left out, which is no failure: there is nothing in it that could be found.

    Each kind has one sentence, and by that it is known again where nothing but it was stored. So
    a sentence that was released is never changed.
    """

    sentence = ""

    def __init__(self) -> None:
        super().__init__(self.sentence)


class NotAPicture(LeftOut):
    """The file is called like a picture, and is none."""

    sentence = "This is not a picture, or of a kind that cannot be read here."


class TooSmall(LeftOut):
    """The picture can be read, and is too small to show a garment."""

    sentence = "The picture is less than 8 pixels wide or high, which is too small for a garment."


def is_left_out(reason: str) -> bool:
    """Whether a file that is not indexed for this reason was left out, and did not fail."""
    return any(reason == kind.sentence for kind in LeftOut.__subclasses__())

"""Which pictures of a gallery may be found: by their folder, name, date, shape and score."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

PORTRAIT, LANDSCAPE, SQUARE = "portrait", "landscape", "square"
SHAPES = (PORTRAIT, LANDSCAPE, SQUARE)
LONGER, SHORTER = 21, 20
"""A picture is square while its longer side is no more than 21/20 (5 % more) of its shorter one."""
COPY = 0.995
"""From this score on, a picture is taken for a copy of the query."""
NO_COPIES = 0.9949
"""The most that a score may be where exact copies are to be hidden."""
LATEST_NS = 2**63 - 1
"""As late a time as a store can hold, in the year 2262; the earliest is in 1677."""


class Filter(NamedTuple):
    """What a picture must be like to be found. A field left as it is lets every picture pass."""

    folder: str = ""
    """Below this folder of the gallery, as the paths of a gallery are written."""
    name: str = ""
    """Words, each of which is in the file's name; or all of the name, with * and ? (names_like)."""
    since_ns: int | None = None
    """The file was last changed then or later, in nanoseconds since 1970."""
    until_ns: int | None = None
    """It was last changed earlier than then."""
    shape: str = ""
    """One of SHAPES; a picture of unknown size is of none."""
    least: float | None = None
    """Its score, that of its best part, is no lower than this, from -1 to 1."""
    most: float | None = None
    """Its score is no higher than this."""

    @property
    def of_pictures(self) -> Filter:
        """The same but for the scores: what can be told of a picture before a search."""
        return self._replace(least=None, most=None)

    @property
    def scores(self) -> tuple[float, float]:
        """The least and the most score, which may be infinite."""
        least = -math.inf if self.least is None else self.least
        return least, math.inf if self.most is None else self.most

    def scaled(self, scale: float) -> Filter:
        """The same where scores are to be multiplied by this before they are what is meant here."""
        least = None if self.least is None else self.least / scale
        return self._replace(least=least, most=None if self.most is None else self.most / scale)


EVERYTHING = Filter()


class PictureTest:
    """Tells which pictures pass a filter, whatever their scores."""

    def __init__(self, among: Filter) -> None:
        self._among = among
        self._is_named = names_like(among.name)

    def passes_by_path(self, path: str) -> bool:
        """Whether a picture of this path is in the folder and has such a name."""
        below = not self._among.folder or path.startswith(f"{self._among.folder}/")
        return below and self._is_named(path.rpartition("/")[2])

    def passes_by_time(self, mtime_ns: int) -> bool:
        """Whether a file that was last changed then is of these dates."""
        since, until = self._among.since_ns, self._among.until_ns
        return (since is None or mtime_ns >= since) and (until is None or mtime_ns < until)

    def passes_by_size(self, width: int, height: int) -> bool:
        """Whether a picture of this size, upright, in pixels, is of the shape."""
        return not self._among.shape or shape_of(width, height) == self._among.shape


def names_like(wanted: str) -> Callable[[str], bool]:
    """Return what tells whether a file's name is like this.

    Each of the words has to be in the name, in any order. With * (any characters, or none) or ?
    (any one) it is the whole name that is described. Upper and lower case are the same.
    """
    is_like = folded_like(wanted)
    return lambda name: bool(is_like(folded(name)))


def folded_like(wanted: str) -> Callable[[str], object]:
    """The same of a name that is folded already; what it returns is true or false."""
    told = folded(wanted.strip())
    if is_pattern(told):
        return re.compile(_pattern(told), re.DOTALL).fullmatch
    words = told.split()
    if len(words) == 1:
        return lambda name: words[0] in name
    return lambda name: all(word in name for word in words)


def is_pattern(wanted: str) -> bool:
    """Whether all of a name is described, and not words in it."""
    return "*" in wanted or "?" in wanted


def folded(text: str) -> str:
    """The text in one of the ways that it may be written: accents made one, cases the same."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def shape_of(width: int, height: int) -> str:
    """The shape of a picture of this size; none where that is not known (0)."""
    if min(width, height) <= 0:
        return ""
    if SHORTER * max(width, height) <= LONGER * min(width, height):
        return SQUARE
    return PORTRAIT if height > width else LANDSCAPE


def begin_of(day: date) -> int:
    """When this day begins where the user is, in nanoseconds since 1970, as a store can hold it."""
    begin = datetime.combine(day, time())
    try:
        seconds = begin.timestamp()
    except (OSError, OverflowError, ValueError):  # long ago, on some systems
        seconds = begin.replace(tzinfo=UTC).timestamp()
    return min(max(int(seconds) * 10**9, -LATEST_NS), LATEST_NS)


def end_of(day: date) -> int:
    """When this day ends: when the next one begins."""
    last = day == date.max
    return LATEST_NS if last else begin_of(date.fromordinal(day.toordinal() + 1))


def day_of(time_ns: int) -> date:
    """The day where the user is at this time, in nanoseconds since 1970."""
    seconds = time_ns // 10**9
    try:
        return datetime.fromtimestamp(seconds).date()
    except (OSError, OverflowError, ValueError):
        return datetime.fromtimestamp(seconds, UTC).date()


def _pattern(told: str) -> str:
    """As a regular expression; what comes after a * is looked for at its first place only.

    So no name takes long, however many of them there are.
    """
    first, *rest = map(_literal, told.split("*"))
    if not rest:
        return first
    *middle, last = rest
    loose = "".join(f"(?>.*?{part})" for part in middle if part)
    return f"{first}{loose}.*{last}"


def _literal(part: str) -> str:
    return "".join("." if character == "?" else re.escape(character) for character in part)

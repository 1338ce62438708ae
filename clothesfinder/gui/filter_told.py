"""A filter in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from clothesfinder.filter import EVERYTHING, NO_COPIES
from clothesfinder.gui.names import readable

if TYPE_CHECKING:
    from clothesfinder.answers import Found
    from clothesfinder.filter import Filter


def told(among: Filter) -> str:
    """Say which pictures pass, to follow "pictures": "in “dresses”, from 1/31/2024, portrait"."""
    parts = []
    if among.folder:
        parts.append(f"in “{readable(among.folder)}”")
    if name := among.name.strip():
        parts.append(f"called “{readable(name)}”")
    if among.since_ns is not None:
        parts.append(f"from {_day(among.since_ns)}")
    if among.until_ns is not None:
        parts.append(f"until {_day(among.until_ns - 1)}")
    if among.shape:
        parts.append(among.shape)
    return ", ".join([*parts, *_scores_told(among)])


def found_told(found: Found, among: Filter) -> str:
    """Say what was found of what passes: "12 of 340 pictures in “dresses”"."""
    if not found.matches and not found.among:
        return f"No pictures {told(among)}"
    shown = f"{len(found.matches):,}"
    count = f"{shown} of {found.among:,}" if found.among is not None else shown
    one = (found.among if found.among is not None else len(found.matches)) == 1
    return f"{count} picture{'' if one else 's'} {told(among)}"


def searched_told(found: Found, among: Filter) -> str:
    """Say what passes, in brackets, to follow how many pictures were searched; or nothing."""
    if among == EVERYTHING:
        return ""
    if found.among is None:
        return f" ({told(among)})"
    return f" ({found.among:,} of them {told(among.of_pictures)})"


def _scores_told(among: Filter) -> list[str]:
    parts = []
    most = None if among.most == NO_COPIES else among.most
    if among.least is not None and most is not None:
        parts.append(f"of score {_number(among.least)} to {_number(most)}")
    elif among.least is not None:
        parts.append(f"of score {_number(among.least)} and more")
    elif most is not None:
        parts.append(f"of score up to {_number(most)}")
    if among.most == NO_COPIES:
        parts.append("without exact copies")
    return parts


def _number(score: float) -> str:
    return QLocale().toString(score, "f", 2)


def _day(time_ns: int) -> str:
    try:
        day = datetime.fromtimestamp(time_ns // 10**9).date()
    except (OSError, OverflowError, ValueError):  # long ago, on some systems
        day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=time_ns // 10**9)).date()
    shown = QDate(day.year, day.month, day.day)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)

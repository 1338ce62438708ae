"""A filter in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from clothesfinder.filter import EVERYTHING, NO_COPIES
from clothesfinder.gui.language import number
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from clothesfinder.answers import Found
    from clothesfinder.filter import Filter


CUT_OFF = "There may be more: the database tells of the nearest pictures only."


translate = QCoreApplication.translate


def told(among: Filter) -> str:
    """Say which pictures pass, to follow "pictures": "in “dresses”, from 1/31/2024, portrait"."""
    parts = []
    if among.folder:
        parts.append(translate("FilterTold", "in “{}”").format(readable(among.folder)))
    if name := among.name.strip():
        parts.append(translate("FilterTold", "called “{}”").format(readable(name)))
    if among.since_ns is not None:
        parts.append(translate("FilterTold", "from {}").format(_day(among.since_ns)))
    if among.until_ns is not None:
        parts.append(translate("FilterTold", "until {}").format(_day(among.until_ns - 1)))
    if among.shape:
        parts.append(said(among.shape))
    return ", ".join([*parts, *_scores_told(among)])


def found_told(found: Found, among: Filter) -> str:
    """Say what was found of what passes: "12 of 340 pictures in “dresses”".

    Where the database told of too few pictures to know all that pass, that is said, too.
    """
    told = _found_told(found, among)
    return f"{told}. {translate('FilterTold', CUT_OFF)}" if found.is_cut_off else told


def _found_told(found: Found, among: Filter) -> str:
    if not found.matches and not found.among:
        return translate("FilterTold", "No pictures {}").format(told(among))
    shown, which = len(found.matches), told(among)
    if found.among is None:
        return translate("FilterTold", "%Ln pictures {}", None, shown).format(which)
    of_them = translate("FilterTold", "{} of %Ln pictures {}", None, found.among)
    return of_them.format(number(shown), which)


def searched_told(found: Found, among: Filter) -> str:
    """Say what passes, in brackets, to follow how many pictures were searched; or nothing."""
    if among == EVERYTHING:
        return ""
    if found.among is None:
        return f" ({told(among)})"
    of_them = translate("FilterTold", "{} of them {}")
    return f" ({of_them.format(number(found.among), told(among.of_pictures))})"


def _scores_told(among: Filter) -> list[str]:
    parts = []
    most = None if among.most == NO_COPIES else among.most
    if among.least is not None and most is not None:
        parts.append(
            translate("FilterTold", "of score {} to {}").format(_number(among.least), _number(most))
        )
    elif among.least is not None:
        parts.append(translate("FilterTold", "of score {} and more").format(_number(among.least)))
    elif most is not None:
        parts.append(translate("FilterTold", "of score up to {}").format(_number(most)))
    if among.most == NO_COPIES:
        parts.append(translate("FilterTold", "without exact copies"))
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

"""What happened in a gallery, in a sentence or two, and by which states its files are shown."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from clothesfinder.file_states import State
from clothesfinder.gui.work_panel import spoken_time

if TYPE_CHECKING:
    from clothesfinder.file_states import FileStates
    from clothesfinder.report import LastRun

ENDED = "Last indexed {}, in {}."
STOPPED = "The last run, {}, was stopped. What was indexed is kept; update to go on."
TROUBLE = "The last run, {}, did not come to its end. {}"
NO_END = "The last run, {}, was cut off, or is still under way. Update to go on."
NOT_KNOWN = "When the gallery was last indexed is not known."
DAY = 24 * 3600


def told_of(states: FileStates) -> str:
    """What the last run came to, and what the index holds."""
    counts = states.counts
    duplicates = counts[State.DUPLICATE]
    are = "a duplicate" if duplicates == 1 else "duplicates"
    among = f", {duplicates:,} of them {are}" if duplicates else ""
    unread = [
        f"{counts[state]:,} {word}"
        for state, word in ((State.FAILED, "failed"), (State.SKIPPED, "skipped"))
        if counts[state]
    ]
    others = f"; {', '.join(unread)}" if unread else ""
    holds = f"{counted(states.searchable, 'picture')} can be searched{among}{others}."
    return f"{_when(states.last_run)} {holds}"


def filters(states: FileStates) -> list[tuple[str, frozenset[State]]]:
    """What may be shown, with how many files that is; states that none is in are left out."""
    counts = states.counts
    found = [(f"All files ({len(states):,})", frozenset(State))]
    return found + [
        (f"{state.title} ({number:,})", frozenset([state]))
        for state, number in counts.items()
        if number
    ]


def counted(number: int, thing: str) -> str:
    """So many of these."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _when(run: LastRun | None) -> str:
    if run is None:
        return NOT_KNOWN
    moment = QDateTime.fromSecsSinceEpoch(int(run.begun))
    kind = QLocale.FormatType.ShortFormat
    is_recent = time.time() - run.begun < DAY
    shown = QLocale().toString(moment.time() if is_recent else moment, kind)
    begun = f"at {shown}" if is_recent else f"on {shown}"
    if run.ended is not None:
        return ENDED.format(begun, spoken_time(run.seconds))
    if run.why:
        return TROUBLE.format(begun, run.why)
    return (STOPPED if run.stopped is not None else NO_END).format(begun)

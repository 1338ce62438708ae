"""What happened in a gallery, in a sentence or two, and by which states its files are shown."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from clothesfinder.file_states import State
from clothesfinder.gui.language import number
from clothesfinder.gui.sentences import said
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

translate = QCoreApplication.translate


def told_of(states: FileStates) -> str:
    """What the last run came to, and what the index holds."""
    counts = states.counts
    duplicates, searchable = counts[State.DUPLICATE], states.searchable
    failed, skipped = counts[State.FAILED], counts[State.SKIPPED]
    holds = translate("Happened", "%Ln pictures can be searched", None, searchable)
    if duplicates:
        holds += ", " + translate("Happened", "%Ln of them duplicates", None, duplicates)
    unread = [translate("Happened", "%Ln failed", None, failed)] if failed else []
    unread += [translate("Happened", "%Ln skipped", None, skipped)] if skipped else []
    others = f"; {', '.join(unread)}" if unread else ""
    return f"{_when(states.last_run)} {holds}{others}."


def filters(states: FileStates) -> list[tuple[str, frozenset[State]]]:
    """What may be shown, with how many files that is; states that none is in are left out."""
    counts = states.counts
    every = translate("Happened", "All files ({})").format(number(len(states)))
    return [(every, frozenset(State))] + [
        (f"{said(state.title)} ({number(count)})", frozenset([state]))
        for state, count in counts.items()
        if count
    ]


def files_told(count: int) -> str:
    """So many files."""
    return translate("Happened", "%Ln files", None, count)


def _when(run: LastRun | None) -> str:
    if run is None:
        return translate("Happened", NOT_KNOWN)
    moment = QDateTime.fromSecsSinceEpoch(int(run.begun))
    kind = QLocale.FormatType.ShortFormat
    is_recent = time.time() - run.begun < DAY
    shown = QLocale().toString(moment.time() if is_recent else moment, kind)
    begun = translate("Happened", "at {}" if is_recent else "on {}").format(shown)
    if run.ended is not None:
        return translate("Happened", ENDED).format(begun, spoken_time(run.seconds))
    if run.why:
        return translate("Happened", TROUBLE).format(begun, said(run.why))
    cut_off = translate("Happened", STOPPED if run.stopped is not None else NO_END)
    return cut_off.format(begun)

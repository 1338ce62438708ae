"""The report of a problem: a text for who can help, without anything that is the user's own.

Nothing is sent anywhere: it is shown, and the user does with it as they like.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder import __version__
from clothesfinder.discretion import Discretion
from clothesfinder.logs import last_lines, without_secrets
from clothesfinder.models import is_model_name
from clothesfinder.report import read_last_run
from clothesfinder.settings import load_settings
from clothesfinder.this_computer import installed_as, this_computer, versions
from clothesfinder.turns import finished

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clothesfinder.answers import Status
    from clothesfinder.report import LastRun
    from clothesfinder.settings import Settings, Shared

LINES = 500
"""Of the log, the last ones."""
MOST_REASONS = 10
STORY = "What I did, and what happened"
NO_STORY = "(not told)"
NO_LOG = "(nothing is in the log)"
NO_GALLERY = "no gallery is open"
KEPT = (
    *("language", "theme", "thumbnail_edge", "grouped", "double_click"),
    *("pace", "largest_picture", "default_model"),
)
"""Settings that are told as they are."""


class Situation(NamedTuple):
    """What the window is used with; of the address only the secrets are used, to take them out."""

    gallery: Path | None = None
    shared: Shared | None = None
    status: Status | None = None
    device: str = ""
    url: str = ""
    window: tuple[tuple[str, str], ...] = ()
    """What there is to say of the display, each by what it is about."""


def problem_report(situation: Situation, settings: Settings) -> str:
    """Write it; takes a while, for the log and what is known of the last run are read."""
    galleries = [str(situation.gallery)] if situation.gallery is not None else []
    discreet = Discretion(settings, galleries, [situation.url])
    sections = (
        ("Versions", _lines(versions())),
        ("Computer", _computer(situation)),
        ("Settings", map(discreet.told, _settings(settings))),
        ("Gallery", map(discreet.told, _gallery(situation))),
        (f"The last {LINES} lines of the log", [discreet.told(last_lines(LINES)) or NO_LOG]),
    )
    head = f"Clothesfinder {__version__}, {time.strftime('%Y-%m-%d %H:%M %z')}"
    return "\n\n".join([head, *(_section(title, lines) for title, lines in sections)]) + "\n"


def report_without_window() -> str:
    """Write it where no window opens."""
    return with_story(problem_report(Situation(), load_settings()), "")


def with_story(report: str, story: str) -> str:
    """Put what the user tells above it; a password in that is taken out, too."""
    told = without_secrets(story.strip())
    return f"{_section(STORY, [told or NO_STORY])}\n\n{report}"


def _section(title: str, lines: Iterator[str] | list[str]) -> str:
    return "\n".join([title, "-" * len(title), *lines])


def _lines(told: dict[str, str]) -> Iterator[str]:
    for name, value in told.items():
        yield f"{name}: {value}"


def _computer(situation: Situation) -> Iterator[str]:
    computer = this_computer()
    yield f"System: {computer.system}"
    yield f"Processor: {computer.processor}, {computer.cores} cores"
    yield f"Memory: {computer.memory / 2**30:.1f} GB"
    yield f"Installed as: {installed_as()}"
    if situation.device:
        yield f"The model runs on: {situation.device}"
    yield from _lines(dict(situation.window))


def _settings(settings: Settings) -> Iterator[str]:
    for name in KEPT:
        yield f"{name}: {getattr(settings, name)}"
    yield f"recent galleries: {len(settings.recent_galleries)}"
    yield f"watched galleries: {len(settings.watched_galleries)}"
    yield f"shared galleries: {len(settings.shared_galleries)}"
    named = [name if is_model_name(name) else "a model file" for name in settings.models.values()]
    yield f"models that were chosen: {', '.join(named) or 'none'}"


def _gallery(situation: Situation) -> Iterator[str]:
    if situation.gallery is None:
        yield NO_GALLERY
        return
    shared = situation.shared
    if shared is None:
        yield "index: on this computer"
    else:
        kind = "Atlas" if ".mongodb.net" in shared.place else "a server of one's own"
        yield f"index: in MongoDB, {kind}{', with a copy here' if shared.mirrored else ''}"
    if (status := situation.status) is not None:
        yield f"pictures: {status.indexed}"
        yield f"vectors: {status.space}"
        yield f"the folder is there: {'yes' if status.folder_is_there else 'no'}"
        if status.offline:
            yield f"not reached: {status.offline}"
        reasons = Counter(failure.reason for failure in status.failures)
        for reason, number in reasons.most_common(MOST_REASONS):
            yield f"not indexed: {number}: {reason}"
    if last := finished(read_last_run(situation.gallery)):
        yield from _last_run(last)


def _last_run(last: LastRun) -> Iterator[str]:
    yield f"files in the folder: {last.total}"
    if last.ended is not None:
        counts = (f"{number:g} {name}" for name, number in last.summary.items() if number)
        yield f"last indexing: {', '.join(counts)}"
    elif last.stopped is not None:
        yield f"last indexing: stopped. {last.why}".strip()
    else:
        yield "last indexing: was cut off, or is under way"

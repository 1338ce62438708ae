"""What a check of an index found, in counts, in plain sentences, and for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.progress import Summary
    from clothesfinder.stored_pictures import Fault

MOST_LISTED = 1000
"""Wrong pictures that are listed one by one; the rest is counted."""
ROTTEN_SHARE, LEAST_ROTTEN = 0.1, 3
"""From both on, the pictures of the sample that are wrong tell of the others, too."""

STRAYS = (
    "{} in the file makes no sense, or belongs to no picture.",
    "{} in the file make no sense, or belong to no picture.",
)
"""Of one, and of several, as all that are in pairs; so is a sentence whole that is translated."""
SOUND = "The index is sound."
WRONG = "The index is not sound."
LOOKED_AT = "{} with {} was looked at; {} wrong.", "{} with {} were looked at; {} wrong."
SAMPLED = (
    "{} of them was embedded again; {} from what is stored.",
    "{} of them were embedded again; {} from what is stored.",
)
FOUND_FIRST = (
    "{} of {} was found first when searched for.",
    "{} of {} were found first when searched for.",
)
FILES = "Of their files, {}."
AS_INDEXED = "{} is as when indexed", "{} are as when indexed"
CHANGED = "{} has changed since", "{} have changed since"
GONE = "{} is gone", "{} are gone"
NO_FOLDER = "The folder is not there, so its files were not looked at."
NEW = "{} in the folder is not in the index yet.", "{} in the folder are not in the index yet."
UPDATE = "Updating the gallery sees to that."
ROTTEN = "So many of the sample differ that others will, too."
TAKEN_OUT = "{} was taken out.", "{} were taken out."
INDEXED = "{} was indexed.", "{} were indexed."


class Wrong(NamedTuple):
    """A picture that is wrong in the index."""

    path: str
    reason: str


@dataclass
class Report:
    """What there is to tell of an index; at first nothing."""

    gallery: Path
    store: str = ""
    space: str | None = None
    damage: str = ""
    """What is wrong with its file as a whole; then nothing else was looked at."""
    is_missing: bool = False
    """Whether there is no index, or nothing in it."""
    general: list[str] = field(default_factory=list)
    """What is wrong beside single pictures."""
    strays: int = 0
    """Rows that make no sense by themselves, or are parts of no picture."""
    wrong: int = 0
    """Pictures that are wrong in the index."""
    listed: list[Wrong] = field(default_factory=list)
    """The first of them."""
    in_sample: list[Wrong] = field(default_factory=list)
    """Those of them that only embedding or searching again could tell."""
    differing: int = 0
    """Those whose vectors came out differently."""
    spoils_search: bool = False
    """Whether what is wrong makes searches go wrong for other pictures, too."""
    pictures: int = 0
    vectors: int = 0
    folder_is_there: bool = True
    unchanged: int = 0
    changed: int = 0
    gone: int = 0
    new: int = 0
    """Pictures of the folder that are not in the index."""
    sampled: int = 0
    searched: int = 0
    found_first: int = 0
    unchecked: list[str] = field(default_factory=list)
    """What could not be checked, and why."""
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        """Whether nothing wrong was found."""
        return not (self.damage or self.is_missing or self.general or self.strays or self.wrong)

    @property
    def is_rotten(self) -> bool:
        """Whether so much of the sample is wrong that the rest will be, too."""
        return self.differing >= max(LEAST_ROTTEN, ROTTEN_SHARE * self.sampled)

    def note(self, path: str, fault: Fault) -> None:
        """Take down what is wrong with a picture."""
        self.wrong += 1
        self.spoils_search |= fault.spoils_search
        if len(self.listed) < MOST_LISTED:
            self.listed.append(Wrong(path, fault.reason))

    def note_sampled(self, path: str, reason: str, *, differs: bool = False) -> None:
        """Take down what is wrong with a picture of the sample."""
        self.wrong += 1
        self.differing += differs
        self.in_sample.append(Wrong(path, reason))
        self.listed.append(Wrong(path, reason))


class Repaired(NamedTuple):
    """What a repair did."""

    set_aside: str
    """Where the damaged file is now; empty where it was not the file."""
    dropped: int
    """Pictures that were taken out, to be indexed again."""
    summary: Summary
    """Of the indexing that followed."""
    after: Report
    """What a second check found."""


def verdict(report: Report) -> list[str]:
    """Tell whether the index is sound, and what that rests on, in sentences."""
    told = [SOUND if report.is_sound else WRONG]
    told += [report.damage] if report.damage else []
    told += report.general
    if report.strays:
        told.append(_of(report.strays, STRAYS).format(counted(report.strays, "row")))
    if report.pictures:
        told += _counts(report)
    return told


def _counts(report: Report) -> list[str]:
    pictures, vectors = counted(report.pictures, "picture"), counted(report.vectors, "vector")
    wrong = f"{report.wrong or 'none':{',' if report.wrong else ''}} {_is(report.wrong)}"
    told = [_of(report.pictures, LOOKED_AT).format(pictures, vectors, wrong)]
    if report.sampled:
        differing = report.differing
        differ = f"{differing or 'none'} {'differs' if differing == 1 else 'differ'}"
        told.append(_of(report.sampled, SAMPLED).format(f"{report.sampled:,}", differ))
    if report.searched:
        first = f"{report.found_first:,}"
        searched = f"{report.searched:,}"
        told.append(_of(report.found_first, FOUND_FIRST).format(first, searched))
    if report.is_rotten:
        told.append(ROTTEN)
    return told


def remarks(report: Report) -> list[str]:
    """Tell what is no fault of the index, and what was not checked, in sentences."""
    told = []
    if not report.folder_is_there:
        told.append(NO_FOLDER)
    elif report.pictures:
        told.append(FILES.format(_files(report)))
        if report.new:
            told.append(_of(report.new, NEW).format(counted(report.new, "picture")))
        if report.changed or report.gone or report.new:
            told.append(UPDATE)
    return [*told, *report.unchecked]


def repair_told(repaired: Repaired) -> list[str]:
    """Tell what a repair did, in sentences."""
    told = []
    if repaired.set_aside:
        told.append(
            f"The damaged file is kept as {repaired.set_aside}; delete it when you no longer need"
            " it."
        )
    if repaired.dropped:
        dropped = counted(repaired.dropped, "picture")
        told.append(_of(repaired.dropped, TAKEN_OUT).format(dropped))
    indexed = repaired.summary.indexed
    told.append(_of(indexed, INDEXED).format(counted(indexed, "picture")))
    return told


def _files(report: Report) -> str:
    unchanged, changed, gone = report.unchanged, report.changed, report.gone
    told = [_of(unchanged, AS_INDEXED).format(f"{unchanged:,}" if unchanged else "none")]
    if changed:
        told.append(_of(changed, CHANGED).format(f"{changed:,}"))
    if gone:
        told.append(_of(gone, GONE).format(f"{gone:,}"))
    return ", ".join(told)


def as_record(report: Report) -> dict[str, Any]:
    """Give all of it for programs to read."""
    listed = [{"path": str(report.gallery / path), "reason": why} for path, why in report.listed]
    general = [report.damage] if report.damage else []
    fields = ("pictures", "vectors", "unchanged", "changed", "gone", "new", "sampled", "differing")
    return {
        "gallery": str(report.gallery),
        "store": report.store,
        "space": report.space,
        "sound": report.is_sound,
        **{name: getattr(report, name) for name in fields},
        "found_first": report.found_first if report.searched else None,
        "strays": report.strays,
        "wrong": report.wrong,
        "faults": [*({"path": None, "reason": why} for why in general + report.general), *listed],
        "unchecked": report.unchecked,
        "seconds": round(report.seconds, 3),
    }


def counted(number: int, what: str) -> str:
    """Give a number of things, in words that fit."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _of(number: int, sentences: tuple[str, str]) -> str:
    return sentences[0] if number == 1 else sentences[1]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"

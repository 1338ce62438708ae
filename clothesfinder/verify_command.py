"""The check of an index on the command line: what is run, and the lines that are printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.problem import Problem
from clothesfinder.repairing import repair
from clothesfinder.verified import Repaired, Report, as_record, remarks, repair_told, verdict
from clothesfinder.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from clothesfinder.catalog import Catalog
    from clothesfinder.measuring import Step
    from clothesfinder.progress import Progress

MORE = "  … and {:,} more"
HOW_TO_REPAIR = "To repair it, run this again with --repair."


class Checked(NamedTuple):
    """What a check found, and what a repair did about it, where there was one."""

    report: Report
    repaired: Repaired | None = None
    not_repaired: str = ""
    """Why there was no repair, though it was asked for, as a sentence."""

    @property
    def is_sound(self) -> bool:
        """Whether the index is sound now."""
        return (self.repaired.after if self.repaired else self.report).is_sound


def check_index(
    catalog: Catalog, pictures: int, *, repairing: bool
) -> Generator[Step | Progress, None, Checked]:
    """Check an index, and repair it where that is asked for and needed.

    Raises Problem where it cannot be checked now.
    """
    report = yield from verify(catalog, pictures)
    if report.is_sound or not repairing:
        return Checked(report)
    try:
        return Checked(report, (yield from repair(catalog, report, pictures)))
    except Problem as problem:
        return Checked(report, not_repaired=str(problem))


def tell(checked: Checked, *, as_json: bool) -> Iterator[str]:
    """Give the lines that tell of it."""
    report, repaired, not_repaired = checked
    if as_json:
        told = {"repaired": repaired and _record(repaired), "error": not_repaired or None}
        yield json.dumps(as_record(report) | told)
        return
    yield from _lines(report)
    if repaired is not None:
        yield from ("", "Repaired.", *repair_told(repaired), "", "Checked again:")
        yield from _lines(repaired.after)
    elif not_repaired:
        yield f"Not repaired. {not_repaired}"
    elif not report.is_sound:
        yield HOW_TO_REPAIR


def _lines(report: Report) -> Iterator[str]:
    yield from verdict(report)
    for path, reason in report.listed:
        yield f"  {report.gallery / path}: {reason}"
    if report.wrong > len(report.listed):
        yield MORE.format(report.wrong - len(report.listed))
    yield from remarks(report)


def _record(repaired: Repaired) -> dict[str, object]:
    summary = repaired.summary._asdict()
    return {
        "set_aside": repaired.set_aside or None,
        "dropped": repaired.dropped,
        "indexed": summary["indexed"],
        "failed": summary["failed"],
        "skipped": summary["skipped"],
        "after": as_record(repaired.after),
    }

"""Look up many on the command line: a line for each query, as soon as it was looked up."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from clothesfinder.calibration import WORDS
from clothesfinder.cli_export import write_exports
from clothesfinder.export import as_record
from clothesfinder.findings import Findings, Verdict
from clothesfinder.lookup import LookUpWishes
from clothesfinder.lookup_queries import list_queries
from clothesfinder.progress_line import ProgressLine
from clothesfinder.sheets import counted, sheet_of_look_up
from clothesfinder.terminal import put, run, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Generator
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.findings import Finding
    from clothesfinder.measuring import Step

VERDICT_WIDTH = max(len(verdict.title) for verdict in Verdict)
WORD_WIDTH = max(map(len, WORDS))


def look_up(catalog: Catalog, chosen: argparse.Namespace) -> int:
    """Look up the chosen queries, and write the files that were asked for; give the exit code.

    Stopped, what was looked up by then is written all the same. Raises Problem where a list of
    queries or the gallery cannot be used.
    """
    bar = ProgressLine(sys.stderr)
    listing = run(list_queries(chosen.queries), bar)
    findings = Findings(catalog.gallery, listing.paths)
    wishes = LookUpWishes(chosen.k, chosen.leave_out_itself)
    steps = catalog.look_up(listing, findings, wishes)
    try:
        run(_told(steps, findings, bar, as_json=chosen.json), bar)
    finally:
        if len(findings):
            write_exports(chosen, sheet_of_look_up(findings), catalog)
    if not chosen.json:
        put(counted(findings))
        if findings.not_judged:
            say(findings.not_judged)
    return 1 if findings.counts()[Verdict.FAILED] else 0


def _told(
    steps: Generator[Step, None, None], findings: Findings, bar: ProgressLine, *, as_json: bool
) -> Generator[Step, None, None]:
    """Tell of each query as soon as it was looked up."""
    told = 0
    with closing(steps):
        for step in steps:
            if told < len(findings):
                bar.end()
            for row in range(told, len(findings)):
                _tell(findings[row], findings.gallery, as_json=as_json)
            told = len(findings)
            yield step


def _tell(finding: Finding, gallery: Path, *, as_json: bool) -> None:
    if as_json:
        put(json.dumps(as_record(finding, gallery, is_look_up=True)))
    elif finding.reason:
        say(f"{finding.name}: {finding.reason}")
    else:
        put(f"{finding.verdict.title:<{VERDICT_WIDTH}}  {_best(finding, gallery)}")


def _best(finding: Finding, gallery: Path) -> str:
    best = finding.best
    if best is None:
        return finding.name
    word = f"{finding.word(best):<{WORD_WIDTH}}  " if finding.thresholds else ""
    return f"{best.score:z.3f}  {word}{finding.name}  {gallery / best.path}"

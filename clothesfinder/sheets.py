"""What searches and look-ups found, as it is written down."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.catalog import absolute
from clothesfinder.export import Sheet
from clothesfinder.findings import Chosen, Finding
from clothesfinder.names import readable
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from clothesfinder.answers import Found
    from clothesfinder.catalog import Catalog
    from clothesfinder.export import Supply
    from clothesfinder.findings import Findings, Rows
    from clothesfinder.query import Query

log = logging.getLogger(__name__)

LIKE = "Pictures like “{}” in “{}”"
LIKE_SEVERAL = "Pictures like each of {} in “{}”"
LOOKED_UP = "Looked up in “{}”"
COUNTS = "{}; compared with {:,} pictures."
INCOMPLETE = "Not complete: {:,} of {:,} pictures were looked up."
CHOSEN = "Only {:,} of {:,} are listed here."
SEARCHED = "The most similar of {:,} pictures."


def finding_of(query: Query, found: Found | None = None, reason: str = "") -> Finding:
    """What a search found for this query, or why it found nothing."""
    if query.text is not None:
        query = query._replace(name=query.text)
    elif isinstance(query.source, Path):
        query = query._replace(source=absolute(query.source), name=query.source.name)
    if found is None:
        return Finding(query, reason=reason)
    return Finding(query, found.matches, found.thresholds, why=found.why)


def sheet_of_searches(
    gallery: Path, findings: Sequence[Finding], found: Found | None = None
) -> Sheet:
    """What searches found, one after the other; ``found`` tells more of it where it was one."""
    only = findings[0].query.name if len(findings) == 1 else ""
    title = LIKE.format(only, gallery.name)
    if len(findings) != 1:
        title = LIKE_SEVERAL.format(len(findings), gallery.name)
    notes = [] if found is None else [SEARCHED.format(found.searched), found.no_words]
    return Sheet(readable(title), gallery, findings, notes=[note for note in notes if note])


def sheet_of_look_up(findings: Findings, rows: Rows | None = None) -> Sheet:
    """What was looked up: these rows of it, or all that there are."""
    chosen = Chosen(findings, rows)
    title = readable(LOOKED_UP.format(findings.gallery.name))
    notes = [COUNTS.format(counted(findings), findings.searched)]
    if not findings.is_complete:
        notes.append(INCOMPLETE.format(len(findings), len(findings.queries)))
    if len(chosen) < len(findings):
        notes.append(CHOSEN.format(len(chosen), len(findings)))
    notes += [one for one in (findings.not_judged, findings.offline) if one]
    return Sheet(title, findings.gallery, chosen, is_look_up=True, notes=notes)


def supply_of(catalog: Catalog) -> Supply | None:
    """What gives small pictures of a shared gallery, for those that are not on this computer."""
    if not catalog.stores.url:
        return None

    def supply(paths: Collection[str]) -> Mapping[str, bytes]:
        try:
            store, _ = catalog.stores.reachable()
            return store.thumbnails.get(paths) if store.thumbnails is not None else {}
        except Problem as problem:  # the sheet tells that they are not here
            log.info("no thumbnails: %s", problem)
            return {}

    return supply


def counted(findings: Findings) -> str:
    """How many there are of each verdict: "3 found, 1 not found"."""
    counts = findings.counts().items()
    told = [f"{number:,} {verdict.title.lower()}" for verdict, number in counts if number]
    return ", ".join(told) or "Nothing looked up"

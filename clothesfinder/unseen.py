"""Stored pictures that cannot be seen now: a drive that fails, or is not there, loses nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.images import UNREADABLE
from clothesfinder.store import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from clothesfinder.plan import Plan
    from clothesfinder.store import Stamp

KEPT = "Some pictures of this folder cannot be read now. {} What was indexed of them is kept."


class Keeping(NamedTuple):
    """Which stored pictures without a file are kept, as they may not be gone."""

    least: int
    share: float
    """Of all that is stored: beyond both of these, all are kept."""
    copies: bool
    """Whether those are, too, of which there is a copy here."""


SHARED_MISSING = Keeping(5, 0.1, copies=True)
"""Others may have them."""
LOCAL_MISSING = Keeping(20, 0.5, copies=False)
"""A drive may have them that is not here."""


def kept(failures: Iterable[Failure], known: Mapping[str, Stamp]) -> list[Failure]:
    """What to record of failures: where a stored picture cannot be read now, of its folder.

    A failure of its own would drop the picture, which is right for one that is none any more.
    """
    told: dict[str, Failure] = {}
    for failure in failures:
        is_stored = failure.path in known and known[failure.path].digest
        if is_stored and failure.reason.startswith(UNREADABLE):
            folder = failure.path.rpartition("/")[0]
            failure = Failure(folder, 0, 0, KEPT.format(failure.reason))
        told[failure.path] = failure
    return list(told.values())


class Vanished(NamedTuple):
    """What becomes of stored pictures whose files are not there: paths, all of them."""

    gone: frozenset[str]
    """To be forgotten."""
    lost: frozenset[str]
    """To be kept, for others, or a drive, may have them."""
    outdated: frozenset[str]
    """Failures that hold no more."""


def tell_vanished(
    gallery: Path, plan: Plan, vanished: frozenset[str], keep: Keeping | None
) -> Vanished:
    """Tell pictures that are gone from those to be kept; without ``keep``, all are gone."""
    if keep is None:
        return Vanished(vanished, frozenset(), plan.outdated)
    lost = vanished if keep.copies else vanished - _copies(plan, vanished)
    if len(lost) > max(keep.least, keep.share * plan.stored):
        return Vanished(vanished - lost, lost, frozenset())
    lost = below_emptied(gallery, lost, keep.least)
    return Vanished(vanished - lost, lost, plan.outdated)


def _copies(plan: Plan, vanished: Iterable[str]) -> set[str]:
    """Those of which there is a copy here, as of what a run moved before it was killed."""
    known = plan.known
    here = known.keys() - plan.vanished - {file.path for file in plan.files}
    contents = {known[path].digest for path in here}
    return {path for path in vanished if known[path].digest in contents}


def below_emptied(gallery: Path, paths: Iterable[str], least: int) -> frozenset[str]:
    """Those of vanished pictures that lay, more than ``least``, below a folder that is empty now.

    So does a folder look whose drive is not mounted; where pictures are deleted, few folders stay.
    """
    below: dict[str, set[str]] = {}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder:
            below.setdefault(folder, set()).add(path)
            folder = folder.rpartition("/")[0]
    many = [folder for folder, lost in below.items() if len(lost) > least]
    return frozenset().union(*(below[folder] for folder in many if _is_empty(gallery / folder)))


def _is_empty(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is None
    except OSError:
        return False

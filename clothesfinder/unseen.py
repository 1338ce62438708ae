"""Stored pictures that cannot be seen now: a drive that fails, or is not there, loses nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.images import UNREADABLE
from clothesfinder.store import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

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

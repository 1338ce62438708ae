"""A gallery of another model than the present one: what becomes of it, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Generator

    from clothesfinder.answers import Status
    from clothesfinder.catalog import Catalog

RENEWING = "Indexing “{}” anew"
WHY = (
    "This gallery was indexed by another version of Clothesfinder, or with another model. All its"
    " pictures are read again, once, in the background; you may cancel or close the window, what is"
    " done stays done."
)
AS_BEFORE = " Until it is complete, all is found as before."
IN_PART = " Until it is complete, a search finds what is done."
OUTDATED = (
    "This gallery was indexed by another version of Clothesfinder, or with another model. Update"
    " it: all its pictures are read again, once, and what is done stays done."
)
OUTDATED_SHARED = (
    " It is shared: from then on everybody finds only what is done, until it is complete, and all"
    " need the same version and model."
)


class Standing(NamedTuple):
    """How a gallery stands with the present model."""

    outdated: bool
    whole: int
    searchable: int
    """How many of the whole can be searched, with this model or the one before."""


class Renewing(QObject):
    """Decides whether an outdated gallery is indexed anew by itself, and has the user told."""

    offered = Signal()
    """It is not, but when the user likes."""
    began = Signal(bool)
    """It is; whether all of it can be searched as before meanwhile."""

    def begins(self, standing: Standing, status: Status, url: str, *, again: bool) -> bool:
        """Tell what is done about an outdated gallery; gives whether that is to be begun.

        ``again``: it was begun before, and the user stopped it. Nor is it begun where others share
        the gallery, from whom it would take what they search, or where its folder is not there.
        """
        begins = not (again or url) and status.folder_is_there
        if begins:
            self.began.emit(standing.searchable >= standing.whole)
        elif status.folder_is_there:
            self.offered.emit()
        return begins


def judging(catalog: Catalog, status: Status) -> Generator[None, None, Standing]:
    """Find out how a gallery of which this is known stands with the present model."""
    if not (yield from catalog.is_outdated(status)):
        return Standing(False, status.indexed, status.indexed)
    return Standing(True, status.indexed, (yield from catalog.count_searchable()))


def notice_of_renewal(*, as_before: bool) -> str:
    """What is said when it begins; ``as_before``: all can be searched meanwhile."""
    return WHY + (AS_BEFORE if as_before else IN_PART)

"""The index on this computer beside the one in MongoDB: a copy of it, or its beginning."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from clothesfinder.store import Store, open_store
from clothesfinder.transfer import Copied, Verified, copy_gallery

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


def update_mirror(shared: Store, gallery: Path) -> Generator[Copied, None, Verified]:
    """Make the index on this computer hold what the shared one holds.

    Raises Problem where either of the two cannot be used.
    """
    with closing(open_store("", gallery)) as mirror:
        if mirror.space() != shared.space():  # the team has changed to another model
            mirror.drop([*mirror.stamps(), *(failure.path for failure in mirror.failures())])
        return (yield from copy_gallery(shared, mirror))


def upload(gallery: Path, shared: Store) -> Generator[Copied, None, Verified]:
    """Give the shared index the pictures that only the one on this computer holds.

    Raises Problem where either of the two cannot be used.
    """
    with closing(open_store("", gallery, create=False)) as own:
        return (yield from copy_gallery(own, shared, adding=True))

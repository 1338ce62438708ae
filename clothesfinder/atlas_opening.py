"""Opens a gallery in MongoDB: one of our own, or a collection of the original scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_original import OriginalStore
from clothesfinder.atlas_store import AtlasStore

if TYPE_CHECKING:
    from pathlib import Path


def open_atlas(url: str, gallery: Path, *, create: bool = True) -> AtlasStore | OriginalStore:
    """Open the gallery in the MongoDB database that the address names (see read_address).

    Raises Problem where it cannot be reached, or holds no such gallery and ``create`` is false.
    """
    address = read_address(url, gallery.name or "gallery")
    store: AtlasStore | OriginalStore
    store = OriginalStore(address, gallery) if address.collection else AtlasStore(address)
    try:
        store.check(create=create)
    except BaseException:
        store.close()
        raise
    return store

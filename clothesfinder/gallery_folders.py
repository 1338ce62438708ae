"""The folders of a gallery that its indexed pictures lie in."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from clothesfinder.catalog import Catalog

MOST = 5_000


def gallery_folders(catalog: Catalog, most: int = MOST) -> Generator[None, None, list[str]]:
    """List the folders with indexed pictures below them, by name; each turn is the caller's.

    Of more than ``most``, those that lie least deep. Raises Problem where they cannot be told.
    """
    store, _ = catalog.stores.reachable()
    yield
    return with_those_above((yield from store.folders()), most)


def with_those_above(folders: Iterable[str], most: int) -> list[str]:
    """These folders and all that they lie in, by name, but the gallery itself.

    Of more than ``most``, those that lie least deep.
    """
    found: set[str] = set()
    for folder in folders:
        found.update(accumulate(filter(None, folder.split("/")), "{}/{}".format))
    least_deep = sorted(found, key=lambda folder: (folder.count("/"), folder))
    return sorted(least_deep[:most], key=lambda folder: (folder.casefold(), folder))

"""Names on the screen: a file's name need not be text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clothesfinder.catalog import Catalog


def readable(name: str) -> str:
    """Return a file's name as it can be shown, whatever bytes it is made of."""
    return name.encode(errors="replace").decode()


def titled(title: str, catalog: Catalog) -> str:
    """What is done with a gallery, with the gallery's name in it."""
    return title.format(readable(catalog.gallery.name))

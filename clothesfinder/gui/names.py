"""Names on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.names import readable

if TYPE_CHECKING:
    from clothesfinder.catalog import Catalog

__all__ = ["readable", "titled"]


def titled(title: str, catalog: Catalog) -> str:
    """What is done with a gallery, with the gallery's name in it."""
    return title.format(readable(catalog.gallery.name))

"""Names on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.names import readable

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["readable", "titled"]


def titled(title: str, gallery: Path) -> str:
    """What is done with a gallery, or asked about it, with the gallery's name in it."""
    return title.format(readable(gallery.name))

"""Names on the screen: a file's name need not be text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clothesfinder.catalog import Catalog

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Breaks the line, or turns around what is written after it."""


def readable(name: str) -> str:
    """Return a file's name as it can be shown on one line, whatever bytes it is made of."""
    return UNSEEN.sub("\ufffd", name.encode(errors="replace").decode())


def titled(title: str, catalog: Catalog) -> str:
    """What is done with a gallery, with the gallery's name in it."""
    return title.format(readable(catalog.gallery.name))

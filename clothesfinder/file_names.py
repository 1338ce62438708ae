"""The names that copies of files get: free ones, of a length and of characters a drive can have."""

from __future__ import annotations

import os
import re
import sys
from itertools import chain, count
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 255
"""Of a name, on nearly every drive."""
NOT_EVERYWHERE = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f\ud800-\udfff]')
"""Characters that drives of Windows and of cameras refuse, and bytes that are no text."""


def numbered(name: str, limit: int = MOST_BYTES) -> Iterator[str]:
    """Return the names to be tried in turn: "a.jpg", "a (2).jpg", "a (3).jpg", and so on.

    None has more than ``limit`` bytes: the stem is cut short where need be.
    """
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    for ending in chain([""], (f" ({number})" for number in count(2))):
        rest = f"{ending}{suffix}"
        shortened = stem
        while shortened and _length(shortened + rest) > limit:
            shortened = shortened[:-1]
        yield shortened + rest


def portable(name: str) -> str:
    """Return the name as drives can have it that refuse some characters; often the same."""
    return NOT_EVERYWHERE.sub("_", name)


def questionable(name: str) -> str:
    """Return the characters of a name that some drives refuse, each once; mostly none."""
    return "".join(sorted(set(NOT_EVERYWHERE.findall(name))))


def longest_name(folder: Path) -> int:
    """Return how many bytes a name in this folder may have."""
    if sys.platform == "win32":
        return MOST_BYTES
    try:
        return min(MOST_BYTES, os.pathconf(folder, "PC_NAME_MAX"))
    except (OSError, ValueError):
        return MOST_BYTES


def _length(name: str) -> int:
    return len(name) if sys.platform == "win32" else len(os.fsencode(name))

"""The vector of the query before, for the same query with something else that counts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from clothesfinder.store import Box, Space, Vector


class LastQuery:
    """Keeps one vector, and what it was made of: a file that has changed is another query."""

    def __init__(self) -> None:
        self._made_of: Hashable = None
        self._vector: Vector | None = None

    def get(self, made_of: Hashable) -> Vector | None:
        """Return the vector, if it was made of this; ``made_of`` is what `identity` gave."""
        return self._vector if made_of is not None and made_of == self._made_of else None

    def keep(self, made_of: Hashable, vector: Vector) -> None:
        """Keep this one in place of the one before."""
        self._made_of, self._vector = made_of, vector


def identity(source: Path | bytes, box: Box, space: Space) -> Hashable:
    """Return what a query's vector depends on, in little room; None where the file is not there."""
    if isinstance(source, bytes):
        return hashlib.blake2b(source, digest_size=16).digest(), box, space
    try:
        state = source.stat()
    except OSError:
        return None
    return source, state.st_mtime_ns, state.st_size, state.st_ino, box, space

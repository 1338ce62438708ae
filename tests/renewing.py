"""What the tests of a change of the model share: a second model, and what an index holds."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np

from clothesfinder.catalog import Catalog
from clothesfinder.local_store import LocalStore, open_local

from .conftest import ColourEmbedder, result

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder
    from clothesfinder.progress import Summary
    from clothesfinder.store import Index

Content = tuple[str | None, dict[str, Any], list[Any]]


class LaterEmbedder(ColourEmbedder):
    """Another model, whose vectors have as many numbers but are never those of the first."""

    space = ColourEmbedder.space._replace(weights="later")

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        return -super().embed(pixels)[:, ::-1]


class SmallEmbedder(ColourEmbedder):
    """A third model, whose vectors are short."""

    space = ColourEmbedder.space._replace(weights="small", dimension=4)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        sums = super().embed(pixels).reshape(len(pixels), 16, 4).sum(1)
        unit: NDArray[np.float32] = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return unit


def index(gallery: Path, embedder: Embedder) -> Summary:
    """Index the gallery with this model."""
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        return result(catalog.index())


def content(index: Index) -> Content:
    """All that an index holds, in a form that can be compared with another's."""
    entries = index.entries(sorted(index.stamps()))
    whole = {one.path: (*one[:3], one.vector.tobytes(), *one[4:]) for one in entries}
    assert len(whole) == index.count()
    return index.space(), whole, list(index.failures())


def contents(gallery: Path) -> tuple[Content, Content | None]:
    """What the gallery's index holds, and the new one that is being made."""
    with closing(open_local(gallery, create=False)) as store:
        check_file(store)
        successor = store.successor
        return content(store), None if successor is None else content(successor)


def check_file(store: LocalStore) -> None:
    """See that SQLite finds nothing wrong, and no row that belongs nowhere."""
    assert store._db.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert store._db.execute("pragma foreign_key_check").fetchall() == []


def schema(store: LocalStore) -> set[tuple[str, str, str]]:
    """The tables and indexes of the file, without the quotes that a renaming leaves."""
    rows = store._db.execute("select type, name, coalesce(sql, '') from sqlite_master")
    return {(kind, name, sql.lower().replace('"', "")) for kind, name, sql in rows}

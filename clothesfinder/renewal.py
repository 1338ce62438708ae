"""While a new index is made with another model: what there is of it, and what is searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clothesfinder.problem import Problem
from clothesfinder.store import is_same_space

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from clothesfinder.embedder import Embedder
    from clothesfinder.store import Index, Space, Store

OUTDATED = "“{}” was indexed with another model. Update it, then search again."
NOTHING_YET = (
    "“{}” was indexed with another model, and its pictures are being read again for this one; none"
    " of them is done yet. Search again in a while."
)
NONE_READ = (
    "None of the pictures of “{}” could be read for the new model. The index that was made before"
    " is kept. Check the folder and its drive, then update."
)
P = TypeVar("P")
R = TypeVar("R")


class Renewal(NamedTuple):
    """An index that is being made with another model, to take the place of the present one."""

    space: str
    indexed: int


def renewal_of(store: Store) -> Renewal | None:
    """What there is of a new index that was begun and is not complete."""
    successor = store.successor
    space = None if successor is None else successor.space()
    if successor is None or space is None:
        return None
    return Renewal(space, successor.count())


class Searchable(NamedTuple):
    """What can be searched now."""

    where: Index
    space: str | None
    """Of its vectors."""
    embedder: Embedder
    """That made them."""


def searchable(
    store: Store, embedder: Embedder, load_for: Callable[[str], Embedder | None], gallery: str
) -> Searchable:
    """Return what can be searched of a store, this being the present model.

    That is the present index with the model that made it, where that can be had, so that all is
    found until the new one is complete; else what there is of the new one. Raises Problem, with the
    gallery's name, where that is nothing.
    """
    space = store.space()
    if is_same_space(space, embedder.space):
        return Searchable(store, space, embedder)
    if space is not None and (older := load_for(space)) is not None:
        return Searchable(store, space, older)
    successor = store.successor
    if successor is None or not is_same_space(successor.space(), embedder.space):
        raise Problem(OUTDATED.format(gallery))
    if not successor.count():
        raise Problem(NOTHING_YET.format(gallery))
    return Searchable(successor, str(embedder.space), embedder)


def bring_up_to_date(
    store: Store, space: Space, fill: Callable[[Index], Generator[P, None, R]], gallery: str
) -> Generator[P, None, R]:
    """Fill the index that this space's vectors are to be put into; a new one then takes its place.

    Raises Problem, with the gallery's name, where nothing could be put into the new one.
    """
    while True:
        target = store.to_fill(space)
        try:
            result = yield from fill(target)
            if target is not store:
                if not target.count():
                    raise Problem(NONE_READ.format(gallery))
                store.succeed()
        except Problem:
            # Where another program has put the new index in place, that one is gone on with.
            if target is store or not is_same_space(store.space(), space):
                raise
        else:
            return result

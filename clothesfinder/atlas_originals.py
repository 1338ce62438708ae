"""Finds the collections of a database that the original scripts filled."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clothesfinder.atlas_errors import NOT_ALLOWED, attempt
from clothesfinder.atlas_original_rows import AS_IT_IS, FIELDS, is_original
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from pymongo.database import Database

    from clothesfinder.atlas_rows import Row

Result = TypeVar("Result")


OURS = "clothesfinder_"


class Original(NamedTuple):
    """A collection that looks like the scripts'."""

    collection: str
    documents: int
    """About how many it holds."""


def find_originals(database: Database[Row]) -> list[Original]:
    """Find the collections whose first document looks like the scripts', by name.

    Our own are left out. A user who may not list collections gets none. Raises Problem where the
    server or the way to it fails.
    """
    found = []
    for name in sorted(_allowed(database.list_collection_names) or ()):
        if name.startswith((OURS, "system.")):
            continue
        collection = database.get_collection(name, codec_options=AS_IT_IS)
        first = _allowed(partial(collection.find_one, {}, FIELDS))
        if first is not None and is_original(first):
            found.append(Original(name, attempt(collection.estimated_document_count)))
    return found


def _allowed(operation: Callable[[], Result]) -> Result | None:
    """Attempt this; None where the user may not do it."""
    try:
        return attempt(operation)
    except Problem as problem:
        if str(problem) != NOT_ALLOWED:
            raise
        return None

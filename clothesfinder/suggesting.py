"""Which part of a query's picture to search with, found by the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.embedder import GarmentFinder
from clothesfinder.images import open_picture
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from clothesfinder.embedder import Embedder
    from clothesfinder.query import Query
    from clothesfinder.store import Box

CANNOT = "This gallery's model does not tell where in a picture a garment is. Drag over it instead."
NONE_THERE = "No garment was found in this picture. Drag over the part to search with instead."


def suggest_part(query: Query, load_embedder: Callable[[], Embedder]) -> Generator[None, None, Box]:
    """Find the part of a query's picture, held as it is looked at, that the garment fills.

    Raises Problem where the query is no picture, the model cannot tell, or there is no garment.
    """
    embedder = load_embedder()
    yield
    if not isinstance(embedder, GarmentFinder):
        raise Problem(CANNOT)
    image = query.orientation.apply(open_picture(query.source, embedder.edge).image)
    yield
    box = embedder.find_garment(image)
    if box is None:
        raise Problem(NONE_THERE)
    return box

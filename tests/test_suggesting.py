"""The part of a query that the garment fills, found by the built-in model."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from clothesfinder.built_in import load_builtin
from clothesfinder.orientation import Orientation, turn_box
from clothesfinder.problem import NotAPicture, Problem
from clothesfinder.query import Query
from clothesfinder.suggesting import suggest_part
from tests.conftest import ColourEmbedder, draw, result

PLACE = (560, 220, 860, 620)


def page() -> bytes:
    """A garment, small on a page."""
    image = Image.new("RGB", (1200, 900), (245, 245, 245))
    image.paste(draw((180, 30, 50), (300, 400)), PLACE[:2])
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_the_garment_is_found_where_it_is() -> None:
    box = result(suggest_part(Query(page()), load_builtin))
    left, right = box.left * 1200, box.right * 1200
    top, bottom = box.top * 900, box.bottom * 900
    assert 400 < left < 700 < right < 1000
    assert 100 < top < 420 < bottom < 750
    turned = Query(page(), orientation=Orientation(1))
    found = result(suggest_part(turned, load_builtin))
    assert found == pytest.approx(turn_box(box, 1), abs=0.1)


def test_a_picture_of_nothing_has_none() -> None:
    file = BytesIO()
    Image.new("RGB", (300, 300), (240, 240, 240)).save(file, "PNG")
    with pytest.raises(Problem, match="No garment was found"):
        result(suggest_part(Query(file.getvalue()), load_builtin))


def test_what_cannot_be_told() -> None:
    with pytest.raises(Problem, match="does not tell where"):
        result(suggest_part(Query(page()), ColourEmbedder))
    with pytest.raises(NotAPicture):
        result(suggest_part(Query(b"no picture"), load_builtin))

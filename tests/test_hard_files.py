"""Files that are hard to read, each as its table says, where that collection is at hand."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from clothesfinder.built_in import load_builtin
from clothesfinder.images import open_picture
from clothesfinder.problem import Problem

from .opening import EDGE, Opened, open_apart

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
TABLE = DATA / "hard.csv"
Row = Mapping[str, str]

pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason="the hard files are not here")

# The least cosine with the base photo, by what the file's encoding leaves of it.
EXACT, LOSSY = 0.99, 0.98
LOSSY_NAMES = ("same_gif", "same_avif", "same_heic", "same_webp.", "same_cmyk", "same_q20.")
OTHERWISE = {"same_tiny_32px.jpg": 0.5}
"""A thumbnail of 32 pixels."""


def read_table() -> list[Row]:
    if not TABLE.is_file():
        return []
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = read_table()


@pytest.fixture(scope="module")
def opened() -> dict[str, Opened]:
    files = [DATA / row["file"] for row in ROWS]
    return dict(zip([row["file"] for row in ROWS], open_apart(files), strict=True))


@pytest.mark.parametrize("row", ROWS, ids=[row["file"][11:51] for row in ROWS])
def test_each_is_read_or_refused_as_it_should_be(row: Row, opened: dict[str, Opened]) -> None:
    """None takes too long or too much: then there is nothing to look at, see `open_apart`."""
    reason, (width, height), *_ = opened[row["file"]]
    if row["expectation"].startswith("decode_or"):
        assert reason or width * height
    elif row["expectation"] == "reject":
        assert reason
    else:
        assert not reason
        assert width * height


def least(row: Row) -> float:
    name = Path(row["file"]).name
    return OTHERWISE.get(name, LOSSY if name.startswith(LOSSY_NAMES) else EXACT)


def test_the_same_picture_has_the_same_vector() -> None:
    model = load_builtin()
    names, pixels, unread = [], [], []
    rows = {row["file"]: row for row in ROWS if row["same_as"] or row["file"].endswith("_base.jpg")}
    for name in rows:
        try:
            pixels.append(model.prepare(open_picture(DATA / name, model.edge).image))
            names.append(name)
        except Problem:
            unread.append(name)
    batches = [pixels[first : first + 8] for first in range(0, len(pixels), 8)]
    vectors = np.concatenate([model.embed(batch) for batch in batches])
    by_name = dict(zip(names, vectors, strict=True))
    cosines = {
        name: float(vector @ by_name[rows[name]["same_as"] or name])
        for name, vector in by_name.items()
    }
    assert {name: cosine for name, cosine in cosines.items() if cosine < least(rows[name])} == {}
    assert all(rows[name]["group"] == "broken" for name in unread)
    assert len(by_name) > 30


def test_pictures_of_one_colour_or_none_have_a_vector() -> None:
    model = load_builtin()
    for name in ("flat_white.jpg", "flat_black.png", "fully_transparent.png"):
        pixels = model.prepare(open_picture(DATA / "hard" / "files" / name, EDGE).image)
        (vector,) = model.embed([pixels])
        assert abs(float(np.linalg.norm(vector)) - 1) < 1e-3

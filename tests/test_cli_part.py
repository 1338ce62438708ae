"""A part of a picture, turned or mirrored, on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from .conftest import Call, draw, save

if TYPE_CHECKING:
    from pathlib import Path

COLOURS = {"red": (200, 0, 0), "blue": (0, 0, 200)}


@pytest.fixture
def pictures(gallery: Path, call: Call) -> Path:
    for name, colour in COLOURS.items():
        save(gallery / f"{name}.png", colour, (300, 400))
    assert call("index", gallery)[0] == 0
    return gallery


@pytest.fixture
def outfit(tmp_path: Path) -> Path:
    """Red above blue."""
    image = Image.new("RGB", (300, 800))
    for top, colour in ((0, COLOURS["red"]), (400, COLOURS["blue"])):
        image.paste(draw(colour, (300, 400)), (0, top))
    image.save(tmp_path / "outfit.png")
    return tmp_path / "outfit.png"


SAME: Any = pytest.approx(1, abs=1e-3)


def best(call: Call, *arguments: str | Path) -> tuple[str, float]:
    code, out, _ = call("search", *arguments, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)["matches"][0]
    return found["path"].rpartition("/")[2], found["score"]


def test_a_part(call: Call, pictures: Path, outfit: Path) -> None:
    given = outfit, "--gallery", pictures
    assert best(call, *given, "--part", "upper") == ("red.png", SAME)
    assert best(call, *given, "--part", "lower") == ("blue.png", SAME)
    assert best(call, *given, "--part", "0, 0.5, 1, 1") == ("blue.png", SAME)


def test_turned_and_mirrored(call: Call, pictures: Path, outfit: Path, tmp_path: Path) -> None:
    """The part is one of what is seen then."""
    with Image.open(outfit) as image:
        image.rotate(90, expand=True).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(
            tmp_path / "lying.png"
        )
    given = tmp_path / "lying.png", "--gallery", pictures
    # Turned back clockwise it is upside down and mirrored; what is mirrored is put right.
    wrong = best(call, *given, "--rotate", "90", "--part", "upper")
    right = best(call, *given, "--rotate", "270", "--mirror", "--part", "upper")
    assert right == ("red.png", SAME)
    assert wrong[0] == "blue.png"
    assert wrong[1] != SAME


def test_a_part_that_is_too_small_is_told_of(call: Call, pictures: Path, outfit: Path) -> None:
    code, _, err = call("search", outfit, "--gallery", pictures, "--part", "0,0,0.01,1")
    assert code == 1
    assert "That part of the picture has only 3 by 800 pixels. Choose a larger part." in err


@pytest.mark.parametrize(
    "wrong",
    ["middle", "0,0,1", "0,0,1,1,1", "0.5,0,0.5,1", "0,0.5,1,0.4", "0,0,1.1,1", "nan,0,1,1"],
)
def test_wrong_parts(call: Call, wrong: str) -> None:
    code, _, err = call("search", "a.jpg", "--gallery", "g", "--part", wrong)
    assert code == 2
    assert "argument --part: must" in err


def test_only_whole_quarters(call: Call) -> None:
    assert call("search", "a.jpg", "--gallery", "g", "--rotate", "45")[0] == 2


@pytest.mark.parametrize("option", [("--part", "upper"), ("--rotate", "90"), ("--mirror",)])
def test_words_have_no_part(call: Call, gallery: Path, option: tuple[str, ...]) -> None:
    code, out, err = call("search", "--text", "red", "--gallery", gallery, *option)
    assert (code, out) == (2, "")
    assert "--part, --rotate and --mirror are for pictures: name one" in err

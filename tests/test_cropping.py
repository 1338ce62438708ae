"""A part of a picture is looked for as if it had been cut out and saved."""

from __future__ import annotations

import random
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from clothesfinder.built_in import load_builtin
from clothesfinder.cropping import LEAST, NAMED, open_part
from clothesfinder.fitting import cut_out
from clothesfinder.images import open_picture
from clothesfinder.orientation import UPRIGHT, Orientation
from clothesfinder.problem import Problem
from clothesfinder.query import Queries, Query
from clothesfinder.store import WHOLE, Box, Vector
from tests.conftest import ColourEmbedder, draw, result, save

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.embedder import Embedder

CAMERA = (4000, 3000)
BOX = Box(0.30, 0.25, 0.62, 0.80)
TURNED = [Orientation(quarters, mirrored) for quarters in range(4) for mirrored in (False, True)]
EXIF_ORIENTATION = 0x0112


@pytest.fixture(scope="module")
def built_in() -> Embedder:
    return load_builtin()


def photo(size: tuple[int, int], seed: int = 1) -> Image.Image:
    """Something with a fold, a pattern and a grain everywhere, as photos of clothes have."""
    chance = random.Random(seed)
    width, height = size
    image = Image.new("RGB", size, (190, 186, 178))
    pen = ImageDraw.Draw(image)
    for _ in range(60):
        left, top = chance.randrange(width), chance.randrange(height)
        across, down = chance.randrange(width // 20, width // 4), chance.randrange(height // 6)
        colour = tuple(chance.randrange(256) for _ in range(3))
        pen.rounded_rectangle((left, top, left + across, top + down), height // 50, colour)
    for x in range(0, width, max(width // 90, 2)):
        pen.line((x, 0, x + width // 30, height), (60, 40, 90), max(width // 800, 1))
    blurred = np.asarray(image.filter(ImageFilter.GaussianBlur(width / 1500)), np.int16)
    grain = np.random.default_rng(seed).normal(0, 6, (height, width, 1))
    return Image.fromarray((blurred + grain).clip(0, 255).astype(np.uint8))


def vector(embedder: Embedder, query: Query) -> Vector:
    return result(Queries().embed(query, embedder)).vector


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.fixture(scope="module")
def camera() -> bytes:
    """A photo as a camera makes it: so large that it is decoded at a smaller scale."""
    return saved(photo(CAMERA), "JPEG", quality=92)


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("size", [(300, 400), (1000, 700)])
def test_a_part_is_as_if_cut_out_and_saved(
    built_in: Embedder, size: tuple[int, int], orientation: Orientation
) -> None:
    image = photo(size)
    alone = Query(saved(cut_out(orientation.apply(image), BOX), "PNG"))
    part = Query(saved(image, "PNG"), box=BOX, orientation=orientation)
    assert vector(built_in, part) @ vector(built_in, alone) > 0.999


@pytest.mark.parametrize("orientation", [UPRIGHT, Orientation(1), Orientation(3, mirrored=True)])
@pytest.mark.parametrize(
    "box", [BOX, NAMED["upper"], NAMED["centre"], Box(0.45, 0.4, 0.57, 0.52), Box(0, 0.4, 1, 0.55)]
)
def test_a_part_of_a_camera_s_picture_has_all_its_detail(
    built_in: Embedder, camera: bytes, box: Box, orientation: Orientation
) -> None:
    full = open_picture(camera).image
    assert full.size == CAMERA
    alone = Query(saved(cut_out(orientation.apply(full), box), "PNG", compress_level=1))
    part = Query(camera, box=box, orientation=orientation)
    assert vector(built_in, part) @ vector(built_in, alone) > 0.999


@pytest.mark.parametrize("turn", range(1, 9))
def test_the_box_is_of_the_upright_picture(built_in: Embedder, turn: int) -> None:
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = turn
    file = saved(photo((900, 640)), "JPEG", quality=95, exif=exif)
    upright = open_picture(file).image
    assert (upright.width < upright.height) == (turn >= 5)
    alone = Query(saved(cut_out(upright, BOX), "PNG"))
    assert vector(built_in, Query(file, box=BOX)) @ vector(built_in, alone) > 0.999


def test_a_preview_would_not_do(camera: bytes) -> None:
    """What is cut out has the pixels of the stored picture, as far as the model can use them."""
    small = Box(0.5, 0.5, 0.6, 0.6)
    assert open_part(camera, small, UPRIGHT, 260).size == (400, 300)
    half = open_part(camera, NAMED["upper"], UPRIGHT, 260)
    assert 520 <= max(half.size) < 4000


def test_the_whole_may_be_turned(tmp_path: Path) -> None:
    file = save(tmp_path / "a.png", (200, 30, 60), (60, 80))
    turned = open_part(file, WHOLE, Orientation(1), 260)
    assert turned.size == (80, 60)
    with Image.open(file) as image:
        assert turned.tobytes() == image.rotate(-90, expand=True).tobytes()


@pytest.mark.parametrize("orientation", [UPRIGHT, Orientation(1)])
def test_a_part_of_too_few_pixels_is_refused(orientation: Orientation) -> None:
    file = saved(draw((200, 30, 60), (100, 80)), "PNG")
    across = Box(0.0, 0.0, 1.0, 0.1)
    few = 8 if orientation == UPRIGHT else 10
    size = f"{100 if orientation == UPRIGHT else 80} by {few}"
    with pytest.raises(Problem, match=f"has only {size} pixels. Choose a larger part"):
        open_part(file, across, orientation, 32)
    enough = Box(0.0, 0.0, 1.0, (LEAST + 0.5) / 80)
    assert min(open_part(file, enough, UPRIGHT, 32).size) == LEAST


def test_a_large_picture_is_not_too_small_for_being_decoded_small(camera: bytes) -> None:
    thin = Box(0.0, 0.5, 1.0, 0.5 + (LEAST + 1) / CAMERA[1])
    assert min(open_part(camera, thin, UPRIGHT, 32).size) >= 1


def test_a_small_picture_as_a_whole_is_no_part(tmp_path: Path) -> None:
    file = save(tmp_path / "a.png", (200, 30, 60), (10, 12))
    assert open_part(file, WHOLE, Orientation(1), 32).size == (12, 10)


def test_what_is_looked_at_otherwise_is_embedded_anew(tmp_path: Path) -> None:
    queries, embedder = Queries(), ColourEmbedder()
    query = Query(save(tmp_path / "a.png", (200, 30, 60)))
    for number, other in enumerate(
        (
            query,
            query._replace(orientation=Orientation(1)),
            query._replace(orientation=Orientation(1, mirrored=True)),
            query._replace(orientation=Orientation(1), box=NAMED["upper"]),
        )
    ):
        for _ in range(2):
            result(queries.embed(other, embedder))
        assert embedder.embedded == number + 1

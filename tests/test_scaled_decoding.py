"""A camera's picture is decoded at a quarter of its size; its vectors hardly differ for that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clothesfinder.built_in import load_builtin
from clothesfinder.images import open_picture

from .benchmarks.indexing import CAMERA, enlarge
from .benchmarks.scaled_decoding import GOAL, PARTS_GOAL, cosines, cosines_of_parts
from .conftest import save

if TYPE_CHECKING:
    from clothesfinder.embedder import Embedder

PHOTOS = Path("../shared/data/gallery")
EVERY = 200


@pytest.fixture(scope="module")
def model() -> Embedder:
    return load_builtin()


def camera_picture(path: Path, target: Path) -> Path:
    """What a camera would have made of this picture."""
    target.mkdir(exist_ok=True)
    enlarge(path, target)
    return target / path.name


def test_a_camera_picture_is_decoded_smaller(tmp_path: Path, model: Embedder) -> None:
    path = camera_picture(save(tmp_path / "a.jpg", (20, 40, 200), (300, 400)), tmp_path / "large")
    picture = open_picture(path, model.edge)
    assert (picture.width, picture.height) == CAMERA[::-1]
    assert picture.image.size == (CAMERA[1] // 4, CAMERA[0] // 4)


@pytest.mark.parametrize("colour", [(20, 40, 200), (150, 30, 40), (60, 90, 50)])
def test_the_vectors_of_a_drawn_garment_stay(
    tmp_path: Path, model: Embedder, colour: tuple[int, int, int]
) -> None:
    path = camera_picture(save(tmp_path / "a.jpg", colour, (300, 400)), tmp_path / "large")
    assert min(cosines(path, model)) > GOAL


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="there are no photos here")
def test_the_vectors_of_photos_stay_and_those_of_their_regions(
    tmp_path: Path, model: Embedder
) -> None:
    photos = sorted(PHOTOS.rglob("*.jpg"))[::EVERY]
    found = [cosines(camera_picture(path, tmp_path / "large"), model) for path in photos]
    assert min(cosine for of_photo in found for cosine in of_photo) > GOAL
    assert any(len(of_photo) > 1 for of_photo in found)


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="there are no photos here")
def test_parts_of_photos_that_are_searched_with_stay(tmp_path: Path, model: Embedder) -> None:
    path = camera_picture(sorted(PHOTOS.rglob("*.jpg"))[EVERY], tmp_path / "large")
    assert min(cosines_of_parts(path, model)) > PARTS_GOAL


def test_small_pictures_are_not_what_this_is_about(tmp_path: Path, model: Embedder) -> None:
    with pytest.raises(ValueError, match="too small"):
        cosines(save(tmp_path / "a.jpg"), model)

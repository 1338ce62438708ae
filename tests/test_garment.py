"""Where the garment is found, and which colours are counted there."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from clothesfinder.built_in import LEARNED, find_weights, letterbox, load_network
from clothesfinder.colours import BINS, histogram, skin, to_lab
from clothesfinder.garment import DEVIATION, FEATURES, MEAN, WHERE, GarmentNetwork
from clothesfinder.resources import resource


@pytest.fixture(scope="module")
def network() -> GarmentNetwork:
    with np.load(resource(LEARNED)) as learned:
        finder = torch.from_numpy(learned["finder"].astype(np.float32))
        return GarmentNetwork(load_network(find_weights()), finder, float(learned["threshold"]))


def pixels(image: Image.Image) -> torch.Tensor:
    levels = torch.from_numpy(letterbox(image)[None]).permute(0, 3, 1, 2).float()
    return (levels - MEAN) / DEVIATION


def of(*colours: tuple[int, int, int]) -> torch.Tensor:
    """Lab, (1, 3, number), of these colours."""
    return to_lab(torch.tensor(colours, dtype=torch.float32).T[None])


@pytest.mark.parametrize(
    ("colour", "lab"),
    [
        ((255, 255, 255), (100, 0, 0)),
        ((0, 0, 0), (0, 0, 0)),
        ((255, 0, 0), (53.2, 80.1, 67.2)),
        ((0, 0, 255), (32.3, 79.2, -107.9)),
    ],
)
def test_lab_is_that_of_the_standard(
    colour: tuple[int, int, int], lab: tuple[float, float, float]
) -> None:
    assert of(colour)[0, :, 0].tolist() == pytest.approx(lab, abs=0.3)


def test_skin_is_told_from_clothes() -> None:
    like = skin(of((224, 172, 140), (141, 85, 60), (40, 60, 160), (240, 240, 240), (20, 20, 20)))
    assert like[0, :2].min() > 0.5
    assert like[0, 2:].max() < 0.1


def test_a_histogram_moves_little_with_a_little_change() -> None:
    one = torch.ones(1, 1)
    blue, near, red = (
        histogram(of(colour), one)[0] for colour in ((40, 60, 160), (48, 68, 166), (160, 40, 50))
    )
    assert blue.shape == (BINS,)
    assert torch.linalg.vector_norm(blue).item() == pytest.approx(1, abs=1e-5)
    assert (blue @ near).item() > 0.95
    assert (blue @ red).item() < 0.3


def test_what_weighs_nothing_is_not_counted() -> None:
    two = of((40, 60, 160), (160, 40, 50))
    only = histogram(two, torch.tensor([[1.0, 0.0]]))
    assert torch.allclose(only, histogram(of((40, 60, 160)), torch.ones(1, 1)), atol=1e-5)


def test_the_garment_is_found(network: GarmentNetwork) -> None:
    """Not where it is in the middle only: a shirt in a corner, too."""
    image = Image.new("RGB", (400, 400), (225, 222, 215))
    pen = ImageDraw.Draw(image)
    pen.polygon([(60, 20), (160, 20), (215, 80), (185, 105), (160, 80), (160, 220), (60, 220)])
    pen.rectangle((60, 20, 160, 220), fill=(40, 60, 130))
    for y in range(30, 220, 16):
        pen.line((60, y, 160, y), fill=(220, 220, 230), width=4)
    seen = network.look(pixels(image)).garment[0]
    assert seen.shape == (17, 17)
    assert 0 <= seen.min() <= seen.max() <= 1
    assert seen[2:9, 3:7].mean() > 3 * seen[11:, 9:].mean()


def test_a_picture_of_nothing_has_features(network: GarmentNetwork) -> None:
    features = network(pixels(Image.new("RGB", (260, 130), (128, 128, 128))))
    assert features.shape == (1, FEATURES + WHERE)
    assert features.isfinite().all()

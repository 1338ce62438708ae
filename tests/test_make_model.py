"""The learning of the built-in model, on pictures that are made here."""

from __future__ import annotations

import importlib
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from types import ModuleType

PACKAGING = Path(__file__).parent.parent / "packaging"


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return {name: importlib.import_module(name) for name in ("heads", "views", "make_model")}


def photo(colour: tuple[int, int, int]) -> Image.Image:
    image = Image.new("RGB", (200, 260), (230, 230, 225))
    ImageDraw.Draw(image).rectangle((50, 60, 150, 200), fill=colour)
    return image


def test_every_view_shows_the_garment_and_is_the_same_every_time(
    scripts: dict[str, ModuleType],
) -> None:
    views = scripts["views"]
    photos = [
        views.Photo(Path(f"{number}.jpg"), photo(colour))
        for number, colour in enumerate([(200, 20, 30), (20, 40, 200)])
    ]
    masks = np.zeros((2, 17, 17), np.float32)
    masks[:, 4:13, 5:12] = 1
    for view in views.VIEWS:
        seen = np.asarray(views.make_view(view, 0, photos, masks)).astype(int)
        assert ((seen[:, :, 0] > seen[:, :, 2] + 60).mean()) > 0.05, view
        assert (seen == np.asarray(views.make_view(view, 0, photos, masks))).all()
    assert photos[0].image.tobytes() == photo((200, 20, 30)).tobytes(), "a photo was changed"


def test_boxes_lie_within_the_picture_and_cover_what_they_should(
    scripts: dict[str, ModuleType],
) -> None:
    for seed in range(200):
        box = scripts["views"].choose_box(random.Random(seed), (300, 400), 0.25, 0.7)
        left, top, right, bottom = box
        assert 0 <= left < right <= 300
        assert 0 <= top < bottom <= 400
        assert 0.24 < (right - left) * (bottom - top) / 120_000 < 0.71


def test_ground_is_told_from_garment_where_the_border_is_even(
    scripts: dict[str, ModuleType],
) -> None:
    ground, garment = scripts["views"].find_ground(photo((200, 20, 30)))
    assert garment[8, 8]
    assert ground[8, 3]
    assert not (ground & garment).any()
    assert not garment[0].any()
    noise = np.random.default_rng(0).integers(0, 255, (260, 200, 3)).astype(np.uint8)
    for nothing in scripts["views"].find_ground(Image.fromarray(noise)):
        assert not nothing.any()


def test_colours_keep_the_longest_directions(scripts: dict[str, ModuleType]) -> None:
    counts = np.zeros((6, 4), np.float32)
    counts[:, 1], counts[:3, 3] = -5, 2
    projection = scripts["heads"].learn_colours(counts, 2)
    assert projection.dtype == np.float16
    assert np.abs(projection).argmax(axis=0).tolist() == [1, 3]
    assert (np.abs(projection).max(axis=0) == projection.max(axis=0)).all(), "signs are fixed"
    assert np.allclose(counts @ projection @ projection.T, counts, atol=0.01)


def test_the_look_learns_to_find_the_other_view(scripts: dict[str, ModuleType]) -> None:
    """What differs from view to view is loud, what stays is quiet; the look goes by the latter."""
    generator = torch.Generator().manual_seed(0)
    stays = torch.randn(1, 2000, 6, generator=generator).expand(2, -1, -1)
    changes = 2 * torch.randn(2, 2000, 6, generator=generator)
    views = torch.cat([stays, changes], 2)
    kinds = torch.arange(2000) % 3
    head: Any = scripts["heads"].learn_look(views, kinds, 0)

    def found(first: torch.Tensor, second: torch.Tensor) -> float:
        norm = torch.nn.functional.normalize
        best = (norm(first) @ norm(second).T).argmax(1)
        return (best == torch.arange(2000)).float().mean().item()

    with torch.no_grad():
        assert found(views[0], views[1]) < 0.2
        assert found(head(views[0]), head(views[1])) > found(views[0], views[1]) + 0.1

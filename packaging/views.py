"""Other views of a photo, as someone else might have taken them of the same garment."""

from __future__ import annotations

import random
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch.nn import functional

from clothesfinder.built_in import DETAIL
from clothesfinder.colours import to_lab
from clothesfinder.images import open_picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Floats = NDArray[np.float32]
Truth = NDArray[np.bool_]
VIEWS = ("whole", "part", "other part", "pasted", "pasted again")
"""All but the photo as it is. The first two show enough of it to tell the kind of garment."""
CELLS = 17
"""The grid on which the garment is found, each way."""
SQUARE = 260
QUALITY = (15, 60)
"""Of a compressed photo, as JPEG counts it: the lowest and the highest."""
FLIP = Image.Transpose.FLIP_LEFT_RIGHT
BICUBIC = Image.Resampling.BICUBIC


class Photo(NamedTuple):
    """A photo in memory."""

    path: Path
    image: Image.Image

    def open(self) -> Image.Image:
        """Give the photo as it is."""
        return self.image


def make_view(view: str, number: int, photos: Sequence[Photo], masks: Floats) -> Image.Image:
    """Make one of the VIEWS of a photo; the masks, (N, 17, 17), tell where the garments are."""
    chance = random.Random(f"{view} {photos[number].path.name}")
    image = photos[number].image
    if view.startswith("pasted"):
        other = chance.randrange(len(photos))
        ground = _without_garment(photos[other].image, _fit(masks[other], photos[other].image))
        return _paste(image, _fit(masks[number], image), ground, chance)
    low, high = (0.6, 1.0) if view == "whole" else (0.25, 0.7)
    image = image.crop(choose_box(chance, image.size, low, high))
    if chance.random() < 0.5:
        image = image.transpose(FLIP)
    if view != "whole" and chance.random() < 0.5:
        mean = np.asarray(image).mean((0, 1))
        red, green, blue = (int(level) for level in mean)
        image = image.rotate(chance.uniform(-20, 20), BICUBIC, fillcolor=(red, green, blue))
    return change_light(image, chance)


def compress(folder: Path, file: str) -> Image.Image:
    """Show a photo in full as its file looks when it is compressed more strongly."""
    chance = random.Random(f"compressed {file}")
    data = BytesIO()
    image = open_picture(folder / file, DETAIL).image
    image.save(data, "JPEG", quality=chance.randint(*QUALITY))
    return Image.open(data).convert("RGB")


def choose_box(
    chance: random.Random, size: tuple[int, int], low: float, high: float
) -> tuple[int, int, int, int]:
    """Choose a box near the middle that covers this share of a picture, from low to high."""
    area, shape = chance.uniform(low, high), float(np.exp(chance.uniform(-0.4, 0.4)))
    wide = min(1.0, (area * shape) ** 0.5)
    high_share = min(1.0, area / wide)
    wide = min(1.0, area / high_share)
    x = min(max(chance.gauss(0.5, 0.1), wide / 2), 1 - wide / 2)
    y = min(max(chance.gauss(0.5, 0.1), high_share / 2), 1 - high_share / 2)
    width, height = size
    left, top = round((x - wide / 2) * width), round((y - high_share / 2) * height)
    right, bottom = round((x + wide / 2) * width), round((y + high_share / 2) * height)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def change_light(image: Image.Image, chance: random.Random, strength: float = 0.35) -> Image.Image:
    """Show a picture in other light: its contrast, colour and strength a little different."""
    levels = np.asarray(image).astype(np.float32) / 255
    levels = levels ** float(np.exp(0.7 * chance.uniform(-strength, strength)))
    red, blue, all_ = (chance.uniform(-strength, strength) for _ in range(3))
    levels = levels * np.exp(np.array([0.4 * red, 0, 0.4 * blue], np.float32) + 0.5 * all_)
    return Image.fromarray((levels.clip(0, 1) * 255).astype(np.uint8))


def find_ground(image: Image.Image) -> tuple[Truth, Truth]:
    """Tell where a photo is surely ground, and where surely garment, by its border's colours.

    Both are (17, 17), of the photo fitted into a square; both are empty where the border is of many
    colours.
    """
    pixels, inside = _letterboxed(image, 4 * CELLS)
    lab = to_lab(torch.from_numpy(pixels).permute(2, 0, 1)[None].float())[0].numpy()
    colours = lab.transpose(1, 2, 0) * np.array([0.6, 1, 1], np.float32)
    border = _border(inside)
    samples = colours[border][:: max(1, int(border.sum()) // 60)]
    near = _nearness(colours.reshape(-1, 3), samples).reshape(inside.shape)
    even = float(_nearness(samples, samples).mean())
    if even < 0.35:
        empty = np.zeros((CELLS, CELLS), bool)
        return empty, empty
    cells = (near * inside).reshape(CELLS, 4, CELLS, 4).mean((1, 3)) / even
    full = inside.reshape(CELLS, 4, CELLS, 4).mean((1, 3)) > 0.99
    return full & (cells > 0.6), full & (cells < 0.12)


def _letterboxed(image: Image.Image, edge: int) -> tuple[NDArray[np.uint8], Truth]:
    scale = edge / max(image.size)
    width, height = (max(1, round(side * scale)) for side in image.size)
    left, top = (edge - width) // 2, (edge - height) // 2
    pixels, inside = np.zeros((edge, edge, 3), np.uint8), np.zeros((edge, edge), bool)
    fitted = image.resize((width, height), Image.Resampling.BOX)
    pixels[top : top + height, left : left + width] = np.asarray(fitted)
    inside[top : top + height, left : left + width] = True
    return pixels, inside


def _border(inside: Truth) -> Truth:
    """Return what of the picture lies within three points of its edge."""
    core = inside.copy()
    for axis in (0, 1):
        for step in (-3, 3):
            moved = np.roll(inside, step, axis)
            edge = [slice(None), slice(None)]
            edge[axis] = slice(step, None) if step < 0 else slice(step)
            moved[tuple(edge)] = False
            core &= moved
    return inside & ~core


def _nearness(colours: Floats, samples: Floats) -> Floats:
    """Tell how much of the samples is of about each colour, 0 to 1."""
    away = np.square(colours[:, None] - samples[None]).sum(2)
    near: Floats = np.exp(-away / (2 * 9.0**2)).mean(1, dtype=np.float32)
    return near


def _fit(mask: Floats, image: Image.Image) -> Floats:
    """Cut the mask of the square that a picture was fitted into down to the picture."""
    square = functional.interpolate(
        torch.from_numpy(mask)[None, None], (SQUARE, SQUARE), mode="bilinear"
    )[0, 0].numpy()
    scale = SQUARE / max(image.size)
    width, height = (max(1, round(side * scale)) for side in image.size)
    left, top = (SQUARE - width) // 2, (SQUARE - height) // 2
    part = Image.fromarray((square[top : top + height, left : left + width] * 255).astype(np.uint8))
    fitted: Floats = np.asarray(part.resize(image.size, BICUBIC), np.float32) / np.float32(255)
    return fitted


def _grain(height: int, width: int) -> Floats:
    grain: Floats = np.random.default_rng(0).normal(0, 6, (height, width, 3)).astype(np.float32)
    return grain


def _without_garment(image: Image.Image, mask: Floats) -> Image.Image:
    """Paint the garment over with the mean colour of its ground."""
    levels = np.asarray(image).astype(np.float32)
    ground = mask < 0.3
    if ground.mean() > 0.1:
        soft = (2 * mask).clip(0, 1)[:, :, None]
        plain = levels[ground].mean(0) + _grain(*mask.shape)
        levels = (levels * (1 - soft) + plain * soft).astype(np.float32)
    painted = Image.fromarray(levels.clip(0, 255).astype(np.uint8))
    return painted.resize((SQUARE, SQUARE), BICUBIC)


def _paste(
    image: Image.Image, mask: Floats, ground: Image.Image, chance: random.Random
) -> Image.Image:
    """Lay the garment on a ground, somewhere, turned, larger or smaller, in other light."""
    cut = Image.fromarray((((mask - 0.25) / 0.35).clip(0, 1) * 255).astype(np.uint8))
    box = cut.point(lambda level: 255 if level > 127 else 0).getbbox()
    image, cut = image.crop(box), cut.crop(box)
    if chance.random() < 0.5:
        image, cut = image.transpose(FLIP), cut.transpose(FLIP)
    if chance.random() < 0.5:
        angle = chance.uniform(-25, 25)
        image, cut = (part.rotate(angle, BICUBIC, expand=True) for part in (image, cut))
    scale = chance.uniform(110, 250) / max(image.size)
    width = max(8, int(image.width * scale * chance.uniform(0.9, 1.1)))
    height = max(8, int(image.height * scale))
    image = change_light(image.resize((width, height), BICUBIC), chance)
    rooms = [sorted((0, SQUARE - side)) for side in (width, height)]
    x, y = (chance.randint(*room) for room in rooms)
    ground.paste(image, (x, y), cut.resize((width, height), BICUBIC))
    return ground

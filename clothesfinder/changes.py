"""Changed copies of a picture, as somebody might look for it with: a part, other light, and more.

Each is made by chance, within bounds; the same chance makes the same copy.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from io import BytesIO

import numpy as np
from PIL import Image

from clothesfinder.fitting import cut_out
from clothesfinder.store import Box

Change = Callable[[Image.Image, random.Random], Image.Image]
SMALL_EDGE = 96
"""The longest side of a small copy, in pixels: that of a thumbnail on a page."""
SMALL_QUALITY = 20
"""Of its JPEG: blocks can be seen in it."""
PAGES = ((255, 255, 255), (240, 240, 240), (245, 235, 215), (60, 60, 66), (20, 20, 22))


def part(
    image: Image.Image, chance: random.Random, least: float = 0.3, most: float = 0.6
) -> Image.Image:
    """Cut out a box near the middle of so much of the picture, as large a share of each side."""
    share = chance.uniform(least, most) ** 0.5
    left, top = (
        chance.gauss(0.5, 0.1) - share / 2 for _ in range(2)
    )  # which may pass the picture's edge
    left, top = (min(max(place, 0.0), 1 - share) for place in (left, top))
    return cut_out(image, Box(left, top, left + share, top + share))


def small_part(image: Image.Image, chance: random.Random) -> Image.Image:
    """Cut out a box near the middle, 6 to 15 % of the picture."""
    return part(image, chance, 0.06, 0.15)


def mirrored(image: Image.Image, _chance: random.Random) -> Image.Image:
    """Change left and right."""
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def other_light(image: Image.Image, chance: random.Random) -> Image.Image:
    """Make it darker or lighter, warmer or colder, with more or less contrast."""
    gamma = chance.choice((chance.uniform(0.35, 0.6), chance.uniform(1.7, 2.8)))
    warmth = chance.choice((-1, 1)) * chance.uniform(0.15, 0.3)
    contrast = chance.uniform(0.6, 1.2)
    levels = (np.arange(256) / 255) ** gamma
    levels = (levels - 0.5) * contrast + 0.5
    table = [levels * tint for tint in (1 + warmth, 1.0, 1 - warmth)]
    return image.point((255 * np.concatenate(table)).clip(0, 255).round().astype(int).tolist())


def turned(image: Image.Image, chance: random.Random) -> Image.Image:
    """Turn it by 20 to 45 degrees, and cut off the corners where there is nothing."""
    degrees = chance.choice((-1, 1)) * chance.uniform(20, 45)
    whole = image.rotate(degrees, Image.Resampling.BICUBIC)
    # As large a box in the same proportion as lies within the turned picture.
    width, height = image.size
    angle = math.radians(abs(degrees))
    longest = max(width / height, height / width)
    share = 1 / (math.cos(angle) + longest * math.sin(angle))
    edge = (1 - share) / 2
    return cut_out(whole, Box(edge, edge, 1 - edge, 1 - edge))


def small(image: Image.Image, _chance: random.Random) -> Image.Image:
    """Make it as small, and compress it as badly, as some are that are passed on."""
    copy = image.copy()
    copy.thumbnail((SMALL_EDGE, SMALL_EDGE))
    file = BytesIO()
    copy.save(file, "JPEG", quality=SMALL_QUALITY)
    return Image.open(file).convert("RGB")


def on_a_page(image: Image.Image, chance: random.Random) -> Image.Image:
    """Put it somewhere on a plain ground, with a third to half of each side, as a page has.

    That is what a picture of a screen holds.
    """
    share = chance.uniform(0.33, 0.5)
    page = Image.new("RGB", image.size, chance.choice(PAGES))
    size = (max(1, round(share * image.width)), max(1, round(share * image.height)))
    left = round(chance.random() * (image.width - size[0]))
    top = round(chance.random() * (image.height - size[1]))
    page.paste(image.resize(size, Image.Resampling.BILINEAR), (left, top))
    return page


def several(image: Image.Image, chance: random.Random) -> Image.Image:
    """A part of it, mirrored, turned, small and badly compressed."""
    copy = image
    for change in (part, mirrored, turned, small):
        copy = change(copy, chance)
    return copy


CHANGES: Mapping[str, Change] = {
    "A small part of it": small_part,
    "Mirrored": mirrored,
    "In other light": other_light,
    "Turned": turned,
    "Small and compressed": small,
    "As part of a page": on_a_page,
    "Several of these at once": several,
}
"""Every change, by what its copy is called."""


def changed(image: Image.Image, name: str, digest: str) -> Image.Image:
    """Make the copy that is called so of an RGB image; ``digest``, of its file, is the chance."""
    return CHANGES[name](image, random.Random(f"{name}/{digest}"))

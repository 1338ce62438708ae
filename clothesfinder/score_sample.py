"""What the scores of one gallery are compared with: some of its pictures, and changed copies.

The vectors themselves are kept, not figures of them: so what counts in a search can be weighed anew
for each, and every query has its own measure. All is made of the index and the pictures, lies in a
small file beside the indexes, and is made again where that is missing, damaged or of another model.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image

from clothesfinder.fitting import cut_out
from clothesfinder.images import open_picture
from clothesfinder.problem import Problem
from clothesfinder.store import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder
    from clothesfinder.store import Entry, Index

PICTURES = 400
"""That are in a sample, each of other content."""
LEAST = 30
"""With fewer, what chance gives cannot be told."""
COPIED = 40
"""Of them, changed copies are made."""
LEAST_COPIED = 10
GROWN = 1.5
"""Times as many pictures, or as few, as a sample was taken of: then another is taken."""
EDGE = 1024
"""The longest side of the pictures that copies are made of, in pixels."""
DEGREES = 8


class ScoreSample(NamedTuple):
    """Some pictures of a gallery, and changed copies of some of them, as a search sees them."""

    space: str
    of: int
    """How many pictures the gallery had."""
    vectors: NDArray[np.float32]
    """(V, D): of the pictures of the sample, those of one picture one after the other."""
    starts: NDArray[np.int64]
    """(P,): at which vector each picture begins."""
    copies: NDArray[np.float32]
    """(C, D): of the changed copies."""
    copied: NDArray[np.int64]
    """(C,): of which picture each is a copy."""

    def is_of(self, space: str | None, count: int) -> bool:
        """Whether it holds for vectors of this space, and so many pictures."""
        return space == self.space and self.of / GROWN < count < self.of * GROWN


def mirrored(image: Image.Image) -> Image.Image:
    """Change left and right."""
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def trimmed(image: Image.Image, share: float) -> Image.Image:
    """Cut this share of it off each side."""
    return cut_out(image, Box(share, share, 1 - share, 1 - share))


def turned(image: Image.Image) -> Image.Image:
    """Turn it a little, and cut off the corners where there is nothing."""
    return trimmed(image.rotate(DEGREES, Image.Resampling.BICUBIC), 0.07)


def compressed(image: Image.Image, quality: int) -> Image.Image:
    """Save it as it is passed on."""
    file = BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


def in_light(image: Image.Image, light: float) -> Image.Image:
    """Make it so much brighter, or darker."""
    return image.point([min(round(light * level), 255) for level in range(256)] * 3)


CHANGES: Sequence[Callable[[Image.Image], Image.Image]] = (
    lambda image: compressed(trimmed(mirrored(image), 0.05), 50),
    lambda image: in_light(trimmed(image, 0.08), 1.25),
    lambda image: compressed(in_light(trimmed(image, 0.1), 0.75), 40),
    lambda image: turned(mirrored(image)),
)
"""What may be done to a picture of which everybody would say that it shows the same item."""


def take_sample(
    index: Index, embedder: Embedder, gallery: Path
) -> Generator[None, None, ScoreSample | None]:
    """Take a sample of a gallery; each turn is the caller's. None where it cannot tell anything.

    That is where there are too few pictures of different content, or the files of too few of them
    are at hand to make copies of.
    """
    space, count = index.space(), index.count()
    pictures = different(index.entries(index.sample(PICTURES)))
    yield
    if space is None or len(pictures) < LEAST:
        return None
    copies: list[NDArray[np.float32]] = []
    copied: list[int] = []
    for number, parts in enumerate(pictures):
        image = _open(gallery / parts[0].path)
        yield
        if image is None:
            continue
        for change in CHANGES:
            copies.append(embedder.embed([embedder.prepare(change(image))])[0])
            copied.append(number)
            yield
        if len(copied) == COPIED * len(CHANGES):
            break
    if len(copied) < LEAST_COPIED * len(CHANGES):
        return None
    vectors = np.stack([part.vector for parts in pictures for part in parts])
    starts = np.cumsum([0, *(len(parts) for parts in pictures[:-1])])
    return ScoreSample(space, count, vectors, starts, np.stack(copies), np.array(copied))


def different(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Put the entries of each picture together, of those of the same content only one's."""
    paths: dict[str, list[Entry]] = {}
    for entry in entries:
        paths.setdefault(entry.path, []).append(entry)
    contents = {parts[0].stamp.digest or path: parts for path, parts in paths.items()}
    return list(contents.values())


def _open(file: Path) -> Image.Image | None:
    try:
        image = open_picture(file, EDGE // 2).image
    except Problem:  # a drive that is not here tells nothing
        return None
    image.thumbnail((EDGE, EDGE))
    return image

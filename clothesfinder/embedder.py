"""What turns pictures into unit vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from clothesfinder.store import WHOLE, Box, Space, Vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from clothesfinder.emphasis import Parts


class Embedder(Protocol):
    """Turns pictures into vectors of one space. Any thread may use it, several at once."""

    @property
    def space(self) -> Space:
        """The space of the vectors."""

    @property
    def edge(self) -> int:
        """How many pixels the longest side of a picture should have at least."""

    @property
    def batch(self) -> int:
        """How many pictures are best embedded at once."""

    @property
    def parts(self) -> Parts:
        """Which numbers of a vector tell what, together all of them; empty where none do."""

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        """Make the pixels that the network is to see, (height, width, 3), of an RGB image."""

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Make one vector for each, in order: (N, D), float32, unit length."""


Vectors = NDArray[np.float32]
"""(N, D), each of unit length."""


class Region(NamedTuple):
    """A region of a picture, and its vector."""

    box: Box
    vector: Vector


@runtime_checkable
class RegionEmbedder(Embedder, Protocol):
    """Embeds regions of a picture beside the whole."""

    def see(self, images: Sequence[Image.Image]) -> list[list[Region]]:
        """Embed RGB images; gives for each, in order, the whole first and then its regions."""


def see(embedder: Embedder, images: Sequence[Image.Image]) -> list[list[Region]]:
    """Embed RGB images for a gallery: for each, in order, the whole first and then its regions."""
    if isinstance(embedder, RegionEmbedder):
        return embedder.see(images)
    vectors = embedder.embed([embedder.prepare(image) for image in images])
    return [[Region(WHOLE, vector)] for vector in vectors]


class Placed(Protocol):
    """What runs somewhere."""

    @property
    def device(self) -> str:
        """Where: "cpu", or as "cuda (NVIDIA T4)" or "mps"."""


@runtime_checkable
class NetworkEmbedder(Embedder, Protocol):
    """An Embedder that tells what its network runs on."""

    @property
    def network(self) -> Placed:
        """The network."""


def device_of(embedder: Embedder) -> str:
    """What an embedder runs on, see Placed; empty where it does not tell."""
    return embedder.network.device if isinstance(embedder, NetworkEmbedder) else ""


@runtime_checkable
class TextEmbedder(Embedder, Protocol):
    """An Embedder that also turns words into vectors of the same space."""

    def embed_text(self, text: str) -> Vector:
        """Make one vector of a few words: (D,), float32, unit length."""


@runtime_checkable
class GarmentFinder(Embedder, Protocol):
    """An Embedder that can tell where in a picture the garment is."""

    def find_garment(self, image: Image.Image) -> Box | None:
        """Find the part of an RGB image that what is worn fills; None where there is none."""

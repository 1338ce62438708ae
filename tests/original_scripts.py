"""What users of the original scripts have: their model file, and the vectors it made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torchvision import transforms
from torchvision.models import resnet50

from clothesfinder.emphasis import NO_PARTS
from clothesfinder.original_model import SPACE
from tests.conftest import draw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from PIL import Image

NUMBERS = {
    "conv1": "0.0",
    "bn1": "0.1",
    "layer1": "0.4",
    "layer2": "0.5",
    "layer3": "0.6",
    "layer4": "0.7",
    "fc": "1",
}
Tensors = dict[str, torch.Tensor]
PREPARED = transforms.Compose(
    [
        transforms.Resize((128, 128)),
        transforms.ToTensor(),
        transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
    ]
)


def make_network(seed: int) -> torch.nn.Module:
    """A network that was never taught, but has seen pictures enough to tell them apart."""
    torch.manual_seed(seed)
    network: torch.nn.Module = resnet50(weights=None)
    network.fc = torch.nn.Linear(2048, 512)
    colours = [(30 * number, 255 - 30 * number, 90 * number % 255) for number in range(8)]
    with torch.no_grad():
        network.train()(torch.stack([PREPARED(draw(colour)) for colour in colours]))
        centre = network.eval()(torch.stack([PREPARED(draw(colour)) for colour in colours])).mean(0)
        network.fc.bias.sub_(centre)  # without which all vectors would be nearly the same
    return network.eval()


def numbered(network: torch.nn.Module, prefix: str = "model.") -> Tensors:
    """The network's weights under the scripts' names."""
    parts = [(name.partition("."), weight) for name, weight in network.state_dict().items()]
    return {f"{prefix}{NUMBERS[first]}.{rest}": weight for (first, _, rest), weight in parts}


def save_checkpoint(network: torch.nn.Module, path: Path) -> Path:
    """The scripts' model file."""
    torch.save({"model": numbered(network)}, path)
    return path


def embedded(network: torch.nn.Module, image: Image.Image) -> NDArray[np.float32]:
    """The vector of a picture as the scripts made it."""
    with torch.no_grad():
        answer = network(PREPARED(image)[None])
    vector: NDArray[np.float32] = torch.nn.functional.normalize(answer)[0].numpy()
    return vector


class QuickModel:
    """A stand-in for the scripts' network with weights of this seed: quick, and of its space."""

    edge = 64
    batch = 4
    parts = NO_PARTS

    def __init__(self, seed: int = 1) -> None:
        self.space = SPACE._replace(weights=f"seed {seed}")
        self.embedded = 0
        self._weights = np.random.default_rng(seed).normal(size=(16 * 16 * 3, 512))

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        return np.asarray(image.resize((16, 16)), np.uint8)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.embedded += len(pixels)
        vectors = (np.stack(pixels).reshape(len(pixels), -1) - 128.0) @ self._weights
        unit: NDArray[np.float32] = (
            vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        ).astype(np.float32)
        return unit

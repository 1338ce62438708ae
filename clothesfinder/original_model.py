"""The model of the original scripts: a ResNet-50 with a head of 512, in its user's own file."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pickle import UnpicklingError
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from clothesfinder.emphasis import NO_PARTS
from clothesfinder.network import Network
from clothesfinder.problem import Problem
from clothesfinder.store import UNKNOWN_WEIGHTS, Space

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import torch
    from numpy.typing import NDArray

    from clothesfinder.embedder import Embedder

DIMENSION = 512
SPACE = Space("original-resnet50", UNKNOWN_WEIGHTS, "squash128-bilinear-1", DIMENSION)
"""The space of vectors that the original scripts made, whose documents name no weights."""
SQUARE = 128
EDGE = 256
"""Twice the square: what is reduced much before it is squashed is another picture in the end."""
BATCH = 4
MEAN = [255 * level for level in (0.485, 0.456, 0.406)]  # ImageNet's
DEVIATION = [255 * level for level in (0.229, 0.224, 0.225)]
LAYERS = {
    "0.0": "conv1",
    "0.1": "bn1",
    "0.4": "layer1",
    "0.5": "layer2",
    "0.6": "layer3",
    "0.7": "layer4",
    "1": "fc",
}
"""What the scripts number, by the name that torchvision gives it."""
OLD_FORMAT = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19"
"""How torch's files began before they were archives."""
COUNTER = ".num_batches_tracked"

NOT_THERE = (
    "There is no file {}. Choose the model file of the original scripts, mostly called"
    " checkpoint.pth."
)
UNREADABLE = "The model file {} cannot be read: {}. Check its rights and the drive it is on."
NO_WEIGHTS = (
    "{} is not a file of weights that PyTorch saved, or it is damaged. Choose the checkpoint.pth of"
    " the original scripts, or copy it again."
)
CODE = (
    "{} holds program code beside the weights, and is not opened, for such code could do anything."
    " Save only the model's state_dict, as the original scripts do, and choose that file."
)
OTHER_NETWORK = (
    "{} is the file of another network than the original scripts' ResNet-50. Choose the"
    " checkpoint.pth that made this gallery's vectors."
)
OTHER_HEAD = (
    "The model in {} makes vectors of {} numbers instead of 512. Choose the checkpoint.pth that"
    " made this gallery's vectors."
)
NOT_FINITE = (
    "The model in {} has weights that are no numbers, as a training that failed leaves them. Choose"
    " another checkpoint.pth."
)


class OriginalModel:
    """The ResNet-50 that made the vectors of the original scripts; see Embedder."""

    edge = EDGE
    batch = BATCH
    parts = NO_PARTS

    def __init__(self, module: torch.nn.Module, weights: str) -> None:
        """Take the network, in evaluation mode, and the hash of its file."""
        self.space = SPACE._replace(weights=weights)
        self.network = Network(module, MEAN, DEVIATION)

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        """Squash the whole picture into a square of 128 pixels, as the gallery's pictures were."""
        return np.asarray(image.resize((SQUARE, SQUARE), Image.Resampling.BILINEAR))

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Embed what `prepare` gave: (N, 512), float32, unit length."""
        return self.network.unit_vectors(pixels, DIMENSION)


def is_original(space: str | None) -> bool:
    """Whether vectors of this space were made with a model file of the original scripts."""
    return space is not None and space.startswith(f"{SPACE.model}/")


def load_original(path: Path) -> Embedder:
    """Load the model from the file of the original scripts, on a GPU where there is one.

    The file is ``{"model": state_dict}`` or the state_dict alone. Imports torch, which takes a
    second or two. Raises Problem where it cannot be read, or is not exactly this network.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Problem(NOT_THERE.format(path)) from None
    except OSError as error:
        raise Problem(UNREADABLE.format(path, error.strerror)) from error
    network = _filled(_weights(data, path), path)
    model = OriginalModel(network, hashlib.sha256(data).hexdigest()[:12])
    model.network.make_fast()
    return model


def _weights(data: bytes, path: Path) -> dict[str, torch.Tensor]:
    """Return the tensors in the file, named as torchvision does."""
    import torch

    is_archive = zipfile.is_zipfile(BytesIO(data))
    if not is_archive and not data.startswith(OLD_FORMAT):
        raise Problem(NO_WEIGHTS.format(path))
    try:
        content: Any = torch.load(BytesIO(data), map_location="cpu", weights_only=True)
    except UnpicklingError as error:
        raise Problem(CODE.format(path)) from error
    except Exception as error:  # what torch raises on bad data has no common type
        raise Problem(NO_WEIGHTS.format(path)) from error
    if isinstance(content, Mapping) and isinstance(content.get("model"), Mapping):
        content = content["model"]
    if not isinstance(content, Mapping) or not all(
        isinstance(name, str) and isinstance(weight, torch.Tensor)
        for name, weight in content.items()
    ):
        raise Problem(OTHER_NETWORK.format(path))
    return {_torchvision_name(name): weight for name, weight in content.items()}


def _torchvision_name(name: str) -> str:
    """Return torchvision's name for what the scripts, with or without DataParallel, call so."""
    name = re.sub(r"^((module|model)\.)+", "", name)
    number = re.match(r"0\.\d+(?=\.)|1(?=\.)", name)
    if number is None or number[0] not in LAYERS:
        return name
    return LAYERS[number[0]] + name.removeprefix(number[0])


def _filled(weights: Mapping[str, torch.Tensor], path: Path) -> torch.nn.Module:
    """Return the network with these weights. Raises Problem where one is missing or too many."""
    import torch
    from torchvision.models import resnet50

    with torch.device("meta"):  # which spares making up weights that are not to stay
        network: torch.nn.Module = resnet50(weights=None, num_classes=DIMENSION)
    wanted = network.state_dict()
    counters = {name: torch.zeros((), dtype=torch.long) for name in wanted if COUNTER in name}
    given = counters | dict(weights)
    _check_shapes(given, wanted, path)
    learned = {name: weight for name, weight in given.items() if COUNTER not in name}
    if not all(weight.is_floating_point() for weight in learned.values()):
        raise Problem(OTHER_NETWORK.format(path))
    if not all(weight.isfinite().all() for weight in learned.values()):
        raise Problem(NOT_FINITE.format(path))
    whole = counters | {name: weight.float() for name, weight in learned.items()}
    network.load_state_dict(whole, assign=True)
    return network.eval().requires_grad_(False)


def _check_shapes(
    given: Mapping[str, torch.Tensor], wanted: Mapping[str, torch.Tensor], path: Path
) -> None:
    """Raise Problem where these are not the weights of such a network."""
    if given.keys() != wanted.keys():
        raise Problem(OTHER_NETWORK.format(path))
    different = {name for name, weight in wanted.items() if weight.shape != given[name].shape}
    if "fc.weight" in different and different <= {"fc.weight", "fc.bias"}:
        raise Problem(OTHER_HEAD.format(path, len(given["fc.weight"])))
    if different:
        raise Problem(OTHER_NETWORK.format(path))

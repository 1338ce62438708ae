"""Any classifier of torchvision as an embedder: what it knows just before it names a class."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image

from clothesfinder.emphasis import NO_PARTS
from clothesfinder.fitting import letterbox
from clothesfinder.model_files import DAMAGED, Model, ModelFile, checked_file
from clothesfinder.network import Network
from clothesfinder.problem import Problem
from clothesfinder.store import Space

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import torch
    from numpy.typing import NDArray

BATCH = 4
PREFIX = "torchvision/"
BESIDES = {
    "googlenet": {"transform_input": True, "init_weights": False},
    "inception_v3": {"transform_input": True, "init_weights": False},
}
"""What torchvision sets of some networks when it loads their published weights."""
FREE = "BSD 3-Clause; trained on ImageNet, whose own terms are for research"
SENTENCE = "Knows the things of ImageNet; was not measured with clothes."


class Recipe(NamedTuple):
    """How a network of torchvision wants its pictures."""

    edge: int
    how: Image.Resampling
    mean: Sequence[float]
    """Levels of red, green and blue, 0 to 255, as `deviation`."""
    deviation: Sequence[float]


class TorchvisionModel:
    """A classifier of torchvision without its last layer; see Embedder."""

    batch = BATCH
    parts = NO_PARTS

    def __init__(self, module: torch.nn.Module, recipe: Recipe, space: Space) -> None:
        """Take the network, in evaluation mode, that makes features."""
        self.space = space
        self.edge = recipe.edge
        self._how = recipe.how
        self.network = Network(module, recipe.mean, recipe.deviation)

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        """Fit the whole picture into a square; a crop, as in training, would lose hems and hats."""
        return letterbox(image, self.edge, self._how)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Embed what `prepare` gave: (N, D), float32, unit length."""
        return self.network.unit_vectors(pixels, self.space.dimension)


def describe(name: str) -> Model | None:
    """What is known of torchvision's best weights of a classifier, or None where there is none.

    ``name`` is as "torchvision/resnet18". Imports torchvision, which takes a second or two.
    """
    weights = _weights(name)
    if weights is None:
        return None
    network = name.removeprefix(PREFIX)
    file = weights.url.rpartition("/")[2]
    digits = re.search(r"-([0-9a-f]{8,})\.pth$", file)
    if digits is None:  # what says nothing of its content cannot be checked
        return None
    size = round(weights.meta["_file_size"] * 2**20)
    return Model(
        name=name,
        title=f"{network} (torchvision)",
        sentence=SENTENCE,
        licence=weights.meta.get("license", FREE),
        dimension=_dimension(_network(network, len(weights.meta["categories"]))),
        preprocessing=_preprocessing(_recipe(weights)),
        files=(ModelFile(file, weights.url, size, digits[1]),),
    )


def load_torchvision(model: Model) -> TorchvisionModel:
    """Load a model whose files are there, on a GPU where there is one.

    Raises Problem where its file is damaged, or this torchvision does not know it.
    """
    import torch

    weights = _weights(model.name)
    if weights is None:
        raise Problem(f"The installed torchvision does not know “{model.title}”. Update it.")
    path, digest = checked_file(model, model.files[0])
    network = _network(model.name.removeprefix(PREFIX), len(weights.meta["categories"]))
    try:
        learned = torch.load(path, map_location="cpu", weights_only=True)
        network.load_state_dict(_renamed(learned), assign=True)
    except Exception as error:  # what torch raises on bad data has no common type
        raise Problem(DAMAGED.format(path, model.title)) from error
    space = Space(model.name.replace("/", "-"), digest[:12], model.preprocessing, model.dimension)
    embedder = TorchvisionModel(without_classifier(network), _recipe(weights), space)
    embedder.network.make_fast()
    return embedder


def without_classifier(network: torch.nn.Module) -> torch.nn.Module:
    """Put nothing in place of the last layer that was learned, which names the classes."""
    import torch

    name = _last_layer(network)
    parent, _, child = name.rpartition(".")
    setattr(network.get_submodule(parent), child, torch.nn.Identity())
    return network.eval().requires_grad_(False)


def _last_layer(network: torch.nn.Module) -> str:
    import torch

    layers = (torch.nn.Linear, torch.nn.Conv2d)  # SqueezeNet ends with a convolution
    names = [str(name) for name, part in network.named_modules() if isinstance(part, layers)]
    return names[-1]


def _dimension(network: torch.nn.Module) -> int:
    layer: Any = network.get_submodule(_last_layer(network))
    return int(layer.in_features if hasattr(layer, "in_features") else layer.in_channels)


def _network(name: str, classes: int) -> torch.nn.Module:
    """Build a network whose weights are still to come."""
    import torch
    from torchvision.models import get_model

    build = partial(get_model, name, weights=None, num_classes=classes, **BESIDES.get(name, {}))
    try:
        with torch.device("meta"):  # which spares making up weights that are not to stay
            network: torch.nn.Module = build()
    except NotImplementedError:  # RegNets count with tensors while they are built
        network = build()
    return network


def _weights(name: str) -> Any:  # noqa: ANN401 - torchvision comes without types
    """Torchvision's best weights of a classifier, or None where it has no such classifier."""
    from torchvision import models

    network = name.removeprefix(PREFIX)
    if network not in models.list_models(module=models):
        return None
    return models.get_model_weights(network).DEFAULT


def _recipe(weights: Any) -> Recipe:  # noqa: ANN401 - torchvision comes without types
    wanted = weights.transforms()
    how = {"bilinear": Image.Resampling.BILINEAR, "bicubic": Image.Resampling.BICUBIC}
    return Recipe(
        wanted.crop_size[0],
        how[wanted.interpolation.value],
        [255 * level for level in wanted.mean],
        [255 * level for level in wanted.std],
    )


def _preprocessing(recipe: Recipe) -> str:
    return f"letterbox{recipe.edge}-{recipe.how.name.lower()}-1"


def _renamed(weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """DenseNet's published files number their layers in a way of old."""
    return {
        re.sub(r"(denselayer\d+\.(?:norm|conv))\.(\d)\.", r"\1\2.", name): weight
        for name, weight in weights.items()
    }

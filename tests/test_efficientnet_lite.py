"""The network gives what the published one gives.

`efficientnet_lite2_expected.npz` holds what the network that the weights were published for,
efficientnet-lite-pytorch 0.1.0, makes of `waves()`: `features` (2, 1280), averaged over each
picture, and `logits` (2, 1000). timm 1.0.31's `tf_efficientnet_lite2` with the same weights gives
the same to 1e-5.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from torch.nn import functional

from clothesfinder.built_in import find_weights
from clothesfinder.efficientnet_lite import EDGE, Convolution, EfficientNetLite2

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXPECTED = Path(__file__).parent / "efficientnet_lite2_expected.npz"


def waves() -> NDArray[np.uint8]:
    """Two pictures of coloured stripes that bend, (2, 260, 260, 3)."""
    axes = [np.arange(size) for size in (2, EDGE, EDGE, 3)]
    number, y, x, colour = np.meshgrid(*axes, indexing="ij")
    bend = 2 * np.sin(x * y / (900 * (number + 1)))
    stripes = np.sin(x * (0.02 + 0.05 * number) + y * 0.031 * (colour + 1) + bend + colour)
    levels: NDArray[np.uint8] = np.floor(127.5 + 127.5 * stripes).astype(np.uint8)
    return levels


@pytest.fixture(scope="module")
def weights() -> dict[str, torch.Tensor]:
    tensors: dict[str, torch.Tensor] = torch.load(find_weights(), weights_only=True)
    return tensors


def test_output_is_that_of_the_published_network(weights: dict[str, torch.Tensor]) -> None:
    expected = np.load(EXPECTED)
    batch = (torch.from_numpy(waves()).permute(0, 3, 1, 2).float() - 127) / 128
    with torch.inference_mode():
        features = EfficientNetLite2(weights)(batch)
        logits = features @ weights["_fc.weight"].T + weights["_fc.bias"]
    assert expected["features"].std() > 0.1
    assert np.abs(features.numpy() - expected["features"]).max() < 1e-4
    assert np.abs(logits.numpy() - expected["logits"]).max() < 3e-4


def test_weights_that_lack_a_part_are_refused(weights: dict[str, torch.Tensor]) -> None:
    fewer = {name: tensor for name, tensor in weights.items() if "_blocks.7." not in name}
    with pytest.raises(KeyError, match=r"_blocks\.7\."):
        EfficientNetLite2(fewer)


@pytest.mark.parametrize("kernel_size", [3, 5])
@pytest.mark.parametrize(
    ("edge", "stride", "padding"),
    [(10, 1, (0, 0)), (11, 1, (0, 0)), (10, 2, (-1, 0)), (11, 2, (0, 0))],
)
def test_padding_is_tensorflows(
    kernel_size: int, edge: int, stride: int, padding: tuple[int, int]
) -> None:
    """What is padded in front and behind, against half the kernel on both sides."""
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(2, 4, edge, edge, generator=generator)
    kernel = torch.randn(4, 1, kernel_size, kernel_size, generator=generator)
    bias = torch.randn(4, generator=generator)
    before, behind = (kernel_size // 2 + extra for extra in padding)
    padded = functional.pad(x, (before, behind, before, behind))
    expected = functional.conv2d(padded, kernel, bias, stride, groups=4)
    assert expected.shape[-1] == -(-edge // stride)
    found = Convolution(kernel, bias, edge, stride, groups=4)(x)
    assert torch.allclose(found, expected, atol=1e-5)

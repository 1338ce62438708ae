"""EfficientNet-Lite2, for inference only: pixels in, the features of the whole picture out.

The network of "EfficientNet: Rethinking Model Scaling" (https://arxiv.org/abs/1905.11946) in its
Lite form: no squeeze-and-excitation, ReLU6 throughout, stem and head of fixed width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

EDGE = 260
"""Width and height, in pixels, of the pictures that the network was trained on."""
EPSILON = 1e-3  # what TensorFlow's EfficientNet adds to a variance before it divides

Weights = Mapping[str, Tensor]
"""A trained network, its tensors named as in the published file: `_blocks.0._bn1.weight` ..."""


class Stage(NamedTuple):
    """Blocks in a row; the first one strides and changes the number of channels."""

    blocks: int
    expansion: int
    channels: int
    kernel: int
    stride: int


STAGES = (
    Stage(blocks=1, expansion=1, channels=16, kernel=3, stride=1),
    Stage(blocks=3, expansion=6, channels=24, kernel=3, stride=2),
    Stage(blocks=3, expansion=6, channels=48, kernel=5, stride=2),
    Stage(blocks=4, expansion=6, channels=88, kernel=3, stride=2),
    Stage(blocks=4, expansion=6, channels=120, kernel=5, stride=1),
    Stage(blocks=5, expansion=6, channels=208, kernel=5, stride=2),
    Stage(blocks=1, expansion=6, channels=352, kernel=3, stride=1),
)


class Maps(NamedTuple):
    """What some layers see in each part of a picture, (N, channels, height, width)."""

    fine: Tensor
    """(N, 88, 17, 17)"""
    middle: Tensor
    """(N, 120, 17, 17)"""
    last: Tensor
    """(N, 1280, 9, 9), each 0 to 6."""


FINE, MIDDLE = 10, 14
"""The blocks whose output `Maps` holds."""


class Convolution(nn.Module):
    """A convolution with the batch normalisation behind it folded in, half as costly as both."""

    kernel: Tensor
    bias: Tensor

    def __init__(
        self,
        kernel: Tensor,
        bias: Tensor,
        edge: int,
        stride: int,
        groups: int,
        *,
        clipped: bool = False,
    ) -> None:
        """Make it for inputs of `edge` by `edge`, padded as TensorFlow's 'same' pads them.

        ``clipped``: what it gives is cut off at 0 and 6 (ReLU6).
        """
        super().__init__()
        self.stride = stride
        self.groups = groups
        self.clipped = clipped
        self.padding = kernel.shape[-1] // 2
        # TensorFlow pads an even edge by one less on the left and top when it strides by two. A
        # kernel with a column and a row of zeros in front does the same with even padding.
        if stride == 2 and edge % 2 == 0:
            kernel = functional.pad(kernel, (1, 0, 1, 0))
        self.register_buffer("kernel", kernel.contiguous(memory_format=torch.channels_last))
        self.register_buffer("bias", bias)

    def forward(self, x: Tensor) -> Tensor:
        """Take (N, C, H, W)."""
        seen = functional.conv2d(
            x, self.kernel, self.bias, self.stride, self.padding, groups=self.groups
        )
        return functional.relu6(seen, inplace=True) if self.clipped else seen


class Block(nn.Module):
    """Widens its input, looks at each channel's neighbourhood, and narrows it again."""

    def __init__(self, weights: Weights, name: str, stage: Stage, edge: int, stride: int) -> None:
        super().__init__()
        # A block that does not widen has no `_bn0`; the other names stay.
        self.expand = (
            _read(weights, f"{name}._expand_conv", f"{name}._bn0", edge, clipped=True)
            if stage.expansion > 1
            else None
        )
        self.depthwise = _read(
            weights,
            f"{name}._depthwise_conv",
            f"{name}._bn1",
            edge,
            stride,
            depthwise=True,
            clipped=True,
        )
        self.project = _read(weights, f"{name}._project_conv", f"{name}._bn2", edge)

    def forward(self, x: Tensor) -> Tensor:
        """Take (N, C, H, W), and add it to the outcome where that is of the same shape."""
        wide = x if self.expand is None else self.expand(x)
        narrow: Tensor = self.project(self.depthwise(wide))
        return narrow.add_(x) if narrow.shape == x.shape else narrow


class EfficientNetLite2(nn.Module):
    """The network without its classifier, in float32.

    Raises KeyError where the weights lack a tensor.
    """

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.stem = _read(weights, "_conv_stem", "_bn0", EDGE, stride=2, clipped=True)
        self.blocks = nn.ModuleList(_blocks(weights, EDGE // 2))
        self.head = _read(weights, "_conv_head", "_bn1", 1, clipped=True)
        self.requires_grad_(requires_grad=False).eval()

    def forward(self, x: Tensor) -> Tensor:
        """Average the last layer's features over each picture.

        Takes (N, 3, 260, 260) RGB, fastest in channels_last, as (value - 127) / 128; returns
        (N, 1280), each 0 to 6.
        """
        return self.maps(x).last.mean((2, 3))

    def maps(self, x: Tensor) -> Maps:
        """Look at pictures as `forward` takes them."""
        kept = []
        x = self.stem(x)
        for number, block in enumerate(self.blocks):
            x = block(x)
            if number in (FINE, MIDDLE):
                kept.append(x)
        fine, middle = kept
        return Maps(fine, middle, self.head(x))


def _blocks(weights: Weights, edge: int) -> Iterator[Block]:
    """Read all blocks; the first one's input is `edge` by `edge`."""
    number = 0
    for stage in STAGES:
        for position in range(stage.blocks):
            stride = stage.stride if position == 0 else 1
            yield Block(weights, f"_blocks.{number}", stage, edge, stride)
            edge = (edge + stride - 1) // stride
            number += 1


def _read(
    weights: Weights,
    name: str,
    norm: str,
    edge: int,
    stride: int = 1,
    *,
    depthwise: bool = False,
    clipped: bool = False,
) -> Convolution:
    """Read the convolution `name` with the batch normalisation `norm` folded in."""
    kernel = weights[f"{name}.weight"]
    scale = weights[f"{norm}.weight"] / (weights[f"{norm}.running_var"] + EPSILON).sqrt()
    bias = weights[f"{norm}.bias"] - weights[f"{norm}.running_mean"] * scale
    groups = kernel.shape[0] if depthwise else 1
    kernel = kernel * scale[:, None, None, None]
    return Convolution(kernel, bias, edge, stride, groups, clipped=clipped)

"""The built-in network on a processor: each convolution and its cut-off in one pass.

What torch's own conv2d does in several passes over memory (pack the kernel, convolve, add the bias,
cut off) oneDNN does in one, with kernels that were packed once: a fifth less time, and the same
numbers but for rounding. torch offers that for its compiler, which a desktop program cannot
use, for it needs a C++ compiler on the user's machine; so where this torch has it not, or has it
otherwise, the network stays as it is.
"""

from __future__ import annotations

import copy
import logging

import torch
from torch import Tensor, nn

from clothesfinder.efficientnet_lite import Convolution

log = logging.getLogger(__name__)

Then = tuple[str, list[float], str]
CUT_OFF: Then = ("hardtanh", [0.0, 6.0], "")
NOTHING: Then = ("none", [], "")
"""What is done with what a convolution gives, as torch's operator takes it."""
CLOSE = 1e-3
"""How far the two ways may be apart, as a share of the largest number."""


class FusedConvolution(nn.Module):
    """A convolution on a processor, its kernel packed for it."""

    def __init__(self, plain: Convolution) -> None:
        super().__init__()
        self._sides = [plain.padding] * 2, [plain.stride] * 2, [1, 1], plain.groups
        self._then = CUT_OFF if plain.clipped else NOTHING
        self._bias = plain.bias
        self._packed = torch._C._nn.mkldnn_reorder_conv2d_weight(  # noqa: SLF001
            plain.kernel.to_mkldnn(), *self._sides
        )

    def forward(self, x: Tensor) -> Tensor:
        """Take (N, C, H, W)."""
        convolve = torch.ops.mkldnn._convolution_pointwise  # noqa: SLF001
        seen: Tensor = convolve(x, self._packed, self._bias, *self._sides, *self._then)
        return seen


def fused(network: nn.Module) -> nn.Module:
    """Return a network that gives the same, in less time where this torch and processor can.

    ``network`` runs on a processor, in float32. One without a `Convolution` is returned as it is.
    """
    try:
        quicker = _replaced(copy.deepcopy(network))
    except Exception as error:  # noqa: BLE001 - what another torch raises here, nobody knows
        log.info("convolutions are not fused here: %s", error)
        return network
    return quicker


def _replaced(network: nn.Module) -> nn.Module:
    for module in list(network.modules()):
        for name, child in module.named_children():
            if isinstance(child, Convolution):
                setattr(module, name, _checked(child))
    return network


@torch.inference_mode()
def _checked(plain: Convolution) -> FusedConvolution:
    """Fuse one. Raises ValueError where it does not give the same."""
    quicker = FusedConvolution(plain)
    channels = plain.kernel.shape[1] * plain.groups
    levels = torch.linspace(-2, 2, channels * 64).view(1, 8, 8, channels).permute(0, 3, 1, 2)
    expected = plain(levels)
    if not torch.allclose(quicker(levels), expected, rtol=CLOSE, atol=CLOSE * expected.abs().max()):
        raise ValueError(f"other numbers for a kernel of {tuple(plain.kernel.shape)}")
    return quicker

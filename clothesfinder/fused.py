"""The built-in network on a processor: each convolution and its cut-off in one pass.

What torch's own conv2d does in several passes over memory (pack the kernel, convolve, add the bias,
cut off) oneDNN does in one, with kernels that were packed once: a fifth less time, and the same
numbers but for rounding. torch offers that for its compiler, which a desktop program cannot
use, for it needs a C++ compiler on the user's machine; so where this torch has it not, or has it
otherwise, the network stays as it is.

Where the processor multiplies in bfloat16 fast, the later blocks do: a tenth less time a picture in
all with AVX512_BF16. With AMX it should be more: there a whole network in bfloat16 took a third of
the time, but this one, of which only a part is, was not measured there.

How early it may begin, the vectors decide, for an index made on one computer is used on another.
Where the garment is must come out the same to the last digit, or its halves are cut a pixel off
and their vectors with it (cosines down to 0.97); so what finds it in a whole picture stays in
float32.
"""

from __future__ import annotations

import copy
import logging

import torch
from torch import Tensor, nn

from clothesfinder.efficientnet_lite import EDGE, MIDDLE, Convolution, EfficientNetLite2

log = logging.getLogger(__name__)

Then = tuple[str, list[float], str]
CUT_OFF: Then = ("hardtanh", [0.0, 6.0], "")
NOTHING: Then = ("none", [], "")
"""What is done with what a convolution gives, as torch's operator takes it."""
CLOSE = {torch.float32: 1e-3, torch.bfloat16: 2e-2}
"""How far the two ways may be apart, as a share of the largest number."""
LATE_OF_WHOLE = MIDDLE + 1
"""The first block of the later ones, of a whole picture: cosines to float32 above 0.9999."""
LATE_OF_PART = 7
"""And of a part of one, in which no garment is looked for: above 0.9995, but 0.999 from 4 on."""


class FusedConvolution(nn.Module):
    """A convolution on a processor, its kernel packed for it."""

    def __init__(self, plain: Convolution, dtype: torch.dtype = torch.float32) -> None:
        """Make it compute in this type; without a cut-off behind it, it gives float32 even so."""
        super().__init__()
        self._sides = [plain.padding] * 2, [plain.stride] * 2, [1, 1], plain.groups
        self._then = CUT_OFF if plain.clipped else NOTHING
        self._dtype = dtype
        # What blocks add to each other stays exact; only inside of one is it rounded.
        self._gives = dtype if plain.clipped else torch.float32
        self._bias = plain.bias.to(dtype)
        self._packed = torch._C._nn.mkldnn_reorder_conv2d_weight(  # noqa: SLF001
            plain.kernel.to(dtype).to_mkldnn(), *self._sides
        )

    def forward(self, x: Tensor) -> Tensor:
        """Take (N, C, H, W)."""
        convolve = torch.ops.mkldnn._convolution_pointwise  # noqa: SLF001
        seen: Tensor = convolve(
            x.to(self._dtype), self._packed, self._bias, *self._sides, *self._then
        )
        return seen.to(self._gives)


class BySize(nn.Module):
    """One network for whole pictures and one for parts of them, which are smaller."""

    def __init__(self, whole: nn.Module, part: nn.Module) -> None:
        super().__init__()
        self._whole = whole
        self._part = part

    def forward(self, x: Tensor) -> Tensor:
        """Take (N, C, H, W)."""
        seen: Tensor = (self._part if x.shape[-1] < EDGE else self._whole)(x)
        return seen


def late_dtype() -> torch.dtype:
    """Choose what the later blocks compute in: bfloat16 where this processor is fast at it."""
    try:
        has_tiles = torch.cpu._is_amx_tile_supported()  # noqa: SLF001
        is_fast = has_tiles or torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001
    except Exception:  # noqa: BLE001 - what another torch raises here, nobody knows
        is_fast = False
    return torch.bfloat16 if is_fast else torch.float32


def fused(network: nn.Module, late: torch.dtype = torch.float32) -> nn.Module:
    """Return a network that gives the same, in less time where this torch and processor can.

    ``network`` runs on a processor, in float32. One without a `Convolution` is returned as it is.
    Its later blocks compute in ``late``, or in float32 where that does not work.
    """
    if not any(isinstance(part, Convolution) for part in network.modules()):
        return network
    try:
        quicker = _replaced(network) if late == torch.float32 else _by_size(network, late)
    except Exception as error:  # noqa: BLE001 - what another torch raises here, nobody knows
        log.info("convolutions are not fused in %s here: %s", late, error)
        return network if late == torch.float32 else fused(network)
    log.info("convolutions are fused, those of the later blocks in %s", late)
    return quicker


def _by_size(network: nn.Module, late: torch.dtype) -> BySize:
    whole, part = (_replaced(network, late, first) for first in (LATE_OF_WHOLE, LATE_OF_PART))
    return BySize(whole, part)


def _replaced(network: nn.Module, late: torch.dtype = torch.float32, first: int = 0) -> nn.Module:
    """Copy a network, and fuse the convolutions of its blocks from ``first`` on in ``late``.

    The last convolution is of no block, and better so: oneDNN would pack its kernel in bfloat16
    anew for each batch of whole pictures, which costs more than all that bfloat16 saves.
    """
    network = copy.deepcopy(network)
    nets = [part for part in network.modules() if isinstance(part, EfficientNetLite2)]
    later = {part for net in nets for part in net.blocks[first:].modules()}
    for module in list(network.modules()):
        for name, child in module.named_children():
            if isinstance(child, Convolution):
                setattr(module, name, _checked(child, late if child in later else torch.float32))
    return network


@torch.inference_mode()
def _checked(plain: Convolution, dtype: torch.dtype) -> FusedConvolution:
    """Fuse one. Raises ValueError where it does not give the same."""
    quicker = FusedConvolution(plain, dtype)
    channels = plain.kernel.shape[1] * plain.groups
    levels = torch.linspace(-2, 2, channels * 64).view(1, 8, 8, channels).permute(0, 3, 1, 2)
    expected = plain(levels)
    atol = CLOSE[dtype] * expected.abs().max()
    if not torch.allclose(quicker(levels).float(), expected, rtol=CLOSE[dtype], atol=atol):
        raise ValueError(f"other numbers for a kernel of {tuple(plain.kernel.shape)}")
    return quicker

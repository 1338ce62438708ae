"""What a picture shows of a garment: where it is, how it looks there, and in which colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from clothesfinder.colours import BINS, histogram, skin, to_lab
from clothesfinder.regions import CELLS

if TYPE_CHECKING:
    from clothesfinder.efficientnet_lite import EfficientNetLite2, Maps

SEEN = 88 + 120
"""Channels that tell where the garment is: those of two middle layers."""
POOLED = 1280
TEXTURE = 2 * (88 + 120)
FEATURES = POOLED + TEXTURE + BINS
WHERE = CELLS * CELLS
"""How many numbers tell where the garment is, after the features."""
MEAN, DEVIATION = 127.0, 128.0
ELSEWHERE = 0.03
"""Weight of what is surely no garment, so that a picture of nothing has features too."""
SKIN_LEFT_OUT = 0.7
PRIOR_SPREAD = 0.3
"""How far from the middle a garment is expected, as a share of the square's edge."""
GRID = 33
"""Colours are read on a grid of this many points each way."""


class Features(NamedTuple):
    """What is seen of each picture."""

    pooled: Tensor
    """(N, 1280): the last layer over the whole picture, square-rooted."""
    texture: Tensor
    """(N, 416): means and deviations of two middle layers over the garment."""
    colours: Tensor
    """(N, BINS): the garment's colours, unit length."""
    garment: Tensor
    """(N, CELLS, CELLS): how much each place is garment, 0 to 1; fewer of a smaller picture."""


class GarmentNetwork(nn.Module):
    """EfficientNet-Lite2, and what can be read off its layers once the garment is found."""

    finder: Tensor
    threshold: Tensor
    prior: Tensor

    def __init__(self, network: EfficientNetLite2, finder: Tensor, threshold: float) -> None:
        """Take the weight of each channel, (SEEN,), above whose threshold there is a garment."""
        super().__init__()
        self.network = network
        self.register_buffer("finder", finder)
        self.register_buffer("threshold", torch.tensor(threshold))
        away = torch.linspace(-0.5, 0.5, GRID) ** 2 / (2 * PRIOR_SPREAD**2)
        self.register_buffer("prior", torch.exp(-away[:, None] - away[None, :]))

    def forward(self, x: Tensor) -> Tensor:
        """Take pictures as the network does; returns (N, FEATURES + WHERE)."""
        seen = self.look(x)
        where = functional.adaptive_avg_pool2d(seen.garment, CELLS).flatten(1)
        return torch.cat([seen.pooled, seen.texture, seen.colours, where], 1)

    def look(self, x: Tensor) -> Features:
        """Take pictures as the network does, and see the garment in each."""
        maps = self.network.maps(x)
        garment = torch.sigmoid(self._find(maps))
        weight = garment[:, None] + ELSEWHERE
        texture = [part for seen in (maps.fine, maps.middle) for part in _moments(seen, weight)]
        pooled = maps.last.mean((2, 3)).sqrt()
        return Features(pooled, torch.cat(texture, 1), self._colours(x, garment), garment)

    def _find(self, maps: Maps) -> Tensor:
        channels = stack(maps)
        return torch.einsum("nchw,c->nhw", channels, self.finder) - self.threshold

    def _colours(self, x: Tensor, garment: Tensor) -> Tensor:
        """Count the colours of the garment, without the skin of who wears it."""
        levels = functional.interpolate(x, (GRID, GRID), mode="area") * DEVIATION + MEAN
        lab = to_lab(levels)
        where = functional.interpolate(garment[:, None], (GRID, GRID), mode="bilinear")[:, 0]
        weight = (where + ELSEWHERE) * (1 - SKIN_LEFT_OUT * skin(lab)) * self.prior
        return histogram(lab.flatten(2), weight.flatten(1))


def stack(maps: Maps) -> Tensor:
    """Lay the layers that tell where the garment is upon each other: (N, SEEN, 17, 17)."""
    return torch.cat([maps.fine, maps.middle], 1)


def _moments(seen: Tensor, weight: Tensor) -> tuple[Tensor, Tensor]:
    """Return the weighted mean and deviation of each channel, (N, channels) both."""
    share = weight / weight.sum((2, 3), keepdim=True)
    mean = (seen * share).sum((2, 3))
    variance = ((seen - mean[:, :, None, None]) ** 2 * share).sum((2, 3))
    return mean, (variance + 1e-6).sqrt()

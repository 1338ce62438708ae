"""Colours as people tell them apart, counted in a way that a little more light does not upset."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor


class Axis(NamedTuple):
    """One coordinate of the Lab colours: its bins, and how far a colour reaches beyond its own."""

    bins: int
    low: float
    high: float
    reach: float


# Lightness depends on the lamp as much as on the garment: it reaches farther than the hues do.
AXES = (Axis(8, 0.0, 100.0, 12.0), Axis(12, -60.0, 60.0, 7.0), Axis(12, -60.0, 60.0, 7.0))
BINS = 8 * 12 * 12
RGB_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)  # daylight
SKIN_HUE, SKIN_CHROMA = (52.0, 20.0), (24.0, 14.0)
"""Of human skin in Lab, each its middle and its spread; hue in degrees."""
SKIN_LIGHTNESS = (25.0, 90.0)


def to_lab(levels: Tensor) -> Tensor:
    """Turn sRGB, (N, 3, ...), 0 to 255, into Lab: lightness 0 to 100, then a and b."""
    share = levels / 255
    linear = torch.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    matrix = torch.tensor(RGB_TO_XYZ, device=levels.device)
    white = torch.tensor(WHITE, device=levels.device)
    xyz = torch.einsum("nc...,dc->nd...", linear, matrix / white[:, None])
    root = torch.where(xyz > 0.008856, xyz.clamp_min(1e-9) ** (1 / 3), 7.787 * xyz + 16 / 116)
    x, y, z = root.unbind(1)
    return torch.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], 1)


def skin(lab: Tensor) -> Tensor:
    """Tell how much each colour is like skin, 0 to 1: (N, 3, ...) to (N, ...)."""
    lightness, a, b = lab.unbind(1)
    hue, chroma = torch.rad2deg(torch.atan2(b, a)), torch.hypot(a, b)
    like = torch.ones_like(hue)
    for value, (middle, spread) in ((hue, SKIN_HUE), (chroma, SKIN_CHROMA)):
        like = like * torch.exp(-(((value - middle) / spread) ** 2))
    low, high = SKIN_LIGHTNESS
    return like * ((lightness > low) & (lightness < high))


def histogram(lab: Tensor, weight: Tensor) -> Tensor:
    """Count the colours: Lab (N, 3, P) and each one's weight (N, P) to (N, BINS), unit length.

    A colour counts in all bins within reach, so that a small change of it moves a little of its
    count and not all. The square root keeps the largest patch from being all that matters.
    """
    shares = [_spread(part, axis) for part, axis in zip(lab.unbind(1), AXES, strict=True)]
    light = shares[0] * (weight / weight.sum(1, keepdim=True))[:, :, None]
    hues = (shares[1][:, :, :, None] * shares[2][:, :, None, :]).flatten(2)
    counts = (light.transpose(1, 2) @ hues).flatten(1)
    return torch.nn.functional.normalize(counts.sqrt())


def _spread(values: Tensor, axis: Axis) -> Tensor:
    """Share each value, (N, P), out among the bins of its axis: (N, P, bins), 1 in all."""
    centres = torch.linspace(axis.low, axis.high, axis.bins, device=values.device)
    away = values.clamp(axis.low, axis.high)[:, :, None] - centres
    near = torch.exp(-(away**2) / (2 * axis.reach**2))
    return near / near.sum(2, keepdim=True)

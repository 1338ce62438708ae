"""Learns the built-in model's projections from what the network sees of photos and other views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from clothesfinder.garment import Features

LOOK, COLOURS = 399, 96
BATCH = 384
RATE = 1e-3
ALIKE, PROXY = 0.08, 0.15
"""Temperatures: of the look among photos, and of the kinds."""
OF_THE_LOOK = 0.7
"""How much finding the same photo weighs beside the kind while the look is learned."""
SHOWING_ALL = 3
"""The first views: what they show is enough to tell the kind."""

Heads = list["NDArray[np.floating[Any]]"]


def learn_heads(views: Sequence[Features], kinds: NDArray[np.int64], seed: int = 0) -> Heads:
    """Learn all projections: what Learned holds from `mean` on.

    The first of the views are the photos as they are; kinds are -1 where a photo's tells nothing.
    """
    seen = torch.stack([torch.cat([view.pooled, view.texture], 1) for view in views])
    mean, deviation = seen[0].mean(0), seen[0].std(0) + 1e-2
    even = (seen - mean) / deviation
    wanted = torch.from_numpy(kinds)
    kind = learn_kind(even[:SHOWING_ALL, wanted >= 0], wanted[wanted >= 0], seed)
    look = learn_look(even, wanted, seed)
    folded: Heads = [array for head in (kind, look) for array in _fold(head, deviation)]
    colours = learn_colours(views[0].colours.numpy(), COLOURS)
    return [mean.numpy(), *folded, colours]


def learn_kind(seen: Tensor, kinds: Tensor, seed: int) -> nn.Linear:
    """Learn a classifier of kinds from (views, N, D)."""
    torch.manual_seed(seed)
    noise = np.random.default_rng(seed)
    views, photos, width = seen.shape
    head = nn.Linear(width, int(kinds.max()) + 1)
    for _ in _steps(list(head.parameters()), [], epochs=15, photos=photos, decay=0.5):
        chosen = torch.from_numpy(noise.choice(photos, min(BATCH, photos), replace=False))
        view = torch.from_numpy(noise.choice(views, len(chosen)))
        logits = head(functional.dropout(seen[view, chosen], 0.5))
        functional.cross_entropy(logits, kinds[chosen]).backward()  # type: ignore[no-untyped-call]
    return head


def learn_look(seen: Tensor, kinds: Tensor, seed: int) -> nn.Linear:
    """Learn a projection that finds each photo's other views, from (views, N, D)."""
    torch.manual_seed(seed)
    noise = np.random.default_rng(seed)
    views, photos, width = seen.shape
    head = nn.Linear(width, LOOK)
    proxies = nn.Parameter(torch.randn(int(kinds.max()) + 1, LOOK))
    pairs = min(BATCH // 2, photos)
    partner = torch.cat([torch.arange(pairs) + pairs, torch.arange(pairs)])
    for _ in _steps(list(head.parameters()), [proxies], epochs=25, photos=photos, decay=0.05):
        chosen = torch.from_numpy(noise.choice(photos, pairs, replace=False))
        two = np.stack([noise.choice(views, 2, replace=False) for _ in range(pairs)])
        view = torch.from_numpy(two.T.reshape(-1))
        twice = torch.cat([chosen, chosen])
        found = functional.normalize(head(functional.dropout(seen[view, twice], 0.3)))
        alike = (found @ found.T / ALIKE).masked_fill(torch.eye(2 * pairs, dtype=torch.bool), -1e9)
        known = kinds[twice] >= 0
        near = found[known] @ functional.normalize(proxies).T / PROXY
        same_photo = functional.cross_entropy(alike, partner)
        same_kind = functional.cross_entropy(near, kinds[twice][known])
        loss = OF_THE_LOOK * same_photo + (1 - OF_THE_LOOK) * same_kind
        loss.backward()  # type: ignore[no-untyped-call]
    return head


def learn_colours(histograms: NDArray[np.float32], dimension: int) -> NDArray[np.float16]:
    """Return the `dimension` leading right singular vectors as columns, each with a fixed sign."""
    counts = histograms.astype(np.float64)
    # The eigenvectors of this small matrix are those vectors, the longest direction last.
    columns = np.linalg.eigh(counts.T @ counts)[1][:, ::-1][:, :dimension]
    largest = np.abs(columns).argmax(axis=0)
    signs = np.sign(columns[largest, np.arange(dimension)])
    projection: NDArray[np.float16] = (columns * signs).astype(np.float16)
    return projection


def _steps(
    weights: list[nn.Parameter],
    proxies: list[nn.Parameter],
    *,
    epochs: int,
    photos: int,
    decay: float,
) -> Iterator[int]:
    """Give the number of each step; what was propagated back during it is then learned from."""
    groups = [{"params": weights, "weight_decay": decay}]
    groups += [{"params": proxies, "weight_decay": 0.0}] if proxies else []
    search = torch.optim.AdamW(groups, lr=RATE)
    steps = epochs * max(1, photos // (BATCH // 2))
    pace = torch.optim.lr_scheduler.OneCycleLR(search, 3 * RATE, total_steps=steps + 1)
    for step in range(steps):
        search.zero_grad()
        yield step
        search.step()
        pace.step()


def _fold(head: nn.Linear, deviation: Tensor) -> tuple[NDArray[np.float16], NDArray[np.float32]]:
    """Return a head's weights for inputs that are not divided by their deviation, and its bias."""
    weights = (head.weight.detach() / deviation).T.numpy().astype(np.float16)
    return weights, head.bias.detach().numpy().astype(np.float32)

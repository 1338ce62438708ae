"""Learns the built-in model's projections from what the network sees of photos and other views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from clothesfinder.built_in import DOUBT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from photos import Known

    from clothesfinder.garment import Features

TRAITS, LOOK, COLOURS = 512, 399, 96
BATCH = 384
RATE = 1e-3
COLOUR_RATE = 3e-4
ALIKE, PROXY, ALIKE_IN_COLOUR = 0.08, 0.15, 0.1
"""Temperatures: of the look among photos, of the kinds, and of the colours."""
OF_THE_LOOK = 0.7
"""How much finding the same garment weighs beside the kind while the look is learned."""
KIND_ROUNDS, LOOK_ROUNDS, COLOUR_ROUNDS = 25, 40, 10
MIXED = 0.4
SHOWING_ALL = 4
"""The first views: what they show is enough to tell the kind."""
STEADY = 5
"""How much it weighs that a photo has the same kind and look when it is compressed."""
TWO_PHOTOS = 12
"""So many pairs of a batch are two photos of a garment; the others are two views of one photo."""
SAME_COLOURS = 0.8
"""Cosine of two histograms from which on the colours are too alike to be told apart."""

Heads = list["NDArray[np.floating[Any]]"]


def learn_heads(views: Sequence[Features], known: Known, seed: int = 0) -> Heads:
    """Learn all projections: what Learned holds from `mean` on.

    The first of the views are the photos as they are, the second the same compressed. The latter
    tell the kind, too; the look and the colour are not learned from what sets them apart.
    """
    seen = torch.stack([torch.cat([view.pooled, view.texture], 1) for view in views])
    mean, deviation = seen[0].mean(0), seen[0].std(0) + 1e-2
    even = (seen - mean) / deviation
    both, others = even[:2], torch.cat([even[:1], even[2:]])
    kinds = torch.from_numpy(known.kinds)
    has = kinds >= 0
    traits, kind = learn_kind(even[:SHOWING_ALL, has], both[:, has], kinds[has], seed)
    look = learn_look(others, both, known, seed)
    histograms = torch.stack([view.colours for view in (views[0], *views[2:])])
    colours = learn_colours(histograms, known, seed)
    one = torch.ones(1)
    layers = ((traits, deviation), (kind, one), (look, deviation))
    return [mean.numpy(), *(array for layer in layers for array in _fold(*layer)), colours]


def learn_kind(seen: Tensor, both: Tensor, kinds: Tensor, seed: int) -> tuple[nn.Linear, nn.Linear]:
    """Learn a classifier of kinds from (views, N, D): its two layers, with a GELU between them.

    What is in ``both``, (2, N, D), is to be told the same: photos as they are, and compressed.
    It learns from mixtures of two photos (mixup, https://arxiv.org/abs/1710.09412), for few are
    left of some kinds.
    """
    torch.manual_seed(seed)
    noise = np.random.default_rng(seed)
    views, photos, width = seen.shape
    layers = nn.Linear(width, TRAITS), nn.Linear(TRAITS, int(kinds.max()) + 1)
    model = nn.Sequential(nn.Dropout(0.5), layers[0], nn.GELU(), nn.Dropout(0.3), layers[1])
    count = min(BATCH, photos)
    for _ in _steps(list(model.parameters()), [], KIND_ROUNDS, photos, decay=0.05):
        chosen = torch.from_numpy(noise.choice(photos, count, replace=False))
        one = seen[torch.from_numpy(noise.choice(views, count)), chosen]
        share, other = float(noise.beta(MIXED, MIXED)), torch.from_numpy(noise.permutation(count))
        logits = model(share * one + (1 - share) * one[other])
        loss = share * functional.cross_entropy(logits, kinds[chosen])
        loss = loss + (1 - share) * functional.cross_entropy(logits, kinds[chosen][other])
        logits = layers[1](functional.gelu(layers[0](both[:, chosen])))
        # The root as in a vector; its slope has no end at 0.
        roots = torch.softmax(logits / DOUBT, 2).clamp_min(1e-8).sqrt()
        loss = loss + STEADY * unsteadiness(roots)
        loss.backward()  # type: ignore[no-untyped-call]
    return layers


class Pairs:
    """Draws pairs that show the same garment: two views of a photo, or one each of two photos."""

    def __init__(self, views: int, known: Known, seed: int) -> None:
        self._noise = np.random.default_rng(seed)
        self._views = views
        self._photos = len(known.kinds)
        self._styles = torch.from_numpy(known.styles)
        numbers, counts = np.unique(known.garments, return_counts=True)
        shown = numbers[(numbers >= 0) & (counts > 1)]
        self._garments = [np.flatnonzero(known.garments == number) for number in shown]
        self._single = np.flatnonzero(known.garments < 0)

    def draw(self) -> tuple[Tensor, Tensor]:
        """Return the view and the photo of each in a batch; its second half shows the first's."""
        two = TWO_PHOTOS if self._garments else 0
        count = min(BATCH // 2, len(self._single)) - two
        one = self._noise.choice(self._single, count, replace=False)
        views = [self._noise.choice(self._views, 2, replace=False) for _ in one]
        photos = [(photo, photo) for photo in one]
        for place in self._noise.choice(len(self._garments), two, replace=False) if two else ():
            photos.append(tuple(self._noise.choice(self._garments[place], 2, replace=False)))
            views.append(self._noise.choice(self._views, 2))
        both = np.array([views, photos]).transpose(0, 2, 1).reshape(2, -1)
        view, photo = torch.from_numpy(both)
        return view, photo

    def same_style(self, photo: Tensor) -> Tensor:
        """Tell which photos of a batch show the same garment, in whichever colour."""
        styles = self._styles[photo]
        return (styles[:, None] == styles[None]) & (styles >= 0)[:, None]


def contrast(found: Tensor, alike: Tensor, temperature: float) -> Tensor:
    """Tell how badly each one's partner is found among all the others of a batch.

    ``found`` (2N, D) is of unit length; the partner of n is n + N. Those that are ``alike``,
    (2N, 2N), are not to be told apart.
    """
    count = len(found) // 2
    partner = torch.cat([torch.arange(count) + count, torch.arange(count)])
    wanted = functional.one_hot(partner, 2 * count).bool()
    left_out = (alike & ~wanted) | torch.eye(2 * count, dtype=torch.bool)
    similarity = (found @ found.T / temperature).masked_fill(left_out, -1e9)
    return functional.cross_entropy(similarity, partner)


def unsteadiness(both: Tensor) -> Tensor:
    """Tell how far the two of each photo are apart, (2, N, D) of unit length: 1 - cosine."""
    return 1 - (both[0] * both[1]).sum(1).mean()


def learn_look(seen: Tensor, both: Tensor, known: Known, seed: int) -> nn.Linear:
    """Learn a projection that finds the other views of each garment, from (views, N, D).

    What is in ``both``, (2, N, D), is to look the same: photos as they are, and compressed.
    """
    torch.manual_seed(seed)
    views, photos, width = seen.shape
    kinds = torch.from_numpy(known.kinds)
    head = nn.Linear(width, LOOK)
    proxies = nn.Parameter(torch.randn(int(kinds.max()) + 1, LOOK))
    pairs = Pairs(views, known, seed)
    for _ in _steps(list(head.parameters()), [proxies], LOOK_ROUNDS, photos, decay=0.05):
        view, photo = pairs.draw()
        found = functional.normalize(head(functional.dropout(seen[view, photo], 0.3)))
        same_garment = contrast(found, pairs.same_style(photo), ALIKE)
        kind = kinds[photo]
        near = found[kind >= 0] @ functional.normalize(proxies).T / PROXY
        same_kind = functional.cross_entropy(near, kind[kind >= 0])
        steady = functional.normalize(head(both[:, torch.unique(photo)]), dim=2)
        loss = OF_THE_LOOK * same_garment + (1 - OF_THE_LOOK) * same_kind
        loss = loss + STEADY * unsteadiness(steady)
        loss.backward()  # type: ignore[no-untyped-call]
    return head


def learn_colours(histograms: Tensor, known: Known, seed: int) -> NDArray[np.float16]:
    """Learn a projection of histograms, (views, N, BINS), in which a garment keeps its place.

    It starts from the directions in which the photos' own are longest.
    """
    torch.manual_seed(seed)
    start = longest_directions(histograms[0].numpy().astype(np.float64), COLOURS)
    projection = nn.Parameter(torch.from_numpy(start.astype(np.float32)))
    pairs = Pairs(len(histograms), known, seed)
    search = torch.optim.Adam([projection], COLOUR_RATE)
    for _ in range(COLOUR_ROUNDS * max(1, histograms.shape[1] // (BATCH // 2))):
        search.zero_grad()
        view, photo = pairs.draw()
        counts = histograms[view, photo]
        found = functional.normalize(counts @ projection)
        loss = contrast(found, counts @ counts.T > SAME_COLOURS, ALIKE_IN_COLOUR)
        loss.backward()  # type: ignore[no-untyped-call]
        search.step()
    learned: NDArray[np.float16] = projection.detach().numpy().astype(np.float16)
    return learned


def longest_directions(counts: NDArray[np.float64], dimension: int) -> NDArray[np.float64]:
    """Return the `dimension` leading right singular vectors as columns, each with a fixed sign."""
    # The eigenvectors of this small matrix are those vectors, the longest direction last.
    columns = np.linalg.eigh(counts.T @ counts)[1][:, ::-1][:, :dimension]
    largest = np.abs(columns).argmax(axis=0)
    signed: NDArray[np.float64] = columns * np.sign(columns[largest, np.arange(dimension)])
    return signed


def _steps(
    weights: list[nn.Parameter],
    proxies: list[nn.Parameter],
    rounds: int,
    photos: int,
    *,
    decay: float,
) -> Iterator[int]:
    """Give the number of each step; what was propagated back during it is then learned from."""
    groups = [{"params": weights, "weight_decay": decay}]
    groups += [{"params": proxies, "weight_decay": 0.0}] if proxies else []
    search = torch.optim.AdamW(groups, lr=RATE)
    steps = rounds * max(1, photos // (BATCH // 2))
    pace = torch.optim.lr_scheduler.OneCycleLR(search, 3 * RATE, total_steps=steps + 1)
    for step in range(steps):
        search.zero_grad()
        yield step
        search.step()
        pace.step()


def _fold(layer: nn.Linear, deviation: Tensor) -> tuple[NDArray[np.float16], NDArray[np.float32]]:
    """Return a layer's weights for inputs not divided by their deviation, and its bias."""
    weights = (layer.weight.detach() / deviation).T.numpy().astype(np.float16)
    return weights, layer.bias.detach().numpy().astype(np.float32)

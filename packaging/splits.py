"""Tells how well what is learned from a part of the photos does on the rest.

The catalogues' styles are cut in two: each half is looked for by what was learned without it. Of
the other photos those of every third sender are left out, and compared with each other.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from heads import learn_heads
from photos import Known, style
from torch import Tensor
from torch.nn.functional import normalize

from clothesfinder.built_in import Learned, join
from clothesfinder.emphasis import PRESETS, Emphasis, Parts, weigh
from clothesfinder.garment import Features

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

SEEDS = range(3)
HALVES = 2
MEASURED = {
    **{preset.key: preset.emphasis for preset in PRESETS},
    "without colour": Emphasis(colour=0),
}
EVERY = 3
"""Of so many senders one is left out."""


class Split(NamedTuple):
    """What is learned from, and what is looked for."""

    learned_from: NDArray[np.bool_]
    queries: NDArray[np.int64]
    gallery: NDArray[np.int64]
    labelled: NDArray[np.int64]


def make_splits(files: Sequence[str], known: Known, queries: Mapping[str, str]) -> list[Split]:
    """Cut the photos in as many ways as there are halves of the styles."""
    halves = np.array([zlib.crc32(style(file).encode()) % HALVES for file in files])
    is_pair = known.garments >= 0
    is_query = np.array([file in queries for file in files])
    in_gallery = np.array([file.startswith("pairs/gallery/") for file in files])
    left_out = ~is_pair & (known.senders % EVERY == EVERY - 1)
    return [
        Split(
            np.where(is_pair, halves != half, ~left_out),
            np.flatnonzero(is_query & (halves == half)),
            np.flatnonzero(in_gallery),
            np.flatnonzero(left_out & (known.kinds >= 0)),
        )
        for half in range(HALVES)
    ]


def score(vectors: Tensor, split: Split, known: Known) -> tuple[NDArray[np.bool_], float]:
    """Return which of each query's first ten are right, and the share of the same category."""
    best = _rank(vectors[split.queries] @ vectors[split.gallery].T)
    right: NDArray[np.bool_] = (
        known.garments[split.gallery][best] == known.garments[split.queries][:, None]
    )
    similarity = vectors[split.labelled] @ vectors[split.labelled].T
    kinds = known.kinds[split.labelled]
    same = kinds[_rank(similarity.fill_diagonal_(-torch.inf))] == kinds[:, None]
    return right, float(same.mean())


def score_colours(
    vectors: Tensor, parts: Parts, split: Split, known: Known, emphasis: Emphasis
) -> NDArray[np.bool_]:
    """Look for each garment that is there in another colour, too, by what is to count.

    Returns for each whether another colour comes first, is among the first ten, and whether its
    own comes first: (queries, 3).
    """
    styles, garments = known.styles[split.gallery], known.garments[split.gallery]
    is_other = (styles == known.styles[split.queries][:, None]) & (
        garments != known.garments[split.queries][:, None]
    )
    queries = split.queries[is_other.any(1)]
    if not len(queries):
        return np.empty((0, 3), bool)
    weighed = [weigh(vectors[int(one)].numpy(), parts, emphasis).vector for one in queries]
    best = _rank(torch.from_numpy(np.stack(weighed)) @ vectors[split.gallery].T)
    other = np.take_along_axis(is_other[is_other.any(1)], best, 1)
    own = garments[best] == known.garments[queries][:, None]
    return np.stack([other[:, 0], other.any(1), own[:, 0]], 1)


def _rank(similarity: Tensor) -> NDArray[np.int64]:
    ranked: NDArray[np.int64] = np.argsort(-similarity.numpy(), axis=1, kind="stable")[:, :10]
    return ranked


def variants(
    seen: Sequence[Features], known: Known, split: Split, seed: int
) -> tuple[dict[str, Tensor], Parts]:
    """Learn each variant from its part of the photos; the vectors of all, and what parts have."""
    plain = seen[0]
    features = torch.cat([plain.pooled, plain.texture, plain.colours], 1)
    vectors = {"the network alone": normalize(plain.pooled)}
    without = split.learned_from & (known.garments < 0)
    for name, chosen in (
        ("learned without the catalogues", without),
        ("learned", split.learned_from),
    ):
        part = [Features(*(numbers[chosen] for numbers in view)) for view in seen]
        heads = learn_heads(part, known.of(chosen), seed)
        learned = Learned(np.empty(0), np.empty(0), *heads).in_full()
        vectors[name] = join(features, learned)
    for name, numbers in zip(("kind", "look", "colour"), learned.parts, strict=True):
        vectors[f"its {name} alone"] = normalize(vectors["learned"][:, numbers])
    return vectors, dict(zip(Emphasis._fields, learned.parts, strict=True))


def report(
    seen: Sequence[Features], files: Sequence[str], known: Known, queries: Mapping[str, str]
) -> Iterator[str]:
    """Tell what each variant does, over the seeds: the mean and the deviation.

    The columns are the share of queries whose garment, in its colour, comes first; of those that
    have it among the first ten; and the share of the same category among the first ten. A second
    table is of the presets, see score_colours.
    """
    splits = make_splits(files, known, queries)
    types = np.array([queries[files[one]] for split in splits for one in split.queries])
    scores: dict[str, list[tuple[float, ...]]] = {}
    colours: dict[str, list[tuple[float, ...]]] = {}
    for seed in SEEDS:
        found: dict[str, list[tuple[NDArray[np.bool_], float]]] = {}
        by_preset: dict[str, list[NDArray[np.bool_]]] = {}
        for split in splits:
            learned, parts = variants(seen, known, split, seed)
            for name, vectors in learned.items():
                found.setdefault(name, []).append(score(vectors, split, known))
            for name, emphasis in MEASURED.items():
                of_one = score_colours(learned["learned"], parts, split, known, emphasis)
                by_preset.setdefault(name, []).append(of_one)
        for key, rights in by_preset.items():
            colours.setdefault(key, []).append(tuple(np.concatenate(rights).mean(0)))
        for name, halves in found.items():
            right = np.concatenate([part for part, _ in halves])
            category = float(np.mean([share for _, share in halves]))
            scores.setdefault(name, []).append((*_shares(right), category))
            for one in sorted(set(types)) if name == "learned" else ():
                of_type = f"  {one} ({sum(types == one)})"
                scores.setdefault(of_type, []).append(_shares(right[types == one]))
    yield from _table(("first", "first ten", "same category"), scores)
    yield from _table(("other colour", "in ten", "own colour"), colours)


def _table(
    heads: tuple[str, ...], scores: Mapping[str, Sequence[tuple[float, ...]]]
) -> Iterator[str]:
    yield " " * 34 + "".join(f"{head:>16}" for head in heads)
    for name, many in scores.items():
        cells = zip(np.mean(many, 0), np.std(many, 0), strict=True)
        yield f"{name:<34}" + "".join(f"{f'{mean:.3f} ± {off:.3f}':>16}" for mean, off in cells)


def _shares(right: NDArray[np.bool_]) -> tuple[float, float]:
    return float(right[:, 0].mean()), float(right.any(1).mean())

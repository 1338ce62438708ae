"""What a measuring came to: figures with their margins, and which differences are no chance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clothesfinder.changes import CHANGES
from clothesfinder.ranking import FIRST_TEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from clothesfinder.store import Failure

    Values = NDArray[np.float64]

FIRST = "Original found first"
TEN = "Original among the first ten"
KIN = "First ten of the same folder"
MARGIN_DEVIATIONS = 1.96
"""A margin holds 19 of 20 samples."""
SURE_DEVIATIONS = 2.58
"""A difference is told of where chance alone makes as large a one once in a hundred times."""
AS_FAST = 1.2
"""Times that differ by less than this factor are the same: the computer did other things, too."""


class Figures(NamedTuple):
    """What one model made of the sample."""

    title: str
    ranks: NDArray[np.int64]
    """(pictures, copies), in the order of CHANGES: how many others came before the original."""
    kin: Values | None
    """(pictures,): the share of the same folder among the first ten; NaN where that is no help."""
    milliseconds: float
    """Of one core, for a picture that is decoded already; the work of a GPU is not in it."""
    size: int
    """Bytes that a picture's vectors take, of the whole and of its regions, on average."""

    def values(self) -> dict[str, Values]:
        """What was measured of each picture, 0 to 1, by the name of the measure."""
        first = (self.ranks == 0).astype(np.float64)
        ten = (self.ranks < FIRST_TEN).astype(np.float64)
        of_copies = {name: first[:, place] for place, name in enumerate(CHANGES)}
        measured = {FIRST: first.mean(1), TEN: ten.mean(1), **of_copies}
        if self.kin is None:
            return measured
        return {**measured, KIN: self.kin[~np.isnan(self.kin)]}


class Result(NamedTuple):
    """What a measuring came to."""

    models: Sequence[Figures]
    pictures: int
    """Measured on, the same with every model."""
    gallery: int
    """All pictures that the folder holds."""
    copies: int
    """Files that were left out because the same picture is in the sample already."""
    left_out: Sequence[Failure]
    """Files that were left out because they could not be read."""
    unusable: Mapping[str, str]
    """The models that could not be loaded, each with the reason."""
    by_chance: float | None
    """What share of the first ten would be of the same folder by chance; None without folders."""
    seconds: float


class Share(NamedTuple):
    """A figure of one model."""

    value: float
    """0 to 1."""
    margin: float
    """What 19 of 20 other samples of the gallery would differ by at most."""
    leads: bool
    """Whether it is the best or may be as good, while another model's surely is not."""

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} % ± {100 * self.margin:.1f}"


def among(models: Sequence[Figures], present: NDArray[np.bool_]) -> list[Figures]:
    """The figures of these pictures alone, and of kin only where every model had some.

    ``present`` tells of each picture whether it is one of these, (N,).
    """
    # A NaN of one model makes the sum one for all.
    no_kin = np.isnan(sum(figures.kin for figures in models if figures.kin is not None))
    return [
        figures._replace(
            ranks=figures.ranks[present],
            kin=None if figures.kin is None else np.where(no_kin, np.nan, figures.kin)[present],
        )
        for figures in models
    ]


def shares(models: Sequence[Figures]) -> dict[str, list[Share]]:
    """The figures of each measure, in the order of the models."""
    by_model = [figures.values() for figures in models]
    return {name: _compared([values[name] for values in by_model]) for name in by_model[0]}


def fastest(models: Sequence[Figures]) -> list[bool]:
    """Which of the models take the least time, where others take more."""
    least = min(figures.milliseconds for figures in models)
    return _unless_all([figures.milliseconds <= AS_FAST * least for figures in models])


def smallest(models: Sequence[Figures]) -> list[bool]:
    """Which of the models have the smallest vectors, where others have larger ones."""
    least = min(figures.size for figures in models)
    return _unless_all([figures.size == least for figures in models])


def margin(values: Values) -> float:
    """What the mean of such values differs by, 19 times of 20: half of Wilson's interval.

    It is never nothing, be all values 0 or 1. The copies of a picture are found or missed
    together, so that a picture counts once, by the mean of its copies.
    """
    squared = MARGIN_DEVIATIONS**2
    pictures = len(values)
    spread = float(values.var()) / pictures + squared / (4 * pictures**2)
    return MARGIN_DEVIATIONS * math.sqrt(spread) / (1 + squared / pictures)


def surely_less(these: Values, those: Values) -> bool:
    """Whether a model is surely worse than another one, by what each made of the same pictures."""
    less = those - these
    deviation = float(less.std(ddof=1)) / math.sqrt(len(less))
    return bool(less.mean() > SURE_DEVIATIONS * deviation)


def _compared(values: Sequence[Values]) -> list[Share]:
    means = [float(value.mean()) for value in values]
    best = values[means.index(max(means))]
    lead = _unless_all([not surely_less(value, best) for value in values])
    margins = [margin(value) for value in values]
    return [Share(*figures) for figures in zip(means, margins, lead, strict=True)]


def _unless_all(lead: list[bool]) -> list[bool]:
    """Nobody leads where all are alike."""
    return [False] * len(lead) if all(lead) else lead

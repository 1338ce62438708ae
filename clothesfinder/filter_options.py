"""The options of the command line that say which pictures may be found."""

from __future__ import annotations

import argparse
import math
from datetime import date
from typing import TYPE_CHECKING

from clothesfinder.cli_found import below
from clothesfinder.filter import SHAPES, Filter, begin_of, end_of

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "keep to the pictures below this folder"
NAME = (
    "keep to files with these words in their names, or, with * and ?, with names like this; upper"
    " and lower case are the same"
)
SINCE = "keep to files that were last changed on this day or later, as in 2024-01-31"
UNTIL = "keep to files that were last changed on this day or earlier"
SHAPE = f"keep to this shape: {', '.join(SHAPES)} (the sides differ by 5 %% at most)"
LEAST = "keep to scores that are no lower than this, from -1 to 1"
MOST = "keep to scores that are no higher; 0.99 leaves out exact copies"
WRONG_ORDER = "{} is {} {}: nothing could be found"


def add_filter_options(search: argparse.ArgumentParser) -> None:
    """Add them to the command that searches."""
    search.add_argument("--folder", default="", help=FOLDER)
    search.add_argument("--name", default="", metavar="WORDS", help=NAME)
    search.add_argument("--since", type=_day, metavar="DATE", help=SINCE)
    search.add_argument("--until", type=_day, metavar="DATE", help=UNTIL)
    search.add_argument("--shape", choices=SHAPES, default="", help=SHAPE)
    search.add_argument("--least", type=_score, metavar="SCORE", help=LEAST)
    search.add_argument("--most", type=_score, metavar="SCORE", help=MOST)


def chosen_filter(chosen: argparse.Namespace, gallery: Path) -> Filter:
    """Return what was chosen. Raises Problem where the folder is not in the gallery.

    Ends the program, as argparse does, where nothing could pass.
    """
    for first, than, last in (("since", "after", "until"), ("least", "more than", "most")):
        low, high = getattr(chosen, first), getattr(chosen, last)
        if low is not None and high is not None and low > high:
            told = WRONG_ORDER.format(f"--{first} {low}", than, f"--{last} {high}")
            chosen.wrong_use(told)
    return Filter(
        folder=below(gallery, chosen.folder),
        name=chosen.name,
        since_ns=None if chosen.since is None else begin_of(chosen.since),
        until_ns=None if chosen.until is None else end_of(chosen.until),
        shape=chosen.shape,
        least=chosen.least,
        most=chosen.most,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day like 2024-01-31") from None


def _score(text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not -1 <= score <= 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a score from -1 to 1")
    return score

"""A measuring told to people: a table, what it says in plain words, and what it cannot say."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from clothesfinder.changes import CHANGES
from clothesfinder.measured import AS_FAST, FIRST, KIN, fastest, shares, smallest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clothesfinder.measured import Figures, Result, Share

TIME = "CPU time a picture"
SIZE = "Size in the index"
PICTURES = "Pictures"
LEADING = "*"
ABOUT = 0.15
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times", 6: "six times"}

SAMPLE = "Measured on {:,} of the gallery's {:,} pictures, by {} changed copies of each."
UNREADABLE = "{:,} could not be read."
COPIES = "{:,} hold the same picture as another and were left out."
MARGINS = (
    "± is how much the figure would differ, 19 times of 20, with other pictures of the gallery."
)
MARKS = (
    "{} stand the best, and those that may be as good: the others are surely worse. Where there is"
    " no such mark, the differences may be chance."
)
CANNOT_TELL = (
    "A changed copy is easier to find than another photo of the same garment, and few pictures are"
    " easier to search than many. So the figures tell which model sees more in these pictures, but"
    " not how often it will find what you look for."
)
OF_KIN = "Of the first ten, so many in 100 are of the same folder: {}."
MAY_BE_CHANCE = "The difference may be chance."
BY_CHANCE = "By chance it would be {}."
FIRST_FOR = "the original comes first for {} of 100 changed copies with “{}”"
ONLY_ONE = "The original comes first for {} of 100 changed copies with “{}”."
FOLDERS = "What the folders tell of a model is only as good as the pictures are sorted into them."
COST = "The time is that of one core, with the file read already and without any graphics card."


class Row(NamedTuple):
    """A line of the table."""

    name: str
    cells: Sequence[str]
    """A figure for each model."""
    leads: Sequence[bool]
    """Which of them are the best, or may be as good, where there is a difference."""
    is_detail: bool = False
    """Whether it is a part of what the lines above tell."""


def table(result: Result) -> list[Row]:
    """The figures, a line each, a column for each model."""
    rows = [
        Row(name, list(map(str, found)), [share.leads for share in found], name in CHANGES)
        for name, found in shares(result.models).items()
    ]
    milliseconds = [f"{figures.milliseconds:.0f} ms" for figures in result.models]
    sizes = [f"{figures.size:,} bytes" for figures in result.models]
    rows.append(Row(TIME, milliseconds, fastest(result.models)))
    rows.append(Row(SIZE, sizes, smallest(result.models)))
    return rows


def as_text(result: Result) -> list[str]:
    """The table in lines of even columns; what leads has a star."""
    lines = [("", *(figures.title for figures in result.models))]
    for row in table(result):
        marked = zip(row.cells, row.leads, strict=True)
        cells = (f"{cell} {LEADING if leads else ' '}" for cell, leads in marked)
        lines.append((f"  {row.name}" if row.is_detail else row.name, *cells))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]


def as_csv(result: Result, said: Callable[[str], str] = str) -> str:
    """The figures for a spreadsheet: per cent with their margins, milliseconds and bytes.

    ``said`` gives its words in another language.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    titles = [said(figures.title) for figures in result.models]
    writer.writerow(["", *(column for title in titles for column in (title, "±"))])
    for name, found in shares(result.models).items():
        figures = [(f"{100 * share.value:.2f}", f"{100 * share.margin:.2f}") for share in found]
        writer.writerow([f"{said(name)} (%)", *(number for pair in figures for number in pair)])
    for name, costs in (
        (f"{said(TIME)} (ms)", [f"{figures.milliseconds:.2f}" for figures in result.models]),
        (f"{said(SIZE)} (bytes)", [str(figures.size) for figures in result.models]),
    ):
        writer.writerow([name, *(cell for cost in costs for cell in (cost, ""))])
    writer.writerow([said(PICTURES), result.pictures])
    return file.getvalue()


def as_record(result: Result) -> dict[str, Any]:
    """The figures for programs, as JSON can hold them."""
    measured = shares(result.models)
    models = [
        {
            "model": figures.title,
            "shares": {name: found[place]._asdict() for name, found in measured.items()},
            "milliseconds": round(figures.milliseconds, 3),
            "bytes": figures.size,
        }
        for place, figures in enumerate(result.models)
    ]
    return {
        "models": models,
        "unusable": dict(result.unusable),
        "pictures": result.pictures,
        "gallery": result.gallery,
        "copies": result.copies,
        "by_chance": result.by_chance,
        "seconds": round(result.seconds, 3),
    }


def verdict(result: Result) -> list[str]:
    """What the figures say of the models, in sentences."""
    measured = shares(result.models)
    told = [_found(result.models, measured[FIRST])]
    if KIN in measured:
        told.append(_of_kin(result, measured[KIN]))
    if len(result.models) > 1:
        told.append(_fast(result.models, measured[FIRST]))
    return told


def notes(result: Result, marked: str = "With a star") -> list[str]:
    """What the figures are of, and what they cannot tell, in sentences.

    ``marked`` says how those that lead are marked.
    """
    told = [SAMPLE.format(result.pictures, result.gallery, len(CHANGES))]
    if result.left_out:
        told.append(UNREADABLE.format(len(result.left_out)))
    if result.copies:
        told.append(COPIES.format(result.copies))
    told.append(MARGINS)
    if len(result.models) > 1:
        told.append(MARKS.format(marked))
    told.append(CANNOT_TELL)
    if result.by_chance is not None:
        told.append(FOLDERS)
    return [*told, COST]


def _found(models: Sequence[Figures], found: Sequence[Share]) -> str:
    ordered = _best_first(models, found)
    (best, share), *others = ordered
    if not others:
        return ONLY_ONE.format(_of_100(share), best)
    also = (f"{_of_100(other)} with “{title}”" for title, other in others)
    told = ", ".join([FIRST_FOR.format(_of_100(share), best), *also])
    leading = [f"“{title}”" for title, other in ordered if other.leads]
    if not leading:
        return f"No model finds surely more than another: {told}."
    if len(leading) == 1:
        return f"{leading[0]} finds more: {told}."
    return f"{_and(leading)} find more, and none of them surely more than another: {told}."


def _of_kin(result: Result, found: Sequence[Share]) -> str:
    ordered = _best_first(result.models, found)
    told = ", ".join(f"{_of_100(share)} with “{title}”" for title, share in ordered)
    chance = round(100 * (result.by_chance or 0.0))
    unsure = len(found) > 1 and not any(share.leads for share in found)
    sentences = (OF_KIN.format(told), MAY_BE_CHANCE if unsure else "", BY_CHANCE.format(chance))
    return " ".join(filter(None, sentences))


def _fast(models: Sequence[Figures], found: Sequence[Share]) -> str:
    """Compare the fastest model with the best one, or where that is the best, with the next."""
    if not any(fastest(models)):
        return "All take about the same time."
    by_time = sorted(models, key=lambda figures: figures.milliseconds)
    best = _best_first(models, found)[0][0]
    other = next((one for one in by_time[1:] if one.title == best), by_time[1])
    quick = by_time[0]
    factor = other.milliseconds / quick.milliseconds if quick.milliseconds else 1.0
    if factor < AS_FAST:
        return f"“{quick.title}” and “{other.title}” take about the same time."
    return f"“{quick.title}” is {_times(factor)} as fast as “{other.title}”."


def _times(factor: float) -> str:
    whole = round(factor)
    if whole < 3 and abs(factor - whole) > ABOUT:
        return f"{factor:.1f} times"
    return TIMES.get(whole, f"{whole} times")


def _best_first(models: Sequence[Figures], found: Sequence[Share]) -> list[tuple[str, Share]]:
    titled = zip((figures.title for figures in models), found, strict=True)
    return sorted(titled, key=lambda one: -one[1].value)


def _of_100(share: Share) -> str:
    """Neither all nor none unless it is."""
    rounded = f"{100 * share.value:.0f}"
    exact = share.value in (0.0, 1.0)
    return rounded if exact or rounded not in ("0", "100") else f"{100 * share.value:.1f}"


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"

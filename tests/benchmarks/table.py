"""One table of what the benchmarks measured, made of what each wrote with `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SIZES = {"web": "pictures of web size", "camera": "12 megapixels"}


class Row(NamedTuple):
    """A line of the table. None where there is nothing to compare with, or no goal."""

    what: str
    unit: str
    compared: float | None
    goal: float | None
    """What is possible at best, or is to be reached."""
    ours: float

    def told(self) -> str:
        """Return the line."""
        numbers = (
            self.compared,
            self.goal,
            self.ours,
            self._by(self.compared),
            self._by(self.goal),
        )
        cells = (f"{'' if number is None else format(number, '.4g'):>11}" for number in numbers)
        return f"{self.what:48}{self.unit:>5}{''.join(cells)}"

    def _by(self, other: float | None) -> float | None:
        return self.ours / other if other else None


HEAD = f"{'':53}{'compared':>11}{'bound/goal':>11}{'ours':>11}{'/compared':>11}{'/bound':>11}"


def of_indexing(record: dict[str, Any]) -> Iterator[Row]:
    """Compared with the naive way and with imagededup; the bound is that of the cores."""
    for size, rates in record["pictures a second"].items():
        what = f"indexing, {SIZES[size]}"
        yield Row(what, "/s", rates["naive"], rates["bound"], rates["ours"])
        if rates["peer"]:
            yield Row(f"{what}, by imagededup", "/s", rates["peer"], None, rates["ours"])
    for kind, one in record["scaled decoding"].items():
        yield Row(f"scaled decoding, least cosine, {kind}", "", None, record["least"], one["least"])


def of_search(record: list[dict[str, Any]]) -> Iterator[Row]:
    """Compared with NumPy's product of the same matrix."""
    for one in record:
        what = f"search, {one['vectors']:,} vectors, {one['parts']} a picture"
        yield Row(what, "ms", one["product_ms"], None, one["search_ms"])


def of_window(record: dict[str, Any]) -> Iterator[Row]:
    """Beside their goals."""
    for one in record["figures"]:
        yield Row(one["name"], one["unit"], None, one["goal"], one["measured"])


ROWS: dict[str, Callable[[Any], Iterable[Row]]] = {
    "indexing": of_indexing,
    "search": of_search,
    "window": of_window,
}


def told(measured: dict[str, Any]) -> list[str]:
    """Return all in lines; takes what each benchmark wrote, by its name."""
    rows = (row for name, record in measured.items() for row in ROWS[name](record))
    return [HEAD, *(row.told() for row in rows)]

"""Tables for spreadsheets: CSV as RFC 4180 has it, of which no cell is taken for a formula."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING

from clothesfinder.whole_file import written_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
"""What a cell begins with that a spreadsheet would compute."""
Cell = str | int | float | None


@contextmanager
def table(file: Path, header: Sequence[str]) -> Iterator[Callable[[Sequence[Cell]], object]]:
    """Write a table, whole or not at all; gives what writes a row.

    Numbers are written as such. Raises Problem where it cannot be written.
    """
    with written_whole(file) as opened:
        # With the mark by which spreadsheets know UTF-8; names need not be text.
        text = TextIOWrapper(opened, encoding="utf-8-sig", errors="replace", newline="")
        writer = csv.writer(text)
        writer.writerow(header)
        yield lambda cells: writer.writerow(map(harmless, cells))
        text.flush()
        text.detach()


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell

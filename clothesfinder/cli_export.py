"""What the command line writes into files besides."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from clothesfinder.catalog import absolute
from clothesfinder.export import check_target, export_as
from clothesfinder.progress_line import ProgressLine
from clothesfinder.sheets import supply_of
from clothesfinder.terminal import run, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.export import Sheet

WRITTEN = "Written: {}"


def check_exports(chosen: argparse.Namespace) -> None:
    """Raise Problem, before any work, where a file that is to be written cannot be."""
    for _, file in _targets(chosen):
        check_target(file)


def write_exports(chosen: argparse.Namespace, sheet: Sheet, catalog: Catalog) -> None:
    """Write the files that were asked for. Raises Problem where one cannot be written."""
    sheet = sheet._replace(supply=supply_of(catalog))
    for kind, file in _targets(chosen):
        run(export_as(kind, sheet, file), ProgressLine(sys.stderr))
        say(WRITTEN.format(file))


def _targets(chosen: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    for kind, file in ((".csv", chosen.csv), (".html", chosen.html)):
        if file is not None:
            yield kind, absolute(file)

"""Measures what users wait for: `python -m tests.benchmarks [--json FILE]`, on a quiet machine.

Runs the benchmarks of indexing, of searching and of the window one after the other, about ten
minutes, and tells all in one table at the end; each alone takes arguments, and tells more. One that
cannot run here, such as the window's without a display, is left out, and said so. The others, which
take longer or answer questions of their own, are run by themselves: `--help` lists them.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.indexing import machine
from tests.benchmarks.search import tell
from tests.benchmarks.table import ROWS, told

if TYPE_CHECKING:
    from collections.abc import Iterator


def others() -> Iterator[str]:
    """What each of the benchmarks measures that are run by themselves, and how: a line each."""
    for file in sorted(Path(__file__).parent.glob("*.py")):
        source = file.read_text(encoding="utf-8")
        if 'if __name__ == "__main__"' in source and file.stem not in {"__main__", *ROWS}:
            yield (ast.get_docstring(ast.parse(source)) or file.stem).partition("\n")[0]


def measure(name: str, place: Path) -> Any:
    """Run one; gives what it wrote, or None where it cannot run here."""
    module, file = f"tests.benchmarks.{name}", place / f"{name}.json"
    if importlib.util.find_spec(module) is None:
        return None
    run = subprocess.run([sys.executable, "-m", module, "--json", str(file)], check=False)
    if run.returncode:
        tell(f"{name} could not be measured")
        return None
    return json.loads(file.read_text(encoding="utf-8"))


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(
        description="Measure what users wait for.",
        epilog="\n".join(["run by themselves:", *(f"  {line}" for line in others())]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    measured_on = {**machine(), "load": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as place:
        found = {name: measure(name, Path(place)) for name in ROWS}
    measured = {name: one for name, one in found.items() if one is not None}
    tell(", ".join(f"{name} {value}" for name, value in measured_on.items()))
    for line in told(measured):
        tell(line)
    if chosen.json:
        record = {"machine": measured_on, **measured}
        chosen.json.write_text(json.dumps(record, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

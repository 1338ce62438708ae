"""Measures what users wait for: `python -m tests.benchmarks`; needs a display and a quiet machine.

Runs the benchmarks of indexing, of searching and of the window one after the other, about ten
minutes; each alone takes arguments.
"""

from __future__ import annotations

import subprocess
import sys

if __name__ == "__main__":
    for module in ("indexing", "search", "window"):
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{module}"], check=True)

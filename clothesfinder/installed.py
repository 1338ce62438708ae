"""How the program came to where it runs from."""

from __future__ import annotations

import sys
from pathlib import Path


def is_one_folder() -> bool:
    """Whether this is a package with all parts in one folder, Python among them."""
    return bool(getattr(sys, "frozen", False))


def checkout() -> Path | None:
    """The folder of the sources, where the program runs from a checkout of them."""
    folder = Path(__file__).absolute().parent.parent
    return folder if (folder / "pyproject.toml").is_file() else None

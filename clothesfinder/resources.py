"""Finds the files that come with the program: icons, pages and what the built-in model learned."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).absolute().parent
# An installed wheel carries the folder inside the package, a checkout beside it.
_FOLDERS = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource(name: str) -> Path:
    """Return the file of `resources/` called `name`, which may name a folder too: "icons/a.png".

    Raises FileNotFoundError when there is none: the installation is broken, no user can help it.
    """
    for folder in _FOLDERS:
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{name} is missing from {_FOLDERS[0]} and {_FOLDERS[1]}")

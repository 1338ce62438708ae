"""What starts this Clothesfinder again, from any folder and after an upgrade."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.installed import checkout, is_one_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "clothesfinder"
CACHES = {".cache", "cache", "caches"}
"""Names of folders that are emptied without asking; uvx and pipx run programs from there."""


def own_command() -> list[str]:
    """Return the words that start this Clothesfinder."""
    # Links are kept: installers leave one at a place that outlives an upgrade.
    if is_one_folder():
        return [_starter(_absolute(sys.argv[0])) or _absolute(sys.executable)]
    if starter := _starter(_absolute(sys.argv[0])):
        return [starter]
    python = _python()
    if sources := checkout():
        return [python, str(sources / "main.py")]
    # It goes when the program is uninstalled, which the Python does not.
    if starter := _starter(str(Path(python).with_name(NAME))):
        return [starter]
    return [python, "-P", "-m", "clothesfinder"]


def is_there(command: Sequence[str]) -> bool:
    """Whether the files are there that a command names, all by absolute paths."""
    return bool(command) and all(os.path.exists(word) for word in command if os.path.isabs(word))  # noqa: PTH110, PTH117


def is_temporary(command: Sequence[str]) -> bool:
    """Whether the command starts something that soon will not be there any more."""
    temporary = {tempfile.gettempdir(), "/tmp", "/var/tmp", "/run"}
    paths = [Path(word) for word in command if os.path.isabs(word)]  # noqa: PTH117
    return any(
        CACHES & {part.lower() for part in path.parts}
        or any(path.is_relative_to(folder) for folder in temporary)
        for path in paths
    )


def _starter(path: str) -> str:
    """The program at this path, if it is one that an installer made; else empty."""
    names = (path, f"{path}.exe") if sys.platform == "win32" else (path,)
    for name in names:
        if Path(name).stem == NAME and Path(name).is_file() and os.access(name, os.X_OK):
            return name
    return ""


def _python() -> str:
    """The Python that runs, on Windows the one that opens no terminal."""
    python = Path(_absolute(sys.executable))
    windowed = python.with_name("pythonw.exe")
    return str(windowed if sys.platform == "win32" and windowed.is_file() else python)


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100

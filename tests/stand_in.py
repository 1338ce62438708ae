"""A small stand-in for the frozen program, of which packages are made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parent.parent
PACKAGING = PROJECT / "packaging" / "linux"
PROGRAM = """\
#!/bin/sh
# Those arguments that need no window are taken by the real program, started by this name.
case ${1-} in
--*) exec "$PYTHON" -c 'import sys; sys.argv[0] = sys.argv.pop(1)
from clothesfinder.__main__ import main
sys.exit(main())' "$0" "$@" ;;
esac
printf '%s\\n' "$@" >"$SAID.part" && mv "$SAID.part" "$SAID"
"""
PLUGIN = "_internal/PySide6/Qt/plugins/platforms/libqxcb.so"
INSIDE = ("libQt6XcbQpa.so.6", "libQt6Gui.so.6", "libQt6Core.so.6", "libstdc++.so.6")


def make_stand_in(folder: Path) -> Path:
    """Write a program with one real library of Qt's, which needs others of the system."""
    plugin = folder / PLUGIN
    plugin.parent.mkdir(parents=True)
    shutil.copy(Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so", plugin)
    plugin.chmod(0o775)
    for name in INSIDE:
        (folder / "_internal" / name).write_text("a library that lies inside")
    (folder / "_internal/libsame.so").symlink_to(INSIDE[0])
    for name in ("LICENSE", ".gitignore"):
        (folder / "_internal" / name).write_text("a text of somebody's")
        (folder / "_internal" / name).chmod(0o755)
    program = folder / "clothesfinder"
    program.write_text(PROGRAM)
    program.chmod(0o700)
    return folder


def environment(home: Path) -> dict[str, str]:
    """Return what a user's programs are started with, whose folder this is, without a desktop."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "PYTHON": sys.executable,
        "PYTHONPATH": str(PROJECT),
        "SAID": str(home / "said"),
    }


@contextmanager
def running_in(folder: Path) -> Iterator[None]:
    """Have a program of this folder run meanwhile."""
    program = folder / "_internal" / "sleep"
    shutil.copy(shutil.which("sleep") or "/bin/sleep", program)
    running = subprocess.Popen([program, "600"])
    try:
        yield
    finally:
        running.kill()
        running.wait()

"""The entry in the applications menu of a Linux desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.problem import Problem
from clothesfinder.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

DESKTOP_ID = "io.github.clothesfinder.clothesfinder"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
MIME_TYPES = (
    "inode/directory",
    *(f"image/{kind}" for kind in ("jpeg", "png", "webp", "bmp", "gif", "tiff", "heif", "avif")),
)


def install() -> str:
    """Write the desktop entry and the icons of this user; return a sentence that says so.

    Raises Problem on other systems than Linux and where the files cannot be written.
    """
    data = _data_home()
    try:
        for target, source in _icons(data).items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        entry = _entry_file(data)
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_bytes(os.fsencode(desktop_entry(_own_command())))
        entry.chmod(0o755)  # file managers start an entry without asking only if it may be executed
    except OSError as error:
        raise Problem(f"The launcher cannot be written to {data}: {error.strerror}.") from error
    _announce(data)
    return "Clothesfinder is in the applications menu now."


def remove() -> str:
    """Delete what `install` wrote; return a sentence that says so.

    Raises Problem on other systems than Linux and where the files cannot be deleted.
    """
    data = _data_home()
    try:
        for file in (_entry_file(data), *_icons(data)):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(f"The launcher cannot be deleted from {data}: {error.strerror}.") from error
    _announce(data)
    return "Clothesfinder is no longer in the applications menu."


def desktop_entry(command: Sequence[str]) -> str:
    """Return the text of a desktop entry that runs `command` with what the user opens."""
    # A program's path may hold no "=", and GLib takes the "%%" for a "%" literally: a shell may.
    shell = ["/bin/sh", "-c", 'exec "$0" "$@"'] if set(command[0]) & {"%", "="} else []
    words = " ".join(_quoted(word) for word in (*shell, *command))
    lines = {
        "Type": "Application",
        "Name": "Clothesfinder",
        "Comment": "Find clothes in your own pictures",
        "Exec": _escaped(f"{words} %U"),
        "TryExec": _escaped(command[0]),
        "Icon": DESKTOP_ID,
        "Categories": "Graphics;Photography;",
        "Keywords": "clothes;fashion;picture;photo;search;similar;",
        "MimeType": "".join(f"{kind};" for kind in MIME_TYPES),
        "StartupNotify": "true",
        "StartupWMClass": "clothesfinder",
        "Terminal": "false",
    }
    return "\n".join(["[Desktop Entry]", *(f"{key}={lines[key]}" for key in lines), ""])


def _own_command() -> list[str]:
    """Return the words that start this Clothesfinder from any folder."""
    # Links are kept: pipx and uv leave one at a place that outlives an upgrade.
    starter = Path(os.path.abspath(sys.argv[0]))  # noqa: PTH100
    if starter.name == "clothesfinder" and os.access(starter, os.X_OK) and starter.is_file():
        return [str(starter)]
    python = os.path.abspath(sys.executable)  # noqa: PTH100
    checkout = Path(__file__).absolute().parent.parent
    if (checkout / "pyproject.toml").is_file():
        return [python, str(checkout / "main.py")]
    return [python, "-P", "-m", "clothesfinder"]


def _quoted(word: str) -> str:
    """Quote one word of an Exec line, whatever is in it (Desktop Entry Specification)."""
    for special in '\\"`$':
        word = word.replace(special, f"\\{special}")
    return '"{}"'.format(word.replace("%", "%%"))


def _escaped(text: str) -> str:
    """Escape a value of a desktop entry; an Exec line needs it on top of its quotes."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _data_home() -> Path:
    if sys.platform != "linux":
        raise Problem("The launcher is for Linux desktops; here, make a shortcut by hand.")
    folder = Path(os.environ.get("XDG_DATA_HOME", ""))
    return folder if folder.is_absolute() else Path.home() / ".local" / "share"


def _entry_file(data: Path) -> Path:
    return data / "applications" / f"{DESKTOP_ID}.desktop"


def _icons(data: Path) -> dict[Path, Path]:
    """Return the icon files of the theme, each with the file of ours to copy."""
    theme = data / "icons" / "hicolor"
    icons = {
        theme / f"{size}x{size}" / "apps" / f"{DESKTOP_ID}.png": resource(f"icons/{size}.png")
        for size in ICON_SIZES
    }
    scalable = theme / "scalable" / "apps" / f"{DESKTOP_ID}.svg"
    return {**icons, scalable: resource(f"icons/{DESKTOP_ID}.svg")}


def _announce(data: Path) -> None:
    """Let desktops that are running see the change: they watch these folders and their lists."""
    theme = data / "icons" / "hicolor"
    if theme.is_dir():
        os.utime(theme)
    command = shutil.which("update-desktop-database")
    if command and (data / "applications").is_dir():
        subprocess.run([command, "-q", str(data / "applications")], check=False)

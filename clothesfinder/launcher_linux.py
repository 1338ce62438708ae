"""The entry in the applications menu of a Linux desktop, of this user."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from clothesfinder import default_programs
from clothesfinder.desktop_entry import (
    DESKTOP_ID,
    MIME_TYPES,
    decoded,
    desktop_entry,
    encoded,
    read_command,
    read_kept,
)
from clothesfinder.launcher_command import is_there
from clothesfinder.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PLACE = "applications menu"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ENTRY = f"{DESKTOP_ID}.desktop"


def install(command: Sequence[str]) -> None:
    """Write the desktop entry and the icons. Raises OSError."""
    data = default_programs.data_home()
    for target, source in _icons(data).items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    kept = read_kept(_own_entry()) | default_programs.keep(MIME_TYPES, ENTRY)
    file = _entry_file(data)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(encoded(desktop_entry(command, kept)))
    file.chmod(0o755)  # file managers start an entry without asking only if it may be executed
    _announce(data)


def remove() -> None:
    """Delete what `install` wrote. Raises OSError."""
    data = default_programs.data_home()
    default_programs.let_go(read_kept(_own_entry()))
    files = _entry_file(data), *_icons(data)
    for file in files:
        file.unlink(missing_ok=True)
    _announce(data)
    cache = _entry_file(data).with_name("mimeinfo.cache")
    if _text_of(cache).strip() == "[MIME Cache]":
        cache.unlink()
    for file in files:
        _remove_empty(file.parent, data)


def installed() -> list[str]:
    """The command of the entry of this user; empty where there is none."""
    return read_command(_own_entry())


def is_provided() -> bool:
    """Whether a package of the system has put an entry there for all users."""
    files = (_entry_file(folder) for folder in default_programs.system_folders())
    return any(is_there(read_command(_text_of(file))) for file in files)


def _remove_empty(folder: Path, end: Path) -> None:
    """Remove a folder of which nothing is left, and those above it, up to `end`."""
    while folder.is_relative_to(end) and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _own_entry() -> str:
    return _text_of(_entry_file(default_programs.data_home()))


def _text_of(file: Path) -> str:
    try:
        return decoded(file.read_bytes())
    except OSError:
        return ""


def _entry_file(data: Path) -> Path:
    return data / "applications" / ENTRY


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

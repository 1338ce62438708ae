"""The shortcut in the Start menu of Windows, and "Open with", of this user.

Nothing here was ever run on Windows: the tests give it a registry and a PowerShell of their own.
No program is made the default for anything: that is for the user to choose on Windows.
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clothesfinder.desktop_entry import DESKTOP_ID
from clothesfinder.problem import Problem
from clothesfinder.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

PLACE = "Start menu"
CLASSES = r"Software\Classes"
OPENER = rf"{CLASSES}\{DESKTOP_ID}"
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".avif")
FOLDER_VERB = rf"{CLASSES}\Directory\shell\{DESKTOP_ID}"
PROGRAMS = "Microsoft/Windows/Start Menu/Programs"
SHORTCUT_NAME = "Clothesfinder.lnk"
SCRIPT = """
$ErrorActionPreference = 'Stop'
$shortcut = (New-Object -ComObject WScript.Shell).CreateShortcut($env:CLOTHESFINDER_SHORTCUT)
$shortcut.TargetPath = $env:CLOTHESFINDER_TARGET
$shortcut.Arguments = $env:CLOTHESFINDER_ARGUMENTS
$shortcut.IconLocation = $env:CLOTHESFINDER_ICON
$shortcut.Description = 'Find clothes in your own pictures'
$shortcut.Save()
"""
"""Paths come through the environment, where nothing in them can be taken for a command."""
WORD = re.compile(r'"([^"]*)"|(\S+)')


def install(command: Sequence[str]) -> None:
    """Write the shortcut and what "Open with" goes by. Raises OSError and Problem."""
    _write_shortcut(command)
    runs = f"{_quoted(command[0])} {subprocess.list2cmdline([*command[1:]])}".rstrip() + ' "%1"'
    registry = _Registry()
    registry.write(OPENER, "Clothesfinder")
    registry.write(rf"{OPENER}\Application", "Clothesfinder", "ApplicationName")
    registry.write(rf"{OPENER}\DefaultIcon", _icon(command))
    registry.write(rf"{OPENER}\shell\open\command", runs)
    for ending in ENDINGS:  # one more of those that are offered, whichever is the default
        registry.write(_offered(ending), "", DESKTOP_ID)
    registry.write(FOLDER_VERB, "Open with Clothesfinder")
    registry.write(rf"{FOLDER_VERB}\command", runs)


def remove() -> None:
    """Delete what `install` wrote. Raises OSError."""
    _shortcut().unlink(missing_ok=True)
    registry = _Registry()
    for ending in ENDINGS:
        registry.forget(_offered(ending), DESKTOP_ID)
    for key in (r"Application", r"DefaultIcon", r"shell\open\command", r"shell\open", r"shell"):
        registry.delete(rf"{OPENER}\{key}")
    registry.delete(OPENER)
    if not is_provided():  # else the key is the installer's, which has the same
        registry.delete(rf"{FOLDER_VERB}\command")
        registry.delete(FOLDER_VERB)


def installed() -> list[str]:
    """The command that the shortcut of this user runs; empty where there is none."""
    if not _shortcut().is_file():
        return []
    words = WORD.findall(_Registry().read(rf"{OPENER}\shell\open\command"))
    return [quoted or bare for quoted, bare in words if "%1" not in (quoted, bare)]


def is_provided() -> bool:
    """Whether an installer has put a shortcut there already, for this user or for all."""
    folders = (os.environ.get("PROGRAMDATA"), os.environ.get("APPDATA"))
    places = [Path(folder, PROGRAMS, "Clothesfinder") for folder in folders if folder]
    places += [Path(folder, PROGRAMS) for folder in folders[:1] if folder]
    return any((place / SHORTCUT_NAME).is_file() for place in places)


def _shortcut() -> Path:
    return Path(os.environ["APPDATA"], PROGRAMS, SHORTCUT_NAME)


def _write_shortcut(command: Sequence[str]) -> None:
    told = {
        "SHORTCUT": str(_shortcut()),
        "TARGET": command[0],
        "ARGUMENTS": subprocess.list2cmdline(command[1:]),
        "ICON": f"{_icon(command)},0",
    }
    _shortcut().parent.mkdir(parents=True, exist_ok=True)
    run = subprocess.run(
        ["powershell.exe", "-NoProfile", "-NonInteractive", "-Command", SCRIPT],
        env=os.environ | {f"CLOTHESFINDER_{name}": value for name, value in told.items()},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if run.returncode or not _shortcut().is_file():
        log.error("PowerShell made no shortcut: %s", run.stderr.decode(errors="replace"))
        raise Problem("Windows made no shortcut; the log tells more.")


def _icon(command: Sequence[str]) -> str:
    """The file of the icon: a program of its own has it in itself, a Python has another."""
    try:
        return str(resource("icons/clothesfinder.ico"))
    except FileNotFoundError:
        return command[0]


def _quoted(path: str) -> str:
    return f'"{path}"'  # no path on Windows has a quotation mark


def _offered(ending: str) -> str:
    return rf"{CLASSES}\{ending}\OpenWithProgids"


class _Registry:
    """What belongs to this user in the registry of Windows."""

    def __init__(self) -> None:
        # By name, for there is none on the other systems.
        self._winreg: Any = importlib.import_module("winreg")

    def write(self, key: str, value: str, name: str = "") -> None:
        with self._winreg.CreateKey(self._winreg.HKEY_CURRENT_USER, key) as made:
            self._winreg.SetValueEx(made, name, 0, self._winreg.REG_SZ, value)

    def read(self, key: str) -> str:
        try:
            return str(self._winreg.QueryValue(self._winreg.HKEY_CURRENT_USER, key))
        except OSError:
            return ""

    def forget(self, key: str, name: str) -> None:
        writing = self._winreg.KEY_SET_VALUE
        with (
            suppress(FileNotFoundError),
            self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, key, 0, writing) as there,
        ):
            self._winreg.DeleteValue(there, name)

    def delete(self, key: str) -> None:
        with suppress(FileNotFoundError):
            self._winreg.DeleteKey(self._winreg.HKEY_CURRENT_USER, key)

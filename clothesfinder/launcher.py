"""What starts Clothesfinder by a click: in the applications menu, the Start menu, or Applications.

This is the one door to it on every system; it is of this user alone.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from clothesfinder import launcher_linux, launcher_macos, launcher_windows
from clothesfinder.desktop_entry import DESKTOP_ID, MIME_TYPES, desktop_entry
from clothesfinder.launcher_command import is_temporary, is_there, own_command
from clothesfinder.launcher_linux import ICON_SIZES
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "DESKTOP_ID",
    "ICON_SIZES",
    "MIME_TYPES",
    "desktop_entry",
    "install",
    "is_installed",
    "is_provided",
    "is_worth_offering",
    "remove",
]


class _System(Protocol):
    PLACE: str

    def install(self, command: Sequence[str], /) -> None: ...
    def remove(self) -> None: ...
    def installed(self) -> list[str]: ...
    def is_provided(self) -> bool: ...


def install() -> str:
    """Put Clothesfinder there for this user; return a sentence that says so.

    Where a package of the system has done it for all users nothing is written. Raises Problem on
    other systems than Linux, macOS and Windows, and where the files cannot be written.
    """
    system = _system()
    if system.is_provided():
        return f"Clothesfinder has been in the {system.PLACE} since it was installed."
    try:
        system.install(own_command())
    except OSError as error:
        raise Problem(f"The launcher cannot be written: {_reason(error)}.") from error
    return f"Clothesfinder is in the {system.PLACE} now."


def remove() -> str:
    """Take out what `install` wrote; return a sentence that says so.

    Raises Problem on other systems and where the files cannot be deleted.
    """
    system = _system()
    try:
        system.remove()
    except OSError as error:
        raise Problem(f"The launcher cannot be deleted: {_reason(error)}.") from error
    if system.is_provided():
        return f"Clothesfinder stays in the {system.PLACE} until it is uninstalled."
    return f"Clothesfinder is no longer in the {system.PLACE}."


def is_installed() -> bool:
    """Whether `install` has put it there, and what it starts is still where it was."""
    system = _SYSTEMS.get(sys.platform)
    return system is not None and is_there(system.installed())


def is_provided() -> bool:
    """Whether the system's package, or an installer, has put it there."""
    system = _SYSTEMS.get(sys.platform)
    return system is not None and system.is_provided()


def is_worth_offering() -> bool:
    """Whether it is nowhere there yet, and this Clothesfinder is here to stay."""
    if sys.platform not in _SYSTEMS or is_provided() or is_installed():
        return False
    return not is_temporary(own_command())


_SYSTEMS: dict[str, _System] = {
    "linux": launcher_linux,
    "darwin": launcher_macos,
    "win32": launcher_windows,
}


def _system() -> _System:
    if sys.platform not in _SYSTEMS:
        raise Problem("On this system make a shortcut to Clothesfinder by hand.")
    return _SYSTEMS[sys.platform]


def _reason(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror}{where}"

"""A home of a Linux desktop for tests, and what is looked at in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.launcher import DESKTOP_ID

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

OURS = f"{DESKTOP_ID}.desktop"


def move_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have this be the user's home, with nothing of a desktop set otherwise."""
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA_HOME", "CONFIG_HOME", "CONFIG_DIRS", "DATA_DIRS", "CURRENT_DESKTOP"):
        monkeypatch.delenv(f"XDG_{name}", raising=False)
    return home


def entry_file(data: Path) -> Path:
    return data / "applications" / OURS


def values(entry: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in entry.splitlines()[1:])


def write_program(data: Path, name: str, *kinds: str) -> str:
    """Write the entry of a program for these kinds into `data`; gives its id."""
    file = data / "applications" / f"{name}.desktop"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        "[Desktop Entry]\nType=Application\nName={}\nExec=/bin/true %U\nMimeType={}\n".format(
            name, "".join(f"{kind};" for kind in kinds)
        )
    )
    return file.name

"""What is told of pictures that were copied, or linked, to a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.gui.names import readable

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.copy_out import CopiedOut

COPYING, LINKING = "Copying to “{}”", "Hard-linking in “{}”"
STOPPED = "Copying was stopped. "


def title_of(folder: Path, *, linked: bool) -> str:
    """What is done, as a title."""
    return (LINKING if linked else COPYING).format(name_of(folder))


def told_of(copied: CopiedOut, *, stopped: bool) -> str:
    """What came of it, in a sentence or two."""
    made, there, failed = len(copied.made), len(copied.there), len(copied.failures)
    verb = "hard-linked" if copied.linked else "copied"
    where = f"{'in' if copied.linked else 'to'} “{name_of(copied.folder)}”"
    parts = [f"{counted(made)} {_were(made)} {verb} {where}"]
    if there:
        parts.append(f"{there:,} {_were(there)} there already")
    if failed:
        parts.append(f"{failed:,} could not be {verb}")
    return f"{STOPPED if stopped else ''}{', '.join(parts)}."


def counted(number: int) -> str:
    """So many pictures."""
    return "1 picture" if number == 1 else f"{number:,} pictures"


def name_of(folder: Path) -> str:
    """What a folder is called."""
    return readable(folder.name or str(folder))


def _were(number: int) -> str:
    return "was" if number == 1 else "were"

"""The folder of a gallery: whether it can be used, and what lies in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from clothesfinder.problem import Problem
from clothesfinder.progress import Progress
from clothesfinder.settings import data_folder
from clothesfinder.walk import find_pictures

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from clothesfinder.extent import Extent
    from clothesfinder.images import File
    from clothesfinder.store import Failure

FOUND_AT_ONCE = 500


def check_folder(gallery: Path) -> None:
    """Raise Problem where the folder is not there or may not be read."""
    if not gallery.exists():
        raise Problem(
            f"There is no folder {gallery}. Check its name, or plug in the drive it is on."
        )
    if not gallery.is_dir():
        raise Problem(f"{gallery} is not a folder. Choose the folder that holds it.")
    if not os.access(gallery, os.R_OK | os.X_OK):
        raise Problem(f"You have no right to read the folder {gallery}.")


def look_through(
    gallery: Path, only: Extent | None = None
) -> Generator[Progress, None, list[File | Failure]]:
    """List the folder's pictures, and what cannot be listed; all, or only those of the extent.

    Raises Problem as check_folder.
    """
    found: list[File | Failure] = []
    for item in find_pictures(gallery, skip=data_folder(), only=only):
        found.append(item)
        if len(found) % FOUND_AT_ONCE == 0:
            yield Progress(len(found), 0, 0, item.path.rpartition("/")[0], 0.0)
    check_folder(gallery)  # a drive unplugged meanwhile has not lost its pictures
    return found

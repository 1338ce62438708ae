"""Where the index of each gallery is kept, and what lies beside it."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING

from clothesfinder.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path


def index_file(gallery: Path) -> Path:
    """The file that holds the gallery's index: named after the folder, told apart by its path."""
    place = os.fsencode(gallery.resolve())
    readable = re.sub(r"\W+", "-", gallery.name)[:40].strip("-") or "gallery"
    digest = hashlib.blake2b(place, digest_size=8).hexdigest()
    return data_folder() / "galleries" / f"{readable}-{digest}.sqlite3"


def scores_file(gallery: Path) -> Path:
    """The file that holds what the gallery's scores are compared with."""
    return index_file(gallery).with_suffix(".scores")


def run_file(gallery: Path) -> Path:
    """The file that tells what the last indexing of the gallery did, wherever its store lies."""
    return index_file(gallery).with_suffix(".run")

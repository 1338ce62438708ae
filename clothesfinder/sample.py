"""The pictures of a gallery that models are measured on: few, and the same each time."""

from __future__ import annotations

import random
from collections import Counter
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.images import File, open_picture, read_file
from clothesfinder.plan import digest_of
from clothesfinder.problem import Problem
from clothesfinder.store import Failure

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from PIL import Image

    from clothesfinder.ahead import Ahead

SEED = 1
LEAST, MOST = 20, 5000
"""Pictures that can be measured on: with fewer all is chance, with more there is no room."""
IN_A_FOLDER = 6
"""Pictures of a folder that should be in the sample where folders tell what belongs together."""
SHOWN_EDGE = 1024
"""The longest side of the pictures that copies are made of, in pixels."""

TOO_FEW = (
    "“{}” has {} different pictures that can be read, which tell nothing. Choose a gallery with {}"
    " or more."
)
NO_FOLDERS = (
    "“{}” has fewer than two folders with two pictures or more, so its folders cannot tell what"
    " belongs together. Measure without them."
)
CHANGED = "The file was changed while it was measured."


class Picture(NamedTuple):
    """A picture of the sample."""

    path: str
    """Relative to the gallery, with ``/``."""
    digest: str

    @property
    def folder(self) -> str:
        """The folder that it is in, relative to the gallery."""
        return folder_of(self.path)


class Sample(NamedTuple):
    """What models are measured on."""

    pictures: Sequence[Picture]
    """All different, and every one can be read."""
    copies: int
    """Files that were left out because the same picture is in the sample already."""
    failures: Sequence[Failure]
    """Files that were left out because they cannot be read."""


def folder_of(path: str) -> str:
    """The folder of a path that is relative to the gallery."""
    return path.rpartition("/")[0]


def candidates(files: Sequence[File], pictures: int, *, folders: bool) -> list[File]:
    """Put the files in the order in which they are tried: by chance, a file a folder in turn.

    With ``folders`` only so many folders are taken that some pictures of each come among the first
    ``pictures``, and none with a single picture; fewer than two are left where there are no more.
    """
    chance = random.Random(SEED)
    by_folder: dict[str, list[File]] = {}
    for file in sorted(files):
        by_folder.setdefault(folder_of(file.path), []).append(file)
    groups = list(by_folder.values())
    chance.shuffle(groups)
    for group in groups:
        chance.shuffle(group)
    if folders:
        groups = _enough([group for group in groups if len(group) > 1], pictures)
    in_turn = chain.from_iterable(zip_longest(*groups))
    return [file for file in in_turn if file is not None]


def choose(
    gallery: Path, files: Sequence[File], pictures: int, ahead: Ahead, *, folders: bool
) -> Generator[int, None, Sample]:
    """Read files until there are so many different pictures; yields how many there are.

    Raises Problem where there are too few, or too few folders.
    """
    tried = candidates(files, pictures, folders=folders)
    chosen: dict[str, Picture] = {}
    failures: list[Failure] = []
    copies = 0
    for item in ahead.results(lambda file: _read(gallery, file), tried):
        if isinstance(item, Failure):
            failures.append(item)
        elif item is not None:
            copies += item.digest in chosen
            chosen.setdefault(item.digest, item)
        yield len(chosen)
        if len(chosen) == pictures:
            break
    counts = Counter(picture.folder for picture in chosen.values())
    if folders and sum(count > 1 for count in counts.values()) < 2:
        raise Problem(NO_FOLDERS.format(gallery.name))
    if len(chosen) < LEAST:
        raise Problem(TOO_FEW.format(gallery.name, len(chosen), LEAST))
    return Sample(list(chosen.values()), copies, failures)


def show(gallery: Path, picture: Picture) -> Image.Image:
    """Open a picture of the sample, as large as all of them are looked at.

    Raises Problem where it cannot be read any more, or is another one now.
    """
    data, _ = read_file(gallery / picture.path)
    if digest_of(data) != picture.digest:
        raise Problem(CHANGED)
    image = open_picture(data, SHOWN_EDGE // 2).image
    image.thumbnail((SHOWN_EDGE, SHOWN_EDGE))
    return image


def _enough(groups: Sequence[list[File]], pictures: int) -> list[list[File]]:
    """The first of the folders, as many as give so many pictures, and enough of each."""
    kept: list[list[File]] = []
    for group in groups:
        if len(kept) >= pictures // IN_A_FOLDER and sum(map(len, kept)) >= pictures:
            break
        kept.append(group)
    return kept


def _read(gallery: Path, file: File) -> Picture | Failure:
    try:
        data, _ = read_file(gallery / file.path)
        open_picture(data, SHOWN_EDGE // 2)
    except Problem as problem:
        return Failure(*file, str(problem))
    return Picture(file.path, digest_of(data))

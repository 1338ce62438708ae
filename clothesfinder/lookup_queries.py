"""Which pictures are looked up: those of folders, of lists in files, and single ones."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.catalog import absolute
from clothesfinder.file_states import in_order
from clothesfinder.folder import look_through
from clothesfinder.images import File, read_file
from clothesfinder.measuring import Step
from clothesfinder.problem import Problem
from clothesfinder.turns import retold

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

LIST = ".txt"
"""How the name of a file ends that lists pictures, a path a line."""
LISTING = "Looking for pictures"
NONE = "There are no pictures in {}. Choose a folder with pictures, or pictures themselves."
EMPTY_LIST = "{} lists nothing. Write the path of a picture on each of its lines."
NO_PATH = "This is not the path of a file."
LINES_AT_ONCE = 5000
NUMBER = re.compile(r"(\d+)")


class Listing(NamedTuple):
    """The pictures to be looked up."""

    paths: list[str]
    """Absolute, in the order in which they are looked up."""
    reasons: dict[str, str]
    """Why some of these cannot be, by their path, as sentences."""


def list_queries(sources: Iterable[Path]) -> Generator[Step, None, Listing]:
    """List the pictures of each source, one source after the other.

    Of a folder, all pictures in it and below are taken, in the order in which people count; of a
    file that ends with `LIST`, what its lines name, where relative paths begin at the file's own
    folder. Anything else is a picture. Nothing of a picture is read yet.

    Raises Problem where a list cannot be read, or a folder or list holds none.
    """
    listing = Listing([], {})
    for source in map(absolute, sources):
        if source.is_dir():
            yield from _add_folder(source, listing)
        elif source.suffix.lower() == LIST:
            yield from _add_list(source, listing)
        else:
            listing.paths.append(str(source))
        yield _step(listing)
    return listing


def as_people_count(path: str) -> list[tuple[bool, int, str]]:
    """A key for sorting: digits count as the number that they write, and letters as if small."""
    return [
        (piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece.casefold())
        for name in path.split("/")
        for piece in ("", *NUMBER.split(name))
    ]


def _add_folder(folder: Path, listing: Listing) -> Generator[Step, None, None]:
    before = len(listing.paths)
    found = yield from retold(
        look_through(folder), lambda looked: Step(before + looked.done, 0, LISTING)
    )
    names = [item.path for item in found]
    if not names:
        raise Problem(NONE.format(folder))
    ordered = yield from retold(in_order(names, as_people_count), lambda _: _step(listing))
    listing.paths.extend(os.path.join(folder, name) for name in ordered)  # noqa: PTH118 - many
    for item in found:
        if not isinstance(item, File):
            listing.reasons[os.path.join(folder, item.path)] = item.reason  # noqa: PTH118


def _add_list(file: Path, listing: Listing) -> Generator[Step, None, None]:
    before = len(listing.paths)
    for number, line in enumerate(_lines(file)):
        if line.strip():
            path = os.path.join(file.parent, os.fsdecode(line))  # noqa: PTH118 - many
            listing.paths.append(path)
            if b"\0" in line:
                listing.reasons[path] = NO_PATH
        if number % LINES_AT_ONCE == 0:
            yield _step(listing)
    if len(listing.paths) == before:
        raise Problem(EMPTY_LIST.format(file))


def _lines(file: Path) -> list[bytes]:
    try:
        written, _ = read_file(file)
    except Problem as problem:
        raise Problem(f"{file}: {problem}") from problem
    return written.removeprefix(b"\xef\xbb\xbf").splitlines()


def _step(listing: Listing) -> Step:
    return Step(len(listing.paths), 0, LISTING)

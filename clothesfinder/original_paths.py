"""The pictures that the original scripts named, found again in the gallery's folder.

The scripts noted each picture below a folder of theirs, with the slashes of their system. That
folder may lie deeper or less deep than the gallery, so where a name is not there as it is, its end
tells which file it is, unless more than one file or more than one name would fit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def cleaned(name: str) -> str:
    """Return the name as a path below the gallery, with ``/``; empty where nothing is left.

    A drive, a root and steps upwards are left out: no name leads out of the gallery. One that no
    file can have is none.
    """
    if "\0" in name:
        return ""
    parts = re.sub(r"^[A-Za-z]:", "", name).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def located(names: Iterable[str], files: Iterable[str]) -> dict[str, str]:
    """Return for each name its file's path below the gallery, or itself where there is none.

    ``names`` are cleaned. No two names get the same file.
    """
    wanted, there = dict.fromkeys(names), frozenset(files)
    found = {name: name for name in wanted}
    ends: dict[str, str] = {}
    for path in there - wanted.keys():
        for end in _ends(path):
            ends[end] = "" if end in ends else path
    guesses: dict[str, list[str]] = defaultdict(list)
    for name in wanted.keys() - there:
        if path := _by_its_end(name, ends):
            guesses[path].append(name)
    return found | {claims[0]: path for path, claims in guesses.items() if len(claims) == 1}


def _by_its_end(name: str, ends: Mapping[str, str]) -> str:
    """Return the one file that ends as the name does, as far up as is needed; "" if there is none.

    ``ends`` tells for each end of a path the one file that has it, or "" where several have.
    """
    for end in _ends(name):
        if end not in ends or ends[end]:
            return ends.get(end, "")
    return ""


def _ends(path: str) -> Iterator[str]:
    """Yield the path's last part, its last two, and so on."""
    place = len(path)
    while place > 0:
        place = path.rfind("/", 0, place)
        yield path[place + 1 :]

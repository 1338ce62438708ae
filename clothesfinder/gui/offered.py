"""Finds addresses in the texts that other programs offer: lists of files, and pieces of pages."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Iterator

# Quoted values are stepped over as wholes, for they may hold "src=" and ">" themselves.
TAG = re.compile(
    r"""< (img|base) \b ((?> [^<>"'] | "[^"]*" | '[^']*' )*)""", re.IGNORECASE | re.VERBOSE
)
ATTRIBUTE = re.compile(
    r"""(?<= [\s"'/]) ([a-z-]+) \s*=\s*
    (?: "([^"]*)" | '([^']*)' | ([^\s<>"']+) )""",
    re.IGNORECASE | re.VERBOSE,
)
CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:\s+([^,]*))?(?:,|$)")
"""Of a srcset: an address, and for which size of a picture, or which screen, it is."""
SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)([wx])(?:\s+\d+h)?")
WIDEST = 2000
"""Pixels of the widest picture that is worth to be fetched, where there is a choice."""
FINEST = 3.0
"""The same of pictures for fine screens, in pixels that there are for one."""
MOST_PICTURES = 100
"""Of a page, that are looked at."""
NOT_IN_THE_LIST = frozenset({"copy", "cut", "x-special/nautilus-clipboard"})
"""What file managers write above the files."""


def pictures_in(html: str) -> Iterator[str]:
    """Return the addresses of the first pictures in a piece of a web page, in their order.

    Of a picture that is there in several sizes, the largest that is sensible comes before its
    usual one. What is told from where the page is, is completed where the piece says where that is.
    """
    base, number = "", 0
    for found in TAG.finditer(html):
        values = _attributes(found[2])
        if found[1].lower() == "base":
            base = base or values.get("href", "")
            continue
        number += 1
        source, largest = values.get("src", ""), _largest(values.get("srcset", ""))
        if largest:
            yield _completed(largest, base)
        if source and not (largest and source.startswith("data:")):  # which only keeps its place
            yield _completed(source, base)
        if number == MOST_PICTURES:
            return


def _attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, of which the first of a name counts."""
    values: dict[str, str] = {}
    for name, *quoted in ATTRIBUTE.findall(written):
        values.setdefault(name.lower(), unescape("".join(quoted)).strip())
    return values


def _largest(srcset: str) -> str:
    """The address of the largest picture of these that is sensible; nothing where there is none."""
    sizes = []
    for address, told in CANDIDATE.findall(srcset):
        size = SIZE.fullmatch(told.strip())
        if size or not told.strip():
            number = float(size[1]) if size else 1.0
            is_sensible = number <= (WIDEST if size and size[2] == "w" else FINEST)
            sizes.append((is_sensible, number if is_sensible else -number, address))
    return max(sizes, default=(False, 0, ""))[2]


def _completed(address: str, base: str) -> str:
    """An address as it has to be asked for, as far as that can be known."""
    if address.startswith("//"):
        return f"https:{address}"
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def listed_in(text: str) -> list[str]:
    """Return the lines of a list of files as file managers copy it."""
    lines = map(str.strip, text.splitlines())
    return [line for line in lines if line and line[0] != "#" and line not in NOT_IN_THE_LIST]


def without_quotes(text: str) -> str:
    """Return what somebody copied together with the marks around it."""
    text = text.strip()
    for marks in ('""', "''", "<>", "“”", "„“", "«»"):
        if len(text) > 1 and text[0] == marks[0] and text[-1] == marks[1]:
            return text[1:-1].strip()
    return text

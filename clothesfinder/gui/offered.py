"""Finds addresses in the texts that other programs offer: lists of files, and pieces of pages."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Quoted values are stepped over as wholes, for they may hold "src=" and ">" themselves.
IMG_SOURCE = re.compile(
    r"""
    <img\b (?> [^<>"'] | "[^"]*" | '[^']*' )*?
    (?<=[\s"'/]) src \s*=\s* (?: "([^"]*)" | '([^']*)' | ([^\s<>"']+) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
MOST_PICTURES = 100
"""Of a page, that are looked at."""
NOT_IN_THE_LIST = frozenset({"copy", "cut", "x-special/nautilus-clipboard"})
"""What file managers write above the files."""


def pictures_in(html: str) -> Iterator[str]:
    """Return the addresses of the first pictures in a piece of a web page, in their order."""
    for number, found in enumerate(IMG_SOURCE.finditer(html), 1):
        address = unescape(next(filter(None, found.groups()), "")).strip()
        yield f"https:{address}" if address.startswith("//") else address
        if number == MOST_PICTURES:
            return


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

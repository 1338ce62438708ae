"""Names for people to read: a file's name need not be text."""

from __future__ import annotations

import re

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Breaks the line, or turns around what is written after it."""


def readable(name: str) -> str:
    """Return a file's name as it can be shown on one line, whatever bytes it is made of."""
    return UNSEEN.sub("\ufffd", name.encode(errors="replace").decode())

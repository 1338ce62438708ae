"""The one error that is meant for people."""

from __future__ import annotations


class Problem(Exception):
    """What went wrong and what to do, in one plain sentence that a window may show as it is."""

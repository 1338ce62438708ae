"""The one error that is meant for people."""

from __future__ import annotations


class Problem(Exception):
    """What went wrong and what to do, in one plain sentence that a window may show as it is."""


class Unreachable(Problem):
    """The store cannot be reached for now; a copy of it elsewhere may answer in its place."""

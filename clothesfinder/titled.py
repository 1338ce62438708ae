"""What there are a few kinds of, each with a name for programs and one for people."""

from __future__ import annotations

from enum import IntEnum
from typing import Self


class Titled(IntEnum):
    """Members are written as their number and their title; they are in the order of the numbers."""

    title: str
    """The name for a person."""

    def __new__(cls, number: int, title: str = "") -> Self:
        """Make a member; by its number alone it is found again."""
        made = int.__new__(cls, number)
        made._value_ = number
        made.title = title
        return made

    @property
    def key(self) -> str:
        """The name by which programs read it."""
        return self.name.lower()

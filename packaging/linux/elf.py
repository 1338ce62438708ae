"""Reads what a program or library of Linux asks for: 64-bit ELF files, least byte first."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = b"\x7fELF\x02\x01"
LOADED, DYNAMIC = 1, 2
"""Kinds of segments."""
NEEDED, STRINGS, VERSIONS, VERSIONS_COUNT = 1, 5, 0x6FFFFFFE, 0x6FFFFFFF
"""Kinds of entries of the dynamic segment."""


@dataclass(frozen=True)
class Elf:
    """What the head and the dynamic segment of a file say."""

    machine: int
    """62 is x86-64, 183 is ARM64."""
    needed: tuple[str, ...]
    """The names of the libraries that it is linked with, such as libc.so.6."""
    versions: tuple[str, ...]
    """The versions that it needs of what is in these, such as GLIBC_2.34."""


def read_elf(file: Path) -> Elf | None:
    """Return what the file asks for; None where it is no 64-bit ELF file.

    Raises OSError where it cannot be read, and struct.error where it is cut off.
    """
    if file.stat().st_size < 64:
        return None
    with file.open("rb") as opened:
        if opened.read(len(MAGIC)) != MAGIC:
            return None
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _Reader(data).read()


class _Reader:
    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        first = self.unpack("<Q", 32)[0]
        size, count = self.unpack("<HH", 54)
        heads = [self.unpack("<IIQQQQ", first + size * number) for number in range(count)]
        self.loaded = [(head[3], head[5], head[2]) for head in heads if head[0] == LOADED]
        self.dynamic = [(head[2], head[5]) for head in heads if head[0] == DYNAMIC]

    def unpack(self, form: str, place: int) -> tuple[int, ...]:
        return struct.unpack_from(form, self.data, place)

    def read(self) -> Elf:
        machine = self.unpack("<H", 18)[0]
        entries = list(self.entries())
        places = dict(entries)
        if STRINGS not in places:
            return Elf(machine, (), ())
        strings = self.in_file(places[STRINGS])
        needed = [self.text(strings + value) for kind, value in entries if kind == NEEDED]
        versions: list[str] = []
        if VERSIONS in places:
            start = self.in_file(places[VERSIONS])
            versions += self.versions(start, places[VERSIONS_COUNT], strings)
        return Elf(machine, tuple(needed), tuple(versions))

    def entries(self) -> Iterator[tuple[int, int]]:
        for start, size in self.dynamic:
            for place in range(start, start + size, 16):
                kind, value = self.unpack("<QQ", place)
                if kind == 0:
                    break
                yield kind, value

    def versions(self, place: int, libraries: int, strings: int) -> Iterator[str]:
        for _ in range(libraries):
            _, count, _, first, following = self.unpack("<HHIII", place)
            one = place + first
            for _ in range(count):
                *_, name, next_one = self.unpack("<IHHII", one)
                yield self.text(strings + name)
                one += next_one
            place += following

    def in_file(self, address: int) -> int:
        """The place in the file of what is at this address of the memory."""
        return next(
            address - start + place
            for start, size, place in self.loaded
            if start <= address < start + size
        )

    def text(self, place: int) -> str:
        return self.data[place : self.data.find(b"\0", place)].decode()

"""Files that a program on Windows offers without having any: mails and old browsers drag so.

Their bytes are there as the format ``FileContents``, a file by its number, and what they are called
as ``FileGroupDescriptorW``. Qt gives formats that it does not know under names of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QMimeData

CONTENTS = 'application/x-qt-windows-mime;value="FileContents"'
NUMBERED = 'application/x-qt-windows-mime;value="FileContents";index={}'
DESCRIPTORS = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
COUNT = 4
"""Bytes before the descriptors, that tell how many there are."""
DESCRIPTOR = 592
"""Bytes of each."""
MOST = 20
"""Files that are looked at."""


def has_files(mime: QMimeData) -> bool:
    """Whether there are such files. Cheap: looks at the formats only."""
    return mime.hasFormat(CONTENTS) or mime.hasFormat(DESCRIPTORS)


def contents_of(mime: QMimeData) -> Iterator[bytes]:
    """Return the bytes of the first such files, in their order."""
    if not has_files(mime):
        return
    described = bytes(mime.data(DESCRIPTORS).data())
    told = int.from_bytes(described[:COUNT], "little")
    count = max(1, min(told, (len(described) - COUNT) // DESCRIPTOR, MOST))
    for number in range(count):
        yield bytes(mime.data(NUMBERED.format(number)).data())
    yield bytes(mime.data(CONTENTS).data())  # of programs that know of one file only

"""Files that the user asked for: written whole, or not at all."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from io import BufferedWriter
from typing import TYPE_CHECKING

from clothesfinder.names import readable
from clothesfinder.problem import Problem
from clothesfinder.unfinished import clear, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

NOT_SAVED = "{} cannot be written: {}. Choose another place."
FULL = "{} cannot be written: the disk is full. Free some space, or choose another place."
NO_ROOM = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


@contextmanager
def written_whole(file: Path) -> Iterator[BinaryIO]:
    """Write a file beside this one, which takes its place when all of it is on the disk.

    Until then, and where it fails, what was there stays. Raises Problem where it cannot be written.
    """
    try:
        clear(file.parent)  # of what was killed while it wrote
        with unfinished(file.parent, mode=0o666) as half:
            opened = BufferedWriter(half.file)
            yield opened
            opened.flush()
            opened.detach()
            half.end()
            half.path.replace(file)
    except OSError as error:
        told = FULL if error.errno in NO_ROOM else NOT_SAVED
        raise Problem(told.format(readable(str(file)), error.strerror or error)) from error

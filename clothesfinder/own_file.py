"""Files of the program's own: written whole, or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path


def write_own(file: Path, data: bytes, suffix: str = "") -> None:
    """Write a file in place of what was there, for this user alone to read.

    Killed meanwhile, it leaves a file with this suffix beside it. Raises OSError where the disk
    does not allow it; then what was there stays.
    """
    with tempfile.NamedTemporaryFile(
        "wb", buffering=0, dir=file.parent, suffix=suffix, delete=False
    ) as unfinished:
        try:
            unfinished.write(data)
            unfinished.close()
            Path(unfinished.name).replace(file)
        except OSError:
            Path(unfinished.name).unlink(missing_ok=True)
            raise

"""Locks on files: the system gives one up with the program that holds it, however that ends."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def lock(file: int) -> None:
        """Lock an open file, to be held until it is closed. Raises OSError where that fails."""
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock(file: int) -> None:
        """Lock an open file, to be held until it is closed. Raises OSError where that fails."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


HELD = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK, 36}
"""What a system says of a file that another holds; 36 is EDEADLOCK, as Windows has it."""


def is_held(error: OSError) -> bool:
    """Whether a lock failed because another holds it, and not because there are no locks."""
    return error.errno in HELD


def do_locks_hold(folder: Path) -> bool:
    """Whether files in this folder can be locked, and one that is cannot be locked again.

    Where no file can be made there, nothing can be told of it, nor harmed: that is True.
    """
    place = folder / f".lock-{secrets.token_hex(8)}"
    try:
        file = os.open(place, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except OSError:
        return True
    try:
        return _is_locked_once(file, place)
    finally:
        os.close(file)
        place.unlink(missing_ok=True)


def _is_locked_once(file: int, place: Path) -> bool:
    try:
        lock(file)
        other = os.open(place, os.O_RDWR)
    except OSError:
        return False
    try:
        lock(other)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(other)

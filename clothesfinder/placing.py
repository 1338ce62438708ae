"""A finished file takes its name, and never the place of another."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NO_LINKS = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK, errno.EINVAL}
)
"""What drives say that have no hard links, such as those of cameras."""
AT_FDCWD, NOREPLACE = -100, 1
"""As Linux has them."""


def place(temporary: Path, final: Path) -> None:
    """Give a file its final name in the same folder; the temporary one is gone then.

    Raises FileExistsError where there is a file, or anything else, of that name, which stays.
    """
    if sys.platform == "win32":
        temporary.rename(final)  # which replaces nothing there
        return
    try:
        os.link(temporary, final)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        _rename(temporary, final)
    else:
        temporary.unlink()


def _rename(temporary: Path, final: Path) -> None:
    """Rename without replacing, as far as the system can do that in one step."""
    code = _rename_in_one_step(os.fsencode(temporary), os.fsencode(final))
    if code in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
        if os.path.lexists(final):
            code = errno.EEXIST
        else:
            temporary.rename(final)
            return
    if code:
        raise OSError(code, os.strerror(code), str(final))


def _rename_in_one_step(temporary: bytes, final: bytes) -> int:
    """Return 0, or the number of the error."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return errno.ENOSYS
    failed = rename(AT_FDCWD, temporary, AT_FDCWD, final, NOREPLACE)
    return ctypes.get_errno() if failed else 0

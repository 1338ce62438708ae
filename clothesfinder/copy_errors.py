"""Why a file could not be copied or linked, as sentences."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

NO_FILE = "It is no file."
GONE = "It is not there any more, or its drive is not plugged in."
NO_READING = "You have no right to read it."
CHANGED = "It was changed while it was copied. Try again when that is over."
OTHER_DRIVE = "It lies on another drive, and a hard link works within one drive only."
NO_LINKS = "This drive has no hard links, or the file is not yours."
MANY_LINKS = "It has as many hard links as its drive allows."

READING = {
    errno.ENOENT: GONE,
    errno.ENOTDIR: GONE,
    errno.ENODEV: GONE,
    errno.ENOTCONN: GONE,
    errno.ESTALE: GONE,
    errno.EACCES: NO_READING,
    errno.EPERM: NO_READING,
    errno.EIO: "Its drive reports an error.",
    errno.ELOOP: "It is a link that leads back to itself.",
}
WRITING = {
    errno.ENOSPC: "The drive is full.",
    errno.EDQUOT: "You may not use more of the drive than you do.",
    errno.EROFS: "The drive, or its folder, is read-only.",
    errno.EACCES: "You have no right to write there.",
    errno.EPERM: "You have no right to write there.",
    errno.EFBIG: "The file is too large for this drive.",
    errno.ENAMETOOLONG: "This drive cannot have a file of so long a name.",
    errno.EINVAL: "This drive cannot have a file of this name.",
    errno.EILSEQ: "This drive cannot have a file of this name.",
    errno.EIO: "The drive reports an error.",
    errno.ENOENT: "The folder is not there any more.",
    errno.ENOTDIR: "The folder is not there any more.",
    errno.ENOTCONN: "The drive is not connected any more.",
    errno.ENODEV: "The drive is not connected any more.",
    errno.ESTALE: "The network drive has lost the folder.",
}
LINKING = {
    errno.EXDEV: OTHER_DRIVE,
    errno.EPERM: NO_LINKS,
    errno.EOPNOTSUPP: NO_LINKS,
    errno.ENOSYS: NO_LINKS,
    errno.EMLINK: MANY_LINKS,
}
"""What copying does not fail for."""


class NotCopied(NamedTuple):
    """A file that was not copied or linked."""

    path: Path
    reason: str
    copyable: bool = False
    """Whether it could not be linked, but may be copied."""


class Unlinkable(Problem):
    """Why a file cannot have a hard link there, though it may be copied."""


def reading(error: OSError) -> str:
    """Say why a file cannot be read."""
    return READING.get(error.errno or 0, f"It cannot be read: {_as_told(error)}.")


def writing(error: OSError) -> str:
    """Say why nothing can be written to a folder."""
    return WRITING.get(error.errno or 0, f"It cannot be written: {_as_told(error)}.")


def linking(error: OSError) -> Problem:
    """Return why a hard link cannot be made, as what is to be raised."""
    sentence = LINKING.get(error.errno or 0)
    return Problem(writing(error)) if sentence is None else Unlinkable(sentence)


def _as_told(error: OSError) -> str:
    return error.strerror or "the drive does not say why"

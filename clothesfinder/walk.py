"""Finds the pictures below a folder, through links and past what systems put there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.images import SUFFIXES, UNREADABLE, File, reason_of
from clothesfinder.store import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from clothesfinder.extent import Extent

# Folders that network drives and systems fill with copies, thumbnails and deleted files.
SYSTEM_FOLDERS = frozenset(
    {"@eaDir", "#recycle", "#snapshot", "$RECYCLE.BIN", "System Volume Information", "lost+found"}
    | {"__MACOSX", "Thumbs.db"}
)
LEADS_NOWHERE = (errno.ELOOP, errno.ENOTDIR, errno.ENAMETOOLONG)
"""What is wrong with a link for good; other errors are those of a drive."""


def find_pictures(
    gallery: Path, skip: Path | None = None, only: Extent | None = None
) -> Iterator[File | Failure]:
    """Find every picture below a folder, in a fixed order; what cannot be listed is a failure.

    Hidden files, system folders and the folder ``skip`` are left out. A folder that links lead to
    more than once is listed once, under its own name if it has one in the gallery.

    With ``only``, what does not belong to it is not looked at; nor are folders that links lead to,
    which it leaves out then, as the same pictures may be listed under another name.
    """
    seen = set() if skip is None else set(_identity(skip))
    folders, linked = [""], list[str]()
    while folders or linked:
        folder = folders.pop() if folders else linked.pop()
        place = gallery / folder
        identity = set(_identity(place))
        if identity & seen:
            continue
        seen |= identity
        try:
            listed = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError as error:
            yield Failure(folder, 0, 0, f"This folder cannot be read: {reason_of(error)}.")
            continue
        prefix = f"{folder}/" if folder else ""
        below = _wanted(listed, prefix, only)
        # Reversed, because the last folder of the list is the next one to be read.
        for entry in reversed(below):
            if not _is_folder(entry):
                continue
            if only is not None and entry.is_symlink():
                only.leave_out(prefix + entry.name)
            else:
                (linked if entry.is_symlink() else folders).append(prefix + entry.name)
        for entry in below:
            if _has_suffix(entry) and not _is_folder(entry):
                yield from _list_file(entry, prefix + entry.name)


def has_hidden_name(name: str) -> bool:
    """Whether files and folders of this name are left out of every gallery."""
    return name.startswith(".") or name in SYSTEM_FOLDERS


def _wanted(
    listed: Iterable[os.DirEntry[str]], prefix: str, only: Extent | None
) -> list[os.DirEntry[str]]:
    """Those of a folder's entries that are looked at; ``prefix`` is what their paths begin with."""
    if only is not None:
        listed = (entry for entry in listed if only.leads_to(prefix + entry.name))
    return [entry for entry in listed if not _is_hidden(entry)]


def _has_suffix(entry: os.DirEntry[str]) -> bool:
    return Path(entry.name).suffix.lower() in SUFFIXES


def _identity(folder: Path) -> Iterator[tuple[int, int]]:
    try:
        state = folder.stat()
    except OSError:
        return
    yield state.st_dev, state.st_ino


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if has_hidden_name(entry.name):
        return True
    if os.name != "nt":
        return False
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError as error:
        # One that cannot be told now is tried: what lies below is not to be taken for gone.
        return not _has_suffix(entry) and error.errno not in LEADS_NOWHERE


def _list_file(entry: os.DirEntry[str], path: str) -> Iterator[File | Failure]:
    try:
        state = entry.stat()
    except OSError as error:
        yield Failure(path, 0, 0, f"{UNREADABLE}{reason_of(error)}.")
    else:
        if stat.S_ISREG(state.st_mode):  # a pipe or a device would be waited for without end
            yield File(path, state.st_mtime_ns, state.st_size)

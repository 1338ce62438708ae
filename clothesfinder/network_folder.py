"""Whether Clothesfinder's own files lie where several programs may use them at once.

An index is kept whole by locks on its file, and, as SQLite usually writes, by memory that the
programs share: which those of two computers do not. Where the pictures lie makes no difference.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path, PurePath

from clothesfinder.file_lock import do_locks_hold

MOUNTS = Path("/proc/self/mountinfo")
NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "lustre", "gfs2", "ocfs2"}
    | {"glusterfs", "davfs", "9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs"}
)
NETWORK_DRIVERS = re.compile(
    r"sshfs|rclone|gluster|ceph|davfs|smb|s3|gvfs|vmhgfs|curlftpfs|juicefs"
)
"""What the type of a file system in user space, "fuse.NAME", has in its name."""
REMOTE_DRIVE = 4
"""As Windows has it, DRIVE_REMOTE."""
ON_NETWORK = (
    "Clothesfinder's own files lie on a network drive: {}. Use them from one computer at a time, or"
    " an index may be damaged. They are better kept on a disk of this computer, in the folder that"
    " CLOTHESFINDER_DATA names; the pictures may stay where they are."
)
NO_LOCKS = (
    "The drive that holds Clothesfinder's own files does not lock files: {}. Use them with one"
    " program at a time, or an index may be damaged. They are better kept on another disk, in the"
    " folder that CLOTHESFINDER_DATA names; the pictures may stay where they are."
)


@cache
def is_on_network(folder: Path) -> bool:
    """Whether a folder, as far as the system tells, lies on a drive of another computer."""
    if sys.platform == "win32":
        import ctypes

        root = folder.resolve().anchor
        return root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == REMOTE_DRIVE
    try:
        mounts = MOUNTS.read_text(errors="surrogateescape")
    except OSError:
        return False
    return is_network_type(type_at(folder.resolve(), mounts))


def warning_of(folder: Path) -> str:
    """Tell what may go wrong where Clothesfinder's own files lie; empty where nothing may."""
    if is_on_network(folder):
        return ON_NETWORK.format(folder)
    return "" if do_locks_hold(folder) else NO_LOCKS.format(folder)


def type_at(folder: PurePath, mounts: str) -> str:
    """The type of the file system at an absolute path, by Linux' list of mounts (proc(5))."""
    deepest, found = -1, ""
    for line in mounts.splitlines():
        place, _, kind = line.partition(" - ")
        fields = place.split(" ")
        if len(fields) < 5 or not kind:
            continue
        point = type(folder)(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), fields[4]))
        # Of two at one place, the later one hides the other.
        if folder.is_relative_to(point) and len(point.parts) >= deepest:
            deepest, found = len(point.parts), kind.split(" ")[0]
    return found


def is_network_type(kind: str) -> bool:
    """Whether a type of file system is one that lies on another computer."""
    if kind.startswith("fuse."):
        return NETWORK_DRIVERS.search(kind) is not None
    return kind in NETWORK_TYPES

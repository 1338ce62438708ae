from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from clothesfinder import file_lock, network_folder
from clothesfinder.file_lock import do_locks_hold
from clothesfinder.index_files import index_file
from clothesfinder.local_store import open_local
from clothesfinder.network_folder import is_network_type, is_on_network, type_at, warning_of

from .conftest import ColourEmbedder, save
from .renewing import contents, index

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Call

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / /mnt/nas rw,relatime shared:5 - nfs4 nas:/volume1 rw,vers=4.1
31 22 0:26 / /mnt/with\040space rw - cifs //nas/share rw
32 30 8:2 / /mnt/nas/disk rw - ext4 /dev/sdb1 rw
33 22 0:27 / /home/me/ssh rw - fuse.sshfs me@host:/ rw
34 22 8:3 / /media/stick rw - fuse.ntfs-3g /dev/sdc1 rw
35 22 0:28 / /twice rw - nfs nas:/a rw
36 35 8:4 / /twice rw - xfs /dev/sdd1 rw
"""
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists its mounts so")


@pytest.mark.parametrize(
    ("folder", "kind", "is_network"),
    [
        ("/home/me", "ext4", False),
        ("/mnt/nas", "nfs4", True),
        ("/mnt/nas/deep/below", "nfs4", True),
        ("/mnt/nas2", "ext4", False),
        ("/mnt/nas/disk/data", "ext4", False),
        ("/mnt/with space/x", "cifs", True),
        ("/home/me/ssh/x", "fuse.sshfs", True),
        ("/media/stick", "fuse.ntfs-3g", False),
        ("/twice/x", "xfs", False),
    ],
)
def test_types_of_file_systems(folder: str, kind: str, is_network: bool) -> None:
    assert type_at(PurePosixPath(folder), MOUNTS) == kind
    assert is_network_type(kind) is is_network


@pytest.fixture
def on_nfs(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Clothesfinder's own files, on what the system lists as a network drive."""
    place = os.fsencode(data.resolve()).replace(b" ", rb"\040")
    mounts = tmp_path / "mountinfo"
    mounts.write_bytes(MOUNTS.encode() + b"40 22 0:30 / " + place + b" rw - nfs nas:/data rw\n")
    monkeypatch.setattr(network_folder, "MOUNTS", mounts)
    return data


def mode(gallery: Path) -> str:
    with closing(sqlite3.connect(index_file(gallery))) as db:
        return str(db.execute("pragma journal_mode").fetchone()[0])


def test_this_computer_s_own_disk_needs_no_warning(data: Path, gallery: Path) -> None:
    assert not is_on_network(data)
    data.mkdir()
    assert not warning_of(data)
    assert not list(data.iterdir())
    index(save(gallery / "a.png").parent, ColourEmbedder())
    assert mode(gallery) == "wal"


@linux_only
def test_on_a_network_drive_no_memory_is_shared_and_a_warning_is_told(
    on_nfs: Path, gallery: Path, call: Call
) -> None:
    index(save(gallery / "a.png").parent, ColourEmbedder())
    assert mode(gallery) == "delete"
    assert not list(on_nfs.rglob("*-shm"))
    assert len(contents(gallery)[0][1]) == 1
    code, out, error = call("status", gallery, "--json")
    assert code == 0
    assert out.count("\n") == 1
    assert error.count("network drive") == 1
    assert str(on_nfs) in error


@linux_only
def test_an_index_that_comes_onto_a_network_drive_is_written_in_the_other_way(
    gallery: Path, data: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    open_local(gallery).close()
    assert mode(gallery) == "wal"
    is_on_network.cache_clear()
    request.getfixturevalue("on_nfs")
    open_local(gallery).close()
    assert mode(gallery) == "delete"


def test_pictures_on_a_network_drive_are_no_matter(
    data: Path, gallery: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, call: Call
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"{MOUNTS}40 22 0:30 / {gallery} rw - nfs nas:/pictures rw\n")
    monkeypatch.setattr(network_folder, "MOUNTS", mounts)
    index(save(gallery / "a.png").parent, ColourEmbedder())
    assert call("status", gallery)[2] == ""


@pytest.mark.parametrize("fails", [False, True])
def test_a_drive_that_does_not_lock_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    def lock(_file: int) -> None:
        if fails:
            raise OSError(37, "No locks available")

    data.mkdir()
    assert do_locks_hold(data)
    monkeypatch.setattr(file_lock, "lock", lock)
    assert "does not lock files" in warning_of(data)
    assert not list(data.iterdir())

"""Copying to a disk that is full, read-only or another, as a program that runs alone with it.

    python -m tests.copy_disks SCENE FOLDER

Run it where a disk may be mounted: as root, or in namespaces of its own; see test_disks.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from clothesfinder import copy_errors
from clothesfinder.copy_out import CopyOut
from clothesfinder.problem import Problem

from .conftest import result
from .disks import fill, mount

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 600_000
FULL = copy_errors.WRITING[28]


def make(folder: Path) -> tuple[list[Path], Path]:
    """Five files on one disk, and another that takes three of them."""
    originals, disk = folder / "originals", folder / "disk"
    originals.mkdir()
    disk.mkdir()
    paths = [originals / f"{number}.jpg" for number in range(5)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number]) * SIZE)
    mount("-t", "tmpfs", "-o", "size=2000k", "tmpfs", str(disk))
    return paths, disk


def check(paths: list[Path], disk: Path, reason: str) -> None:
    """Three are there, whole, and two are told of; nothing else is left."""
    small = paths[0].with_name("small.jpg")
    small.write_bytes(b"small")
    outcome = result(CopyOut([*paths, small], disk).run())
    made = [source for source, _ in outcome.made]
    assert made == [*paths[:3], small], "what there is room for still goes on"
    assert [(one.path, one.reason) for one in outcome.failures] == [(p, reason) for p in paths[3:]]
    assert sorted(path.name for path in disk.iterdir()) == sorted(path.name for path in made)
    assert all((disk / path.name).read_bytes() == path.read_bytes() for path in made)


def full(folder: Path) -> None:
    paths, disk = make(folder)
    check(paths, disk, FULL)


def fuller_than_it_says(folder: Path) -> None:
    """As a disk whose room others fill meanwhile, or of which this user may have a part only."""
    paths, disk = make(folder)
    usage = shutil.disk_usage(disk)
    with patch("shutil.disk_usage", lambda _: usage):
        check(paths, disk, FULL)


def no_byte_left(folder: Path) -> None:
    paths, disk = make(folder)
    fill(disk)
    outcome = result(CopyOut(paths[:2], disk).run())
    assert [one.reason for one in outcome.failures] == [FULL] * 2
    assert [path.name for path in disk.iterdir()] == ["rest"]


def read_only(folder: Path) -> None:
    paths, disk = make(folder)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(Problem, match=r"read-only\. Choose another folder"):
        result(CopyOut(paths, disk).run())


def another(folder: Path) -> None:
    """A hard link cannot lead there; a copy can."""
    paths, disk = make(folder)
    outcome = result(CopyOut(paths[:2], disk, linked=True).run())
    assert [(one.reason, one.copyable) for one in outcome.failures] == [
        (copy_errors.OTHER_DRIVE, True)
    ] * 2
    assert list(disk.iterdir()) == []
    outcome = result(CopyOut([one.path for one in outcome.failures], disk).run())
    assert [source for source, _ in outcome.made] == paths[:2]


def gone_meanwhile(folder: Path) -> None:
    """The drive is pulled out while it is copied to."""
    paths, disk = make(folder)
    steps = CopyOut(paths, disk).run()
    while next(steps).done < 1:
        pass
    subprocess.run(["umount", "--lazy", str(disk)], check=True)
    disk.rmdir()
    outcome = result(steps)
    assert len(outcome.made) + len(outcome.failures) == len(paths)
    assert outcome.failures
    assert {one.reason for one in outcome.failures} == {copy_errors.WRITING[2]}


SCENES: dict[str, Callable[[Path], None]] = {
    scene.__name__: scene
    for scene in (full, fuller_than_it_says, no_byte_left, read_only, another, gone_meanwhile)
}

if __name__ == "__main__":
    SCENES[sys.argv[1]](Path(sys.argv[2]))

"""Real disks that are full, or cannot be written: small ones, mounted for one process alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .disks import AS_ROOT, SCENES

ROOT = Path(__file__).parent.parent
NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")
MOUNTS = "mount -t tmpfs -o size=64k tmpfs {0} && mount -o remount,ro {0}"


def may_mount(folder: Path) -> bool:
    """Whether a disk can be mounted here, which no other process sees."""
    if shutil.which("unshare") is None:
        return False
    tried = [*NAMESPACE, "sh", "-c", MOUNTS.format(folder)]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def play(scene: str, folder: Path, *before: str) -> None:
    played = subprocess.run(
        [*before, sys.executable, "-m", "tests.disks", scene, str(folder)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert played.returncode == 0, played.stderr


@pytest.mark.parametrize("scene", SCENES)
def test_a_disk_that_cannot_be_written(scene: str, tmp_path: Path) -> None:
    if not may_mount(tmp_path):
        pytest.skip("no disk may be mounted here: that takes Linux and user namespaces")
    play(scene, tmp_path, *NAMESPACE)


@pytest.mark.parametrize("scene", AS_ROOT)
def test_another_users_index(scene: str) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = Path("/tmp") / f"clothesfinder-{os.getpid()}"  # where that user may look, too
    folder.mkdir()
    try:
        play(scene, folder)
    finally:
        shutil.rmtree(folder)

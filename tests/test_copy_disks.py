"""Copying to real disks that are full, read-only, or not the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .copy_disks import SCENES
from .test_disks import NAMESPACE, may_mount


@pytest.mark.parametrize("scene", SCENES)
def test_copying_to_a_disk(scene: str, tmp_path: Path) -> None:
    if not may_mount(tmp_path):
        pytest.skip("no disk may be mounted here: that takes Linux and user namespaces")
    played = subprocess.run(
        [*NAMESPACE, sys.executable, "-m", "tests.copy_disks", scene, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    assert played.returncode == 0, played.stderr

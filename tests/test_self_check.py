"""The self-check finds that all is there, and tells what is not."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from clothesfinder import self_check
from clothesfinder.self_check import check_files, check_gallery, core_checks, run_checks

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_whole_program_without_a_display(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    for display in ("DISPLAY", "WAYLAND_DISPLAY"):
        kept.pop(display, None)
    data = tmp_path / "data"
    command = [sys.executable, "-m", "clothesfinder", "--self-check"]
    run = subprocess.run(
        command, env={**kept, "CLOTHESFINDER_DATA": str(data)}, capture_output=True, text=True
    )
    told = run.stdout.splitlines()
    assert run.returncode == 0, run.stdout + run.stderr
    assert told[-1] == "All is well."
    assert [line.split(":")[0].split()[0] for line in told[:-1]] == ["ok"] * 8
    assert "HEIC" in run.stdout
    assert "8 pictures indexed and found" in run.stdout
    assert "offscreen" in run.stdout
    left = {file.name for file in data.rglob("*") if file.is_file()}
    assert not {name for name in left if not name.endswith(".log")}


def test_what_is_missing_is_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "FILES", ("icons/256.png", "icons/none.png"))
    told: list[str] = []
    assert run_checks([("files", check_files), ("sum", lambda: str(1 + 1))], told.append) == 1
    assert told[0].startswith("FAILED  files: FileNotFoundError: icons/none.png is missing")
    assert told[1:] == ["ok      sum: 2", "Something is missing or does not work here."]


def test_the_users_own_files_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOTHESFINDER_DATA", str(tmp_path))
    assert check_gallery() == "8 pictures indexed and found"
    assert os.environ["CLOTHESFINDER_DATA"] == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_checks_have_names() -> None:
    names = [name for name, _ in core_checks()]
    assert names == [
        "parts",
        "files",
        "pictures",
        "model",
        "other models",
        "gallery",
        "MongoDB driver",
    ]

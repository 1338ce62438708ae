"""The Flatpak's manifest, as far as it goes without the runtimes: what it names and does."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from clothesfinder.launcher import DESKTOP_ID, ICON_SIZES
from clothesfinder.resources import resource

LINUX = Path(__file__).parent.parent / "packaging" / "linux"
MANIFEST = LINUX / f"{DESKTOP_ID}.json"
MADE = ("../../dist/clothesfinder", f"../../build/flatpak/{DESKTOP_ID}.desktop")
"""The frozen program, and what `prepare` writes."""


@pytest.fixture
def manifest() -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(MANIFEST.read_text("utf-8"))
    return manifest


@pytest.fixture
def module(manifest: dict[str, Any]) -> dict[str, Any]:
    (module,) = manifest["modules"]
    return dict(module)


@pytest.fixture
def make_flatpak(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(LINUX))
    return importlib.import_module("make_flatpak")


def test_it_is_the_same_program(manifest: dict[str, Any]) -> None:
    assert manifest["id"] == DESKTOP_ID
    assert manifest["command"] == "clothesfinder"


def test_it_may_change_no_picture(manifest: dict[str, Any]) -> None:
    allowed = manifest["finish-args"]
    seen = [argument for argument in allowed if argument.startswith("--filesystem=")]
    assert seen
    assert all(argument.endswith(":ro") for argument in seen)
    assert not [argument for argument in allowed if argument.startswith("--device")]


def test_what_it_names_is_there(module: dict[str, Any]) -> None:
    named = [source["path"] for source in module["sources"]]
    assert set(MADE) < set(named)
    assert all((LINUX / path).exists() for path in named if path not in MADE)


@pytest.mark.skipif(not shutil.which("flatpak-builder"), reason="needs flatpak-builder")
def test_it_is_understood(tmp_path: Path) -> None:
    command = ["flatpak-builder", "--show-manifest", str(MANIFEST)]
    # It leaves a folder behind where it is run.
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert shown.stderr == ""
    assert json.loads(shown.stdout)["id"] == DESKTOP_ID


@pytest.mark.skipif(os.name == "nt", reason="its commands are a shell's")
def test_everything_comes_to_its_place(
    make_flatpak: Any, module: dict[str, Any], tmp_path: Path
) -> None:
    here, app, made = tmp_path / "here", tmp_path / "app", tmp_path / "made"
    make_flatpak.prepare(made)
    for source in module["sources"]:
        if source["path"] == MADE[0]:
            (here / source["dest"] / "_internal").mkdir(parents=True)
            (here / source["dest"] / "clothesfinder").write_text("#!/bin/sh\necho started\n")
            (here / source["dest"] / "clothesfinder").chmod(0o755)
        elif source["path"] == MADE[1]:
            shutil.copy(made / Path(source["path"]).name, here)
        elif source["type"] == "dir":
            shutil.copytree(LINUX / source["path"], here / source["dest"])
        else:
            shutil.copy(LINUX / source["path"], here)
    where = os.environ | {"FLATPAK_DEST": str(app), "FLATPAK_ID": DESKTOP_ID}
    for command in module["build-commands"]:
        subprocess.run(["sh", "-ec", command], cwd=here, env=where, check=True)

    started = subprocess.run([app / "bin" / "clothesfinder"], capture_output=True, check=True)
    assert started.stdout == b"started\n"
    share = app / "share"
    for size in ICON_SIZES:
        icon = share / f"icons/hicolor/{size}x{size}/apps/{DESKTOP_ID}.png"
        assert icon.read_bytes() == resource(f"icons/{size}.png").read_bytes()
    assert (share / f"icons/hicolor/scalable/apps/{DESKTOP_ID}.svg").is_file()
    assert (share / f"metainfo/{DESKTOP_ID}.metainfo.xml").is_file()
    assert (share / f"licenses/{DESKTOP_ID}/LICENSE").is_file()
    entry = (share / f"applications/{DESKTOP_ID}.desktop").read_text("utf-8").splitlines()
    assert f"Icon={DESKTOP_ID}" in entry
    assert "TryExec=clothesfinder" in entry


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
def test_its_entry_is_valid(make_flatpak: Any, tmp_path: Path) -> None:
    make_flatpak.prepare(tmp_path)
    command = ["desktop-file-validate", str(tmp_path / f"{DESKTOP_ID}.desktop")]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.stdout + checked.stderr == ""
    assert checked.returncode == 0

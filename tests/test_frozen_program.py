"""The frozen program itself, run as where nothing else is: no Python, no PATH, no network.

    CLOTHESFINDER_FROZEN=dist/clothesfinder python -m pytest -m slow tests/test_frozen_program.py

Or have it made first, by the Python of an environment that packaging/frozen/build.py asks for:
CLOTHESFINDER_FREEZING_PYTHON=.../bin/python
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from clothesfinder import __version__
from clothesfinder.built_in import load_builtin
from clothesfinder.images import open_picture
from clothesfinder.local_store import open_local

from .test_built_in import draw_garment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="written for Linux"),
]
PROJECT = Path(__file__).parent.parent
BUILD = PROJECT / "packaging" / "frozen" / "build.py"
MOST = 700_000_000
"""Bytes that it may have."""
GIVEN, MAKING = "CLOTHESFINDER_FROZEN", "CLOTHESFINDER_FREEZING_PYTHON"
NAMES = ("red.png", "blue.jpg", "green.webp", "white.bmp", "grey.tif", "black.gif", "sand.avif")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the frozen program."""
    if GIVEN in os.environ:
        return Path(os.environ[GIVEN]).absolute()
    if MAKING not in os.environ:
        pytest.skip(f"neither {GIVEN} nor {MAKING} is set")
    place = tmp_path_factory.mktemp("frozen")
    places = ["--dist", str(place / "dist"), "--work", str(place / "build")]
    subprocess.run([os.environ[MAKING], str(BUILD), *places], check=True)
    return place / "dist" / "clothesfinder"


class Program:
    """The program in a bare environment."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.environment = {"HOME": str(home), "PATH": "/nonexistent", "LC_ALL": "C.UTF-8"}
        self.environment["CLOTHESFINDER_DATA"] = os.environ["CLOTHESFINDER_DATA"]

    def run(self, *arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*without_network(), self.folder / "clothesfinder", *arguments],
            env=self.environment, cwd="/", input=given, capture_output=True, check=False,
        )  # fmt: skip


def without_network() -> list[str]:
    """The words before a command that run it without a network, where that is allowed."""
    words = [shutil.which("unshare") or "unshare", "--user", "--map-root-user", "--net"]
    try:
        subprocess.run([*words, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return words


@pytest.fixture
def program(folder: Path, tmp_path: Path) -> Program:
    home = tmp_path / "home"
    home.mkdir()
    return Program(folder, home)


@pytest.fixture
def clothes(gallery: Path) -> Path:
    """A gallery with a picture of each format."""
    for number, name in enumerate(NAMES):
        draw_garment(number).save(gallery / name)
    return gallery


def test_all_is_well(program: Program) -> None:
    run = program.run("--self-check")
    told = run.stdout.decode().splitlines()
    assert run.returncode == 0, told
    assert told[-1] == "All is well."
    assert not [line for line in told[:-1] if not line.startswith("ok")]
    assert "needs the extra" not in run.stdout.decode()


def test_its_version(program: Program) -> None:
    assert program.run("--version").stdout.decode() == f"clothesfinder {__version__}\n"


def test_it_indexes_and_finds_as_this_one_does(program: Program, clothes: Path) -> None:
    run = program.run("index", clothes)
    assert run.returncode == 0, run.stderr
    found = program.run("search", clothes / NAMES[0], "--gallery", clothes)
    assert found.returncode == 0, found.stderr
    assert NAMES[0] in found.stdout.decode().splitlines()[0]
    embedder = load_builtin()
    with closing(open_local(clothes)) as store:
        for name in NAMES:
            picture = embedder.prepare(open_picture(clothes / name, embedder.edge).image)
            (vector,) = embedder.embed([picture])
            (match,) = store.search(vector, 1)
            assert match.path == name
            assert match.score == pytest.approx(1, abs=1e-3)


def test_it_opens_suspects_itself(program: Program, clothes: Path) -> None:
    asked = json.dumps([str(clothes), [*NAMES, "gone.png"], 260, 180])
    run = program.run("--open-suspects", given=asked.encode())
    assert (run.returncode, run.stdout) == (0, b"\n" * (len(NAMES) + 2))


def test_other_programs_are_not_given_its_libraries(program: Program, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    tool = tools / "update-desktop-database"
    tool.write_text(f'#!/bin/sh\necho "[$LD_LIBRARY_PATH]" >"{tmp_path}/told"\n')
    tool.chmod(0o755)
    program.environment["PATH"] = str(tools)
    assert program.run("--install-launcher").returncode == 0
    assert (tmp_path / "told").read_text() == "[]\n"
    entry = next(Path(program.environment["HOME"]).rglob("*.desktop")).read_text()
    assert str(program.folder / "clothesfinder") in entry


def test_what_is_in_it_and_what_is_not(folder: Path) -> None:
    files = [file.relative_to(folder) for file in folder.rglob("*") if not file.is_dir()]
    size = sum((folder / file).lstat().st_size for file in files)
    assert size < MOST
    names = {file.name for file in files}
    parts = {part for file in files for part in file.parts}
    assert {"libqxcb.so", "libqwayland.so", "libqoffscreen.so", "libxcb-cursor.so.0"} <= names
    assert {"qtbase_de.qm", "clothesfinder_de.qm", "learned.npz", "libqsvgicon.so"} <= names
    assert {"Python.txt", "PyInstaller.txt", "libssl.txt", "libsqlite3.txt"} <= names
    records = {part.partition("-")[0].lower() for part in parts if part.endswith(".dist-info")}
    assert {"torch", "numpy", "pyside6_essentials", "clothesfinder", "open_clip_torch"} <= records
    assert not {"libstdc++.so.6", "libglib-2.0.so.0", "libX11.so.6", "direct_url.json"} & names
    assert not [name for name in names if name.endswith((".h", ".a", ".cpp")) or "nvidia" in name]
    code = {part for file in files if ".dist-info" not in str(file) for part in file.parts}
    assert not {"test", "tests", "include", "tkinter", "qml", "networkx"} & code

"""A decoder that crashes costs one picture, not the gallery: in real programs, really crashing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clothesfinder import suspects
from clothesfinder.catalog import Catalog
from clothesfinder.images import File
from clothesfinder.plan import compare
from clothesfinder.store import Failure
from clothesfinder.suspects import CRASHES, HANGS, guilty

from .conftest import ColourEmbedder, result, save
from .test_journal import grow_old, leave

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 there")

ROOT = Path(__file__).parent.parent
SECONDS = 120
# Python runs a module of this name when it starts: here one with a bad decoder of BMP.
PLUGIN = """
import signal, time
from pathlib import Path
from PIL import Image
Image.init()
opens, accepts = Image.OPEN["BMP"]
here = Path(__file__).parent
def open_badly(file, name):
    data = file.read()
    file.seek(0)
    for mark in ("SIGSEGV", "SIGABRT", "SIGKILL", "SIGTERM"):
        if mark.encode() in data:
            signal.raise_signal(getattr(signal, mark))
    if b"SLOW" in data:
        (here / "started").touch()
        while not (here / "go").exists():
            time.sleep(0.01)
    return opens(file, name)
Image.OPEN["BMP"] = open_badly, accepts
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a bad decoder, which programs find that are started from now on."""
    folder = tmp_path / "plugin"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(PLUGIN)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.syspath_prepend(str(folder))
    return folder


def spoil(path: Path, mark: str) -> Path:
    """A picture file that opens well, but for the mark behind it."""
    save(path)
    path.write_bytes(path.read_bytes() + mark.encode())
    return path


def tried(gallery: Path, *names: str) -> dict[str, str]:
    return result(guilty(gallery, names, 260, 180, None))


def command(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "clothesfinder", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*arguments: str | Path) -> tuple[int, str, str]:
    with command(*arguments) as process:
        told = process.communicate(timeout=SECONDS)
        return process.returncode, *told


@pytest.mark.usefixtures("plugin")
class TestGuilty:
    def test_each_that_crashes_and_no_other(self, gallery: Path) -> None:
        save(gallery / "good.png")
        (gallery / "damaged.png").write_bytes((gallery / "good.png").read_bytes()[:60])
        for mark in ("SIGSEGV", "SIGABRT", "SIGKILL"):
            spoil(gallery / f"{mark}.bmp", mark)
        names = ("good.png", "SIGSEGV.bmp", "damaged.png", "gone.png", "SIGABRT.bmp", "SIGKILL.bmp")
        crashing = ("SIGSEGV.bmp", "SIGABRT.bmp", "SIGKILL.bmp")
        assert tried(gallery, *names) == dict.fromkeys(crashing, CRASHES)
        assert tried(gallery, "SIGSEGV.bmp") == {"SIGSEGV.bmp": CRASHES}
        assert tried(gallery, "good.png") == {}
        assert tried(gallery) == {}

    def test_one_that_never_ends(self, gallery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(suspects, "PATIENCE", 3.0)
        spoil(gallery / "a.bmp", "SLOW")
        spoil(gallery / "b.bmp", "SIGSEGV")
        assert tried(gallery, "a.bmp", "b.bmp") == {"a.bmp": HANGS, "b.bmp": CRASHES}

    def test_a_program_that_is_asked_to_end_says_nothing_of_the_picture(
        self, gallery: Path
    ) -> None:
        spoil(gallery / "a.bmp", "SIGTERM")
        assert tried(gallery, "a.bmp") == {}

    def test_nor_does_one_that_does_not_start(
        self, gallery: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        spoil(gallery / "a.bmp", "SIGSEGV")
        monkeypatch.setattr(sys, "executable", "/bin/false")
        assert tried(gallery, "a.bmp") == {}

    @pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
    def test_names_that_are_no_text(self, gallery: Path) -> None:
        name = os.fsdecode(b"\xff\n.bmp")
        spoil(gallery / "a.bmp", "SIGSEGV").rename(gallery / name)
        assert tried(gallery, name) == {name: CRASHES}


@pytest.mark.parametrize("reason", [CRASHES, HANGS])
def test_it_is_left_alone_until_it_changes(reason: str) -> None:
    failures = [Failure("a.bmp", 1, 2, reason), Failure("b.bmp", 1, 2, "It is damaged.")]
    files = [File("a.bmp", 1, 2), File("b.bmp", 1, 2)]
    plan = compare(files, {}, failures)
    assert (plan.files, plan.unreadable, plan.unchanged) == (files[1:], failures[:1], 0)
    files = [File("a.bmp", 3, 2), File("b.bmp", 1, 2)]
    assert compare(files, {}, failures).files == files
    assert compare([], {}, failures).outdated == {"a.bmp", "b.bmp"}


def test_a_crash_costs_one_picture(gallery: Path, data: Path, plugin: Path) -> None:
    for number in range(12):
        save(gallery / f"{number:02}.png")
    spoil(gallery / "05.bmp", "SIGSEGV")
    code, *_ = run("index", gallery)
    assert code == -signal.SIGSEGV
    grow_old(data)
    for _ in range(2):  # found guilty, then left alone
        code, out, err = run("index", gallery, "--json")
        assert (code, CRASHES in err) == (0, True)
        assert json.loads(out)["failed"] == 1
        _, out, _ = run("status", gallery, "--json")
        status = json.loads(out)
        assert status["indexed"] == 12
        assert status["failures"] == [{"path": str(gallery / "05.bmp"), "reason": CRASHES}]
        assert not list(data.glob("reading/*/*"))
    save(gallery / "05.bmp")
    code, out, _ = run("index", gallery, "--json")
    assert {"indexed": 1, "unchanged": 12, "failed": 0}.items() <= json.loads(out).items()


def test_one_that_crashes_only_beside_others_comes_last(gallery: Path, data: Path) -> None:
    """Such as one for which there is too little memory: opened alone, it does nothing bad."""
    for name in "abc":
        save(gallery / f"{name}.png")
    leave(gallery, "a.png")
    grow_old(data)
    embedder = ColourEmbedder()
    embedder.batch = 1
    catalog = Catalog(gallery, load_embedder=lambda: embedder)
    assert result(catalog.index()).indexed == 3
    assert list(catalog.stores.open().stamps()) == ["b.png", "c.png", "a.png"]
    catalog.close()


def test_a_program_that_is_killed_leaves_no_picture_out(
    gallery: Path, data: Path, plugin: Path
) -> None:
    save(gallery / "a.png")
    spoil(gallery / "b.bmp", "SLOW")
    with command("index", gallery) as process:
        until = time.monotonic() + SECONDS
        while not (plugin / "started").exists():
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        process.kill()
    left = {file.read_text() for file in data.glob("reading/*/*-*")}
    assert "b.bmp" in left
    grow_old(data)
    (plugin / "go").touch()
    code, out, _ = run("index", gallery, "--json")
    assert code == 0
    assert {"indexed": 2, "failed": 0}.items() <= json.loads(out).items()
    assert not list(data.glob("reading/*/*"))

"""What the programs write is the user's alone, holds no secret, and nothing leaves the machine.

But for what the user asks for by its address, and what is told with that.

Whole programs are run, each with every Python of theirs watched by an audit hook.
"""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clothesfinder.index_files import index_file
from clothesfinder.logs import log_folder
from clothesfinder.settings import Shared, load_settings, save_settings

from .conftest import save
from .file_server import FileServer

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")

ROOT = Path(__file__).parent.parent
SECRET = "s3cret-pass"
# Watches every Python that is started, also those that decode a picture apart.
WATCH = """
import os, sys
def watch(event, arguments):
    if not event.startswith("socket.") or event in ("socket.__new__", "socket.bind"):
        return
    target = arguments[0] if event in ("socket.getaddrinfo", "socket.gethostbyname") else None
    if event in ("socket.connect", "socket.sendto"):
        target = arguments[1]
    if isinstance(target, tuple):
        target = target[0]
    if target is None or target in ("127.0.0.1", "::1", "localhost"):
        return
    if event in ("socket.connect", "socket.sendto") and "/" in str(target):  # of AF_UNIX
        return
    with open(os.environ["ATTEMPTS"], "a") as file:
        file.write(f"{event} {arguments}\\n")
    raise OSError("nothing leaves this computer")
sys.addaudithook(watch)
"""


@pytest.fixture
def attempts(tmp_path: Path) -> Path:
    """What was tried to reach; there is no such file where nothing was."""
    return tmp_path / "attempts"


@pytest.fixture
def start(tmp_path: Path, attempts: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start a program that is watched, and whose files would be all the world's."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(textwrap.dedent(WATCH))

    def start(*arguments: object, umask: int = 0) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=os.environ
            | {"PYTHONPATH": str(tmp_path / "watch"), "ATTEMPTS": str(attempts)}
            | {"QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            umask=umask,
        )

    return start


def modes(folder: Path) -> dict[str, str]:
    """What is not the user's alone, with its mode."""
    wrong = {}
    for path in (folder, *folder.rglob("*")):
        try:
            state = path.lstat()
        except FileNotFoundError:  # gone meanwhile
            continue
        if stat.S_IMODE(state.st_mode) & 0o077:
            wrong[str(path)] = oct(state.st_mode)
    return wrong


def test_the_watch_sees_what_would_leave(
    start: Callable[..., subprocess.Popen[str]], attempts: Path
) -> None:
    tries = "import socket; socket.create_connection(('{}', 9), 1)"
    for address in ("192.0.2.1", "example.invalid"):
        process = start("-c", tries.format(address))
        assert "nothing leaves" in process.communicate()[1]
        assert address in attempts.read_text()


@pytest.mark.parametrize("umask", [0, pytest.param(0o022, marks=pytest.mark.slow)])
def test_the_command_line(
    start: Callable[..., subprocess.Popen[str]],
    attempts: Path,
    gallery: Path,
    data: Path,
    umask: int,
) -> None:
    for number in range(16):
        save(gallery / f"{number}.png", size=(300, 400))
    (gallery / "broken.png").write_bytes(b"no picture")
    process = start("-m", "clothesfinder", "index", gallery, umask=umask)
    wrong: dict[str, str] = {}
    seen: set[str] = set()
    while process.poll() is None:
        wrong |= modes(data) if data.exists() else {}
        seen |= {path.name.rpartition("sqlite3")[2] or path.parent.name for path in data.rglob("*")}
        time.sleep(0.005)
    assert process.returncode == 0, process.communicate()
    process.communicate()
    assert {"-wal", "-shm", ".lock", "reading"} <= seen  # else there was nothing to look at
    for command in (
        ["search", gallery / "1.png", "--gallery", gallery],
        ["status", gallery],
        ["verify", gallery],
    ):
        process = start("-m", "clothesfinder", *command, umask=umask)
        process.communicate()
        assert process.returncode == 0
    assert not wrong | modes(data)
    assert not attempts.exists()


def test_the_window(
    start: Callable[..., subprocess.Popen[str]], attempts: Path, gallery: Path, data: Path
) -> None:
    for number in range(3):
        save(gallery / f"{number}.png", size=(300, 400))
    process = start("-m", "clothesfinder", gallery, gallery / "1.png")
    end = time.monotonic() + 60
    while len(list((data / "thumbnails").glob("*"))) < 3:
        assert process.poll() is None
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=60) is not None
    assert process.returncode == 0
    assert load_settings().window_geometry
    assert index_file(gallery).exists()
    assert not modes(data)
    assert not attempts.exists()


def test_an_address_that_the_user_gave_is_asked_for_and_no_other(
    start: Callable[..., subprocess.Popen[str]], attempts: Path, gallery: Path, data: Path
) -> None:
    """The one thing that goes out: to whom, and what it tells."""
    save(gallery / "1.png", size=(300, 400))
    with FileServer((gallery / "1.png").read_bytes()) as server:
        server.more_headers = {"Set-Cookie": "who=you"}
        process = start("-m", "clothesfinder", gallery, f"{server.url}/dress.png?of=a-shop")
        end = time.monotonic() + 60
        while not server.requests or not list((data / "thumbnails").glob("*")):
            assert process.poll() is None
            assert time.monotonic() < end, "waited too long"
            time.sleep(0.05)
        server.redirect = "http://elsewhere.invalid/dress.png"
        second = start("-m", "clothesfinder", f"{server.url}/moved-away.png")
        second.communicate(timeout=60)
        while not attempts.exists():
            assert process.poll() is None
            assert time.monotonic() < end, "waited too long"
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        assert server.requests == ["/dress.png?of=a-shop", "/moved-away.png"]
        told = {name for headers in server.headers for name in headers}
        assert told == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert {line.split("'")[1] for line in attempts.read_text().splitlines()} == {
        "elsewhere.invalid"
    }
    for path in data.rglob("*"):
        assert not path.is_file() or b"a-shop" not in path.read_bytes(), "it is kept nowhere"


def test_the_log_holds_no_pictures_and_no_secrets(
    start: Callable[..., subprocess.Popen[str]],
    attempts: Path,
    gallery: Path,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(3):
        save(gallery / f"{number}.png")
    (gallery / "broken.png").write_bytes(save(gallery / "0.png").read_bytes()[:100])
    address = f"mongodb://anna:{SECRET}@127.0.0.1:9/db?serverSelectionTimeoutMS=300"
    monkeypatch.setenv("CLOTHESFINDER_MONGODB_URI", address)
    save_settings(load_settings().with_shared(gallery, Shared("127.0.0.1:9/db/gallery")))
    told: list[str] = []
    for command, code in (
        (["index", gallery], 0),
        (["search", gallery / "1.png", gallery / "broken.png", "--gallery", gallery], 1),
        (["status", gallery, "--store", "shared"], 1),
        (["index", gallery, "--store", address], 1),
        (["index", address], 2),
        (["status", gallery, "--wrong", address], 2),
    ):
        process = start("-m", "clothesfinder", *command)
        told += process.communicate()
        assert process.returncode == code, (command, told[-2:])
    kept = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    for written in (*(text.encode() for text in told), *kept):
        assert SECRET.encode() not in written
        assert b"anna" not in written
    log = log_folder() / "clothesfinder.log"
    text = log.read_text("utf-8") if log.exists() else ""
    assert len(text) < 20_000
    assert not re.search(r"[A-Za-z0-9+/=]{200}|\\x[0-9a-f]{2}\\x|\[\s*\d+[ ,]+\d+[ ,]+\d+", text)
    assert not attempts.exists()

"""The packages of the frozen program on a bare Debian, made anew: `-m slow`, as root.

That takes a frozen program in dist/clothesfinder, debootstrap, and a mirror of Debian.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from clothesfinder import __version__
from tests.stand_in import PACKAGING, PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

FROZEN = Path(os.environ.get("CLOTHESFINDER_FROZEN", PROJECT / "dist" / "clothesfinder"))
VOLATILE = ("tmp", "proc", "dev", "var/cache", "var/log", "var/lib/apt", "var/lib/dpkg")
"""Where apt, dpkg and the kernel keep their own."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (FROZEN / "clothesfinder").exists() or not shutil.which("debootstrap"),
        reason="needs a frozen program and debootstrap",
    ),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root"),
]


@dataclass(frozen=True)
class Chroot:
    """A bare Debian with an ordinary user, called ann."""

    root: Path

    def run(self, *command: str, user: str = "root") -> str:
        """Run this there, with nothing of this computer's environment; return what it said."""
        done = subprocess.run(
            ["chroot", f"--userspec={user}:{user}", self.root, "env", "-i", *self._variables(user),
             "sh", "-c", 'cd && exec "$@"', "sh", *command],
            capture_output=True, text=True, check=False, timeout=900,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def install(self, *packages: str) -> None:
        self.run("apt-get", "install", "-y", "--no-install-recommends", *packages)

    def files(self) -> set[str]:
        found = set()
        for folder, folders, files in os.walk(self.root):
            inside = Path(folder).relative_to(self.root)
            folders[:] = [name for name in folders if (inside / name).as_posix() not in VOLATILE]
            found |= {(inside / name).as_posix() for name in (*folders, *files)}
        return found

    def try_out(self, program: str, user: str) -> None:
        """Check the program, index a folder and find a picture in it."""
        assert "All is well." in self.run(program, "--self-check", user=user)
        home = self.root / ("root" if user == "root" else f"home/{user}")
        gallery = home / "my pictures"
        gallery.mkdir(exist_ok=True)
        gallery.chmod(0o777)
        for colour in ("red", "green", "blue"):
            Image.new("RGB", (300, 300), colour).save(gallery / f"{colour}.jpg")
        self.run(program, "index", "my pictures", user=user)
        found = self.run(
            program, "search", "my pictures/red.jpg", "--gallery", "my pictures", user=user
        )
        best = found.splitlines()[1]
        assert best.split()[0] == "1.000"
        assert best.endswith("red.jpg")

    @staticmethod
    def _variables(user: str) -> list[str]:
        home = "/root" if user == "root" else f"/home/{user}"
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return [f"PATH={path}", f"HOME={home}", f"USER={user}", "DEBIAN_FRONTEND=noninteractive"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("base") / "bookworm"
    command: list[str | Path] = ["debootstrap", "--variant=minbase", "bookworm", root]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    return root


@pytest.fixture
def chroot(base: Path, tmp_path: Path) -> Iterator[Chroot]:
    root = tmp_path / "bare"
    subprocess.run(["cp", "-a", base, root], check=True)
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    try:
        one = Chroot(root)
        one.run("useradd", "--create-home", "ann")
        one.run("apt-get", "update")
        yield one
    finally:
        subprocess.run(["umount", root / "proc"], check=True)
        shutil.rmtree(root)


def make(script: str, starter: str, *arguments: Path) -> Path:
    done = subprocess.run(
        [starter, PACKAGING / script, *arguments], capture_output=True, text=True, check=True
    )
    return Path(done.stdout.strip())


def test_deb(chroot: Chroot, tmp_path: Path) -> None:
    package = make("make_deb.py", sys.executable, FROZEN, Path("--to"), tmp_path / "out")
    shutil.copy(package, chroot.root / "tmp")
    # What it needs of the system is installed first, so that only what is its own is compared.
    fields = subprocess.run(
        ["dpkg-deb", "--field", package, "Depends"], capture_output=True, text=True, check=True
    )
    names = [one.split("|")[-1].split("(")[0].strip() for one in fields.stdout.split(",")]
    chroot.install(*names)
    before = chroot.files()
    chroot.install(f"/tmp/{package.name}")
    chroot.try_out("clothesfinder", "ann")
    chroot.run("apt-get", "purge", "-y", "clothesfinder")
    left = chroot.files() - before
    assert [path for path in left if not path.startswith("home/ann/")] == []
    assert any(path.endswith(".sqlite3") for path in left)
    chroot.install(f"/tmp/{package.name}")
    chroot.try_out("clothesfinder", "ann")


def test_run(chroot: Chroot, tmp_path: Path) -> None:
    installer = make("make_run.sh", "sh", FROZEN, tmp_path / "out")
    shutil.copy(installer, chroot.root / "tmp/my installer.run")
    chroot.install("xz-utils", "libgl1", "libegl1", "libfontconfig1", "libxkbcommon0")
    before = chroot.files()
    command = ["sh", "/tmp/my installer.run", "--quiet"]
    with pytest.raises(AssertionError, match="sudo apt-get install"):
        chroot.run(*command, user="ann")
    program = "/home/ann/.local/opt/clothesfinder/clothesfinder"
    assert __version__ in chroot.run(program, "--version", user="ann")
    chroot.install("libdbus-1-3", "libglib2.0-0", "libbrotli1", "libgssapi-krb5-2", "libx11-xcb1")
    chroot.run(*command, user="ann")
    chroot.try_out(program, "ann")
    chroot.run(f"{program}-uninstall", user="ann")
    left = {path for path in chroot.files() - before if path.startswith("home/ann/.local")}
    assert not [path for path in left if "applications/io" in path or "/opt/clothes" in path]

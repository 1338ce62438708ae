from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from clothesfinder import __version__
from clothesfinder.launcher import DESKTOP_ID
from tests.stand_in import PACKAGING, environment, make_stand_in, running_in

TOOLS = ("makeself", "xz")
pytestmark = pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {TOOLS}")

NEEDED = (
    "awk basename cat chmod cksum cp cut date dd df dirname expr grep head ln mkdir mv readlink rm"
    " sed sh sha256sum sort tail tar tr wc xargs xz"
)
"""What an installation takes of the system."""
PACKAGE_MANAGER = "#!/bin/sh\nexit 100\n"
NO_CURSOR = "#!/bin/sh\nprintf '\\tlibxcb-cursor.so.0 => not found\\n'\n"


def make_run(folder: Path, to: Path) -> Path:
    made = subprocess.run(
        ["sh", PACKAGING / "make_run.sh", folder, to],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return Path(made.stdout.strip())


@pytest.fixture(scope="module")
def installer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("run")
    return make_run(make_stand_in(place / "frozen"), place / "my downloads")


@dataclass
class User:
    """Somebody with an empty home, whose path has a space in it."""

    home: Path
    installer: Path

    @property
    def place(self) -> Path:
        return self.home / ".local/opt/clothesfinder"

    @property
    def entry(self) -> Path:
        return self.home / f".local/share/applications/{DESKTOP_ID}.desktop"

    @property
    def command(self) -> Path:
        return self.home / ".local/bin/clothesfinder"

    def versions(self) -> list[Path]:
        return sorted(self.place.glob("clothesfinder-[0-9]*"))

    def run(self, *command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.home, env={**environment(self.home), **more},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    def install(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return self.run("sh", self.installer, "--", *arguments, **more)

    def program(self, name: str, text: str) -> str:
        """Put a stand-in of another program before all others; return the PATH for it."""
        folder = self.home.parent / "bin"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
        return f"{folder}:{environment(self.home)['PATH']}"


@pytest.fixture
def user(installer: Path, tmp_path: Path) -> User:
    home = tmp_path / "my home"
    home.mkdir()
    return User(home, installer)


def files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if not file.is_dir())


def lacking_nothing(user: User) -> dict[str, str]:
    """Return the environment of a system that has all libraries, as not every tested one has."""
    return {"PATH": user.program("ldd", "#!/bin/sh\nexit 0\n")}


def test_installed_it_is_in_the_menu_and_a_command(user: User) -> None:
    done = user.install(**lacking_nothing(user))
    assert done.returncode == 0, done.stderr
    assert "is in the applications menu now" in done.stderr
    assert user.run(user.command, "--version").stdout == f"clothesfinder {__version__}\n"
    assert f"TryExec={user.place}/clothesfinder" in user.entry.read_text().splitlines()
    assert user.run(user.place / "clothesfinder", "a b.jpg").returncode == 0
    assert (user.home / "said").read_text() == "a b.jpg\n"


def test_a_new_version_takes_the_place_of_the_old_one(user: User) -> None:
    path = lacking_nothing(user)
    user.install(**path)
    (old,) = user.versions()
    assert user.install(**path).returncode == 0
    (new,) = user.versions()
    assert new != old
    assert (user.place / "clothesfinder").resolve() == new / "clothesfinder"


def test_a_window_that_is_open_keeps_its_files(user: User) -> None:
    path = lacking_nothing(user)
    user.install(**path)
    (old,) = user.versions()
    with running_in(old):
        user.install(**path)
        assert len(user.versions()) == 2
        assert (old / "clothesfinder").exists()
    user.install(**path)
    assert len(user.versions()) == 1
    assert not old.exists()


def test_removed_it_leaves_what_the_user_made(user: User) -> None:
    path = lacking_nothing(user)
    user.install(**path)
    index = user.home / ".local/share/clothesfinder/index.sqlite"
    index.parent.mkdir(parents=True, exist_ok=True)
    index.touch()
    done = user.run(user.place / "clothesfinder-uninstall")
    assert done.returncode == 0, done.stderr
    left = [name for name in files(user.home) if not name.endswith("mimeinfo.cache")]
    assert left == [".local/share/clothesfinder/index.sqlite"]
    assert not user.place.exists()


def test_into_another_folder_and_out_of_it(user: User) -> None:
    path = lacking_nothing(user)
    other = user.home / "my programs"
    other.mkdir()
    (other / "letter.txt").touch()
    done = user.install("--to", "my programs", **path)
    assert done.returncode == 0, done.stderr
    assert user.run(other / "clothesfinder", "--version").returncode == 0
    assert not user.place.exists()
    assert user.install("--remove", "--to", str(other), **path).returncode == 0
    assert files(other) == ["letter.txt"]
    again = user.install("--remove", "--to", str(other), **path)
    assert again.returncode == 1
    assert "There is no Clothesfinder in" in again.stderr


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("apt-get", "sudo apt-get install libxcb-cursor0"),
        ("pacman", "sudo pacman -S xcb-util-cursor"),
        ("dnf", "sudo dnf install 'libxcb-cursor.so.0()(64bit)'"),
        ("zypper", "sudo zypper install 'libxcb-cursor.so.0()(64bit)'"),
    ],
)
def test_what_lacks_is_told_with_the_line_to_type(user: User, name: str, line: str) -> None:
    user.program("ldd", NO_CURSOR)
    folder = Path(user.program(name, PACKAGE_MANAGER).split(":")[0])
    # Only what an installation needs: the package manager of this computer is not to be found.
    for tool in NEEDED.split():
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    done = user.install(PATH=str(folder))
    assert done.returncode == 2, done.stderr
    assert line in done.stderr
    assert user.entry.exists()


def test_what_does_not_run_here_changes_nothing(user: User) -> None:
    path = lacking_nothing(user)
    user.install(**path, PYTHON="/bin/false")
    assert not user.place.exists()
    user.install(**path)
    before = files(user.home)
    done = user.install(**path, PYTHON="/bin/false")
    assert done.returncode == 1
    assert "does not run on this system" in done.stderr
    assert files(user.home) == before


def test_what_is_there_by_that_name_is_left_alone(user: User) -> None:
    user.place.mkdir(parents=True)
    (user.place / "clothesfinder").write_text("something else")
    done = user.install(**lacking_nothing(user))
    assert done.returncode == 1
    assert "nothing was changed" in done.stderr
    assert files(user.place) == ["clothesfinder"]


def test_another_command_of_that_name_stays(user: User) -> None:
    path = lacking_nothing(user)
    user.command.parent.mkdir(parents=True)
    user.command.write_text("installed by pipx")
    assert user.install(**path).returncode == 0
    user.run(user.place / "clothesfinder-uninstall")
    assert user.command.read_text() == "installed by pipx"


def test_a_broken_download_is_told(user: User, tmp_path: Path) -> None:
    data = user.installer.read_bytes()
    user.installer = tmp_path / "broken.run"
    user.installer.write_bytes(data[:-1000])
    done = user.install()
    assert done.returncode == 2
    assert "Unexpected archive size" in done.stderr
    assert files(user.home) == []


def test_the_same_program_gives_the_same_installer(installer: Path, tmp_path: Path) -> None:
    again = make_stand_in(tmp_path / "elsewhere")
    os.utime(again / "clothesfinder", (1, 1))
    other = make_run(again, tmp_path / "out")
    assert other.read_bytes() == installer.read_bytes()
    assert str(tmp_path).encode() not in other.read_bytes()

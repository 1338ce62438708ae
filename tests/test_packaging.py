from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from clothesfinder.resources import resource

PROJECT = Path(__file__).parent.parent
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="start.sh is for Linux and macOS")

# Stand-ins for the programs of a bare Debian: each notes down what it was called with.
NOTE = '#!/bin/sh\nprintf "%s" "${0##*/}" >>"$LOG"; printf " %s" "$@" >>"$LOG"; echo >>"$LOG"\n'
NO_PYTHON = "#!/bin/sh\nexit 127\n"
PYTHON = (
    NOTE
    + """
case "$*" in
*"-m venv"*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
*"-m pip install"*) exit "${PIP_EXIT:-0}" ;;
*"-m clothesfinder"*) printf "[%s]" "$@" ;;
-V) echo Python 3.11.2 ;;
esac
"""
)
APT_GET = NOTE + 'echo "apt-get talks"; cp "$BIN/python3.later" "$BIN/python3"\n'
BROKEN_APT_GET = NOTE + 'echo "no such mirror" >&2; exit 100\n'
DPKG_QUERY = '#!/bin/sh\necho "installed libgl1 "; echo "installed libother libegl1 (= 2), libx"\n'


@dataclass(frozen=True)
class Machine:
    """A bare machine with a checkout, in a folder with a space in its name."""

    bin: Path
    checkout: Path
    log: Path

    def program(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def start(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run start.sh from some other folder; the log then tells of this run only."""
        self.log.write_text("")
        return subprocess.run(
            ["sh", self.checkout / "packaging" / "start.sh", *arguments],
            cwd=self.bin,
            env={
                "PATH": f"{self.bin}{os.pathsep}{os.defpath}",
                "LOG": str(self.log),
                "BIN": str(self.bin),
                **environment,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def installations(self) -> list[str]:
        words = ("apt-get", "-m venv", "-m pip install")
        return [line for line in self.log.read_text().splitlines() if any(w in line for w in words)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "bin", tmp_path / "my projects" / "x", tmp_path / "log")
    machine.bin.mkdir()
    shutil.copytree(PROJECT / "packaging", machine.checkout / "packaging")
    shutil.copy(PROJECT / "pyproject.toml", machine.checkout)
    for name in ("python3.13", "python3.12", "python3.11", "python3"):
        machine.program(name, NO_PYTHON)
    machine.program("python3.later", PYTHON)
    machine.program("dpkg-query", DPKG_QUERY)
    machine.program("apt-get", APT_GET)
    machine.program("id", "#!/bin/sh\necho 0\n")
    return machine


@POSIX
def test_first_start_installs_and_runs(machine: Machine) -> None:
    run = machine.start("a b.jpg", "", "$HOME")
    assert run.stdout == "[-P][-m][clothesfinder][a b.jpg][][$HOME]"
    assert run.returncode == 0
    assert "apt-get talks" not in run.stderr
    update, packages, venv, pip = machine.installations()
    assert update.endswith("update")
    assert " python3 python3-venv " in packages
    assert "libxcb-cursor0" in packages
    assert "libgl1" not in packages
    assert "libegl1" not in packages
    assert venv.endswith(f"-m venv --clear {machine.checkout}/.venv")
    assert pip.endswith(f"--editable {machine.checkout}")


@POSIX
def test_second_start_installs_nothing(machine: Machine) -> None:
    machine.start()
    run = machine.start("x")
    assert run.stdout == "[-P][-m][clothesfinder][x]"
    assert run.stderr == ""
    assert machine.installations() == []


@POSIX
def test_without_rights_the_line_to_type_is_printed(machine: Machine) -> None:
    machine.program("id", "#!/bin/sh\necho 1000\n")
    run = machine.start()
    assert run.returncode == 1
    line = run.stderr.splitlines()[-1].strip()
    assert line.startswith("sudo apt-get install --no-install-recommends python3 python3-venv ")
    assert line.endswith(" libxcb-render-util0")
    assert machine.installations() == []
    assert not (machine.checkout / ".venv").exists()


@POSIX
def test_failing_apt_is_shown(machine: Machine) -> None:
    machine.program("apt-get", BROKEN_APT_GET)
    run = machine.start()
    assert run.returncode == 1
    assert "no such mirror" in run.stderr
    assert "could not be installed" in run.stderr


@POSIX
def test_no_python_on_a_system_without_apt(machine: Machine) -> None:
    machine.program("apt-get", "#!/bin/sh\nexit 0\n")
    run = machine.start()
    assert run.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13" in run.stderr


@POSIX
def test_an_interrupted_installation_is_done_again(machine: Machine) -> None:
    run = machine.start(PIP_EXIT="1")
    assert run.returncode == 1
    assert run.stdout == ""
    assert machine.start().returncode == 0
    assert len([line for line in machine.installations() if "pip install" in line]) == 1


@POSIX
def test_other_dependencies_are_installed_anew(machine: Machine) -> None:
    machine.start()
    with (machine.checkout / "pyproject.toml").open("a") as file:
        file.write("\n# changed\n")
    machine.start()
    assert any("pip install" in line for line in machine.installations())


@POSIX
def test_a_moved_checkout_is_installed_anew(machine: Machine) -> None:
    machine.start()
    moved = Machine(machine.bin, machine.checkout.parent / "elsewhere", machine.log)
    machine.checkout.rename(moved.checkout)
    assert moved.start().returncode == 0
    assert any(line.endswith(f"--editable {moved.checkout}") for line in moved.installations())


def test_missing_resource() -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.png"):
        resource("icons/nothing.png")


@pytest.mark.skipif(not importlib.util.find_spec("hatchling"), reason="needs hatchling")
def test_wheel_carries_the_resources(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True, timeout=60)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
        names = set(archive.namelist())
    folder = PROJECT / "resources"
    ours = [file.relative_to(PROJECT) for file in folder.rglob("*") if file.is_file()]
    assert {f"clothesfinder/{file.as_posix()}" for file in ours} <= names
    assert not [name for name in names if name.startswith(("tests/", "packaging/", "main.py"))]
    code = "from clothesfinder.resources import resource; print(resource('icons/16.png'))"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "installed", capture_output=True, check=True
    )
    expected = tmp_path / "installed" / "clothesfinder" / "resources" / "icons" / "16.png"
    assert Path(os.fsdecode(found.stdout).strip()) == expected

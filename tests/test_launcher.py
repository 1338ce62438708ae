from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from clothesfinder import launcher
from clothesfinder.problem import Problem

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the launcher is for Linux")

AWKWARD = """it's "50%u" $HOME `id` \\n ü;#="""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "share"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


def entry_file(data: Path) -> Path:
    return data / "applications" / f"{launcher.DESKTOP_ID}.desktop"


def values(entry: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in entry.splitlines()[1:])


def make_starter(folder: Path) -> Path:
    """Write a program `clothesfinder` that notes down each of its arguments beside itself."""
    folder.mkdir(parents=True)
    starter = folder / "clothesfinder"
    starter.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.part" && mv "$0.part" "$0.said"\n')
    starter.chmod(0o755)
    return starter


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/main.py", '"/main.py"'),
        ("/100%", '"/100%%"'),
        ("/a b", '"/a b"'),
        ("/$x", '"/\\\\$x"'),
        ('/"x', r'"/\\"x"'),
        ("/`x", '"/\\\\`x"'),
        ("/\\", '"/\\\\\\\\"'),
    ],
)
def test_words_are_quoted_as_the_specification_says(word: str, written: str) -> None:
    assert values(launcher.desktop_entry(["/python", word]))["Exec"] == f'"/python" {written} %U'


@pytest.mark.parametrize(("program", "written"), [("/100%", '"/100%%"'), ("/a=b", '"/a=b"')])
def test_a_path_that_may_not_come_first_goes_through_a_shell(program: str, written: str) -> None:
    command = values(launcher.desktop_entry([program]))["Exec"]
    assert command.startswith('"/bin/sh" "-c" ')
    assert command.endswith(f" {written} %U")


def test_try_exec_is_escaped_but_not_quoted() -> None:
    assert values(launcher.desktop_entry(["/a b\\100%"]))["TryExec"] == "/a b\\\\100%"


def test_installed_files(data: Path) -> None:
    assert "menu" in launcher.install()
    for size in launcher.ICON_SIZES:
        name = f"icons/hicolor/{size}x{size}/apps/{launcher.DESKTOP_ID}.png"
        with Image.open(data / name) as icon:
            assert icon.size == (size, size)
    assert (data / f"icons/hicolor/scalable/apps/{launcher.DESKTOP_ID}.svg").is_file()
    entry = values(entry_file(data).read_text())
    assert entry["Icon"] == launcher.DESKTOP_ID
    assert entry["StartupWMClass"] == "clothesfinder"
    assert "inode/directory;" in entry["MimeType"]
    assert "image/jpeg;" in entry["MimeType"]


def test_removing_leaves_none_of_our_files(data: Path) -> None:
    launcher.install()
    launcher.remove()
    left = [file.name for file in data.rglob("*") if file.is_file()]
    assert left in ([], ["mimeinfo.cache"])  # update-desktop-database keeps a list of its own
    assert "no longer" in launcher.remove()


def test_starter_is_run_by_its_own_name(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "clothesfinder"
    link.symlink_to(make_starter(tmp_path / "version-1"))
    monkeypatch.setattr(sys, "argv", [str(link)])
    launcher.install()
    assert values(entry_file(data).read_text())["TryExec"] == str(link)


def test_without_a_starter_this_python_runs_the_checkout(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["main.py"])
    launcher.install()
    entry = values(entry_file(data).read_text())
    assert entry["TryExec"] == sys.executable
    main = Path(launcher.__file__).parent.parent / "main.py"
    assert entry["Exec"] == f'"{sys.executable}" "{main}" %U'


def test_a_relative_data_home_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "share")
    monkeypatch.setenv("HOME", str(tmp_path))
    launcher.install()
    assert entry_file(tmp_path / ".local" / "share").is_file()


def test_data_home_that_cannot_be_written(data: Path) -> None:
    data.write_text("a file where the folder should be")
    with pytest.raises(Problem, match=r"cannot be written to .*share"):
        launcher.install()


def test_other_systems_get_a_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(Problem, match="for Linux"):
        launcher.install()
    assert not data.exists()


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
def test_entry_is_valid(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [str(make_starter(tmp_path / AWKWARD))])
    launcher.install()
    check = subprocess.run(
        ["desktop-file-validate", entry_file(data)], capture_output=True, text=True, check=False
    )
    assert check.stdout + check.stderr == ""
    assert check.returncode == 0


@pytest.mark.skipif(not shutil.which("gio"), reason="needs libglib2.0-bin")
def test_desktop_starts_the_entry(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter = make_starter(tmp_path / AWKWARD)
    monkeypatch.setattr(sys, "argv", [str(starter)])
    launcher.install()
    picture = tmp_path / "a b%20.jpg"
    subprocess.run(["gio", "launch", entry_file(data), picture], check=True, timeout=60)
    said = starter.with_name("clothesfinder.said")
    _wait_for(said)
    assert said.read_text() in (f"{picture}\n", f"{picture.as_uri()}\n")


def _wait_for(file: Path) -> None:
    end = time.monotonic() + 60
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.02)

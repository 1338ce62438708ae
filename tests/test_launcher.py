from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from clothesfinder import desktop_entry, launcher, launcher_command
from clothesfinder.problem import Problem

from .desktops import entry_file, values

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="a Linux desktop's menu"),
    pytest.mark.usefixtures("home"),
]

AWKWARD = """it's "50%u" $HOME `id` \\n ü;#="""


@pytest.fixture
def data(home: Path) -> Path:
    return home / ".local" / "share"


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
        ("/main.py", "/main.py"),
        ("/100%", "/100%%"),
        ("", '""'),
        ("/a b", '"/a b"'),
        ("/$x", '"/\\\\$x"'),
        ('/"x', r'"/\\"x"'),
        ("/`x", '"/\\\\`x"'),
        ("/\\", '"/\\\\\\\\"'),
    ],
)
def test_words_are_quoted_as_the_specification_says(word: str, written: str) -> None:
    assert values(launcher.desktop_entry(["/python", word]))["Exec"] == f"/python {written} %U"


@pytest.mark.parametrize(
    ("program", "written"),
    [
        ("/usr/bin/clothesfinder", "/usr/bin/clothesfinder"),
        ("/ü/clothesfinder", "/ü/clothesfinder"),
        ("/a b/clothesfinder", '/usr/bin/env "/a b/clothesfinder"'),
        ("/100%", "/usr/bin/env /100%%"),
        ("/a=b", r'/bin/sh -c "exec \\"\\$0\\" \\"\\$@\\"" /a=b'),
    ],
)
def test_no_line_begins_with_what_desktops_stumble_on(program: str, written: str) -> None:
    assert values(launcher.desktop_entry([program]))["Exec"] == f"{written} %U"


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


def test_removing_leaves_nothing_of_ours(home: Path) -> None:
    launcher.install()
    launcher.remove()
    assert {path.name for path in home.rglob("*")} <= {".local", ".config"}
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
    assert entry["Exec"] == f"{sys.executable} {main} %U"


def test_the_desktop_may_keep_its_data_elsewhere(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "share")  # a relative one counts for nothing
    launcher.install()
    assert entry_file(data).is_file()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    launcher.install()
    assert entry_file(tmp_path / "elsewhere").is_file()


def test_data_home_that_cannot_be_written(data: Path) -> None:
    data.parent.mkdir(parents=True)
    data.write_text("a file where the folder should be")
    with pytest.raises(Problem, match=r"cannot be written: .*share"):
        launcher.install()


def test_other_systems_get_a_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "freebsd14")
    for change in (launcher.install, launcher.remove):
        with pytest.raises(Problem, match="by hand"):
            change()
    assert not launcher.is_installed()
    assert not launcher.is_worth_offering()
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


@pytest.mark.parametrize("program", [f"/a {AWKWARD}/clothesfinder", "/a", "/50%", "/a=b", "/\\n"])
@pytest.mark.parametrize("more", [[], ["-P", "-m", "clothesfinder"], ["/x y/main.py"]])
def test_the_command_is_read_back_from_an_entry(program: str, more: list[str]) -> None:
    entry = desktop_entry.desktop_entry([program, *more], {"image/png": "viewer.desktop"})
    assert desktop_entry.read_command(entry) == [program, *more]
    assert desktop_entry.read_kept(entry) == {"image/png": "viewer.desktop"}


def test_bytes_of_a_path_stay_as_they_are(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter = make_starter(tmp_path / os.fsdecode(b"caf\xe9"))
    monkeypatch.setattr(sys, "argv", [str(starter)])
    launcher.install()
    assert b"caf\xe9/clothesfinder" in entry_file(data).read_bytes()
    assert launcher.is_installed()


def test_it_is_installed_while_what_it_starts_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not launcher.is_installed()
    starter = make_starter(tmp_path / AWKWARD)
    monkeypatch.setattr(sys, "argv", [str(starter)])
    launcher.install()
    assert launcher.is_installed()
    starter.parent.rename(tmp_path / "moved")
    assert not launcher.is_installed()
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "moved" / "clothesfinder")])
    launcher.install()
    assert launcher.is_installed()
    launcher.remove()
    assert not launcher.is_installed()


def test_where_a_package_has_put_it_there_nothing_is_written(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_all = tmp_path / "usr share"
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path}/none:{of_all}")
    program = make_starter(tmp_path / "opt")
    entry_file(of_all).parent.mkdir(parents=True)
    entry_file(of_all).write_text(launcher.desktop_entry([str(program)]))
    assert launcher.is_provided()
    assert "since it was installed" in launcher.install()
    assert not data.exists()
    assert not launcher.is_worth_offering()
    assert "until it is uninstalled" in launcher.remove()
    program.unlink()
    assert not launcher.is_provided()


@pytest.mark.parametrize("by_link", [True, False])
def test_a_frozen_program_starts_itself_by_the_link_that_outlives_an_upgrade(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_link: bool
) -> None:
    program = make_starter(tmp_path / "a frozen folder" / "1.0")
    link = tmp_path / "a frozen folder" / "clothesfinder"
    link.symlink_to(program)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "argv", [str(link) if by_link else "elsewhere"])
    launcher.install()
    assert values(entry_file(data).read_text())["TryExec"] == str(link if by_link else program)


@pytest.mark.parametrize(
    ("path", "is_temporary"),
    [
        ("/opt/clothesfinder/clothesfinder", False),
        ("/home/me/.local/bin/clothesfinder", False),
        ("/tmp/.mount_x/clothesfinder", True),
        ("/home/me/.cache/uv/archive-v0/x/bin/clothesfinder", True),
        ("/home/me/.local/pipx/.cache/x/bin/clothesfinder", True),
        ("/Users/me/Library/Caches/x/clothesfinder", True),
    ],
)
def test_it_is_not_offered_from_a_place_that_goes(
    monkeypatch: pytest.MonkeyPatch, path: str, is_temporary: bool
) -> None:
    monkeypatch.setattr(launcher, "own_command", lambda: [path, "-x"])
    monkeypatch.setenv("XDG_DATA_DIRS", "/nowhere")
    assert launcher_command.is_temporary([path, "-x"]) == is_temporary
    assert launcher.is_worth_offering() != is_temporary


def _wait_for(file: Path) -> None:
    end = time.monotonic() + 60
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.02)

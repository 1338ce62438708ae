"""Who opens pictures and folders when an entry of ours comes: nobody else than before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from clothesfinder import default_programs, launcher

from .desktops import OURS, entry_file, write_program

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("image/jpeg", "inode/directory")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a Linux desktop's lists")
needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, ("gio", "update-desktop-database"))), reason="needs libglib2.0-bin"
)


@pytest.fixture
def system(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all users' programs: a viewer, an editor and a file manager."""
    folder = tmp_path / "usr share"
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path / 'usr local'}:{folder}")
    write_program(folder, "viewer", "image/jpeg")
    write_program(folder, "editor", "image/jpeg", "image/png")
    write_program(folder, "manager", "inode/directory")
    write_cache(folder)
    return folder


def write_cache(data: Path) -> None:
    """What update-desktop-database makes, in an order that is known."""
    lines = ("image/jpeg=viewer.desktop;editor.desktop;", "image/png=editor.desktop;")
    text = "\n".join(["[MIME Cache]", *lines, "inode/directory=manager.desktop;", ""])
    (data / "applications" / "mimeinfo.cache").write_text(text)


def choices(home: Path) -> Path:
    return home / ".config" / "mimeapps.list"


def defaults(text: str) -> str:
    return f"[Default Applications]\n{text}\n"


def opener(kind: str) -> str:
    """The program that GLib, by which most file managers go, opens this with."""
    run = subprocess.run(
        ["gio", "mime", kind],
        env=os.environ | {"LC_ALL": "C"},
        capture_output=True,
        check=True,
        encoding="utf-8",
        errors="replace",
    )
    return run.stdout.splitlines()[0].rpartition(" ")[2]


@needs_tools
@pytest.mark.usefixtures("system")
def test_neither_pictures_nor_folders_are_taken_over(home: Path) -> None:
    before = [opener(kind) for kind in KINDS]
    launcher.install()
    assert [opener(kind) for kind in KINDS] == before == ["viewer.desktop", "manager.desktop"]
    launcher.install()
    assert [opener(kind) for kind in KINDS] == before
    launcher.remove()
    assert [opener(kind) for kind in KINDS] == before
    assert not choices(home).exists()


@needs_tools
@pytest.mark.usefixtures("system")
def test_it_would_take_them_over_else(home: Path) -> None:
    """The test before can fail, then."""
    launcher.install()
    choices(home).unlink()
    assert [opener(kind) for kind in KINDS] == [OURS, OURS]


@needs_tools
@pytest.mark.usefixtures("system")
def test_who_chooses_it_gets_it(home: Path) -> None:
    launcher.install()
    subprocess.run(["gio", "mime", "image/jpeg", OURS], check=True, capture_output=True)
    assert opener("image/jpeg") == OURS
    launcher.install()
    assert opener("image/jpeg") == OURS
    launcher.remove()
    assert opener("image/jpeg") == "viewer.desktop"


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize(
    "written",
    [
        "# mine\n[Added Associations]\nimage/jpeg=editor.desktop;\n\n[Removed]\nx/y=a;\n",
        "[Default Applications]\ntext/plain=editor.desktop\n\n[Added Associations]\nx/y=a;\n",
        "[Default Applications]\nimage/jpeg=gone.desktop;\ntext/plain=editor.desktop\n",
    ],
)
def test_what_else_was_chosen_stays(home: Path, written: str) -> None:
    choices(home).parent.mkdir()
    choices(home).write_text(written)
    choices(home).chmod(0o600)
    launcher.install()
    assert set(written.splitlines()) - {"image/jpeg=gone.desktop;"} <= set(
        choices(home).read_text().splitlines()
    )
    assert choices(home).stat().st_mode & 0o777 == 0o600
    launcher.remove()
    assert choices(home).read_text() == written


@pytest.mark.usefixtures("system")
def test_a_link_to_the_list_stays_a_link(home: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles"
    real.write_text("")
    choices(home).parent.mkdir()
    choices(home).symlink_to(real)
    launcher.install()
    assert choices(home).is_symlink()
    assert "viewer.desktop" in real.read_text()


@pytest.mark.parametrize(
    ("file", "text", "desktop", "kept"),
    [
        ("", "", "", {"image/jpeg": "viewer.desktop"}),
        ("mimeapps.list", defaults("image/jpeg=editor.desktop"), "", {}),
        ("defaults.list", defaults("image/jpeg=editor.desktop"), "", {}),
        ("gnome-mimeapps.list", defaults("image/jpeg=editor.desktop;"), "X:GNOME", {}),
        (
            "gnome-mimeapps.list",  # which a terminal without a desktop does not go by
            defaults("image/jpeg=editor.desktop;"),
            "",
            {"image/jpeg": "editor.desktop"},
        ),
        (
            "mimeapps.list",
            defaults("image/jpeg=gone.desktop"),
            "",
            {"image/jpeg": "viewer.desktop"},
        ),
        (
            "mimeapps.list",
            "[Removed Associations]\nimage/jpeg=viewer.desktop;\n",
            "",
            {"image/jpeg": "editor.desktop"},
        ),
        ("mimeapps.list", "\x00[rubbish\n=\nimage/jpeg\n", "", {"image/jpeg": "viewer.desktop"}),
    ],
)
def test_only_what_no_list_names_is_written_down(
    system: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    text: str,
    desktop: str,
    kept: dict[str, str],
) -> None:
    if file:
        (system / "applications" / file).write_text(text)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    assert default_programs.keep(["image/jpeg"], OURS) == kept


@pytest.mark.usefixtures("system")
def test_what_the_user_added_comes_first_and_what_was_removed_does_not(home: Path) -> None:
    choices(home).parent.mkdir()
    choices(home).write_text("[Removed Associations]\nimage/jpeg=viewer.desktop;\n")
    assert default_programs.keep(["image/jpeg"], OURS) == {"image/jpeg": "editor.desktop"}
    choices(home).write_text("[Added Associations]\nimage/jpeg=manager.desktop;\n")
    assert default_programs.keep(["image/jpeg"], OURS) == {"image/jpeg": "manager.desktop"}


@pytest.mark.usefixtures("system")
def test_a_kind_that_nothing_opens_is_left(home: Path) -> None:
    assert default_programs.keep(["image/avif"], OURS) == {}
    assert not choices(home).exists()


def test_entries_of_ours_before_it_was_so_are_mended(home: Path, system: Path) -> None:
    data = home / ".local" / "share"
    entry_file(data).parent.mkdir(parents=True)
    entry_file(data).write_text(launcher.desktop_entry(["/bin/true"]))
    (data / "applications" / "mimeinfo.cache").write_text(f"[MIME Cache]\nimage/jpeg={OURS};\n")
    launcher.install()
    assert "image/jpeg=viewer.desktop;" in choices(home).read_text()

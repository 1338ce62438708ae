from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder import __version__
from clothesfinder.launcher import DESKTOP_ID
from tests.stand_in import PACKAGING, PLUGIN, PROJECT, make_stand_in, running_in

if TYPE_CHECKING:
    from types import ModuleType

pytestmark = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb")
NEEDS_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("dpkg"),
    reason="dpkg gives files to root",
)

INSIDE = f"./usr/lib/clothesfinder/{__version__}"
MOMENT = 1_700_000_000


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(PACKAGING))
    names = ("elf", "libraries", "deb_texts", "make_deb")
    return {name: importlib.import_module(name) for name in names}


@pytest.fixture
def make_deb(scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
    monkeypatch.setenv("PYTHON", sys.executable)
    # What is tried here is not how well a library is packed.
    monkeypatch.setattr(scripts["make_deb"], "COMPRESSION", ("-Zgzip", "-z1"))
    return scripts["make_deb"].make_deb


@pytest.fixture
def package(make_deb: Any, tmp_path: Path) -> Path:
    made = make_deb(make_stand_in(tmp_path / "frozen"), tmp_path / "out")
    assert isinstance(made, Path)
    return made


def ask(*command: str | Path) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


def content(package: Path) -> tarfile.TarFile:
    return tarfile.open(fileobj=BytesIO(ask("dpkg-deb", "--fsys-tarfile", package)))


def text(package: Path, name: str) -> str:
    with content(package) as archive:
        file = archive.extractfile(f"./usr/share/{name}")
        assert file is not None
        return file.read().decode()


def field(package: Path, name: str) -> str:
    return ask("dpkg-deb", "--field", package, name).decode().strip()


def test_what_is_in_it_and_whose(package: Path) -> None:
    with content(package) as archive:
        members = {one.name: one for one in archive.getmembers()}
    assert {(one.uid, one.gid, one.mtime) for one in members.values()} == {(0, 0, MOMENT)}
    modes = {name: oct(one.mode) for name, one in members.items() if not one.issym()}
    assert modes[f"{INSIDE}/clothesfinder"] == "0o755"
    assert modes[f"{INSIDE}/{PLUGIN}"] == "0o644"
    assert modes[f"{INSIDE}/_internal"] == "0o755"
    assert modes[f"{INSIDE}/_internal/LICENSE"] == "0o644"
    assert f"{INSIDE}/_internal/.gitignore" not in members
    assert set(modes.values()) == {"0o755", "0o644"}
    assert members[f"{INSIDE}/_internal/libsame.so"].issym()
    command = members["./usr/bin/clothesfinder"]
    aim = os.path.normpath(os.path.join("/usr/bin", command.linkname))  # noqa: PTH118
    assert f".{aim}" == f"{INSIDE}/clothesfinder"
    for name in (
        f"applications/{DESKTOP_ID}.desktop",
        f"icons/hicolor/48x48/apps/{DESKTOP_ID}.png",
        f"icons/hicolor/scalable/apps/{DESKTOP_ID}.svg",
        f"metainfo/{DESKTOP_ID}.metainfo.xml",
        "doc/clothesfinder/copyright",
        "doc/clothesfinder/changelog.gz",
        "doc/clothesfinder/CHANGELOG.md.gz",
        "man/man1/clothesfinder.1.gz",
    ):
        assert members[f"./usr/share/{name}"].isfile()


def test_what_it_says_of_itself(package: Path) -> None:
    assert package.name == f"clothesfinder_{__version__}_all.deb"  # the stand-in is a script
    assert field(package, "Version") == __version__
    depends = field(package, "Depends").split(", ")
    assert "libxcb-cursor0" in depends
    assert any(one.startswith("libc6 (>= 2.") for one in depends)
    assert not [one for one in depends if "qt" in one.lower() or "libstdc++" in one]
    assert "hicolor-icon-theme" in field(package, "Recommends")
    size = int(field(package, "Installed-Size"))
    with content(package) as archive:
        assert size >= sum(one.size for one in archive.getmembers()) // 1024
    sums = ask("dpkg-deb", "--ctrl-tarfile", package)
    with tarfile.open(fileobj=BytesIO(sums)) as archive:
        listed = archive.extractfile("./md5sums")
        assert listed is not None
        assert f"usr/lib/clothesfinder/{__version__}/clothesfinder\n".encode() in listed.read()
        for name in ("preinst", "postinst", "prerm"):
            assert archive.getmember(f"./{name}").mode == 0o755


def test_the_same_program_gives_the_same_package(make_deb: Any, tmp_path: Path) -> None:
    one = make_deb(make_stand_in(tmp_path / "frozen"), tmp_path / "one")
    again = make_stand_in(tmp_path / "elsewhere")
    os.utime(again / "clothesfinder", (1, 1))
    (again / "clothesfinder").chmod(0o755)
    other = make_deb(again, tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()


def test_the_menu_entry_starts_the_command(package: Path) -> None:
    entry = text(package, f"applications/{DESKTOP_ID}.desktop")
    assert "Exec=/usr/bin/clothesfinder %U" in entry.splitlines()
    assert "TryExec=/usr/bin/clothesfinder" in entry.splitlines()


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
def test_the_menu_entry_is_valid(package: Path, tmp_path: Path) -> None:
    ask("dpkg-deb", "--extract", package, tmp_path / "unpacked")
    entry = tmp_path / f"unpacked/usr/share/applications/{DESKTOP_ID}.desktop"
    assert ask("desktop-file-validate", entry) == b""


def test_the_copyright_can_be_read_by_machines(package: Path) -> None:
    paragraphs = text(package, "doc/clothesfinder/copyright").rstrip("\n").split("\n\n")
    starts = [paragraph.split(":")[0] for paragraph in paragraphs]
    assert starts[:3] == ["Format", "Files", "Files"]
    for paragraph in paragraphs:
        lines = paragraph.splitlines()
        assert lines
        assert all(line.startswith(" ") or ": " in line for line in lines)
        assert not [line for line in lines if not line.strip()]


@pytest.mark.parametrize(
    ("ours", "debian"),
    [("1.2.3", "1.2.3"), ("1.0rc1", "1.0~rc1"), ("0.2.0.dev3", "0.2.0~dev3"), ("1.0b2", "1.0~b2")],
)
def test_a_version_before_another_is_so_for_debian(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, ours: str, debian: str
) -> None:
    monkeypatch.setattr(scripts["deb_texts"], "__version__", ours)
    assert scripts["deb_texts"].version() == debian


def test_a_library_of_no_known_package_is_told(
    scripts: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_stand_in(tmp_path / "frozen")
    monkeypatch.delitem(scripts["libraries"].PACKAGES, "libxcb-cursor.so.0")
    with pytest.raises(SystemExit, match=r"libqxcb\.so needs libxcb-cursor\.so\.0"):
        scripts["deb_texts"].control(folder, 1)


def test_what_the_window_needs_on_debian_has_a_known_package(
    scripts: dict[str, ModuleType],
) -> None:
    setup = (PROJECT / "packaging/setup.sh").read_text()
    named = setup.split('window_packages="')[1].split('"')[0].split()
    known = {
        name for debian, _ in scripts["libraries"].PACKAGES.values() for name in debian.split(" | ")
    }
    assert set(named) - known == {"fonts-dejavu-core"}


def test_what_qt_does_without_is_not_asked_for(
    scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    folder = make_stand_in(tmp_path / "frozen")
    plugin = folder / PLUGIN
    libraries = scripts["libraries"]
    assert all(not need.recommended for need in libraries.needs(folder))
    plugin.rename(plugin.with_name("libqwayland.so"))
    assert all(need.recommended for need in libraries.needs(folder))
    plugin.parent.rename(plugin.parent.with_name("platformthemes"))
    assert libraries.needs(folder) == []


def test_what_is_no_elf_file_asks_for_nothing(
    scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    for data in (b"", b"\x7fELF", b"#!/bin/sh\n" * 100):
        file.write_bytes(data)
        assert scripts["elf"].read_elf(file) is None


@dataclass(frozen=True)
class System:
    """An empty system that packages are installed into; what they depend on is not asked for."""

    root: Path

    @property
    def program(self) -> Path:
        return self.root / "usr/lib/clothesfinder"

    def dpkg(self, *arguments: str | Path) -> None:
        ask(
            "dpkg", f"--root={self.root}", "--force-script-chrootless", "--force-depends",
            f"--log={self.root}/var/log/dpkg.log", *arguments,
        )  # fmt: skip

    def files(self) -> list[str]:
        paths = (path for path in self.root.rglob("*") if path.is_symlink() or path.is_file())
        names = (str(path.relative_to(self.root)) for path in paths)
        return sorted(name for name in names if name.split("/")[0] != "var")


@pytest.fixture
def system(tmp_path: Path) -> System:
    for name in ("var/lib/dpkg/info", "var/lib/dpkg/updates", "var/log"):
        (tmp_path / "root" / name).mkdir(parents=True)
    (tmp_path / "root/var/lib/dpkg/status").touch()
    return System(tmp_path / "root")


@pytest.fixture
def newer(
    make_deb: Any, scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Path:
    with monkeypatch.context() as later:
        later.setattr(scripts["deb_texts"], "__version__", "9.0")
        made = make_deb(make_stand_in(tmp_path / "newer"), tmp_path / "out")
        assert isinstance(made, Path)
        return made


@NEEDS_ROOT
def test_removed_and_purged_it_leaves_nothing(package: Path, newer: Path, system: System) -> None:
    system.dpkg("--install", package)
    assert (system.root / "usr/bin/clothesfinder").resolve().is_file()
    with running_in(system.program / __version__):
        system.dpkg("--install", newer)
    assert (system.program / f".in-use-{__version__}").exists()
    system.dpkg("--remove", "clothesfinder")
    assert system.files() == []
    assert not system.program.exists()
    assert b"clothesfinder" not in (system.root / "var/lib/dpkg/status").read_bytes()
    system.dpkg("--install", package)
    system.dpkg("--purge", "clothesfinder")
    assert system.files() == []


@NEEDS_ROOT
def test_a_window_that_is_open_keeps_its_files(package: Path, newer: Path, system: System) -> None:
    system.dpkg("--install", package)
    old = system.program / __version__
    before = [name.relative_to(old) for name in old.rglob("*")]
    with running_in(old):
        system.dpkg("--install", newer)
        assert [name for name in before if not (old / name).exists()] == []
        command = (system.root / "usr/bin/clothesfinder").resolve()
        assert command == (system.program / "9.0/clothesfinder").resolve()
        system.dpkg("--install", newer)
        assert (old / PLUGIN).exists()
    system.dpkg("--install", newer)
    assert [file.name for file in system.program.iterdir()] == ["9.0"]


@NEEDS_ROOT
def test_where_no_window_is_open_nothing_is_kept(
    package: Path, newer: Path, system: System
) -> None:
    system.dpkg("--install", package)
    system.dpkg("--install", newer)
    assert [file.name for file in system.program.iterdir()] == ["9.0"]
    system.dpkg("--purge", "clothesfinder")
    assert system.files() == []

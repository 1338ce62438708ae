"""The installer for Windows is built by makensis with a small stand-in, and looked into.

Under wine it is run, too, where there is one: `-m slow`.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder import __version__
from clothesfinder.images import SUFFIXES
from clothesfinder.launcher import DESKTOP_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOWS = Path(__file__).parent.parent / "packaging" / "windows"
OPEN_WITH = r"HKCU\Software\Classes\Applications\clothesfinder.exe"
KIND = r"HKCU\Software\Classes\Clothesfinder.Picture"
FOLDERS = rf"HKCU\Software\Classes\Directory\shell\{DESKTOP_ID}"
CAPABILITIES = r"HKCU\Software\Clothesfinder\Capabilities"
UNINSTALL = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{DESKTOP_ID}"

needs_makensis = pytest.mark.skipif(not shutil.which("makensis"), reason="needs nsis")


@pytest.fixture(scope="module")
def make_installer() -> Any:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.syspath_prepend(str(WINDOWS))
        return importlib.import_module("make_installer")


def make_frozen(folder: Path) -> Path:
    """Make a folder as the frozen program's, with names that are hard to take along."""
    (folder / "_internal" / "PySide6" / "plugins").mkdir(parents=True)
    for name in ("clothesfinder.exe", "clothesfinder-cli.exe"):
        (folder / name).write_bytes(os.urandom(3000))
    (folder / "_internal" / "base_library.zip").write_bytes(os.urandom(5000))
    (folder / "_internal" / "PySide6" / "plugins" / "a $b ü.dll").write_bytes(b"plugin")
    (folder / "_internal" / "no suffix").write_bytes(b"")
    return folder


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    return make_frozen(tmp_path / "frozen program")


@pytest.fixture(scope="module")
def script(make_installer: Any, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines in which makensis says what it puts in, with everything filled in."""
    place = tmp_path_factory.mktemp("built")
    frozen = make_frozen(place / "frozen program")
    make_installer.draw_side().save(place / "side.bmp")
    command = make_installer.command(frozen, place / "clothesfinder-x.exe", place / "side.bmp")
    command[command.index("-V2")] = "-V4"
    built = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return built.stdout.decode("utf-8").splitlines()


def registry(script: list[str]) -> dict[str, str]:
    """What is written into the registry: the key and the name, and the value."""
    written = (line.partition(": ") for line in script)
    pairs = (text.partition("=") for command, _, text in written if command.startswith("WriteReg"))
    return {key: value for key, _, value in pairs}


@pytest.mark.parametrize(
    ("version", "as_windows_has_it"),
    [
        ("0.1.0", "0.1.0.0"),
        ("1.2.3.4.5", "1.2.3.4"),
        ("2.0rc1", "2.0.0.0"),
        ("1.0.dev3", "1.0.0.0"),
    ],
)
def test_version_of_four_numbers(make_installer: Any, version: str, as_windows_has_it: str) -> None:
    assert make_installer.numbers(version) == as_windows_has_it


@pytest.mark.parametrize("missing", ["clothesfinder.exe", "_internal"])
def test_a_folder_that_is_not_the_program(
    make_installer: Any, frozen: Path, tmp_path: Path, missing: str
) -> None:
    (frozen / missing).rename(tmp_path / "away")
    with pytest.raises(FileNotFoundError, match=rf"holds no {missing}"):
        make_installer.command(frozen, tmp_path / "x.exe", tmp_path / "side.bmp")


def test_a_path_that_windows_would_not_take(
    make_installer: Any, frozen: Path, tmp_path: Path
) -> None:
    (frozen / "_internal" / ("x" * 190)).touch()
    with pytest.raises(ValueError, match="too long"):
        make_installer.command(frozen, tmp_path / "x.exe", tmp_path / "side.bmp")


@needs_makensis
def test_it_is_offered_for_each_picture_that_is_read_and_takes_over_none(
    script: list[str],
) -> None:
    written = registry(script)
    assert {
        suffix: written.get(rf"{OPEN_WITH}\SupportedTypes\{suffix}") for suffix in SUFFIXES
    } == dict.fromkeys(SUFFIXES, "")
    assert {
        key.rpartition("\\")[2]: value
        for key, value in written.items()
        if key.startswith(rf"{CAPABILITIES}\FileAssociations")
    } == dict.fromkeys(SUFFIXES, "Clothesfinder.Picture")
    # A suffix's own key, as HKCU\Software\Classes\.jpg, says what it is opened with.
    registered = r"HKCU\Software\RegisteredApplications"
    ours = (OPEN_WITH, KIND, FOLDERS, CAPABILITIES, UNINSTALL, registered)
    assert [key for key in written if not key.startswith(ours)] == []


@needs_makensis
def test_it_opens_what_it_is_given(script: list[str]) -> None:
    written = registry(script)
    for key in (OPEN_WITH, KIND):
        opens = written[rf"{key}\shell\open\command" + "\\"]
        assert opens == r'"$INSTDIR\clothesfinder.exe" "%1"'
    assert written[rf"{FOLDERS}\command" + "\\"] == opens
    registered = written[r"HKCU\Software\RegisteredApplications\Clothesfinder"]
    assert rf"HKCU\{registered}" == CAPABILITIES


@needs_makensis
def test_it_is_among_the_installed_programs(script: list[str]) -> None:
    written = registry(script)
    told = {key[len(UNINSTALL) + 1 :]: value for key, value in written.items() if UNINSTALL in key}
    assert told == {
        "DisplayName": "Clothesfinder",
        "DisplayVersion": __version__,
        "DisplayIcon": r"$INSTDIR\clothesfinder.exe,0",
        "Publisher": "The Clothesfinder developers",
        "InstallLocation": "$INSTDIR",
        "UninstallString": r'"$INSTDIR\uninstall.exe"',
        "QuietUninstallString": r'"$INSTDIR\uninstall.exe" /S',
        "EstimatedSize": "10",
        "NoModify": "1",
        "NoRepair": "1",
    }


@needs_makensis
def test_no_folder_of_the_users_own_is_emptied(script: list[str]) -> None:
    emptied = {line for line in script if line.startswith("RMDir: /r")}
    assert emptied == {r'RMDir: /r "$INSTDIR\_internal"'}


@needs_makensis
def test_every_sentence_is_in_german_too(script: list[str]) -> None:
    said = [line.split()[1:3] for line in script if line.startswith("LangString: ")]
    ours = {name for name, _ in said if not name.startswith('"MUI_')}
    assert '"WELCOME"' in ours
    for name in ours:
        assert {language for one, language in said if one == name} == {"1033", "1031"}
    assert "läuft noch" in (WINDOWS / "clothesfinder.nsi").read_text("utf-8")


@needs_makensis
@pytest.mark.skipif(not shutil.which("7z"), reason="needs p7zip-full")
def test_every_file_is_in_there(make_installer: Any, frozen: Path, tmp_path: Path) -> None:
    made = tmp_path / "clothesfinder-x.exe"
    make_installer.build(frozen, made)
    unpacked = tmp_path / "unpacked"
    command = ["7z", "x", f"-o{unpacked}", str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    files = {file.relative_to(unpacked): file for file in unpacked.rglob("*") if file.is_file()}
    assert files.pop(Path("uninstall.exe")).stat().st_size > 0
    held = {
        name: file.read_bytes() for name, file in files.items() if "$PLUGINSDIR" not in str(name)
    }
    ours = [file for file in frozen.rglob("*") if file.is_file()]
    assert held == {file.relative_to(frozen): file.read_bytes() for file in ours}


UNTIL_STOPPED = r"""
Target amd64-unicode
Unicode true
OutFile "clothesfinder.exe"
RequestExecutionLevel user
SilentInstall silent
Section
    FileOpen $0 "C:\running.txt" w
    FileClose $0
    loop:
    Sleep 50
    IfFileExists "C:\stop.txt" 0 loop
SectionEnd
"""
"""A program for Windows that runs until there is a file that says no."""


class Wine:
    """A Windows of its own."""

    def __init__(self, home: Path) -> None:
        self.drive = home / "prefix" / "drive_c"
        self._environment = os.environ | {
            "HOME": str(home),
            "WINEPREFIX": str(home / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
        }
        self.run("wineboot", "-i")
        self.run("winecfg", "-v", "win10")
        self.user = next(folder for folder in (self.drive / "users").glob("*/AppData")).parent
        self.program = self.user / "AppData" / "Local" / "Programs" / "Clothesfinder"

    def start(self, *command: str | Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            ["wine", *command], env=self._environment, stdout=subprocess.PIPE, text=True
        )

    def run(self, *command: str | Path) -> tuple[int, str]:
        process = self.start(*command)
        said, _ = process.communicate(timeout=180)
        return process.returncode, said

    def knows(self, key: str) -> bool:
        return self.run("reg", "query", key)[0] == 0

    def files(self) -> set[str]:
        found = (file for file in self.program.rglob("*") if file.is_file())
        return {file.relative_to(self.program).as_posix() for file in found}

    def links(self) -> list[str]:
        """The shortcuts in the Start menu and on the desktop."""
        return [file.name for file in self.user.rglob("*.lnk")]

    def end(self) -> None:
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)


@pytest.fixture
def wine(tmp_path: Path) -> Iterator[Wine]:
    wine = Wine(tmp_path)
    yield wine
    wine.end()


@pytest.mark.slow
@needs_makensis
@pytest.mark.skipif(not shutil.which("wine"), reason="needs wine64")
def test_install_upgrade_and_remove(
    make_installer: Any, frozen: Path, tmp_path: Path, wine: Wine
) -> None:
    (tmp_path / "program.nsi").write_text(UNTIL_STOPPED)
    subprocess.run(["makensis", "-V1", tmp_path / "program.nsi"], check=True)
    shutil.move(tmp_path / "clothesfinder.exe", frozen / "clothesfinder.exe")
    installer = tmp_path / "clothesfinder-x.exe"
    make_installer.build(frozen, installer, "amd64-unicode")
    ours = {file.relative_to(frozen).as_posix() for file in frozen.rglob("*") if file.is_file()}
    settings = wine.user / "AppData" / "Local" / "clothesfinder" / "settings.json"
    settings.parent.mkdir()
    settings.write_text("{}")
    keys = (UNINSTALL, OPEN_WITH, KIND, FOLDERS, CAPABILITIES)

    assert wine.run(installer, "/S")[0] == 0
    assert wine.files() == ours | {"uninstall.exe"}
    assert wine.links() == ["Clothesfinder.lnk"]
    assert all(map(wine.knows, keys))

    (wine.program / "_internal" / "of the last version.dll").touch()
    program = wine.start(wine.program / "clothesfinder.exe")
    while not (wine.drive / "running.txt").exists():
        assert program.poll() is None
    assert wine.run(installer, "/S")[0] == 3  # while it runs, nothing is changed
    assert "_internal/of the last version.dll" in wine.files()
    (wine.drive / "stop.txt").touch()
    program.communicate(timeout=60)
    assert program.returncode == 0

    (wine.program / "notes.txt").write_text("the user's")
    assert wine.run(installer, "/S")[0] == 0
    assert wine.files() == ours | {"uninstall.exe", "notes.txt"}

    # With _? it is not run from a copy elsewhere, which nobody could wait for; it stays itself.
    folder = wine.run("winepath", "-w", wine.program)[1].strip()
    assert wine.run(wine.program / "uninstall.exe", "/S", f"_?={folder}")[0] == 0
    assert wine.files() - {"uninstall.exe"} == {"notes.txt"}
    assert wine.links() == []
    assert not any(map(wine.knows, keys))
    assert settings.read_text() == "{}"

"""The launchers of Windows and macOS, as far as they can be looked at on another system.

The registry and the PowerShell are fakes: that Windows takes what they are given, nobody has seen.
"""

from __future__ import annotations

import plistlib
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any

import pytest

from clothesfinder import launcher, launcher_macos, launcher_windows
from clothesfinder.problem import Problem

COMMAND = ["/opt/my own/clothesfinder.exe"]
WITH_PYTHON = [r"C:\Py 3\pythonw.exe", "-P", r"C:\my pictures\main.py"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the stub is for a Unix shell")


class FakeKey:
    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> FakeKey:
        return self

    def __exit__(self, _kind: type | None, _error: object, _trace: TracebackType | None) -> None:
        pass


class FakeRegistry:
    """A stand-in for winreg: HKEY_CURRENT_USER in a dictionary, keys with their values."""

    HKEY_CURRENT_USER, REG_SZ, KEY_SET_VALUE = "HKCU", 1, 2

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, str]] = {}

    def CreateKey(self, _root: str, path: str) -> FakeKey:  # noqa: N802
        parts = path.split("\\")
        for number in range(len(parts)):
            self.keys.setdefault("\\".join(parts[: number + 1]), {})
        return FakeKey(path)

    def OpenKey(self, _root: str, path: str, *_more: int) -> FakeKey:  # noqa: N802
        if path not in self.keys:
            raise FileNotFoundError(path)
        return FakeKey(path)

    def SetValueEx(self, key: FakeKey, name: str, *value: Any) -> None:  # noqa: N802
        assert value[:2] == (0, self.REG_SZ)
        self.keys[key.path][name] = value[2]

    def QueryValue(self, root: str, path: str) -> str:  # noqa: N802
        return self.keys[self.OpenKey(root, path).path][""]

    def DeleteValue(self, key: FakeKey, name: str) -> None:  # noqa: N802
        if name not in self.keys[key.path]:
            raise FileNotFoundError(name)
        del self.keys[key.path][name]

    def DeleteKey(self, root: str, path: str) -> None:  # noqa: N802
        self.OpenKey(root, path)
        if any(key.startswith(f"{path}\\") for key in self.keys):
            raise PermissionError(path)
        del self.keys[path]


class FakePowerShell:
    """A stand-in for subprocess.run: notes what it was given, and makes a file as asked."""

    def __init__(self) -> None:
        self.command: list[str] = []
        self.told: dict[str, str] = {}
        self.works = True

    def __call__(self, command: list[str], env: dict[str, str], **_more: Any) -> Any:
        self.command = command
        self.told = {k: v for k, v in env.items() if k.startswith("CLOTHESFINDER_")}
        if self.works:
            Path(env["CLOTHESFINDER_SHORTCUT"]).write_text("a shortcut")
        return SimpleNamespace(returncode=not self.works, stderr=b"denied")


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeRegistry:
    registry = FakeRegistry()
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path / "ProgramData"))
    monkeypatch.setattr(launcher, "own_command", lambda: COMMAND)
    registry.CreateKey("HKCU", r"Software\Classes\.jpg\OpenWithProgids")
    registry.CreateKey("HKCU", r"Software\Classes\Directory\shell\other")
    registry.keys[r"Software\Classes\.jpg"][""] = "viewer"
    return registry


@pytest.fixture
def shell(registry: FakeRegistry, monkeypatch: pytest.MonkeyPatch) -> FakePowerShell:
    del registry
    shell = FakePowerShell()
    monkeypatch.setattr(subprocess, "run", shell)
    return shell


def test_windows_gets_a_shortcut_and_open_with(
    registry: FakeRegistry, shell: FakePowerShell
) -> None:
    assert launcher.install() == "Clothesfinder is in the Start menu now."
    assert shell.command[0] == "powershell.exe"
    assert not any(COMMAND[0] in word for word in shell.command), "no path is taken for a command"
    assert shell.told["CLOTHESFINDER_TARGET"] == COMMAND[0]
    assert shell.told["CLOTHESFINDER_SHORTCUT"].endswith("Start Menu/Programs/Clothesfinder.lnk")
    ours = rf"Software\Classes\{launcher.DESKTOP_ID}"
    assert registry.keys[rf"{ours}\shell\open\command"][""] == f'"{COMMAND[0]}" "%1"'
    assert registry.keys[r"Software\Classes\.jpg"] == {"": "viewer"}, "the default stays"
    assert launcher.DESKTOP_ID in registry.keys[r"Software\Classes\.jpg\OpenWithProgids"]
    assert launcher.DESKTOP_ID in registry.keys[r"Software\Classes\.avif\OpenWithProgids"]


def test_windows_runs_a_python_where_there_is_no_program(
    registry: FakeRegistry, shell: FakePowerShell
) -> None:
    launcher_windows.install(WITH_PYTHON)
    runs = registry.keys[rf"Software\Classes\{launcher.DESKTOP_ID}\shell\open\command"][""]
    assert runs == r'"C:\Py 3\pythonw.exe" -P "C:\my pictures\main.py" "%1"'
    assert shell.told["CLOTHESFINDER_ARGUMENTS"] == r'-P "C:\my pictures\main.py"'
    assert launcher_windows.installed() == WITH_PYTHON


def test_windows_is_left_as_it_was(registry: FakeRegistry, shell: FakePowerShell) -> None:
    before = {key: dict(values) for key, values in registry.keys.items()}
    launcher.install()
    assert launcher_windows.installed() == COMMAND
    assert launcher.remove() == "Clothesfinder is no longer in the Start menu."
    added = {key for key in registry.keys if key not in before}
    assert all(not registry.keys[key] for key in added)
    assert not any(launcher.DESKTOP_ID in key for key in registry.keys)
    assert {key: registry.keys[key] for key in before} == before
    assert launcher_windows.installed() == []
    assert "no longer" in launcher.remove()
    del shell


def test_windows_that_makes_no_shortcut(shell: FakePowerShell, registry: FakeRegistry) -> None:
    shell.works = False
    before = dict(registry.keys)
    with pytest.raises(Problem, match="made no shortcut"):
        launcher.install()
    assert registry.keys == before


def test_windows_whose_installer_has_done_it(
    shell: FakePowerShell, registry: FakeRegistry, tmp_path: Path
) -> None:
    link = tmp_path / "ProgramData/Microsoft/Windows/Start Menu/Programs/Clothesfinder.lnk"
    link.parent.mkdir(parents=True)
    link.write_text("a shortcut")
    assert "since it was installed" in launcher.install()
    assert shell.command == []
    registry.CreateKey("HKCU", launcher_windows.FOLDER_VERB)
    launcher.remove()
    assert launcher_windows.FOLDER_VERB in registry.keys, "it is the installer's"


@pytest.fixture
def mac(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "platform", "darwin")
    return home / "Applications" / "Clothesfinder.app"


@POSIX
def test_macos_gets_an_application_that_starts_it(
    mac: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / """it's "50%u" $HOME `id` \\n ü""" / "clothesfinder"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(launcher, "own_command", lambda: [str(program), "-P", "a b"])
    assert launcher.install() == "Clothesfinder is in the Applications folder now."
    assert launcher.is_installed()
    facts = plistlib.loads((mac / "Contents/Info.plist").read_bytes())
    assert facts["CFBundleIdentifier"] == launcher.DESKTOP_ID
    (opened,) = facts["CFBundleDocumentTypes"]
    assert opened["LSHandlerRank"] == "Alternate", "no viewer is displaced"
    stub = mac / "Contents/MacOS" / facts["CFBundleExecutable"]
    run = subprocess.run([stub, "x y"], capture_output=True, text=True, check=True)
    assert run.stdout == "-P|a b|x y|"
    program.unlink()
    assert not launcher.is_installed()
    launcher.remove()
    assert not mac.exists()
    assert "no longer" in launcher.remove()


@POSIX
def test_an_application_of_macos_that_is_not_ours_stays(mac: Path) -> None:
    (mac / "Contents" / "MacOS").mkdir(parents=True)
    (mac / "Contents" / "MacOS" / "clothesfinder").write_bytes(
        b"\xcf\xfa\xed\xfe the program itself"
    )
    assert launcher_macos.is_provided()
    assert "since it was installed" in launcher.install()
    launcher.remove()
    assert mac.exists()

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from clothesfinder import __version__, cli, launcher
from clothesfinder.__main__ import COMMANDS, main

ADDRESS = "mongodb+srv://anna:s3cr3t@cluster.example.net/clothes"
PROJECT = Path(__file__).parent.parent


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"clothesfinder {__version__}\n"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for word in (*COMMANDS, "--install-launcher", "--remove-launcher"):
        assert f"clothesfinder {word}" in said


def test_every_command_of_the_command_line_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert f"{{{','.join(COMMANDS)}}}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["index", "folder", ADDRESS],
        ["index", ADDRESS],
        ["status", f"--stor={ADDRESS}", "--jso", f"--json={ADDRESS}", "folder"],
        ["search", "a.jpg", "--gallery", ADDRESS],
        ["search", ADDRESS, "--gallery", "folder"],
        ["search", "a.jpg", "--gallery", "folder", "-k", ADDRESS],
        ["move", "folder", "--form", ADDRESS],
        [ADDRESS],
        [f"--store={ADDRESS}"],
    ],
)
def test_a_password_in_the_wrong_place_is_not_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as wrong_use:
        code = int(wrong_use.code or 0)
    assert code == 2
    said = capsys.readouterr()
    assert said.err
    assert "s3cr3t" not in said.out + said.err


@pytest.mark.parametrize("arguments", [["--colour"], ["-x"], ["a.jpg", "--index"]])
def test_unknown_option(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert arguments[-1] in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_launcher_comes_and_goes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = home / ".local/share/applications" / f"{launcher.DESKTOP_ID}.desktop"
    assert main(["--install-launcher"]) == 0
    assert entry.is_file()
    assert main(["--remove-launcher"]) == 0
    assert not entry.exists()
    assert capsys.readouterr().err == ""


def test_a_problem_is_one_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "freebsd14")
    assert main(["--install-launcher"]) == 1
    assert capsys.readouterr().err.startswith("On this system make a shortcut")


def test_both_starters_say_the_same(tmp_path: Path) -> None:
    from_file = run(sys.executable, PROJECT / "main.py", "--version", folder=tmp_path)
    as_module = run(sys.executable, "-m", "clothesfinder", "--version", folder=PROJECT)
    assert from_file.stdout == as_module.stdout == f"clothesfinder {__version__}\n"
    assert from_file.returncode == as_module.returncode == 0


def test_a_command_is_the_command_lines_business(tmp_path: Path) -> None:
    shown = run(sys.executable, PROJECT / "main.py", "index", "--help", folder=tmp_path)
    assert shown.returncode == 0
    assert "--json" in shown.stdout
    wrong = run(sys.executable, PROJECT / "main.py", "search", folder=tmp_path)
    assert wrong.returncode == 2
    assert wrong.stderr

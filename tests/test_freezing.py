"""What the frozen program is made of, as far as that can be told without making one."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from clothesfinder.__main__ import main
from clothesfinder.suspects import CRASHES, own_command

from .conftest import save
from .test_suspects import SECONDS, plugin, spoil, tried

__all__ = ["plugin"]

PROJECT = Path(__file__).parent.parent
FROZEN = PROJECT / "packaging" / "frozen"
SPEC = FROZEN / "clothesfinder.spec"
on_debian = pytest.mark.skipif(not Path("/usr/share/doc/zlib1g").exists(), reason="not Debian")


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the modules beside the spec be imported, as the spec does."""
    monkeypatch.syspath_prepend(str(FROZEN))


def named_in_spec(keyword: str) -> list[str]:
    """The texts that the spec gives under a name."""
    tree = ast.parse(SPEC.read_text(encoding="utf-8"))
    (given,) = (node.value for node in ast.walk(tree)
                if isinstance(node, ast.keyword) and node.arg == keyword)  # fmt: skip
    return [
        node.value
        for node in ast.walk(given)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_the_spec_compiles_and_names_what_is_there() -> None:
    compile(SPEC.read_text(encoding="utf-8"), str(SPEC), "exec")
    assert (PROJECT / "main.py").is_file()
    for keyword in ("hookspath", "runtime_hooks"):
        (name,) = named_in_spec(keyword)
        assert (FROZEN / name).exists()
    for module in named_in_spec("hiddenimports"):
        assert importlib.util.find_spec(module)


@pytest.mark.usefixtures("beside")
def test_what_is_left_out_is_not_imported_by_the_program() -> None:
    from contents import NOT_IMPORTED

    for file in (PROJECT / "clothesfinder").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.startswith(NOT_IMPORTED)], file


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize(
    ("place", "source", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/env/PySide6/x", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "/env/PySide6/x", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "/env/PySide6/x", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", "/env/PySide6/x", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", "/env/PySide6/x", False),
        ("PySide6/Qt/translations/qtbase_de.qm", "/env/PySide6/x", True),
        ("PySide6/Qt/translations/qtbase_en.qm", "/env/PySide6/x", True),
        ("PySide6/Qt/translations/qtbase_es.qm", "/env/PySide6/x", False),
        ("PySide6\\translations\\qtbase_da.qm", "/env/PySide6/x", False),
        ("PySide6/Qt/translations/qt_de.qm", "/env/PySide6/x", False),
        ("libxcb-cursor.so.0", "/usr/lib/libxcb-cursor.so.0", True),
        ("libssl.so.3", "/usr/lib/libssl.so.3", True),
        ("libglib-2.0.so.0", "/usr/lib/libglib-2.0.so.0", False),
        ("libstdc++.so.6", "/usr/lib/libstdc++.so.6", False),
        ("libX11.so.6", "/usr/lib/libX11.so.6", False),
        ("libjpeg-6dc8d115.so.62.4.0", "/env/pillow.libs/libjpeg-6dc8d115.so.62.4.0", True),
        ("libfreetype.so.6", "/env/x.libs/libfreetype.so.6", True),
        ("torchvision/_C_stable.so", "/env/torchvision/x", False),
        ("torchvision/image.pyd", "/env/torchvision/x", False),
        ("torchvision/models/resnet.py", "/env/torchvision/x", True),
        ("clothesfinder-0.1.0.dist-info/direct_url.json", "/env/x", False),
        ("clothesfinder-0.1.0.dist-info/METADATA", "/env/x", True),
    ],
)
def test_files_that_are_wanted(place: str, source: str, *, wanted: bool) -> None:
    from contents import is_wanted

    assert is_wanted((place, source, "BINARY"), "/env") == wanted


@pytest.mark.usefixtures("beside")
def test_packages_are_told_by_their_modules_and_files() -> None:
    from contents import distributions

    files = [("PySide6/QtCore.abi3.so", "", ""), ("_pi_heif.so", "", ""), ("libz.so.1", "", "")]
    told = {name.lower().replace("-", "_") for name in distributions(["PIL.Image", "json"], files)}
    assert told == {"pillow", "pyside6_essentials", "pi_heif"}


@on_debian
@pytest.mark.usefixtures("beside")
def test_what_the_system_has_brought() -> None:
    from licences import of_the_system

    python = f"{sysconfig.get_path('stdlib')}/lib-dynload/_ssl.so"
    given = ["/env/x/a.so", python, "/usr/lib/libpython3.11.so.1.0", "/usr/lib/libssl.so.3"]
    assert of_the_system(given, "/env") == {Path("/usr/lib/libssl.so.3")}


@on_debian
@pytest.mark.usefixtures("beside")
def test_licences_of_the_systems_libraries(tmp_path: Path) -> None:
    from licences import write_licences

    libz = next(Path("/lib").glob("*-linux-gnu/libz.so.1"))
    stranger = tmp_path / "libstranger.so.2"
    stranger.touch()
    assert write_licences([libz, stranger], tmp_path / "texts") == [str(stranger)]
    texts = {file.name: file.read_text() for file in (tmp_path / "texts").iterdir()}
    assert texts.keys() == {"Python.txt", "libz.txt"}
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in texts["Python.txt"].upper()
    assert "Jean-loup Gailly" in texts["libz.txt"]


def begun(environment: dict[str, str]) -> dict[str, str]:
    """The environment of a frozen program, once it has begun."""
    code = "import at_start, json, os; print(json.dumps(dict(os.environ)))"
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, env=environment, cwd=FROZEN, capture_output=True, check=True)
    after: dict[str, str] = json.loads(told.stdout)
    return after


@pytest.mark.skipif(sys.platform != "linux", reason="Linux programs find libraries so")
@pytest.mark.parametrize("before", [None, "/opt/lib"])
def test_other_programs_find_their_own_libraries(before: str | None) -> None:
    environment = {**os.environ, "LD_LIBRARY_PATH": "/frozen/_internal"}
    environment |= {"LD_LIBRARY_PATH_ORIG": before} if before else {}
    assert begun(environment).get("LD_LIBRARY_PATH") == before


@on_debian
def test_certificates_are_those_of_the_system_it_runs_on() -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SSL_CERT_")}
    if Path("/etc/ssl/certs/ca-certificates.crt").exists():
        assert begun(kept)["SSL_CERT_FILE"] == "/etc/ssl/certs/ca-certificates.crt"
    assert begun({**kept, "SSL_CERT_FILE": "/own.pem"})["SSL_CERT_FILE"] == "/own.pem"
    assert "SSL_CERT_FILE" not in begun({**kept, "SSL_CERT_DIR": "/own"})


def test_torchvision_without_its_compiled_parts() -> None:
    """It is imported, and builds the same networks."""
    code = """
import at_start, importlib.machinery as machinery
whole = machinery.FileFinder.find_spec
machinery.FileFinder.find_spec = lambda finder, name, *rest: (
    None if name.startswith("_C") else whole(finder, name, *rest)
)
import torchvision
assert not torchvision.extension._has_ops()
from clothesfinder.torchvision_model import describe
print(describe("torchvision/convnext_tiny").dimension)
"""
    path = os.pathsep.join([str(FROZEN), str(PROJECT)])
    environment = {**os.environ, "PYTHONPATH": path}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert run.stdout == "768\n", run.stderr


class TestAFrozenProgram:
    """It is no Python, so it opens suspects by a word of its own."""

    @pytest.fixture
    def frozen(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A stand-in: a program that understands nothing but Clothesfinder's own arguments."""
        program = tmp_path / "a b" / "clothesfinder"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{PROJECT}/main.py" "$@"\n')
        program.chmod(0o755)
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", str(program))
        return program

    @pytest.mark.usefixtures("plugin", "frozen")
    @pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of sh")
    def test_a_picture_that_crashes_it_is_found(self, gallery: Path) -> None:
        save(gallery / "good.png")
        spoil(gallery / "bad.bmp", "SIGSEGV")
        assert tried(gallery, "good.png", "bad.bmp", "gone.png") == {"bad.bmp": CRASHES}

    def test_on_windows_it_is_the_one_with_a_console(
        self, frozen: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        twin = str(frozen.with_name("clothesfinder-cli.exe"))
        assert own_command() == [twin, "--open-suspects"]

    def test_else_it_is_this_python(self) -> None:
        assert own_command() == [sys.executable, "-m", "clothesfinder.suspects"]

    def test_the_word_opens(self, gallery: Path) -> None:
        save(gallery / "a.png")
        asked = json.dumps([str(gallery), ["a.png", "gone.png"], 64, 180])
        run = subprocess.run(
            [sys.executable, str(PROJECT / "main.py"), "--open-suspects"],
            input=asked.encode(), capture_output=True, timeout=SECONDS, check=True,
        )  # fmt: skip
        assert run.stdout.split(b"\n") == [b""] * 4


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["status", "FOLDER"], ["--no"]])
def test_without_a_console_nothing_is_written_to(
    arguments: list[str], gallery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    code = main([str(gallery) if word == "FOLDER" else word for word in arguments])
    assert code == {"--no": 2, "status": 1}.get(arguments[0], 0)
    for stream in (sys.stdout, sys.stderr):
        stream.close()

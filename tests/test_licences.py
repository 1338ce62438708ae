"""The licences of all parts: each has one, and a text, and none is there that is not a part."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from clothesfinder import licences as module
from clothesfinder import requirements
from clothesfinder.licence_notes import ADDED, CARRIED, NO_TEXT, STATED, TOLD
from clothesfinder.licences import (
    NO_RECORD,
    UNSTATED,
    Licences,
    Part,
    carried,
    licences,
    stated_licence,
)
from clothesfinder.licences_told import part_as_text
from clothesfinder.requirements import normalised, required
from clothesfinder.resources import resource

PROJECT = Path(__file__).parent.parent
OF_CLIP = {"ftfy", "sentencepiece", "tqdm"}
OF_LINUX = {"cffi", "cuda-toolkit", "cryptography"}


@pytest.fixture(scope="module")
def found() -> Licences:
    return licences()


@pytest.fixture(scope="module")
def parts(found: Licences) -> dict[str, Part]:
    return {normalised(part.name): part for part in found.parts}


def test_each_part_is_there_once(found: Licences, parts: dict[str, Part]) -> None:
    assert len(parts) == len(found.parts)
    assert [part.name for part in found.parts[:2]] == ["Clothesfinder", "Python"]
    assert found.lacking == ""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    for line in project["dependencies"]:
        name = normalised(line.split(">")[0].split("=")[0])
        assert parts[name].version == distribution(name).version
    for deeper in ("shiboken6", "dnspython", "filelock"):  # which others require
        assert deeper in parts


def test_what_only_tests_need_is_no_part(parts: dict[str, Part]) -> None:
    for tool in ("pytest", "mypy", "ruff", "hatchling", "pillow-heif", "secantusdb", "trustme"):
        assert distribution(tool)
        assert tool not in parts


def test_each_has_a_licence_and_a_text(parts: dict[str, Part]) -> None:
    assert {name for name, part in parts.items() if not part.texts} <= NO_TEXT.keys()
    for part in parts.values():
        assert part.licence not in ("", "UNKNOWN", UNSTATED), part.name
        assert part.name in NO_TEXT or max(len(text.text) for text in part.texts) > 400, part.name
        assert part.name == "lazy-importer" or part.homepage or part.name == "Clothesfinder"


def test_no_row_of_the_tables_is_stale(parts: dict[str, Part]) -> None:
    for table in (STATED, NO_TEXT, ADDED, TOLD):
        assert table.keys() - parts.keys() <= OF_CLIP | OF_LINUX
    for name in STATED.keys() & parts.keys():
        assert stated_licence(distribution(name)) == "", f"{name} states its licence now"
    for name in NO_TEXT.keys() & parts.keys():
        assert not parts[name].texts, f"{name} has a text now"
    shipped = {file.stem for file in resource("licences/texts").glob("*.txt")}
    assert shipped == {"Python", *(text for texts in ADDED.values() for text in texts)}


def test_each_library_in_a_wheel_has_a_licence() -> None:
    inside = {
        library
        for one in required().installed.values()
        for library in carried(one.read_text("RECORD") or "")
    }
    assert "libheif" in inside
    if sys.platform == "linux":
        assert inside <= CARRIED.keys()
        assert CARRIED.keys() - inside <= {"libcudart", "libnvjpeg"}  # of torchvision with CUDA


def test_names_of_carried_libraries() -> None:
    record = (
        "pillow.libs/libjpeg-6dc8d115.so.62.4.0,sha256=x,1\n"
        "torchvision.libs/libcudart.faf08d9a.so.13,sha256=x,1\n"
        "PIL/.dylibs/libtiff.6.dylib,sha256=x,1\n"
        "PIL/libs.py,sha256=x,1\n"
    )
    assert carried(record) == ["libcudart", "libjpeg", "libtiff"]


def test_the_window_may_be_replaced_and_that_is_told(parts: dict[str, Part]) -> None:
    told = "\n".join(part_as_text(parts["pyside6-essentials"]))
    for words in ("no key is needed", "install another", "_internal/PySide6", "Qt project"):
        assert words in told
    for title in ("GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE", "HarfBuzz"):
        assert title in told


def test_texts_of_wheels_in_wheels(parts: dict[str, Part]) -> None:
    assert any("libheif" in text.text for text in parts["pi-heif"].texts)
    assert any("LIBPNG" in text.text for text in parts["pillow"].texts)
    assert any("OpenBLAS" in text.text for text in parts["numpy"].texts)
    assert len(parts["torch"].texts) > 30
    assert "libjpeg (IJG AND BSD-3-Clause AND Zlib)" in parts["pillow"].told


def test_a_build_in_one_folder_adds_its_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "OpenSSL.txt").write_text("Format: x\nLicense: Apache-2.0\n\nLicense: Apache-2.0\n")
    (tmp_path / "libz.txt").write_text("Jean-loup Gailly\n")
    (tmp_path / "libxcb-image.txt").write_text("License: GPL-2+\nLicense: MIT/X11\n")
    (tmp_path / "libnew.txt").write_text("License: GPL-2+\nLicense: MIT\n")
    (tmp_path / "Python.txt").write_text("Python as the system has it\n")
    real = resource
    monkeypatch.setattr(
        module, "resource", lambda name: tmp_path if name == "licences" else real(name)
    )
    found = {part.name: part for part in licences().parts}
    assert found["OpenSSL"].licence == "Apache-2.0"
    assert found["libz"].licence == "Zlib"
    assert found["libxcb-image"].licence == "MIT"  # its build files are under another
    assert found["libnew"].licence == UNSTATED
    assert found["Python"].texts[0].text == "Python as the system has it\n"
    assert sum(part.name == "Python" for part in licences().parts) == 1


def test_without_any_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(requirements, "distribution", none)
    monkeypatch.setattr(module, "distribution", none)
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # which has no pyproject.toml
    found = licences()
    assert [part.name for part in found.parts] == ["Clothesfinder", "Python"]
    assert all(part.texts for part in found.parts)
    assert found.lacking == NO_RECORD


def test_a_part_without_a_record_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = distribution

    def some(name: str) -> object:
        if name == "qasync":
            raise PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(requirements, "distribution", some)
    found = licences()
    assert found.lacking.endswith("no record of them here: qasync.")
    assert "keyring" in {part.name for part in found.parts}
    # Where all parts are in one folder, some are left out; this one is there.
    monkeypatch.setattr(module, "is_one_folder", lambda: True)
    assert licences().lacking == found.lacking
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    assert licences().lacking == ""


def test_the_command_prints_all_of_it_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from clothesfinder.__main__ import main; code = main(['--licences']);"
        "sys.exit(code or str(sys.modules.keys() & {'torch', 'PySide6', 'pymongo', 'numpy'}))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True)
    assert run.stderr.decode().strip() == "set()"
    told = run.stdout.decode("utf-8")
    assert "\nqasync 0." in told
    for part in licences().parts:
        assert f"\n{part.name} {part.version}\nLicence: {part.licence}\n" in told
    assert "Redistribution and use in source and binary forms" in told

"""The walls between the rooms of the program, checked by reading its imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

PACKAGE = Path(__file__).parent.parent / "clothesfinder"
QT = {"PySide6", "shiboken6", "qasync"}
TORCH = {"torch", "torchvision", "timm", "safetensors", "open_clip", "sentencepiece"}
MONGO = {"pymongo", "bson"}
SERVES_TORCH = {
    "clip_model",
    "colours",
    "efficientnet_lite",
    "built_in",
    "fused",
    "garment",
    "network",
    "original_model",
    "torchvision_model",
}
# What nothing else may import: the two programs that stand on top of all the rest.
PROGRAMS = {"clothesfinder.cli", "clothesfinder.gui.app", "clothesfinder.__main__"}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def imports(source: str, package: str) -> set[str]:
    """Return what `source`, a module of `package`, imports anywhere, with every name in full."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            up = package.split(".")[: len(package.split(".")) + 1 - node.level]
            origin = ".".join([*(up if node.level else []), *filter(None, [node.module])])
            found |= {origin, *(f"{origin}.{alias.name}" for alias in node.names)}
    return found


def imports_of(module: str) -> set[str]:
    file = SOURCES[module]
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    return imports(file.read_text(encoding="utf-8"), package)


def roots(module: str) -> set[str]:
    return {name.partition(".")[0] for name in imports_of(module)}


def is_gui(name: str) -> bool:
    return name == "clothesfinder.gui" or name.startswith("clothesfinder.gui.")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import a.b", "a.b"),
        ("from a import b", "a.b"),
        ("def f():\n    from a.b import c as d", "a.b.c"),
        ("from . import a", "top.gui.a"),
        ("from .a import b", "top.gui.a.b"),
        ("from ..a import b", "top.a.b"),
        ("if TYPE_CHECKING:\n    import a", "a"),
    ],
)
def test_reading_of_imports(source: str, name: str) -> None:
    assert name in imports(source, "top.gui")


def test_there_is_something_to_read() -> None:
    assert {"clothesfinder.catalog", "clothesfinder.store", "clothesfinder.gui"} <= SOURCES.keys()
    assert "clothesfinder.problem.Problem" in imports_of("clothesfinder.launcher")


@pytest.mark.parametrize("module", SOURCES)
def test_walls(module: str) -> None:
    own_name = module.rpartition(".")[2]
    assert own_name not in EMPTY_NAMES, "a module is called after what it is about"
    if not is_gui(module):
        assert not roots(module) & QT, "Qt belongs into gui/"
    if own_name not in SERVES_TORCH:
        assert not roots(module) & TORCH, "torch belongs into the embedder"
    if not own_name.startswith("atlas_"):
        assert not roots(module) & MONGO, "pymongo belongs into the Atlas store"
    if not is_gui(module) and module != "clothesfinder.__main__":
        assert not [name for name in imports_of(module) if is_gui(name)], "core knows no window"
    if module != "clothesfinder.__main__":
        assert not imports_of(module) & PROGRAMS, "only __main__ starts a program"


def test_heavy_libraries_wait_for_the_job_that_needs_them() -> None:
    """All but the network and the Atlas store can be imported without torch and pymongo."""
    network = tuple(f"clothesfinder.{name}" for name in ("efficientnet_lite", "fused", "garment"))
    heavy = (*network, "clothesfinder.colours", "clothesfinder.atlas_")
    modules = [name for name in SOURCES if not name.startswith(heavy)]
    code = "; ".join(
        [
            "import sys",
            *(f"import {name}" for name in modules),
            f"sys.exit(str(sorted(sys.modules.keys() & {TORCH | MONGO})).replace('[]', ''))",
        ]
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr.strip() == ""


def test_pyside_is_a_version_that_works() -> None:
    major, minor = (int(part) for part in version("PySide6-Essentials").split(".")[:2])
    assert (6, 10) <= (major, minor) < (6, 12)


class Bell(QObject):
    rung = Signal()


def test_pyside_keeps_its_hands_off_true_and_none() -> None:
    """PySide6 6.12.0 on Python 3.11 gives back one reference too many with every emit and call.

    After about a thousand of them the program ends with "deallocating True or False".
    """
    bell = Bell()
    bell.rung.connect(lambda: None)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(300):
        bell.rung.emit()
        bell.setObjectName("bell")
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert all(now > then - 100 for now, then in zip(after, before, strict=True))

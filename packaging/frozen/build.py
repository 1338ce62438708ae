"""Makes the frozen program: `python packaging/frozen/build.py`, in an environment made for it.

It needs the project with the extra "freeze" installed in that environment, and before it torch and
torchvision in their builds for processors alone, which PyTorch's own site tells how to install:

    python -m venv freeze
    freeze/bin/pip install torch torchvision ...
    freeze/bin/pip install ".[freeze]"
    freeze/bin/python packaging/frozen/build.py

The program is then dist/clothesfinder (on macOS dist/Clothesfinder.app, too), has passed its own
self-check, and needs no Python. Build on the oldest system that it is to run on.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).absolute().parent
PROJECT = HERE.parent.parent
NEEDED = ("PyInstaller", "torch", "torchvision", "open_clip", "safetensors", "sentencepiece")
WORTH_STRIPPING = 100_000
"""Bytes of a library from which on it is worth it."""
PARTS = 12


def main() -> int:
    """Build, strip, check and measure; give the exit code."""
    parser = argparse.ArgumentParser(description="Make the frozen program.")
    parser.add_argument("--dist", type=Path, default=PROJECT / "dist", help="where it is put")
    parser.add_argument("--work", type=Path, default=PROJECT / "build", help="for what is made")
    chosen = parser.parse_args()
    if wrong := what_is_wrong():
        print("\n".join(wrong), file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(chosen.dist), "--workpath", str(chosen.work)]
    # The same hashes, times and order of names each time, for the same program each time.
    same = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1735689600"}
    spec = str(HERE / "clothesfinder.spec")
    subprocess.run([*command, *places, spec], env=os.environ | same, check=True)
    folder = chosen.dist / "clothesfinder"
    if sys.platform == "linux":
        strip(folder)
    print(sizes(folder))
    return subprocess.run([checked_program(folder), "--self-check"], check=False).returncode


def what_is_wrong() -> list[str]:
    """Tell, a sentence each, why nothing good would come of a build here."""
    told = [f"{name} is not installed." for name in NEEDED if find_spec(name) is None]
    source = (PROJECT / "clothesfinder" / "__init__.py").read_text(encoding="utf-8")
    try:
        if f'"{version("clothesfinder")}"' not in source:
            told.append("The installed Clothesfinder is of another version than this folder.")
    except PackageNotFoundError:
        told.append("Clothesfinder is not installed; its records tell the frozen one's version.")
    if find_spec("torch") is not None and sys.platform != "darwin":
        import torch

        if torch.version.cuda or torch.version.hip:
            told.append(
                "The installed torch is one for GPUs, which is gigabytes large. Install the one"
                " for processors."
            )
    return told


def strip(folder: Path) -> None:
    """Take names that only debuggers read out of the large libraries: a fifth of the program.

    Those in NAME.libs are left alone: what put them there has moved parts of them, which strip may
    take for damage.
    """
    if shutil.which("strip") is None:
        print("WARNING: there is no strip here; the program is a fifth larger than it needs to be.")
        return
    for file in folder.rglob("*.so*"):
        moved = file.parent.name.endswith(".libs")
        if not moved and not file.is_symlink() and file.stat().st_size > WORTH_STRIPPING:
            subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)


def sizes(folder: Path) -> str:
    """Tell how large a folder is, and its largest parts, in MB of a million bytes."""
    parts: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            inside = file.relative_to(folder).parts
            name = inside[1] if len(inside) > 1 else inside[0]
            parts[name.removesuffix(".libs")] += file.stat().st_size
    lines = [f"{size / 1e6:8.1f} MB  {name}" for name, size in parts.most_common(PARTS)]
    return "\n".join([f"{parts.total() / 1e6:8.1f} MB  {folder}", *lines])


def checked_program(folder: Path) -> str:
    """The executable that has a console, where there are two."""
    name = "clothesfinder-cli.exe" if sys.platform == "win32" else "clothesfinder"
    return str(folder / name)


if __name__ == "__main__":
    sys.exit(main())

"""Builds the installer for Windows: `python packaging/windows/make_installer.py FROZEN OUTPUT`.

FROZEN is the folder of the frozen program, with `clothesfinder.exe` and `_internal` in it; OUTPUT
is the installer to write. It needs makensis (https://nsis.sourceforge.io, Debian's `nsis`), which
runs on Linux, too.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from clothesfinder import __version__
from clothesfinder.resources import resource

SCRIPT = Path(__file__).absolute().parent / "clothesfinder.nsi"
LONGEST = 259 - len(r"C:\Users\twenty letters of it\AppData\Local\Programs\Clothesfinder" "\\")
"""Letters of a path in the program: Windows takes 259 in all, and account names of 20."""


def numbers(version: str) -> str:
    """Return a version as Windows has it: the four numbers that it begins with, 0 for none."""
    written = re.match(r"\d+(?:\.\d+)*", version)
    found = written.group().split(".") if written else []
    return ".".join([*found, "0", "0", "0", "0"][:4])


def draw_side() -> Image.Image:
    """Return the picture at the side of the first page and the last: the icon on a light ground."""
    side = Image.new("RGB", (164, 314), "#e4f1f1")
    with Image.open(resource("icons/128.png")) as icon:
        side.paste(icon, ((side.width - icon.width) // 2, 24), icon.convert("RGBA"))
    return side


def command(frozen: Path, output: Path, side: Path, target: str = "") -> list[str]:
    """Return the command that builds the installer; the target is one of makensis' own.

    Raises FileNotFoundError where the program, or its `_internal`, is not in the frozen folder, and
    ValueError where a path in there is too long for Windows.
    """
    for part in ("clothesfinder.exe", "_internal"):
        if not (frozen / part).exists():
            raise FileNotFoundError(f"{frozen} holds no {part}: is it the frozen program?")
    files = [file for file in frozen.rglob("*") if file.is_file()]
    for file in files:
        if len(str(file.relative_to(frozen))) > LONGEST:
            raise ValueError(f"{file} would have too long a path on Windows")
    size = sum(file.stat().st_size for file in files)
    given = {
        "VERSION": __version__,
        "NUMBERS": numbers(__version__),
        "KILOBYTES": str(size // 1024),
        "SOURCE": str(frozen.absolute()),
        "OUTPUT": str(output.absolute()),
        "SIDE": str(side),
        "ICON": str(resource("icons/clothesfinder.ico")),
        **({"TARGET": target} if target else {}),
    }
    defined = [f"-D{name}={value}" for name, value in given.items()]
    return ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT)]


def build(frozen: Path, output: Path, target: str = "") -> None:
    """Write the installer; raises CalledProcessError where makensis does not like something."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        side = Path(place, "side.bmp")
        draw_side().save(side)
        subprocess.run(command(frozen, output, side, target), check=True)


def main() -> None:
    """Build it as the command line says."""
    frozen, output = map(Path, sys.argv[1:3])
    build(frozen, output)
    print(f"{output}: {output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

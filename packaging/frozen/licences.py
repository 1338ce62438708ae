"""The licences of what the frozen program has that no package of Python brought.

Each is a text of its own, NAME.txt, in a folder that About reads.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DOCUMENTS = Path("/usr/share/doc")


def of_the_system(libraries: Iterable[str], packages: str) -> set[Path]:
    """Pick the libraries that neither a package of Python, in ``packages``, nor Python has brought.

    On Windows and macOS there are none: what Python needs there, it brings.
    """
    if sys.platform != "linux":
        return set()
    pythons = (packages, sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))
    names = ("libpython", "python3")
    paths = (Path(one) for one in libraries if not one.startswith(pythons))
    return {path for path in paths if not path.name.startswith(names)}


def write_licences(libraries: Iterable[Path], folder: Path) -> list[str]:
    """Write the texts of Python and of these libraries of the system into a folder, made anew.

    Returns the libraries that no licence was found of.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(_of_python(), folder / "Python.txt")
    unknown = []
    for library in sorted(libraries):
        text = _of_library(library)
        if text is None:
            unknown.append(str(library))
        else:
            shutil.copyfile(text, folder / f"{_name(library)}.txt")
    return unknown


def starter_licence() -> Path:
    """The text of PyInstaller, whose starter may be used in any program."""
    files = distribution("pyinstaller").files or ()
    return next(Path(str(file.locate())) for file in files if file.name == "COPYING.txt")


def _of_python() -> Path:
    """Python's own; on Windows and macOS it has those of OpenSSL, SQLite and so on in it."""
    for folder in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        if (folder / "LICENSE.txt").is_file():
            return folder / "LICENSE.txt"
    version = "python{}.{}".format(*sys.version_info)
    return DOCUMENTS / version / "copyright"


def _of_library(library: Path) -> Path | None:
    """What the Debian package of a library says of its licence; none on other systems."""
    return next((text for text in _texts(library) if text.is_file()), None)


def _texts(library: Path) -> Iterator[Path]:
    if shutil.which("dpkg") is None:
        return
    for file in (library, library.resolve()):
        for path in {str(file), f"/usr{file}", str(file).removeprefix("/usr")}:
            told = subprocess.run(
                ["dpkg", "-S", path], capture_output=True, text=True, check=False
            ).stdout
            for line in told.splitlines():
                yield DOCUMENTS / line.partition(":")[0] / "copyright"


def _name(library: Path) -> str:
    """A library's name, as "libssl" of "libssl.so.3"."""
    return re.sub(r"\.(so|dylib|dll)\b.*$", "", library.name)

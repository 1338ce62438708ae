"""What the package for Debian says of itself: control fields, copyright, changelog and manual."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from elf import read_elf
from libraries import c_library, needs

from clothesfinder import __version__
from clothesfinder.__main__ import HELP

if TYPE_CHECKING:
    from pathlib import Path

MAINTAINER = "Clothesfinder <nobody@clothesfinder.invalid>"
"""An address that is none, which Debian asks for: see RELEASING.md."""
ARCHITECTURES = {62: "amd64", 183: "arm64"}
RECOMMENDS = (
    "ca-certificates",  # for pictures of web pages, and MongoDB
    "fonts-dejavu-core | fonts-noto-core | fonts-liberation | fonts-freefont-ttf",
    "hicolor-icon-theme",  # or else no menu finds the icon
    "xdg-utils",  # to open a picture, a folder or a page in another program
)
SUGGESTS = ("gnome-keyring | kwalletmanager | keepassxc",)  # to keep the password of a database
DESCRIPTION = """\
find clothes in your own pictures
 Choose a folder with photos of clothes, drop a picture on the window, and
 Clothesfinder shows the photos that look most alike, best first, each with a
 score. Everything happens on this computer: there is no account, and no picture
 leaves it.
 .
 Its index of a folder is kept among the user's own files, and may be kept in
 MongoDB instead. Neither is touched when this package is removed or purged."""
HEAD = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Clothesfinder
Comment: The program is frozen: Python and all that it stands on lie in one folder.

Files: *
Copyright: {year} the Clothesfinder developers
License: Apache-2.0

Files: usr/lib/clothesfinder/*/_internal/*
Copyright: the makers of each part, as its texts say
License: of-the-parts
"""
APACHE = """\

License: Apache-2.0
 On Debian systems the text of the Apache License, Version 2.0, is in
 /usr/share/common-licenses/Apache-2.0.
"""


def version() -> str:
    """Return the version as Debian sorts it: 1.0~rc1 comes before 1.0."""
    return re.sub(r"\.?(a|b|rc|dev)(?=\d)", r"~\1", __version__)


def control(folder: Path, size: int) -> dict[str, str]:
    """Return the fields of the package of this frozen folder, `size` KiB large when installed.

    Raises SystemExit where a library is needed and no package of it known.
    """
    elf = read_elf(folder / "clothesfinder")
    found = needs(folder)
    depends = {f"libc6 (>= {c_library(folder)})"}
    depends |= {need.debian for need in found if not need.recommended}
    recommends = {need.debian for need in found if need.recommended} - depends
    return {
        "Package": "clothesfinder",
        "Version": version(),
        "Architecture": ARCHITECTURES[elf.machine] if elf else "all",
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(sorted(depends)),
        "Recommends": ", ".join(sorted({*RECOMMENDS, *recommends})),
        "Suggests": ", ".join(SUGGESTS),
        "Section": "graphics",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }


def copyright_text(folder: Path, moment: int) -> str:
    """Return the licences of the program and of all parts in the folder, with their texts.

    The frozen program tells them itself; where it does not, they are lacking, and that is printed.
    `moment` is in seconds since 1970.
    """
    done = subprocess.run(
        [folder / "clothesfinder", "--licences"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        print("WARNING: the program does not tell the licences of its parts.", file=sys.stderr)
    # In a field, a line begins with a space, and an empty one is a dot.
    lines = (done.stdout if not done.returncode else "").splitlines()
    quoted = "".join(f" {line.rstrip() or '.'}\n" for line in lines)
    year = datetime.fromtimestamp(moment, UTC).year
    return f"{HEAD.format(year=year)}{quoted}{APACHE}"


def changelog(moment: int) -> str:
    """Return the changelog that Debian's tools read, with this version alone.

    `moment` is in seconds since 1970.
    """
    date = format_datetime(datetime.fromtimestamp(moment, UTC))
    return (
        f"clothesfinder ({version()}) stable; urgency=medium\n\n"
        "  * This version of Clothesfinder. What is new in it is in CHANGELOG.md.\n\n"
        f" -- {MAINTAINER}  {date}\n"
    )


def manual() -> str:
    """Return the page of the manual, in the language of `man`; it says what --help says."""
    first, _, usage = HELP.partition("\n\n")
    escaped = usage.replace("\\", "\\e").replace("-", "\\-")
    # A line that begins with a dot or an apostrophe would be a command.
    text = re.sub(r"(?m)^(?=[.'])", r"\\&", escaped)
    return (
        f'.TH CLOTHESFINDER 1 "" "clothesfinder {__version__}"\n'
        f".SH NAME\nclothesfinder \\- {DESCRIPTION.splitlines()[0]}\n"
        f".SH DESCRIPTION\n{first}\n"
        f".SH USAGE\n.nf\n{text}\n.fi\n"
    )

"""A small application in the Applications folder of a macOS user, that starts this Clothesfinder.

Nothing here was ever run on macOS: the tests look at the files, and run the stub on another Unix.
What is opened with it is told by macOS, not by arguments: see gui/application.py. It is offered in
"Open With", and never made the default (LSHandlerRank).
"""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder import __version__
from clothesfinder.desktop_entry import DESKTOP_ID
from clothesfinder.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACE = "Applications folder"
OPENED = ("public.image", "public.folder")
STUB = "clothesfinder"
ICON = "clothesfinder.icns"


def install(command: Sequence[str]) -> None:
    """Write the application. Raises OSError."""
    contents = _bundle() / "Contents"
    for folder in ("MacOS", "Resources"):
        (contents / folder).mkdir(parents=True, exist_ok=True)
    stub = contents / "MacOS" / STUB
    stub.write_bytes(os.fsencode(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n'))
    stub.chmod(0o755)
    facts = _facts()
    try:
        shutil.copyfile(resource(f"icons/{ICON}"), contents / "Resources" / ICON)
    except FileNotFoundError:
        del facts["CFBundleIconFile"]  # it then has the one that all have that have none
    (contents / "Info.plist").write_bytes(plistlib.dumps(facts))
    os.utime(_bundle())  # by which macOS notices


def remove() -> None:
    """Delete what `install` wrote. Raises OSError."""
    if installed():
        shutil.rmtree(_bundle())


def installed() -> list[str]:
    """The command that the application of this user runs; empty where there is none of ours."""
    try:
        stub = os.fsdecode((_bundle() / "Contents" / "MacOS" / STUB).read_bytes())
    except OSError:
        return []
    start, end = "#!/bin/sh\nexec ", ' "$@"\n'
    ours = stub.startswith(start) and stub.endswith(end)
    return shlex.split(stub[len(start) : -len(end)]) if ours else []


def is_provided() -> bool:
    """Whether Clothesfinder itself lies in a folder of applications."""
    folders = (Path("/Applications"), Path.home() / "Applications")
    bundles = [folder / _bundle().name for folder in folders]
    return any(bundle.exists() for bundle in bundles) and not installed()


def _bundle() -> Path:
    return Path.home() / "Applications" / "Clothesfinder.app"


def _facts() -> dict[str, object]:
    return {
        "CFBundleIdentifier": DESKTOP_ID,
        "CFBundleName": "Clothesfinder",
        "CFBundleDisplayName": "Clothesfinder",
        "CFBundleExecutable": STUB,
        "CFBundleIconFile": ICON,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": __version__,
        "CFBundleVersion": __version__,
        "LSApplicationCategoryType": "public.app-category.photography",
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Pictures and folders of pictures",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": list(OPENED),
            }
        ],
    }

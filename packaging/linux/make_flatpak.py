"""Builds a Flatpak of the frozen program: `python packaging/linux/make_flatpak.py`.

The program is taken from dist/clothesfinder. It needs flatpak-builder, and from Flathub, once:
`flatpak install flathub org.freedesktop.Platform//25.08 org.freedesktop.Sdk//25.08`.
`--prepare` only writes what the manifest asks for, without building.

What the program may do there, and why no less (`finish-args`):

- see all files, and change none (`host:ro`, and the network folders that GNOME mounts): a gallery
  is a folder anywhere, also on a drive. Through the portal of file choosers it would come under
  another path, without word of what changes in it, and each file through a second file system.
  What is exported is written through that portal, where its user says.
- the network: for an index in MongoDB Atlas, pictures of the web, and models that are chosen.
- the keyring, for the password of Atlas; the file manager, to show a picture in its folder.
- no GPU: the window is drawn without, and the frozen program searches without.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).absolute().parent.parent.parent
sys.path.insert(0, str(PROJECT))

from clothesfinder.launcher import DESKTOP_ID, desktop_entry  # noqa: E402

MANIFEST = Path(__file__).absolute().parent / f"{DESKTOP_ID}.json"
BUILD = PROJECT / "build" / "flatpak"


def prepare(folder: Path) -> None:
    """Write the desktop entry that the manifest asks for into this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    entry = desktop_entry(["clothesfinder"])
    (folder / f"{DESKTOP_ID}.desktop").write_text(entry, "utf-8")


def main() -> None:
    """Build it, and write it as one file."""
    prepare(BUILD)
    if sys.argv[1:] == ["--prepare"]:
        return
    repository, bundle = BUILD / "repository", PROJECT / "dist" / "clothesfinder.flatpak"
    options = [f"--repo={repository}", f"--state-dir={BUILD / 'state'}", "--force-clean"]
    subprocess.run(["flatpak-builder", *options, str(BUILD / "tree"), str(MANIFEST)], check=True)
    subprocess.run(["flatpak", "build-bundle", repository, bundle, DESKTOP_ID], check=True)
    print(f"{bundle}: {bundle.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

"""Makes the package for Debian, Ubuntu and their kin: `python packaging/linux/make_deb.py`.

The frozen program is taken from `dist/clothesfinder` (or from the folder that is named), and the
package is written beside it. It needs `dpkg-deb`, which every Debian has, and nothing else of
Debian's. The same program gives the same file, to the byte, where `SOURCE_DATE_EPOCH` is the same;
without it, the moment of the last commit counts.

The program lies in /usr/lib/clothesfinder/VERSION with a link in /usr/bin, as Debian's policy (9.1,
10.1) and the Filesystem Hierarchy Standard have it for what is not to be started from there: /opt
is for what is to be kept off the system, and nothing here is. The version is in the path so that a
window that is open while the package is upgraded goes on with its own files (`deb/preinst`).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).absolute().parent.parent.parent
sys.path.insert(0, str(PROJECT))

from deb_texts import changelog, control, copyright_text, manual, version  # noqa: E402

from clothesfinder.launcher import DESKTOP_ID, ICON_SIZES, desktop_entry  # noqa: E402
from clothesfinder.resources import resource  # noqa: E402

HERE = Path(__file__).absolute().parent
SCRIPTS = ("preinst", "postinst", "prerm")
COMPRESSION = ("-Zxz", "-z6")


def make_deb(folder: Path, to: Path) -> Path:
    """Write the package of the frozen program in `folder` into the folder `to`; return its path.

    Raises OSError where something cannot be read or written, and CalledProcessError where
    `dpkg-deb` refuses; what it said is on the terminal.
    """
    moment = _moment(folder)
    with tempfile.TemporaryDirectory(prefix="clothesfinder-deb-") as place:
        root = Path(place, "root")
        _put_program(folder, root)
        _put_desktop_files(root)
        _put_documents(folder, root, moment)
        _settle_modes(root)
        fields = control(folder, _size(root))
        _put_control(root, fields)
        _settle_times(root, moment)
        package = to / f"clothesfinder_{version()}_{fields['Architecture']}.deb"
        to.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["dpkg-deb", *COMPRESSION, "--root-owner-group", "--build", root, package],
            env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return package


def _put_program(folder: Path, root: Path) -> None:
    inside = root / "usr/lib/clothesfinder" / version()
    # A package that it is frozen of was made with one of these in it.
    not_wanted = shutil.ignore_patterns(".gitignore")
    shutil.copytree(folder, inside, symlinks=True, ignore=not_wanted)
    command = root / "usr/bin/clothesfinder"
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/clothesfinder/{version()}/clothesfinder")
    kept = (HERE / "deb/tmpfiles.conf").read_bytes()
    _write(root / "usr/lib/tmpfiles.d/clothesfinder.conf", kept)


def _put_desktop_files(root: Path) -> None:
    share = root / "usr/share"
    _write(
        share / f"applications/{DESKTOP_ID}.desktop",
        os.fsencode(desktop_entry(["/usr/bin/clothesfinder"])),
    )
    theme = share / "icons/hicolor"
    for size in ICON_SIZES:
        icon = theme / f"{size}x{size}/apps/{DESKTOP_ID}.png"
        _write(icon, resource(f"icons/{size}.png").read_bytes())
    drawing = resource(f"icons/{DESKTOP_ID}.svg").read_bytes()
    _write(theme / f"scalable/apps/{DESKTOP_ID}.svg", drawing)
    told = HERE / f"{DESKTOP_ID}.metainfo.xml"
    _write(share / "metainfo" / told.name, told.read_bytes())


def _put_documents(folder: Path, root: Path, moment: int) -> None:
    documents = root / "usr/share/doc/clothesfinder"
    _write(documents / "copyright", copyright_text(folder, moment).encode())
    _write(documents / "changelog.gz", _zipped(changelog(moment).encode()))
    _write(documents / "CHANGELOG.md.gz", _zipped((HERE.parent / "CHANGELOG.md").read_bytes()))
    _write(root / "usr/share/man/man1/clothesfinder.1.gz", _zipped(manual().encode()))
    overrides = (HERE / "deb/lintian-overrides").read_bytes()
    _write(root / "usr/share/lintian/overrides/clothesfinder", overrides)


def _put_control(root: Path, fields: dict[str, str]) -> None:
    files = [file for file in sorted(root.rglob("*")) if file.is_file() and not file.is_symlink()]
    sums = "".join(f"{_md5(file)}  {file.relative_to(root)}\n" for file in files)
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    _write(root / "DEBIAN/control", lines.encode())
    _write(root / "DEBIAN/md5sums", sums.encode())
    for name in SCRIPTS:
        script = root / "DEBIAN" / name
        _write(script, (HERE / "deb" / name).read_bytes())
        script.chmod(0o755)


def _settle_modes(root: Path) -> None:
    """Let everyone read everything, and only root write; let programs alone be executed."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or _is_program(path) else 0o644)


def _is_program(file: Path) -> bool:
    if not file.stat().st_mode & stat.S_IXUSR or ".so" in file.name:
        return False
    with file.open("rb") as opened:
        return opened.read(4).startswith((b"#!", b"\x7fELF"))


def _settle_times(root: Path, moment: int) -> None:
    for path in (root, *root.rglob("*")):
        os.utime(path, (moment, moment), follow_symlinks=False)


def _size(root: Path) -> int:
    """Return how much it takes up in KiB, as dpkg-gencontrol counts."""
    paths = [path.lstat() for path in root.rglob("*")]
    return sum(-(-one.st_size // 1024) if stat.S_ISREG(one.st_mode) else 1 for one in paths)


def _moment(folder: Path) -> int:
    """Return the seconds since 1970 that all files are to have as their time."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    commit = subprocess.run(
        ["git", "-C", PROJECT, "log", "-1", "--format=%ct"], capture_output=True, check=False
    )
    return int(commit.stdout or (folder / "clothesfinder").stat().st_mtime)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    file.chmod(0o644)


def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _md5(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "md5").hexdigest()


def main() -> None:
    """Read the command line, make the package and tell its path."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "dist/clothesfinder")
    parser.add_argument("--to", type=Path, help="the folder to write it into")
    given = parser.parse_args()
    if not (given.folder / "clothesfinder").is_file():
        parser.error(f"{given.folder} holds no frozen program; make one first")
    print(make_deb(given.folder, given.to or given.folder.absolute().parent))


if __name__ == "__main__":
    main()

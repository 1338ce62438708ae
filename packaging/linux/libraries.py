"""What the frozen program needs of the system: `python packaging/linux/libraries.py FOLDER`.

That is every library that a file in the folder is linked with, and that is not in the folder. It is
read from the files themselves, so that it is right whatever was frozen, and on whatever computer.
The command prints a line of each for the installer `install.sh`: the library, a file that is linked
with it, and the packages of Debian and of Arch that hold it. Fedora and openSUSE find a package by
the library's name.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path, PurePath

from elf import Elf, read_elf

C_LIBRARY = {
    *("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1"),
    *("libresolv.so.2", "libanl.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"),
}
PACKAGES = {
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd"),
    "libGLX.so.0": ("libglx0", "libglvnd"),
    "libglib-2.0.so.0": ("libglib2.0-0t64 | libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0t64 | libglib2.0-0", "glib2"),
    "libgobject-2.0.so.0": ("libglib2.0-0t64 | libglib2.0-0", "glib2"),
    "libgio-2.0.so.0": ("libglib2.0-0t64 | libglib2.0-0", "glib2"),
    "libgmodule-2.0.so.0": ("libglib2.0-0t64 | libglib2.0-0", "glib2"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype2"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libX11.so.6": ("libx11-6", "libx11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
    "libXext.so.6": ("libxext6", "libxext"),
    "libXrender.so.1": ("libxrender1", "libxrender"),
    "libSM.so.6": ("libsm6", "libsm"),
    "libICE.so.6": ("libice6", "libice"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-glx.so.0": ("libxcb-glx0", "libxcb"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xinput.so.0": ("libxcb-xinput0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libwayland-client.so.0": ("libwayland-client0", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "wayland"),
    "libwayland-egl.so.1": ("libwayland-egl1", "wayland"),
    "libdrm.so.2": ("libdrm2", "libdrm"),
    "libgbm.so.1": ("libgbm1", "mesa"),
    "libbrotlidec.so.1": ("libbrotli1", "brotli"),
    "libbrotlicommon.so.1": ("libbrotli1", "brotli"),
    "libpng16.so.16": ("libpng16-16t64 | libpng16-16", "libpng"),
    "libXau.so.6": ("libxau6", "libxau"),
    "libXdmcp.so.6": ("libxdmcp6", "libxdmcp"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5"),
    "libstdc++.so.6": ("libstdc++6", "gcc-libs"),
    "libgcc_s.so.1": ("libgcc-s1", "gcc-libs"),
    "libgomp.so.1": ("libgomp1", "gcc-libs"),
    "libatomic.so.1": ("libatomic1", "gcc-libs"),
    "libz.so.1": ("zlib1g", "zlib"),
    "libbz2.so.1.0": ("libbz2-1.0", "bzip2"),
    "liblzma.so.5": ("liblzma5", "xz"),
    "libzstd.so.1": ("libzstd1", "zstd"),
    "libexpat.so.1": ("libexpat1", "expat"),
    "libuuid.so.1": ("libuuid1", "util-linux-libs"),
    "libcrypt.so.1": ("libcrypt1", "libxcrypt-compat"),
    "libffi.so.8": ("libffi8", "libffi"),
    "libssl.so.3": ("libssl3t64 | libssl3", "openssl"),
    "libcrypto.so.3": ("libssl3t64 | libssl3", "openssl"),
}
"""The package of Debian (of Ubuntu too; "|" stands before an older name), and that of Arch."""
NOT_NEEDED = (
    "platformthemes",  # dialogs as GTK draws them
    "printsupport",
    *("egldeviceintegrations", "libqeglfs", "libqlinuxfb", "libqvkkhrdisplay", "libQt6EglF"),
)
"""Qt does without these on a desktop where a library of theirs is missing (beginnings of names)."""
FOR_WAYLAND = ("wayland", "libqwayland", "libQt6Wayland", "libQt6WlShellIntegration")
"""Every Wayland desktop has what these need, and without it Qt speaks to X."""


@dataclass(frozen=True)
class Need:
    """A library that the program needs of the system."""

    library: str
    file: PurePath
    """One that is linked with it, relative to the folder of the program."""
    recommended: bool
    """Whether the program starts without it, too."""

    @property
    def debian(self) -> str:
        """The packages of Debian that hold it, of which one is enough, with "|" between them."""
        return self._packages[0]

    @property
    def arch(self) -> str:
        """The package of Arch Linux that holds it."""
        return self._packages[1]

    @property
    def _packages(self) -> tuple[str, str]:
        if self.library not in PACKAGES:
            raise SystemExit(
                f"{self.file} needs {self.library}. Write into {Path(__file__).name} which package"
                " holds it, or put the library into the frozen folder."
            )
        return PACKAGES[self.library]


def read_folder(folder: Path) -> dict[PurePath, Elf]:
    """Return what the programs and libraries in the frozen folder ask for, by their files."""
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and (elf := read_elf(file)):
            found[PurePath(file.relative_to(folder))] = elf
    return found


def needs(folder: Path) -> list[Need]:
    """Return the libraries that the frozen folder needs of the system, sorted by name.

    Those of the C library are left out; `c_library` tells which version of it is needed.
    """
    inside = {file.name for file in folder.rglob("*") if ".so" in file.name} | C_LIBRARY
    found: dict[str, Need] = {}
    for file, elf in read_folder(folder).items():
        recommended = _is_called(file, FOR_WAYLAND)
        if _is_called(file, NOT_NEEDED):
            continue
        for library in set(elf.needed) - inside:
            if library not in found or (found[library].recommended and not recommended):
                found[library] = Need(library, file, recommended)
    return [found[library] for library in sorted(found)]


def c_library(folder: Path) -> str:
    """Return the oldest version of the C library (glibc) that is new enough, such as 2.34."""
    needed: set[tuple[int, ...]] = {(2, 17)}
    for elf in read_folder(folder).values():
        for version in elf.versions:
            name, _, numbers = version.partition("_")
            if name == "GLIBC" and numbers.replace(".", "").isdigit():
                needed.add(tuple(int(number) for number in numbers.split("."))[:2])
    return ".".join(map(str, max(needed)))


def _is_called(file: PurePath, beginnings: tuple[str, ...]) -> bool:
    return any(part.startswith(beginnings) for part in file.parts)


def main() -> None:
    """Print a line of each library that the program cannot start without."""
    for need in needs(Path(sys.argv[1])):
        if not need.recommended:
            # An old name of Debian is a second one of the new package's.
            print(need.library, need.file, need.debian.split(" | ")[-1], need.arch, sep="\t")


if __name__ == "__main__":
    main()

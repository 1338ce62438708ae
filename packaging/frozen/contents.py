"""What goes into the frozen program, and what stays out of it, each with its reason.

The spec of PyInstaller reads this; nothing here needs PyInstaller.
"""

from __future__ import annotations

from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

File = tuple[str, str, str]
"""Where it lies in the program, where it comes from, and what PyInstaller calls its kind."""

NOT_IMPORTED = (
    # torch's own tests, and what only its drawings, its compiler's caches and its writers use.
    *("torch.testing._internal.common_utils", "networkx", "jinja2", "fsspec"),
    # Models are downloaded by Clothesfinder itself; open_clip and timm do without.
    "huggingface_hub",
    # What is imported by what is for makers of programs; readline's library is under the GPL.
    *("tkinter", "setuptools", "pydoc", "pip", "readline"),
)
"""Modules that nothing of the program imports while it runs."""

LEFT_OUT = (
    # torchvision: boxes, and readers of pictures; of its networks, none uses them. See at_start.py.
    *("torchvision/*.so*", "torchvision/*.pyd", "torchvision/*.d[ly]*", "torchvision.libs/*"),
    # torch: what shows its makers how to write a plug-in.
    *("torch/lib/*backend_with_compiler*", "torch/lib/*aoti_custom_ops*"),
    # Qt: screens of devices without a desktop.
    *(f"*/plugins/platforms/*{name}.*" for name in ("eglfs", "linuxfb", "vkkhrdisplay", "vnc")),
    *(f"*/plugins/platforms/*{name}.*" for name in ("minimal", "minimalegl", "direct2d")),
    *("*/plugins/egldeviceintegrations/*", "*/plugins/generic/*", "*Qt6EglF[Ss]*"),
    # Qt: the system's state of the network is not asked for.
    "*/plugins/networkinformation/*",
    # Qt's words in languages that the window does not speak, and those of its other programs.
    "*/translations/qt_*",
    "*/translations/qtbase_[!de]*",
    "*/translations/qtbase_[de][!en]*",
)
"""Files that are never opened, by their place in the program."""

OF_THE_SYSTEM = tuple(
    f"{name}.so*"
    for name in (
        # The screen, letters, and the desktop's ways to be talked to.
        *("libX*", "libxkbcommon", "libfontconfig", "libfreetype", "libharfbuzz", "libgraphite2"),
        *("libdbus-1", "libsystemd", "libwayland-*", "libpng16", "libbsd", "libmd"),
        # GLib and GTK, by which the window is one of GNOME's.
        *("libglib-2.0", "libgobject-2.0", "libgio-2.0", "libgmodule-2.0", "libgthread-2.0"),
        *("libgtk-*", "libgdk*", "libcairo*", "libpango*", "libatk*", "libatspi", "libepoxy"),
        *("libfribidi", "libthai", "libdatrie", "libpixman-1", "libjpeg", "libmount", "libblkid"),
        *("libselinux", "libpcre2-8", "libcap", "libgcrypt", "libgpg-error", "liblz4", "libzstd"),
        # A graphics driver may need a newer one than that of the machine that built this.
        *("libstdc++", "libgcc_s"),
    )
)
"""Libraries of a Linux desktop that are its own, as for every program: a second copy of them, of
another age, in the same program would be worse than none. What few systems bring (libxcb-cursor
and the like) and what Python needs (OpenSSL, SQLite) comes along."""


def is_wanted(file: File, packages: str) -> bool:
    """Whether a file that PyInstaller found goes into the program.

    ``packages`` is the folder that Python's packages are installed in.
    """
    place, source, _ = file
    place = place.replace("\\", "/")
    if any(fnmatch(place, pattern) for pattern in LEFT_OUT):
        return False
    # The first of these names a folder of the machine that builds.
    if place.endswith(("/direct_url.json", ".pyi", "/.gitignore")):
        return False
    is_systems = not source.startswith(packages)
    return not (is_systems and any(fnmatch(place, pattern) for pattern in OF_THE_SYSTEM))


def distributions(modules: Iterable[str], files: Iterable[File]) -> list[str]:
    """Name the installed packages that some of these modules and files are of."""
    roots = {module.partition(".")[0] for module in modules}
    roots |= {place.replace("\\", "/").partition("/")[0].partition(".")[0] for place, _, _ in files}
    known = packages_distributions()
    return sorted({name for root in roots for name in known.get(root, ())})

"""What the program runs on, and in which versions: for the help, and to report a problem."""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from clothesfinder import __version__
from clothesfinder.installed import checkout, is_one_folder

LIBRARIES = (
    *("PySide6-Essentials", "qasync", "torch", "torchvision", "numpy", "numkong"),
    *("pillow", "pi-heif", "pymongo", "keyring", "watchdog"),
)
"""Those whose versions matter, by their names in registries."""
NOT_RECORDED = "not recorded"


class Computer(NamedTuple):
    """The computer, in words and numbers."""

    system: str
    processor: str
    cores: int
    """How many this program may use."""
    memory: int
    """Bytes; 0 where that is not known."""


def this_computer() -> Computer:
    """Look what computer this is; may take some tenths of a second where the system is asked."""
    return Computer(_system(), _processor(), _cores(), _memory())


def versions() -> dict[str, str]:
    """The versions of the program, of Python and of the libraries; nothing of them is imported."""
    told = {"Clothesfinder": __version__, "Python": platform.python_version()}
    for name in LIBRARIES:
        try:
            told[name] = version(name)
        except PackageNotFoundError:
            told[name] = NOT_RECORDED
    return told


def installed_as() -> str:
    """How the program came here, in words."""
    if is_one_folder():
        return "a package with all parts in one folder"
    if checkout():
        return "a checkout of the sources"
    return "a package of Python"


def _system() -> str:
    kernel = f"{platform.system()} {platform.release()} {platform.machine()}"
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]}, {kernel}"
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {kernel}"
    except (OSError, KeyError):
        return kernel


def _processor() -> str:
    if sys.platform == "linux":
        try:
            lines = Path("/proc/cpuinfo").read_text("utf-8", errors="replace").splitlines()
        except OSError:
            lines = []
        names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
        return next(names, platform.machine())
    if sys.platform == "darwin":
        command = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        try:
            return subprocess.run(command, capture_output=True, text=True, timeout=5).stdout.strip()
        except (OSError, subprocess.SubprocessError):
            return platform.machine()
    return platform.processor() or platform.machine()


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    if sys.platform == "win32":
        return _memory_of_windows()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return 0


class _MemoryStatus(ctypes.Structure):
    """Windows' MEMORYSTATUSEX."""

    _fields_ = (
        ("length", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        *((name, ctypes.c_uint64) for name in ("total", "free", "a", "b", "c", "d", "e")),
    )


def _memory_of_windows() -> int:
    status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - which other systems lack
    return int(status.total) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else 0

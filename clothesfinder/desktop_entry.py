"""The desktop entry of Clothesfinder: its text, and what is read back from one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DESKTOP_ID = "io.github.clothesfinder.clothesfinder"
MIME_TYPES = (
    "inode/directory",
    *(f"image/{kind}" for kind in ("jpeg", "png", "webp", "bmp", "gif", "tiff", "heif", "avif")),
)
FILES = "%U"
"""What is opened comes in this word's place."""
KEPT = "X-Clothesfinder-Kept"
"""The key that tells which programs stayed the first for what they open: see default_programs."""
ENV = ("/usr/bin/env",)
SHELL = ("/bin/sh", "-c", 'exec "$0" "$@"')
WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)', re.DOTALL)
RESERVED = set(" \t\n\r\"'\\><~|&;$*?#()`")
ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


def desktop_entry(command: Sequence[str], kept: Mapping[str, str] | None = None) -> str:
    """Return the text of a desktop entry that runs `command` with what the user opens.

    ``kept``: what `default_programs.keep` gave, to be read back by `read_kept`.
    """
    words = " ".join(map(_quoted, (*_starting(command[0]), *command)))
    lines = {
        "Type": "Application",
        "Name": "Clothesfinder",
        "Comment": "Find clothes in your own pictures",
        "Comment[de]": "Kleidung in den eigenen Bildern finden",
        "Exec": _escaped(f"{words} {FILES}"),
        "TryExec": _escaped(command[0]),
        "Icon": DESKTOP_ID,
        "Categories": "Graphics;Photography;",
        "Keywords": "clothes;fashion;picture;photo;search;similar;",
        "Keywords[de]": "Kleidung;Mode;Bild;Foto;Suche;ähnlich;",
        "MimeType": "".join(f"{kind};" for kind in MIME_TYPES),
        "StartupNotify": "true",
        "StartupWMClass": "clothesfinder",
        "Terminal": "false",
    }
    if kept:
        lines[KEPT] = "".join(f"{kind}={program};" for kind, program in kept.items())
    return "\n".join(["[Desktop Entry]", *(f"{key}={lines[key]}" for key in lines), ""])


def read_command(entry: str) -> list[str]:
    """Return the words that an entry of ours runs, without those that only start them."""
    found = WORD.findall(_value(entry, "Exec"))
    unquoted = (re.sub(r"\\(.)", r"\1", one, flags=re.DOTALL) or other for one, other in found)
    words = [word.replace("%%", "%") for word in unquoted if word != FILES]
    before = next((one for one in (ENV, SHELL) if tuple(words[: len(one)]) == one), ())
    return words[len(before) :]


def read_kept(entry: str) -> dict[str, str]:
    """Return what an entry of ours tells of the programs that were kept the first."""
    pairs = (pair.partition("=") for pair in _value(entry, KEPT).split(";"))
    return {kind: program for kind, _, program in pairs if program}


def encoded(entry: str) -> bytes:
    """The bytes of an entry's file: paths as the file system gives them, all else in UTF-8."""
    return entry.encode("utf-8", "surrogateescape")


def decoded(file: bytes) -> str:
    """The entry of the bytes of a file."""
    return file.decode("utf-8", "surrogateescape")


def _starting(program: str) -> tuple[str, ...]:
    """The words that a program has to be started by, where its path cannot be the first.

    PCManFM offers no program whose path is quoted, and GLib takes the "%%" for a "%" literally
    there. By env it may be quoted, but hold no "=". The shell takes all, with backslashes in the
    line, which Thunar takes literally.
    """
    if "=" in program:
        return SHELL
    return ENV if set(program) & (RESERVED | {"%"}) else ()


def _quoted(word: str) -> str:
    """Quote one word of an Exec line where it needs it (Desktop Entry Specification)."""
    doubled = word.replace("%", "%%")
    if word and not set(word) & RESERVED:
        return doubled
    for special in '\\"`$':
        doubled = doubled.replace(special, f"\\{special}")
    return f'"{doubled}"'


def _escaped(text: str) -> str:
    """Escape a value of a desktop entry; an Exec line needs it on top of its quotes."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _value(entry: str, key: str) -> str:
    start = f"{key}="
    line = next((line for line in entry.split("\n") if line.startswith(start)), start)
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[0]), line[len(start) :])

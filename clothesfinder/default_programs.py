"""Which program opens a kind of file by default, and how it stays so when another one comes.

Where no list names a default, desktops take the first program that is registered for a kind, and
those in the user's own folder come before those of the system: an entry put there would from then
on open all pictures and folders. So the program that was the first is written into the user's list
of defaults (MIME Applications Specification), unless a list names one already.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.unfinished import unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DEFAULTS, ADDED, REMOVED = "Default Applications", "Added Associations", "Removed Associations"
CACHE = "MIME Cache"
LIST = "mimeapps.list"

Groups = dict[str, dict[str, list[str]]]


def data_home() -> Path:
    """The folder of what belongs to this user's desktop."""
    return _folder("XDG_DATA_HOME", ".local/share")


def system_folders() -> list[Path]:
    """The folders of what belongs to all users' desktops, the most important first."""
    told = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(folder) for folder in told.split(":") if folder]


def keep(kinds: Iterable[str], newcomer: str) -> dict[str, str]:
    """Write down the programs that would no longer come first once the newcomer is there.

    ``newcomer`` and the programs are ids of desktop entries. Gives those that were written, by
    their kind. Raises OSError where the user's list cannot be written.
    """
    kept = {kind: program for kind in kinds if (program := _displaced(kind, newcomer))}
    if kept:
        named = _read(_user_list()).get(DEFAULTS, {})  # where it names any, none of them is there
        _write({kind: [*named.get(kind, ()), program] for kind, program in kept.items()})
    return kept


def let_go(kept: Mapping[str, str]) -> None:
    """Take out of the user's list what `keep` wrote. Raises OSError where that cannot be."""
    named = _read(_user_list()).get(DEFAULTS, {})
    if mine := {kind: program for kind, program in kept.items() if program in named.get(kind, ())}:
        _write({kind: [one for one in named[kind] if one != mine[kind]] for kind in mine})


def _displaced(kind: str, newcomer: str) -> str:
    """The program to be kept the first for this kind; empty where none needs to be."""
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    lists = [_read(file) for folder in _folders() for file in _lists(folder, desktops)]
    if _first(groups.get(DEFAULTS, {}).get(kind, ()) for groups in lists):
        return ""
    # Another desktop of this computer may have one; its choice is better than the first that is.
    others = [_read(file) for folder in _folders() for file in sorted(folder.glob(f"*-{LIST}"))]
    chosen = _first(groups.get(DEFAULTS, {}).get(kind, ()) for groups in others)
    return chosen or _first(_registered(kind, desktops), newcomer)


def _registered(kind: str, desktops: Iterable[str]) -> Iterator[list[str]]:
    """The programs that can open this kind, in the order in which desktops take them."""
    removed: set[str] = set()
    for folder in _folders():
        for file in _lists(folder, desktops):
            groups = _read(file)
            yield [one for one in groups.get(ADDED, {}).get(kind, ()) if one not in removed]
            removed |= set(groups.get(REMOVED, {}).get(kind, ()))
        cached = _read(folder / "mimeinfo.cache").get(CACHE, {}).get(kind, ())
        yield [one for one in cached if one not in removed]


def _first(several: Iterable[Iterable[str]], newcomer: str = "") -> str:
    """The first of these programs that is installed and is not the newcomer."""
    there = (one for some in several for one in some if one != newcomer and _is_there(one))
    return next(there, "")


def _is_there(program: str) -> bool:
    # An id's dashes may stand for folders: "kde4-ark.desktop" is "kde4/ark.desktop".
    names = {program, program.replace("-", "/", 1)}
    folders = (folder / "applications" for folder in (data_home(), *system_folders()))
    return any((folder / name).is_file() for folder in folders for name in names)


def _folders() -> Iterator[Path]:
    """The folders of lists, the most important first."""
    yield _folder("XDG_CONFIG_HOME", ".config")
    for folder in (os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":"):
        yield Path(folder)
    for data in (data_home(), *system_folders()):
        yield data / "applications"


def _lists(folder: Path, desktops: Iterable[str]) -> Iterator[Path]:
    for desktop in filter(None, desktops):
        yield folder / f"{desktop}-{LIST}"
    yield folder / LIST
    yield folder / "defaults.list"  # of before the specification, and still read


def _folder(variable: str, under_home: str) -> Path:
    folder = Path(os.environ.get(variable, ""))
    return folder if folder.is_absolute() else Path.home() / under_home


def _user_list() -> Path:
    """The file of the user's choices; a link to it is left a link."""
    return (_folder("XDG_CONFIG_HOME", ".config") / LIST).resolve()


def _read(file: Path) -> Groups:
    try:
        lines = file.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return {}
    groups: Groups = {}
    keys: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("["):
            keys = groups.setdefault(line.strip().strip("[]"), {})
        elif "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            keys[key.strip()] = _programs(value)
    return groups


def _programs(value: str) -> list[str]:
    return [program.strip() for program in value.split(";") if program.strip()]


def _write(chosen: Mapping[str, Sequence[str]]) -> None:
    """Have the user's list name these programs for these kinds, or none; all else stays in it."""
    file = _user_list()
    before = file.read_bytes().decode("utf-8", "surrogateescape") if file.exists() else ""
    after = _put(before.splitlines(), chosen)
    if not after:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
    with unfinished(file.parent) as half:
        half.write("".join(f"{line}\n" for line in after).encode("utf-8", "surrogateescape"))
        half.end()
        half.path.chmod(mode)
        half.path.replace(file)


def _put(lines: Sequence[str], chosen: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines of a list with these programs as the defaults of these kinds."""
    heading, group = f"[{DEFAULTS}]", ""
    others, is_empty = [], True
    for line in lines:
        group = line.strip() if line.startswith("[") else group
        if group != heading or line.partition("=")[0].strip() not in chosen:
            others.append(line)
            is_empty = is_empty and (group != heading or line.strip() in ("", heading))
    new = [
        f"{kind}={''.join(f'{one};' for one in named)}" for kind, named in chosen.items() if named
    ]
    if heading not in others:
        return [*others, *([""] if others and others[-1] else []), heading, *new] if new else others
    at = others.index(heading)
    if is_empty and not new:
        return others[: at - 1 if at and not others[at - 1] else at] + others[at + 1 :]
    return [*others[: at + 1], *new, *others[at + 1 :]]

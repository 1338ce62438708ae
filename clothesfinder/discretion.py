"""Takes out of a text what is the user's own: secrets, names of pictures and folders, addresses.

What is meant to be shown to others goes through here as a whole. Where it is not sure how far a
name goes, it takes out too much.
"""

from __future__ import annotations

import getpass
import os
import platform
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from clothesfinder.atlas_login import VARIABLE, taken_apart
from clothesfinder.images import SUFFIXES
from clothesfinder.logs import without_secrets
from clothesfinder.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from clothesfinder.settings import Settings

TAKEN_OUT = "…"
PICTURE, GALLERY, HOST = "picture-{}{}", "GALLERY-{}", "HOST"
KEPT_ROOTS = ("usr", "lib", "lib64", "proc", "dev", "sys", "etc", "opt", "System", "Library")
"""Folders of the system, in which nothing is named by its user."""
COMMON_USERS = {"root", "user", "admin", "python", "home", "users"}
SEEN = "\0"
"""Stands before what has been taken care of."""
LONGEST = 2000
"""Letters of a line; to look for names in longer ones would take long."""
SHORTEST = 3
"""Letters of a secret or a user's name that is looked for by itself."""

_SUFFIX = "(?:{})".format("|".join(re.escape(one[1:]) for one in sorted(SUFFIXES, reverse=True)))
_END = rf"\.(?:{_SUFFIX})(?![\w./\\-])"
_START = (
    r"(?:GALLERY-\d+[/\\]|~[/\\]|[A-Za-z]:[/\\](?=\S)|\\\\(?=\w)|/(?=[^\s/])(?!(?:{})/))"
).format("|".join(KEPT_ROOTS))
"""Where a path begins that somebody may have named."""
ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]{1,20}):/+[^\s\"'<>“”]+", re.IGNORECASE)
NAMED_SECRET = re.compile(
    r"((?:password|passwd|passphrase|pwd|token|secret|api[_-]?key|access[_-]?key|authorization"
    r"|signature|sig|cookie|credentials?)[\"']?\s*[=:]\s*)"
    r"(?:(?:bearer|basic)\s+)?(?:\"[^\"]*\"|'[^']*'|[^\s,;&)\]}]+)",
    re.IGNORECASE,
)
HOSTS = (
    re.compile(r"\b[\w.-]+\.mongodb\.net\b(?::\d+)?", re.IGNORECASE),
    re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])(?::\d+)?"),
    re.compile(
        r"(?<![\w.-])(?:[a-z0-9-]+\.)+(?:com|org|net|info|biz|shop|store|fashion|app|dev|io|eu|uk|us"
        r"|de|at|ch|fr|it|es|nl|be|pl|cz|dk|se|no|fi|pt|ie|ca|au|jp|cn|kr|in|br|local|lan"
        r"|example|test|invalid)(?![\w.-])(?::\d+)?",
        re.IGNORECASE,
    ),
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CURLED = re.compile(r"“([^“”\n]*)”")
CODE_LINE = re.compile(r'^(\s*File )"([^"]*)"(, line \d+.*)$')
QUOTED = re.compile(
    rf"(?P<quote>['\"])(?P<path>{_START}[^\n]*?|[^'\"\n]*{_END})(?P=quote)(?!\w)", re.IGNORECASE
)
PATH = re.compile(
    rf"(?<![\w.…~/\\:\0-]){_START}(?:[^\n]*?{_END}|[^\n]*(?=: [^\n]*$)|[^\n]*$)", re.IGNORECASE
)
"""Without quotes, a path that is no picture's goes on to the line's last colon, or its end."""
LOOSE_PICTURE = re.compile(rf"^[^\n]*[^\s]{_END}", re.IGNORECASE)
OWN_FILE = re.compile(r"(?<![\w-])[\w-]{1,41}-([0-9a-f]{16})(?![\w-])")
"""What belongs to an index is called after the gallery's folder."""
LOG_LINE = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ [A-Z]+ [\w.]+: )(.*)$")
DONE = re.compile(r"(?:(?:GALLERY-\d+|…)/)?picture-\d+\.\w+")
GALLERY_START = re.compile(r"GALLERY-\d+")


def secrets_of(url: str) -> Iterator[str]:
    """The user and the password of an address, each as it is written there and as it is meant."""
    login, found, _ = url.partition("://")[2].rpartition("@")
    if found:
        for one in login.partition(":")[::2]:
            yield from {one, unquote(one), quote(one, safe="")}


class Discretion:
    """Knows what is private here; a picture has the same number wherever it is named."""

    def __init__(
        self, settings: Settings, galleries: Iterable[str] = (), urls: Iterable[str] = ()
    ) -> None:
        """Take what was chosen, further folders of pictures, and addresses of databases in use.

        Of the addresses the secrets are looked for by themselves, too, wherever they stand; that
        of the environment is known.
        """
        known = [*settings.recent_galleries, *settings.watched_galleries, *galleries]
        known += [*settings.models, *settings.shared_galleries]
        self._galleries = list(dict.fromkeys(known))
        places = [taken_apart(shared.place) for shared in settings.shared_galleries.values()]
        addresses = [*urls, os.environ.get(VARIABLE, "")]
        self._secrets = _longest_first(one for url in addresses for one in secrets_of(url))
        hosts = [place.server.rpartition("/")[0] for place in places]
        hosts += [_hosts(url) for url in addresses]
        self._hosts = _longest_first(host for listed in hosts for host in _each_host(listed))
        self._names = _longest_first(
            [Path(folder).name for folder in self._galleries] + [place.gallery for place in places]
        )
        self._roots = self._known_roots()
        self._users = _users()
        self._pictures: dict[str, str] = {}

    def told(self, text: str) -> str:
        """The text without what is private."""
        return "\n".join(map(self._line, text.replace(SEEN, "").split("\n"))).replace(SEEN, "")

    def _line(self, line: str) -> str:
        line = self._without_secrets(line)
        line = self._without_roots(line)
        if code := CODE_LINE.match(line):
            line = f'{code[1]}"{self._code_file(code[2])}"{code[3]}'
        else:
            line = self._without_names(line)
        for user in self._users:
            line = re.sub(rf"(?<![\w]){re.escape(user)}(?![\w])", "USER", line, flags=re.I)
        return line

    def _without_secrets(self, line: str) -> str:
        line = without_secrets(line)
        for secret in self._secrets:
            line = line.replace(secret, TAKEN_OUT)
        line = line if len(line) <= LONGEST else line[:LONGEST] + TAKEN_OUT
        line = ADDRESS.sub(rf"\1://{TAKEN_OUT}", line)
        line = NAMED_SECRET.sub(rf"\1{TAKEN_OUT}", line)
        for host in self._hosts:
            line = re.sub(rf"(?<![\w.-]){re.escape(host)}(?![\w-])", HOST, line, flags=re.I)
        line = MAIL.sub(TAKEN_OUT, line)
        for pattern in HOSTS:
            line = pattern.sub(HOST, line)
        return line

    def _without_roots(self, line: str) -> str:
        """Have folders that are known go by what they are."""
        for root, name in self._roots:
            if root in line:
                line = re.sub(rf"{re.escape(root)}(?![\w-])", name, line)
        return OWN_FILE.sub(rf"{TAKEN_OUT}-\1", line)

    def _without_names(self, line: str) -> str:
        """Take out the names of pictures, of galleries, and of all folders but the system's."""
        line = CURLED.sub(lambda found: f"“{self._title(found[1])}”", line)
        line = QUOTED.sub(lambda found: self._quoted(found["quote"], found["path"]), line)
        line = PATH.sub(lambda found: self._path(found[0]), line)
        start, message = (found[1], found[2]) if (found := LOG_LINE.match(line)) else ("", line)
        if LOOSE_PICTURE.search(DONE.sub("", message)):
            message = LOOSE_PICTURE.sub(lambda found: self._picture(found[0]), message)
        for name in self._names:
            message = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", self._title(name), message)
        return start + message

    def _title(self, name: str) -> str:
        """What a gallery is called here; anything else that stands in quotes is taken out."""
        for number, folder in enumerate(self._galleries, 1):
            if name == Path(folder).name or name == GALLERY.format(number):
                return GALLERY.format(number)
        return TAKEN_OUT

    def _quoted(self, quote: str, path: str) -> str:
        return f"{quote}{SEEN}{self._path(path)}{quote}"

    def _path(self, path: str) -> str:
        """What a path is told as."""
        gallery = GALLERY_START.match(path)
        is_picture = re.search(rf"{_END}$", path, re.IGNORECASE) is not None
        place = gallery[0] if gallery else TAKEN_OUT
        return f"{place}/{self._picture(path)}" if is_picture else f"{place}/{TAKEN_OUT}"

    def _picture(self, name: str) -> str:
        if DONE.fullmatch(name):
            return name
        suffix = re.search(r"\.\w+$", name)
        number = len(self._pictures) + 1
        new = PICTURE.format(number, suffix[0].lower() if suffix else "")
        return self._pictures.setdefault(re.split(r"[/\\]", name)[-1], new)

    def _code_file(self, path: str) -> str:
        """Where code lies: as it is below what is known, else nothing but the file's name."""
        is_known = path.startswith(("PYTHON", "PROGRAM", "<")) or not PATH.match(path)
        return path if is_known else re.split(r"[/\\]", path)[-1]

    def _known_roots(self) -> list[tuple[str, str]]:
        """Folders and what they are called, the deepest first; Python's repr of them, too."""
        roots = {
            str(Path.home()): "~",
            sys.base_prefix: "PYTHON",
            sys.prefix: "PYTHON",
            str(Path(__file__).absolute().parent.parent): "PROGRAM",
            str(data_folder()): "DATA",
        }
        roots |= {
            folder: GALLERY.format(number) for number, folder in enumerate(self._galleries, 1)
        }
        written = {
            form: name
            for root, name in roots.items()
            for form in (root, root.replace("\\", "\\\\"))
            if len(root) > 1
        }
        return sorted(written.items(), key=lambda one: -len(one[0]))


def _hosts(url: str) -> str:
    return re.split("[/?]", url.partition("://")[2].rpartition("@")[2])[0]


def _each_host(listed: str) -> Iterator[str]:
    for host in listed.split(","):
        yield from (host, host.partition(":")[0])


def _longest_first(found: Iterable[str]) -> list[str]:
    return sorted({one for one in found if len(one) >= SHORTEST}, key=lambda one: -len(one))


def _users() -> list[str]:
    """What the user and the computer are called."""
    names = [Path.home().name, platform.node(), platform.node().partition(".")[0]]
    with suppress(OSError, KeyError, ImportError):  # a system without such names
        names.append(getpass.getuser())
    return [name for name in _longest_first(names) if name.casefold() not in COMMON_USERS]

"""The address of a gallery in MongoDB, taken apart without showing the secret in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from clothesfinder.problem import Problem

SCHEMES = ("mongodb://", "mongodb+srv://")
DATABASE = "clothesfinder"
GALLERY = "clothesfinderGallery"
"""An option of ours: under which name the gallery is shared."""
COLLECTION = "clothesfinderCollection"
"""An option of ours: the collection that the original scripts filled, to be used as it is."""
PATIENCE = "serverSelectionTimeoutMS"
"""The driver's option that tells how long a server is looked for."""
SHORT_PATIENCE_MS = 3000
HOSTS = re.compile(r"[\w.-]+(:\d+)?(,[\w.-]+(:\d+)?)*|\[[\da-fA-F:]+\](:\d+)?", re.ASCII)
LONGEST_DATABASE = 38  # bytes; the limit of Atlas' free clusters
LONGEST_GALLERY = 120
LONGEST_COLLECTION = 200  # bytes; with the database's name MongoDB takes 255

NO_ADDRESS = (
    "This is not the address of a MongoDB server. In Atlas, copy it under Connect > Drivers;"
    " it begins with mongodb+srv://."
)
PLACEHOLDER = "Put your password into the address, in place of <{}>."
SPECIAL_CHARACTERS = (
    "The address of the MongoDB server cannot be understood. Where the user name or the password"
    " has a character like @ : / ? # or %, write it as %40 %3A %2F %3F %23 or %25."
)
NO_DATABASE = "A database cannot have this name. Use up to 38 letters, digits, - and _."
NO_GALLERY = "A gallery's name has up to 120 characters and no slash. Choose another name."
NO_COLLECTION = (
    "A collection cannot have this name. In Atlas, look under Browse Collections for the one that"
    " the original scripts filled; it has no $ and no slash in its name."
)


@dataclass(frozen=True)
class Address:
    """Where a gallery is kept."""

    uri: str = field(repr=False)
    """As the driver takes it. It may hold a password: never show it, never log it."""
    database: str
    gallery: str
    place: str
    """Hosts and database, for a person to read; with the collection where one is named."""
    collection: str = ""
    """The collection that the original scripts filled; empty for a gallery of our own."""


def is_mongodb(url: str) -> bool:
    """Whether this is meant as the address of a MongoDB server."""
    return url.strip().lower().startswith(SCHEMES)


def hurried(url: str) -> str:
    """Return the address for somebody who has a copy to fall back on, and need not wait long."""
    if PATIENCE.lower() in url.lower():
        return url
    return f"{url}{'&' if '?' in url else '?'}{PATIENCE}={SHORT_PATIENCE_MS}"


def read_address(url: str, gallery: str) -> Address:
    """Take ``mongodb[+srv]://user:password@hosts/database?options`` apart.

    The database is ``clothesfinder`` where none is named. The gallery is called ``gallery`` unless
    the option ``clothesfinderGallery=name`` says otherwise, so that several machines, where its
    folder lies and is called differently, share one. The option ``clothesfinderCollection=name``
    names a collection that the original scripts filled. Raises Problem, which never holds the
    secret.
    """
    scheme, _, rest = url.strip().partition("://")
    if not is_mongodb(url) or not rest:
        raise Problem(NO_ADDRESS)
    if placeholder := re.search(r"<(\w*password)>", rest, re.IGNORECASE):
        raise Problem(PLACEHOLDER.format(placeholder[1]))
    end = min((rest.find(mark) for mark in "/?" if mark in rest), default=len(rest))
    authority, tail = rest[:end], rest[end:].removeprefix("/")
    user, at, hosts = authority.rpartition("@")
    # Strict, because what is taken for a host is shown, and might be a piece of a password.
    if "@" in tail or re.search("[@/?#]", user) or not HOSTS.fullmatch(hosts):
        raise Problem(SPECIAL_CHARACTERS)
    path, _, options = tail.partition("?")
    kept, gallery_option = _take(GALLERY, options)
    kept, collection_option = _take(COLLECTION, kept)
    database = _checked_database(unquote(path) or DATABASE)
    uri = f"{scheme.lower()}://{user}{at}{hosts}/{path}" + (f"?{kept}" if kept else "")
    name = _checked_gallery(gallery_option or gallery)
    if collection_option is None:
        return Address(uri, database, name, f"{hosts}/{database}")
    collection = _checked_collection(collection_option)
    return Address(uri, database, name, f"{hosts}/{database}.{collection}", collection)


def _take(ours: str, options: str) -> tuple[str, str | None]:
    """Return the options that are left, and what the option of ours names if it is there."""
    kept, name = [], None
    for option in filter(None, options.split("&")):
        key, _, value = option.partition("=")
        if key.lower() == ours.lower():
            name = unquote(value.replace("+", " "), errors="surrogateescape")
        else:
            kept.append(option)
    return "&".join(kept), name


def _checked_database(name: str) -> str:
    if len(name.encode(errors="replace")) > LONGEST_DATABASE or re.search(
        r'[/\\. "$*<>:|?\0]', name
    ):
        raise Problem(NO_DATABASE)
    return name


def _checked_collection(name: str) -> str:
    is_long = len(name.encode(errors="replace")) > LONGEST_COLLECTION
    if not name.strip() or is_long or name.startswith("system.") or re.search(r"[$/\0]", name):
        raise Problem(NO_COLLECTION)
    return name


def _checked_gallery(name: str) -> str:
    if not name.strip() or len(name) > LONGEST_GALLERY or "/" in name or "\0" in name:
        raise Problem(NO_GALLERY)
    return name

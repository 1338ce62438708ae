"""How to reach a shared gallery, and where the secret in that is kept: in no file of ours.

The settings know only a gallery's *place*, "hosts/database/name", or "hosts/database.collection/
name" for a collection that the original scripts filled. The connection string is kept in the
system's keyring; where there is none, it is known until the program ends.
"""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from clothesfinder.atlas_address import COLLECTION, DATABASE, GALLERY, read_address
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

VARIABLE = "CLOTHESFINDER_MONGODB_URI"
SERVICE = "Clothesfinder MongoDB"
SIGN_IN_ELSEWHERE = re.compile("(^|&)(authsource|authmechanism)=", re.IGNORECASE)


@dataclass(frozen=True)
class Login:
    """What a user enters to reach a shared gallery."""

    uri: str = field(repr=False)
    """The connection string. It may hold a password: never show it, never log it."""
    database: str
    """Empty for the one that the connection string names, else "clothesfinder"."""
    gallery: str
    collection: str = ""
    """The collection that the original scripts filled; empty for the one that the connection
    string names, else for a gallery of our own."""

    def url(self) -> str:
        """Return the address of a store. Raises Problem, without the secret, where it is wrong.

        The user signs in where the connection string says, whatever the gallery's database is.
        """
        address = read_address(self.uri, self.gallery)
        start, _, options = address.uri.partition("?")
        server, _, named = start.rpartition("/")
        inherited = DATABASE if address.database == "admin" else address.database
        database = self.database.strip() or inherited
        added = [options] if options else []
        if "@" in server and named != database and not SIGN_IN_ELSEWHERE.search(options):
            signs_in = "admin" if server.startswith("mongodb+srv") else named or "admin"
            added.append(f"authSource={signs_in}")
        added.append(f"{GALLERY}={_quoted(self.gallery.strip() or address.gallery)}")
        if collection := self.collection or address.collection:
            added.append(f"{COLLECTION}={_quoted(collection)}")
        url = f"{server}/{quote(database, safe='')}?{'&'.join(added)}"
        read_address(url, "")
        return url


def _quoted(name: str) -> str:
    return quote(name, safe="", errors="surrogateescape")  # a folder's name need not be text


def place_of(url: str) -> str:
    """Return "hosts/database[.collection]/name" of a store's address, which holds no secret."""
    address = read_address(url, "")
    return f"{address.place}/{address.gallery}"


class Place(NamedTuple):
    """Where a gallery lies, taken apart."""

    server: str
    """"hosts/database": who may use one gallery of a database may use all of them."""
    collection: str
    """The one that the original scripts filled; empty for a gallery of our own."""
    gallery: str

    @property
    def database(self) -> str:
        """The database alone."""
        return self.server.rpartition("/")[2]


def taken_apart(place: str) -> Place:
    """Take apart what `place_of` gave."""
    start, _, gallery = place.rpartition("/")
    hosts, _, namespace = start.rpartition("/")
    database, _, collection = namespace.partition(".")  # which no database has in its name
    return Place(f"{hosts}/{database}", collection, gallery)


def is_original(place: str) -> bool:
    """Whether the gallery at this place is a collection of the original scripts."""
    return bool(taken_apart(place).collection)


def converted(place: str) -> str:
    """Return where a gallery of the original scripts lies once it is converted."""
    server, _, gallery = taken_apart(place)
    return f"{server}/{gallery}"


class Secrets:
    """The connection strings of this user, by the place of a gallery.

    Asking may take long, as a locked keyring asks the user first: it is not for the GUI thread.
    """

    def __init__(self) -> None:
        self._of_this_run: dict[str, str] = {}

    def keep(self, place: str, uri: str) -> bool:
        """Keep the connection string; return whether it is still known after the program's end."""
        server = taken_apart(place).server
        self._of_this_run[server] = uri
        keyring = _keyring()
        if keyring is None:
            return False
        try:
            keyring.set_password(SERVICE, server, uri)
        except Exception as error:  # noqa: BLE001 - every system's keyring has errors of its own
            log.warning("the keyring does not take a connection string: %s", type(error).__name__)
            return False
        return True

    def url(self, place: str) -> str | None:
        """Return the address of the store at this place, or None where its secret is not known.

        It is what was entered in this run, else ``CLOTHESFINDER_MONGODB_URI`` where that names the
        same hosts, else what the keyring holds.
        """
        there = taken_apart(place)
        server = there.server
        uri = self._of_this_run.get(server) or _from_environment(server) or _from_keyring(server)
        try:
            bare = read_address(uri, "any").uri if uri else ""  # it may name another collection
            login = Login(bare, there.database, there.gallery, there.collection)
            return login.url() if bare else None
        except Problem:  # somebody changed it to what is no address
            return None

    def forget(self, place: str) -> None:
        """Forget the connection string of this place's database."""
        server = taken_apart(place).server
        self._of_this_run.pop(server, None)
        keyring = _keyring()
        if keyring is None:
            return
        try:
            keyring.delete_password(SERVICE, server)
        except Exception as error:  # noqa: BLE001 - every system's keyring has errors of its own
            log.info("the keyring deletes no connection string: %s", type(error).__name__)


def _from_environment(server: str) -> str | None:
    """Take the variable, but send its password to no other host than it was made for."""
    uri = os.environ.get(VARIABLE, "")
    hosts = server.partition("/")[0]
    try:
        return uri if uri and read_address(uri, "any").place.partition("/")[0] == hosts else None
    except Problem:
        log.warning("%s is not the address of a MongoDB server", VARIABLE)
        return None


def _from_keyring(server: str) -> str | None:
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        return keyring.get_password(SERVICE, server)
    except Exception as error:  # noqa: BLE001 - every system's keyring has errors of its own
        log.warning("the keyring does not answer: %s", type(error).__name__)
        return None


def _keyring() -> KeyringBackend | None:
    """Return the system's keyring, or None where there is none that guards a secret."""
    import keyring

    try:
        backend = keyring.get_keyring()
        return backend if backend.priority >= 1 else None  # below lie files without protection
    except Exception as error:  # noqa: BLE001 - every system's keyring has errors of its own
        log.warning("there is no keyring: %s", type(error).__name__)
        return None

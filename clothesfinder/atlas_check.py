"""Tests the way to a shared gallery step by step, so that what is wrong has a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pymongo.errors import OperationFailure, PyMongoError

from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_connection import connect
from clothesfinder.atlas_errors import (
    BUILDING,
    FAILED_INDEX,
    READ_ONLY,
    attempt,
    problem_of,
)
from clothesfinder.atlas_index import NAMESPACE_NOT_FOUND
from clothesfinder.atlas_originals import Original, find_originals
from clothesfinder.atlas_rows import PICTURE, path_of
from clothesfinder.atlas_store import GALLERIES, PICTURES
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from pymongo import MongoClient
    from pymongo.collection import Collection

    from clothesfinder.atlas_login import Login

    Client = MongoClient[dict[str, Any]]
    Pictures = Collection[dict[str, Any]]

MOST_GALLERIES = 100
NAMES = ("Address", "Connection", "Sign-in", "Permission", "Vector search")
OPEN = (
    "The connection is not encrypted: others in the network can read the password and the"
    " pictures' names. Keep to this computer, or add tls=true to the address."
)
ENCRYPTED = "The server answers, and the connection is encrypted (TLS)."
SIGNED_IN = "The server accepts the user name and password."
NO_USER = "The address has no user name, and the server asks for none."
MAY_WRITE = "This user may search and index."
TO_BE_MADE = "The search index is made when the gallery is indexed."
SEARCH_READY = "The search index is ready."


class Step(NamedTuple):
    """One step of the test."""

    name: str
    ok: bool | None = None
    """Whether it went well; None where it is not done yet."""
    sentence: str = ""
    """What is wrong and what to do; of a step that went well, what is good to know."""


Steps = tuple[Step, ...]


class SharedGallery(NamedTuple):
    """A gallery that is in the database already."""

    name: str
    pictures: int


class Checked(NamedTuple):
    """What a test of a login found out."""

    steps: Steps
    databases: tuple[str, ...] = ()
    """Those that the user may see, as far as the server tells."""
    galleries: tuple[SharedGallery, ...] = ()
    """Those in the database that was tested."""
    originals: tuple[Original, ...] = ()
    """The collections of the original scripts there."""

    @property
    def passed(self) -> bool:
        """Whether a gallery can be kept there."""
        return all(step.ok for step in self.steps)


def check_login(login: Login) -> Generator[Steps, None, Checked]:
    """Test this login, and change nothing in the database. Every yield tells all steps.

    The first step that fails is the last; those after it stay as they are.
    """
    check = _Check(login)
    actions = (check.address, check.connection, check.sign_in, check.permission, check.search)
    steps = tuple(map(Step, NAMES))
    yield steps
    try:
        for number, action in enumerate(actions):
            try:
                done = Step(NAMES[number], True, action())
            except Problem as problem:
                done = Step(NAMES[number], False, str(problem))
            steps = (*steps[:number], done, *steps[number + 1 :])
            yield steps
            if not done.ok:
                break
        return check.found(steps)
    finally:
        check.close()


class _Check:
    """The steps in their order; each returns what is good to know, or raises Problem."""

    def __init__(self, login: Login) -> None:
        self._login = login
        self._client: Client | None = None
        self._refusal: OperationFailure | None = None

    def address(self) -> str:
        self._address = read_address(self._login.url(), "")
        self._client = connect(self._address.uri)  # which looks up the hosts of a mongodb+srv
        self._pictures: Pictures = self._client[self._address.database][PICTURES]
        return f"{self._address.place} (“{self._address.gallery}”)"

    def connection(self) -> str:
        try:
            self._ping()
        except OperationFailure as error:
            self._refusal = error  # it answers; that it does not let the user in comes next
        except PyMongoError as error:
            raise problem_of(error) from None
        return ENCRYPTED if _is_encrypted(self._address.uri) else OPEN

    def sign_in(self) -> str:
        if self._refusal is not None:
            raise problem_of(self._refusal) from None
        return SIGNED_IN if "@" in self._address.uri else NO_USER

    def permission(self) -> str:
        """Read, and ask whether writing is allowed by a write that hits nothing."""
        attempt(lambda: self._pictures.find_one({}, {"_id": 1}))
        nothing = {"_id": "clothesfinder asks whether it may write"}
        try:
            attempt(lambda: self._pictures.delete_one(nothing), writing=True)
        except Problem as problem:
            if str(problem) != READ_ONLY:
                raise
            return READ_ONLY
        return MAY_WRITE

    def search(self) -> str:
        rows = attempt(self._indexes)
        if any(row.get("status") == "FAILED" for row in rows):
            raise Problem(FAILED_INDEX)
        if not rows:
            return TO_BE_MADE
        return SEARCH_READY if all(row.get("queryable", True) for row in rows) else BUILDING

    def found(self, steps: Steps) -> Checked:
        """Tell what there is to choose from, where all went well."""
        if not all(step.ok for step in steps):
            return Checked(steps)
        galleries = attempt(self._galleries)
        originals = find_originals(self._pictures.database)
        return Checked(steps, tuple(self._databases()), tuple(galleries), tuple(originals))

    def _databases(self) -> list[str]:
        assert self._client is not None
        try:
            rows = list(self._client.list_databases(nameOnly=True, authorizedDatabases=True))
        except PyMongoError:  # a convenience, which a server may refuse
            return []
        return sorted({row["name"] for row in rows} - {"admin", "local", "config"})

    def _galleries(self) -> list[SharedGallery]:
        rows = self._pictures.database[GALLERIES].find({}, {"_id": 1}).limit(MOST_GALLERIES)
        return [
            SharedGallery(
                path_of(row["_id"]),
                self._pictures.count_documents({"gallery": row["_id"], "kind": PICTURE}),
            )
            for row in rows.sort("_id")
        ]

    def close(self) -> None:
        if self._client is not None:
            self._client.close()

    def _ping(self) -> None:
        assert self._client is not None
        self._client.admin.command("ping")

    def _indexes(self) -> list[Mapping[str, Any]]:
        try:
            rows = list(self._pictures.list_search_indexes())
        except OperationFailure as error:
            if error.code == NAMESPACE_NOT_FOUND:
                return []
            raise
        return [row for row in rows if str(row.get("name", "")).startswith("clothesfinder_")]


def _is_encrypted(uri: str) -> bool:
    options = uri.partition("?")[2].lower()
    if uri.startswith("mongodb+srv") and not re.search("(^|&)(tls|ssl)=false", options):
        return True
    return re.search("(^|&)(tls|ssl)=true", options) is not None

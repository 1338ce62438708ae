"""What MongoDB and its driver report, as sentences for people.

The driver's own words are never shown: they may hold a piece of the password, or megabytes of the
rows that were sent. What is known by code is told by code, and the rest by a part of the text.
"""

from __future__ import annotations

import random
import re
import time
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    ConfigurationError,
    ConnectionFailure,
    NotPrimaryError,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
)

from clothesfinder.problem import Problem, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each further attempt at what failed for a passing reason."""
PATIENCE = 30.0
"""Seconds after which nothing is attempted again; the driver may have tried by itself till then."""

NOT_FOUND = (
    "The MongoDB server's name cannot be found. Check the address, and that this computer is"
    " connected to the internet."
)
NO_CERTIFICATE = (
    "The MongoDB server's certificate cannot be verified. Check this computer's date; where a"
    " company inspects connections, name its certificate in the address with tlsCAFile=."
)
NO_CERTIFICATE_FILE = (
    "The certificate file that the address of the MongoDB server names cannot be read. Check"
    " that it is there, then try again."
)
NOT_LET_IN = (
    "The MongoDB server ends the connection at once. In Atlas, check that this computer's IP"
    " address is on the access list (Network Access) and that the cluster is not paused."
)
NO_TLS = (
    "No secure connection to the MongoDB server can be made. Check whether the address needs"
    " tls=true, and that nothing between here and the server changes the connection."
)
REFUSED = (
    "The MongoDB server does not answer. Check that it is running, and that the address and"
    " its port are right."
)
SLOW = (
    "The MongoDB server did not answer in time. Check the connection to the internet; in"
    " Atlas, check the access list and that the cluster is not paused. What was stored is"
    " kept."
)
CUT = "The connection to the MongoDB server was cut. Try again; what was stored is kept."
FAILOVER = (
    "The MongoDB cluster is choosing a new main server. Try again in a minute; what was"
    " stored is kept."
)
BUSY = (
    "The MongoDB server slows this computer down, because it has too much to do. Wait a"
    " minute, then try again; what was stored is kept. A larger cluster does more at once."
)
SIGN_IN = (
    "The MongoDB server does not accept this user name and password. Check both; in Atlas"
    " they are those of a database user (Database Access), not of your account."
)
NOT_ALLOWED = (
    "This MongoDB user may not read this database. In Atlas, give the user the role readWrite"
    " on it (Database Access)."
)
READ_ONLY = (
    "This MongoDB user may search this gallery but not change it. To index, use a user with"
    " the role readWrite (in Atlas: Database Access)."
)
FULL = (
    "The MongoDB database is full. Choose a larger cluster or remove galleries, then index"
    " again; what was stored is kept."
)
TOO_MANY_INDEXES = (
    "This cluster has as many search indexes as it may have (a free one: three). In Atlas,"
    " delete one that is not needed, wait a few minutes, then index again."
)
NO_SEARCH = (
    "This MongoDB server has no vector search. Use MongoDB Atlas, or MongoDB's Docker image"
    " mongodb-atlas-local."
)
SEARCH_DOWN = (
    "The search service of the MongoDB server does not answer. Try again in a few minutes;"
    " what was stored is kept."
)
BUILDING = (
    "The search index is still being built. Pictures are found when it is ready, mostly"
    " within a few minutes."
)
MISSING = "This gallery has no search index in MongoDB. Index the gallery again to have it made."
FAILED_INDEX = (
    "MongoDB could not build the search index. In Atlas, look under Search for the reason and"
    " delete the index, then index the gallery again."
)
OTHER_INDEX = (
    "The database has a search index of the same name that was made for something else. In"
    " Atlas, delete it under Search or choose another database, then index again."
)
NOT_SEARCHABLE_YET = (
    "The pictures are stored, but the search index has not taken them in yet. Search again in"
    " a few seconds."
)
OTHER_MODEL = "This gallery was indexed with another model. Update it, then search again."
STRICT = "The server accepts no search under this address's options. Remove them, then try again."
TOO_OLD = "This MongoDB server is too old. Clothesfinder needs version 7 or newer."
WRONG_ADDRESS = (
    "The address of the MongoDB server, or an option in it, is not valid. In Atlas, copy it"
    " again under Connect > Drivers."
)
UNKNOWN = (
    "The MongoDB server reports an error ({}). Try again; in Atlas, look at the cluster's alerts."
)


class Rule(NamedTuple):
    """An error is told by its code, or by a part of its text; the first rule that fits decides."""

    sentence: str
    codes: frozenset[int] = frozenset()
    text: str = r"(?!)"


def _rule(sentence: str, *codes: int, text: str = r"(?!)") -> Rule:
    return Rule(sentence, frozenset(codes), text)


SERVER_RULES = (
    _rule(FULL, 14031, text="space quota"),
    _rule(TOO_MANY_INDEXES, text="maximum number of (FTS|search) indexes"),
    _rule(SIGN_IN, 18, 11, text="bad auth|[Aa]uthentication failed"),
    _rule(NOT_ALLOWED, 13, text="not allowed to do action|not authorized"),
    _rule(BUILDING, text="not initialized|in state (NOT_STARTED|INITIAL_SYNC|UNKNOWN)"),
    _rule(FAILED_INDEX, text="in state FAILED"),
    _rule(MISSING, 27, text="in state (DELETING|DOES_NOT_EXIST)|is not indexed as vector"),
    _rule(OTHER_MODEL, text="dimensions but queried with"),
    _rule(OTHER_INDEX, 68, 197, text="needs to be indexed as"),
    _rule(NO_SEARCH, 31082, 115, 59, 40324, 6047401, 7501001),
    _rule(SEARCH_DOWN, 125, text="mongot|Error connecting to|RST_STREAM|HostUnreachable"),
    _rule(BUSY, 462, 489, text="throttl|[Rr]ate limit|too many (requests|connections)"),
    _rule(FAILOVER, 91, 189, 10107, 11600, 11602, 13435, 13436),
    _rule(SLOW, 50, 262, 202),
    _rule(CUT, 6, 7, 89, 9001),
    _rule(STRICT, 323),
    _rule(TOO_OLD, 322),
)
CONNECTION_RULES = (
    _rule(
        NOT_FOUND,
        text="DNS|[Nn]ame or service not known|nodename nor servname|getaddrinfo|name resolution"
        "|No address associated|nameservers|resolution lifetime",
    ),
    _rule(NO_CERTIFICATE, text="CERTIFICATE_VERIFY_FAILED|certificate verify failed"),
    _rule(NOT_LET_IN, text="(?i)TLSV1_ALERT_INTERNAL_ERROR|alert internal error"),
    _rule(NO_TLS, text="SSL|TLS"),
    _rule(REFUSED, text="[Cc]onnection refused|actively refused|No route to host|unreachable"),
    _rule(FAILOVER, text="No primary|No replica set members"),
    _rule(SLOW, text="timed out"),
)
PASSING = {FAILOVER, BUSY, CUT}
UNREACHABLE = PASSING | {NOT_FOUND, NOT_LET_IN, NO_TLS, REFUSED, SLOW, SEARCH_DOWN}
"""What a wait or another network may end, and a user cannot."""
DUPLICATE_KEY, WRITE_CONFLICT = 11000, 112


def attempt(operation: Callable[[], Result], *, writing: bool = False) -> Result:
    """Do this, and again after a pause where it failed for a passing reason.

    The operation must be one that may be done twice. Raises Problem where it fails for good.
    """
    start = time.monotonic()
    for wait in (*WAITS, None):
        try:
            return operation()
        except PyMongoError as error:
            is_late = time.monotonic() - start > PATIENCE
            if wait is None or is_late or not is_passing(error):
                raise problem_of(error, writing=writing) from None
        time.sleep(wait * random.uniform(0.75, 1.25))
    raise AssertionError("the last attempt returns or raises")


def is_passing(error: PyMongoError) -> bool:
    """Whether the same may work in a moment. Who waited long already is not to wait again."""
    if isinstance(error, ServerSelectionTimeoutError) or error.timeout:
        return False
    if any(map(error.has_error_label, ("RetryableError", "SystemOverloadedError"))):
        return True
    code, _ = _code_and_text(error)
    return code in (DUPLICATE_KEY, WRITE_CONFLICT) or sentence_of(error) in PASSING


def problem_of(error: PyMongoError, *, writing: bool = False) -> Problem:
    """Return the sentence as a Problem, or as Unreachable where it is about the way there.

    What was raised and its code are noted for the log.
    """
    sentence = sentence_of(error, writing=writing)
    problem = Unreachable(sentence) if sentence in UNREACHABLE else Problem(sentence)
    code, _ = _code_and_text(error)
    problem.add_note(f"{type(error).__name__}, code {code}")
    return problem


def sentence_of(error: PyMongoError, *, writing: bool = False) -> str:
    """Say what happened and what to do; ``writing`` tells that the database could be read."""
    code, text = _code_and_text(error)
    if isinstance(error, ConnectionFailure) and not isinstance(error, NotPrimaryError):
        sentence = _first(CONNECTION_RULES, None, text) or _no_connection(error, text)
    elif isinstance(error, ConfigurationError):
        sentence = _first(CONNECTION_RULES[:1], None, text) or WRONG_ADDRESS
    else:
        sentence = _first(SERVER_RULES, code, text)
    if not sentence and isinstance(error, AutoReconnect):
        sentence = FAILOVER
    if not sentence and error.timeout:
        sentence = SLOW
    if sentence == NOT_ALLOWED and writing:
        return READ_ONLY
    return sentence or UNKNOWN.format(type(error).__name__ if code is None else f"code {code}")


def _no_connection(error: ConnectionFailure, text: str) -> str:
    """Tell a server that was never found from one that was lost."""
    if not isinstance(error, ServerSelectionTimeoutError):
        return CUT
    return NO_TLS if re.search("connection closed|reset by peer|forcibly closed", text) else SLOW


def _first(rules: tuple[Rule, ...], code: int | None, text: str) -> str:
    return next((r.sentence for r in rules if code in r.codes or re.search(r.text, text)), "")


def _code_and_text(error: PyMongoError) -> tuple[int | None, str]:
    """Return the server's code and words; of many failed writes, those of the first."""
    if isinstance(error, BulkWriteError):
        failed = error.details.get("writeErrors") or error.details.get("writeConcernErrors")
        first = failed[0] if failed else {}
        return first.get("code"), first.get("errmsg", "")
    if isinstance(error, (OperationFailure, NotPrimaryError)):
        details = error.details if isinstance(error.details, dict) else {}
        return details.get("code"), str(details.get("errmsg", error))
    return None, str(error)

from __future__ import annotations

import socket
import threading
import traceback
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme
from pymongo.errors import BulkWriteError

from clothesfinder import atlas_errors as sentences
from clothesfinder.atlas_opening import open_atlas
from clothesfinder.problem import Problem
from tests.store_contract import SPACE, entry, found, vector

from .conftest import SECRET
from .search_double import AtlasSearchDouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clothesfinder.atlas_store import AtlasStore

CLOTHES = Path("clothes")
QUICK = "serverSelectionTimeoutMS=500"


@contextmanager
def problem(sentence: str) -> Iterator[None]:
    """Expect this sentence, and the secret nowhere in what a log might keep of it."""
    with pytest.raises(Problem) as caught:
        yield
    assert str(caught.value) == sentence
    assert SECRET not in "".join(traceback.format_exception(caught.value))


READING = [
    (8000, "bad auth : authentication failed", sentences.SIGN_IN),
    (18, "Authentication failed.", sentences.SIGN_IN),
    (13, "not authorized on clothes to execute command", sentences.NOT_ALLOWED),
    (8000, "user is not allowed to do action [find] on [a.b]", sentences.NOT_ALLOWED),
    (50, "operation exceeded time limit", sentences.SLOW),
    (322, "Provided apiVersion is not supported", sentences.TOO_OLD),
    (99999, f"something {SECRET}", sentences.UNKNOWN.format("code 99999")),
]
HEAD = "Executor error during aggregate command on namespace: a.b :: caused by :: "
SEARCHING = [
    (8, "Index x not initialized", sentences.BUILDING),
    (8, "cannot query vector index 1 while in state NOT_STARTED", sentences.BUILDING),
    (8, "cannot query vector index 1 while in state INITIAL_SYNC", sentences.BUILDING),
    (8, "cannot query vector index 1 while in state FAILED", sentences.FAILED_INDEX),
    (8, "vector field is indexed with 8 dimensions but queried with 4", sentences.OTHER_MODEL),
    (8, "Path 'folders' needs to be indexed as filter", sentences.OTHER_INDEX),
    (8, "Error connecting to localhost:28000 (HostUnreachable)", sentences.SEARCH_DOWN),
    (1, "Received RST_STREAM with error code 2", sentences.SEARCH_DOWN),
    (31082, "$vectorSearch requires additional configuration", sentences.NO_SEARCH),
    (40324, "Unrecognized pipeline stage name: '$vectorSearch'", sentences.NO_SEARCH),
    (6047401, "$vectorSearch stage is only allowed on MongoDB Atlas", sentences.NO_SEARCH),
    (323, "not in API Version 1", sentences.STRICT),
]
MAKING = [
    (8000, "The maximum number of FTS indexes has been reached", sentences.TOO_MANY_INDEXES),
    (59, "no such command: 'createSearchIndexes'", sentences.NO_SEARCH),
    (115, "Search index commands are only supported with Atlas.", sentences.NO_SEARCH),
    (125, "Error connecting to Search Index Management service.", sentences.SEARCH_DOWN),
    (68, "Index already exists with a different definition.", sentences.OTHER_INDEX),
    (13, "Not authorized to call createSearchIndexes", sentences.READ_ONLY),
]
WRITING = [
    (8000, "you are over your space quota, using 513 MB of 512 MB", sentences.FULL),
    (14031, "available disk space of 1 bytes is less than required", sentences.FULL),
    (13, "not authorized on clothes to execute command", sentences.READ_ONLY),
    (8000, "user is not allowed to do action [update] on [a.b]", sentences.READ_ONLY),
]


RULE = ("code", "message", "sentence")


@pytest.mark.parametrize(RULE, READING)
def test_reading(
    atlas: AtlasSearchDouble, url: str, code: int, message: str, sentence: str
) -> None:
    atlas.refuse("find", code, message)
    with problem(sentence):
        open_atlas(url, CLOTHES)


@pytest.mark.parametrize(RULE, SEARCHING)
def test_searching(
    atlas: AtlasSearchDouble, store: AtlasStore, code: int, message: str, sentence: str
) -> None:
    store.put([entry("a", 1)])
    atlas.refuse("$vectorSearch", code, HEAD + message)
    with problem(sentence):
        store.search(vector(1), 5)
    assert found(store.search(vector(1), 5)) == ["a"]


@pytest.mark.parametrize(RULE, MAKING)
def test_making_the_index(
    atlas: AtlasSearchDouble, fresh: AtlasStore, code: int, message: str, sentence: str
) -> None:
    atlas.refuse("createSearchIndexes", code, message)
    with problem(sentence):
        fresh.reset(SPACE)
    assert fresh.space() is None


@pytest.mark.parametrize(RULE, WRITING)
def test_writing(
    atlas: AtlasSearchDouble, store: AtlasStore, code: int, message: str, sentence: str
) -> None:
    atlas.refuse("update", code, message)
    with problem(sentence):
        store.put([entry("a", 1)])
    assert not store.count()


def test_of_many_failed_writes_none_is_shown() -> None:
    failed = [{"code": 8000, "errmsg": "over your space quota", "op": {"x": SECRET}}] * 100
    assert sentences.sentence_of(BulkWriteError({"writeErrors": failed})) == sentences.FULL
    with problem(sentences.FULL):
        raise sentences.problem_of(BulkWriteError({"writeErrors": failed}))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(462, sentences.BUSY), (189, sentences.FAILOVER), (91, sentences.FAILOVER)],
)
def test_what_lasts_too_long(
    atlas: AtlasSearchDouble, store: AtlasStore, code: int, sentence: str
) -> None:
    atlas.refuse("$vectorSearch", code, "for now", times=500)
    store.put([entry("a", 1)])
    with problem(sentence):
        store.search(vector(1), 5)
    atlas.forgive()


def address(port: int, options: str = "", user: str = "ann") -> str:
    return f"mongodb://{user}:{SECRET}@127.0.0.1:{port}/?{QUICK}&{options}"


def test_a_server_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    with problem(sentences.REFUSED):
        open_atlas(address(port), CLOTHES)


def test_a_server_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute, problem(sentences.SLOW):
        open_atlas(address(mute.getsockname()[1], "connectTimeoutMS=200"), CLOTHES)


@pytest.mark.parametrize("scheme", ["mongodb", "mongodb+srv"])
def test_a_name_that_nobody_has(scheme: str) -> None:
    with problem(sentences.NOT_FOUND):
        open_atlas(f"{scheme}://ann:{SECRET}@no.such.invalid/?{QUICK}", CLOTHES)


@pytest.mark.parametrize(
    "options", ["tls=perhaps", "authMechanism=none", "tls=true&ssl=false", "unheard=of", "w"]
)
def test_an_address_that_the_driver_refuses(options: str) -> None:
    with problem(sentences.WRONG_ADDRESS):
        open_atlas(f"mongodb://ann:{SECRET}@127.0.0.1/?{options}", CLOTHES)


def test_users_and_their_rights(users: AtlasSearchDouble) -> None:
    def place(user: str) -> str:
        return address(users.port, "authSource=admin", user)

    with problem(sentences.SIGN_IN):
        open_atlas(place("owner").replace(SECRET, "wrong"), CLOTHES)
    with problem(sentences.NOT_ALLOWED):
        open_atlas(place("stranger"), CLOTHES)
    with problem(sentences.NOT_ALLOWED):
        open_atlas(place("stranger").replace(f"stranger:{SECRET}@", ""), CLOTHES)
    owner = open_atlas(place("owner"), CLOTHES)
    owner.reset(SPACE)
    owner.put([entry("a", 1)])
    owner.close()
    reader = open_atlas(place("reader"), CLOTHES, create=False)
    assert found(reader.search(vector(1), 5)) == ["a"]
    assert reader.entries(["a"])
    changes: list[Callable[[], None]] = [
        lambda: reader.put([entry("b", 1)]),
        lambda: reader.drop(["a"]),
        lambda: reader.fail([]),
        lambda: reader.reset(SPACE),
        reader.forget,
    ]
    for change in changes:
        with problem(sentences.READ_ONLY):
            change()
    assert found(reader.search(vector(1), 5)) == ["a"]
    reader.close()


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """A server that speaks TLS only: its port, and the certificate of who signed its own."""
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    own, signer = folder / "own.pem", folder / "signer.pem"
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(own))
    authority.cert_pem.write_to_path(str(signer))
    options = {"tls_cert_file": str(own), "tls_key_file": str(own)}
    with AtlasSearchDouble(folder / "data", **options) as server:
        yield server.port, signer


def test_tls(certified: tuple[int, Path]) -> None:
    port, signer = certified
    place = f"mongodb://127.0.0.1:{port}/?{QUICK}"
    store = open_atlas(f"{place}&tls=true&tlsCAFile={signer}", CLOTHES)
    store.reset(SPACE)
    store.put([entry("a", 1)])
    assert found(store.search(vector(1), 5)) == ["a"]
    store.close()
    with problem(sentences.NO_CERTIFICATE):
        open_atlas(f"{place}&tls=true", CLOTHES)
    with problem(sentences.NO_TLS):
        open_atlas(place, CLOTHES)


def test_a_certificate_file_that_is_not_there() -> None:
    with problem(sentences.NO_CERTIFICATE_FILE):
        open_atlas("mongodb://127.0.0.1/?tlsCAFile=missing.pem", CLOTHES)


def test_tls_that_the_server_does_not_speak(atlas: AtlasSearchDouble) -> None:
    with problem(sentences.NO_TLS):
        open_atlas(f"{atlas.uri}?{QUICK}&connectTimeoutMS=100&tls=true", CLOTHES)


def test_a_computer_that_is_not_let_in() -> None:
    """Atlas ends the handshake with an alert where the address is not on the access list."""
    alert = b"\x15\x03\x03\x00\x02\x02\x50"  # fatal, internal error
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_answer_all, args=(server, alert), daemon=True).start()
        port = server.getsockname()[1]
        with problem(sentences.NOT_LET_IN):
            open_atlas(address(port, "tls=true"), CLOTHES)
        server.shutdown(socket.SHUT_RDWR)


def _answer_all(server: socket.socket, answer: bytes) -> None:
    with suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)

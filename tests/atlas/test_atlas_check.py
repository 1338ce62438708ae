from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest
from pymongo import MongoClient

from clothesfinder import atlas_check, atlas_errors
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_check import Checked, SharedGallery, Step, Steps, check_login
from clothesfinder.atlas_login import Login
from clothesfinder.atlas_opening import open_atlas
from clothesfinder.atlas_store import PICTURES, AtlasStore
from tests.store_contract import SPACE, entry

from .search_double import AtlasSearchDouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "s3cr3t"
QUICK = "serverSelectionTimeoutMS=500"


def check(uri: str) -> Steps:
    """Run the test to its end; every step is told as it comes."""
    return find(uri).steps


def find(uri: str) -> Checked:
    told: list[Steps] = []
    job = check_login(Login(uri, "", "clothes"))
    while True:
        try:
            told.append(next(job))
        except StopIteration as end:
            checked: Checked = end.value
            break
    steps = checked.steps
    assert [sum(step.ok is not None for step in steps) for steps in told] == [*range(len(told))]
    assert told[-1] == steps
    assert not [step for step in steps if SECRET in repr(step)]
    return checked


def failed(steps: Steps) -> Step:
    """The step that failed, after some that passed and before some that were not done."""
    number = [step.ok for step in steps].index(False)
    assert [step.ok for step in steps] == [True] * number + [False] + [None] * (4 - number)
    return steps[number]


def test_a_database_that_can_be_used(atlas: AtlasSearchDouble, url: str) -> None:
    steps = check(url)
    assert [step.name for step in steps] == list(atlas_check.NAMES)
    assert all(step.ok for step in steps)
    assert steps[1].sentence == atlas_check.OPEN
    assert steps[4].sentence == atlas_check.TO_BE_MADE
    with MongoClient[dict[str, Any]](url) as client:
        assert client.get_default_database().list_collection_names() == []


def test_the_galleries_that_are_there(
    atlas: AtlasSearchDouble, url: str, store: AtlasStore
) -> None:
    store.put([entry(f"{number}.jpg", 1, number) for number in range(3)])
    other = AtlasStore(read_address(url, "über \udcff"))
    other.reset(SPACE)
    other.close()
    checked = find(url)
    assert checked.galleries == (SharedGallery("clothes", 3), SharedGallery("über \udcff", 0))
    with MongoClient[dict[str, Any]](url) as client:
        assert client.get_default_database().name in checked.databases
    assert not {"admin", "local", "config"} & set(checked.databases)
    atlas.refuse("listDatabases", 13, "not authorized")
    assert find(url).databases == ()


def test_how_far_the_search_index_is(atlas: AtlasSearchDouble, url: str, store: AtlasStore) -> None:
    assert check(url)[4] == Step("Vector search", True, atlas_check.SEARCH_READY)
    atlas.build_seconds = 1e6
    for index in atlas.indexes.values():
        index.live = None
    assert check(url)[4] == Step("Vector search", True, atlas_errors.BUILDING)
    for index in atlas.indexes.values():
        index.failed = True
    assert failed(check(url)) == Step("Vector search", False, atlas_errors.FAILED_INDEX)


def test_a_server_without_search(atlas: AtlasSearchDouble, url: str) -> None:
    atlas.has_search = False
    assert failed(check(url)) == Step("Vector search", False, atlas_errors.NO_SEARCH)


@pytest.mark.parametrize("uri", ["h", f"mongodb://ann:{SECRET}@x@h", f"mongodb+srv://{SECRET}"])
def test_an_address_that_is_none(uri: str) -> None:
    assert failed(check(uri)).name == "Address"


def test_a_server_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    steps = check(f"mongodb://ann:{SECRET}@127.0.0.1:{port}/?{QUICK}")
    assert failed(steps) == Step("Connection", False, atlas_errors.REFUSED)


def test_a_server_that_speaks_no_tls(atlas: AtlasSearchDouble) -> None:
    steps = check(f"{atlas.uri}?{QUICK}&connectTimeoutMS=100&tls=true")
    assert failed(steps) == Step("Connection", False, atlas_errors.NO_TLS)


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtlasSearchDouble]:
    folder = tmp_path_factory.mktemp("users")
    with AtlasSearchDouble(folder) as server, MongoClient[dict[str, Any]](server.uri) as client:
        for user, role in {"owner": "readWrite", "reader": "read"}.items():
            roles = [{"role": role, "db": "clothesfinder"}]
            client.admin.command("createUser", user, pwd=SECRET, roles=roles)
        client.admin.command("createUser", "stranger", pwd=SECRET, roles=[])
    with AtlasSearchDouble(folder, require_auth=True) as server:
        yield server


def test_users_and_their_rights(users: AtlasSearchDouble) -> None:
    def uri(user: str, password: str = SECRET) -> str:
        return f"mongodb://{user}:{password}@127.0.0.1:{users.port}/?{QUICK}"

    assert failed(check(uri("owner", "wrong"))) == Step("Sign-in", False, atlas_errors.SIGN_IN)
    stranger = Step("Permission", False, atlas_errors.NOT_ALLOWED)
    assert failed(check(uri("stranger"))) == stranger
    owner, reader = check(uri("owner")), check(uri("reader"))
    assert all(step.ok for step in (*owner, *reader))
    assert owner[3].sentence == atlas_check.MAY_WRITE
    assert reader[3].sentence == atlas_errors.READ_ONLY


def test_nothing_is_written(url: str, store: AtlasStore, tmp_path: Path) -> None:
    check(url)
    with MongoClient[dict[str, Any]](url) as client:
        assert client.get_default_database()[PICTURES].count_documents({}) == 0
    open_atlas(f"{url}&clothesfinderGallery=clothes", tmp_path, create=False).close()

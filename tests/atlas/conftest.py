from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import pytest
from pymongo import MongoClient

from clothesfinder import atlas_errors
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_store import AtlasStore
from tests.store_contract import SPACE

from .search_double import AtlasSearchDouble

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "s3cr3t"
IMPATIENT = "socketTimeoutMS=4000&heartbeatFrequencyMS=500"


@pytest.fixture
def atlas(
    server: AtlasSearchDouble, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AtlasSearchDouble]:
    """The server as it is at first, and a program that does not wait long."""
    monkeypatch.setattr(atlas_errors, "WAITS", (0.01,) * 4)
    monkeypatch.setattr(atlas_errors, "PATIENCE", 3.0)
    yield server
    server.lag = server.build_seconds = 0.0
    server.max_indexes = server.writes_until_full = None
    server.has_search = True
    server.forgive()


@pytest.fixture
def url(atlas: AtlasSearchDouble) -> str:
    """The address of a database that nobody has used yet."""
    return f"{atlas.uri}t{secrets.token_hex(6)}?{IMPATIENT}"


@pytest.fixture
def fresh(url: str) -> Iterator[AtlasStore]:
    store = AtlasStore(read_address(url, "clothes"))
    yield store
    store.close()


@pytest.fixture
def store(fresh: AtlasStore) -> AtlasStore:
    fresh.reset(SPACE)
    return fresh


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtlasSearchDouble]:
    """A server that asks who is there, with one user of each kind."""
    folder = tmp_path_factory.mktemp("users")
    readers = {"owner": "readWrite", "reader": "read"}
    with AtlasSearchDouble(folder) as server, MongoClient[dict[str, Any]](server.uri) as client:
        for user, role in readers.items():
            roles = [{"role": role, "db": "clothesfinder"}]
            client.admin.command("createUser", user, pwd=SECRET, roles=roles)
        client.admin.command("createUser", "stranger", pwd=SECRET, roles=[])
    with AtlasSearchDouble(folder, require_auth=True) as server:
        yield server

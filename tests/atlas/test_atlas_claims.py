from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from pymongo import MongoClient
from pymongo.collection import Collection

from clothesfinder.atlas_claims import Claims
from clothesfinder.store import Failure, Stamp
from tests.store_contract import entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clothesfinder.atlas_store import AtlasStore

Rows = Collection[dict[str, Any]]


@pytest.fixture
def rows(url: str) -> Iterator[Rows]:
    with MongoClient[dict[str, Any]](url) as client:
        yield client.get_default_database()["claims"]


def test_what_one_holds_no_other_gets(rows: Rows) -> None:
    one, other = Claims(rows), Claims(rows)
    one.prepare()
    assert one.take(["a", "b"]) == {"a", "b"}
    assert other.take(["b", "c"]) == {"c"}
    assert one.take(["a", "b", "c"]) == {"a", "b"}
    other.give_back(["a", "c"])
    assert one.take(["a", "c"]) == {"a", "c"}
    assert one.take([]) == set()


def test_who_died_gives_its_work_back(rows: Rows) -> None:
    dead, alive = Claims(rows, 0.4), Claims(rows, 0.4)
    dead.take(["a", "b"])
    assert alive.take(["a"]) == set()
    time.sleep(0.3)
    assert dead.take(["b"]) == {"b"}, "claimed for longer"
    time.sleep(0.2)
    assert alive.take(["a", "b"]) == {"a"}


def test_many_at_once_split_the_work(rows: Rows) -> None:
    keys = [str(number) for number in range(200)]
    taken: list[set[str]] = []

    def work() -> None:
        own = Claims(rows)
        got = [own.take(keys[first : first + 20]) for first in range(0, 200, 20)]
        taken.append(set().union(*got))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(key for keys in taken for key in keys) == sorted(keys)


def test_a_store_claims_what_is_not_done(store: AtlasStore) -> None:
    done = entry("done", 1)
    store.put([done, entry("changed", 1)])
    store.fail([Failure("failed", 1, 2, "It is broken.")])
    files = {
        "done": done.stamp,
        "changed": done.stamp._replace(size=9),
        "new": Stamp(1, 2, ""),
        "failed": Stamp(1, 2, ""),
    }
    assert store.claim({path: stamp[:2] for path, stamp in files.items()}) == {
        "changed",
        "new",
        "failed",
    }

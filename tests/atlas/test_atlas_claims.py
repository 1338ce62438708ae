from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pymongo import MongoClient
from pymongo.collection import Collection

from clothesfinder import atlas_claims
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_claims import Claims
from clothesfinder.atlas_store import AtlasStore
from clothesfinder.holder import SECONDS_TO_BEGIN, Holder
from clothesfinder.store import Failure
from tests.store_contract import entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .search_double import AtlasSearchDouble

ROOT = Path(__file__).parent.parent.parent
Rows = Collection[dict[str, Any]]


@pytest.fixture
def rows(url: str) -> Iterator[Rows]:
    with MongoClient[dict[str, Any]](url) as client:
        yield client.get_default_database()["claims"]


@pytest.fixture
def claims(rows: Rows, tmp_path: Path) -> Callable[..., Claims]:
    """Claims of one more holder, on a computer of its own unless one is named."""
    computers = iter(range(99))

    def claims(lease: float = 60.0, computer: str = "") -> Claims:
        folder = tmp_path / (computer or str(next(computers)))
        return Claims(rows, Holder(folder, "place"), lease)

    return claims


def test_what_one_holds_no_other_gets(claims: Callable[..., Claims]) -> None:
    one, other = claims(), claims()
    one.prepare()
    assert one.take(["a", "b"]) == {"a", "b"}
    assert other.take(["b", "c"]) == {"c"}
    assert one.take(["a", "b", "c"]) == {"a", "b"}
    other.give_back(["a", "c"])
    assert one.take(["a", "c"]) == {"a", "c"}
    assert one.take([]) == set()
    one.end()
    assert other.take(["a", "b", "c"]) == {"a", "b", "c"}


def test_who_died_gives_its_work_back(claims: Callable[..., Claims]) -> None:
    dead, slow, alive = claims(0.4), claims(0.4), claims(0.4)
    dead.take(["a"])
    slow.take(["b"])
    assert alive.take(["a", "b"]) == set()
    time.sleep(0.3)
    assert slow.take(["b"]) == {"b"}, "claimed for longer"
    time.sleep(0.2)
    assert alive.take(["a", "b"]) == {"a"}


def test_claims_that_get_old_are_made_longer_by_the_way(claims: Callable[..., Claims]) -> None:
    slow, other = claims(0.9), claims(0.9)
    slow.take(["a", "b"])
    slow.give_back(["b"])
    for _ in range(6):
        time.sleep(0.2)
        assert slow.take([]) == set()
    assert other.take(["a", "b"]) == {"b"}


def test_the_dead_of_this_computer_are_taken_over_at_once(
    claims: Callable[..., Claims], url: str, tmp_path: Path
) -> None:
    hold = f"""
import sys, time
from pathlib import Path
from pymongo import MongoClient
from clothesfinder.atlas_claims import Claims
from clothesfinder.holder import Holder
rows = MongoClient({url!r}).get_default_database()["claims"]
claims = Claims(rows, Holder(Path({str(tmp_path / "here")!r}), "place"), 60)
print(sorted(claims.take(["a", "b"])), flush=True)
time.sleep(60)
"""
    here, elsewhere = claims(computer="here"), claims(computer="elsewhere")
    with subprocess.Popen([sys.executable, "-c", hold], stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"['a', 'b']\n"
        time.sleep(SECONDS_TO_BEGIN)
        assert here.take(["a"]) == set(), "another program of this computer that lives"
        holder.kill()
    assert elsewhere.take(["a"]) == set()
    assert here.take(["a"]) == {"a"}
    assert elsewhere.take(["a", "b"]) == {"b"}
    assert len(list((tmp_path / "here").iterdir())) == 1
    here.end()
    assert not list((tmp_path / "here").iterdir())


def test_many_at_once_split_the_work(claims: Callable[..., Claims]) -> None:
    keys = [str(number) for number in range(200)]
    taken: list[set[str]] = []

    def work() -> None:
        own = claims()
        got = [own.take(keys[first : first + 20]) for first in range(0, 200, 20)]
        taken.append(set().union(*got))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(key for keys in taken for key in keys) == sorted(keys)


def test_it_is_the_server_s_time_that_counts(
    claims: Callable[..., Claims], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ahead(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Ahead:
            return cls.fromtimestamp(time.time(), tz) + timedelta(hours=1)

    right, fast = claims(), claims()
    right.take(["a"])
    monkeypatch.setattr(atlas_claims, "datetime", Ahead)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 3600)
    assert fast.take(["a", "b"]) == {"b"}
    monkeypatch.setattr(time, "time", lambda: real() - 3600)
    assert right.take(["b", "c"]) == {"c"}


def test_claims_that_cannot_be_given_back_raise_nothing(
    claims: Callable[..., Claims], atlas: AtlasSearchDouble
) -> None:
    one, other = claims(), claims()
    one.take(["a", "b"])
    atlas.refuse("delete", 91, "the server is going down", times=9)
    one.give_back(["a"])
    one.end()
    atlas.forgive()
    assert other.take(["a", "b"]) == set()


def test_a_picture_s_claim_ends_when_it_is_put_and_a_failure_s_with_the_job(
    store: AtlasStore, url: str
) -> None:
    store.claim(["stored", "failed", "held"])
    store.put([entry("stored", 1)])
    store.fail([Failure("failed", 1, 2, "It is broken.")])
    other = AtlasStore(read_address(url, "clothes"))
    assert other.claim(["stored", "failed", "held"]) == {"stored"}
    store.give_back()
    assert other.claim(["failed", "held"]) == {"failed", "held"}
    other.close()

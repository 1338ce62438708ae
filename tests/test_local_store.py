from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder.index_files import index_file
from clothesfinder.index_schema import SCHEMA_VERSION
from clothesfinder.local_store import LocalStore, open_local
from clothesfinder.problem import Problem
from clothesfinder.store import Ranked, Store, open_store
from clothesfinder.turns import finished

from .store_contract import SPACE, StoreContract, entry, found, vector

if TYPE_CHECKING:
    from collections.abc import Iterator


class TestContract(StoreContract):
    @pytest.fixture
    def fresh(self, tmp_path: Path) -> Iterator[Store]:
        store = LocalStore(tmp_path / "index.sqlite3")
        yield store
        store.close()


def test_of_equals_a_higher_limit_finds_the_same_first(file: Path) -> None:
    with closing(LocalStore(file)) as store, closing(LocalStore(file)) as other:
        store.put([entry(f"{row}.jpg", 1, row % 3) for row in range(60)])
        whole = other.search(vector(1), 99)
        assert len(whole) == 61
        for limit in (2, 9, 30, 59, 99, 5):
            assert finished(store.search_in_turns(vector(1), limit)) == Ranked(whole[:limit])


def test_what_comes_next_reads_nothing_again(file: Path) -> None:
    with closing(LocalStore(file)) as store:
        random = np.random.default_rng(3)
        store.put([entry(f"{row}.jpg", *random.normal(size=8)) for row in range(400)])
        store.search(vector(1), 300)
        read: list[str] = []
        store._db.set_trace_callback(read.append)
        assert len(finished(store.search_in_turns(vector(1), 301)).matches) == 301
        (names,) = (query for query in read if "select part.id, path" in query)
        assert names.split("in (")[1].count(",") == 0  # one picture
        assert len(finished(store.search_in_turns(vector(1), 300)).matches) == 300


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed index of one picture."""
    file = tmp_path / "index.sqlite3"
    store = LocalStore(file)
    store.reset(SPACE)
    store.put([entry("a", 1)])
    store.close()
    return file


def test_what_was_stored_is_there_when_opened_again(file: Path) -> None:
    store = LocalStore(file)
    assert store.space() == str(SPACE)
    assert found(store.search(vector(1), 5)) == ["a"]
    store.close()


def test_another_connection_s_changes_are_seen(file: Path) -> None:
    reader, writer = LocalStore(file), LocalStore(file)
    assert found(reader.search(vector(1), 5)) == ["a"]
    writer.put([entry("b", 1, 1)])
    assert found(reader.search(vector(1), 5)) == ["a", "b"]
    writer.drop(["a"])
    assert found(reader.search(vector(1), 5)) == ["b"]
    reader.close()
    writer.close()


def test_many_changes_leave_exactly_what_is_stored(file: Path) -> None:
    store = LocalStore(file)
    random = np.random.default_rng(2)
    kept = {"a": vector(1)}
    for _ in range(60):
        store.search(vector(1), 3)
        path = str(random.integers(20))
        if random.random() < 0.4:
            store.drop([path])
            kept.pop(path, None)
        else:
            numbers = random.normal(size=8)
            store.put([entry(path, *numbers)])
            kept[path] = vector(*numbers)
    expected = sorted(kept, key=lambda path: -float(kept[path] @ vector(1)))
    assert found(store.search(vector(1), 99)) == expected
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_the_index_is_the_user_s_alone(gallery: Path) -> None:
    store = open_local(gallery)
    store.reset(SPACE)
    folder = index_file(gallery).parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    store.close()


def test_galleries_of_one_name_have_an_index_each(tmp_path: Path) -> None:
    one, other = tmp_path / "1" / "clothes", tmp_path / "2" / "clothes"
    assert index_file(one) != index_file(other)
    assert index_file(one) == index_file(tmp_path / "2" / ".." / "1" / "clothes")
    assert index_file(one).name.startswith("clothes-")


def test_a_gallery_that_was_never_indexed_is_told_so(gallery: Path, data: Path) -> None:
    with pytest.raises(Problem, match="not indexed yet"):
        open_store("", gallery, create=False)
    assert not data.exists()


def test_forgetting_deletes_the_index_and_nothing_else(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "index.sqlite3.txt"
    other.touch()
    LocalStore(file).forget()
    assert list(tmp_path.iterdir()) == [other]


def test_a_newer_index_is_refused_and_left_alone(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")
    db.close()
    with pytest.raises(Problem, match="newer Clothesfinder"):
        LocalStore(file)
    with sqlite3.connect(file) as db:
        assert db.execute("select count(*) from picture").fetchone() == (1,)
    db.close()


def test_a_stranger_s_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite3"
    with sqlite3.connect(file) as db:
        db.execute("create table precious (x)")
    db.close()
    with pytest.raises(Problem, match="not an index"):
        LocalStore(file)
    file.write_bytes(b"no database at all, but long enough to look at" * 99)
    with pytest.raises(Problem, match="damaged"):
        LocalStore(file)


def test_a_damaged_index_is_a_sentence(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096 : len(data)] = os.urandom(len(data) - 4096)
    file.write_bytes(data)
    with pytest.raises(Problem, match="damaged"):  # noqa: PT012 - where it shows is SQLite's choice
        store = LocalStore(file)
        store.put([entry("b", 1)])


def test_a_full_disk_is_a_sentence_and_what_was_stored_stays(file: Path) -> None:
    store = LocalStore(file)
    pages = store._db.execute("pragma page_count").fetchone()[0]
    store._db.execute(f"pragma max_page_count = {pages + 2}")  # SQLite's own way of a full disk
    many = [entry(f"{number}", 1) for number in range(2000)]
    with pytest.raises(Problem, match="disk that holds the index is full"):
        store.put(many)
    assert found(store.search(vector(1), 5)) == ["a"]
    assert store.count() == 1
    store.close()


def test_a_locked_index_is_a_sentence(file: Path) -> None:
    store, other = LocalStore(file), sqlite3.connect(file)
    store._db.execute("pragma busy_timeout = 20")
    other.execute("begin immediate")
    with pytest.raises(Problem, match="Another program is writing"):
        store.put([entry("b", 1)])
    other.rollback()
    store.put([entry("b", 1)])
    assert store.count() == 2
    other.close()
    store.close()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match="cannot be kept in"):
        LocalStore(tmp_path / "file" / "index.sqlite3")


KILLED = """
import sys
from pathlib import Path
from clothesfinder.local_store import LocalStore
from tests.store_contract import entry
store = LocalStore(Path(sys.argv[1]))
for batch in range(10**6):
    store.put([entry(f"{batch}/{number}", 1, number) for number in range(8)])
    print(batch, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 there")
def test_killed_while_writing_every_batch_that_was_stored_is_whole(file: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(file)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )
    assert process.stdout is not None
    for _ in range(20):
        process.stdout.readline()
    process.kill()
    done = 19 + len(process.stdout.read().splitlines())
    process.stdout.close()
    process.wait()
    store = LocalStore(file)
    batches = {path.split("/")[0] for path in store.stamps()} - {"a"}
    assert {str(batch) for batch in range(done + 1)} <= batches
    assert len(batches) <= done + 2
    assert store.count() == 8 * len(batches) + 1
    assert len(store.search(vector(1), 10**6)) == store.count()
    store.close()

"""What is in memory, in the file beside the index and in the index is one and the same."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder import matrix_loading as module
from clothesfinder.local_store import LocalStore
from clothesfinder.matrix_file import matrix_file
from clothesfinder.store import WHOLE, Box, Entry, Stamp

from .store_contract import SPACE, entry, found, vector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clothesfinder.store import Vector

HALF = Box(0.0, 0.0, 1.0, 0.5)
Content = dict[str, list["Vector"]]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that small galleries are treated as large ones."""
    monkeypatch.setattr(module, "KEPT_FROM", 1)
    monkeypatch.setattr(module, "STALE_AT_LAST", 30)
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 16)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite3"


@pytest.fixture
def store(index: Path) -> Iterator[LocalStore]:
    with closing(LocalStore(index)) as store:
        store.reset(SPACE)
        yield store


@pytest.fixture
def filled(store: LocalStore) -> LocalStore:
    """100 pictures, which a file beside the index holds, too."""
    store.put([entry(f"{n}.jpg", *np.random.default_rng(n).normal(size=8)) for n in range(100)])
    list(store.compact())
    return store


def vector_of(number: int) -> Vector:
    return vector(*np.random.default_rng(number).normal(size=8))


def rows_read(store: LocalStore) -> int:
    """How many rows a store reads from the index until it is ready."""
    read = 0
    original = module._vectors

    def counted(blobs: list[bytes], dimension: int) -> object:
        nonlocal read
        read += len(blobs)
        return original(blobs, dimension)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_vectors", counted)
        list(store.ready())
    return read


def check(store: LocalStore, content: Content) -> None:
    """A search finds what is stored and nothing else, by the best of each picture's vectors."""
    query = np.random.default_rng(len(content)).normal(size=8)
    query /= np.linalg.norm(query)
    best = {path: max(float(one @ query) for one in parts) for path, parts in content.items()}
    for limit in (5, 1000):
        matches = store.search(query.astype(np.float32), limit)
        expected = sorted(best.values(), reverse=True)[:limit]
        assert [match.score for match in matches] == pytest.approx(expected, abs=1e-6)
        assert [best[match.path] for match in matches] == pytest.approx(expected, abs=1e-6)


def test_a_gallery_is_opened_from_the_file(filled: LocalStore, index: Path) -> None:
    assert matrix_file(index).exists()
    with closing(LocalStore(index)) as again:
        assert rows_read(again) == 0
        for number in (3, 99):
            assert again.search(vector_of(number), 1) == filled.search(vector_of(number), 1)
            assert again.search(vector_of(number), 1)[0].path == f"{number}.jpg"


def test_only_what_is_new_is_read(filled: LocalStore, index: Path) -> None:
    filled.put([entry("new", 1), entry("3.jpg", 0, 1)])
    filled.drop(["5.jpg", "99.jpg"])
    with closing(LocalStore(index)) as again:
        assert rows_read(again) == 2
        assert found(again.search(vector(1), 1)) == ["new"]
        assert found(again.search(vector(0, 1), 1)) == ["3.jpg"]
        matches = again.search(vector_of(5), 1000)
        assert {"5.jpg", "99.jpg"}.isdisjoint(found(matches))
        assert len(matches) == 99


def test_another_s_changes_are_read_without_the_rest(filled: LocalStore, index: Path) -> None:
    filled.search(vector(1), 1)
    with closing(LocalStore(index)) as other:
        other.put([entry("new", 1)])
        assert rows_read(filled) == 1
        other.put([entry("new", 0, 1), entry("newer", 1)])
        other.drop(["7.jpg"])
        assert rows_read(filled) == 2
        assert found(filled.search(vector(1), 1)) == ["newer"]
        assert "7.jpg" not in found(filled.search(vector_of(7), 1000))


@pytest.mark.parametrize("is_clock_behind", [False, True])
def test_as_many_taken_away_as_added_are_noticed(
    filled: LocalStore, index: Path, monkeypatch: pytest.MonkeyPatch, is_clock_behind: bool
) -> None:
    """Also where what is added would have had the numbers of what was taken away."""
    if is_clock_behind:
        monkeypatch.setattr(time, "time_ns", lambda: 10**15)
    filled.search(vector(1), 1)
    with closing(LocalStore(index)) as other:
        for turn in range(5):
            last = [f"new {turn - 1}"] if turn else ["99.jpg"]
            other.drop(last)
            other.put([entry(f"new {turn}", 1, turn)])
            assert found(filled.search(vector(1, turn), 1)) == [f"new {turn}"]
            assert last[0] not in found(filled.search(vector(1), 1000))
            with closing(LocalStore(index)) as third:
                assert found(third.search(vector(1, turn), 1)) == [f"new {turn}"]


def test_what_was_put_while_another_s_was_not_read_yet(filled: LocalStore, index: Path) -> None:
    filled.search(vector(1), 1)
    with closing(LocalStore(index)) as other:
        other.put([entry("theirs", 1)])
        other.drop(["1.jpg"])
        filled.put([entry("ours", 1, 0.1)])
        assert found(filled.search(vector(1), 2)) == ["theirs", "ours"]
        assert "1.jpg" not in found(filled.search(vector(1), 1000))
        assert found(other.search(vector(1), 2)) == ["theirs", "ours"]


@pytest.mark.parametrize("seed", range(6))
def test_two_programs_at_once(store: LocalStore, index: Path, seed: int) -> None:
    """Whatever two do by turns, and a third that opens it anew, all find what is stored."""
    random = np.random.default_rng(seed)
    content: Content = {}
    with closing(LocalStore(index)) as other:
        getting_ready: Iterator[None] = iter(())
        for turn in range(150):
            one = (store, other)[random.integers(2)]
            match random.integers(8):
                case 0 | 1 | 2:
                    entries = []
                    for path in {f"{n}" for n in random.integers(60, size=random.integers(12))}:
                        content[path] = [vector(*random.normal(size=8)) for _ in range(2)]
                        for part, vectors in zip((WHOLE, HALF), content[path], strict=True):
                            entries.append(Entry(path, part, Stamp(1, 2, "d"), vectors, 3, 4))
                    one.put(entries)
                case 3:
                    gone = [f"{n}" for n in random.integers(60, size=8)]
                    one.drop(gone)
                    content = {path: one for path, one in content.items() if path not in gone}
                case 4:
                    list(one.compact())
                case 5:
                    getting_ready = one.ready()
                case 6:
                    next(getting_ready, None)
                case _:
                    check(one, content)
            if turn % 50 == 30:
                with closing(LocalStore(index)) as third:
                    check(third, content)
        check(store, content)
        check(other, content)


def test_a_damaged_file_is_made_anew(filled: LocalStore, index: Path) -> None:
    file = matrix_file(index)
    data = bytearray(file.read_bytes())
    half = len(data) // 2
    data[half : half + 500] = bytes(500)
    file.write_bytes(data)
    for rows in (100, 0):
        with closing(LocalStore(index)) as again:
            assert rows_read(again) == rows
            assert found(again.search(vector_of(3), 1)) == ["3.jpg"]


def test_a_file_that_is_newer_than_the_index(filled: LocalStore, index: Path) -> None:
    """As after an older copy of the index was put in its place."""
    filled.close()
    copy = index.with_name("copy")
    shutil.copy(index, copy)
    with closing(LocalStore(index)) as later:
        later.put([entry(f"later {n}", 1, n) for n in range(50)])
        later.drop(["3.jpg"])
        list(later.compact())
    shutil.copy(copy, index)
    with closing(LocalStore(index)) as again:
        assert found(again.search(vector_of(3), 1)) == ["3.jpg"]
        assert len(again.search(vector(1), 1000)) == 100
        again.put([entry("other", 1)])
        assert found(again.search(vector(1), 1)) == ["other"]


def test_the_file_of_another_index_is_of_no_use(filled: LocalStore, index: Path) -> None:
    other = index.with_name("other.sqlite3")
    with closing(LocalStore(other)) as store:
        store.reset(SPACE)
        store.put([entry("a", 1)])
    shutil.copy(matrix_file(index), matrix_file(other))
    with closing(LocalStore(other)) as store:
        assert found(store.search(vector_of(3), 1000)) == ["a"]


def test_an_index_without_numbers_that_rise_with_time(store: LocalStore, index: Path) -> None:
    """Those of earlier versions were counted up from one."""
    store.put([entry("old", 1)])
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("update part set id = 1")
    assert found(store.search(vector(1), 5)) == ["old"]
    store.put([entry("new", 1, 1)])
    assert found(store.search(vector(1), 5)) == ["old", "new"]


def test_a_search_while_it_gets_ready(filled: LocalStore, index: Path) -> None:
    matrix_file(index).unlink()
    with closing(LocalStore(index)) as again:
        turns = again.ready()
        next(turns)
        again.put([entry("new", 1)])
        again.drop(["1.jpg", "98.jpg"])
        assert found(again.search(vector(1), 1)) == ["new"]
        list(turns)
        assert len(again.search(vector(1), 1000)) == 99
        assert rows_read(again) == 0


def test_getting_ready_goes_on_where_it_was_ended(filled: LocalStore, index: Path) -> None:
    matrix_file(index).unlink()
    with closing(LocalStore(index)) as again:
        turns = again.ready()
        for _ in range(3):
            next(turns)
        turns.close()  # type: ignore[attr-defined]
        assert rows_read(again) == 100 - 3 * 16


def test_another_space_meanwhile_is_not_taken_for_this(filled: LocalStore, index: Path) -> None:
    small = SPACE._replace(dimension=4)
    for is_own in (True, False):
        matrix_file(index).unlink(missing_ok=True)
        with closing(LocalStore(index)) as again, closing(LocalStore(index)) as other:
            turns = again.ready()
            next(turns)
            changed = again if is_own else other
            changed.reset(small)
            changed.put([entry("a", 1)._replace(vector=vector(1)[:4])])
            list(turns)
            assert found(again.search(vector(1)[:4], 5)) == ["a"]
            assert again.search(vector(1), 5) == []
        with closing(LocalStore(index)) as again:
            again.reset(SPACE)
            again.put([entry(f"{n}", 1, n) for n in range(40)])


def test_a_row_that_is_no_vector_hides_no_other(filled: LocalStore, index: Path) -> None:
    with closing(sqlite3.connect(index)) as db, db:
        one, other = (db.execute("select max(id), min(id) from part")).fetchone()
        db.execute("update part set vector = x'00' where id = ?", (one,))
        db.execute("update part set vector = zeroblob(32) where id = ?", (other,))
    matrix_file(index).unlink()
    with closing(LocalStore(index)) as again:
        assert len(again.search(vector(1), 1000)) == 99
        assert rows_read(again) == 0


def test_forgetting_takes_the_file_away(filled: LocalStore, index: Path) -> None:
    filled.forget()
    assert list(index.parent.iterdir()) == []


def test_few_are_not_kept_in_a_file(
    store: LocalStore, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_FROM", 101)
    store.put([entry(f"{n}", 1, n) for n in range(100)])
    list(store.compact())
    assert not matrix_file(index).exists()
    store.put([entry("one more", 1)])
    list(store.compact())
    assert matrix_file(index).exists()

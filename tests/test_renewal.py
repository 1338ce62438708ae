"""Changing the model: a new index is made beside the old one, and takes its place when complete."""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING, cast

import pytest

from clothesfinder import models, writer
from clothesfinder.catalog import Catalog
from clothesfinder.index_files import index_file
from clothesfinder.index_room import give_back_unused
from clothesfinder.local_rows import LocalRows
from clothesfinder.local_store import LocalStore
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.renewal import Renewal
from clothesfinder.store import Failure

from .conftest import Call, ColourEmbedder, result, save
from .renewing import (
    LaterEmbedder,
    SmallEmbedder,
    check_file,
    content,
    contents,
    index,
    schema,
)
from .store_contract import SPACE, StoreContract, entry, found, vector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.progress import Progress, Summary
    from clothesfinder.store import Store

OTHER = SPACE._replace(weights="other")
PICTURES = 12


class Renewed(StoreContract):
    @pytest.fixture
    def fresh(self, tmp_path: Path) -> Iterator[Store]:
        store = LocalStore(tmp_path / "index.sqlite3")
        yield store
        store.close()


class TestSuccessor(Renewed):
    """What is being made is an index as any other."""

    @pytest.fixture
    def store(self, fresh: Store) -> Iterator[Store]:
        fresh.reset(OTHER)
        fresh.put([entry("old", 1)])
        yield cast("Store", fresh.to_fill(SPACE))
        assert content(fresh)[1].keys() == {"old"}
        assert fresh.space() == str(OTHER)


class TestSucceeded(Renewed):
    """What took the place of another is an index as any other."""

    @pytest.fixture
    def store(self, fresh: Store) -> Store:
        fresh.reset(OTHER)
        fresh.put([entry("old", 1)])
        new = fresh.to_fill(SPACE)
        new.put([entry("new", 1)])
        fresh.succeed()
        fresh.drop(["new"])
        return fresh


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    """An index of two pictures."""
    store = LocalStore(tmp_path / "index.sqlite3")
    store.reset(SPACE)
    store.put([entry("a", 1), entry("b", 0, 1)])
    yield store
    check_file(store)
    store.close()


@pytest.fixture
def beside(store: LocalStore, tmp_path: Path) -> Iterator[LocalStore]:
    """The same index, opened by another program."""
    beside = LocalStore(tmp_path / "index.sqlite3")
    yield beside
    beside.close()


class TestInOneFile:
    def test_the_old_one_is_whole_until_the_new_one_takes_its_place(
        self, store: LocalStore, beside: LocalStore
    ) -> None:
        before = content(store)
        new = store.to_fill(OTHER)
        new.put([entry("a", 0, 0, 1)])
        new.fail([Failure("c", 1, 2, "It is broken.")])
        assert content(store) == content(beside) == before
        assert found(store.search(vector(1), 5)) == found(beside.search(vector(1), 5)) == ["a", "b"]
        assert beside.successor is not None
        assert content(beside.successor) == content(new)
        made = content(new)
        store.succeed()
        assert content(store) == content(beside) == made
        assert store.successor is beside.successor is None
        for one in (store, beside):
            assert [match.path for match in one.search(vector(0, 0, 1), 5)] == ["a"]
            assert one.search(vector(0, 0, 1), 5)[0].score == pytest.approx(1)

    def test_the_file_is_then_as_one_that_never_had_another(
        self, store: LocalStore, tmp_path: Path
    ) -> None:
        with closing(LocalStore(tmp_path / "fresh.sqlite3")) as fresh:
            plain = schema(fresh)
        for space in (OTHER, SPACE, OTHER):
            store.to_fill(space).put([entry("a", 1)])
            assert schema(store) > plain
            store.succeed()
            assert schema(store) == plain

    def test_one_that_was_begun_is_gone_on_with(self, store: LocalStore, tmp_path: Path) -> None:
        store.to_fill(OTHER).put([entry("a", 0, 0, 1)])
        with closing(LocalStore(tmp_path / "index.sqlite3")) as again:
            assert again.to_fill(OTHER).stamps().keys() == {"a"}

    def test_one_for_yet_another_model_is_begun_anew(self, store: LocalStore) -> None:
        store.to_fill(OTHER).put([entry("a", 0, 0, 1)])
        third = store.to_fill(SPACE._replace(weights="third"))
        assert not third.count()
        assert third.space() == "model/third/preprocessing/8"

    def test_it_is_given_up_with_the_wish_for_it(self, store: LocalStore) -> None:
        store.to_fill(OTHER).put([entry("a", 0, 0, 1)])
        assert store.to_fill(SPACE) is store
        assert store.successor is None
        store.to_fill(OTHER)
        store.reset(SPACE)
        assert store.successor is None

    def test_an_index_without_pictures_is_not_kept(self, store: LocalStore) -> None:
        store.drop(["a", "b"])
        store.fail([Failure("c", 1, 2, "It is broken.")])
        assert store.to_fill(OTHER) is store
        assert content(store) == (str(OTHER), {}, [])

    def test_what_is_in_memory_is_the_one_or_the_other(self, store: LocalStore) -> None:
        new = store.to_fill(OTHER)
        new.put([entry("a", 0, 0, 1)])
        store.search(vector(1), 5)
        assert isinstance(new, LocalRows)
        assert new._vectors._matrix is None
        new.search(vector(1), 5)
        loaded = new._vectors._matrix
        store.succeed()
        assert store._vectors._matrix is loaded
        store.put([entry("b", 0, 0, 1)])
        assert found(store.search(vector(0, 0, 1), 5)) == ["a", "b"]

    def test_a_query_of_the_other_model_finds_nothing_rather_than_nonsense(
        self, store: LocalStore, beside: LocalStore
    ) -> None:
        small = SPACE._replace(weights="small", dimension=4)
        beside.search(vector(1), 5)
        store.to_fill(small).put([entry("a", 1)._replace(vector=vector(1)[:4])])
        store.succeed()
        assert beside.search(vector(1), 5) == []


class TestRoom:
    """What the old index took up on the disk is given back."""

    @pytest.fixture
    def large(self, store: LocalStore, tmp_path: Path) -> Path:
        """The file of an index that has just taken the place of another as large."""
        store.put([entry(str(number), 1, number) for number in range(3000)])
        store.to_fill(OTHER).put([entry(str(number), 1, number) for number in range(3000)])
        assert list(store.compact()) == []
        store.succeed()
        return tmp_path / "index.sqlite3"

    def test_all_is_there_and_the_file_is_smaller(self, store: LocalStore, large: Path) -> None:
        before, size = content(store), pages(store)
        for _ in store.compact():
            assert len(store.search(vector(1), 10)) == 10
        assert pages(store) < 0.6 * size
        assert content(store) == before
        assert len(store.search(vector(1), 5000)) == 3000
        assert list(store.compact()) == []

    def test_ended_early_it_takes_nothing_away(self, store: LocalStore, large: Path) -> None:
        before = content(store)
        turns = store.compact()
        next(turns)
        assert isinstance(turns, Generator)
        turns.close()
        assert content(store) == before
        store.put([entry("more", 1)])

    def test_a_file_that_is_gone_is_not_made(self, tmp_path: Path) -> None:
        assert list(give_back_unused(tmp_path / "gone.sqlite3")) == []
        assert list(tmp_path.iterdir()) == []

    def test_while_another_program_writes_it_is_left_for_later(
        self, store: LocalStore, large: Path
    ) -> None:
        size = pages(store)
        with closing(sqlite3.connect(large)) as other:
            other.execute("begin immediate")
            list(store.compact())
            other.rollback()
        assert pages(store) == size
        list(store.compact())
        assert pages(store) < size


def pages(store: LocalStore) -> int:
    (number,) = store._db.execute("pragma page_count").fetchone()
    return int(number)


class TestOfTwoPrograms:
    """Two that index the same gallery at once."""

    def test_of_the_same_model_they_fill_the_same(
        self, store: LocalStore, beside: LocalStore
    ) -> None:
        one, other = store.to_fill(OTHER), beside.to_fill(OTHER)
        one.put([entry("a", 0, 0, 1)])
        other.put([entry("b", 0, 0, 1)])
        assert one.stamps().keys() == other.stamps().keys() == {"a", "b"}

    def test_the_slower_one_is_told_that_it_is_done(
        self, store: LocalStore, beside: LocalStore
    ) -> None:
        one, other = store.to_fill(OTHER), beside.to_fill(OTHER)
        one.put([entry("a", 0, 0, 1)])
        store.succeed()
        late: list[Callable[[], object]] = [
            lambda: other.put([entry("b", 0, 0, 1)]),
            lambda: other.drop(["a"]),
            lambda: other.look(["a"]),
            other.stamps,
            beside.succeed,
        ]
        for call in late:
            with pytest.raises(Problem, match="Another program has just given"):
                call()
        assert beside.stamps().keys() == {"a"}
        assert beside.to_fill(OTHER) is beside

    def test_of_different_models_nothing_is_mixed(
        self, store: LocalStore, beside: LocalStore
    ) -> None:
        own, new = store.to_fill(SPACE), beside.to_fill(OTHER)
        own.put([entry("c", 0, 1)])
        new.put([entry("a", 0, 0, 1)])
        beside.succeed()
        changes: list[Callable[[], object]] = [
            lambda: own.put([entry("d", 0, 1)]),
            lambda: own.fail([Failure("a", 1, 2, "It is broken.")]),
            lambda: own.drop(["a"]),
        ]
        for change in changes:
            with pytest.raises(Problem, match="Another program has just given"):
                change()
        assert content(store)[1].keys() == {"a"}

    def test_one_that_was_taken_away_and_begun_for_a_third_model(
        self, store: LocalStore, beside: LocalStore
    ) -> None:
        new = store.to_fill(OTHER)
        third = beside.to_fill(SPACE._replace(weights="third"))
        with pytest.raises(Problem, match="Another program has just given"):
            new.put([entry("a", 1)])
        with pytest.raises(Problem, match="Another program has just given"):
            store.succeed()
        assert not third.count()
        assert store.count() == 2


@pytest.fixture
def pictures(gallery: Path) -> Path:
    """A gallery, indexed with the first model."""
    for number in range(PICTURES):
        save(gallery / str(number % 3) / f"{number}.png")
    (gallery / "broken.png").write_bytes(b"no picture")
    index(gallery, ColourEmbedder())
    return gallery


def catalog_of(
    gallery: Path, embedder: Embedder | None = None, older: Embedder | None = None
) -> Catalog:
    """The gallery with a later model; ``older`` is to be had for what it made."""

    def load_for(space: str) -> Embedder | None:
        return older if older is not None and space == str(older.space) else None

    later = embedder or LaterEmbedder()
    return Catalog(gallery, load_embedder=lambda: later, load_for=load_for)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where no file can be locked, so that two programs may write at once."""

    def lock(_file: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(writer, "lock", lock)


def begun(catalog: Catalog, done: int) -> Generator[Progress, None, Summary]:
    """An indexing that has come so far."""
    job = catalog.index()
    while next(job).done < done:
        pass
    return job


class TestIndex:
    @pytest.mark.parametrize("model", [LaterEmbedder, SmallEmbedder])
    def test_the_old_index_stays_until_the_new_one_is_complete(
        self, pictures: Path, model: type[ColourEmbedder]
    ) -> None:
        old, _ = contents(pictures)
        with closing(catalog_of(pictures, model())) as catalog:
            job = begun(catalog, 5)
            now, new = contents(pictures)
            assert now == old
            assert new is not None
            assert 0 < len(new[1]) < PICTURES
            assert new[0] == str(model.space)
            summary = result(job)
        assert summary[:6] == (PICTURES, 0, 0, 0, 0, 1)
        now, new = contents(pictures)
        assert new is None
        assert now[0] == str(model.space)
        assert now[1].keys() == old[1].keys()
        assert [failure.path for failure in now[2]] == ["broken.png"]

    def test_cancelled_it_keeps_both_and_the_next_one_goes_on(self, pictures: Path) -> None:
        old, _ = contents(pictures)
        embedder = LaterEmbedder()
        with closing(catalog_of(pictures, embedder)) as catalog:
            begun(catalog, 5).close()
            assert contents(pictures)[0] == old
            renewal = catalog.status().renewal
            assert renewal == Renewal(str(embedder.space), embedder.embedded)
            result(catalog.index())
            assert embedder.embedded == PICTURES
            assert catalog.status().renewal is None

    def test_a_changed_mind_gives_the_new_one_up(self, pictures: Path) -> None:
        with closing(catalog_of(pictures)) as catalog:
            begun(catalog, 5).close()
        summary = index(pictures, ColourEmbedder())
        assert summary.unchanged == PICTURES
        assert contents(pictures)[1] is None

    def test_files_that_move_vanish_and_break_meanwhile(self, pictures: Path) -> None:
        with closing(catalog_of(pictures)) as catalog:
            begun(catalog, 5).close()
            (pictures / "0" / "0.png").rename(pictures / "moved.png")
            (pictures / "1" / "1.png").unlink()
            (pictures / "2" / "2.png").write_bytes(b"")
            save(pictures / "new.png")
            result(catalog.index())
        now, new = contents(pictures)
        expected = {file.relative_to(pictures).as_posix() for file in pictures.rglob("*.png")}
        assert now[1].keys() == expected - {"broken.png", "2/2.png"}
        assert {failure.path for failure in now[2]} == {"broken.png", "2/2.png"}
        assert new is None

    def test_a_drive_unplugged_in_mid_run_leaves_the_old_one(self, pictures: Path) -> None:
        old, _ = contents(pictures)
        for number in range(100):  # more than are read ahead
            save(pictures / "more" / f"{number}.png")
        elsewhere = pictures.parent / "elsewhere"
        with closing(catalog_of(pictures)) as catalog:
            job = begun(catalog, 5)
            pictures.rename(elsewhere)
            with pytest.raises(Problem, match="not there any more"):
                result(job)
            assert content(catalog.stores.open()) == old
            with pytest.raises(Problem, match="There is no folder"):
                result(catalog.index())
            elsewhere.rename(pictures)
            result(catalog.index())
        assert len(contents(pictures)[0][1]) == PICTURES + 100

    def test_where_nothing_can_be_read_the_old_one_stays(self, pictures: Path) -> None:
        old, _ = contents(pictures)
        for file in pictures.rglob("*.png"):
            file.write_bytes(b"")
        with closing(catalog_of(pictures)) as catalog:
            with pytest.raises(Problem, match="None of the pictures"):
                result(catalog.index())
            assert content(catalog.stores.open()) == old

    @pytest.mark.usefixtures("no_locks")
    def test_another_program_is_done_first(self, pictures: Path) -> None:
        with closing(catalog_of(pictures)) as slow:
            job = begun(slow, 5)
            index(pictures, LaterEmbedder())
            summary = result(job)
            assert summary.unchanged == PICTURES
            assert slow.status().renewal is None
        assert contents(pictures)[0][0] == str(LaterEmbedder.space)

    @pytest.mark.usefixtures("no_locks")
    def test_another_program_goes_on_with_the_old_model(self, pictures: Path) -> None:
        save(pictures / "new.png")
        with closing(Catalog(pictures, load_embedder=ColourEmbedder)) as old:
            job = old.index()
            next(job)
            while not next(job).total:
                pass
            index(pictures, LaterEmbedder())
            with pytest.raises(Problem, match="Another program has just given"):
                result(job)
        assert contents(pictures)[0][0] == str(LaterEmbedder.space)

    def test_forgetting_takes_both(self, pictures: Path) -> None:
        with closing(catalog_of(pictures)) as catalog:
            begun(catalog, 5).close()
            catalog.forget()
        assert list(index_file(pictures).parent.iterdir()) == []

    def test_an_index_of_the_version_before_opens_and_is_changed(self, pictures: Path) -> None:
        """Its program knows nothing of a second set of tables, and takes no harm from them."""
        with closing(catalog_of(pictures)) as catalog:
            begun(catalog, 5).close()
        with closing(sqlite3.connect(index_file(pictures))) as db, db:
            assert db.execute("pragma user_version").fetchone() == (1,)
            for table in ("picture", "failure", "space"):
                db.execute(f"delete from {table}")
            db.execute("delete from part")
            db.execute("insert into space values (?, 64)", (str(ColourEmbedder.space),))
        index(pictures, LaterEmbedder())
        now, new = contents(pictures)
        assert (now[0], len(now[1]), new) == (str(LaterEmbedder.space), PICTURES, None)


class TestSearch:
    @pytest.fixture
    def query(self, tmp_path: Path, pictures: Path) -> Query:
        return Query((pictures / "1" / "1.png").read_bytes())

    def test_with_the_model_that_made_it_all_is_found_until_then(
        self, pictures: Path, query: Query
    ) -> None:
        older = ColourEmbedder()
        with closing(catalog_of(pictures, SmallEmbedder(), older)) as catalog:
            for _ in catalog.index():
                answer = result(catalog.search(query))
                assert answer.matches[0].path == "1/1.png"
                assert answer.matches[0].score == pytest.approx(1, abs=1e-4)
                assert (answer.searched, answer.whole) == (PICTURES, 0)
            older.embedded = 0
            assert result(catalog.search(query)).searched == PICTURES
            assert older.embedded == 0

    def test_without_it_what_is_done_is_found(self, pictures: Path, query: Query) -> None:
        counts = []
        with closing(catalog_of(pictures)) as catalog:
            with pytest.raises(Problem, match="was indexed with another model"):
                result(catalog.search(query))
            assert result(catalog.count_searchable()) == 0
            for step in catalog.index():
                if catalog.status().renewal == Renewal(str(LaterEmbedder.space), 0):
                    with pytest.raises(Problem, match="none of them is done yet"):
                        result(catalog.search(query))
                elif step.total and step.done:
                    answer = result(catalog.search(query))
                    assert result(catalog.count_searchable()) == answer.searched
                    counts.append((answer.searched, answer.whole))
                    assert len(answer.matches) == answer.searched
            last = result(catalog.search(query))
            assert (last.searched, last.whole) == (PICTURES, 0)
        assert len(set(counts)) > 2
        assert {(PICTURES, 0)} >= {count for count in counts if count[1] != PICTURES}

    @pytest.mark.parametrize("older", [None, ColourEmbedder()])
    @pytest.mark.parametrize("steps", [1, 2])
    def test_a_search_under_way_when_the_new_one_takes_its_place(
        self, pictures: Path, query: Query, older: Embedder | None, steps: int
    ) -> None:
        with closing(catalog_of(pictures, SmallEmbedder(), older)) as catalog:
            job = begun(catalog, PICTURES - 4)
            search = catalog.search(query)
            for _ in range(steps):
                next(search)
            result(job)
            answer = result(search)
        assert (answer.searched, answer.whole) == (PICTURES, 0)
        assert answer.matches[0].path == "1/1.png"

    def test_one_for_yet_another_model_is_of_no_use(self, pictures: Path, query: Query) -> None:
        with closing(catalog_of(pictures, SmallEmbedder())) as catalog:
            begun(catalog, 5).close()
        with closing(catalog_of(pictures)) as catalog:
            result(catalog.get_ready())  # which is no place to tell it
        with (
            closing(catalog_of(pictures)) as catalog,
            pytest.raises(Problem, match="Update it, then search again"),
        ):
            result(catalog.search(query))


def test_the_commands_tell_of_it(
    call: Call, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "load_builtin", LaterEmbedder)
    with closing(catalog_of(pictures)) as catalog:
        begun(catalog, 5).close()
        renewal = catalog.status().renewal
    assert renewal is not None
    out = call("status", pictures, "--json")[1]
    told = renewal._asdict() | {"of": PICTURES}
    assert json.loads(out)["new_index"] == told
    assert f"{renewal.indexed} of {PICTURES} pictures" in call("status", pictures)[1]
    query = pictures / "1" / "1.png"
    code, out, _ = call("search", query, "--gallery", pictures, "--json")
    assert code == 0
    answer = json.loads(out)
    assert (answer["searched"], answer["of"]) == (renewal.indexed, PICTURES)
    code, _, err = call("search", query, "--gallery", pictures)
    assert f"Only {renewal.indexed} of {PICTURES} pictures were searched" in err
    code, out, _ = call("index", pictures)
    assert (code, f"{PICTURES - renewal.indexed} indexed, {renewal.indexed} unchanged" in out) == (
        0, True,
    )  # fmt: skip
    assert json.loads(call("status", pictures, "--json")[1])["new_index"] is None
    assert set(json.loads(call("search", query, "--gallery", pictures, "--json")[1])) == {
        "query", "matches",
    }  # fmt: skip

"""A copy on this computer answers while the database cannot be reached."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from clothesfinder import atlas_errors, upkeep
from clothesfinder.catalog import Catalog
from clothesfinder.local_store import open_local
from clothesfinder.problem import Problem, Unreachable
from clothesfinder.query import Query
from tests.conftest import ColourEmbedder, result, save
from tests.test_transfer import content

from .search_double import AtlasSearchDouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUICK = "serverSelectionTimeoutMS=300&heartbeatFrequencyMS=500"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas_errors, "WAITS", (0.01,))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[AtlasSearchDouble]:
    """A server of this test's own, for it may be stopped."""
    with AtlasSearchDouble(tmp_path / "data") as server:
        yield server


@pytest.fixture
def pictures(gallery: Path) -> Path:
    for name in ("red", "green", "blue"):
        save(gallery / f"{name}.png")
    return gallery


@pytest.fixture
def shared(server: AtlasSearchDouble, pictures: Path) -> Iterator[Catalog]:
    """A gallery in the database, with its copy here."""
    with closing(Catalog(pictures, f"{server.uri}x?{QUICK}", ColourEmbedder, mirrored=True)) as it:
        result(it.index())
        assert result(upkeep.update_mirror(it)).copied == 3
        yield it


def test_the_copy_is_the_same(shared: Catalog, pictures: Path) -> None:
    with closing(open_local(pictures, create=False)) as copy:
        assert content(copy) == content(shared.stores.open())
    assert result(upkeep.update_mirror(shared))[:3] == (0, 3, 0)
    (pictures / "red.png").unlink()
    save(pictures / "broken.png").write_bytes(b"no picture")
    result(shared.index())
    assert result(upkeep.update_mirror(shared))[:3] == (0, 2, 1)
    with closing(open_local(pictures, create=False)) as copy:
        assert content(copy) == content(shared.stores.open())


def test_searching_goes_on_without_the_server_and_says_so(
    server: AtlasSearchDouble,
    shared: Catalog,
    pictures: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = server.port
    query = Query(pictures / "red.png")
    before = result(shared.search(query))
    assert not before.offline
    server.stop()
    found = result(shared.search(query))
    assert found.offline == atlas_errors.REFUSED
    assert [match.path for match in found.matches] == [match.path for match in before.matches]
    for ours, theirs in zip(found.matches, before.matches, strict=True):
        assert ours.score == pytest.approx(theirs.score, abs=1e-4)
    status = shared.status()
    assert (status.indexed, status.offline) == (3, atlas_errors.REFUSED)
    with pytest.raises(Unreachable):
        result(shared.index())
    with AtlasSearchDouble(tmp_path / "data", port=port) as again:
        again.indexes = server.indexes
        assert result(shared.search(query)).offline  # not asked again at once
        monkeypatch.setattr(shared.stores, "_offline_until", 0.0)
        assert not result(shared.search(query)).offline


def test_it_is_the_copy_that_is_opened_where_there_never_was_a_connection(
    server: AtlasSearchDouble, shared: Catalog, pictures: Path
) -> None:
    url = shared.stores.url
    shared.close()
    server.stop()
    with closing(Catalog(pictures, url, ColourEmbedder, mirrored=True)) as opened:
        assert opened.status().indexed == 3
        assert result(opened.search(Query(pictures / "red.png"))).offline
    with closing(Catalog(pictures, url, ColourEmbedder)) as opened, pytest.raises(Unreachable):
        opened.status()  # nobody asked for a copy, so what lies here may be anything


def test_without_a_copy_the_server_is_what_is_told_of(
    server: AtlasSearchDouble, pictures: Path
) -> None:
    url = f"{server.uri}x?{QUICK}"
    with closing(Catalog(pictures, url, ColourEmbedder, mirrored=True)) as catalog_:
        result(catalog_.index())
        server.stop()
        with pytest.raises(Unreachable, match="does not answer"):
            result(catalog_.search(Query(pictures / "red.png")))


def test_what_is_wrong_but_no_connection_is_not_hidden(
    server: AtlasSearchDouble, shared: Catalog, pictures: Path
) -> None:
    server.refuse("$vectorSearch", 31082, "no search here")
    with pytest.raises(Problem) as raised:
        result(shared.search(Query(pictures / "red.png")))
    assert str(raised.value) == atlas_errors.NO_SEARCH


def test_a_connection_lost_between_the_question_and_its_answer(
    server: AtlasSearchDouble, shared: Catalog, pictures: Path
) -> None:
    search = shared.search(Query(pictures / "red.png"))
    next(search)
    server.stop()
    found = result(search)
    assert found.offline
    assert len(found.matches) == found.searched == 3


def test_the_copy_outlives_a_change_of_model_that_has_only_begun(
    shared: Catalog, pictures: Path
) -> None:
    store = shared.stores.open()
    for space in (None, ColourEmbedder.space._replace(model="another")):
        if space is not None:
            store.reset(space)
        else:
            store._row.forget_space()  # type: ignore[attr-defined]
        with pytest.raises(Problem, match="no indexed pictures"):
            result(upkeep.update_mirror(shared))
        with closing(open_local(pictures, create=False)) as copy:
            assert copy.count() == 3


def test_a_copy_of_another_model_is_replaced(shared: Catalog, pictures: Path) -> None:
    class Other(ColourEmbedder):
        space = ColourEmbedder.space._replace(model="another")

    url = shared.stores.url
    shared.close()
    with closing(Catalog(pictures, url, Other, mirrored=True)) as changed:
        result(changed.index())
        assert result(upkeep.update_mirror(changed)).copied == 3
    with closing(open_local(pictures, create=False)) as copy:
        assert copy.space() == str(Other.space)

"""Whether a model made the stored vectors: by the pictures that are at hand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from clothesfinder.catalog import Catalog
from clothesfinder.local_store import LocalStore, open_local
from clothesfinder.model_check import PICTURES, check_model
from clothesfinder.original_model import SPACE
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.store import WHOLE, Entry, Stamp, Store

from .conftest import ColourEmbedder, result, save
from .original_scripts import QuickModel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NUMBER = 12


@pytest.fixture
def pictures(gallery: Path) -> Path:
    for number in range(NUMBER):
        save(gallery / f"{number}.png", (20 * number, 255 - 20 * number, 90 * number % 255))
    return gallery


@pytest.fixture
def store(pictures: Path) -> Iterator[LocalStore]:
    """The pictures as somebody else embedded them; which weights he had is not known."""
    store = open_local(pictures)
    fill(store, pictures, QuickModel())
    yield store
    store.close()


def fill(store: Store, pictures: Path, embedder: QuickModel) -> None:
    store.reset(SPACE)
    for file in sorted(pictures.iterdir()):
        state = file.stat()
        vector = embedder.embed([embedder.prepare(Image.open(file).convert("RGB"))])[0]
        stamp = Stamp(state.st_mtime_ns, state.st_size, f"mongodb:{file.name}")
        store.put([Entry(file.name, WHOLE, stamp, vector, 60, 80)])


def test_the_model_that_made_them(store: LocalStore, pictures: Path) -> None:
    embedder = QuickModel()
    assert result(check_model(store, embedder, pictures)) == pytest.approx(1, abs=1e-3)
    assert embedder.embedded == PICTURES


def test_another_model_file(store: LocalStore, pictures: Path) -> None:
    with pytest.raises(Problem, match="did not make these vectors"):
        result(check_model(store, QuickModel(2), pictures))


def test_another_kind_of_model(store: LocalStore, pictures: Path) -> None:
    embedder = ColourEmbedder()
    with pytest.raises(Problem, match="made with another model than this one"):
        result(check_model(store, embedder, pictures))
    assert not embedder.embedded


def test_none_at_hand(store: LocalStore, tmp_path: Path) -> None:
    assert result(check_model(store, QuickModel(2), tmp_path / "elsewhere")) is None


def test_changed_and_broken_files_tell_nothing(store: LocalStore, pictures: Path) -> None:
    for number in range(NUMBER - 2):
        save(pictures / f"{number}.png", (1, 2, 3), (99, 20))
    broken = pictures / f"{NUMBER - 2}.png"
    times = broken.stat().st_mtime_ns
    broken.write_bytes(b"x" * broken.stat().st_size)
    os.utime(broken, ns=(times, times))
    embedder = QuickModel()
    assert result(check_model(store, embedder, pictures)) == pytest.approx(1, abs=1e-3)
    assert embedder.embedded == 1


def test_where_the_files_were_not_at_hand_when_it_was_converted(
    store: LocalStore, pictures: Path
) -> None:
    for path, stamp in store.stamps().items():
        (entry,) = store.entries([path])
        store.put([entry._replace(stamp=Stamp(0, 0, stamp.digest))])
    assert result(check_model(store, QuickModel(), pictures)) == pytest.approx(1, abs=1e-3)
    with pytest.raises(Problem, match="did not make these vectors"):
        result(check_model(store, QuickModel(2), pictures))


class TestInACatalog:
    def test_it_is_done_once_before_the_first_search(
        self, store: LocalStore, pictures: Path
    ) -> None:
        embedder = QuickModel()
        catalog = Catalog(pictures, load_embedder=lambda: embedder)
        for turn in (1, 2):
            name = f"{turn}.png"
            found = result(catalog.search(Query(pictures / name)))
            assert found.matches[0].path == name
            assert embedder.embedded == PICTURES + turn
        catalog.close()

    def test_a_wrong_file_neither_searches_nor_indexes(
        self, store: LocalStore, pictures: Path
    ) -> None:
        catalog = Catalog(pictures, load_embedder=lambda: QuickModel(2))
        save(pictures / "new.png")
        for _ in range(2):
            with pytest.raises(Problem, match="did not make these vectors"):
                result(catalog.search(Query(pictures / "3.png")))
            with pytest.raises(Problem, match="did not make these vectors"):
                result(catalog.index())
        assert store.count() == NUMBER
        catalog.close()

    def test_the_right_one_goes_on_with_them(self, store: LocalStore, pictures: Path) -> None:
        save(pictures / "new.png")
        catalog = Catalog(pictures, load_embedder=QuickModel)
        assert result(catalog.index())[:5] == (1, NUMBER, 0, 0, 0)
        assert catalog.status().space == str(SPACE)
        catalog.close()

    def test_another_model_takes_nothing_away(self, store: LocalStore, pictures: Path) -> None:
        catalog = Catalog(pictures, load_embedder=ColourEmbedder)
        for job in (catalog.search(Query(pictures / "3.png")), catalog.index()):
            with pytest.raises(Problem, match=r"Choose that file, checkpoint\.pth"):
                result(job)
        assert store.count() == NUMBER
        catalog.forget()
        assert result(catalog.index()).indexed == NUMBER
        catalog.close()

    def test_where_the_weights_are_known_no_others_will_do(
        self, store: LocalStore, pictures: Path
    ) -> None:
        entries = store.entries(store.stamps())
        store.reset(QuickModel().space)
        store.put(entries)
        catalog = Catalog(pictures, load_embedder=lambda: QuickModel(2))
        for job in (catalog.search(Query(pictures / "3.png")), catalog.index()):
            with pytest.raises(Problem, match="with another model file than this one"):
                result(job)
        catalog.close()
        embedder = QuickModel()
        catalog = Catalog(pictures, load_embedder=lambda: embedder)
        assert result(catalog.index())[:5] == (0, NUMBER, 0, 0, 0)
        assert not embedder.embedded
        catalog.close()

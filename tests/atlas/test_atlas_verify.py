"""The check of a shared gallery: what its store can tell, over the socket."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from pymongo import MongoClient

from clothesfinder.atlas_rows import packed
from clothesfinder.catalog import Catalog
from clothesfinder.problem import Problem
from clothesfinder.repairing import SHARED_MODEL, repair
from clothesfinder.verified import remarks
from clothesfinder.verifying import NOT_THE_FILE, verify
from tests.conftest import ColourEmbedder, result, save
from tests.renewing import LaterEmbedder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clothesfinder.verified import Report


@pytest.fixture
def catalog(url: str, gallery: Path) -> Iterator[Catalog]:
    for number in range(6):
        save(gallery / f"{number}.png")
    catalog = Catalog(gallery, url, ColourEmbedder)
    result(catalog.index())
    yield catalog
    catalog.close()


def change(url: str, path: str, changes: dict[str, Any]) -> None:
    """Change the document of a picture behind the program's back."""
    with MongoClient[dict[str, Any]](url) as client:
        database = client.get_default_database()
        changed = [
            database[name].update_one({"path": path, "kind": "picture"}, {"$set": changes})
            for name in database.list_collection_names()
        ]
        assert sum(one.modified_count for one in changed) == 1


def check(catalog: Catalog) -> Report:
    return result(verify(catalog))


def test_a_sound_gallery(catalog: Catalog) -> None:
    report = check(catalog)
    assert report.is_sound
    assert (report.pictures, report.sampled, report.found_first) == (6, 6, 6)
    assert remarks(report)[-1] == NOT_THE_FILE


def test_wrong_vectors_are_found_and_mended(catalog: Catalog, url: str) -> None:
    (one,) = catalog.stores.open().entries(["1.png"])
    change(url, "1.png", {"embedding": packed(one.vector[:12])})
    change(url, "2.png", {"embedding": packed(2 * one.vector)})
    change(url, "3.png", {"embedding": packed(one.vector)})
    report = check(catalog)
    found = dict(report.listed)
    assert "12 numbers in place of 64" in found["1.png"]
    assert "the length 2" in found["2.png"]
    assert "comes out differently" in found["3.png"]
    assert report.wrong == 3
    done = result(repair(catalog, report))
    assert (done.dropped, done.summary.indexed, done.set_aside) == (3, 3, "")
    assert done.after.is_sound


def test_a_document_that_cannot_be_understood(catalog: Catalog, url: str) -> None:
    change(url, "4.png", {"embedding": "text"})
    report = check(catalog)
    assert dict(report.listed) == {"4.png": "What the store holds of it makes no sense."}
    assert result(repair(catalog, report)).after.is_sound


def test_another_model_takes_nothing_away_from_the_others(catalog: Catalog) -> None:
    catalog.load_embedder = LaterEmbedder
    report = check(catalog)
    assert not report.is_sound
    with pytest.raises(Problem, match=SHARED_MODEL.format(catalog.gallery.name)):
        result(repair(catalog, report))
    assert catalog.stores.open().count() == 6


def test_no_gallery_there(url: str, gallery: Path) -> None:
    save(gallery / "a.png")
    with closing(Catalog(gallery, url, ColourEmbedder)) as catalog, pytest.raises(Problem):
        check(catalog)

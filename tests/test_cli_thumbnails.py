"""`clothesfinder thumbnails`, with a database on a real socket."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder import upkeep
from clothesfinder.catalog import Catalog

from .conftest import ColourEmbedder, result, save

if TYPE_CHECKING:
    from pathlib import Path

    from .atlas.search_double import AtlasSearchDouble
    from .conftest import Call


@pytest.fixture
def indexed(gallery: Path, url: str) -> Path:
    """A gallery of five pictures in the database."""
    for number in range(5):
        save(gallery / f"{number}.png", size=(300, 400))
    catalog = Catalog(gallery, url, ColourEmbedder)
    result(catalog.index())
    catalog.close()
    return gallery


def shared(gallery: Path, url: str) -> set[str]:
    catalog = Catalog(gallery, url)
    found = result(upkeep.shared_thumbnails(catalog, [path.name for path in gallery.iterdir()]))
    catalog.close()
    return set(found)


def test_shared_and_no_longer_in_json(call: Call, indexed: Path, url: str) -> None:
    (indexed / "4.png").unlink()
    code, out, err = call("thumbnails", indexed, "--store", url, "--json")
    assert code == 0
    assert err.startswith("They take about 0.1 MB for 5 pictures in the database")
    told: dict[str, Any] = json.loads(out)
    assert told.pop("seconds") > 0
    assert told == {
        "shared": True, "made": 4, "unchanged": 0, "removed": 0, "missing": 1, "failed": 0,
    }  # fmt: skip
    assert shared(indexed, url) == {"0.png", "1.png", "2.png", "3.png"}
    code, out, _ = call("thumbnails", indexed, "--store", url, "--stop", "--json")
    assert (code, json.loads(out)) == (0, {"shared": False})
    assert shared(indexed, url) == set()


def test_for_people(call: Call, indexed: Path, url: str) -> None:
    (indexed / "4.png").unlink()
    (indexed / "4.png").mkdir()
    code, out, err = call("thumbnails", indexed, "--store", url)
    assert code == 0
    assert out.startswith("4 made, 0 unchanged, 0 removed, 0 not here, 1 failed in ")
    size, failure = err.splitlines()
    assert "whoever may read it" in size
    assert failure == f"{indexed / '4.png'}: The file cannot be read: it is a folder."
    code, out, _ = call("thumbnails", indexed, "--store", url, "--stop")
    assert (code, out) == (0, "No thumbnails are shared.\n")


def test_indexing_keeps_them_up_where_they_are_shared(
    call: Call, gallery: Path, url: str, server: AtlasSearchDouble
) -> None:
    save(gallery / "a.png")
    save(gallery / "stays.png")
    assert call("index", gallery, "--store", url)[0] == 0
    assert shared(gallery, url) == set()
    assert call("thumbnails", gallery, "--store", url)[0] == 0
    save(gallery / "b.png")
    (gallery / "a.png").unlink()
    assert call("index", gallery, "--store", url)[0] == 0
    assert shared(gallery, url) == {"b.png", "stays.png"}

    save(gallery / "c.png")
    catalog = Catalog(gallery, url)
    result(catalog.index())
    catalog.close()
    server.writes_until_full = 0
    code, out, err = call("index", gallery, "--store", url)
    server.writes_until_full = None
    assert (code, out.split(",")[0]) == (1, "0 indexed")  # the indexing itself went well
    assert "database is full" in err


def test_a_gallery_on_this_computer_only(call: Call, gallery: Path) -> None:
    save(gallery / "a.png")
    catalog = Catalog(gallery, "", ColourEmbedder)
    result(catalog.index())
    catalog.close()
    code, out, err = call("thumbnails", gallery)
    assert (code, out) == (1, "")
    assert err.startswith("“gallery” lies on this computer only")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("wrong", [["thumbnails"], ["thumbnails", "g", "--start"]])
def test_wrong_use_is_exit_2(call: Call, wrong: list[str]) -> None:
    code, out, err = call(*wrong)
    assert (code, out) == (2, "")
    assert "usage: clothesfinder" in err

"""Pictures whose parts have vectors of their own, through all that is done over the socket."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from clothesfinder import upkeep
from clothesfinder.catalog import Catalog
from clothesfinder.filter import Filter
from clothesfinder.local_store import open_local
from clothesfinder.query import Query
from clothesfinder.store import WHOLE, open_store
from clothesfinder.transfer import copy_gallery
from tests.conftest import HALVES, RGB, HalvesEmbedder, draw, result, save_outfit
from tests.test_transfer import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UPPER: dict[str, RGB] = {"a": (200, 0, 0), "below/b": (0, 160, 0), "below/c": (0, 0, 200)}
LOWER: dict[str, RGB] = {"a": (20, 20, 20), "below/b": (240, 220, 0), "below/c": (120, 0, 120)}
ALL = [WHOLE, *HALVES]


@pytest.fixture
def pictures(gallery: Path) -> Path:
    for name, upper in UPPER.items():
        save_outfit(gallery / f"{name}.png", upper, LOWER[name])
    return gallery


@pytest.fixture
def shared(url: str, pictures: Path) -> Iterator[Catalog]:
    with closing(Catalog(pictures, url, HalvesEmbedder, mirrored=True)) as catalog:
        assert result(catalog.index())[:5] == (3, 0, 0, 0, 0)
        yield catalog


def skirt(folder: Path, colour: RGB) -> Query:
    """One garment alone, as it is in an outfit's half."""
    draw(colour).save(folder / "skirt.png")
    return Query(folder / "skirt.png")


def parts_of(catalog: Catalog, *paths: str) -> list[object]:
    return [entry.part for entry in catalog.stores.open().entries(paths)]


def test_a_garment_is_found_in_an_outfit(shared: Catalog, tmp_path: Path) -> None:
    for folder in ("", "below"):
        found = result(shared.search(skirt(tmp_path, LOWER["below/b"]), among=Filter(folder)))
        best = found.matches[0]
        assert (best.path, best.part) == ("below/b.png", HALVES[1])
        assert best.score == pytest.approx(1, abs=1e-4)
        assert len({match.path for match in found.matches}) == len(found.matches)
        assert found.searched == 3, "pictures are counted, and not their parts"
    one = result(shared.search(skirt(tmp_path, UPPER["below/c"]), limit=1)).matches
    assert [(match.path, match.part) for match in one] == [("below/c.png", HALVES[0])]


def test_moved_and_copied_files_keep_all_parts(shared: Catalog, pictures: Path) -> None:
    shutil.copy(pictures / "a.png", pictures / "copy.png")
    (pictures / "below/b.png").rename(pictures / "moved.png")
    summary = result(shared.index())
    assert (summary.moved, summary.removed, summary.failed) == (1, 0, 0)
    assert parts_of(shared, "a.png", "copy.png", "moved.png") == 3 * ALL
    assert parts_of(shared, "below/b.png") == []
    save_outfit(pictures / "a.png", (0, 200, 200), (0, 0, 0))
    (pictures / "below/c.png").unlink()
    assert result(shared.index())[:2] == (1, 2)
    assert parts_of(shared, "a.png", "below/c.png") == ALL
    assert shared.status().indexed == 3


def test_the_copy_here_has_all_parts(shared: Catalog, pictures: Path, tmp_path: Path) -> None:
    assert result(upkeep.update_mirror(shared)).copied == 3
    with closing(open_local(pictures, create=False)) as copy:
        assert content(copy) == content(shared.stores.open())
        assert [entry.part for entry in copy.entries(["a.png"])] == ALL
    query = skirt(tmp_path, LOWER["a"])
    there = result(shared.search(query)).matches
    with closing(Catalog(pictures, "", HalvesEmbedder)) as own:
        here = result(own.search(query)).matches
    assert [match[:2] for match in here] == [match[:2] for match in there]
    assert [match.score for match in here] == pytest.approx([m.score for m in there], abs=1e-6)


def test_an_index_moves_there_and_back_with_all_parts(url: str, pictures: Path) -> None:
    with closing(Catalog(pictures, "", HalvesEmbedder)) as own:
        result(own.index())
        with closing(open_store(url, pictures)) as there:
            assert result(copy_gallery(own.stores.open(), there)).verified == 3
            before = content(own.stores.open())
            assert content(there) == before
            own.forget()
            with closing(open_local(pictures)) as back:
                assert result(copy_gallery(there, back)).copied == 3
                assert content(back) == before


def test_each_picture_has_one_thumbnail(shared: Catalog) -> None:
    result(upkeep.share_thumbnails(shared))
    thumbnails = shared.stores.open().thumbnails
    assert thumbnails is not None
    assert set(thumbnails.digests()) == {f"{name}.png" for name in UPPER}


def test_two_computers_share_the_work(shared: Catalog, url: str, pictures: Path) -> None:
    save_outfit(pictures / "new.png", (90, 90, 0), (0, 90, 90))
    first = shared.index()
    next(first)
    with closing(Catalog(pictures, url, HalvesEmbedder)) as other:
        assert result(other.index()).indexed == 1
        summary = result(first)
        assert summary.indexed + summary.by_others + summary.unchanged == 4
        assert parts_of(other, "a.png", "new.png") == 2 * ALL

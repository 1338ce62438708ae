"""Indexing only what may have changed: nothing else is looked at, read, or concluded about."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.extent import Extent
from clothesfinder.problem import Problem
from clothesfinder.walk import find_pictures

from .conftest import ColourEmbedder, HalvesEmbedder, result, save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def catalog(gallery: Path, embedder: ColourEmbedder) -> Iterator[Catalog]:
    for path in ("a.png", "one/b.png", "one/deep/c.png", "one-d.png", "two/e.png"):
        save(gallery / path)
    catalog = Catalog(gallery, load_embedder=lambda: embedder)
    result(catalog.index())
    yield catalog
    catalog.close()


@pytest.fixture
def index(catalog: Catalog) -> Callable[..., tuple[int, ...]]:
    """Index these files and folders; gives indexed, unchanged, moved, removed, failed."""
    return lambda *paths: result(catalog.index(only=Extent(paths)))[:5]


def stored(catalog: Catalog) -> set[str]:
    return set(catalog.stores.open().stamps())


def test_what_it_holds_and_what_leads_to_it() -> None:
    extent = Extent(["one", "two/deep/f.png"])
    held = ["one", "one/a.png", "one/x/y.png", "two/deep/f.png"]
    not_held = ["", "two", "two/deep", "two/deep/g.png", "one-d.png", "on"]
    assert [path for path in held + not_held if extent.holds(path)] == held
    assert [path for path in held + not_held if extent.leads_to(path)] == [
        *held,
        "two",
        "two/deep",
    ]
    extent.leave_out("one/x")
    assert not extent.holds("one/x/y.png")
    assert extent.holds("one/a.png")


def test_new_changed_and_removed_pictures_of_a_folder(
    gallery: Path,
    catalog: Catalog,
    index: Callable[..., tuple[int, ...]],
    embedder: ColourEmbedder,
) -> None:
    before = embedder.embedded
    save(gallery / "one" / "new.png")
    save(gallery / "one" / "b.png", (9, 9, 9), size=(90, 90))
    (gallery / "one" / "deep" / "c.png").unlink()
    assert index("one") == (2, 0, 0, 1, 0)
    assert embedder.embedded == before + 2
    assert stored(catalog) == {"a.png", "one/b.png", "one/new.png", "one-d.png", "two/e.png"}
    assert index("one") == (0, 2, 0, 0, 0)


def test_what_is_outside_is_not_touched(
    gallery: Path,
    catalog: Catalog,
    index: Callable[..., tuple[int, ...]],
    embedder: ColourEmbedder,
) -> None:
    (gallery / "two" / "bad.png").write_bytes(b"no picture")
    result(catalog.index())
    before = embedder.embedded
    (gallery / "a.png").unlink()
    (gallery / "two" / "bad.png").unlink()
    save(gallery / "two" / "e.png", (9, 9, 9), size=(90, 90))
    save(gallery / "two" / "new.png")
    assert index("one") == (0, 2, 0, 0, 0)
    assert embedder.embedded == before
    assert {"a.png", "two/e.png"} < stored(catalog)
    assert [failure.path for failure in catalog.status().failures] == ["two/bad.png"]
    assert index("two", "a.png") == (2, 0, 0, 1, 0)
    assert catalog.status().failures == []


def test_only_the_folders_on_the_way_are_listed(
    gallery: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[str] = []
    scandir = os.scandir

    def spy(path: Path) -> Iterator[os.DirEntry[str]]:
        listed.append(os.path.relpath(path, gallery))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", spy)
    found = find_pictures(gallery, only=Extent(["one/deep/c.png"]))
    assert [item.path for item in found] == ["one/deep/c.png"]
    assert listed == [".", "one", "one/deep"]


def test_a_moved_picture_and_a_renamed_folder_keep_their_vectors(
    gallery: Path,
    catalog: Catalog,
    index: Callable[..., tuple[int, ...]],
    embedder: ColourEmbedder,
) -> None:
    before = embedder.embedded
    (gallery / "a.png").rename(gallery / "two" / "a.png")
    (gallery / "one").rename(gallery / "three")
    assert index("a.png", "two/a.png", "one", "three") == (0, 0, 3, 0, 0)
    assert embedder.embedded == before
    assert stored(catalog) == {
        "two/a.png",
        "three/b.png",
        "three/deep/c.png",
        "one-d.png",
        "two/e.png",
    }


def test_copies_of_what_is_stored_outside_are_not_embedded_again(
    gallery: Path, index: Callable[..., tuple[int, ...]], embedder: ColourEmbedder
) -> None:
    before = embedder.embedded
    shutil.copytree(gallery / "one", gallery / "two" / "copies")
    assert index("two/copies") == (2, 0, 0, 0, 0)
    assert embedder.embedded == before


def test_of_a_large_gallery_no_more_is_asked_than_of_the_files_that_changed(
    gallery: Path,
    catalog: Catalog,
    index: Callable[..., tuple[int, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (gallery / "two" / "bad.png").write_bytes(b"none")
    index("two/bad.png")
    (gallery / "two" / "bad.png").unlink()
    (gallery / "a.png").rename(gallery / "two" / "a.png")
    (gallery / "one-d.png").unlink()
    store = catalog.stores.open()
    with monkeypatch.context() as without:
        without.setattr(type(store), "stamps", None)
        assert index("two/bad.png", "a.png", "two/a.png", "one-d.png") == (0, 0, 1, 1, 0)
    assert stored(catalog) == {"two/a.png", "one/b.png", "one/deep/c.png", "two/e.png"}
    assert catalog.status().failures == []


def test_hidden_files_are_none_though_they_changed(
    gallery: Path, catalog: Catalog, index: Callable[..., tuple[int, ...]]
) -> None:
    save(gallery / "one" / ".hidden.png")
    save(gallery / ".hidden" / "f.png")
    save(gallery / "@eaDir" / "f.png")
    assert index("one/.hidden.png", ".hidden", "@eaDir/f.png") == (0, 0, 0, 0, 0)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_linked_folder_is_left_as_it_was(
    gallery: Path, catalog: Catalog, index: Callable[..., tuple[int, ...]], tmp_path: Path
) -> None:
    save(tmp_path / "elsewhere" / "f.png")
    (gallery / "one" / "link").symlink_to(tmp_path / "elsewhere")
    (gallery / "two" / "g.png").symlink_to(tmp_path / "elsewhere" / "f.png")
    assert result(catalog.index()).indexed == 2
    (tmp_path / "elsewhere" / "f.png").write_bytes(b"changed")
    assert index("one") == (0, 2, 0, 0, 0)
    assert "one/link/f.png" in stored(catalog)
    (gallery / "two" / "g.png").unlink()
    assert index("two") == (0, 1, 0, 1, 0)


def test_a_bad_file_is_tried_again_when_it_changes(
    gallery: Path, catalog: Catalog, index: Callable[..., tuple[int, ...]]
) -> None:
    whole = save(gallery / "two" / "late.png", size=(300, 300)).read_bytes()
    (gallery / "two" / "late.png").write_bytes(whole[: len(whole) // 2])
    assert index("two/late.png") == (0, 0, 0, 0, 1)
    (gallery / "two" / "late.png").write_bytes(whole)
    assert index("two/late.png") == (1, 0, 0, 0, 0)
    assert catalog.status().failures == []


def test_the_index_is_never_emptied(
    gallery: Path, catalog: Catalog, index: Callable[..., tuple[int, ...]]
) -> None:
    before = stored(catalog)
    for path in ("one", "two"):
        shutil.rmtree(gallery / path)
    for path in ("a.png", "one-d.png"):
        (gallery / path).unlink()
    with pytest.raises(Problem, match="has no pictures any more"):
        index("one", "two", "a.png", "one-d.png")
    gallery.rmdir()
    with pytest.raises(Problem, match="There is no folder"):
        index("one")
    assert stored(catalog) == before


def test_a_new_index_for_another_model_is_complete(gallery: Path, catalog: Catalog) -> None:
    other = HalvesEmbedder()
    catalog.load_embedder = lambda: other
    save(gallery / "new.png")
    assert result(catalog.index(only=Extent(["new.png"]))).indexed == 6
    assert catalog.stores.open().space() == str(other.space)

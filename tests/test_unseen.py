"""Drives that fail or vanish while a gallery is indexed.

What a drive does is imitated at the lowest door, where a path is opened, listed or looked at.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.unseen import below_emptied

from .conftest import Call, ColourEmbedder, result, save
from .renewing import contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clothesfinder.progress import Summary

ERRORS = pytest.mark.parametrize(
    "number", [errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.EACCES], ids=errno.errorcode.get
)


def index(gallery: Path, *, remove_missing: bool = False) -> Summary:
    with closing(Catalog(gallery, load_embedder=ColourEmbedder)) as catalog:
        return result(catalog.index(remove_missing=remove_missing))


def stored(gallery: Path) -> dict[str, Any]:
    (_, pictures, _), _ = contents(gallery)
    return pictures


def failures(gallery: Path) -> dict[str, str]:
    (_, _, failed), _ = contents(gallery)
    return {failure.path: failure.reason for failure in failed}


@contextmanager
def failing_drive(place: Path, number: int, *doors: str) -> Iterator[None]:
    """A fake: below this folder each of these calls fails with this error."""

    def broken(door: Any) -> Any:
        def call(path: Any, *more: Any, **options: Any) -> Any:
            if str(getattr(path, "path", path)).startswith(str(place)):
                raise OSError(number, os.strerror(number), str(path))
            return door(path, *more, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for door in doors:
            owner: Any = Path if door == "open" else os
            patch.setattr(owner, door, broken(getattr(owner, door)))
        yield


@pytest.fixture
def drives(gallery: Path) -> Path:
    """A gallery of two drives, of which one holds most."""
    for number in range(10):
        save(gallery / "here" / f"here {number}.png")
    for number in range(30):
        save(gallery / "nas" / str(number % 3) / f"nas {number}.png")
    assert index(gallery)[:5] == (40, 0, 0, 0, 0)
    return gallery


@ERRORS
def test_a_drive_that_cannot_be_listed_keeps_its_pictures(drives: Path, number: int) -> None:
    before = stored(drives)
    with failing_drive(drives / "nas", number, "scandir"):
        assert index(drives)[:5] == (0, 10, 0, 0, 1)
    assert stored(drives) == before
    assert "This folder cannot be read" in failures(drives)["nas"]
    assert index(drives)[:5] == (0, 40, 0, 0, 0)
    assert not failures(drives)


@ERRORS
def test_changed_pictures_that_cannot_be_read_now_keep_what_was_known(
    drives: Path, number: int
) -> None:
    before = stored(drives)
    for file in (drives / "nas").glob("*/*.png"):
        save(file, (9, 9, 200))
        os.utime(file, ns=(5, 5))
    save(drives / "nas" / "new.png")
    with failing_drive(drives / "nas", number, "open"):
        assert index(drives)[:5] == (0, 10, 0, 0, 31)
    assert stored(drives) == before
    told = failures(drives)
    assert set(told) == {"nas/0", "nas/1", "nas/2", "nas/new.png"}
    assert "What was indexed of them is kept" in told["nas/0"]
    assert index(drives)[:5] == (31, 10, 0, 0, 0)
    assert not failures(drives)


class Unknown:
    """A fake: a folder's entry that a drive gives a name to and tells nothing more of."""

    def __init__(self, entry: os.DirEntry[str], number: int) -> None:
        self.name, self.path, self._number = entry.name, entry.path, number

    def is_symlink(self) -> bool:
        return False

    def is_dir(self) -> bool:
        raise OSError(self._number, os.strerror(self._number))


@ERRORS
def test_a_folder_that_is_not_even_known_for_one_keeps_its_pictures(
    drives: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(drives)
    as_ever = os.scandir

    def scandir(place: Path) -> Any:
        if place == drives / "nas":
            raise OSError(number, os.strerror(number))
        if place != drives:
            return as_ever(place)
        return [Unknown(one, number) if one.name == "nas" else one for one in as_ever(place)]

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        assert index(drives)[:5] == (0, 10, 0, 0, 1)
    assert stored(drives) == before
    assert index(drives)[:5] == (0, 40, 0, 0, 0)


def test_links_that_lead_nowhere_are_no_folders(drives: Path) -> None:
    (drives / "round").symlink_to("round")
    (drives / "long").symlink_to("x" * 300)
    (drives / "below a file").symlink_to(drives / "here" / "here 1.png" / "below")
    assert index(drives)[:5] == (0, 40, 0, 0, 0)


def test_a_changed_file_that_is_no_picture_any_more_goes(drives: Path) -> None:
    (drives / "here" / "here 1.png").write_bytes(b"no picture")
    assert index(drives)[:6] == (0, 39, 0, 0, 0, 1)
    assert "here/here 1.png" not in stored(drives)


def test_a_link_onto_a_drive_that_is_away_keeps_its_picture(gallery: Path, tmp_path: Path) -> None:
    save(gallery / "a.png")
    (gallery / "link.png").symlink_to(save(tmp_path / "drive" / "b.png"))
    index(gallery)
    before = stored(gallery)
    (tmp_path / "drive").rename(tmp_path / "away")
    assert index(gallery)[:5] == (0, 1, 0, 0, 1)
    assert stored(gallery) == before
    (tmp_path / "away").rename(tmp_path / "drive")
    assert index(gallery)[:5] == (0, 2, 0, 0, 0)
    assert not failures(gallery)


def test_most_of_a_gallery_is_kept_until_it_is_said_to_be_gone(drives: Path) -> None:
    before = stored(drives)
    shutil.move(drives / "nas", drives.parent / "away")
    summary = index(drives)
    assert (summary.unchanged, summary.removed, summary.missing) == (10, 0, 30)
    assert stored(drives) == before
    shutil.move(drives.parent / "away", drives / "nas")
    assert index(drives)[:5] == (0, 40, 0, 0, 0)
    shutil.rmtree(drives / "nas")
    summary = index(drives, remove_missing=True)
    assert (summary.unchanged, summary.removed, summary.missing) == (10, 30, 0)
    assert len(stored(drives)) == 10


def test_a_folder_whose_drive_is_not_mounted_is_kept_and_others_go(drives: Path) -> None:
    for number in range(100):
        save(drives / "more" / f"more {number}.png")
    index(drives)
    before = stored(drives)
    shutil.move(drives / "nas", drives.parent / "away")
    (drives / "nas").mkdir()
    (drives / "here" / "here 3.png").unlink()
    summary = index(drives)
    assert (summary.unchanged, summary.removed, summary.missing) == (109, 1, 30)
    assert stored(drives) == {p: one for p, one in before.items() if p != "here/here 3.png"}
    (drives / "nas").rmdir()  # and a folder that is gone, with less than most, is gone
    assert index(drives).removed == 30


def test_all_that_moved_is_no_longer_missing_after_a_kill(drives: Path) -> None:
    (drives / "all").mkdir()
    for folder in ("here", "nas"):
        (drives / folder).rename(drives / "all" / folder)
        (drives / folder).mkdir()
    with closing(Catalog(drives, load_embedder=ColourEmbedder)) as catalog:
        for progress in catalog.index():
            if progress.done == 40:
                break  # all is stored at its new place, and nothing has gone yet
    summary = index(drives)
    assert (summary.unchanged, summary.missing) == (40, 0)
    assert all(path.startswith("all/") for path in stored(drives))


def test_a_copy_that_is_deleted_is_told_as_removed(drives: Path) -> None:
    shutil.copytree(drives / "nas", drives / "copies")
    index(drives)
    shutil.rmtree(drives / "copies")
    summary = index(drives)
    assert (summary.unchanged, summary.removed, summary.missing) == (40, 30, 0)


def test_only_an_empty_folder_of_many_looks_unmounted(tmp_path: Path) -> None:
    (tmp_path / "empty" / "below").mkdir(parents=True)
    (tmp_path / "deep" / "empty").mkdir(parents=True)
    save(tmp_path / "used" / "a.png")
    lost = [f"{place}/{number}.png" for number in range(4) for place in ("deep/empty", "used")]
    assert below_emptied(tmp_path, lost, 3) == {path for path in lost if path.startswith("deep")}
    assert not below_emptied(tmp_path, lost, 4)
    assert not below_emptied(tmp_path, ["empty/1.png", "gone/1.png"], 0)


def test_the_command_tells_what_is_kept_and_how_to_forget_it(
    drives: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clothesfinder.cli.load_model", lambda *_: ColourEmbedder())
    shutil.rmtree(drives / "nas")
    code, told, said = call("index", drives)
    assert code == 0
    assert "30 missing" in told
    assert "30 pictures are not there now and were kept" in said
    assert "--remove-missing" in said
    code, told, said = call("index", drives, "--remove-missing")
    assert "30 removed" in told
    assert not said

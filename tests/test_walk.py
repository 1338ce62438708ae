from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from clothesfinder.images import File
from clothesfinder.store import Failure
from clothesfinder.walk import find_pictures

from .conftest import save

if TYPE_CHECKING:
    from pathlib import Path

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def paths(folder: Path, skip: Path | None = None) -> list[str]:
    return [item.path for item in find_pictures(folder, skip)]


def test_finds_every_kind_at_every_depth_in_a_fixed_order(gallery: Path) -> None:
    for name in ["b.JPG", "a.png", "deep/er/c.webp", "deep/d.tiff", "e.bmp", "f.gif", "g.jfif"]:
        save(gallery / name) if not name.endswith("jfif") else (gallery / name).touch()
    for name in ["h.heic", "i.avif", "notes.txt", "no_extension"]:
        (gallery / name).touch()
    found = paths(gallery)
    assert set(found) == {
        "a.png", "b.JPG", "e.bmp", "f.gif", "g.jfif", "h.heic", "i.avif",
        "deep/d.tiff", "deep/er/c.webp",
    }  # fmt: skip
    assert found == paths(gallery)


def test_tells_time_and_size(gallery: Path) -> None:
    state = save(gallery / "a.png").stat()
    assert list(find_pictures(gallery)) == [File("a.png", state.st_mtime_ns, state.st_size)]


def test_skips_hidden_and_system_files_and_our_own(gallery: Path) -> None:
    save(gallery / "seen.png")
    for name in [".hidden.png", ".cache/a.png", "@eaDir/a.png", "own/a.png"]:
        save(gallery / name)
    assert paths(gallery, skip=gallery / "own") == ["seen.png"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_loops_of_links_end_and_each_folder_is_listed_once(gallery: Path) -> None:
    save(gallery / "z" / "a.png")
    (gallery / "z" / "loop").symlink_to(gallery)
    (gallery / "again").symlink_to(gallery / "z")
    (gallery / "self").symlink_to("self")
    assert paths(gallery) == ["z/a.png"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_nowhere_is_a_failure(gallery: Path) -> None:
    (gallery / "a.png").symlink_to("gone.png")
    (found,) = find_pictures(gallery)
    assert found == Failure("a.png", 0, 0, "The file cannot be read: it is no longer there.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders there")
def test_a_pipe_is_not_waited_for(gallery: Path) -> None:
    os.mkfifo(gallery / "pipe.jpg")
    assert paths(gallery) == []


def test_a_folder_with_a_picture_s_name_is_looked_into(gallery: Path) -> None:
    save(gallery / "shirt.jpg" / "a.png")
    assert paths(gallery) == ["shirt.jpg/a.png"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_names_that_are_no_text(gallery: Path) -> None:
    name = os.fsdecode(b"\xff \n'\"-.png")
    save(gallery / "a.png").rename(gallery / name)
    assert paths(gallery) == [name]


@pytest.mark.skipif(AS_ROOT or sys.platform == "win32", reason="root may read everything")
def test_a_forbidden_folder_is_a_failure_and_the_rest_goes_on(gallery: Path) -> None:
    save(gallery / "a.png")
    (gallery / "secret").mkdir(mode=0)
    failure, file = sorted(find_pictures(gallery), key=lambda item: isinstance(item, File))
    assert isinstance(failure, Failure)
    assert "no right" in failure.reason
    assert file.path == "a.png"

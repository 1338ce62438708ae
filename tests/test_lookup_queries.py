"""Which pictures are looked up: those of folders, of lists, and single ones."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from clothesfinder.lookup_queries import Listing, as_people_count, list_queries
from clothesfinder.problem import Problem

from .conftest import result, save

if TYPE_CHECKING:
    from pathlib import Path


def listed(*sources: Path) -> Listing:
    return result(list_queries(sources))


def test_a_folder_in_the_order_in_which_people_count(tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    wanted = ["IMG2.png", "img10.png", "img10b.png", "shot 2/b.png", "shot 10/a.png"]
    for name in wanted:
        save(folder / name)
    (folder / "notes.txt").touch()
    (folder / ".hidden.png").touch()
    assert listed(folder).paths == [str(folder / name) for name in wanted]


def test_order_of_names() -> None:
    names = ["a/2", "a 1/1", "a/10", "a/010", "B", "a/1x", "", "a/²"]
    ordered = sorted(names, key=as_people_count)
    assert ordered == ["", "a/1x", "a/2", "a/010", "a/10", "a/²", "a 1/1", "B"]


def test_single_pictures_as_they_come_and_more_than_once(tmp_path: Path) -> None:
    first, second = save(tmp_path / "b.png"), save(tmp_path / "a.png")
    gone = tmp_path / "gone.png"
    assert listed(first, second, first, gone).paths == list(map(str, (first, second, first, gone)))


def test_a_list_in_a_file(tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    lists.mkdir()
    file = lists / "wanted.TXT"
    absolute = tmp_path / "c d.png"
    file.write_bytes(b"\xef\xbb\xbfa.png\r\n\n../b.png\r\n" + os.fsencode(absolute) + b"\n")
    assert listed(file).paths == [
        str(lists / "a.png"), str(lists / "../b.png"), str(absolute),
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.png")
    save(tmp_path / "queries" / "a.png").rename(tmp_path / "queries" / name)
    assert listed(tmp_path / "queries").paths == [str(tmp_path / "queries" / name)]
    file = tmp_path / "list.txt"
    file.write_bytes(b"queries/\xff.png\n")
    assert listed(file).paths == [str(tmp_path / "queries" / name)]


def test_what_cannot_be_a_path_has_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_bytes(b"a.png\nb\0c.png\n")
    listing = listed(file)
    assert len(listing.paths) == 2
    assert listing.reasons == {listing.paths[1]: "This is not the path of a file."}


@pytest.mark.skipif(sys.platform != "linux", reason="a link of Linux")
def test_what_a_folder_cannot_list_has_its_reason(tmp_path: Path) -> None:
    save(tmp_path / "a.png")
    (tmp_path / "loop.png").symlink_to("loop.png")
    listing = listed(tmp_path)
    assert [path.rpartition("/")[2] for path in listing.paths] == ["a.png", "loop.png"]
    assert "leads back to itself" in listing.reasons[listing.paths[1]]


def test_nothing_to_look_up(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Problem, match=r"There are no pictures in .*empty"):
        listed(tmp_path / "empty")
    (tmp_path / "empty.txt").write_text("\n  \n")
    with pytest.raises(Problem, match=r"empty\.txt lists nothing"):
        listed(tmp_path / "empty.txt")
    with pytest.raises(Problem, match=r"gone\.txt: The file cannot be read: it is no longer there"):
        listed(tmp_path / "gone.txt")

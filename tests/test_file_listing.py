"""Which files are listed, in which order, and the table that is saved of them."""

from __future__ import annotations

import csv
import io
import os
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder.file_listing import Order, Wish, choose, paths_told, save
from clothesfinder.file_states import AT_ONCE, FileStates, State
from clothesfinder.problem import Problem

from .conftest import result

if TYPE_CHECKING:
    from pathlib import Path

FILES = [
    ("=1+1.jpg", State.UNCHANGED, ""),
    ("Blusen/Café.jpg", State.INDEXED, ""),
    ("a.png", State.FAILED, "The picture is damaged or cut short."),
    ("b.png", State.DUPLICATE, "a copy.png"),
    ("c.png", State.FAILED, "The file is empty."),
    ("d.png", State.MOVED, "old/-d.png"),
    ("e.png", State.SKIPPED, "This is not a picture."),
]


def made(files: list[tuple[str, State, str]]) -> FileStates:
    paths, kinds, details = zip(*files, strict=True) if files else ((), (), ())
    return FileStates(paths, np.array(kinds, np.uint8), details, None)


def listed(wish: Wish, files: list[tuple[str, State, str]] = FILES) -> list[str]:
    states = made(files)
    return [states.paths[row] for row in result(choose(states, wish))]


def test_all_by_path() -> None:
    assert listed(Wish()) == [path for path, *_ in FILES]
    assert listed(Wish(descending=True)) == [path for path, *_ in reversed(FILES)]


def test_by_state_and_by_reason_and_within_by_path() -> None:
    by_state = ["a.png", "c.png", "e.png", "Blusen/Café.jpg", "d.png", "b.png", "=1+1.jpg"]
    assert listed(Wish(order=Order.STATE)) == by_state
    assert listed(Wish(order=Order.REASON))[:3] == ["c.png", "a.png", "e.png"]
    assert listed(Wish(order=Order.REASON, descending=True))[-1] == "c.png"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PNG", ["a.png", "b.png", "c.png", "d.png", "e.png"]),
        ("cafe\u0301", ["Blusen/Café.jpg"]),
        ("damaged", ["a.png"]),
        ("a copy", ["b.png"]),
        ("old/", ["d.png"]),
        ("not read again", ["d.png"]),
        ("in the last run", ["Blusen/Café.jpg"]),
        ("  empty ", ["c.png"]),
        ("no such thing", []),
    ],
)
def test_by_text_of_path_and_reason(text: str, found: list[str]) -> None:
    assert listed(Wish(text=text)) == found


def test_by_state_and_text_at_once() -> None:
    assert listed(Wish(frozenset([State.FAILED, State.SKIPPED]), "e")) == [
        "a.png", "c.png", "e.png",
    ]  # fmt: skip
    assert listed(Wish(frozenset([State.REMOVED]))) == []
    assert listed(Wish(text="a"), []) == []


def test_many_are_looked_at_with_turns_for_others() -> None:
    states = made([(f"{number:06}.jpg", State.UNCHANGED, "") for number in range(5 * AT_ONCE)])
    assert len(list(choose(states, Wish(text="7.jpg")))) == 5
    assert len(list(states.let_go())) == 5
    assert not any(states.paths)


def read(file: Path) -> list[list[str]]:
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table(tmp_path: Path) -> None:
    states, file = made(FILES), tmp_path / "list.csv"
    file.write_text("something else")
    assert result(save(states, result(choose(states, Wish())), file)) == len(FILES)
    header, *rows = read(file)
    assert header == ["File", "State", "Reason", "Other file"]
    assert rows[0][:2] == ["'=1+1.jpg", "Unchanged"]
    assert rows[1] == ["Blusen/Café.jpg", "Indexed", "New or changed; indexed in the last run.", ""]
    assert rows[3][3] == "a copy.png"
    assert [row[0] for row in rows[2:]] == ["a.png", "b.png", "c.png", "d.png", "e.png"]
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_name_is_a_formula(tmp_path: Path, start: str) -> None:
    path = f"{start}HYPERLINK(“x”).png"
    states, file = made([(path, State.DUPLICATE, f"{start}1")]), tmp_path / "list.csv"
    result(save(states, np.arange(1), file))
    ((name, _, _, other),) = read(file)[1:]
    assert (name, other) == (f"'{path}", f"'{start}1")


def test_names_that_are_no_text(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("names are bytes on Linux alone")
    name = os.fsdecode(b"caf\xe9.png")
    states, file = made([(name, State.INDEXED, "")]), tmp_path / "list.csv"
    result(save(states, np.arange(1), file))
    assert read(file)[1][0] == "caf?.png"
    assert result(paths_told(tmp_path, states, np.arange(1))) == f"{tmp_path}/caf?.png"


def test_whole_or_not_at_all(tmp_path: Path) -> None:
    states = made([(f"{number:06}.jpg", State.UNCHANGED, "") for number in range(3 * AT_ONCE)])
    file = tmp_path / "list.csv"
    file.write_text("before")
    job = save(states, np.arange(len(states)), file)
    next(job)
    next(job)
    job.close()
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(Problem, match=r"nowhere.*cannot be written: .*Choose another place"):
        result(save(states, np.arange(1), tmp_path / "nowhere" / "list.csv"))
    (tmp_path / "taken").mkdir()
    with pytest.raises(Problem, match="taken cannot be written"):
        result(save(states, np.arange(1), tmp_path / "taken"))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["list.csv", "taken"]

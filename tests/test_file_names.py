from __future__ import annotations

import os
from itertools import islice

import pytest

from clothesfinder.file_names import numbered, portable, questionable


def first(name: str, limit: int = 255) -> list[str]:
    return list(islice(numbered(name, limit), 3))


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("a.jpg", "a (2).jpg"),
        ("a.b.jpg", "a.b (2).jpg"),
        ("a", "a (2)"),
        (".hidden", ".hidden (2)"),
        ("a (2).jpg", "a (2) (2).jpg"),
    ],
)
def test_names_with_numbers(name: str, second: str) -> None:
    third = " (3)".join(second.rsplit(" (2)", 1))
    assert first(name) == [name, second, third]


def test_none_is_too_long() -> None:
    for name in ("x" * 300 + ".jpg", "衣" * 100 + ".jpg", os.fsdecode(b"\xff" * 400)):
        for one in first(name, 50):
            assert len(os.fsencode(one)) <= 50
            assert os.fsdecode(os.fsencode(one)) == one, "no character is cut in two"
    assert first("abcdefghij.jpg", 12) == ["abcdefgh.jpg", "abcd (2).jpg", "abcd (3).jpg"]


def test_names_that_every_drive_can_have() -> None:
    assert portable("a b é衣.jpg") == "a b é衣.jpg"
    assert questionable("a b é衣.jpg") == ""
    assert portable('a<b>:"\\|?*\n\udcff.jpg') == "a_b_________.jpg"
    assert questionable("??a:?") == ":?"

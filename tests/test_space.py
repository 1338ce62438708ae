from __future__ import annotations

import pytest

from clothesfinder.store import Space, is_same_space

SPACE = Space("model", "weights", "squash-1", 8)


@pytest.mark.parametrize(
    ("stored", "is_same"),
    [
        ("model/weights/squash-1/8", True),
        ("model/unknown/squash-1/8", True),
        ("model/others/squash-1/8", False),
        ("model/unknown/squash-2/8", False),
        ("model/unknown/squash-1/9", False),
        ("other/unknown/squash-1/8", False),
        (None, False),
        ("", False),
    ],
)
def test_vectors_are_compared_with_those_of_their_space_only(
    stored: str | None, is_same: bool
) -> None:
    assert is_same_space(stored, SPACE) is is_same

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from clothesfinder.own_file import write_own

if TYPE_CHECKING:
    from pathlib import Path


def test_it_takes_the_place_of_what_was_there_for_the_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "own"
    file.write_text("before")
    write_own(file, b"after")
    assert file.read_bytes() == b"after"
    assert [path.name for path in tmp_path.iterdir()] == ["own"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 or os.name == "nt"


def test_where_it_cannot_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "kept").touch()
    with pytest.raises(OSError, match="own"):
        write_own(tmp_path / "own", b"after")
    assert [path.name for path in tmp_path.rglob("*")] == ["own", "kept"]

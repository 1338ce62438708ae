"""A gallery copied into MongoDB over a real socket, and back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pymongo import MongoClient

from clothesfinder import transfer
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_rows import pending_row
from clothesfinder.atlas_store import PICTURES, AtlasStore
from clothesfinder.local_store import LocalStore
from clothesfinder.problem import Problem
from clothesfinder.transfer import copy_gallery
from tests.store_contract import SPACE, vector
from tests.test_transfer import ODD, content, copy, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pymongo.collection import Collection

    from .search_double import AtlasSearchDouble

AT_ONCE = 60
COPY_UP = f"""
import sys
from pathlib import Path
from clothesfinder import transfer
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_store import AtlasStore
from clothesfinder.local_store import LocalStore
transfer.AT_ONCE = {AT_ONCE}
target = AtlasStore(read_address(sys.argv[2], "clothes"))
for copied in transfer.copy_gallery(LocalStore(Path(sys.argv[1])), target):
    print(copied.done, flush=True)
"""


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "AT_ONCE", AT_ONCE)


@pytest.fixture
def local(tmp_path: Path) -> Iterator[LocalStore]:
    store = LocalStore(tmp_path / "local.sqlite3")
    yield store
    store.close()


@pytest.fixture
def back(tmp_path: Path) -> Iterator[LocalStore]:
    store = LocalStore(tmp_path / "back.sqlite3")
    yield store
    store.close()


@pytest.fixture
def rows(url: str) -> Iterator[Collection[dict[str, Any]]]:
    """The rows in the database, as somebody else sees them."""
    with MongoClient[dict[str, Any]](url) as client:
        yield client.get_default_database()[PICTURES]


def test_there_and_back_nothing_is_changed(
    fresh: AtlasStore, local: LocalStore, back: LocalStore
) -> None:
    before = content(fill(local, 250))
    assert copy(local, fresh)[:4] == (251, 0, 0, 200)
    assert content(fresh) == before
    copy(fresh, back)
    assert content(fresh) == content(back) == content(local) == before
    asked = vector(1, 2)
    ours, theirs = (
        {match.path: match.score for match in store.search(asked, 20)} for store in (fresh, back)
    )
    assert ours == pytest.approx(theirs, abs=1e-6)
    assert ODD in ours
    assert copy(back, fresh).copied == 0


def test_a_full_database_is_told_and_gone_on_with(
    atlas: AtlasSearchDouble, fresh: AtlasStore, local: LocalStore
) -> None:
    fill(local, 3 * AT_ONCE)
    job = copy_gallery(local, fresh)
    assert [next(job).done for _ in range(2)][-1] == AT_ONCE
    atlas.writes_until_full = 3
    with pytest.raises(Problem, match="database is full"):
        list(job)
    atlas.writes_until_full = None
    assert copy(local, fresh).skipped >= AT_ONCE
    assert content(fresh) == content(local)


@pytest.mark.parametrize("steps", [1, 2])
def test_killed_in_the_middle_of_an_upload(
    url: str,
    rows: Collection[dict[str, Any]],
    fresh: AtlasStore,
    local: LocalStore,
    tmp_path: Path,
    steps: int,
) -> None:
    fill(local, 8 * AT_ONCE)
    command = [sys.executable, "-c", COPY_UP, str(tmp_path / "local.sqlite3"), url]
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        done = int([process.stdout.readline() for _ in range(steps)][-1])
        process.kill()
    summary = copy(local, fresh)
    assert done <= summary.skipped < 8 * AT_ONCE
    assert content(fresh) == content(local)
    heads = {row["_id"] for row in rows.find({"kind": "picture"})}
    assert {row["head"] for row in rows.find({"kind": "part"})} <= heads


def test_a_half_written_picture_is_not_taken_for_one(
    rows: Collection[dict[str, Any]], fresh: AtlasStore, local: LocalStore, back: LocalStore
) -> None:
    fill(local, 5)
    copy(local, fresh)
    copy(fresh, back)
    row = rows.find_one({"kind": "picture", "path": "folder 1/1.jpg"})
    assert row is not None
    rows.replace_one({"_id": row["_id"]}, pending_row(row))
    assert copy(fresh, back).copied == 0
    assert "folder 1/1.jpg" not in back.stamps()
    assert copy(local, fresh).copied == 1
    copy(fresh, back)
    assert content(fresh) == content(back) == content(local)


def test_the_galleries_beside_it_stay(fresh: AtlasStore, url: str, local: LocalStore) -> None:
    other = AtlasStore(read_address(url, "other"))
    before = content(fill(other, 7))
    local.reset(SPACE)
    fill(local, 3)
    copy(local, fresh)
    assert content(other) == before
    other.close()

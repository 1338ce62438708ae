"""What is left when the indexing program, or the server, is killed in the middle of an upload."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder import atlas_store
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_store import AtlasStore
from clothesfinder.catalog import Catalog
from clothesfinder.problem import Problem
from tests.conftest import ColourEmbedder, save
from tests.store_contract import HALF, SPACE, entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clothesfinder.progress import Summary

ROOT = Path(__file__).parent.parent.parent
PICTURES = 60
INDEX = """
import sys
from pathlib import Path
from clothesfinder import atlas_store
from clothesfinder.catalog import Catalog
from tests.conftest import ColourEmbedder
atlas_store.AT_ONCE = 4
for progress in Catalog(Path(sys.argv[1]), sys.argv[2], ColourEmbedder).index():
    print(progress.done, flush=True)
"""
PUT_PARTS = """
import sys
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_store import AtlasStore
from tests.atlas.test_atlas_kill import of_parts
store = AtlasStore(read_address(sys.argv[1], "clothes"))
for turn in range(10**6):
    store.put(of_parts(turn))
    print(turn, flush=True)
"""


def of_parts(turn: int) -> list[Any]:
    """Twenty pictures of one to four parts; the number of each changes with the turn."""
    return [
        entry(str(number), 1, turn, part + 1, part=HALF, digest=str(turn))
        for number in range(20)
        for part in range(1 + (number + turn) % 4)
    ]


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    python = [sys.executable, *command]
    with subprocess.Popen(python, stdout=subprocess.PIPE, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def lines(process: subprocess.Popen[bytes], number: int) -> int:
    """Wait for so many lines; gives the number that the last one is."""
    assert process.stdout is not None
    return int([process.stdout.readline() for _ in range(number)][-1])


def wait_for(process: subprocess.Popen[bytes], done: int) -> int:
    """Wait until the process has told that so many are done; gives how many are."""
    while (told := lines(process, 1)) < done:
        pass
    return told


def index(catalog: Catalog) -> Summary:
    job = catalog.index()
    try:
        while True:
            next(job)
    except StopIteration as end:
        summary: Summary = end.value
    return summary


def content(url: str, gallery: str) -> list[dict[str, Any]]:
    """All that the database has of a gallery, in a form that can be compared with another's."""
    store = AtlasStore(read_address(url, gallery))
    rows = list(store._pictures.collection.find({"gallery": gallery}).sort("_id"))
    for row in rows:
        row["_id"] = row["_id"].removeprefix(row.pop("gallery"))
    store.close()
    return rows


@pytest.fixture
def pictures(gallery: Path) -> Path:
    for number in range(PICTURES):
        save(gallery / str(number % 7) / f"{number}.png")
    (gallery / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nno more")
    return gallery


def named(url: str, gallery: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}clothesfinderGallery={gallery}"


def check_whole(url: str, pictures: Path) -> None:
    """The gallery is as if nothing had ever happened to it."""
    undisturbed = Catalog(pictures, named(url, "undisturbed"), ColourEmbedder)
    assert index(undisturbed).indexed == PICTURES
    undisturbed.close()
    rows = content(url, "undisturbed")
    assert len(rows) == PICTURES + 1
    assert content(url, "killed") == rows


def test_an_indexer_killed(url: str, pictures: Path) -> None:
    with running("-c", INDEX, str(pictures), named(url, "killed")) as process:
        done = wait_for(process, 12)
    assert done < PICTURES
    embedder = ColourEmbedder()
    catalog = Catalog(pictures, named(url, "killed"), lambda: embedder)
    summary = index(catalog)
    catalog.close()
    assert done - 1 <= summary.unchanged  # the broken one is done, but never unchanged
    assert embedder.embedded == summary.indexed == PICTURES - summary.unchanged
    check_whole(url, pictures)


@pytest.mark.parametrize("moment", [0.003, 0.011, 0.019, 0.027])
def test_killed_between_the_parts_of_pictures(url: str, moment: float) -> None:
    store = AtlasStore(read_address(url, "clothes"))
    store.reset(SPACE)
    with running("-c", PUT_PARTS, url) as process:
        done = lines(process, 3)
        time.sleep(moment)
    time.sleep(0.3)  # what was sent before is still being done
    rows = list(store._pictures.collection.find())
    assert {row["head"] for row in rows if "head" in row} <= {row["_id"] for row in rows}
    for path, stamp in store.stamps().items():
        if stamp.digest:
            assert int(stamp.digest) >= done
            turn = of_parts(int(stamp.digest))
            whole = [one for one in turn if one.path == path]
            assert [one[:3] for one in store.entries([path])] == [one[:3] for one in whole]
    store.put(of_parts(0))
    after = content(url, "clothes")
    store.reset(SPACE)
    store.put(of_parts(0))
    assert after == content(url, "clothes")
    store.close()


def test_a_server_killed(tmp_path: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas_store, "AT_ONCE", 4)
    command = ["-m", "tests.atlas.serve", str(tmp_path / "data")]
    quick = "serverSelectionTimeoutMS=1000&heartbeatFrequencyMS=500"
    with running(*command, "0") as server:
        port = lines(server, 1)
        url = f"mongodb://127.0.0.1:{port}/?{quick}"
        catalog = Catalog(pictures, named(url, "killed"), ColourEmbedder)
        job = catalog.index()
        while (done := next(job).done) < 12:
            pass
        server.kill()
        server.wait()
        with pytest.raises(Problem, match=r"does not answer|was cut"):
            list(job)
        catalog.close()
    with running(*command, str(port)) as server:
        assert lines(server, 1) == port
        catalog = Catalog(pictures, named(url, "killed"), ColourEmbedder)
        summary = index(catalog)
        assert done - 1 <= summary.unchanged < PICTURES
        assert summary.indexed == PICTURES - summary.unchanged
        catalog.close()
        check_whole(url, pictures)

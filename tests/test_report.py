"""What a run is known by afterwards: ended, stopped, in trouble, or killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clothesfinder import upkeep
from clothesfinder.catalog import Catalog
from clothesfinder.index_files import run_file
from clothesfinder.problem import Problem
from clothesfinder.report import LastRun, RunReport, read_last_run
from clothesfinder.store import open_store

from .conftest import ColourEmbedder, result, save, stop_midway

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SECONDS = 60
# Indexes a gallery, a picture at a time, and comes to no end.
SLOWLY = """
import sys, time
from pathlib import Path
from clothesfinder import indexing
from clothesfinder.catalog import Catalog
from tests.conftest import ColourEmbedder
class Slow(ColourEmbedder):
    batch = 1
    def embed(self, pixels):
        while self.embedded > 40:
            time.sleep(0.05)
        return super().embed(pixels)
indexing.STORED_WITHIN = 0.0
for _ in Catalog(Path(sys.argv[1]), load_embedder=Slow).index():
    pass
"""


@pytest.fixture
def catalog(gallery: Path, embedder: ColourEmbedder) -> Iterator[Catalog]:
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        yield catalog


def last_run(gallery: Path, store: str | None = None) -> LastRun:
    run = result(read_last_run(gallery, store))
    assert run is not None
    return run


def test_what_a_run_did(catalog: Catalog, gallery: Path) -> None:
    for name in ("stays", "moves", "goes"):
        save(gallery / f"{name}.png")
    result(catalog.index())
    assert last_run(gallery).indexed == {"stays.png", "moves.png", "goes.png"}
    (gallery / "goes.png").unlink()
    (gallery / "folder").mkdir()
    (gallery / "moves.png").rename(gallery / "folder" / "moved.png")
    save(gallery / "new.png")
    summary = result(catalog.index())
    run = last_run(gallery)
    assert run.indexed == {"new.png"}
    assert run.moved == {"folder/moved.png": "moves.png"}
    assert run.removed == {"goes.png"}
    assert (run.total, run.why, run.stopped) == (3, "", None)
    assert run.ended is not None
    assert run.begun <= run.ended <= time.time()
    assert run.summary["indexed"] == summary.indexed == 1
    assert (summary.moved, summary.removed) == (1, 1)


def test_twins_that_move_are_both_moved(catalog: Catalog, gallery: Path) -> None:
    for name in ("a", "b", "stays"):
        save(gallery / f"{name}.png", (9, 9, 200))
    result(catalog.index())
    for name in ("a", "b"):
        (gallery / f"{name}.png").rename(gallery / f"{name}2.png")
    summary = result(catalog.index())
    assert summary[:5] == (0, 1, 2, 0, 0)
    run = last_run(gallery)
    assert set(run.moved) == {"a2.png", "b2.png"}
    assert set(run.moved.values()) == {"a.png", "b.png"}
    assert run.removed == set()


def test_it_is_for_this_user_alone(catalog: Catalog, gallery: Path) -> None:
    save(gallery / "a.png")
    result(catalog.index())
    assert stat.S_IMODE(run_file(gallery).stat().st_mode) == 0o600 or os.name == "nt"


def test_names_that_are_no_text(catalog: Catalog, gallery: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("names are bytes on Linux alone")
    name = os.fsdecode(b"\xff caf\xe9\n.png")
    save(gallery / "a.png").rename(gallery / name)
    result(catalog.index())
    assert last_run(gallery).indexed == {name}


def test_a_run_that_is_stopped(catalog: Catalog, gallery: Path) -> None:
    for number in range(40):
        save(gallery / f"{number:02}.png")
    stop_midway(catalog.index())
    run = last_run(gallery)
    assert run.ended is None
    assert run.stopped is not None
    assert run.indexed == set(catalog.stores.open().stamps())
    assert 0 < len(run.indexed) < run.total == 40


def test_a_run_in_trouble(gallery: Path, catalog: Catalog) -> None:
    class Unplugged(ColourEmbedder):
        batch = 1

        def see(self, images: object) -> object:
            raise Problem("The drive is gone.")

    save(gallery / "a.png")
    catalog.load_embedder = Unplugged
    with pytest.raises(Problem, match="The drive is gone"):
        result(catalog.index())
    run = last_run(gallery)
    assert (run.ended, run.why, run.indexed) == (None, "The drive is gone.", set())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 there")
def test_a_run_that_is_killed_costs_a_batch_at_most(gallery: Path) -> None:
    for number in range(60):
        save(gallery / f"{number:02}.png")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-c", SLOWLY, str(gallery)]
    with subprocess.Popen(program, env=environment, cwd=ROOT) as process:
        until = time.monotonic() + SECONDS
        while len(_told(gallery)) < 5:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        process.kill()
    run = last_run(gallery)
    assert (run.ended, run.stopped, run.total) == (None, None, 60)
    with closing(open_store("", gallery, create=False)) as store:
        stored = set(store.stamps())
    assert run.indexed <= stored
    assert len(stored - run.indexed) <= 1
    with closing(Catalog(gallery, load_embedder=ColourEmbedder)) as catalog:
        result(catalog.index())
    assert len(last_run(gallery).indexed) == 60 - len(stored)


def _told(gallery: Path) -> set[str]:
    run = result(read_last_run(gallery))
    return run.indexed if run else set()


@pytest.mark.parametrize("end", [b'{"indexed": ["b.p', b"\xff\x00", b"[]\n7\n", b'{"moved": [1]}'])
def test_what_makes_no_sense_is_left_out(catalog: Catalog, gallery: Path, end: bytes) -> None:
    save(gallery / "a.png")
    result(catalog.index())
    before = last_run(gallery)
    with run_file(gallery).open("ab") as file:
        file.write(end)
    assert last_run(gallery) == before


@pytest.mark.parametrize("content", [b"", b'{"begun": 1.0', b"no report", b'{"begun": "x"}\n'])
def test_no_report_at_all(gallery: Path, content: bytes) -> None:
    assert result(read_last_run(gallery)) is None
    run_file(gallery).parent.mkdir(parents=True)
    run_file(gallery).write_bytes(content)
    assert result(read_last_run(gallery)) is None


def test_of_another_store_it_tells_nothing(gallery: Path) -> None:
    with RunReport(gallery, "cluster.example.net/clothes") as report:
        report.begin(3)
        report.note("indexed", ["a.png"])
        report.keep()
    assert result(read_last_run(gallery, "")) is None
    assert last_run(gallery, "cluster.example.net/clothes").indexed == {"a.png"}


def test_what_is_not_stored_is_not_told(gallery: Path) -> None:
    def fail_to_store() -> None:
        with RunReport(gallery, "") as report:
            report.begin(3)
            report.note("indexed", ["a.png"])
            raise Problem("The disk is full.")

    with pytest.raises(Problem):
        fail_to_store()
    run = last_run(gallery)
    assert (run.indexed, run.why) == (set(), "The disk is full.")


def test_where_it_cannot_be_written_all_goes_on(catalog: Catalog, gallery: Path) -> None:
    save(gallery / "a.png")
    run_file(gallery).mkdir(parents=True)
    assert result(catalog.index()).indexed == 1
    assert result(read_last_run(gallery)) is None


def test_it_goes_with_the_gallery(catalog: Catalog, gallery: Path, tmp_path: Path) -> None:
    save(gallery / "a.png")
    result(catalog.index())
    there = tmp_path / "there"
    gallery.rename(there)
    result(upkeep.relocate(catalog, there))
    assert last_run(there, "").indexed == {"a.png"}
    with closing(Catalog(there)) as moved:
        moved.forget()
    assert not run_file(there).exists()

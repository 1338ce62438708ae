"""Several programs index one gallery at once, each picture by one of them, whatever happens."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder import atlas_store, share
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_store import CLAIMS, AtlasStore
from clothesfinder.catalog import Catalog
from clothesfinder.problem import Problem
from tests.conftest import ColourEmbedder, result, save

from .test_atlas_kill import PICTURES, ROOT, check_whole, named, pictures
from .test_atlas_store import fail_point

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from clothesfinder.progress import Progress, Summary

    from .search_double import AtlasSearchDouble

__all__ = ["pictures"]  # a fixture
Process = subprocess.Popen[str]


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share, "CHUNK", 8)
    monkeypatch.setattr(atlas_store, "AT_ONCE", 8)


@contextmanager
def computer(
    data: Path, folder: Path, url: str, lease: float = 60, ahead: float = 0
) -> Iterator[Process]:
    """An indexer that waits for its start, with a folder of its own for its data."""
    command = [sys.executable, "-m", "tests.atlas.indexer"]
    command += [str(folder), url, str(lease), str(ahead)]
    own = os.environ | {"CLOTHESFINDER_DATA": str(data)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, env=own, text=True) as one:
        try:
            assert line(one) == "ready"
            yield one
        finally:
            one.kill()


def line(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def begin(*processes: Process) -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def outcome(process: Process) -> dict[str, Any]:
    """Wait for the end; gives what it did."""
    last = process.communicate()[0].splitlines()[-1]
    told: dict[str, Any] = json.loads(last)
    return told


def all_of(told: dict[str, Any]) -> int:
    """How many pictures it accounts for; what was stored before it looked is unchanged."""
    return sum(told[name] for name in ("indexed", "unchanged", "failed", "by_others"))


@pytest.mark.parametrize("ahead", [0, 3600, -3600])
def test_two_at_once_embed_each_picture_once(
    url: str, pictures: Path, tmp_path: Path, ahead: float
) -> None:
    url_of_both = named(url, "killed")
    with ExitStack() as stack:
        both = [
            stack.enter_context(computer(tmp_path / name, pictures, url_of_both, ahead=clock))
            for name, clock in (("one", 0.0), ("two", ahead))
        ]
        begin(*both)
        one, two = map(outcome, both)
    assert one["embedded"] + two["embedded"] == PICTURES
    assert min(one["embedded"], two["embedded"]) >= 8, "the work is split"
    assert one["indexed"] + two["indexed"] == PICTURES
    assert one["failed"] + two["failed"] == 1
    for told in (one, two):
        assert all_of(told) == PICTURES + 1
    check_whole(url, pictures)


def test_files_whose_times_differ_are_done_once(url: str, pictures: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(pictures, tmp_path / "copy", copy_function=shutil.copy)
    url = named(url, "shared")
    with computer(tmp_path / "1", pictures, url) as one, computer(tmp_path / "2", copy, url) as two:
        begin(one, two)
        told = [outcome(one), outcome(two)]
    assert [one["embedded"] for one in told] == [one["indexed"] for one in told]
    assert sum(one["embedded"] for one in told) == PICTURES
    assert all(one["by_others"] for one in told)


def test_one_killed_the_other_does_it_all(url: str, pictures: Path, tmp_path: Path) -> None:
    shared = named(url, "killed")
    with (
        computer(tmp_path / "1", pictures, shared, lease=2) as killed,
        computer(tmp_path / "2", pictures, shared, lease=2) as other,
    ):
        begin(killed, other)
        while int(line(killed)) < 16:
            pass
        killed.kill()
        told = outcome(other)
    assert told["failed"] <= 1
    assert told["indexed"] >= 8
    assert all_of(told) == PICTURES + 1
    check_whole(url, pictures)


def test_killed_and_started_again_it_does_not_wait_for_its_own_claims(
    url: str, pictures: Path, tmp_path: Path
) -> None:
    shared = named(url, "killed")
    with computer(tmp_path / "1", pictures, shared, lease=10_000) as killed:
        begin(killed)
        while int(line(killed)) < 16:
            pass
    with computer(tmp_path / "1", pictures, shared, lease=10_000) as again:
        begin(again)
        told = outcome(again)
    assert told["by_others"] <= 1, "the broken one, where the dead had claimed it just now"
    assert all_of(told) == PICTURES + 1
    check_whole(url, pictures)


class Indexer:
    """A job that is stepped here, of a computer with a folder of its own for its data."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, data: Path, folder: Path, url: str) -> None:
        monkeypatch.setenv("CLOTHESFINDER_DATA", str(data))
        self.embedder = ColourEmbedder()
        self.catalog = Catalog(folder, url, lambda: self.embedder)
        self.catalog.stores._store = AtlasStore(read_address(url, folder.name))
        self.job: Generator[Progress, None, Summary] = self.catalog.index()

    def step_to(self, done: int) -> None:
        while next(self.job).done < done:
            pass


def in_turns(*indexers: Indexer) -> list[Summary]:
    """Step all to their ends."""
    told: dict[Indexer, Summary] = {}
    while len(told) < len(indexers):
        for indexer in indexers:
            try:
                if indexer not in told:
                    next(indexer.job)
            except StopIteration as end:
                told[indexer] = end.value
    return list(told.values())


@pytest.fixture
def two(
    url: str, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Indexer, Indexer]]:
    shared = named(url, "killed")
    one, other = (Indexer(monkeypatch, tmp_path / name, pictures, shared) for name in "12")
    yield one, other
    for indexer in (one, other):
        indexer.job.close()
        indexer.catalog.close()


def claimed(indexer: Indexer) -> int:
    store = indexer.catalog.stores._store
    assert isinstance(store, AtlasStore)
    return store._pictures.collection.database[CLAIMS].count_documents({})


def test_cancelled_it_stores_what_is_embedded_and_gives_the_rest_back(
    url: str, pictures: Path, two: tuple[Indexer, Indexer]
) -> None:
    cancelled, other = two
    cancelled.step_to(8)
    assert claimed(cancelled)
    cancelled.job.close()
    assert not claimed(cancelled)
    kept = cancelled.catalog.status()
    assert kept.indexed == cancelled.embedder.embedded
    progress = list(other.job)
    assert not any(step.waiting for step in progress)
    assert other.embedder.embedded == PICTURES - kept.indexed
    check_whole(url, pictures)


def test_at_its_end_it_waits_for_what_another_holds(
    url: str, pictures: Path, two: tuple[Indexer, Indexer]
) -> None:
    one, other = two
    one.step_to(8)
    step = next(other.job)
    while not step.waiting:
        step = next(other.job)
    assert 8 < step.done < step.total == PICTURES + 1
    assert next(other.job).waiting
    mine, theirs = result(one.job), result(other.job)
    assert mine.by_others
    assert theirs.by_others
    assert mine.indexed + theirs.indexed == PICTURES
    assert one.embedder.embedded + other.embedder.embedded == PICTURES
    assert not claimed(one)
    check_whole(url, pictures)


def test_what_failed_before_is_tried_by_one(two: tuple[Indexer, Indexer], pictures: Path) -> None:
    one, other = two
    result(one.job)
    save(pictures / "new.png")
    one.job = one.catalog.index()
    one.step_to(PICTURES + 2)
    summary = result(other.job)
    assert (summary.failed, summary.by_others, summary.unchanged) == (0, 1, PICTURES + 1)
    assert result(one.job).failed == 1


@pytest.mark.parametrize(
    "how", [{"closeConnection": True}, {"errorCode": 189}, {"errorCode": 10107}]
)
def test_what_passes_in_mid_upload_loses_and_doubles_nothing(
    url: str,
    pictures: Path,
    atlas: AtlasSearchDouble,
    two: tuple[Indexer, Indexer],
    how: dict[str, Any],
) -> None:
    one, _ = two
    one.step_to(16)
    fail_point(atlas, ["update", "delete", "find"], 4, **how)
    assert result(one.job).indexed == PICTURES == one.embedder.embedded
    check_whole(url, pictures)


@pytest.mark.parametrize("writes", range(6))
def test_a_full_database_in_mid_upload_is_gone_on_with(
    url: str, pictures: Path, atlas: AtlasSearchDouble, two: tuple[Indexer, Indexer], writes: int
) -> None:
    one, other = two
    one.step_to(16)
    atlas.writes_until_full = writes
    with pytest.raises(Problem, match="database is full"):
        list(one.job)
    assert atlas.writes_until_full >= -3, "one put, and claims given back after it or before"
    atlas.writes_until_full = None
    done = other.catalog.status().indexed
    assert done >= 15
    again = result(one.catalog.index())
    assert again.indexed == PICTURES - done
    check_whole(url, pictures)


def test_pictures_that_this_folder_lacks_are_kept(url: str, pictures: Path, tmp_path: Path) -> None:
    shared = named(url, "shared")
    with closing(Catalog(pictures, shared, ColourEmbedder)) as whole:
        result(whole.index())
    part = tmp_path / "part"
    for number in range(3):
        shutil.copytree(pictures / str(number), part / str(number))
    with closing(Catalog(part, shared, ColourEmbedder)) as catalog:
        here = len(list(part.rglob("*.png")))
        missing = PICTURES - here
        summary = result(catalog.index())
        assert (summary.unchanged, summary.removed, summary.missing) == (here, 0, missing)
        assert catalog.status().indexed == PICTURES
        assert [failure.path for failure in catalog.status().failures] == ["broken.png"]
        summary = result(catalog.index(remove_missing=True))
        assert (summary.unchanged, summary.removed, summary.missing) == (here, missing, 0)
        assert catalog.status().indexed == here
        assert not catalog.status().failures


def test_a_few_that_are_gone_go_and_so_do_moved_ones(url: str, pictures: Path) -> None:
    embedder = ColourEmbedder()
    with closing(Catalog(pictures, named(url, "shared"), lambda: embedder)) as catalog:
        result(catalog.index())
        next((pictures / "3").iterdir()).unlink()
        assert result(catalog.index())[:4] == (0, PICTURES - 1, 0, 1)
        inner = pictures / "inner"
        inner.mkdir()
        for item in list(pictures.iterdir()):
            if item != inner:
                item.rename(inner / item.name)
        summary = result(catalog.index())
        assert summary[:4] == (0, 0, PICTURES - 1, 0)
        assert (summary.missing, summary.failed, embedder.embedded) == (0, 1, PICTURES)
        assert {path.partition("/")[0] for path in catalog.stores.open().stamps()} == {"inner"}


def test_what_others_moved_is_not_missing(two: tuple[Indexer, Indexer], pictures: Path) -> None:
    one, other = two
    result(one.job)
    one.job = one.catalog.index()
    (pictures / "6").rename(pictures / "moved")
    for number in range(5):
        (pictures / str(number)).rename(pictures / f"moved {number}")
    told = in_turns(one, other)
    assert [summary.missing for summary in told] == [summary.removed for summary in told] == [0, 0]
    moved = [path for folder in pictures.glob("moved*") for path in folder.iterdir()]
    assert sum(summary.moved for summary in told) == len(moved)
    assert one.embedder.embedded + other.embedder.embedded == PICTURES

"""What each release has indexed, the present code opens, searches, checks and goes on with."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.index_files import index_file
from clothesfinder.index_schema import SCHEMA_VERSION
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.store import WHOLE, Box, Entry, Failure, Stamp
from clothesfinder.verifying import verify

from .conftest import ColourEmbedder, HalvesEmbedder, result
from .frozen import BROKEN, FOLDER, INDEX, NAMES, held, make_gallery, read
from .renewing import check_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clothesfinder.embedder import Embedder

    from .conftest import Call

RELEASES = sorted(folder.name for folder in FOLDER.iterdir() if (folder / INDEX).exists())
with_such_names = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there alone")


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest, gallery: Path) -> str:
    """A release whose index is now that of the gallery, wherever that lies."""
    name = str(request.param)
    file = index_file(gallery)
    file.parent.mkdir(parents=True)
    shutil.copyfile(FOLDER / name / INDEX, file)
    return name


def catalog_of(gallery: Path, model: type[Embedder] = HalvesEmbedder) -> Catalog:
    return Catalog(gallery, load_embedder=model)


@pytest.fixture
def catalog(gallery: Path, release: str) -> Iterator[Catalog]:
    with closing(catalog_of(gallery)) as catalog:
        yield catalog


def entries_of(release: str) -> list[Entry]:
    return [
        Entry(path, Box(*part), Stamp(*stamp), np.frombuffer(bytes.fromhex(vector), "<f4"), *size)
        for path, part, stamp, vector, *size in read(release)["entries"]
    ]


def test_there_are_some() -> None:
    assert str(SCHEMA_VERSION) in RELEASES  # python -m tests.frozen NAME makes one


def test_all_is_there_as_it_was(catalog: Catalog, release: str) -> None:
    store, told = catalog.stores.open(), read(release)
    assert held(store) == told
    check_file(store)  # type: ignore[arg-type]
    assert store.stamps().keys() == set(NAMES)
    assert [Failure(*failure).path for failure in told["failures"]] == [BROKEN]
    assert len(told["entries"]) == 3 * len(NAMES)
    status = catalog.status()
    assert (status.indexed, status.space) == (len(NAMES), told["space"])
    assert list(status.failures) == [Failure(*failure) for failure in told["failures"]]


def test_each_is_found_by_its_own_vector(catalog: Catalog, release: str) -> None:
    store = catalog.stores.open()
    for entry in entries_of(release):
        (match,) = store.search(entry.vector, 1)
        assert (match.path, match.part) == entry[:2]
        assert match.score == pytest.approx(1, abs=1e-6)


@with_such_names
def test_it_is_sound_and_nothing_is_to_be_done(catalog: Catalog) -> None:
    make_gallery(catalog.gallery)
    report = result(verify(catalog))
    assert report.is_sound
    assert (report.pictures, report.unchanged, report.new) == (len(NAMES), len(NAMES), 0)
    summary = result(catalog.index())
    assert (summary.unchanged, summary.indexed, summary.skipped) == (len(NAMES), 0, 1)
    for name in NAMES:
        match = result(catalog.search(Query(catalog.gallery / name), 1)).matches[0]
        assert (match.path, match.part) == (name, WHOLE)


@with_such_names
def test_another_model_s_index_is_made_beside_it(gallery: Path, release: str) -> None:
    make_gallery(gallery)
    before = read(release)
    with closing(catalog_of(gallery, ColourEmbedder)) as catalog:
        with pytest.raises(Problem, match=r"indexed with another model\. Update it"):
            result(catalog.search(Query(gallery / NAMES[0])))
        job = catalog.index()
        while next(job).done < 5:
            pass
        job.close()
        assert held(catalog.stores.open()) == before
        renewal = catalog.status().renewal
        assert renewal is not None
        assert renewal.space == str(ColourEmbedder.space)
        assert result(catalog.index()).skipped == 1
        status = catalog.status()
        assert (status.space, status.indexed) == (str(ColourEmbedder.space), len(NAMES))
        assert status.renewal is None
        for name in NAMES:
            assert result(catalog.search(Query(gallery / name), 1)).matches[0].path == name


def test_the_commands_read_it(gallery: Path, release: str, call: Call) -> None:
    code, out, _ = call("status", gallery, "--json")
    told = json.loads(out)
    assert (code, told["indexed"], told["new_index"]) == (0, len(NAMES), None)
    assert [skipped["path"] for skipped in told["skipped"]] == [str(gallery / BROKEN)]


def test_one_of_a_newer_version_is_refused(gallery: Path, release: str, call: Call) -> None:
    file = index_file(gallery)
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")
    before = file.read_bytes()
    for command in (["index", gallery], ["status", gallery], ["search", "--gallery", gallery, "x"]):
        (gallery / "a.png").write_bytes(b"a picture, by its name")
        code, out, error = call(*command)
        assert (code, out) == (1, "")
        assert "was made by a newer Clothesfinder. Install that version" in error
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", RELEASES)
def test_it_is_small_and_tells_of_no_place(name: str) -> None:
    data = (FOLDER / name / INDEX).read_bytes()
    assert sum(file.stat().st_size for file in (FOLDER / name).iterdir()) < 200_000
    for place in (b"/tmp", b"/home", b"\\Users", os.fsencode(Path.home())):
        assert place not in data


@with_such_names
def test_the_next_one_is_made_by_a_command(tmp_path: Path) -> None:
    """The code now makes the same of the same pictures as it did when it was frozen."""
    made, frozen = str(tmp_path / "next"), str(SCHEMA_VERSION)
    command = [sys.executable, "-m", "tests.frozen", made]
    subprocess.run(command, cwd=FOLDER.parent.parent, check=True)
    assert read(made)["failures"] == read(frozen)["failures"]
    for one, other in zip(entries_of(made), entries_of(frozen), strict=True):
        assert one[:3] + one[4:] == other[:3] + other[4:]
        assert np.allclose(one.vector, other.vector, atol=1e-6)

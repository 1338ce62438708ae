"""A folder that has moved, with an index on this computer."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from clothesfinder import upkeep
from clothesfinder.catalog import Catalog
from clothesfinder.index_files import index_file
from clothesfinder.local_store import open_local
from clothesfinder.problem import Problem

from .conftest import ColourEmbedder, result, save
from .store_contract import SPACE, entry

ROOT = Path(__file__).parent.parent
KILLED = """
import os, sys
from pathlib import Path
from clothesfinder.local_store import open_local
from tests.store_contract import entry
open_local(Path(sys.argv[1])).put([entry("b.png", 0, 1)])
os._exit(9)
"""


@pytest.fixture
def moved(gallery: Path, tmp_path: Path) -> Path:
    """The folder where the pictures of an indexed gallery lie now."""
    with closing(open_local(gallery)) as store:
        store.reset(SPACE)
        store.put([entry("a.png", 1)])
    folder = tmp_path / "elsewhere"
    save(folder / "a.png")
    return folder


def relocated(gallery: Path, folder: Path) -> set[str]:
    """What is known of the folder once the gallery is told to lie there."""
    with closing(Catalog(gallery, "", ColourEmbedder)) as catalog:
        result(upkeep.relocate(catalog, folder))
    assert not index_file(gallery).exists()
    with closing(open_local(folder, create=False)) as store:
        return set(store.stamps())


def test_the_index_goes_by_the_new_folder(gallery: Path, moved: Path) -> None:
    assert relocated(gallery, moved) == {"a.png"}


def test_a_folder_without_any_of_the_pictures_is_refused(gallery: Path, moved: Path) -> None:
    (moved / "a.png").unlink()
    with pytest.raises(Problem, match="None of the pictures"):
        relocated(gallery, moved)


def test_names_that_no_file_can_have_are_not_there(gallery: Path, moved: Path) -> None:
    long = "long/" + 5000 * "x"
    with closing(open_local(gallery)) as store:
        store.drop(["a.png"])
        store.put([entry(long, 1), entry("nul\0l.png", 1), entry("a.png", 1)])
    assert relocated(gallery, moved) == {long, "nul\0l.png", "a.png"}


def test_what_a_killed_program_left_comes_along(gallery: Path, moved: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(gallery)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    file = index_file(gallery)
    assert Path(f"{file}-wal").exists()
    upkeep.move_index(gallery, moved)
    with closing(open_local(moved, create=False)) as store:
        assert set(store.stamps()) == {"a.png", "b.png"}


def test_an_index_in_use_stays_where_it_is(gallery: Path, moved: Path) -> None:
    with closing(open_local(gallery)), pytest.raises(Problem, match="Another program"):
        relocated(gallery, moved)
    assert relocated(gallery, moved) == {"a.png"}

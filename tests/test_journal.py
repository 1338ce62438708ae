"""What stands on disk while pictures are decoded, and what a killed program leaves of it."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clothesfinder.journal import Journal

ROOT = Path(__file__).parent.parent
LEAVE = """
import os, sys
from pathlib import Path
from clothesfinder.journal import Journal
journal = Journal(Path(sys.argv[1]))
journal.begin("done-before-it.png")
journal.begin(sys.argv[2])
os._exit(1)
"""


def leave(gallery: Path, path: str) -> None:
    """Run a program that ends in the middle of decoding this."""
    subprocess.run([sys.executable, "-c", LEAVE, gallery, path], cwd=ROOT, check=False)


def grow_old(data: Path) -> None:
    """Let what runs left be older than one that is only just beginning."""
    for file in data.glob("reading/*/run.*"):
        os.utime(file, (0, 0))


@pytest.mark.parametrize(
    "path", ["a/b.png", pytest.param("\udcff\n'ü.png", marks=pytest.mark.skipif("os.name == 'nt'"))]
)
def test_a_run_that_came_to_no_end_tells_what_it_was_at(
    path: str, gallery: Path, data: Path
) -> None:
    leave(gallery, path)
    grow_old(data)
    journal = Journal(gallery)
    assert journal.suspects() == {path}
    assert Journal(gallery.parent).suspects() == set()
    assert Journal(gallery).suspects() == {path}, "until it is settled"
    journal.settle()
    assert Journal(gallery).suspects() == set()
    assert [file for file in data.rglob("*") if file.is_file()] == []


def test_what_a_living_run_is_at_is_no_suspect(gallery: Path, data: Path) -> None:
    living = Journal(gallery)
    living.begin("a.png")
    grow_old(data)
    assert Journal(gallery).suspects() == set()
    leave(gallery, "b.png")
    grow_old(data)
    other = Journal(gallery)
    assert other.suspects() == {"b.png"}
    other.settle()
    assert len(list(data.glob("reading/*/*-*"))) == 1
    living.end()


def test_each_thread_has_its_own_place_and_nothing_is_left(gallery: Path, data: Path) -> None:
    journal = Journal(gallery)

    def decode(number: int) -> set[str]:
        journal.begin(f"{number}.png")
        return {file.read_text() for file in data.glob("reading/*/*-*")}

    with ThreadPoolExecutor(4) as threads:
        for number, seen in enumerate(threads.map(decode, range(200))):
            assert f"{number}.png" in seen
            assert len(seen) <= 4
    journal.end()
    assert [file for file in data.rglob("*") if file.is_file()] == []


def test_without_a_place_on_the_disk_it_goes_on(gallery: Path, data: Path) -> None:
    data.write_text("in the way")
    journal = Journal(gallery)
    assert journal.suspects() == set()
    journal.begin("a.png")
    journal.settle()
    journal.end()

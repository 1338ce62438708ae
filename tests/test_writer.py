"""Several programs at one gallery: real processes, of which one writes at a time."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from clothesfinder import upkeep
from clothesfinder.catalog import Catalog
from clothesfinder.index_files import index_file
from clothesfinder.problem import Problem
from clothesfinder.progress import Progress
from clothesfinder.progress_line import told
from clothesfinder.query import Query
from clothesfinder.repairing import put_aside, repair
from clothesfinder.verifying import verify
from clothesfinder.writer import Writer

from .conftest import ColourEmbedder, result, save
from .renewing import LaterEmbedder, contents, index
from .test_renewal_kill import INDEX, running

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import Call

PICTURES = 40
HOLD = """
import sys
from pathlib import Path
from clothesfinder.writer import Writer
with Writer(Path(sys.argv[1])).alone():
    print("writing", flush=True)
    sys.stdin.readline()
"""
INDEX_STEP_BY_STEP = """
import sys
from pathlib import Path
from clothesfinder.catalog import Catalog
from tests.conftest import ColourEmbedder
for progress in Catalog(Path(sys.argv[1]), load_embedder=ColourEmbedder).index():
    print(progress.done, flush=True)
    sys.stdin.readline()
"""
OPEN = """
import sys, time
from pathlib import Path
from clothesfinder.local_store import LocalStore
while time.time() < float(sys.argv[2]):
    pass
for number in range(30):
    LocalStore(Path(sys.argv[1], f"{number}.sqlite3")).close()
"""


def line(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().decode().strip()


def go_on(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()


@contextmanager
def writing_elsewhere(gallery: Path) -> Iterator[subprocess.Popen[bytes]]:
    with running(HOLD, str(gallery)) as process:
        assert line(process) == "writing"
        yield process


@pytest.fixture
def catalog(gallery: Path) -> Iterator[Catalog]:
    """An indexed gallery, opened."""
    for number in range(PICTURES):
        save(gallery / str(number % 5) / f"{number}.png")
    with closing(Catalog(gallery, load_embedder=ColourEmbedder)) as catalog:
        result(catalog.index())
        yield catalog


def found(catalog: Catalog, picture: Path) -> str:
    return result(catalog.search(Query(picture), 1)).matches[0].path


def lock_files(gallery: Path) -> list[Path]:
    return list(index_file(gallery).parent.glob("*.lock"))


def test_two_indexers_at_once_end_as_one_would(gallery: Path) -> None:
    for number in range(PICTURES):
        save(gallery / f"{number}.png")
    (gallery / "broken.png").write_bytes(b"no picture")
    index(gallery, ColourEmbedder())
    alone = contents(gallery)
    index_file(gallery).unlink()
    command = (INDEX, str(gallery), ColourEmbedder.__name__)
    with running(*command) as one, running(*command) as other:
        for process in (one, other):
            process.communicate()
            assert process.returncode == 0
    assert contents(gallery) == alone
    assert not lock_files(gallery)


def test_the_second_waits_shows_it_and_then_goes_on(catalog: Catalog) -> None:
    save(catalog.gallery / "new.png")
    with writing_elsewhere(catalog.gallery) as other:
        job = catalog.index()
        assert [next(job).waiting for _ in range(2)] == [False, True]
        assert catalog.status().indexed == PICTURES
        go_on(other)
        summary = result(job)
    assert (summary.indexed, summary.unchanged) == (1, PICTURES)


def test_who_waits_may_be_cancelled(catalog: Catalog) -> None:
    with writing_elsewhere(catalog.gallery):
        job = catalog.index()
        next(job)
        job.close()
        with pytest.raises(Problem, match="Another program"):
            catalog.forget()
    result(catalog.index())
    catalog.forget()
    assert not index_file(catalog.gallery).exists()
    assert not lock_files(catalog.gallery)


def test_forgetting_moving_and_repairing_are_told(catalog: Catalog, tmp_path: Path) -> None:
    gallery, elsewhere = catalog.gallery, tmp_path / "elsewhere"
    before = contents(gallery)
    report = result(verify(catalog))
    with writing_elsewhere(gallery):
        now = time.strftime("%H:%M")
        with pytest.raises(
            Problem, match=r"Another program.*“gallery”.*since \d\d:\d\d"
        ) as problem:
            catalog.forget()
        assert any(minute in str(problem.value) for minute in (now, time.strftime("%H:%M")))
        with pytest.raises(Problem, match="Another program"):
            result(repair(catalog, report))
        catalog.close()
        with pytest.raises(Problem, match="Another program"):
            upkeep.move_index(gallery, elsewhere)
        assert contents(gallery) == before
    upkeep.move_index(gallery, elsewhere)
    assert contents(elsewhere) == before


def test_all_that_only_reads_goes_on(catalog: Catalog, call: Call) -> None:
    picture = catalog.gallery / "0" / "10.png"
    with writing_elsewhere(catalog.gallery):
        assert found(catalog, picture) == "0/10.png"
        assert result(verify(catalog)).is_sound
        assert call("status", catalog.gallery)[0] == 0


def test_a_search_sees_what_another_program_has_just_stored(catalog: Catalog) -> None:
    new = [save(catalog.gallery / f"new {number}.png") for number in range(12)]
    seen: set[str] = set()
    assert found(catalog, new[0]) != "new 0.png"  # what is in memory now lacks them
    with running(INDEX_STEP_BY_STEP, str(catalog.gallery)) as other:
        while step := line(other):
            stored = catalog.status().indexed
            seen |= {one.name for one in new if found(catalog, one) == one.name}
            assert len(seen) == stored - PICTURES
            assert int(step) <= PICTURES + len(new)
            with suppress(BrokenPipeError):
                go_on(other)
        other.wait()
        assert other.returncode == 0
    assert all(found(catalog, one) == one.name for one in new)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 there")
def test_a_lock_ends_with_its_program(catalog: Catalog) -> None:
    with writing_elsewhere(catalog.gallery) as other:
        other.kill()
        other.wait()
    assert lock_files(catalog.gallery)
    assert not any(progress.waiting for progress in catalog.index())
    assert not lock_files(catalog.gallery)


def test_a_model_is_changed_while_another_window_searches(catalog: Catalog) -> None:
    picture = catalog.gallery / "1" / "11.png"
    assert found(catalog, picture) == "1/11.png"
    with running(INDEX, str(catalog.gallery), LaterEmbedder.__name__) as other:
        while line(other):
            with suppress(Problem):  # of the old model, once the new one is in place
                assert found(catalog, picture) == "1/11.png"
        other.wait()
        assert other.returncode == 0
    with pytest.raises(Problem, match="another model"):
        found(catalog, picture)


def test_an_index_that_another_program_set_aside_is_not_used_any_more(catalog: Catalog) -> None:
    new = save(catalog.gallery / "new.png")
    assert found(catalog, new) != "new.png"
    put_aside(index_file(catalog.gallery))
    with pytest.raises(Problem, match="not indexed yet"):
        catalog.status()
    with running(INDEX, str(catalog.gallery), ColourEmbedder.__name__) as other:
        other.communicate()
    assert found(catalog, new) == "new.png"


def test_a_folder_that_does_not_lock_stops_nobody(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_file: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("clothesfinder.writer.lock", fails)
    with Writer(catalog.gallery).alone():
        assert result(catalog.index()).unchanged == PICTURES


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_the_lock_file_is_the_user_s_alone(catalog: Catalog) -> None:
    mask = os.umask(0)
    try:
        with Writer(catalog.gallery).alone():
            assert [file.stat().st_mode & 0o777 for file in lock_files(catalog.gallery)] == [0o600]
    finally:
        os.umask(mask)


def test_many_programs_may_make_one_index(data: Path) -> None:
    """As where a window opens a gallery at the moment that a job begins to index it."""
    begin = str(time.time() + 2)
    with ExitStack() as stack:
        commands = [(OPEN, str(data), begin) for _ in range(4)]
        processes = [stack.enter_context(running(*command)) for command in commands]
        assert [process.wait() for process in processes] == [0, 0, 0, 0]


def test_the_command_line_shows_that_it_waits() -> None:
    assert "another program" in told(Progress(0, 0, 0, "", 0.0, waiting=True))

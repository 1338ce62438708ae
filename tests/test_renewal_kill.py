"""What is left when the program is killed in the middle of a change of the model."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clothesfinder.index_files import index_file
from clothesfinder.local_store import LocalStore

from .conftest import ColourEmbedder, save
from .renewing import Content, LaterEmbedder, check_file, content, contents, index
from .store_contract import SPACE, entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clothesfinder.store import Entry

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 there")

ROOT = Path(__file__).parent.parent
PICTURES = 80
OTHER = SPACE._replace(weights="other")
INDEX = """
import sys
from pathlib import Path
from clothesfinder.catalog import Catalog
from tests import renewing
embedder = getattr(renewing, sys.argv[2])
for progress in Catalog(Path(sys.argv[1]), load_embedder=embedder).index():
    print(progress.done, flush=True)
"""
SWITCH = """
import sys
from pathlib import Path
from clothesfinder.local_store import LocalStore
from clothesfinder.store import Entry
from tests.test_renewal_kill import OTHER, rows
store = LocalStore(Path(sys.argv[1]))
new = store.to_fill(OTHER)
new.put(rows(1))
print("switching", flush=True)
store.succeed()
print("switched", flush=True)
store.put([])
sys.stdin.read()
"""
ROWS = 4000


def rows(number: int) -> list[Entry]:
    """Many pictures; the number tells of which model they are."""
    return [entry(f"{one}.png", one + 1, number) for one in range(ROWS)]


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    python = [sys.executable, "-c", *command]
    pipe = subprocess.PIPE
    with subprocess.Popen(python, stdin=pipe, stdout=pipe, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def killed_at_random(gallery: Path, chance: random.Random) -> bool:
    """Index, and kill that at some moment; gives whether it was complete before."""
    with running(INDEX, str(gallery), LaterEmbedder.__name__) as process:
        assert process.stdout is not None
        for _ in range(chance.randrange(2, 16)):
            process.stdout.readline()
        time.sleep(chance.choice((0, chance.random() / 50)))
        process.kill()
        process.wait()
        return process.returncode == 0


@pytest.fixture
def undisturbed(gallery: Path) -> tuple[Content, Content]:
    """The gallery, indexed with the old model: its index, and what the new model makes of it."""
    for number in range(PICTURES):
        save(gallery / str(number % 5) / f"{number}.png")
    (gallery / "broken.png").write_bytes(b"no picture")
    index(gallery, LaterEmbedder())
    new, _ = contents(gallery)
    index_file(gallery).unlink()
    index(gallery, ColourEmbedder())
    old, _ = contents(gallery)
    return old, new


def kill_until_complete(gallery: Path, undisturbed: tuple[Content, Content], seed: int) -> None:
    """Kill one run after the other; each goes on where the one before was, and none breaks it."""
    old, new = undisturbed
    chance, done, runs, is_complete = random.Random(seed), 0, 0, False
    while not is_complete:
        is_complete = killed_at_random(gallery, chance)
        runs += 1
        present, beside = contents(gallery)
        assert present == old or (present == new and beside is None)
        if beside is not None:
            assert beside[0] == new[0]
            assert beside[1].items() <= new[1].items()
            assert len(beside[1]) >= done
            done = len(beside[1])
    assert present == new
    assert runs > 2


def test_killed_again_and_again(gallery: Path, undisturbed: tuple[Content, Content]) -> None:
    kill_until_complete(gallery, undisturbed, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 22))
def test_killed_more_often(gallery: Path, undisturbed: tuple[Content, Content], seed: int) -> None:
    kill_until_complete(gallery, undisturbed, seed)


def kill_while_switching(file: Path, seconds: float) -> bool:
    """Kill it so long after it began to switch; gives whether it had switched."""
    with closing(LocalStore(file)) as store:
        store.reset(SPACE)
        store.put(rows(0))
        before = content(store)
    with running(SWITCH, str(file)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        told = process.stdout.read()
    with closing(LocalStore(file)) as store:
        check_file(store)
        now = content(store)
        has_switched = now[0] == str(OTHER)
        assert has_switched or not told  # what was told to be done is
        if not has_switched:
            assert now == before
            assert len(store.to_fill(OTHER).stamps()) == ROWS
            store.succeed()
        vectors = {one.path: one.vector.tobytes() for one in rows(1)}
        assert {path: one[3] for path, one in content(store)[1].items()} == vectors
        check_file(store)
    return has_switched


@pytest.mark.parametrize("moment", [0, 0.002, 0.005, 0.01])
def test_killed_while_switching(tmp_path: Path, moment: float) -> None:
    kill_while_switching(tmp_path / "index.sqlite3", moment)


@pytest.mark.slow
def test_killed_at_all_moments_of_the_switch(tmp_path: Path) -> None:
    moments = [0.0005 * step for step in range(60)]
    switched = [kill_while_switching(tmp_path / "index.sqlite3", moment) for moment in moments]
    assert {True, False} == set(switched)


def test_two_programs_at_once_and_one_is_killed(
    gallery: Path, undisturbed: tuple[Content, Content]
) -> None:
    later = (INDEX, str(gallery), LaterEmbedder.__name__)
    with running(*later) as one, running(*later) as other:
        for process in (one, other):
            assert process.stdout is not None
            for _ in range(4):
                process.stdout.readline()
        one.kill()
        other.communicate()
        assert other.returncode == 0
    assert contents(gallery) == (undisturbed[1], None)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_two_programs_of_different_models_at_once(
    gallery: Path, undisturbed: tuple[Content, Content], seed: int
) -> None:
    """One of them may be told to stop; what is there is all of the one or of the other."""
    chance = random.Random(seed)
    models = [ColourEmbedder.__name__, LaterEmbedder.__name__]
    for _ in range(4):
        chance.shuffle(models)
        one, other = ((INDEX, str(gallery), model) for model in models)
        with running(*one) as first:
            assert first.stdout is not None
            for _ in range(chance.randrange(1, 12)):
                first.stdout.readline()
            with running(*other) as second:
                first.communicate()
                second.communicate()
        present, beside = contents(gallery)
        assert present in undisturbed
        if beside is not None:
            new = undisturbed[present == undisturbed[0]]
            assert beside[0] == new[0]
            assert beside[1].items() <= new[1].items()

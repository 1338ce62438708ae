"""Indexing in a process of its own, which is killed (kill -9) at a moment drawn by chance."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from clothesfinder import embedder, reading
from clothesfinder.catalog import Catalog
from clothesfinder.index_files import index_file, run_file, scores_file
from clothesfinder.query import Query
from clothesfinder.settings import data_folder

from .conftest import result
from .kill_phases import BUILTIN, COMMAND, MODELS, PHASES, Wide, make_gallery
from .kill_states import ALIKE, State, assert_same, check_sound, states

if TYPE_CHECKING:
    import random

    from clothesfinder.embedder import Embedder

ROOT = Path(__file__).parent.parent
STEPS_AT_ONCE = 4
"""Steps of SQLite's machine between two moments at which a run may kill itself."""
SECOND_KILL = 0.2
"""The share of runs after which the next one is killed, too."""


class Killed(NamedTuple):
    """What a killed run had told."""

    was_running: bool
    told: int
    """Pictures and failures that it had told were stored."""
    embedded: int
    """Pictures that it had embedded by then."""
    steps: int
    """Moments in SQLite at which it could have killed itself; 0 where it does not tell."""
    seconds: float


class Outcome(NamedTuple):
    """What became of one killing."""

    was_running: bool
    lost: int
    """Pictures that were embedded and not stored."""


class Scene:
    """A gallery and its index at the beginning of a phase, again and again."""

    def __init__(self, root: Path, phase: str, model: str = "wide", pictures: int = 120) -> None:
        """Make both, below this folder; Clothesfinder's own files lie where the caller says."""
        self.phase, self.gallery = phase, root / "gallery"
        self.temporary = root / "temporary"
        self.temporary.mkdir()
        self.said = root / "said"
        before, change = PHASES[phase]
        self.model = "later" if (before, model) == ("other", "wide") else model
        self.embedder = MODELS[self.model]()
        self.older = Wide() if before == "other" else self.embedder
        make_gallery(self.gallery, pictures)
        self.index: bytes | None = None
        if before:
            self.run_to_the_end(self.older)
            self.index = index_file(self.gallery).read_bytes()
        self.before, _ = states(self.gallery)
        change(self.gallery)
        self.run_to_the_end(self.embedder)
        self.wanted, _ = states(self.gallery)
        self.begin()
        undisturbed = self.killed(None)
        self.seconds, self.steps = undisturbed.seconds, undisturbed.steps

    def begin(self) -> None:
        """Put everything back as it was at the beginning of the phase."""
        shutil.rmtree(data_folder(), ignore_errors=True)
        if self.index is not None:
            file = index_file(self.gallery)
            file.parent.mkdir(parents=True)
            file.write_bytes(self.index)

    def run_to_the_end(self, embedder: Embedder) -> None:
        """Index, undisturbed."""
        with closing(Catalog(self.gallery, load_embedder=lambda: embedder)) as catalog:
            result(catalog.index())

    def killed(self, after: float | None, step: int = 0) -> Killed:
        """Index in another process, killed so many seconds after it began, or by itself."""
        start = time.monotonic()
        with self._process(step) as process:
            assert process.stdout is not None
            if self.model != COMMAND:
                process.stdout.readline()
                start = time.monotonic()
            if after is not None:
                try:
                    process.wait(after)
                except subprocess.TimeoutExpired:
                    process.kill()
            told = process.stdout.read().split()
        assert process.returncode in (0, -signal.SIGKILL), self.said.read_text()
        numbers = {
            kind: [int(one[1:]) for one in told if one[:1] == kind] for kind in (b"d", b"e", b"n")
        }
        return Killed(
            process.returncode != 0,
            max(numbers[b"d"], default=0),
            sum(numbers[b"e"]),
            max(numbers[b"n"], default=0),
            time.monotonic() - start,
        )

    def _process(self, step: int) -> subprocess.Popen[bytes]:
        own = ["-m", "tests.killing", str(self.gallery), self.model, str(step)]
        command = ["-m", "clothesfinder", "index", str(self.gallery), "--model", BUILTIN]
        chosen = command if self.model == COMMAND else own
        environment = os.environ | {"TMPDIR": str(self.temporary)}
        with self.said.open("wb") as said:
            return subprocess.Popen(
                [sys.executable, *chosen],
                stdout=subprocess.PIPE, stderr=said, cwd=ROOT, env=environment,
            )  # fmt: skip

    def kill(self, chance: random.Random) -> Outcome:
        """Kill one run, or two, and see what is left; then let one come to its end."""
        self.begin()
        outcome = self._kill_once(chance)
        if chance.random() < SECOND_KILL:
            again = self._kill_once(chance)
            outcome = Outcome(
                outcome.was_running or again.was_running, max(outcome.lost, again.lost)
            )
        self._wait_a_while()
        self.run_to_the_end(self.embedder)
        present, beside = states(self.gallery)
        assert beside is None
        assert (present.space, present.failures) == (self.wanted.space, self.wanted.failures)
        assert present.pictures.keys() == self.wanted.pictures.keys()
        for path, picture in present.pictures.items():
            assert picture.stamp == self.wanted.pictures[path].stamp
            assert_same(picture, self.wanted.pictures[path])
        self._check_nothing_left()
        return outcome

    def _kill_once(self, chance: random.Random) -> Outcome:
        filling = self._filling(*states(self.gallery))
        if self.steps and chance.random() < 0.5:
            run = self.killed(None, chance.randrange(1, self.steps + 1))
        else:
            start = 0.4 if self.model == COMMAND else 0.0  # it is being loaded until then
            run = self.killed(chance.uniform(start, 1) * self.seconds)
        now = states(self.gallery)
        for one in filter(None, now):
            check_sound(one, (self.before, self.wanted))
        self._check_search()
        after = self._filling(*now)
        assert after.settled(self.wanted) >= run.told  # what was told to be stored is
        return Outcome(run.was_running, max(0, run.embedded - self._stored(filling, after)))

    def _filling(self, present: State, beside: State | None) -> State:
        """What there is of the index that is being filled."""
        wanted = [one for one in (present, beside) if one and one.space == self.wanted.space]
        return wanted[0] if wanted else State()

    def _stored(self, before: State, after: State) -> int:
        """How many pictures there are now of those whose vectors had to be made."""
        known = {one.stamp.digest for one in before.pictures.values()}
        return sum(
            path in self.wanted.pictures
            and one.stamp == self.wanted.pictures[path].stamp
            and one.stamp.digest not in known
            for path, one in after.pictures.items()
        )

    def _check_search(self) -> None:
        """See that what there is can be searched."""
        state, beside = states(self.gallery)
        searched = state if state.pictures else beside
        if searched is None or not searched.pictures:
            return
        older = self.older
        with closing(
            Catalog(
                self.gallery, load_embedder=lambda: self.embedder, load_for=lambda _space: older
            )
        ) as catalog:
            here = [
                path
                for path, one in searched.pictures.items()
                if (self.gallery / path).exists()
                and self.wanted.pictures.get(path, one).stamp == one.stamp
            ]
            if here:
                found = result(catalog.search(Query(self.gallery / here[0])))
                assert found.matches[0].score > ALIKE

    def _wait_a_while(self) -> None:
        """Let the killed run be older than one that may be about to lock its file; see Holder."""
        for file in (data_folder() / "reading").rglob("run.*"):
            os.utime(file, (1, 1))

    def _check_nothing_left(self) -> None:
        """See that there is no file but the index, what lies beside it, and the command's log."""
        left = [path for path in data_folder().rglob("*") if path.is_file()]
        left = [path for path in left if path.parent.name != "logs"]
        index = index_file(self.gallery)
        beside = {run_file(self.gallery), scores_file(self.gallery), Path(f"{index}.lock")}
        assert index in left
        assert set(left) <= {index} | beside
        assert not list(self.temporary.iterdir())


def index_and_tell(gallery: Path, model: str, step: int) -> None:
    """Index, telling of each step; kill this process at that moment in SQLite, counted from 1."""
    steps = 0

    def moment() -> int:
        nonlocal steps
        steps += 1
        if steps == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def connect(*options: Any, **more: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = connect_as_ever(*options, **more)
        db.set_progress_handler(moment, STEPS_AT_ONCE)
        return db

    def see_and_tell(*of: Any) -> Any:
        seen = see_as_ever(*of)
        tell("e", len(seen))
        return seen

    connect_as_ever, see_as_ever = sqlite3.connect, embedder.see
    sqlite3.connect = connect  # type: ignore[assignment]
    vars(reading)["see"] = see_and_tell
    with closing(Catalog(gallery, load_embedder=MODELS[model])) as catalog:
        for progress in catalog.index():
            tell("d", progress.done if progress.total else 0)
    tell("n", steps)


def tell(kind: str, number: int) -> None:
    """Tell it in one piece, which is out when this returns."""
    os.write(1, f"{kind}{number}\n".encode())


if __name__ == "__main__":
    index_and_tell(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

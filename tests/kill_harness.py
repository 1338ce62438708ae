"""Kills an indexing at every kind of moment, and sees that nothing is lost.

    python -m tests.kill_harness [--runs 120] [--builtin 12] [--seed 1]

prints a table. Each run indexes in a process of its own, which is killed (kill -9) at a moment
drawn by chance: by the clock, anywhere in the time that an undisturbed run takes, or in SQLite, in
the middle of a statement, so that transactions and the compacting are hit as well. Now and then the
next one is killed, too. After each the index must be sound, and after one more run, which is left
alone, be the same as if nothing had happened.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.terminal import put, say

from .kill_phases import BUILTIN, COMMAND, PHASES
from .killing import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator


def scenes(root: Path, model: str, pictures: int) -> Iterator[Scene]:
    """Make the scene of every phase, each when it is wanted, with a folder of its own."""
    for phase in PHASES:
        place = root / f"{phase} {model}"
        place.mkdir()
        os.environ["CLOTHESFINDER_DATA"] = str(place / "own files")
        yield Scene(place, phase, model, pictures)


def main() -> int:
    """Run, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=120, help="with the quick model")
    parser.add_argument("--builtin", type=int, default=12, help="with the built-in model")
    parser.add_argument("--command", type=int, default=4, help="of `clothesfinder index`")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    put("| phase | model | runs | killed while running | lost, most | mean | seconds |")
    put("|---|---|---|---|---|---|---|")
    plans = (
        ("wide", chosen.runs, 120),
        (BUILTIN, chosen.builtin, 60),
        (COMMAND, chosen.command, 60),
    )
    with tempfile.TemporaryDirectory() as root:
        for model, runs, pictures in plans:
            if runs:
                for scene in scenes(Path(root), model, pictures):
                    _row(scene, model, runs // len(PHASES), chosen.seed)
    return 0


def _row(scene: Scene, model: str, runs: int, seed: int) -> None:
    start = time.monotonic()
    outcomes = []
    for number in range(runs):
        chance = random.Random(f"{seed} {scene.phase} {number}")
        try:
            outcomes.append(scene.kill(chance))
        except AssertionError:
            say(f"run {number} of seed {seed}, {scene.phase}, {model}:")
            raise
    hit = sum(one.was_running for one in outcomes)
    lost = [one.lost for one in outcomes]
    seconds = time.monotonic() - start
    mean = sum(lost) / max(1, len(lost))
    told = (scene.phase, model, runs, hit, max(lost, default=0), f"{mean:.1f}", f"{seconds:.0f}")
    put(f"| {' | '.join(map(str, told))} |")


if __name__ == "__main__":
    sys.exit(main())

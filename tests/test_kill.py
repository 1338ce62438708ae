"""Indexing is killed at any moment and nothing is lost; see kill_harness, which does so more."""

from __future__ import annotations

import random
import signal
from typing import TYPE_CHECKING

import pytest

from .kill_phases import BUILTIN, COMMAND, PHASES
from .killing import Scene

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 there")


@pytest.mark.parametrize("phase", PHASES)
def test_nothing_is_lost(phase: str, tmp_path: Path) -> None:
    scene = Scene(tmp_path, phase, pictures=60)
    outcomes = [scene.kill(random.Random(seed)) for seed in range(2)]
    assert any(outcome.was_running for outcome in outcomes)


@pytest.mark.slow
@pytest.mark.parametrize("phase", PHASES)
def test_nothing_is_lost_however_often(phase: str, tmp_path: Path) -> None:
    scene = Scene(tmp_path, phase)
    for seed in range(2, 32):
        scene.kill(random.Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("model", [BUILTIN, COMMAND])
def test_nothing_is_lost_of_the_real_model(model: str, tmp_path: Path) -> None:
    scene = Scene(tmp_path, "first index", model, pictures=60)
    for seed in range(4):
        scene.kill(random.Random(seed))

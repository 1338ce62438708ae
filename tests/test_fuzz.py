"""Damaged files of every kind: refused with a sentence or read, but nothing else happens."""

from __future__ import annotations

import pytest

from clothesfinder.images import open_picture
from clothesfinder.problem import Problem

from .fuzzing import pictures
from .opening import MEMORY, run_apart

CUTS = 40
KINDS = pictures()


def check(first: int, count: int) -> None:
    run = run_apart(["-m", "tests.fuzzing", str(first), str(count)])
    assert run.returncode == 0, f"ended with {run.returncode}: {run.stderr[-3000:]}"
    assert "opened" in run.stdout
    assert "The picture is damaged or cut short." in run.stdout


def test_a_few_hundred_cases() -> None:
    check(0, 600)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1_000, 41_000, 10_000))
def test_thousands_of_cases(first: int) -> None:
    check(first, 10_000)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.filterwarnings("ignore")
def test_wherever_it_is_cut_nothing_is_made_of_a_part_of_the_picture(kind: str) -> None:
    data = KINDS[kind]
    whole = open_picture(data).image.tobytes()
    for length in range(1, len(data), max(1, len(data) // CUTS)):
        try:
            assert open_picture(data[:length]).image.tobytes() == whole
        except Problem:
            continue


@pytest.mark.skipif("sys.platform != 'linux'", reason="no such limit there")
def test_the_limit_of_memory_holds() -> None:
    limited = "from tests.opening import limit_memory; limit_memory(); bytearray({})"
    assert run_apart(["-c", limited.format(1 << 20)]).returncode == 0
    assert "MemoryError" in run_apart(["-c", limited.format(MEMORY)]).stderr


def test_what_takes_too_long_is_ended() -> None:
    code = (
        "import time; from tests import opening; opening.SECONDS = 0.1\n"
        "with opening.within_seconds(): time.sleep(600)"
    )
    run = run_apart(["-c", code])
    assert run.returncode
    assert "Timeout" in run.stderr

"""What a batch lets go of stays with the program, so that the next has it at once."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from clothesfinder.allocation import keep_freed_memory

FAULTS = """
import resource, sys
from concurrent.futures import ThreadPoolExecutor
from clothesfinder.allocation import keep_freed_memory
if sys.argv[1:]:
    assert keep_freed_memory()

def batch():
    for _ in range(10):
        [bytearray(24 << 20) for _ in range(3)]

with ThreadPoolExecutor(1) as pool:
    pool.submit(batch).result()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    pool.submit(batch).result()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
GNU = sys.platform == "linux" and platform.libc_ver()[0] == "glibc"


def faults(*arguments: str) -> int:
    """How many pages a thread had to be given anew for what it had already had before."""
    command = [sys.executable, "-c", FAULTS, *arguments]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(not GNU, reason="another C library")
def test_a_thread_is_not_given_the_same_memory_again_and_again() -> None:
    assert faults("keep") * 10 < faults()


@pytest.mark.skipif(GNU, reason="there it can be done")
def test_elsewhere_nothing_is_done() -> None:
    assert not keep_freed_memory()

"""Memory that one batch lets go of is kept for the next, where the system's library can be told so.

A batch takes and gives back a hundred megabytes within a second. The GNU C library hands much of
that back to the system each time, most of all in threads, whose share of memory it keeps in pieces
too small for it; to have it again, page by page and filled with zeros, costs a twentieth of all
that indexing does. The most that a program takes does not grow by this.
"""

from __future__ import annotations

import ctypes
import logging
import sys

log = logging.getLogger(__name__)

# What glibc's malloc.h calls M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX.
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
KEPT = {ARENA_MAX: 1, MMAP_THRESHOLD: 32 << 20, TRIM_THRESHOLD: 128 << 20}
"""All threads share one piece, which keeps so many bytes; 32 MB is the most that it may hold in one
block, and more than the largest that a batch takes."""


def keep_freed_memory() -> bool:
    """Let the program keep it from now on; tells whether that could be done. Not at all elsewhere.

    Best before the threads are begun that are to have a part in it.
    """
    if sys.platform != "linux":
        return False
    try:
        done = [ctypes.CDLL(None).mallopt(option, value) for option, value in KEPT.items()]
    except (OSError, AttributeError) as error:  # another C library than GNU's
        log.info("freed memory is not kept here: %s", error)
        return False
    return all(done)

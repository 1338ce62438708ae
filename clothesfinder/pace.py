"""How much of the computer indexing takes, so that other programs go on as if it were not there."""

from __future__ import annotations

import logging
import os
import sys
import threading
from enum import Enum

log = logging.getLogger(__name__)

MOST_THREADS = 16


class Pace(Enum):
    """What the user may choose, by the name in the settings."""

    FULL = "full"
    """A thread a core, that counts as much as any other program's."""
    NORMAL = "normal"
    """A thread a core, each of which gives way to other programs."""
    GENTLE = "gentle"
    """One thread for four cores, that runs when nothing else wants to."""

    @staticmethod
    def named(name: str) -> Pace:
        """The pace of this name; the normal one where there is none."""
        return next((pace for pace in Pace if pace.value == name), Pace.NORMAL)

    @property
    def threads(self) -> int:
        """How many threads read and embed at once."""
        cores = os.cpu_count() or 1
        return max(1, min(cores // 4 if self is Pace.GENTLE else cores, MOST_THREADS))

    def take(self) -> None:
        """Let the thread that calls this go at this pace. Where the system refuses, it goes on."""
        try:
            _set_priority(self)
        except (OSError, AttributeError) as error:
            log.info("threads cannot give way here: %s", error)


if sys.platform == "win32":
    import ctypes

    # THREAD_PRIORITY_NORMAL, _BELOW_NORMAL and _IDLE of SetThreadPriority.
    _PRIORITIES = {Pace.FULL: 0, Pace.NORMAL: -1, Pace.GENTLE: -15}

    def _set_priority(pace: Pace) -> None:
        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _PRIORITIES[pace])
elif sys.platform == "darwin":
    import ctypes

    # QOS_CLASS_USER_INITIATED, _UTILITY and _BACKGROUND of pthread_set_qos_class_self_np.
    _PRIORITIES = {Pace.FULL: 0x19, Pace.NORMAL: 0x11, Pace.GENTLE: 0x09}

    def _set_priority(pace: Pace) -> None:
        ctypes.CDLL(None).pthread_set_qos_class_self_np(_PRIORITIES[pace], 0)
else:
    # What is added to a thread's nice value, which on Linux is a thread's own.
    _PRIORITIES = {Pace.FULL: 0, Pace.NORMAL: 5, Pace.GENTLE: 19}

    def _set_priority(pace: Pace) -> None:
        thread = threading.get_native_id()
        present = os.getpriority(os.PRIO_PROCESS, thread)
        os.setpriority(os.PRIO_PROCESS, thread, min(19, present + _PRIORITIES[pace]))

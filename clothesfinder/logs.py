"""The log: a file of the user's own, without secrets."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from clothesfinder.settings import data_folder, make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

SECRET = re.compile(r"(mongodb(?:\+srv)?://)[^@\s/]*@", re.IGNORECASE)


class _Discreet(logging.Formatter):
    """Takes the user and password out of every address, in tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET.sub(r"\1…@", super().format(record))


def log_folder() -> Path:
    """Where the log lies."""
    return data_folder() / "logs"


def start_logging() -> None:
    """Write warnings, and what Clothesfinder itself tells, to a file that is kept small.

    Without a place for the file it goes on without a log.
    """
    try:
        folder = make_private_folder(log_folder())
        handler = RotatingFileHandler(
            folder / "clothesfinder.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8",
            errors="backslashreplace", delay=True,
        )  # fmt: skip
    except OSError:
        return
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.getLogger("clothesfinder").setLevel(logging.INFO)
    logging.captureWarnings(capture=True)

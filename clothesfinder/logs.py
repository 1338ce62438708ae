"""The log: a file of the user's own, without secrets."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from clothesfinder.settings import data_folder, make_private_folder, open_private

if TYPE_CHECKING:
    from io import TextIOWrapper
    from pathlib import Path

FILE = "clothesfinder.log"
BACKUPS = 2
# To the last @ of the line, for a password may hold anything; a path may have lost a slash.
SECRET = re.compile(r"(mongodb(?:\+srv)?:/+).*@", re.IGNORECASE)


def without_secrets(text: str) -> str:
    """Take the user and password out of every address in a text."""
    return SECRET.sub(r"\1…@", text)


class _Discreet(logging.Formatter):
    """Writes no secret, in tracebacks neither."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class _Private(RotatingFileHandler):
    """Writes files that only this user may read."""

    def _open(self) -> TextIOWrapper:
        return open(
            self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors,
            opener=open_private,
        )  # type: ignore[return-value]  # fmt: skip


def log_folder() -> Path:
    """Where the log lies."""
    return data_folder() / "logs"


def start_logging() -> None:
    """Write warnings, and what Clothesfinder itself tells, to a file that is kept small.

    Without a place for the file it goes on without a log.
    """
    try:
        folder = make_private_folder(log_folder())
        handler = _Private(
            folder / FILE, maxBytes=1_000_000, backupCount=BACKUPS, encoding="utf-8",
            errors="backslashreplace", delay=True,
        )  # fmt: skip
    except OSError:
        return
    # A full disk is no reason to write tracebacks between the lines of a command.
    handler.handleError = lambda record: None  # type: ignore[method-assign]
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.getLogger("clothesfinder").setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


def last_lines(count: int) -> str:
    """The last lines of the log, of the files before it, too, where it has fewer."""
    lines: list[str] = []
    for name in (FILE, *(f"{FILE}.{number}" for number in range(1, BACKUPS + 1))):
        try:
            text = (log_folder() / name).read_text("utf-8", errors="replace")
        except OSError:
            continue
        lines = text.splitlines()[-(count - len(lines)) :] + lines
        if len(lines) >= count:
            break
    return "\n".join(lines)

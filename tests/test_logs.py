from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from clothesfinder.logs import log_folder, start_logging, without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_handlers() -> Iterator[logging.Logger]:
    """The root logger as a new process has it: pytest's own handlers are out for the while."""
    root = logging.getLogger()
    kept, root.handlers = root.handlers, []
    try:
        yield root
    finally:
        for handler in root.handlers:
            handler.close()
        logging.captureWarnings(capture=False)
        root.handlers = kept


def test_secrets_stay_out_of_the_log_even_in_tracebacks() -> None:
    address = "mongodb+srv://anna:s3cret@cluster.example.net/clothes"
    with no_handlers():
        start_logging()
        try:
            raise ValueError(f"cannot reach {address}")
        except ValueError:
            logging.getLogger("clothesfinder.x").exception("with %s", address)
    text = (log_folder() / "clothesfinder.log").read_text("utf-8")
    assert text.count("mongodb+srv://…@cluster.example.net") == 2
    assert "s3cret" not in text
    assert "anna" not in text


@pytest.mark.parametrize("secret", ["pa/ss", "pa ss", "p@ss", "pa:ss?#"])
def test_no_password_is_told_whatever_is_in_it(secret: str) -> None:
    for scheme in ("mongodb", "MongoDB+SRV"):
        told = without_secrets(f"no option --x={scheme}://anna:{secret}@host/db, see --help\nx@y")
        assert told == f"no option --x={scheme}://…@host/db, see --help\nx@y"
    assert without_secrets(f"mongodb:/anna:{secret}@host") == "mongodb:/…@host"


def test_without_a_place_there_is_no_log_and_no_error() -> None:
    log_folder().parent.write_text("a file where the folder should be")
    with no_handlers() as root:
        start_logging()
        logging.getLogger("clothesfinder").info("goes nowhere")
        assert not root.handlers

"""Short jobs for the worker: what takes one step is a generator, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from clothesfinder.problem import Problem
from clothesfinder.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from clothesfinder.answers import Status
    from clothesfinder.atlas_check import Checked, Steps
    from clothesfinder.atlas_login import Login
    from clothesfinder.catalog import Catalog
    from clothesfinder.embedder import Embedder

R = TypeVar("R")


def checking(login: Login) -> Generator[Steps, None, Checked]:
    """Test a login step by step."""
    yield ()
    from clothesfinder.atlas_check import check_login  # pymongo takes a while to import

    return (yield from check_login(login))


def counting(gallery: Path) -> Generator[None, None, int]:
    """Count the pictures in the index on this computer, which there may be none of."""
    yield
    try:
        store = open_store("", gallery, create=False)
    except Problem:
        return 0
    try:
        return store.count()
    finally:
        store.close()


def asking(catalog: Catalog) -> Generator[None, None, Status]:
    """Ask what is known of a gallery."""
    yield
    return catalog.status()


def loading(load_embedder: Callable[[], Embedder]) -> Generator[None, None, None]:
    """Load the model."""
    yield
    load_embedder()


def calling(answer: Callable[[], R]) -> Generator[None, None, R]:
    """Give what this answers, which may take a while: it looks at the disk, or imports much."""
    yield
    return answer()


def closing(catalog: Catalog) -> Generator[None, None, None]:
    """Let go of a gallery's store."""
    yield
    catalog.close()


def forgetting(catalog: Catalog) -> Generator[None, None, None]:
    """Delete a gallery's index."""
    yield
    catalog.forget()

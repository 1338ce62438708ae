"""Repair an index that a check found to be wrong; a job, as the check is.

What is wrong goes and is indexed again. Nothing is deleted that cannot be made again from the
pictures, and a damaged file is kept, under another name.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.folder import check_folder
from clothesfinder.images import File
from clothesfinder.index_file_check import STRAYS
from clothesfinder.index_files import index_file
from clothesfinder.index_schema import NEXT, PRESENT, stored_space
from clothesfinder.measuring import Step
from clothesfinder.problem import Problem
from clothesfinder.settings import data_folder
from clothesfinder.sqlite_errors import plain_errors
from clothesfinder.store import is_same_space
from clothesfinder.stored_pictures import dimension_of, fault_of, lying_in
from clothesfinder.verified import Repaired
from clothesfinder.verifying import PICTURES, verify
from clothesfinder.walk import find_pictures

if TYPE_CHECKING:
    from collections.abc import Generator

    from clothesfinder.catalog import Catalog
    from clothesfinder.progress import Progress
    from clothesfinder.verified import Report

NO_PICTURES = (
    "There are no pictures in {} that the index could be made of again, so it is left as it is. If"
    " they are on a drive, plug it in."
)
SHARED_MODEL = (
    "The vectors of “{}” in the database were made with another model than this one. Those who"
    " share it must agree on one first; then choose it and update the gallery."
)
IN_USE = "The damaged index cannot be set aside: {}. Close other programs that use it, then repair."
# What is written there belongs to the file, and must not be found beside another one.
BESIDE = ("-wal", "-shm")


def repair(
    catalog: Catalog, report: Report, pictures: int = PICTURES
) -> Generator[Step | Progress, None, Repaired]:
    """Take out what a check found wrong, bring the index up to date, and check it once more.

    Where the file itself is damaged, or so much of the sample is wrong that the rest will be, the
    file is set aside and the gallery indexed anew. Cancelled or killed, the next indexing goes on.

    Raises Problem, and changes nothing, where the pictures are not there, or no model to read them,
    or another program is writing this index.
    """
    yield Step(0, 0, "Looking at the folder")
    check_folder(catalog.gallery)
    if not any(isinstance(item, File) for item in find_pictures(catalog.gallery, data_folder())):
        raise Problem(NO_PICTURES.format(catalog.gallery))
    _check_model(catalog, report)
    with catalog.stores.alone():
        return (yield from _repair(catalog, report, pictures))


def _repair(
    catalog: Catalog, report: Report, pictures: int
) -> Generator[Step | Progress, None, Repaired]:
    set_aside, dropped = "", 0
    if not catalog.stores.url and (report.damage or report.is_rotten):
        catalog.close()
        set_aside = str(put_aside(index_file(catalog.gallery)))
    elif not report.is_missing:
        dropped = yield from _drop_wrong(catalog, report)
    summary = yield from catalog.index()
    after = yield from verify(catalog, pictures)
    return Repaired(set_aside, dropped, summary, after)


def put_aside(file: Path) -> Path:
    """Keep a file of an index, with what belongs to it, under another name; gives that.

    Raises Problem where another program holds it.
    """
    aside = next(path for n in count(1) if not os.path.lexists(path := Path(f"{file}.damaged-{n}")))
    try:
        for suffix in (*BESIDE, ""):  # the file last: killed before, it is still found damaged
            part = Path(f"{file}{suffix}")
            if part.exists():
                part.rename(f"{aside}{suffix}")
    except OSError as error:
        raise Problem(IN_USE.format(error.strerror)) from error
    return aside


def _check_model(catalog: Catalog, report: Report) -> None:
    """Load the model; raise Problem where it is none, or would take the others' vectors away."""
    embedder = catalog.load_embedder()
    is_own = report.is_missing or is_same_space(report.space, embedder.space)
    if catalog.stores.url and not is_own:
        raise Problem(SHARED_MODEL.format(catalog.gallery.name))


def _drop_wrong(catalog: Catalog, report: Report) -> Generator[Step, None, int]:
    """Take out of the store what is wrong in it; gives how many pictures those were."""
    if report.strays:
        _delete_strays(index_file(catalog.gallery))
    store, dropped, done = catalog.stores.open(), 0, 0
    in_sample = [path for path, _ in report.in_sample]
    store.drop(in_sample)
    with closing(lying_in(catalog, store)) as indexes:
        for index, pages in indexes:
            dimension = dimension_of(index.space())
            for page in pages:
                wrong = [one.path for one in page if fault_of(one, dimension) is not None]
                if wrong:
                    index.drop(wrong)
                dropped, done = dropped + len(wrong), done + len(page)
                yield Step(done, max(done, report.pictures), "Taking out what is wrong")
    return dropped + len(in_sample)


def _delete_strays(file: Path) -> None:
    with plain_errors(), closing(sqlite3.connect(file, timeout=30)) as db, db:
        db.execute("begin immediate")  # parts of a picture that goes are strays themselves then
        for prefix in (PRESENT, NEXT):
            tables = STRAYS if stored_space(db, prefix) is not None else {}
            for table, stray in tables.items():
                db.execute(f"delete from {prefix}{table} where {stray.format(prefix)}")

"""Check an index: its file, every vector in it, and a sample that is embedded again.

A job, as the two flows of the catalog are. It reads, and never writes; see repairing.py. Rows are
looked at as they come, so that an index of any size needs no more memory than a search of it.
"""

from __future__ import annotations

import time
from contextlib import closing
from itertools import chain, islice
from typing import TYPE_CHECKING

from clothesfinder.ahead import Ahead
from clothesfinder.images import File
from clothesfinder.index_file_check import check_index_file
from clothesfinder.index_files import index_file
from clothesfinder.measuring import Step
from clothesfinder.models import load_model_of_space
from clothesfinder.problem import Problem
from clothesfinder.sample_check import Reservoir, search_for, see_again
from clothesfinder.settings import data_folder
from clothesfinder.store import is_same_space
from clothesfinder.stored_pictures import dimension_of, fault_of, lying_in, pages_of
from clothesfinder.turns import retold
from clothesfinder.verified import Report
from clothesfinder.walk import find_pictures

if TYPE_CHECKING:
    from collections.abc import Generator

    from clothesfinder.catalog import Catalog
    from clothesfinder.embedder import Embedder
    from clothesfinder.store import Store
    from clothesfinder.stored_pictures import Stored

PICTURES = 50
"""How many are embedded again unless the user says otherwise."""
LISTED_AT_ONCE = 256

NOT_INDEXED = "“{}” is not indexed yet."
EMPTY = "The index of “{}” holds no pictures."
OTHER_MODEL = (
    "The vectors were made with a model, or a version of one, that is not to be had any more, so"
    " they cannot be searched."
)
NO_MODEL = "The model that made the vectors cannot be used, so they cannot be searched. {}"
NOT_THE_FILE = "How the database keeps its files was not checked: that is its server's own affair."
NO_SAMPLE = "No picture was embedded again: {}"
NOT_SEARCHED = "No search was tried: {}"
NONE_UNCHANGED = "none of the files is there as it was indexed."
WITHOUT_MODEL = "for that it needs the model."
SPOILT = "what is wrong spoils every search."
COPY_ANSWERS = "the index itself does not answer now."


def verify(catalog: Catalog, pictures: int = PICTURES) -> Generator[Step, None, Report]:
    """Check the index of a gallery, and so many pictures by embedding and finding them again.

    Nothing is written. Raises Problem where the store cannot be asked now.
    """
    start = time.perf_counter()
    yield Step(0, 0, "Looking at the index")
    check = _Check(catalog, pictures)
    yield from check.run()
    check.report.seconds = time.perf_counter() - start
    return check.report


class _Check:
    """One check under way."""

    def __init__(self, catalog: Catalog, pictures: int) -> None:
        self._catalog = catalog
        self._gallery = catalog.gallery
        self._sample = Reservoir(pictures)
        self._start = time.perf_counter()
        self.report = Report(catalog.gallery)

    def run(self) -> Generator[Step, None, None]:
        report = self.report
        if self._catalog.stores.url:
            report.unchecked.append(NOT_THE_FILE)
        elif not (yield from self._look_at_file()):
            return
        store = self._catalog.stores.open()
        report.store, report.space = store.name, store.space()
        total = store.count()
        if report.space is None or not total:
            report.is_missing = True
            report.general.append(EMPTY.format(self._gallery.name))
            return
        report.folder_is_there = self._gallery.is_dir()
        yield from self._look_at_rows(store, total)
        if report.folder_is_there:
            yield from self._look_for_new(store)
        yield from self._look_closely(store)

    # --- the file

    def _look_at_file(self) -> Generator[Step, None, bool]:
        """Check the file of the index; tell whether there is more to look at."""
        file, report = index_file(self._gallery), self.report
        report.store = str(file)
        if not file.exists():
            report.is_missing = True
            report.general.append(NOT_INDEXED.format(self._gallery.name))
            return False
        checked = yield from retold(
            check_index_file(file), lambda _: Step(0, 0, "Looking at the file")
        )
        report.damage, report.strays = checked.damage, checked.strays
        return not checked.damage

    # --- every row

    def _look_at_rows(self, store: Store, total: int) -> Generator[Step, None, None]:
        with closing(lying_in(self._catalog, store)) as indexes:
            for index, pages in indexes:
                dimension = dimension_of(index.space())
                self._start, done = time.perf_counter(), 0
                for page in pages:
                    for stored in page:
                        self._look_at(stored, dimension, is_present=index is store)
                    done += len(page)
                    yield self._step(done, max(done, total), "Checking vectors")

    def _look_at(self, stored: Stored, dimension: int, *, is_present: bool) -> None:
        report = self.report
        fault = fault_of(stored, dimension)
        if fault is not None:
            report.note(stored.path, fault)
        if not is_present:
            return
        report.pictures += 1
        report.vectors += len(stored.regions)
        if report.folder_is_there and self._is_unchanged(stored) and fault is None:
            self._sample.offer(stored.path)

    def _is_unchanged(self, stored: Stored) -> bool:
        """Whether the file is as it was indexed; counts what it is."""
        stamp = stored.stamp
        try:
            state = (self._gallery / stored.path).stat()
        except (OSError, ValueError):  # a damaged name may be one that no file can have
            self.report.gone += 1
            return False
        # What the original scripts made has no size, until its file was found.
        if stamp.size and (stamp.mtime_ns, stamp.size) != (state.st_mtime_ns, state.st_size):
            self.report.changed += 1
            return False
        self.report.unchanged += 1
        return True

    # --- what is not in there

    def _look_for_new(self, store: Store) -> Generator[Step, None, None]:
        looked_at = 0
        found = (
            item.path
            for item in find_pictures(self._gallery, skip=data_folder())
            if isinstance(item, File)
        )
        while batch := list(islice(found, LISTED_AT_ONCE)):
            self.report.new += len(batch) - len(store.look(batch).keys() & set(batch))
            looked_at += len(batch)
            yield Step(looked_at, 0, "Looking through the folder")

    # --- the sample

    def _look_closely(self, store: Store) -> Generator[Step, None, None]:
        report, sample = self.report, self._sample.chosen
        yield Step(0, 0, "Loading the model")
        embedder, reason = _maker(self._catalog, report.space)
        if embedder is None:
            report.general.append(reason)
            report.unchecked.append(NO_SAMPLE.format(WITHOUT_MODEL))
            return
        if not sample:
            report.unchecked.append(NO_SAMPLE.format(NONE_UNCHANGED))
            return
        sound = yield from self._embed(store, embedder, sample)
        yield from self._search(sound)

    def _embed(
        self, store: Store, embedder: Embedder, sample: list[str]
    ) -> Generator[Step, None, list[str]]:
        """Embed these pictures again; gives those that are as they are stored."""
        report = self.report
        sound: list[str] = []
        self._start, done = time.perf_counter(), 0
        wanted = chain.from_iterable(pages_of(store, sample))
        with closing(Ahead()) as ahead:
            for seen in ahead.results(lambda one: see_again(self._gallery, embedder, one), wanted):
                if seen is not None:
                    done += 1
                    if seen.is_other:
                        report.unchanged, report.changed = report.unchanged - 1, report.changed + 1
                        continue
                    report.sampled += 1
                    if seen.reason:
                        report.note_sampled(seen.path, seen.reason, differs=seen.differs)
                    else:
                        sound.append(seen.path)
                yield self._step(done, len(sample), "Embedding again")
        return sound

    def _search(self, sample: list[str]) -> Generator[Step, None, None]:
        report = self.report
        if report.spoils_search or report.strays:
            report.unchecked.append(NOT_SEARCHED.format(SPOILT))
            return
        self._start = time.perf_counter()
        for done, path in enumerate(sample):
            step = self._step(done, len(sample), "Searching")
            try:
                reason = yield from self._search_for(path, step)
            except Problem as problem:
                report.unchecked.append(NOT_SEARCHED.format(problem))
                return
            if reason is None:
                report.unchecked.append(NOT_SEARCHED.format(COPY_ANSWERS))
                return
            report.searched += 1
            report.found_first += not reason
            if reason:
                report.note_sampled(path, reason)

    def _search_for(self, path: str, step: Step) -> Generator[Step, None, str | None]:
        return retold(search_for(self._catalog, path), lambda _: step)

    def _step(self, done: int, total: int, doing: str) -> Step:
        seconds = time.perf_counter() - self._start
        return Step(done, total, doing, done / seconds if seconds else 0.0)


def _maker(catalog: Catalog, space: str | None) -> tuple[Embedder | None, str]:
    """Load the model that made vectors of a space, or tell why that cannot be done."""
    reason = OTHER_MODEL
    try:
        embedder = catalog.load_embedder()
    except Problem as problem:
        reason = NO_MODEL.format(problem)
    else:
        if is_same_space(space, embedder.space):
            return embedder, ""
    older = load_model_of_space(space) if space is not None else None
    return older, "" if older is not None else reason

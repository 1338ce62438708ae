"""The two flows: index a gallery, and search it. Read this first.

Both are *jobs*: generators whose ``yield`` reports progress, gives other jobs a turn and is the
place where the job may be cancelled, and whose ``return`` value is the result.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.answers import Status
from clothesfinder.built_in import load_builtin
from clothesfinder.filter import EVERYTHING
from clothesfinder.folder import check_folder, look_through
from clothesfinder.gallery_search import GallerySearch, count_of
from clothesfinder.gallery_store import GalleryStore
from clothesfinder.indexing import Indexing
from clothesfinder.lookup import LookUp, LookUpWishes
from clothesfinder.measuring import Step
from clothesfinder.model_check import check_model
from clothesfinder.original_model import is_original
from clothesfinder.plan import are_kin, compare
from clothesfinder.problem import Problem
from clothesfinder.progress import Progress, Summary
from clothesfinder.renewal import Searchable, bring_up_to_date, renewal_of, searchable
from clothesfinder.report import RunReport, forget_last_run
from clothesfinder.scores import Scores
from clothesfinder.store import is_same_space
from clothesfinder.unseen import LOCAL_MISSING, SHARED_MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Generator, Sequence

    from clothesfinder.answers import Found
    from clothesfinder.embedder import Embedder
    from clothesfinder.extent import Extent
    from clothesfinder.filter import Filter
    from clothesfinder.findings import Findings
    from clothesfinder.images import File
    from clothesfinder.lookup_queries import Listing
    from clothesfinder.query import Query
    from clothesfinder.store import Failure, Index, Store

log = logging.getLogger(__name__)

CALIBRATING = "Finding out what scores mean"
NO_FILE = (
    "The vectors of “{}” were made with the model file of the original scripts. Choose that file,"
    " checkpoint.pth. To use another model, forget this index or make one in another place."
)
OTHER_FILE = (
    "The vectors of “{}” were made with another model file than this one. Choose the checkpoint.pth"
    " that made them. To use another model, forget this index or make one in another place."
)


class _Wishes(NamedTuple):
    """How an index is brought up to date, as `Catalog.index` takes it."""

    remove_missing: bool
    largest: int | None
    retry: Container[str] | None
    only: Extent | None


def absolute(gallery: Path) -> Path:
    """The path that a gallery goes by: absolute, with its links kept."""
    return Path(os.path.abspath(gallery.expanduser()))  # noqa: PTH100 - resolve() follows links


class Catalog:
    """One gallery, its store and the model. Used by one thread; what it needs is opened then."""

    def __init__(
        self,
        gallery: Path,
        store_url: str = "",
        load_embedder: Callable[[], Embedder] = load_builtin,
        *,
        mirrored: bool = False,
        load_for: Callable[[str], Embedder | None] = lambda _space: None,
    ) -> None:
        """Take the folder, and the address of its store.

        ``mirrored``: a copy of the store is kept on this computer, and answers where the store
        itself cannot be reached. ``load_for`` loads the model that made vectors of a space, where
        it is another than the present one and still to be had: it goes on to search what it made,
        until that is indexed anew.
        """
        self.gallery = absolute(gallery)
        self.stores = GalleryStore(self.gallery, store_url, mirrored=mirrored)
        self.load_embedder = load_embedder
        self._load_for = load_for
        self._is_checked = False
        self._scores = Scores(self.gallery)
        where = self._searchable, self.check_model
        self._search = GallerySearch(self.gallery, self.stores, self._scores, *where)

    def index(
        self,
        *,
        remove_missing: bool = False,
        largest: int | None = None,
        retry: Container[str] | None = (),
        only: Extent | None = None,
    ) -> Generator[Progress, None, Summary]:
        """Bring the store up to date with the folder.

        Only what is new or changed is embedded; a moved file keeps its vectors; a vanished one
        goes. For another model than that of the index, a new one is made beside it, and takes its
        place when it is complete; one that was begun for that model is gone on with. A picture
        that fails is recorded with its reason, and is tried again in every run. Killed, it loses
        the work of seconds, and the next run goes on from there.

        A shared gallery is indexed by as many computers at once as like to: each picture by one.
        Where many of its pictures have no file here, they are kept, for another may have them, and
        so are most of a gallery of one's own, or a folder's that is empty now, as they may be on a
        drive that is not here, unless ``remove_missing`` says that they are gone. Pictures of more
        than ``largest`` megapixels are refused; without, the user's setting holds. Files that
        crashed the program are left alone while they are the same, but for those of ``retry``; None
        tries all again.

        While another program writes the index on this computer, this waits.

        ``only``: what has changed, where that is known. The rest is neither looked at nor counted;
        but where the index is for another model, all is looked through.

        Raises Problem where the folder or the store cannot be used.
        """
        yield Progress(0, 0, 0, "", 0.0)
        check_folder(self.gallery)
        waiting = Progress(0, 0, 0, "", 0.0, waiting=True)
        job = self._index(_Wishes(remove_missing, largest, retry, only))
        return (yield from self.stores.when_alone(job, waiting))

    def _index(self, wishes: _Wishes) -> Generator[Progress, None, Summary]:
        start = time.perf_counter()
        found = yield from look_through(self.gallery, wishes.only)
        if not found and wishes.only is None:
            raise Problem(self._nothing_found())
        store = self.stores.open(create=True)
        embedder = self.load_embedder()
        if not is_same_space(store.space(), embedder.space):
            self._check_replaceable(store, embedder)
            self._is_checked = True  # what is stored from now on is this model's
            if wishes.only is not None:  # a new index is to be complete
                wishes = wishes._replace(only=None)
                found = yield from look_through(self.gallery)
        else:
            for _ in self.check_model(store, embedder):
                yield Progress(0, 0, 0, "", 0.0)
        with RunReport(self.gallery, self.stores.shared_name) as report:
            fill = partial(self._fill, embedder, found, wishes, report)
            indexing = yield from bring_up_to_date(store, embedder.space, fill, self.gallery.name)
            report.end(indexing.summary(time.perf_counter() - start))
        for _ in store.compact():
            yield Progress(len(found), len(found), 0, "", 0.0)
        return indexing.summary(time.perf_counter() - start)

    def _fill(
        self,
        embedder: Embedder,
        found: Sequence[File | Failure],
        wishes: _Wishes,
        report: RunReport,
        target: Index,
    ) -> Generator[Progress, None, Indexing]:
        """Bring one index up to date with what was found."""
        only = wishes.only
        known = target.stamps() if only is None else only.stamps(target, found)
        looking = Progress(0, 0, 0, "", 0.0)
        yield looking
        is_new_here = bool(self.stores.url) and only is None
        if is_new_here and not (yield from are_kin(self.gallery, found, known, looking)):
            raise Problem(
                "The gallery of this name in the database holds other pictures than this folder."
                " Give one of the two another name, in the address: clothesfinderGallery=NAME."
            )
        plan = compare(found, known, target.failures(), wishes.retry, only)
        if only is not None:
            plan = replace(plan, stored=target.count())
        if not found and len(plan.vanished) == plan.stored > 0:
            raise Problem(self._nothing_found())
        report.begin(len(found))
        yield Progress(plan.unchanged, plan.unchanged + len(plan.files), 0, "", 0.0)
        missing = SHARED_MISSING if self.stores.url else LOCAL_MISSING
        keep_missing = None if wishes.remove_missing else missing
        given = (self.gallery, target, embedder, plan, report)
        indexing = Indexing(*given, keep_missing=keep_missing, largest=wishes.largest)
        yield from indexing.run()
        return indexing

    def search(
        self,
        query: Query,
        limit: int = 50,
        among: Filter = EVERYTHING,
        *,
        seen: Found | None = None,
        grouped: bool = False,
    ) -> Generator[None, None, Found]:
        """Find the pictures most like the query, best first.

        ``among`` keeps to the pictures that pass. ``seen`` is what the same search found before
        with a lower limit: where that is the beginning of what is found now, only what is beyond is
        explained and grouped. ``grouped``: tell which are nearly the same.

        Raises Problem where the query, or what was added to it, is no picture, or words that this
        model does not take, or the gallery is not indexed with this model; NoParts where some is to
        count more than the rest and the model cannot tell it apart.
        """
        return (yield from self._search.run(query, limit, among, seen=seen, grouped=grouped))

    def look_up(
        self, listing: Listing, findings: Findings, wishes: LookUpWishes
    ) -> Generator[Step, None, None]:
        """Find for each of many pictures those most like it; `list_queries` lists them.

        What is found is added to ``findings``, in the order of the list, and is there before the
        turn that tells of it: cancelled, what was done is kept. A picture that cannot be read has
        its reason there, and ends nothing. It goes about as fast as an indexing.

        Raises Problem where the gallery cannot be searched.
        """
        store, findings.offline = self.stores.reachable()
        count_of(store, self.gallery)
        yield Step(0, 0, CALIBRATING)
        index, _, embedder = self._searchable(store)
        if index is store:
            for _ in self.check_model(store, embedder):
                yield Step(0, 0, CALIBRATING)
        for _ in self.calibrate():
            yield Step(0, 0, CALIBRATING)

        def where() -> Searchable:
            return self._searchable(self.stores.reachable()[0])

        looking = LookUp(where, self.stores, self._scores, findings, wishes)
        yield from looking.run(listing)

    def status(self) -> Status:
        """What is known of the gallery. Raises Problem where it was never indexed."""
        store, offline = self.stores.reachable()
        failures = list(store.failures())
        is_there = self.gallery.is_dir()
        told = (store.name, store.space(), store.count(), failures, offline, is_there)
        return Status(*told, renewal_of(store))

    def stored_space(self) -> str | None:
        """The space of the stored vectors, or None where there are none or none can be asked."""
        try:
            store, _ = self.stores.reachable()
            return store.space()
        except Problem:
            return None

    def is_outdated(self, status: Status) -> Generator[None, None, bool]:
        """Whether what this tells of has to be indexed again before this model can search it."""
        if not status.indexed or status.by_model_file:
            return False
        yield
        return not is_same_space(status.space, self.load_embedder().space)

    def count_searchable(self) -> Generator[None, None, int]:
        """How many pictures a search would compare now, outdated as the gallery may be."""
        store, _ = self.stores.reachable()
        yield
        try:
            return self._searchable(store).where.count()
        except Problem:
            return 0

    def get_ready(self) -> Generator[None, None, None]:
        """Have in memory what a search needs, so that the first is as quick as the next."""
        store, _ = self.stores.reachable()
        yield
        try:
            yield from self._searchable(store).where.ready()
        except Problem as problem:  # a search tells it
            log.info("the gallery was not made ready to search: %s", problem)

    def calibrate(self) -> Generator[None, None, bool]:
        """Find out what scores mean here, for searches from now on; gives whether that is new.

        The first time it takes some ten seconds of the model's work, then again when the gallery
        has grown by half or another model has indexed it.
        """
        try:
            store, _ = self.stores.reachable()
            yield
            index, _, embedder = self._searchable(store)
            return (yield from self._scores.find_out(index, embedder))
        except Problem as problem:  # searches go on without
            log.info("what scores mean was not found out: %s", problem)
            return False

    def forget(self) -> None:
        """Delete the gallery's index; its pictures are not touched."""
        self.stores.forget()
        forget_last_run(self.gallery)
        self._scores.forget()

    def close(self) -> None:
        """Let go of the store."""
        self.stores.close()

    def _searchable(self, store: Store) -> Searchable:
        embedder = self.load_embedder()
        try:
            return searchable(store, embedder, self._load_for, self.gallery.name)
        except Problem:
            self._check_replaceable(store, embedder)  # which has more to say
            raise

    def _check_replaceable(self, store: Store, embedder: Embedder) -> None:
        """Raise Problem where the vectors are those of a model file, which has to be chosen."""
        if is_original(store.space()) and store.count():
            is_file = is_original(str(embedder.space))
            raise Problem((OTHER_FILE if is_file else NO_FILE).format(self.gallery.name))

    def check_model(self, store: Store, embedder: Embedder) -> Generator[None, None, None]:
        """Check once that the model made the stored vectors, where they do not tell themselves."""
        if not self._is_checked and store.count() and store.space() != str(embedder.space):
            yield from check_model(store, embedder, self.gallery)
        self._is_checked = True

    def _nothing_found(self) -> str:
        try:
            known = self.stores.open().count()
        except Problem:
            known = 0
        if known:
            return (
                f"The folder {self.gallery} has no pictures any more. If they are on a drive, plug"
                " it in; if they are gone for good, forget this gallery. Its index is kept."
            )
        return (
            f"There are no pictures in {self.gallery}. Choose a folder with JPEG, PNG, WebP,"
            " HEIC, AVIF, TIFF, GIF or BMP files."
        )

"""The two flows: index a gallery, and search it. Read this first.

Both are *jobs*: generators whose ``yield`` reports progress, gives other jobs a turn and is the
place where the job may be cancelled, and whose ``return`` value is the result.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder import thumbnail_sharing
from clothesfinder.embedder import Embedder, load_builtin
from clothesfinder.images import File, find_pictures, open_picture
from clothesfinder.indexing import Indexing, Progress, Summary
from clothesfinder.local_store import move_index
from clothesfinder.mirror import update_mirror, upload
from clothesfinder.model_check import check_model
from clothesfinder.original_model import SPACE as ORIGINAL
from clothesfinder.plan import are_kin, compare
from clothesfinder.problem import Problem, Unreachable
from clothesfinder.settings import data_folder
from clothesfinder.store import (
    WHOLE,
    Box,
    Failure,
    Match,
    Store,
    is_same_space,
    open_store,
)
from clothesfinder.transfer import Copied, Verified, copy_gallery

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping

    from PIL import Image

    from clothesfinder.store import SharedThumbnails

FOUND_AT_ONCE = 500
LOOKED_FOR = 1000
"""Pictures that are looked for in a folder before it is taken for a strange one."""
RETRY_AFTER = 60.0
"""Seconds for which a store that could not be reached is left alone, and its copy is searched."""
NO_FILE = (
    "The vectors of “{}” were made with the model file of the original scripts. Choose that file,"
    " checkpoint.pth. To use another model, forget this index or make one in another place."
)
OTHER_FILE = (
    "The vectors of “{}” were made with another model file than this one. Choose the checkpoint.pth"
    " that made them. To use another model, forget this index or make one in another place."
)


class Query(NamedTuple):
    """What is looked for: a picture, by its file or its bytes, or a part of that picture."""

    source: Path | bytes
    name: str = ""
    box: Box = WHOLE


class Found(NamedTuple):
    """What a search found."""

    matches: list[Match]
    searched: int
    """How many pictures were compared."""
    seconds: float
    offline: str = ""
    """Why the copy on this computer was searched and not the database; empty where it was not."""


class Status(NamedTuple):
    """What is known of a gallery."""

    store: str
    space: str | None
    indexed: int
    failures: list[Failure]
    offline: str = ""
    """Why this is told of the copy on this computer and not of the database; empty where not."""
    folder_is_there: bool = True

    @property
    def by_model_file(self) -> bool:
        """Whether the vectors were made with a model file of the original scripts."""
        return _is_original(self.space)


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
    ) -> None:
        """Take the folder, and the address of its store.

        ``mirrored``: a copy of the store is kept on this computer, and answers where the store
        itself cannot be reached.
        """
        self.gallery = absolute(gallery)
        self._url = store_url
        self._load_embedder = load_embedder
        self._mirrored = mirrored
        self._store: Store | None = None
        self._copy: Store | None = None
        self._offline = ""
        self._offline_until = 0.0
        self._is_checked = False

    def index(self, *, remove_missing: bool = False) -> Generator[Progress, None, Summary]:
        """Bring the store up to date with the folder.

        Only what is new or changed is embedded; a moved file keeps its vectors; a vanished one
        goes. A picture that fails is recorded with its reason, and is tried again in every run.
        Killed, it loses the work of seconds, and the next run goes on from there.

        A shared gallery is indexed by as many computers at once as like to: each picture by one.
        Where many of its pictures have no file here, they are kept, for another may have them,
        unless ``remove_missing`` says that they are gone.

        Raises Problem where the folder or the store cannot be used.
        """
        start = time.perf_counter()
        yield Progress(0, 0, 0, "", 0.0)
        self._check_folder()
        found = yield from self._look_through()
        if not found:
            raise Problem(self._nothing_found())
        store = self._open(create=True)
        embedder = self._load_embedder()
        if not is_same_space(store.space(), embedder.space):
            self._check_replaceable(store, embedder)
            store.reset(embedder.space)
        for _ in self._check_model(store, embedder):
            yield Progress(0, 0, 0, "", 0.0)
        known = store.stamps()
        looking = Progress(0, 0, 0, "", 0.0)
        if self._url and not (yield from are_kin(self.gallery, found, known, looking)):
            raise Problem(
                "The gallery of this name in the database holds other pictures than this folder."
                " Give one of the two another name, in the address: clothesfinderGallery=NAME."
            )
        plan = compare(found, known, store.failures())
        yield Progress(plan.unchanged, plan.unchanged + len(plan.files), 0, "", 0.0)
        keep_missing = bool(self._url) and not remove_missing
        indexing = Indexing(self.gallery, store, embedder, plan, keep_missing=keep_missing)
        yield from indexing.run()
        return indexing.summary(time.perf_counter() - start)

    def search(
        self, query: Query, limit: int = 50, folder: str = ""
    ) -> Generator[None, None, Found]:
        """Find the pictures most like the query, best first.

        ``folder`` keeps to the pictures below that folder of the gallery. Raises Problem where the
        query is no picture, or the gallery is not indexed with this model.
        """
        start = time.perf_counter()
        store, offline = self._reachable()
        count = store.count()
        if not count:
            raise Problem(f"“{self.gallery.name}” has no indexed pictures yet. Index it first.")
        embedder = self._load_embedder()
        if not is_same_space(store.space(), embedder.space):
            self._check_replaceable(store, embedder)
            raise Problem(
                f"“{self.gallery.name}” was indexed with another model."
                " Update it, then search again."
            )
        yield from self._check_model(store, embedder)
        pixels = embedder.prepare(_open_query(query, embedder.edge))
        yield
        vector = embedder.embed([pixels])[0]
        yield
        try:
            matches = store.search(vector, limit, folder)
        except Unreachable as problem:
            store, offline = self._fall_back(problem)
            matches, count = store.search(vector, limit, folder), store.count()
        return Found(matches, count, time.perf_counter() - start, offline)

    def status(self) -> Status:
        """What is known of the gallery. Raises Problem where it was never indexed."""
        store, offline = self._reachable()
        failures = list(store.failures())
        is_there = self.gallery.is_dir()
        return Status(store.name, store.space(), store.count(), failures, offline, is_there)

    def update_mirror(self) -> Generator[Copied, None, Verified]:
        """Make the index on this computer a copy of the one in MongoDB; see update_mirror."""
        return (yield from update_mirror(self._open(create=False), self.gallery))

    def upload(self) -> Generator[Copied, None, Verified]:
        """Give the store in MongoDB what only the index on this computer holds; see upload."""
        return (yield from upload(self.gallery, self._open(create=True)))

    def convert(self, url: str) -> Generator[Copied, None, Verified]:
        """Copy a gallery of the original scripts to this address, where it can be changed.

        The original is not touched. Raises Problem where the model did not make its vectors.
        """
        source, embedder = self._open(create=False), self._load_embedder()
        for _ in self._check_model(source, embedder):
            yield Copied(0, source.count(), "", 0.0)
        with closing(open_store(url, self.gallery)) as target:
            return (yield from copy_gallery(source, target, embedder.space))

    def relocate(self, folder: Path) -> None:
        """Let the index on this computer go by this folder, where the pictures lie now; close.

        Raises Problem where none of the known pictures is there.
        """
        store, _ = self._reachable()
        if not _has_any(folder, store.stamps()):
            raise Problem(
                f"None of the pictures of “{self.gallery.name}” is in {folder}. Choose the folder"
                " that holds them as this one did."
            )
        self.close()
        move_index(self.gallery, folder)

    def forget(self) -> None:
        """Delete the gallery's index; its pictures are not touched."""
        self._open(create=False).forget()
        self._store = None

    def close(self) -> None:
        """Let go of the store."""
        for store in (self._store, self._copy):
            if store is not None:
                store.close()
        self._store = self._copy = None

    def _reachable(self) -> tuple[Store, str]:
        """The store that can be asked now, and why it is the copy on this computer if it is."""
        if time.monotonic() < self._offline_until and self._copy is not None:
            return self._copy, self._offline
        try:
            store = self._open(create=False)
            store.space()  # where the connection was cut meanwhile, this tells
        except Unreachable as problem:
            return self._fall_back(problem)
        return store, ""

    def _fall_back(self, problem: Unreachable) -> tuple[Store, str]:
        """Go on with the copy on this computer for a while, or raise this where there is none."""
        if not self._mirrored:
            raise problem
        if self._copy is None:
            try:
                self._copy = open_store("", self.gallery, create=False)
            except Problem:
                raise problem from None
        self._offline, self._offline_until = str(problem), time.monotonic() + RETRY_AFTER
        return self._copy, self._offline

    def _open(self, *, create: bool) -> Store:
        if self._store is None:
            self._store = open_store(self._url, self.gallery, create=create)
        return self._store

    def _check_replaceable(self, store: Store, embedder: Embedder) -> None:
        """Raise Problem where the vectors are those of a model file, which has to be chosen."""
        if _is_original(store.space()) and store.count():
            is_file = _is_original(str(embedder.space))
            raise Problem((OTHER_FILE if is_file else NO_FILE).format(self.gallery.name))

    def _check_model(self, store: Store, embedder: Embedder) -> Generator[None, None, None]:
        """Check once that the model made the stored vectors, where they do not tell themselves."""
        if not self._is_checked and store.count() and store.space() != str(embedder.space):
            yield from check_model(store, embedder, self.gallery)
        self._is_checked = True

    def _check_folder(self) -> None:
        if not self.gallery.exists():
            raise Problem(
                f"There is no folder {self.gallery}. Check its name, or plug in the drive it is on."
            )
        if not self.gallery.is_dir():
            raise Problem(f"{self.gallery} is not a folder. Choose the folder that holds it.")
        if not os.access(self.gallery, os.R_OK | os.X_OK):
            raise Problem(f"You have no right to read the folder {self.gallery}.")

    def _look_through(self) -> Generator[Progress, None, list[File | Failure]]:
        """List the folder's pictures, and what cannot be listed."""
        found: list[File | Failure] = []
        for item in find_pictures(self.gallery, skip=data_folder()):
            found.append(item)
            if len(found) % FOUND_AT_ONCE == 0:
                yield Progress(len(found), 0, 0, item.path.rpartition("/")[0], 0.0)
        self._check_folder()  # a drive unplugged meanwhile has not lost its pictures
        return found

    def _nothing_found(self) -> str:
        try:
            known = self._open(create=False).count()
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

    # --- thumbnails for those who share the gallery and do not have its folder

    def shares_thumbnails(self) -> Generator[None, None, bool]:
        """Whether the gallery's thumbnails are shared."""
        thumbnails = self._open(create=False).thumbnails
        yield
        return thumbnails is not None and thumbnails.are_shared()

    def estimate_thumbnails(self) -> Generator[None, None, thumbnail_sharing.Estimate]:
        """Tell how large the gallery's shared thumbnails would be. Changes nothing.

        Raises Problem where the gallery lies on this computer only.
        """
        self._shared_with_others()
        stamps = self._open(create=False).stamps()
        return (yield from thumbnail_sharing.estimate(self.gallery, stamps))

    def share_thumbnails(self) -> Generator[Copied, None, thumbnail_sharing.Updated]:
        """Share thumbnails from now on, and make those of all pictures that are indexed.

        Raises Problem where the gallery lies on this computer only.
        """
        self._shared_with_others().share()
        return (yield from self.update_thumbnails())

    def stop_sharing_thumbnails(self) -> Generator[None, None, None]:
        """Delete the gallery's shared thumbnails, and make no more."""
        thumbnails = self._open(create=False).thumbnails
        yield
        if thumbnails is not None:
            thumbnails.stop()

    def update_thumbnails(self) -> Generator[Copied, None, thumbnail_sharing.Updated]:
        """Bring shared thumbnails up to date with what is indexed; nothing where none are shared.

        To be run after every indexing, as a job of its own: what goes wrong with the thumbnails,
        such as a full database, takes nothing away from an indexing that went well.
        """
        return (yield from thumbnail_sharing.update(self.gallery, self._open(create=False)))

    def shared_thumbnails(self, paths: Iterable[str]) -> Generator[None, None, Mapping[str, bytes]]:
        """Give the JPEG of each of these pictures that has a shared thumbnail."""
        store, _ = self._reachable()
        yield
        thumbnails = store.thumbnails
        return {} if thumbnails is None else thumbnails.get(paths)

    def _shared_with_others(self) -> SharedThumbnails:
        thumbnails = self._open(create=False).thumbnails
        if thumbnails is None:
            raise Problem(
                f"“{self.gallery.name}” lies on this computer only, where its pictures are shown as"
                " they are. Thumbnails are for galleries that are shared in MongoDB."
            )
        return thumbnails


def _has_any(folder: Path, paths: Iterable[str]) -> bool:
    """Whether the folder holds one of these, as far as a look at some of them tells."""
    return any((folder / path).exists() for path in islice(paths, LOOKED_FOR))


def _is_original(space: str | None) -> bool:
    """Whether vectors were made with a model file of the original scripts."""
    return space is not None and space.startswith(f"{ORIGINAL.model}/")


def _open_query(query: Query, edge: int) -> Image.Image:
    """The part of the picture that is looked for, in full enough detail."""
    if query.box == WHOLE:
        return open_picture(query.source, edge).image
    left, top, right, bottom = query.box
    share = min(right - left, bottom - top)
    image = open_picture(query.source, round(edge / max(share, 0.01))).image
    width, height = image.size
    return image.crop(
        (round(left * width), round(top * height), round(right * width), round(bottom * height))
    )

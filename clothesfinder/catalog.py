"""The two flows: index a gallery, and search it. Read this first.

Both are *jobs*: generators whose ``yield`` reports progress, gives other jobs a turn and is the
place where the job may be cancelled, and whose ``return`` value is the result.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.embedder import Embedder, load_builtin
from clothesfinder.images import File, find_pictures, open_picture
from clothesfinder.indexing import Indexing, Progress, Summary
from clothesfinder.plan import are_kin, compare
from clothesfinder.problem import Problem
from clothesfinder.settings import data_folder
from clothesfinder.store import WHOLE, Box, Failure, Match, Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from PIL import Image

FOUND_AT_ONCE = 500


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


class Status(NamedTuple):
    """What is known of a gallery."""

    store: str
    space: str | None
    indexed: int
    failures: list[Failure]


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
    ) -> None:
        self.gallery = absolute(gallery)
        self._url = store_url
        self._load_embedder = load_embedder
        self._store: Store | None = None

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
        if store.space() != str(embedder.space):
            store.reset(embedder.space)
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
        store = self._open(create=False)
        count = store.count()
        if not count:
            raise Problem(f"“{self.gallery.name}” has no indexed pictures yet. Index it first.")
        embedder = self._load_embedder()
        if store.space() != str(embedder.space):
            raise Problem(
                f"“{self.gallery.name}” was indexed with another model."
                " Update it, then search again."
            )
        pixels = embedder.prepare(_open_query(query, embedder.edge))
        yield
        vector = embedder.embed([pixels])[0]
        yield
        matches = store.search(vector, limit, folder)
        return Found(matches, count, time.perf_counter() - start)

    def status(self) -> Status:
        """What is known of the gallery. Raises Problem where it was never indexed."""
        store = self._open(create=False)
        return Status(store.name, store.space(), store.count(), list(store.failures()))

    def forget(self) -> None:
        """Delete the gallery's index; its pictures are not touched."""
        self._open(create=False).forget()
        self._store = None

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _open(self, *, create: bool) -> Store:
        if self._store is None:
            self._store = open_store(self._url, self.gallery, create=create)
        return self._store

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

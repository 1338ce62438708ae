"""What else is done with a gallery: copies, conversion, a moved folder, shared thumbnails.

Each is a job, as the two flows of the catalog are; see there.
"""

from __future__ import annotations

import os
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder import thumbnail_sharing
from clothesfinder.index_files import index_file
from clothesfinder.local_store import LocalStore
from clothesfinder.problem import Problem
from clothesfinder.report import move_last_run
from clothesfinder.score_sample_file import move_sample
from clothesfinder.store import open_store
from clothesfinder.transfer import Copied, Verified, copy_gallery
from clothesfinder.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

    from clothesfinder.catalog import Catalog
    from clothesfinder.shared_thumbnails import SharedThumbnails
    from clothesfinder.thumbnail_sharing import Estimate, Updated

LOOKED_FOR = 1000
"""Pictures that are looked for in a folder before it is taken for a strange one."""


def update_mirror(catalog: Catalog) -> Generator[Copied, None, Verified]:
    """Make the index on this computer hold what the one in MongoDB holds.

    Raises Problem where either of the two cannot be used.
    """
    shared = catalog.stores.open()
    own = Writer(catalog.gallery).alone()
    with own, closing(open_store("", catalog.gallery)) as mirror:
        # Once the team has changed to another model; while it does, the old copy is all there is.
        if shared.space() not in (None, mirror.space()) and shared.count():
            mirror.drop([*mirror.stamps(), *(failure.path for failure in mirror.failures())])
        return (yield from copy_gallery(shared, mirror))


def upload(catalog: Catalog) -> Generator[Copied, None, Verified]:
    """Give the store in MongoDB the pictures that only the index on this computer holds.

    Raises Problem where either of the two cannot be used.
    """
    with closing(open_store("", catalog.gallery, create=False)) as own:
        return (yield from copy_gallery(own, catalog.stores.open(create=True), adding=True))


def convert(catalog: Catalog, url: str) -> Generator[Copied, None, Verified]:
    """Copy a gallery of the original scripts to this address, where it can be changed.

    The original is not touched. Where it was converted before, by this user or another, only what
    is not there is added, for more may have been indexed there since. Raises Problem where the
    model did not make its vectors.
    """
    source, embedder = catalog.stores.open(), catalog.load_embedder()
    for _ in catalog.check_model(source, embedder):
        yield Copied(0, source.count(), "", 0.0)
    with closing(open_store(url, catalog.gallery)) as target:
        again = target.count() > 0
        return (yield from copy_gallery(source, target, embedder.space, adding=again))


def relocate(catalog: Catalog, folder: Path) -> Generator[None, None, None]:
    """Let the index on this computer go by this folder, where the pictures lie now; close.

    Raises Problem where none of the known pictures is there.
    """
    store, _ = catalog.stores.reachable()
    yield
    if not any(os.path.lexists(folder / path) for path in islice(store.stamps(), LOOKED_FOR)):
        raise Problem(
            f"None of the pictures of “{catalog.gallery.name}” is in {folder}. Choose the folder"
            " that holds them as this one did."
        )
    catalog.close()
    move_index(catalog.gallery, folder)
    move_last_run(catalog.gallery, folder)
    move_sample(catalog.gallery, folder)


def move_index(gallery: Path, folder: Path) -> None:
    """Let the index of the gallery, if there is one, go by the folder where it lies now.

    Raises Problem where that folder has an index of its own, or another program uses one of them.
    """
    if not index_file(gallery).exists():
        return
    _check_free(folder)
    with Writer(gallery).alone(), Writer(folder).alone():
        _check_free(folder)
        _rename_index(index_file(gallery), index_file(folder))


def _check_free(folder: Path) -> None:
    if index_file(folder).exists():
        raise Problem(f"{folder} is indexed already. Open it under Gallery > Recent galleries.")


def _rename_index(file: Path, target: Path) -> None:
    LocalStore(file).close()  # which takes in what a program that was killed left beside it
    if Path(f"{file}-wal").exists():  # the last one to close a database takes this away
        raise Problem("Another program uses this index. Close it, then try again.")
    try:
        file.rename(target)
    except OSError as error:
        raise Problem(f"The index cannot be kept in {file.parent}: {error.strerror}.") from error


def shares_thumbnails(catalog: Catalog) -> Generator[None, None, bool]:
    """Whether the gallery's thumbnails are shared, for those who do not have its folder."""
    thumbnails = catalog.stores.open().thumbnails
    yield
    return thumbnails is not None and thumbnails.are_shared()


def estimate_thumbnails(catalog: Catalog) -> Generator[None, None, Estimate]:
    """Tell how large the gallery's shared thumbnails would be. Changes nothing.

    Raises Problem where the gallery lies on this computer only.
    """
    _shared_with_others(catalog)
    stamps = catalog.stores.open().stamps()
    return (yield from thumbnail_sharing.estimate(catalog.gallery, stamps))


def share_thumbnails(catalog: Catalog) -> Generator[Copied, None, Updated]:
    """Share thumbnails from now on, and make those of all pictures that are indexed.

    Raises Problem where the gallery lies on this computer only.
    """
    _shared_with_others(catalog).share()
    return (yield from update_thumbnails(catalog))


def stop_sharing_thumbnails(catalog: Catalog) -> Generator[None, None, None]:
    """Delete the gallery's shared thumbnails, and make no more."""
    thumbnails = catalog.stores.open().thumbnails
    yield
    if thumbnails is not None:
        thumbnails.stop()


def update_thumbnails(catalog: Catalog) -> Generator[Copied, None, Updated]:
    """Bring shared thumbnails up to date with what is indexed; nothing where none are shared.

    To be run after every indexing, as a job of its own: what goes wrong with the thumbnails, such
    as a full database, takes nothing away from an indexing that went well.
    """
    return (yield from thumbnail_sharing.update(catalog.gallery, catalog.stores.open()))


def shared_thumbnails(
    catalog: Catalog, paths: Iterable[str]
) -> Generator[None, None, Mapping[str, bytes]]:
    """Give the JPEG of each of these pictures that has a shared thumbnail."""
    store, _ = catalog.stores.reachable()
    yield
    return {} if store.thumbnails is None else store.thumbnails.get(paths)


def _shared_with_others(catalog: Catalog) -> SharedThumbnails:
    thumbnails = catalog.stores.open().thumbnails
    if thumbnails is None:
        raise Problem(
            f"“{catalog.gallery.name}” lies on this computer only, where its pictures are shown as"
            " they are. Thumbnails are for galleries that are shared in MongoDB."
        )
    return thumbnails

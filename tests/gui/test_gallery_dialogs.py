"""The windows about the present gallery: one of each kind, and kept to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clothesfinder.gui.gallery_dialogs import GalleryDialog, shown_of
from clothesfinder.gui.happened_dialog import HappenedDialog
from clothesfinder.gui.lookup_dialog import LookupDialog
from clothesfinder.gui.verify_dialog import VerifyDialog
from tests.conftest import save

from .desk import Desk, until

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run

ENTRIES = {
    HappenedDialog: "Gallery/What happened…",
    LookupDialog: "Query/Look up many…",
    VerifyDialog: "Gallery/Check this index…",
}


@pytest.mark.parametrize("kind", ENTRIES)
def test_without_a_gallery_there_is_none(desk: Desk, kind: type[GalleryDialog]) -> None:
    with pytest.raises(AssertionError):  # of an entry that is not enabled
        desk.menu(ENTRIES[kind])


@pytest.mark.parametrize("kind", ENTRIES)
def test_there_is_one_and_another_gallery_closes_it(
    run: Run, desk: Desk, pictures: Path, tmp_path: Path, kind: type[GalleryDialog]
) -> None:
    save(tmp_path / "other" / "a.png")

    async def way() -> None:
        desk.drop(pictures)
        await until(lambda: "up to date" in desk.notice)
        await desk.at_rest()
        for _ in range(2):
            desk.menu(ENTRIES[kind])
            assert len(shown_of(desk.window, kind)) == 1
        (dialog,) = shown_of(desk.window, kind)
        before = dialog.catalog
        desk.session.open_gallery(pictures)
        await until(lambda: dialog.catalog is not before)
        assert shown_of(desk.window, kind) == [dialog], "the same gallery, opened again"
        desk.drop(tmp_path / "other")
        await until(lambda: shown_of(desk.window, kind) == [])

    run(way())

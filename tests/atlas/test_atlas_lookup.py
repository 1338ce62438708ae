"""Many pictures looked up in a shared gallery, whose database goes away meanwhile."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from clothesfinder import atlas_errors, upkeep
from clothesfinder.catalog import Catalog
from clothesfinder.export import export
from clothesfinder.findings import Chosen, Findings
from clothesfinder.lookup import LookUpWishes
from clothesfinder.lookup_queries import list_queries
from clothesfinder.problem import Unreachable
from clothesfinder.sheets import sheet_of_look_up, supply_of
from tests.conftest import ColourEmbedder, result, save

from .search_double import AtlasSearchDouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUICK = "serverSelectionTimeoutMS=300&heartbeatFrequencyMS=500"
NAMES = ["blue.png", "green.png", "red.png"]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtlasSearchDouble]:
    """A server of this test's own, for it is stopped."""
    monkeypatch.setattr(atlas_errors, "WAITS", (0.01,))
    with AtlasSearchDouble(tmp_path / "data") as server:
        yield server


def best(findings: Findings) -> list[str]:
    return [one.best.path for one in Chosen(findings) if one.best]


def test_the_sheet_has_the_shared_thumbnails_of_pictures_that_are_not_here(
    server: AtlasSearchDouble, gallery: Path, tmp_path: Path
) -> None:
    for name in NAMES:
        save(gallery / name)
    query = save(tmp_path / "query.png", size=(90, 90))
    file = tmp_path / "sheet.html"
    with closing(Catalog(gallery, f"{server.uri}x?{QUICK}", ColourEmbedder)) as catalog:
        result(catalog.index())
        result(upkeep.share_thumbnails(catalog))
        listing = result(list_queries([query]))
        findings = Findings(gallery, listing.paths)
        result(catalog.look_up(listing, findings, LookUpWishes()))
        sheet = sheet_of_look_up(findings)._replace(supply=supply_of(catalog))
        (gallery / NAMES[0]).unlink()
        result(export(sheet, file))
        assert file.read_text(encoding="utf-8").count("<img ") == 4
        server.stop()
        result(export(sheet, file))
        told = file.read_text(encoding="utf-8")
        assert told.count("<img ") == 3
        assert told.count("Not on this computer") == 1


def test_a_gallery_on_this_computer_needs_no_supply(gallery: Path) -> None:
    with closing(Catalog(gallery, load_embedder=ColourEmbedder)) as catalog:
        assert supply_of(catalog) is None


@pytest.mark.parametrize("mirrored", [True, False])
def test_the_copy_answers_from_then_on(
    server: AtlasSearchDouble, gallery: Path, mirrored: bool
) -> None:
    for name in NAMES:
        save(gallery / name)
    url = f"{server.uri}x?{QUICK}"
    with closing(Catalog(gallery, url, ColourEmbedder, mirrored=mirrored)) as catalog:
        result(catalog.index())
        if mirrored:
            result(upkeep.update_mirror(catalog))
        listing = result(list_queries([gallery]))
        findings = Findings(gallery, listing.paths)
        job = catalog.look_up(listing, findings, LookUpWishes(1))
        while len(findings) < 1:
            next(job)
        assert findings.offline == ""
        server.stop()
        if not mirrored:
            with pytest.raises(Unreachable):
                result(job)
            assert best(findings) == NAMES[:1]  # what was done is kept
            return
        result(job)
    assert best(findings) == NAMES
    assert findings.offline == atlas_errors.REFUSED
    assert atlas_errors.REFUSED in sheet_of_look_up(findings).notes

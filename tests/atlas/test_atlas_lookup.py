"""Many pictures looked up in a shared gallery, whose database goes away meanwhile."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from clothesfinder import atlas_errors, upkeep
from clothesfinder.catalog import Catalog
from clothesfinder.findings import Chosen, Findings
from clothesfinder.lookup import LookUpWishes
from clothesfinder.lookup_queries import list_queries
from clothesfinder.problem import Unreachable
from clothesfinder.sheets import sheet_of_look_up
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

"""Photos looked up with the built-in model: garments of a catalogue, and what is not in it."""

from __future__ import annotations

import csv
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from PIL import Image

from clothesfinder.catalog import Catalog
from clothesfinder.findings import Chosen, Findings, Verdict
from clothesfinder.lookup import LookUpWishes
from clothesfinder.lookup_queries import list_queries

from .conftest import result

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
QUERIES = 12

pytestmark = pytest.mark.skipif(not (DATA / "pairs.csv").is_file(), reason="no photos are here")


def same_garments() -> dict[str, set[str]]:
    """For each of some queries the catalogue's photos of that very garment, by their paths."""
    found: dict[str, set[str]] = {}
    with (DATA / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["relevance"] == "2" and row["query_type"] == "back":
                found.setdefault(row["query"], set()).add(Path(row["match"]).name)
    return dict(list(found.items())[::2][:QUERIES])


def test_what_is_there_is_found_and_what_is_not_is_not(gallery: Path, tmp_path: Path) -> None:
    wanted, queries = same_garments(), tmp_path / "queries"
    queries.mkdir()
    for photo in sorted((DATA / "pairs" / "gallery").iterdir())[:80]:
        copyfile(photo, gallery / photo.name)
    for query, matches in wanted.items():
        copyfile(DATA / query, queries / Path(query).name)
        for match in matches:
            copyfile(DATA / "pairs" / "gallery" / match, gallery / match)
    for number, photo in enumerate(sorted(gallery.iterdir())[:3]):
        with Image.open(photo) as image:  # another file of the same picture
            image.resize((300, 375)).save(queries / f"copy {number} {photo.stem}.webp")
    for number, photo in enumerate(sorted((DATA / "gallery" / "shoes").iterdir())[:3]):
        copyfile(photo, queries / f"shoe {number}.jpg")
    with closing(Catalog(gallery)) as catalog:
        result(catalog.index())
        listing = result(list_queries([queries]))
        findings = Findings(gallery, listing.paths)
        result(catalog.look_up(listing, findings, LookUpWishes(3)))
    rows = {one.query.name: one for one in Chosen(findings)}
    assert len(rows) == len(wanted) + 6
    copies = [one for name, one in rows.items() if name.startswith("copy")]
    assert [one.verdict for one in copies] == [Verdict.FOUND] * 3
    for one in copies:
        assert one.best is not None
        assert Path(one.best.path).stem == Path(one.query.name).stem.split(" ", 2)[2]
    assert {one.verdict for name, one in rows.items() if name.startswith("shoe")} == {
        Verdict.NOT_FOUND
    }
    right = [
        Path(query).name
        for query, matches in wanted.items()
        if matches & {match.path for match in rows[Path(query).name].matches}
    ]
    assert len(right) >= len(wanted) * 3 // 4
    told = {rows[Path(query).name].verdict for query in wanted}
    assert told & {Verdict.FOUND, Verdict.PERHAPS}

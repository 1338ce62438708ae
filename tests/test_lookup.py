"""Many pictures looked up at once, with a network that is not and with hard files."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.findings import Chosen, Findings, Verdict
from clothesfinder.lookup import OTHER_INDEX, TOO_FEW, LookUpWishes
from clothesfinder.lookup_queries import Listing, list_queries
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.settings import Settings, save_settings

from .conftest import ColourEmbedder, HalvesEmbedder, result, save

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

HARD = Path(__file__).parent.parent.parent / "shared" / "data" / "hard"
PICTURES = 40


def colour(number: int) -> tuple[int, int, int]:
    return (number * 6, 255 - number * 6, number * 97 % 256)


@pytest.fixture
def catalog(gallery: Path, embedder: ColourEmbedder) -> Iterator[Catalog]:
    """Forty garments, enough for what scores mean to be known."""
    for number in range(PICTURES):
        save(gallery / f"{number}.png", colour(number))
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())
        yield catalog


def look_up(
    catalog: Catalog, *sources: Path, limit: int = 3, without_itself: bool = False
) -> Findings:
    listing = result(list_queries(sources))
    findings = Findings(catalog.gallery, listing.paths)
    result(catalog.look_up(listing, findings, LookUpWishes(limit, without_itself)))
    return findings


def best(findings: Findings) -> list[str | None]:
    return [one.best.path if one.best else None for one in Chosen(findings)]


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    """Ten of the garments from elsewhere, something else, and a file that is none."""
    folder = tmp_path / "queries"
    for number in range(10):
        save(folder / f"{number}.png", colour(number))
    (folder / "broken.png").write_bytes((folder / "1.png").read_bytes()[:200])
    (folder / "none.jpg").write_text("no picture")
    save(folder / "other.png", (255, 255, 255), (200, 20))
    return folder


def test_a_row_for_each_in_order_and_a_bad_one_stops_nothing(
    catalog: Catalog, queries: Path
) -> None:
    findings = look_up(catalog, queries)
    assert findings.is_complete
    assert best(findings)[:10] == [f"{number}.png" for number in range(10)]
    broken, none, other = (findings[row] for row in (10, 11, 12))
    assert broken.reason == "The picture is damaged or cut short."
    assert none.reason.startswith("This is not a picture")
    assert (broken.verdict, none.verdict) == (Verdict.FAILED, Verdict.FAILED)
    assert other.verdict is Verdict.NOT_FOUND
    assert all(findings[row].verdict is Verdict.FOUND for row in range(10))
    assert all(len(findings[row].matches) == 3 for row in range(10))
    assert (findings.searched, findings.offline, findings.not_judged) == (PICTURES, "", "")


def test_the_same_as_one_search_after_the_other(catalog: Catalog, queries: Path) -> None:
    findings = look_up(catalog, queries, limit=7)
    for one in list(Chosen(findings))[:10]:
        found = result(catalog.search(Query(one.query.source), 7))
        assert [match.path for match in found.matches] == [match.path for match in one.matches]
        for mine, theirs in zip(one.matches, found.matches, strict=True):
            assert mine.score == pytest.approx(theirs.score, abs=1e-6)
            assert one.word(mine) == found.word(theirs)
        assert one.thresholds == found.thresholds


def test_with_what_scores_mean_found_out_first_if_need_be(catalog: Catalog, queries: Path) -> None:
    assert result(catalog.search(Query(queries / "1.png"), 1)).thresholds is None
    assert look_up(catalog, queries)[0].thresholds is not None


def test_a_small_gallery_judges_nothing(
    gallery: Path, queries: Path, embedder: ColourEmbedder
) -> None:
    save(gallery / "a.png", colour(1))
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())
        findings = look_up(catalog, queries / "1.png")
        assert findings[0].verdict is Verdict.NOT_JUDGED
        assert findings.not_judged == TOO_FEW
        assert best(findings) == ["a.png"]
        alone = look_up(catalog, gallery / "a.png", without_itself=True)
        assert alone[0].verdict is Verdict.NOT_FOUND  # there is nothing else


def test_itself_is_left_out_where_that_is_wished_for(catalog: Catalog, tmp_path: Path) -> None:
    gallery = catalog.gallery
    shutil.copy(gallery / "7.png", gallery / "twin of 7.png")
    result(catalog.index())
    assert best(look_up(catalog, gallery / "3.png", gallery / "7.png")) == ["3.png", "7.png"]
    others = look_up(catalog, gallery / "3.png", gallery / "7.png", without_itself=True)
    assert others[0].matches[0].path != "3.png"
    assert {len(one.matches) for one in Chosen(others)} == {3}
    assert best(others)[1] == "twin of 7.png"
    assert others[1].verdict is Verdict.FOUND
    elsewhere = tmp_path / "link"
    elsewhere.symlink_to(gallery)
    linked = look_up(catalog, elsewhere / "3.png", without_itself=True)
    assert [match.path for match in linked[0].matches] == [
        match.path for match in others[0].matches
    ]
    copy = shutil.copy(gallery / "3.png", tmp_path / "copy.png")
    assert best(look_up(catalog, Path(copy), without_itself=True)) == ["3.png"]


def test_by_the_best_part(gallery: Path, tmp_path: Path) -> None:
    from .conftest import save_outfit

    save_outfit(gallery / "outfit.png", (200, 0, 0), (0, 0, 200))
    save(gallery / "other.png", (0, 150, 0))
    with closing(Catalog(gallery, load_embedder=HalvesEmbedder)) as catalog:
        result(catalog.index())
        (match, *_) = look_up(catalog, save(tmp_path / "q.png", (0, 0, 200)))[0].matches
    assert match.path == "outfit.png"
    assert match.part.top == 0.5


class Batches(ColourEmbedder):
    """Notes how many pictures come at once, and in which threads."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []
        self.threads: set[int] = set()

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.sizes.append(len(pixels))
        self.threads.add(threading.get_ident())
        return super().embed(pixels)


def test_in_batches_beside_the_thread_that_searches(gallery: Path, queries: Path) -> None:
    save_settings(Settings(pace="full"))
    embedder = Batches()
    save(gallery / "a.png")
    for number in range(40):
        save(queries / f"more {number}.png")
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())
        embedder.sizes.clear()
        embedder.threads.clear()
        assert look_up(catalog, queries).is_complete
    assert max(embedder.sizes) == embedder.batch
    assert len(embedder.sizes) <= 16
    assert threading.get_ident() not in embedder.threads


def test_what_was_done_is_kept_when_it_is_cancelled(catalog: Catalog, queries: Path) -> None:
    listing = result(list_queries([queries]))
    findings = Findings(catalog.gallery, listing.paths)
    job = catalog.look_up(listing, findings, LookUpWishes())
    while len(findings) < 3:
        step = next(job)
    assert (step.done, step.total) == (3, 13)
    job.close()
    assert best(findings) == ["0.png", "1.png", "2.png"]
    assert not findings.is_complete
    assert not [one for one in threading.enumerate() if one.name.startswith("ahead")]


def test_others_have_their_turn_after_each_row(catalog: Catalog, queries: Path) -> None:
    listing = result(list_queries([queries]))
    findings = Findings(catalog.gallery, listing.paths)
    seen = set()
    for _ in catalog.look_up(listing, findings, LookUpWishes()):
        seen.add(len(findings))
        if len(findings) == 5:
            assert result(catalog.search(Query(queries / "9.png"), 1)).matches[0].path == "9.png"
    assert seen == set(range(14))


def test_the_gallery_is_indexed_meanwhile(catalog: Catalog, queries: Path) -> None:
    listing = result(list_queries([queries]))
    findings = Findings(catalog.gallery, listing.paths)
    job = catalog.look_up(listing, findings, LookUpWishes(1))
    while len(findings) < 3:
        next(job)
    shutil.copy(queries / "other.png", catalog.gallery / "other.png")
    result(catalog.index())
    result(job)
    assert best(findings)[-1] == "other.png"


class OtherEmbedder(ColourEmbedder):
    space = ColourEmbedder.space._replace(model="other")


def test_another_model_meanwhile_ends_it_and_keeps_what_was_done(
    catalog: Catalog, queries: Path
) -> None:
    listing = result(list_queries([queries]))
    findings = Findings(catalog.gallery, listing.paths)
    job = catalog.look_up(listing, findings, LookUpWishes(1))
    while len(findings) < 3:
        next(job)
    catalog.load_embedder = OtherEmbedder
    result(catalog.index())
    with pytest.raises(Problem) as raised:
        result(job)
    assert str(raised.value) == OTHER_INDEX
    assert len(findings) == 3


def test_a_gallery_that_cannot_be_searched(
    gallery: Path, queries: Path, embedder: ColourEmbedder
) -> None:
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        with pytest.raises(Problem, match="not indexed yet"):
            look_up(catalog, queries)
        catalog.stores.open(create=True).reset(embedder.space)
        with pytest.raises(Problem, match="has no indexed pictures yet"):
            look_up(catalog, queries)


def test_no_queries_at_all(catalog: Catalog) -> None:
    findings = Findings(catalog.gallery, [])
    result(catalog.look_up(Listing([], {}), findings, LookUpWishes()))
    assert findings.is_complete


@pytest.mark.skipif(not HARD.is_dir(), reason="the hard files are not here")
def test_hard_files_are_rows_with_a_match_or_a_reason(catalog: Catalog, queries: Path) -> None:
    listing = result(list_queries([HARD, queries]))
    hard = sum(1 for path in listing.paths if path.startswith(os.fspath(HARD)))
    findings = Findings(catalog.gallery, listing.paths)
    result(catalog.look_up(listing, findings, LookUpWishes(2)))
    assert findings.is_complete
    rows = list(Chosen(findings))
    assert all(bool(one.matches) != bool(one.reason) for one in rows)
    assert all(one.reason.endswith(".") for one in rows if one.reason)
    assert sum(bool(one.matches) for one in rows[:hard]) > 50
    assert sum(bool(one.reason) for one in rows[:hard]) > 10
    assert best(findings)[hard : hard + 10] == [f"{number}.png" for number in range(10)]

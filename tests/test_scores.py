"""What a search tells of its scores, in galleries of real pictures."""

from __future__ import annotations

import colorsys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from clothesfinder.calibration import CLOSE, SAME, STYLE, WEAK, WORDS
from clothesfinder.catalog import Catalog
from clothesfinder.emphasis import NEUTRAL, Emphasis
from clothesfinder.index_files import scores_file
from clothesfinder.query import Query
from clothesfinder.score_sample import CHANGES, COPIED
from clothesfinder.scores import AGAINST, BY_WORDS, NOT_KNOWN
from clothesfinder.terms import UNLIKE, Term
from clothesfinder.upkeep import relocate

from .conftest import ColourEmbedder, PartsEmbedder, result, save

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from clothesfinder.answers import Found
    from clothesfinder.store import Vector

MANY = 60
OF_THE_SAMPLE = COPIED * len(CHANGES)


class WordsEmbedder(PartsEmbedder):
    """Takes words as well, all of which mean the same."""

    def embed_text(self, text: str) -> Vector:
        pixels: NDArray[np.uint8] = self.prepare(Image.new("RGB", (32, 32), (200, 20, 20)))
        vector: Vector = self.embed([pixels])[0]
        return vector


def fill(gallery: Path, pictures: int = MANY) -> None:
    """Garments of as many colours, of several sizes and places."""
    for number in range(pictures):
        hue = colorsys.hsv_to_rgb(number * 0.618 % 1, 0.4 + number % 7 / 10, 0.3 + number % 5 / 8)
        colour = (round(255 * hue[0]), round(255 * hue[1]), round(255 * hue[2]))
        save(gallery / f"{number}.png", colour, (60 + 7 * (number % 9), 80 + 11 * (number % 6)))


@pytest.fixture
def embedder() -> ColourEmbedder:
    return WordsEmbedder()


@pytest.fixture
def catalog(gallery: Path, embedder: ColourEmbedder) -> Iterator[Catalog]:
    fill(gallery)
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())
        yield catalog


def find(catalog: Catalog, query: Path, emphasis: Emphasis = NEUTRAL) -> Found:
    return result(catalog.search(Query(query, emphasis=emphasis), 1000))


def test_words_of_a_query_of_several_pictures(catalog: Catalog, gallery: Path) -> None:
    assert result(catalog.calibrate())
    query = Query(gallery / "7.png", others=(Term(gallery / "7.png"),))
    found = result(catalog.search(query, 1000))
    assert found.thresholds == find(catalog, gallery / "7.png").thresholds
    away = query._replace(others=(Term(gallery / "20.png", weight=UNLIKE),))
    found = result(catalog.search(away, 1000))
    words = [found.word(match) for match in found.matches]
    assert [WORDS.index(word) for word in words] == sorted(WORDS.index(word) for word in words)
    assert SAME not in words, "copies are no measure of what is away from something"
    assert not found.no_words
    assert words.count(WEAK) > MANY // 2


def test_the_words_go_down_with_the_scores(catalog: Catalog, gallery: Path) -> None:
    assert result(catalog.calibrate())
    found = find(catalog, gallery / "7.png")
    assert not found.no_words
    words = [found.word(match) for match in found.matches]
    assert found.matches[0].path == "7.png"
    assert words[0] == SAME
    assert [WORDS.index(word) for word in words] == sorted(WORDS.index(word) for word in words)
    assert words.count(WEAK) > MANY // 2


def test_another_photo_of_the_same_is_the_same_and_what_is_unlike_all_is_weak(
    catalog: Catalog, gallery: Path, tmp_path: Path
) -> None:
    result(catalog.calibrate())
    again = tmp_path / "again.jpg"
    with Image.open(gallery / "7.png") as image:
        image.point([min(round(1.1 * level), 255) for level in range(256)] * 3).save(again)
    found = find(catalog, again)
    assert found.word(found.matches[0]) in (SAME, CLOSE)
    Image.effect_noise((80, 80), 90).convert("RGB").save(tmp_path / "noise.png")
    found = find(catalog, tmp_path / "noise.png")
    assert {found.word(match) for match in found.matches} <= {STYLE, WEAK}


def test_a_search_does_not_wait_for_the_words(
    catalog: Catalog, gallery: Path, embedder: ColourEmbedder
) -> None:
    before = embedder.embedded
    found = find(catalog, gallery / "7.png")
    assert (found.thresholds, found.no_words) == (None, NOT_KNOWN)
    assert found.word(found.matches[0]) == ""
    assert embedder.embedded == before + 1


def test_they_are_found_out_once(catalog: Catalog, gallery: Path, embedder: ColourEmbedder) -> None:
    before = embedder.embedded
    assert result(catalog.calibrate())
    assert embedder.embedded == before + OF_THE_SAMPLE
    assert not result(catalog.calibrate())
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as again:
        assert not result(again.calibrate())
        assert find(again, gallery / "7.png").thresholds is not None
    assert embedder.embedded == before + OF_THE_SAMPLE + 1


def test_again_where_the_gallery_has_grown_by_half(catalog: Catalog, gallery: Path) -> None:
    result(catalog.calibrate())
    fill(gallery, MANY + 20)
    result(catalog.index())
    assert not result(catalog.calibrate())
    fill(gallery, MANY + 30)
    result(catalog.index())
    assert result(catalog.calibrate())


def test_again_for_another_model(catalog: Catalog, gallery: Path) -> None:
    result(catalog.calibrate())
    other = ColourEmbedder()
    with closing(Catalog(gallery, load_embedder=lambda: other)) as again:
        result(again.index())
        assert find(again, gallery / "7.png").no_words == NOT_KNOWN
        assert result(again.calibrate())
        assert find(again, gallery / "7.png").thresholds is not None


def test_a_damaged_file_is_made_again(catalog: Catalog, gallery: Path) -> None:
    result(catalog.calibrate())
    scores_file(gallery).write_bytes(b"PK\x03\x04 not much")
    embedder = WordsEmbedder()
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as again:
        assert find(again, gallery / "7.png").no_words == NOT_KNOWN
        assert result(again.calibrate())


def test_cut_short_it_is_begun_again_and_searches_go_on(catalog: Catalog, gallery: Path) -> None:
    job = catalog.calibrate()
    for _ in range(10):
        next(job)
    assert find(catalog, gallery / "7.png").matches
    job.close()
    assert not scores_file(gallery).exists()
    assert result(catalog.calibrate())


def test_few_pictures_need_no_words(gallery: Path, embedder: ColourEmbedder) -> None:
    fill(gallery, 20)
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())
        assert not result(catalog.calibrate())
        found = find(catalog, gallery / "7.png")
        assert (found.thresholds, found.no_words) == (None, "")


def test_words_and_what_counts_against(catalog: Catalog, gallery: Path) -> None:
    result(catalog.calibrate())
    by_words = result(catalog.search(Query(text="red shirt")))
    assert (by_words.thresholds, by_words.no_words) == (None, BY_WORDS)
    against = find(catalog, gallery / "7.png", emphasis=Emphasis(colour=-0.75))
    assert (against.thresholds, against.no_words) == (None, AGAINST)


def test_they_go_by_what_counts(catalog: Catalog, gallery: Path) -> None:
    """Where only some counts, its own scores are compared with their own chance."""
    result(catalog.calibrate())
    as_it_is = find(catalog, gallery / "7.png").thresholds
    more = find(catalog, gallery / "7.png", emphasis=Emphasis(colour=2))
    assert more.thresholds is not None
    assert more.thresholds != as_it_is
    assert more.word(more.matches[0]) == SAME
    alone = find(catalog, gallery / "7.png", emphasis=Emphasis(0, 0, 1))
    assert alone.thresholds is not None
    assert alone.matches[0].score == pytest.approx(1, abs=1e-3)
    assert alone.word(alone.matches[0]) != SAME  # in all else it may differ
    assert WEAK in {alone.word(match) for match in alone.matches}


def test_they_go_with_the_gallery(
    catalog: Catalog, gallery: Path, tmp_path: Path, embedder: ColourEmbedder
) -> None:
    result(catalog.calibrate())
    there = gallery.rename(tmp_path / "elsewhere")
    result(relocate(catalog, there))
    with closing(Catalog(there, load_embedder=lambda: embedder)) as moved:
        assert find(moved, there / "7.png").thresholds is not None
        moved.forget()
    assert not scores_file(there).exists()
    assert not scores_file(gallery).exists()


def test_without_the_folder_there_are_none(catalog: Catalog, gallery: Path, tmp_path: Path) -> None:
    gallery.rename(tmp_path / "away")
    assert not result(catalog.calibrate())
    assert find(catalog, tmp_path / "away" / "7.png").no_words == NOT_KNOWN

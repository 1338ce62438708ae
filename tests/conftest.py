from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

from clothesfinder import cli, fitting
from clothesfinder.embedder import Region
from clothesfinder.emphasis import NO_PARTS, Parts
from clothesfinder.store import WHOLE, Box, Space
from clothesfinder.turns import finished

from .desktops import move_home

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from clothesfinder.progress import Progress

    from .atlas.search_double import AtlasSearchDouble

HALVES = Box(0.0, 0.0, 1.0, 0.5), Box(0.0, 0.5, 1.0, 1.0)
RGB = tuple[int, int, int]
Call = Callable[..., tuple[int, str, str]]
result = finished
"""Runs a job to its end; gives what it returns."""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Clothesfinder's own files, away from the user's."""
    folder = tmp_path / "own files"
    monkeypatch.setenv("CLOTHESFINDER_DATA", str(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for what a Linux desktop keeps in the user's."""
    return move_home(tmp_path / "the home", monkeypatch)


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    folder = tmp_path / "gallery"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtlasSearchDouble]:
    """A MongoDB server with vector search, for the tests of a module."""
    from .atlas.search_double import AtlasSearchDouble  # slow to import, and seldom needed

    with AtlasSearchDouble(tmp_path_factory.mktemp("atlas")) as server:
        yield server


@pytest.fixture
def url(server: AtlasSearchDouble) -> str:
    """The address of a database that nobody has used yet."""
    return f"{server.uri}t{secrets.token_hex(6)}"


class ColourEmbedder:
    """A stand-in for the network where a test is not about the model: colours in 4 x 4 fields."""

    space = Space("colours", "none", "squash32-1", 64)
    edge = 32
    batch = 4
    parts: Parts = NO_PARTS

    def __init__(self) -> None:
        self.embedded = 0

    def prepare(self, image: Image.Image) -> NDArray[np.uint8]:
        return np.asarray(image.resize((32, 32)), np.uint8)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.embedded += len(pixels)
        fields = np.stack(pixels).astype(np.float32).reshape(-1, 4, 8, 4, 8, 3).mean((2, 4))
        ones = np.ones((*fields.shape[:3], 1), np.float32)
        vectors = np.concatenate([fields / 255, ones], axis=3).reshape(len(pixels), -1)
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


class HalvesEmbedder(ColourEmbedder):
    """A stand-in for a network that sees the upper and the lower half of a picture, too."""

    space = Space("halves", "none", "squash32-1", 64)

    def see(self, images: Sequence[Image.Image]) -> list[list[Region]]:
        return [[self._region(image, box) for box in (WHOLE, *HALVES)] for image in images]

    def _region(self, image: Image.Image, box: Box) -> Region:
        part = fitting.cut_out(image, box)
        return Region(box, self.embed([self.prepare(part)])[0])


class PartsEmbedder(ColourEmbedder):
    """A stand-in for a network whose vectors have parts: where, how rough, of which colour."""

    space = Space("parts", "none", "squash32-1", 36)

    def __init__(self) -> None:
        super().__init__()
        self.parts = {"cut": slice(0, 16), "pattern": slice(16, 32), "colour": slice(32, 36)}
        self.shares = {"cut": 0.4, "pattern": 0.35, "colour": 0.25}

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.embedded += len(pixels)
        levels = np.stack(pixels).astype(np.float32) / 255
        off_the_wall = np.abs(levels - levels[:, :1, :1]).max(3) > 0.1
        fields = off_the_wall.reshape(-1, 4, 8, 4, 8)
        rough = np.abs(np.diff(levels.mean(3), axis=1, append=0)).reshape(-1, 4, 8, 4, 8)
        where, edges = (part.mean((2, 4)).reshape(-1, 16) + 0.01 for part in (fields, rough))
        colour = np.pad(levels[:, 16, 16], ((0, 0), (0, 1)), constant_values=0.3)
        vectors = [
            part / np.linalg.norm(part, axis=1, keepdims=True) * self.shares[name] ** 0.5
            for name, part in zip(self.parts, (where, edges, colour), strict=True)
        ]
        return np.concatenate(vectors, axis=1).astype(np.float32)


@pytest.fixture
def embedder() -> ColourEmbedder:
    return ColourEmbedder()


def draw(colour: RGB, size: tuple[int, int] = (60, 80)) -> Image.Image:
    """A garment of this colour on a grey wall, with something to tell apart at every size."""
    image = Image.new("RGB", size, (200, 200, 205))
    pen = ImageDraw.Draw(image)
    width, height = size
    pen.rectangle((width // 4, height // 5, width * 3 // 4, height * 4 // 5), fill=colour)
    pen.ellipse((width // 8, height // 5, width // 3, height // 2), fill=colour)
    return image


def save(path: Path, colour: RGB | None = None, size: tuple[int, int] = (60, 80)) -> Path:
    """A picture file; without a colour, one that goes with its name."""
    number = zlib.crc32(path.name.encode(errors="surrogateescape"))
    path.parent.mkdir(parents=True, exist_ok=True)
    draw(colour or (number % 256, number // 256 % 256, number // 65536 % 256), size).save(path)
    return path


def save_outfit(path: Path, upper: RGB, lower: RGB) -> Path:
    """A picture file of two garments, one below the other, each of which fills its half."""
    image = Image.new("RGB", (60, 160))
    for top, colour in ((0, upper), (80, lower)):
        image.paste(draw(colour), (0, top))
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return path


def stop_midway(job: Generator[Progress, None, object]) -> None:
    """Stop an indexing once some of it is done."""
    with closing(job):
        while not next(job).done:
            pass


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command; gives the exit code, stdout and stderr."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as wrong_use:
            code = int(wrong_use.code or 0)
        return code, *capsys.readouterr()

    return call

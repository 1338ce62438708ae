"""Indexing by imagededup, where that is installed: `python -m tests.benchmarks.peer FOLDER`.

imagededup finds duplicates by the vectors of a network. Its own network has to be downloaded, so
it is given the one that we use, as published; it makes one vector a picture, and stores none. Its
way of reading, of making batches and of using the network are its own. Prints the seconds that the
pictures took, without loading, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from tests.benchmarks.naive import load, prepare

if TYPE_CHECKING:
    from PIL import Image
    from torch import Tensor


def index(folder: str) -> float:
    """Let it encode the folder's pictures; return how many seconds that took."""
    from imagededup.methods import CNN
    from imagededup.utils.models import CustomModel

    def transform(image: Image.Image) -> Tensor:
        pixels: Tensor = prepare(image.convert("RGB"))
        return pixels

    encoder = CNN(
        verbose=False, model_config=CustomModel(name="lite2", model=load(), transform=transform)
    )
    start = time.perf_counter()
    encoder.encode_images(folder, num_enc_workers=0)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps({"seconds": index(sys.argv[1])}))  # noqa: T201 - this is what it is for

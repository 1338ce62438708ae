"""Learns what the built-in model knows of clothes: `python packaging/make_model.py FOLDER`.

The folder holds 3,179 CC0 photos of clothes (`gallery` and `more`) with `labels.csv`, and 259
photos of two shops' sample catalogues (`pairs`) with `pairs.csv`. Nothing else is learned from. On
two cores it takes fifteen minutes.

With `--splits` nothing is stored. Instead it is told how well variants do that learned from a part
of the photos, on the rest (`splits.py`).

1. Where the garment is: a weight for each channel, told apart on photos whose border is of one
   colour, garment from ground.
2. Six other views of every photo: its file compressed more strongly, crops, mirrored, in other
   light, and the garment cut out and laid on another photo's ground (`views.py`).
3. The kind: a classifier of the photos, compressed and not, and their crops, of two layers, that is
   to say the same of a photo and of what it is when compressed.
4. The look: a projection that finds the other views of a photo, and the other photos of a garment,
   among those of all photos; mixed with the kinds so that it keeps what a shirt is, and with the
   compressed photos so that blocks of 8 pixels are not taken for a pattern.
5. The colour: a projection of the histograms that does the same, starting from their longest
   directions.

One machine writes the same file every time; another machine's may differ in a last digit.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from heads import learn_heads
from numpy.typing import NDArray
from photos import read_photos, read_queries
from splits import report
from views import VIEWS, Photo, compress, find_ground, make_view

from clothesfinder.built_in import (
    BATCH,
    EDGE,
    LEARNED,
    Learned,
    find_weights,
    letterbox,
    load_network,
)
from clothesfinder.garment import DEVIATION, MEAN, Features, GarmentNetwork, stack
from clothesfinder.images import open_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PIL import Image

    from clothesfinder.efficientnet_lite import EfficientNetLite2

Floats = NDArray[np.float32]
TARGET = Path(__file__).absolute().parent.parent / "resources" / LEARNED
EVERY = 2
"""Of so many photos one is looked at to learn where the garment is."""
PLACES = 12
"""Taken of each photo, of the garment and of the ground."""


def batches(images: Sequence[Callable[[], Image.Image]]) -> Iterator[torch.Tensor]:
    """Make the pictures, and give them as the network takes them, a few at a time."""
    for start in range(0, len(images), BATCH):
        pixels = [letterbox(make()) for make in images[start : start + BATCH]]
        levels = torch.from_numpy(np.stack(pixels)).permute(0, 3, 1, 2).float()
        yield (levels - MEAN) / DEVIATION


def learn_finder(network: EfficientNetLite2, photos: Sequence[Photo]) -> tuple[Floats, float]:
    """Learn where the garment is: a weight for each channel, and the threshold."""
    noise = np.random.default_rng(0)
    seen: list[Floats] = []
    is_garment: list[Floats] = []
    chosen = photos[::EVERY]
    for number, pictures in enumerate(batches([photo.open for photo in chosen])):
        channels = stack(network.maps(pictures)).permute(0, 2, 3, 1).numpy()
        for photo, places in zip(chosen[number * BATCH :], channels, strict=False):
            for answer, where in enumerate(find_ground(photo.open())):
                found = np.argwhere(where)
                if len(found) >= PLACES:
                    y, x = noise.permutation(found)[:PLACES].T
                    seen.append(places[y, x])
                    is_garment.append(np.full(PLACES, answer, np.float32))
    return _separate(np.concatenate(seen), np.concatenate(is_garment))


def _separate(seen: Floats, answers: Floats) -> tuple[Floats, float]:
    """Fit a logistic regression, a little held back: the weights and the threshold."""
    mean, deviation = seen.mean(0), seen.std(0) + 1e-3
    inputs, wanted = torch.from_numpy((seen - mean) / deviation), torch.from_numpy(answers)
    weights = torch.zeros(inputs.shape[1] + 1, requires_grad=True)
    search = torch.optim.LBFGS([weights], max_iter=80, line_search_fn="strong_wolfe")
    loss = torch.nn.functional.binary_cross_entropy_with_logits

    def step() -> torch.Tensor:
        search.zero_grad()
        logits = inputs @ weights[:-1] + weights[-1]
        error = loss(logits, wanted) + 2e-3 * weights[:-1].square().sum()
        error.backward()  # type: ignore[no-untyped-call]
        return error

    search.step(step)  # type: ignore[no-untyped-call]
    found = weights.detach().numpy()
    finder = (found[:-1] / deviation).astype(np.float16).astype(np.float32)
    return finder, float(finder @ mean - found[-1])


def look_at(model: GarmentNetwork, images: Sequence[Callable[[], Image.Image]]) -> Features:
    """See what each picture shows."""
    seen = []
    for number, pictures in enumerate(batches(images)):
        seen.append(model.look(pictures))
        if number % 100 == 0:
            print(f"  {number * BATCH} of {len(images)}", flush=True)
    return Features(*(torch.cat(parts) for parts in zip(*seen, strict=True)))


def see_views(
    model: GarmentNetwork, photos: Sequence[Photo], compressed: Sequence[Callable[[], Image.Image]]
) -> list[Features]:
    """See each photo as it is, then compressed, and then all its other views."""
    plain = look_at(model, [photo.open for photo in photos])
    masks = plain.garment.numpy()

    def see(view: str) -> Features:
        with torch.inference_mode():
            count = range(len(photos))
            return look_at(model, [partial(make_view, view, n, photos, masks) for n in count])

    with ThreadPoolExecutor(2) as pool:
        return [plain, look_at(model, compressed), *pool.map(see, VIEWS)]


def see_photos(folder: Path, files: Sequence[str]) -> tuple[list[Features], Floats, float]:
    """See all views of the photos; returns them, and what tells where the garment is."""
    photos = [Photo(folder / file, open_picture(folder / file, EDGE).image) for file in files]
    network = load_network(find_weights())
    finder, threshold = learn_finder(network, photos)
    model = GarmentNetwork(network, torch.from_numpy(finder), threshold)
    with torch.inference_mode():
        compressed = [partial(compress, folder, file) for file in files]
        return see_views(model, photos, compressed), finder, threshold


def main() -> None:
    """Learn from the folder named on the command line, and store it, or tell of the splits."""
    torch.set_num_threads(1)
    files, known = read_photos(Path(sys.argv[1]))
    seen, finder, threshold = see_photos(Path(sys.argv[1]), files)
    seen = [Features(*(part.clone() for part in view)) for view in seen]  # for gradients to pass
    if "--splits" in sys.argv:
        for line in report(seen, files, known, read_queries(Path(sys.argv[1]))):
            print(line, flush=True)
        return
    heads = learn_heads(seen, known)
    learned = Learned(finder.astype(np.float16), np.array(threshold, np.float32), *heads)
    np.savez(TARGET, **learned._asdict())
    print(f"{TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()

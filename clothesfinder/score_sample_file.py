"""What the scores of a gallery are compared with, in a small file beside the indexes."""

from __future__ import annotations

import logging
import os
import tempfile
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from clothesfinder.index_files import scores_file
from clothesfinder.score_sample import LEAST, ScoreSample
from clothesfinder.settings import make_private_folder

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

FORM = 1
"""Changes when what the arrays mean does."""


def write_sample(gallery: Path, sample: ScoreSample) -> None:
    """Write a sample, whole or not at all; where the disk has no room, all goes on without."""
    unfinished = None
    try:
        file = scores_file(gallery)
        make_private_folder(file.parent)
        number, unfinished = tempfile.mkstemp(".unfinished", f"{file.name}.", file.parent)
        with os.fdopen(number, "wb") as raw:
            np.savez(raw, form=FORM, **sample._asdict())
        Path(unfinished).replace(file)
    except OSError as error:
        log.warning("what scores are compared with cannot be kept: %s", error)
        if unfinished is not None:
            with suppress(OSError):
                Path(unfinished).unlink()


def read_sample(gallery: Path) -> ScoreSample | None:
    """Read what was written; None where there is no such thing, or it is damaged."""
    try:
        with scores_file(gallery).open("rb") as raw, np.load(raw, allow_pickle=False) as arrays:
            return _checked({name: arrays[name] for name in (*ScoreSample._fields, "form")})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None
    except NotImplementedError:  # damaged so that it seems to be packed in an unknown way
        return None


def forget_sample(gallery: Path) -> None:
    """Delete what was written."""
    with suppress(OSError):
        scores_file(gallery).unlink(missing_ok=True)


def move_sample(gallery: Path, folder: Path) -> None:
    """Let it go by the folder where the gallery lies now."""
    with suppress(OSError):
        scores_file(gallery).replace(scores_file(folder))


def _checked(arrays: dict[str, NDArray[Any]]) -> ScoreSample:
    """Raise ValueError where these are not the arrays of a sample that fit each other."""
    if int(arrays.pop("form")) != FORM:
        raise ValueError("of another version")
    space, of = str(arrays.pop("space")), int(arrays.pop("of"))
    sample = ScoreSample(space, of, **arrays)
    vectors, starts, copies, copied = sample[2:]
    fits = (
        vectors.ndim == copies.ndim == 2
        and vectors.dtype == copies.dtype == np.float32
        and vectors.shape[1] == copies.shape[1]
        and len(starts) >= LEAST
        and starts[0] == 0
        and (np.diff(starts) > 0).all()
        and starts[-1] < len(vectors)
        and len(copied) == len(copies) > 0
        and copied.min() >= 0
        and copied.max() < len(starts)
    )
    if not fits:
        raise ValueError("no sample")
    return sample

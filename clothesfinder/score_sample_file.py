"""What the scores of a gallery are compared with, in a small file beside the indexes."""

from __future__ import annotations

import logging
import os
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np

from clothesfinder.index_files import scores_file
from clothesfinder.score_sample import LEAST, ScoreSample
from clothesfinder.settings import make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

log = logging.getLogger(__name__)

FORM = 1
"""Changes when what the arrays mean does."""


def write_sample(gallery: Path, sample: ScoreSample) -> None:
    """Write a sample, whole or not at all; where the disk has no room, all goes on without."""
    unfinished = _unfinished(gallery)
    try:
        make_private_folder(unfinished.parent)
        number = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(number, "wb") as raw:
            np.savez(raw, form=FORM, **sample._asdict())
        unfinished.replace(scores_file(gallery))
    except OSError as error:
        log.warning("what scores are compared with cannot be kept: %s", error)
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


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
    for file in (scores_file(gallery), _unfinished(gallery)):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def move_sample(gallery: Path, folder: Path) -> None:
    """Let it go by the folder where the gallery lies now."""
    with suppress(OSError):
        scores_file(gallery).replace(scores_file(folder))


def _unfinished(gallery: Path) -> Path:
    """Where it is written at first; what a killed program left there is written over."""
    return scores_file(gallery).with_suffix(".scores-unfinished")


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

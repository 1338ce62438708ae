"""A matrix in a file beside the index, from which a large gallery is opened in a second.

It holds nothing that is not made of the index, so it is never repaired and never waited for: where
it is missing, cut short, damaged or of another space, the vectors are read from the index. It is
what numpy calls an npz, with its sums that tell damage; who writes it moves it into its place
whole.
"""

from __future__ import annotations

import glob
import os
import tempfile
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np

from clothesfinder.coded_rows import BLOCK, Row
from clothesfinder.matrix import Matrix
from clothesfinder.quantised import Quantised

if TYPE_CHECKING:
    from collections.abc import Generator


FORM = 1
"""Changes when what the arrays mean does."""
UNFINISHED = ".unfinished"
OLD = 3600.0
"""Seconds after which a file that was not finished is left from a program that was killed."""


def matrix_file(index: Path) -> Path:
    """Where the matrix of an index lies."""
    return Path(f"{index}-vectors")


def forget_matrix(index: Path) -> None:
    """Delete what lies beside an index, finished or not."""
    matrix_file(index).unlink(missing_ok=True)
    _delete_unfinished(matrix_file(index), older=0.0)


def write_matrix(matrix: Matrix, space: str, file: Path) -> Generator[None, None, bool]:
    """Write a matrix as it is now, the user's alone; each turn is the caller's, who may change it.

    Gives whether it is there now; where the disk has no room, what was there stays.
    """
    row, blocks = matrix.content()
    name = np.array([space, str(FORM), str(matrix.dimension)])
    arrays = {"space": name, **row._asdict()}
    arrays |= {f"codes-{number}": block for number, block in enumerate(blocks)}
    unfinished = None
    try:
        _delete_unfinished(file, OLD)
        number, unfinished = tempfile.mkstemp(UNFINISHED, f"{file.name}.", file.parent)
        with os.fdopen(number, "wb") as raw, zipfile.ZipFile(raw, "w") as packed:
            for key, array in arrays.items():
                with packed.open(f"{key}.npy", "w", force_zip64=True) as member:
                    np.lib.format.write_array(member, array, allow_pickle=False)
                yield
        Path(unfinished).replace(file)
    except OSError:
        return False
    finally:
        if unfinished is not None:
            with suppress(OSError):
                Path(unfinished).unlink()
    return True


def read_matrix(file: Path, space: str, dimension: int) -> Generator[None, None, Matrix | None]:
    """Read what was written of this space; None where there is no such thing, or it is damaged."""
    try:
        with file.open("rb") as raw:
            return (yield from _read(raw, [space, str(FORM), str(dimension)], Matrix(dimension)))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None
    except NotImplementedError:  # damaged so that it seems to be packed in an unknown way
        return None


def _read(raw: IO[bytes], name: list[str], matrix: Matrix) -> Generator[None, None, Matrix]:
    with np.load(raw, allow_pickle=False) as arrays:
        if arrays["space"].tolist() != name:
            raise ValueError("another space")
        row = Row(*(arrays[column] for column in Row._fields))
        parts, pictures, scales, errors = row
        fits = [(column.dtype, column.shape) for column in row]
        if fits != [(column.dtype, parts.shape) for column in Row.room(0)]:
            raise ValueError("no columns of rows")
        if (np.diff(parts) <= 0).any():
            raise ValueError("parts that do not rise")
        for number, start in enumerate(range(0, len(parts), BLOCK)):
            at = slice(start, start + BLOCK)
            codes = arrays[f"codes-{number}"]
            if codes.dtype != np.int8 or codes.shape != (len(parts[at]), matrix.dimension):
                raise ValueError("no codes")
            matrix.append(parts[at], pictures[at], Quantised(codes, scales[at], errors[at]))
            yield
    return matrix


def _delete_unfinished(file: Path, older: float) -> None:
    for left in file.parent.glob(f"{glob.escape(file.name)}.*{UNFINISHED}"):
        with suppress(OSError):
            if left.stat().st_mtime <= time.time() - older:
                left.unlink()

r"""The documents of the original scripts: what each says of a picture, and whether it can be used.

Each is ``{_id: ObjectId, image_name: "folder\\file.jpg", embedding: [512 doubles]}``. The scripts
were run more than once, so a name may occur again; the newest document that can be used counts.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from bson.codec_options import CodecOptions, DatetimeConversion

from clothesfinder.original_model import DIMENSION
from clothesfinder.original_paths import cleaned, located
from clothesfinder.store import Failure, Stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clothesfinder.atlas_rows import Row
    from clothesfinder.images import File
    from clothesfinder.store import Vector

FIELDS = {"image_name": 1, "embedding": 1}
AS_IT_IS: CodecOptions[Row] = CodecOptions(
    datetime_conversion=DatetimeConversion.DATETIME_AUTO, unicode_decode_error_handler="replace"
)
"""Reads documents of others' programs, too: times beyond the year 9999, and text that is none."""
IS_LIST = {"$isArray": "$embedding"}
SUMMARIES: list[dict[str, Any]] = [
    {"$sort": {"_id": -1}},
    {
        "$project": {
            "image_name": 1,
            "numbers": {"$cond": [IS_LIST, {"$size": "$embedding"}, None]},
            # In MongoDB's order a NaN comes before all numbers, and what is no number after them,
            # so these two tell of all 512. Only nulls are passed over by them.
            "least": {"$cond": [IS_LIST, {"$min": "$embedding"}, None]},
            "most": {"$cond": [IS_LIST, {"$max": "$embedding"}, None]},
            "nulls": {"$cond": [IS_LIST, {"$in": [None, "$embedding"]}, None]},
        }
    },
]
"""Tell of each document, the newest first, what is needed to know it without its vector."""

NO_NAME = "Document {} of the original scripts names no picture."
NO_VECTOR = "The original scripts stored no vector for it."
OTHER_LENGTH = "The vector that the original scripts stored has {} numbers instead of 512."
NO_NUMBER = "The vector that the original scripts stored holds something that is no number."
NOT_FINITE = "The vector that the original scripts stored holds a number that is not finite."
ALL_ZERO = "The vector that the original scripts stored is all zero."
DELETED = "The document of the original scripts was deleted meanwhile."


class Known(NamedTuple):
    """What a collection holds."""

    documents: int
    keys: dict[str, Any]
    """For each picture that can be used, by its path, the key of its document."""
    paths: dict[Any, str]
    """For each document, by its key, the path of its picture, whether it counts or not."""
    failures: dict[str, Failure]
    """By path: the documents that cannot be used."""


def known(summaries: Iterable[Row], files: Mapping[str, File]) -> Known:
    """Work out what the documents, the newest first, tell of which of the gallery's files."""
    rows = list(summaries)
    names = {row["_id"]: _name(row) for row in rows}
    places = located(filter(None, names.values()), files)
    told = Known(len(rows), {}, {}, {})
    unusable = []
    for row in rows:
        path = told.paths[row["_id"]] = places.get(names[row["_id"]], "")
        if not path or reason_against(row):
            unusable.append(row)
        else:
            told.keys.setdefault(path, row["_id"])
    for row in unusable:
        path = told.paths[row["_id"]]
        reason = reason_against(row) if path else NO_NAME.format(row["_id"])
        note_failure(told, row["_id"], reason, files)
    return told


def note_failure(told: Known, key: object, reason: str, files: Mapping[str, File]) -> None:
    """Note that a document cannot be used, under a path of its own.

    That is the picture's, unless another document counts for the picture: each is told.
    """
    path = told.paths[key]
    time, size, _ = stamp_of(key, files.get(path))
    if not path or path in told.keys or path in told.failures:
        path = f"{path} (document {key})".lstrip()
    told.failures[path] = Failure(path, time, size, reason)


def _name(row: Row) -> str:
    name = row.get("image_name")
    return cleaned(name) if isinstance(name, str) else ""


def reason_against(summary: Row) -> str:
    """Say why the document's vector cannot be used; nothing where it can."""
    if summary["numbers"] is None:
        return NO_VECTOR
    if summary["numbers"] != DIMENSION:
        return OTHER_LENGTH.format(summary["numbers"])
    bounds = summary["least"], summary["most"]
    if summary["nulls"] or not all(map(_is_number, bounds)):
        return NO_NUMBER
    if not all(map(math.isfinite, bounds)):
        return NOT_FINITE
    return "" if any(bounds) else ALL_ZERO


def vector_of(row: Row) -> Vector | None:
    """Return the vector at unit length, or None where it cannot be used after all."""
    try:
        numbers = np.asarray(row["embedding"], np.float64)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    length = float(np.linalg.norm(numbers)) if numbers.shape == (DIMENSION,) else 0.0
    if not 0 < length < math.inf:  # a NaN is neither
        return None
    return np.asarray(numbers / length, np.float32)


def stamp_of(key: object, file: File | None) -> Stamp:
    """Return a stamp that no file has; its time and size are the file's where that is at hand."""
    time, size = (file.mtime_ns, file.size) if file else (0, 0)
    return Stamp(time, size, f"mongodb:{key}")


def is_original(row: Row) -> bool:
    """Whether a document looks like the scripts'."""
    vector = row.get("embedding")
    return (
        isinstance(row.get("image_name"), str)
        and isinstance(vector, list)
        and len(vector) == DIMENSION
        and all(map(_is_number, vector))
    )


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)

"""The documents that a gallery is in MongoDB, and how entries become them and come back.

All galleries share one collection. A *head* is the first part of a picture with its stamp; its key
is the gallery and the path, so that it replaces whatever was known of the path, a failure too. A
picture's further parts name their head. A head without a stamp is *pending*: its parts are being
written, and until the stamp is there the picture does not count as stored.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
from bson.binary import VECTOR_SUBTYPE, Binary
from bson.int64 import Int64

from clothesfinder.store import Box, Entry, Failure, Stamp, Vector

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = dict[str, Any]

PICTURE, PART, PENDING, FAILURE = "picture", "part", "pending", "failure"
FLOAT32_HEADER = b"\x27\x00"
"""Before the numbers of a BSON vector of float32: its type, and no padding."""
FLOAT32 = np.dtype("<f4")
UNFINISHED = Stamp(-1, -1, "")
"""The stamp of a pending picture: no file is like it, so the next indexing does it again."""


def text_of(path: str) -> str:
    """Return the path as text for BSON; what is no text in it becomes a mark and a number."""
    return re.sub("[\x01\ud800-\udfff]", lambda found: f"\x01{ord(found[0]):04x}", path)


def path_of(text: str) -> str:
    """Return the path that became this text."""
    return re.sub("\x01([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def head_id(gallery: str, path: str) -> str:
    """Return the key of a picture, and of a failure: a path is one or the other."""
    return f"{text_of(gallery)}/{text_of(path)}"


def packed(vector: Vector) -> Binary:
    """Return the vector as BSON has it: a third of what an array of doubles takes."""
    return Binary(FLOAT32_HEADER + vector.astype(FLOAT32).tobytes(), VECTOR_SUBTYPE)


def unpacked(value: bytes) -> Vector:
    """Return the vector that was packed."""
    return np.frombuffer(value, FLOAT32, offset=len(FLOAT32_HEADER)).astype(np.float32)


def picture_rows(gallery: str, parts: Sequence[Entry]) -> list[Row]:
    """Return the rows of one picture, its head first."""
    rows = [_part_row(gallery, entry) for entry in parts]
    first = parts[0]
    head = head_id(gallery, first.path)
    for number, row in enumerate(rows[1:], 1):
        row.update(_id=f"{head}//{number}", kind=PART, head=head, number=number)
    stamp = {"mtime_ns": Int64(first.stamp.mtime_ns), "size": Int64(first.stamp.size)}
    rows[0].update(
        _id=head,
        kind=PICTURE,
        parts=len(parts),
        stamp={**stamp, "digest": first.stamp.digest},
        pixels=[first.width, first.height],
    )
    return rows


def _part_row(gallery: str, entry: Entry) -> Row:
    path = text_of(entry.path)
    return {
        "gallery": text_of(gallery),
        "path": path,
        "folders": list(accumulate(path.split("/")[:-1], "{}/{}".format)),
        "box": list(entry.part),
        "embedding": packed(entry.vector),
    }


def pending_row(head: Row) -> Row:
    """Return what stands in for a head while the picture's parts are being written."""
    return {key: head[key] for key in ("_id", "gallery", "path")} | {"kind": PENDING}


def failure_row(gallery: str, failure: Failure) -> Row:
    """Return the row of a file that could not be indexed."""
    return {
        "_id": head_id(gallery, failure.path),
        "kind": FAILURE,
        "gallery": text_of(gallery),
        "path": text_of(failure.path),
        "mtime_ns": Int64(failure.mtime_ns),
        "size": Int64(failure.size),
        "reason": failure.reason,
    }


def failure_of(row: Row) -> Failure:
    """Return the failure that became this row."""
    return Failure(path_of(row["path"]), int(row["mtime_ns"]), int(row["size"]), row["reason"])


def stamp_of(row: Row) -> Stamp:
    """Return the stamp of a head; one that no file has where the picture is pending."""
    if "stamp" not in row:
        return UNFINISHED
    stamp = row["stamp"]
    return Stamp(int(stamp["mtime_ns"]), int(stamp["size"]), stamp["digest"])


def entry_of(row: Row, head: Row) -> Entry:
    """Return the entry of one part of a picture."""
    return Entry(
        path_of(row["path"]),
        Box(*row["box"]),
        stamp_of(head),
        unpacked(row["embedding"]),
        *head["pixels"],
    )

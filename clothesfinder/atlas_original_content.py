"""What a collection of the original scripts holds, and which of its pictures the folder has.

Both are looked at once, when they are first asked for.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from clothesfinder.atlas_errors import attempt
from clothesfinder.atlas_filter import Facts
from clothesfinder.atlas_original_rows import FIELDS, SUMMARIES, Known, known
from clothesfinder.images import File, measure
from clothesfinder.problem import Problem
from clothesfinder.settings import data_folder
from clothesfinder.walk import find_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pymongo.collection import Collection

    from clothesfinder.atlas_rows import Row

SUMMARIES_AT_ONCE = 2_000  # the server reads 13 MB of vectors for so many


class OriginalContent:
    """Raises Problem where the server or the way to it fails it."""

    def __init__(self, rows: Collection[Row], gallery: Path) -> None:
        self._rows = rows
        self._gallery = gallery
        self._files: dict[str, File] | None = None
        self._known: Known | None = None

    def files(self) -> dict[str, File]:
        """The pictures in the gallery's folder, by path; none where it is not at hand."""
        if self._files is None:
            found = find_pictures(self._gallery, skip=data_folder())
            self._files = {file.path: file for file in found if isinstance(file, File)}
        return self._files

    def known(self) -> Known:
        """What the documents tell of their pictures, without their vectors."""
        if self._known is None:
            files = self.files()
            rows = attempt(
                lambda: list(self._rows.aggregate(SUMMARIES, batchSize=SUMMARIES_AT_ONCE))
            )
            self._known = known(rows, files)
        return self._known

    def look_again(self) -> None:
        """Look at the collection anew when it is next asked for: the scripts ran meanwhile."""
        self._known = None

    def documents(self, keys: Iterable[Any]) -> dict[Any, Row]:
        """The documents of these keys, with their vectors; what is not there is left out."""
        wanted = {"_id": {"$in": list(keys)}}
        return {row["_id"]: row for row in attempt(lambda: list(self._rows.find(wanted, FIELDS)))}

    def measured(self, path: str) -> tuple[int, int]:
        """The width and height of a picture, upright, in pixels; 0 where it cannot be opened."""
        if path in self.files():
            with suppress(Problem):
                return measure(self._gallery / path)
        return 0, 0

    def times(self, paths: Iterable[str]) -> dict[str, Facts]:
        """When the files of these pictures were changed last; those not at hand are left out."""
        files = self.files()
        return {path: Facts(files[path].mtime_ns, 0, 0) for path in paths if path in files}

    def facts(self, paths: Iterable[str]) -> dict[str, Facts]:
        """What `times` tells, and how large they are: each file is opened."""
        times = self.times(paths)
        return {path: Facts(one.mtime_ns, *self.measured(path)) for path, one in times.items()}

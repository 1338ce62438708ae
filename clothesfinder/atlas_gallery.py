"""The row of a gallery: of which space its vectors are, for all computers that share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.atlas_errors import attempt
from clothesfinder.atlas_rows import Row, text_of
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from pymongo.collection import Collection

    from clothesfinder.store import Space

SCHEMA_VERSION = 1
NEVER_ASKED = ""
OTHER_SPACE = (
    "Another computer has begun to index this gallery with another model, or has forgotten it."
    " Use the same version of Clothesfinder on both, then index again."
)


class GalleryRow:
    """Reads and writes the row. Raises Problem where the server fails it."""

    def __init__(self, rows: Collection[Row], name: str) -> None:
        self._rows = rows
        self._name = name
        self._own = {"_id": text_of(name)}
        self._seen: str | None = NEVER_ASKED
        """The space that this program knows of."""

    def check(self, *, create: bool) -> None:
        """Raise Problem where the database cannot be read, or the gallery not be used."""
        row = self._read()
        if row is None and not create:
            raise Problem(
                f"“{self._name}” is not indexed in this MongoDB database yet. Index this folder"
                " first, or check under which name the gallery is shared."
            )
        if row is not None and row.get("schema", 0) > SCHEMA_VERSION:
            raise Problem(
                "This gallery was indexed by a newer Clothesfinder. Install the newest version to"
                " use it."
            )

    def space(self) -> str | None:
        """Return the space of the gallery's vectors; None where there is none, or just no more."""
        row = self._read()
        self._seen = None if row is None else row["space"]
        return self._seen

    def dimension(self) -> int:
        """Return the dimension of the gallery's space, which another computer may have changed."""
        row = self._read()
        space = None if row is None else row["space"]
        if self._seen and space != self._seen:
            raise Problem(OTHER_SPACE)
        if row is None or space is None:
            raise ValueError("reset() names the space before anything is stored")
        return int(row["dimension"])

    def has_become(self, space: Space) -> bool:
        """Whether another program has given it this space since this one asked for it."""
        row = self._read()
        if row is None or self._seen in (NEVER_ASKED, str(space)) or row["space"] != str(space):
            return False
        self._seen = str(space)
        return True

    def empty(self, dimension: int) -> None:
        """Have it be of no space, of this dimension."""
        self._write({"space": None, "dimension": dimension})

    def name_space(self, space: Space) -> None:
        """Have it be of this space."""
        self._write({"space": str(space), "dimension": space.dimension})
        self._seen = str(space)

    def forget_space(self) -> None:
        """Have it be of no space, where it is there at all."""
        attempt(lambda: self._rows.update_one(self._own, {"$set": {"space": None}}), writing=True)

    def delete(self) -> None:
        """Delete the row."""
        attempt(lambda: self._rows.delete_one(self._own), writing=True)

    def _read(self) -> Row | None:
        return attempt(lambda: self._rows.find_one(self._own))

    def _write(self, row: Row) -> None:
        change = {"$set": {"schema": SCHEMA_VERSION, **row}}
        attempt(lambda: self._rows.update_one(self._own, change, upsert=True), writing=True)

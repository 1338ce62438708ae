"""Searches that were given a name, in a folder beside the indexes, for this user alone to read.

One small file lists them; a picture that has no file of its own lies beside it, by its digest.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from clothesfinder.emphasis import FROM, TO, Emphasis
from clothesfinder.filter import EVERYTHING, LATEST_NS, SHAPES, Filter
from clothesfinder.orientation import Orientation
from clothesfinder.own_file import write_own
from clothesfinder.problem import Problem
from clothesfinder.query import Query, query_of
from clothesfinder.settings import data_folder, make_private_folder
from clothesfinder.store import Box
from clothesfinder.terms import MOST_TERMS, Term

log = logging.getLogger(__name__)

FORM = 1
"""Changes when what is written means something else."""
MOST = 200
LONGEST_NAME = 100
MOST_BYTES = 256 * 2**20
"""Of pictures that have no file of their own, in all saved searches together."""
HEAVIEST = 10.0
"""A weight that makes sense still."""

NO_NAME = "Give the search a name."
TOO_MANY = f"At most {MOST} searches are kept. Delete one first."
NO_ROOM = (
    f"The pictures of this search have no files of their own, and at most {MOST_BYTES // 2**20} MB"
    " of such are kept. Delete a saved search first."
)
NOT_THERE = "There is no saved search “{}” any more."
TAKEN = "There is a saved search “{}” already. Choose another name."
DAMAGED = "The saved search “{}” is damaged and cannot be used. Delete it, and save it again."
ALL_DAMAGED = (
    "The list of saved searches was damaged and cannot be read. It was set aside as {}; searches"
    " that you save now go into a new one."
)
NEWER = "The saved searches were written by a newer version of Clothesfinder. Use that one."
NOT_WRITTEN = "The search could not be saved: {}. Check the disk, then try again."

_Record = dict[str, Any]


class SavedSearch(NamedTuple):
    """A query with all that was added to it, and what counted."""

    query: Query
    emphasis: Emphasis
    among: Filter = EVERYTHING
    """Which pictures might be found."""


class SavedSearches:
    """Reads and writes them; nothing is kept in memory. Any thread may, one at a time."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder, where it is not the usual one."""
        self._folder = folder or data_folder() / "searches"

    def names(self) -> list[str]:
        """Return what they are called, the newest first. Raises Problem where none can be read."""
        return [record["name"] for record in self._read()]

    def load(self, name: str) -> SavedSearch:
        """Read one with its pictures. Raises Problem where it is not there, or is damaged."""
        record = _find(self._read(), name)
        try:
            terms = [self._term(one) for one in record["terms"]]
            emphasis = Emphasis(**{k: _number(v, FROM, TO) for k, v in record["emphasis"].items()})
            (main, *others) = terms[: MOST_TERMS + 1]
            among = _filter(record.get("among", {}))
        except (KeyError, TypeError, ValueError, AttributeError, OSError) as error:
            log.warning("a saved search cannot be read: %r", error)
            raise Problem(DAMAGED.format(_shown(name))) from error
        return SavedSearch(query_of(main, tuple(others)), emphasis, among)

    def save(self, name: str, query: Query, emphasis: Emphasis, among: Filter = EVERYTHING) -> None:
        """Keep this under a name; one of the same name is replaced.

        Raises Problem where there is no room for it.
        """
        name = _checked(name)
        others = [record for record in self._read() if record["name"] != name]
        if len(others) >= MOST:
            raise Problem(TOO_MANY)
        record = {
            "name": name,
            "emphasis": emphasis._asdict(),
            "among": among._asdict(),
            "terms": [self._record(term) for term in query.terms],
        }
        sources = [term.source for term in query.terms if term.text is None]
        pictures = {digest_of(data): data for data in sources if isinstance(data, bytes)}
        if self._bytes_of(others, pictures) > MOST_BYTES:
            raise Problem(NO_ROOM)
        try:
            for digest, data in pictures.items():
                if not self._picture(digest).is_file():
                    self._put(self._picture(digest), data)
        except OSError as error:
            raise Problem(NOT_WRITTEN.format(error.strerror or "unknown error")) from error
        self._write([record, *others])

    def rename(self, name: str, new: str) -> None:
        """Give one another name. Raises Problem where that is taken."""
        new, records = _checked(new), self._read()
        record = _find(records, name)
        if any(other["name"] == new for other in records if other is not record):
            raise Problem(TAKEN.format(_shown(new)))
        record["name"] = new
        self._write(records)

    def delete(self, name: str) -> None:
        """Forget one; files of pictures are only deleted where they were kept for it alone."""
        self._write([record for record in self._read() if record["name"] != name])

    # --- the files

    @property
    def _file(self) -> Path:
        return self._folder / "searches.json"

    def _picture(self, digest: str) -> Path:
        return self._folder / "pictures" / digest

    def _read(self) -> list[_Record]:
        """Every record that has a name, as it was written, for a newer version may know more."""
        try:
            written = json.loads(self._file.read_bytes())
            if not isinstance(written["form"], int) or not isinstance(written["searches"], list):
                raise TypeError("not a list of searches")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Problem(f"The saved searches cannot be read: {error.strerror}.") from error
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Problem(ALL_DAMAGED.format(_shown(str(self._set_aside())))) from error
        if written["form"] > FORM:
            raise Problem(NEWER)
        records = written["searches"]
        return [r for r in records if isinstance(r, dict) and isinstance(r.get("name"), str)]

    def _set_aside(self) -> Path:
        number = 1
        while (place := self._folder / f"damaged-{number}.json").exists():
            number += 1
        with suppress(OSError):
            self._file.replace(place)
        return place

    def _write(self, records: list[_Record]) -> None:
        try:
            self._put(self._file, json.dumps({"form": FORM, "searches": records}).encode())
        except OSError as error:
            raise Problem(NOT_WRITTEN.format(error.strerror or "unknown error")) from error
        needed = _digests(records)
        with suppress(OSError):  # what is left over is deleted with the next change
            for file in (self._folder / "pictures").iterdir():
                if file.name not in needed:
                    file.unlink(missing_ok=True)

    def _put(self, file: Path, data: bytes) -> None:
        """Write a file whole or not at all, for this user alone to read."""
        make_private_folder(file.parent)
        write_own(file, data)

    def _bytes_of(self, records: list[_Record], pictures: dict[str, bytes]) -> int:
        size = sum(map(len, pictures.values()))
        for digest in _digests(records) - pictures.keys():
            with suppress(OSError):
                size += self._picture(digest).stat().st_size
        return size

    # --- the records

    def _record(self, term: Term) -> _Record:
        record: _Record = {"name": term.name, "box": list(term.box), "weight": term.weight}
        record["orientation"] = list(term.orientation)
        if term.text is not None:
            return record | {"text": term.text}
        if isinstance(term.source, bytes):
            return record | {"picture": digest_of(term.source)}
        return record | {"path": os.fspath(term.source)}

    def _term(self, record: _Record) -> Term:
        """Raise one of several errors where this is no record of a term."""
        name, text, source = str(record["name"]), None, b""
        box = Box(*(_number(end, 0, 1) for end in record["box"]))
        if not (box.left < box.right and box.top < box.bottom):
            raise ValueError("an empty box")
        weight = _number(record["weight"], -HEAVIEST, HEAVIEST)
        quarters, is_mirrored = record["orientation"]
        held = Orientation(int(_number(quarters, 0, 3)), bool(is_mirrored))
        if "text" in record:
            text = str(record["text"])
        elif "path" in record:
            return Term(Path(record["path"]), name, box, weight, orientation=held)
        else:
            source = self._picture(record["picture"]).read_bytes()
            if digest_of(source) != record["picture"]:
                raise ValueError("a damaged picture")
        return Term(source, name, box, weight, text, held)


def digest_of(data: bytes) -> str:
    """What a kept picture is called."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _digests(records: list[_Record]) -> set[str]:
    found = set()
    for record in records:
        terms = record.get("terms")
        for term in terms if isinstance(terms, list) else ():
            if isinstance(term, dict) and isinstance(term.get("picture"), str):
                found.add(term["picture"])
    return found


def _find(records: list[_Record], name: str) -> _Record:
    for record in records:
        if record["name"] == name:
            return record
    raise Problem(NOT_THERE.format(_shown(name)))


def _checked(name: str) -> str:
    name = name.strip()[:LONGEST_NAME].strip()
    if not name:
        raise Problem(NO_NAME)
    return name


def _number(value: object, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("not a number")
    if not (math.isfinite(value) and least <= value <= most):
        raise ValueError("out of bounds")
    return float(value)


def _filter(record: _Record) -> Filter:
    """Raise one of several errors where this is no record of a filter."""
    among = Filter(**record)
    if among.shape not in ("", *SHAPES):
        raise ValueError("no such shape")
    for time_ns in (among.since_ns, among.until_ns):
        if time_ns is not None and not (type(time_ns) is int and abs(time_ns) <= LATEST_NS):
            raise TypeError("no time")
    for score in (among.least, among.most):
        if score is not None:
            _number(score, -1, 1)
    return among._replace(folder=str(among.folder), name=str(among.name))


def _shown(name: str) -> str:
    return name.encode(errors="replace").decode()

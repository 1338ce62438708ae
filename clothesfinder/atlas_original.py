"""A collection that the original scripts filled, searched as it is and never changed.

Only a search index of our own is added beside the old one. To go on with such a gallery, with new
and changed pictures, it is copied into a store of our own (see `transfer`).
"""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import Primary

from clothesfinder.atlas_connection import connect
from clothesfinder.atlas_errors import attempt
from clothesfinder.atlas_filter import MOST_READ, Asked, Sieve, search_passing
from clothesfinder.atlas_index import SearchIndex
from clothesfinder.atlas_original_content import OriginalContent
from clothesfinder.atlas_original_errors import INDEX, own_words
from clothesfinder.atlas_original_rows import (
    AS_IT_IS,
    DELETED,
    FIELDS,
    NO_NUMBER,
    is_original,
    note_failure,
    stamp_of,
    vector_of,
)
from clothesfinder.atlas_pictures import batches
from clothesfinder.filter import EVERYTHING
from clothesfinder.original_model import DIMENSION, SPACE
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, Entry, Failure, Match, Ranked, Space, Stamp, Vector
from clothesfinder.turns import finished

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from pymongo.collection import Collection
    from pymongo.database import Database

    from clothesfinder.atlas_address import Address
    from clothesfinder.atlas_rows import Row
    from clothesfinder.filter import Filter

LOOKED_AT = 20
"""Documents of which one must look like the scripts', as a few may be spoilt."""
NOT_CHANGED = (
    "This gallery was made by the original scripts, and Clothesfinder does not change it. Convert"
    " it first: clothesfinder move copies it into a gallery that can be changed."
)
NOT_THEIRS = (
    "{} holds no documents of the original scripts. In Atlas, look under Browse Collections for the"
    " database and the collection that they filled."
)


class OriginalStore:
    """A Store that can only be read. Raises Problem where the server or the way to it fails it.

    What the collection holds is looked at again when a search finds what was not there before.
    """

    def __init__(self, address: Address, gallery: Path) -> None:
        self._place = address.place
        self._client = connect(address.uri)
        options: dict[str, Any] = {
            "read_preference": Primary(),
            "read_concern": ReadConcern("local"),  # the only one that search takes
            "codec_options": AS_IT_IS,
        }
        database: Database[Row] = self._client.get_database(address.database)
        self._rows: Collection[Row] = database.get_collection(address.collection, **options)
        self._index = SearchIndex(self._rows, INDEX, DIMENSION)
        self._content = OriginalContent(self._rows, gallery)

    @property
    def name(self) -> str:
        """Hosts, database and collection; never the user or the password."""
        return f"{self._place} (original scripts)"

    def check(self, *, create: bool) -> None:
        """Raise Problem where the collection cannot be read, or is not the scripts'.

        It is the same whether ``create`` or not: nothing is ever created but the index.
        """
        del create
        if not any(map(is_original, attempt(self._first))):
            raise Problem(NOT_THEIRS.format(self._place))

    def _first(self) -> list[Row]:
        return list(self._rows.find({}, FIELDS).limit(LOOKED_AT))

    @property
    def thumbnails(self) -> None:
        """See Store; the original scripts kept none."""
        return None

    def space(self) -> str:
        """See Store. The documents do not say which weights made them."""
        return str(SPACE)

    def stamps(self) -> dict[str, Stamp]:
        """See Store. The time and size are those of the file today, the digest is no file's."""
        files = self._content.files()
        return {
            path: stamp_of(key, files.get(path)) for path, key in self._content.known().keys.items()
        }

    def failures(self) -> list[Failure]:
        """See Store: the documents that cannot be used, each with its reason."""
        return sorted(self._content.known().failures.values())

    def count(self) -> int:
        """See Store."""
        return len(self._content.known().keys)

    def entries(self, paths: Iterable[str]) -> list[Entry]:
        """See Store. A picture has no width and height (0) where its file is not at hand."""
        content, files = self._content.known(), self._content.files()
        found: list[Entry] = []
        for batch in batches(paths):
            keys = {path: content.keys[path] for path in batch if path in content.keys}
            rows = self._content.documents(keys.values())
            for path, key in keys.items():
                vector = vector_of(rows.get(key, {}))
                if vector is None:  # which its summary did not tell, or it was deleted meanwhile
                    del content.keys[path]
                    note_failure(content, key, NO_NUMBER if key in rows else DELETED, files)
                    continue
                stamp = stamp_of(key, files.get(path))
                found.append(Entry(path, WHOLE, stamp, vector, *self._content.measured(path)))
        return found

    def sample(self, count: int) -> list[str]:
        """See Store."""
        paths = list(self._content.known().keys)
        return random.sample(paths, min(count, len(paths)))

    def ready(self) -> Iterator[None]:
        """See Store: that is the server's."""
        return iter(())

    def search(self, vector: Vector, limit: int, among: Filter = EVERYTHING) -> list[Match]:
        """See Store. Raises Problem where the search index is being built, or cannot be made.

        Pictures whose files are not at hand are of no date and no shape. Of more than 10,000
        documents, see `atlas_filter`.
        """
        return finished(self.search_in_turns(vector, limit, among)).matches

    def search_in_turns(
        self, vector: Vector, limit: int, among: Filter = EVERYTHING
    ) -> Generator[None, None, Ranked]:
        """See Index, and `search`. Nothing is kept: the server searches anew."""
        there_are = len(self._passing_so_far(among)) if limit > 0 else 0
        if not there_are:
            return Ranked([])
        yield
        facts = self._content.facts if among.shape else self._content.times

        def all_passing() -> list[str]:
            paths = self._passing_so_far(among)
            return Sieve(among, facts).paths(paths) if len(paths) <= MOST_READ else paths

        find = partial(self._find, vector)
        asked = Asked(find, self._matches, facts, all_passing, self.entries)
        return search_passing(asked, vector, among, limit, there_are)

    def count_among(self, among: Filter) -> int | None:
        """See Store. Every file would have to be opened to tell its shape."""
        return None if among.shape else len(self._passing_so_far(among))

    def folders(self) -> Generator[None, None, set[str]]:
        """See Store."""
        yield
        return {path.rpartition("/")[0] for path in self._content.known().keys}

    def make_index(self) -> None:
        """Have the search index made where there is none. Raises Problem where that is refused."""
        with own_words():
            self._index.make()

    @property
    def at_once(self) -> int:
        """See Store."""
        return 1

    def claim(self, paths: Iterable[str]) -> NoReturn:
        """Raise Problem."""
        raise Problem(NOT_CHANGED)

    def give_back(self, paths: Iterable[str] | None = None) -> None:
        """See Store; nothing is ever claimed."""

    def look(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """See Store."""
        stamps = self.stamps()
        return {path: stamps[path] for path in paths if path in stamps}

    def put(self, entries: Sequence[Entry]) -> NoReturn:
        """Raise Problem, as all that would change the gallery does."""
        raise Problem(NOT_CHANGED)

    def fail(self, failures: Sequence[Failure]) -> NoReturn:
        """Raise Problem."""
        raise Problem(NOT_CHANGED)

    def drop(self, paths: Iterable[str]) -> NoReturn:
        """Raise Problem."""
        raise Problem(NOT_CHANGED)

    def reset(self, space: Space) -> NoReturn:
        """Raise Problem."""
        raise Problem(NOT_CHANGED)

    @property
    def successor(self) -> None:
        """See Store: it is never changed."""
        return

    def to_fill(self, space: Space) -> OriginalStore:
        """See Store; whoever fills it is told that it is not changed."""
        return self

    def succeed(self) -> None:
        """See Store: there is no successor."""

    def compact(self) -> Iterator[None]:
        """See Store: that is the server's."""
        return iter(())

    def forget(self) -> NoReturn:
        """Raise Problem."""
        raise Problem(NOT_CHANGED)

    def close(self) -> None:
        """See Store."""
        self._client.close()

    def _passing_so_far(self, among: Filter) -> list[str]:
        """The pictures that pass but for their shape, which only their files tell, and scores."""
        sieve = Sieve(among._replace(shape=""), self._content.times)
        return sieve.paths(self._content.known().keys)

    def _find(
        self, vector: Vector, is_enough: Callable[[list[Row]], bool], at_first: int
    ) -> list[Row]:
        """Find rows until it is enough, with a search index that is made where there is none."""
        rows = self._nearest(vector, is_enough, at_first)
        if not rows:
            self.make_index()
            rows = self._nearest(vector, is_enough, at_first)
        if not rows:
            with own_words():
                self._index.explain_nothing(vector, {}, narrowed=False)
        return rows

    def _nearest(
        self, vector: Vector, is_enough: Callable[[list[Row]], bool], at_first: int
    ) -> list[Row]:
        with own_words():
            among = self._content.known().documents
            return self._index.nearest_until(is_enough, vector, at_first, {}, among=among)

    def _matches(self, rows: Sequence[Row]) -> list[Match]:
        """One match a picture, by the document that counts; scored (1 + cosine) / 2."""
        if any(row["_id"] not in self._content.known().paths for row in rows):
            self._content.look_again()  # the scripts ran again meanwhile
        content = self._content.known()
        found = [(row, content.paths.get(row["_id"], "")) for row in rows]
        matches = [
            Match(path, WHOLE, 2 * row["score"] - 1)
            for row, path in found
            if content.keys.get(path) == row["_id"]
        ]
        return sorted(matches, key=lambda match: (-match.score, match.path))

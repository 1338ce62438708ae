"""What a store of vectors is: its records, its protocol, and how one is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from clothesfinder.filter import EVERYTHING
from clothesfinder.problem import is_left_out

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from clothesfinder.filter import Filter
    from clothesfinder.shared_thumbnails import SharedThumbnails

Vector = NDArray[np.float32]
"""One embedding: shape (D,), float32, unit length."""


class Box(NamedTuple):
    """A part of a picture, in fractions (0 to 1) of its upright width and height."""

    left: float
    top: float
    right: float
    bottom: float


WHOLE = Box(0.0, 0.0, 1.0, 1.0)


class Stamp(NamedTuple):
    """What a file looked like when it was indexed; a file whose stamp differs has changed."""

    mtime_ns: int
    size: int
    digest: str
    """BLAKE2b-128 of the file's bytes, in hexadecimal."""


class Space(NamedTuple):
    """Which embedding a vector belongs to. Vectors of two spaces are never compared."""

    model: str
    weights: str
    """A hash of everything learned: the network's weights and what is made of its features."""
    preprocessing: str
    dimension: int

    def __str__(self) -> str:
        return "/".join(str(field) for field in self)


UNKNOWN_WEIGHTS = "unknown"
"""The weights of a space whose vectors do not say which weights made them."""


def is_same_space(stored: str | None, space: Space) -> bool:
    """Whether vectors of ``space`` may be compared with those of a store, by what it names.

    Where the stored ones do not say which weights made them, all else must be the same.
    """
    return stored in (str(space), str(space._replace(weights=UNKNOWN_WEIGHTS)))


class Entry(NamedTuple):
    """One vector of one picture. The parts of a picture are always put together."""

    path: str
    """Relative to the gallery, with ``/``, exactly as the file system gives it."""
    part: Box
    stamp: Stamp
    vector: Vector
    width: int
    """Of the whole picture, upright, in pixels."""
    height: int


class Match(NamedTuple):
    """One picture that a search found, by its best part."""

    path: str
    part: Box
    score: float
    """Cosine similarity, -1 to 1, the same number in every store."""


class Ranked(NamedTuple):
    """What an index found."""

    matches: list[Match]
    """Best first; of equals, always in the same order."""
    is_cut_off: bool = False
    """Whether the index gives no more than these for any limit, though there are more."""
    passing: int | None = None
    """How many pictures pass the filter, whatever their scores; None where it was not found out."""


class Failure(NamedTuple):
    """A file that could not be indexed, with the reason as a sentence for a person."""

    path: str
    mtime_ns: int
    size: int
    reason: str

    @property
    def stamp(self) -> Stamp:
        """What the file looked like, which could not be read: without a digest."""
        return Stamp(self.mtime_ns, self.size, "")

    @property
    def is_left_out(self) -> bool:
        """Whether there is nothing in it to be found, which is no failure, strictly speaking."""
        return is_left_out(self.reason)


class Index(Protocol):
    """The vectors of one gallery, all of one space. Used by one thread."""

    def space(self) -> str | None:
        """The space of the stored vectors, or None where nothing was ever stored."""

    def stamps(self) -> Mapping[str, Stamp]:
        """The stamp of every picture that is stored."""

    def failures(self) -> Sequence[Failure]:
        """The files that could not be indexed, by path."""

    def count(self) -> int:
        """How many pictures are stored."""

    @property
    def at_once(self) -> int:
        """How many pictures are best put at once."""

    def claim(self, paths: Iterable[str]) -> set[str]:
        """Claim these; gives those that this program alone is to index now.

        The others are another's. A claim ends when its picture is put, when it is given back, or
        by itself, minutes later; each call makes those that get old last longer. A store that is
        not shared grants all.
        """

    def give_back(self, paths: Iterable[str] | None = None) -> None:
        """End the claims on these, or on all that is claimed and not put. Never raises Problem."""

    def look(self, paths: Iterable[str]) -> Mapping[str, Stamp]:
        """The stamps that these have now, stored or failed (see Failure.stamp)."""

    def put(self, entries: Sequence[Entry]) -> None:
        """Store these in one transaction, replacing all that was known of their paths.

        Raises ValueError, and stores nothing, where a vector is not of the space's dimension, not
        finite or not of unit length.
        """

    def entries(self, paths: Iterable[str]) -> list[Entry]:
        """All that is stored of these pictures; unknown paths are left out."""

    def sample(self, count: int) -> list[str]:
        """The paths of so many stored pictures, by chance; of all, where there are no more."""

    def fail(self, failures: Sequence[Failure]) -> None:
        """Record these in one transaction; a picture once stored under such a path is dropped."""

    def drop(self, paths: Iterable[str]) -> None:
        """Forget these pictures and failures in one transaction."""

    def ready(self) -> Iterator[None]:
        """Get ready to search; each turn is the caller's. A search does what is left of it.

        A large gallery may take seconds, when it is searched for the first time.
        """

    def search(self, vector: Vector, limit: int, among: Filter = EVERYTHING) -> list[Match]:
        """The ``limit`` pictures nearest to ``vector``, best first, one match a picture.

        ``among`` keeps to the pictures that pass: the first so many of those of a ranking of all.
        """

    def search_in_turns(
        self, vector: Vector, limit: int, among: Filter = EVERYTHING
    ) -> Generator[None, None, Ranked]:
        """Search as `search` does; each turn is the caller's, who may change the index.

        After a search with the same vector, the first are the same as they were, unless the index
        has changed; they are not looked for again.
        """

    def count_among(self, among: Filter) -> int | None:
        """How many pictures pass, whatever their scores; None where that would take long."""

    def folders(self) -> Generator[None, None, set[str]]:
        """The folders with pictures right in them, "" among them; each turn is the caller's."""


class Store(Index, Protocol):
    """Where the index of a gallery lies. Used by one thread."""

    @property
    def name(self) -> str:
        """Where the vectors lie, for a person to read; never holds a secret."""

    @property
    def thumbnails(self) -> SharedThumbnails | None:
        """What this store has for sharing thumbnails, or None where nobody else reads it."""

    def reset(self, space: Space) -> None:
        """Forget every picture and failure, and hold vectors of ``space`` from now on."""

    @property
    def successor(self) -> Index | None:
        """The index of another space that is being made beside this one, or None."""

    def to_fill(self, space: Space) -> Index:
        """Return the index that vectors of ``space`` are to be put into now.

        Where there are pictures of another space, that is the successor, begun or gone on with,
        and this one stays as it is; a store that cannot hold two is reset. Otherwise it is this
        one, and a successor that was begun is given up.
        """

    def succeed(self) -> None:
        """Put the successor, which is complete now, in place of this index, in one step.

        Raises Problem, and changes nothing, where it is not the one any more that `to_fill` gave.
        """

    def compact(self) -> Iterator[None]:
        """Give the disk back what is not used, where that is much; each turn is the caller's."""

    def forget(self) -> None:
        """Delete the gallery's vectors, failures and space, and close. Pictures are not touched."""

    def close(self) -> None:
        """Let go of files and connections."""


def checked_vectors(entries: Sequence[Entry], dimension: int) -> list[Vector]:
    """The entries' vectors, each as a store may keep it.

    Raises ValueError where one is not of this dimension, not finite or not of unit length.
    """
    for entry in entries:
        length = float(np.linalg.norm(entry.vector))
        if entry.vector.shape != (dimension,) or not abs(length - 1) < 1e-3:
            raise ValueError(
                f"the vector of {entry.path!r} has shape {entry.vector.shape} and length {length}"
            )
    return [entry.vector for entry in entries]


def open_store(url: str, gallery: Path, *, create: bool = True) -> Store:
    """Open the store of the gallery: the embedded one where ``url`` is empty, else in MongoDB.

    In MongoDB the gallery is called like its folder, or as the address' option
    ``clothesfinderGallery=name`` says, so that several machines share it wherever its folder lies.

    Raises Problem where there is none and ``create`` is false, or where it cannot be opened.
    """
    if url:
        from clothesfinder.atlas_opening import open_atlas

        return open_atlas(url, gallery, create=create)
    from clothesfinder.local_store import open_local

    return open_local(gallery, create=create)

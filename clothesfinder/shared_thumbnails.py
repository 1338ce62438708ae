"""What a shared store has beside vectors: small pictures for those who lack the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class SharedThumbnail(NamedTuple):
    """A picture made small, for those who share the gallery and do not have its folder."""

    path: str
    digest: str
    """Of the picture that it was made of, as in its stamp: the same on every computer."""
    jpeg: bytes


class SharedThumbnails(Protocol):
    """The thumbnails of one gallery, where its store is shared. Every call may be done twice."""

    def are_shared(self) -> bool:
        """Whether whoever indexes the gallery keeps thumbnails there. At first it is not so."""

    def share(self) -> None:
        """Have thumbnails kept from now on."""

    def stop(self) -> None:
        """Delete all thumbnails, and have none kept any more."""

    def digests(self, paths: Iterable[str] | None = None) -> Mapping[str, str]:
        """Of what each thumbnail was made, by path; of all that there are, or of these."""

    def put(self, thumbnails: Sequence[SharedThumbnail]) -> None:
        """Store these in place of those of the same paths."""

    def get(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The JPEG of each of these pictures that has one."""

    def drop(self, paths: Iterable[str]) -> None:
        """Delete the thumbnails of these pictures."""

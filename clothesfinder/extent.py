"""How much of a gallery is looked at, where that is not all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Extent:
    """Some files and folders of a gallery, the folders with all that is below them.

    Paths are relative to the gallery, with ``/``; what is there no more belongs to it, too.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        """Take the paths of files and folders; none of them may be the gallery itself."""
        self._paths = frozenset(paths)
        self._above = {step for path in self._paths for step in steps_to(path)} - self._paths
        self._left_out: set[str] = set()

    def holds(self, path: str) -> bool:
        """Whether the path is one of these, or lies below one of them."""
        steps = list(steps_to(path))
        return not self._paths.isdisjoint(steps) and self._left_out.isdisjoint(steps)

    def leads_to(self, path: str) -> bool:
        """Whether the path belongs to it, or is a folder on the way to what does."""
        return path in self._above or self.holds(path)

    def leave_out(self, folder: str) -> None:
        """Take out a folder with all that is below it: nothing is found out about it."""
        self._left_out.add(folder)


def steps_to(path: str) -> Iterator[str]:
    """The path, and before it each folder on the way to it from the gallery."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)
    yield path

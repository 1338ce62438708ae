"""How much of a gallery is looked at, where that is not all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from clothesfinder.images import File
    from clothesfinder.store import Failure, Index, Stamp


FEW_FOLDERS = 30
FEW_PATHS = 100


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

    def stamps(self, index: Index, found: Iterable[File | Failure]) -> Mapping[str, Stamp]:
        """What an index knows that bears on these paths, of which this was found.

        Of a few files no more is asked for: all the stamps of a large gallery take seconds. So a
        copy of a picture outside is not known as such, and embedded again.
        """
        if len(self._paths) <= FEW_PATHS:
            known = index.look(self._paths)
            if self._paths <= known.keys() | {item.path for item in found}:  # none is a folder
                return {path: stamp for path, stamp in known.items() if stamp.digest}
        return index.stamps()

    def among(self, stored: Mapping[str, object], present: Container[str]) -> Iterator[str]:
        """Those of very many stored paths that it holds and that are not present.

        All of them are only gone through where a path may be that of a folder.
        """
        absent = [path for path in self._paths if path not in present]
        yield from (path for path in absent if path in stored and self.holds(path))
        folders = tuple(f"{path}/" for path in absent if path not in stored)
        if not folders:
            return
        # A comparison with each is much faster than taking paths apart, unless there are many.
        below = (
            (lambda path: path.startswith(folders)) if len(folders) <= FEW_FOLDERS else self.holds
        )
        for path in filter(below, stored):
            if path not in present and path not in self._paths and self.holds(path):
                yield path

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

"""A program's share of an indexing: others, here or on other computers, may do the rest."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clothesfinder.images import File
    from clothesfinder.plan import Plan
    from clothesfinder.store import Index, Stamp

CHUNK = 64
"""Files that are claimed at once: two calls of a shared store for a second's work or more."""
LOOKED_AT = 200


class Share:
    """Which of the files to be indexed are this program's, chunk by chunk, and which are done.

    What another holds is looked at again, now and then and at the end, until it is done by that
    other, or ends up here because the other died or gave it back.
    """

    def __init__(self, store: Index, plan: Plan) -> None:
        self._store = store
        self._known = plan.known
        self._todo = {file.path: file for file in plan.files}
        self._theirs: dict[str, File] = {}
        self.done: dict[str, Stamp] = {}
        """What others did since the plan was made."""

    @property
    def is_left(self) -> bool:
        """Whether there are files that nobody was asked for yet."""
        return bool(self._todo)

    @property
    def is_waiting(self) -> bool:
        """Whether another holds what is not done."""
        return bool(self._theirs)

    def claim(self) -> list[File]:
        """Claim the next files, at the end those that others hold; gives what is granted."""
        source = self._todo or self._theirs
        chunk = {path: source.pop(path) for path in list(islice(source, CHUNK))}
        granted = self._store.claim(chunk)
        self._theirs |= {path: file for path, file in chunk.items() if path not in granted}
        done = self._look(granted)
        if given_back := granted & done:
            self._store.give_back(given_back)
        return [file for path, file in chunk.items() if path in granted - done]

    def leave_out(self, paths: Iterable[str]) -> None:
        """Claim none of these, which are done without being read."""
        for path in paths:
            self._todo.pop(path, None)

    def put_last(self, paths: Iterable[str]) -> None:
        """Claim these after all the others, as they may bring the program to its end."""
        for path in paths:
            if (file := self._todo.pop(path, None)) is not None:
                self._todo[path] = file

    def keep(self) -> None:
        """Claim nothing more, but keep up what is claimed."""
        self._store.claim(())

    def _look(self, granted: set[str]) -> set[str]:
        """Find out what others have done, of the granted ones too: always after claiming."""
        others = (islice(self._theirs, LOOKED_AT), islice(self._todo, LOOKED_AT))
        paths = [*granted, *(path for some in others for path in some)]
        done = {
            path: stamp
            for path, stamp in self._store.look(paths).items()
            if stamp != self._known.get(path) or self._has_failed(path, stamp)
        }
        for path in done:
            self._todo.pop(path, None)
            self._theirs.pop(path, None)
        self.done |= done
        return set(done)

    def _has_failed(self, path: str, stamp: Stamp) -> bool:
        """Whether one that failed before is held by another, which has tried it or does so now."""
        file = self._theirs.get(path)
        return file is not None and stamp[:2] == file[1:]

"""What an indexing has to do: what a folder lists against what a store knows."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from clothesfinder.images import File, read_file
from clothesfinder.problem import Problem
from clothesfinder.store import Failure, Stamp
from clothesfinder.suspects import is_left_alone

if TYPE_CHECKING:
    from collections.abc import Container, Generator, Iterable, Mapping, Sequence, Set
    from pathlib import Path

    from clothesfinder.extent import Extent

DIGEST_BYTES = 16
MOST_READ = 200
"""Files that are read to find out whether a folder is the gallery that a store holds."""
Turn = TypeVar("Turn")


@dataclass(frozen=True)
class Plan:
    """What an indexing has to do."""

    files: Sequence[File]
    """To be looked into: new, changed, or failed before."""
    unreadable: Sequence[Failure]
    """Folders and files that could not even be listed, and unchanged files that crash decoders."""
    unchanged: int
    vanished: frozenset[str]
    """Stored pictures whose files are gone, or have moved."""
    outdated: frozenset[str]
    """Paths of failures that no longer hold, for their files are gone."""
    known: Mapping[str, Stamp]
    """The stamp of all that is stored, or failed."""
    stored: int
    """How many pictures are stored."""
    by_content: Mapping[str, str]
    """For each digest the path of a picture that is stored with it."""
    suspects: frozenset[str] = frozenset()
    """Of the files: those that crashed decoders and are the same, but are to be tried again."""


def compare(
    found: Iterable[File | Failure],
    stored: Mapping[str, Stamp],
    failures: Iterable[Failure],
    retry: Container[str] | None = (),
    only: Extent | None = None,
) -> Plan:
    """Work out what a folder's listing asks of a store that knows these stamps and failures.

    Files that crash decoders are left alone while they are the same, but for those of ``retry``,
    which may be None for all of them. ``only``: what was listed; nothing is concluded about the
    rest.
    """
    files = [item for item in found if isinstance(item, File)]
    unreadable = [item for item in found if isinstance(item, Failure)]
    failed = {one.path: one for one in failures if only is None or only.holds(one.path)}
    crashers = [failed[file.path] for file in files if _has_crashed(file, failed.get(file.path))]
    alone = [one for one in crashers if retry is not None and one.path not in retry]
    done = {**stored, **{failure.path: failure.stamp for failure in alone}}
    todo = [file for file in files if not _is_unchanged(file, done.get(file.path))]
    present = {file.path for file in files} | {failure.path for failure in unreadable}
    unseen = [item.path for item in unreadable]
    stamps = {path: failure.stamp for path, failure in failed.items()}
    return Plan(
        files=todo,
        unreadable=[*unreadable, *alone],
        unchanged=len(files) - len(todo) - len(alone),
        vanished=_vanished(stored, present, unseen, only),
        outdated=frozenset(failed.keys() - present),
        known={**stamps, **stored},
        stored=len(stored),
        by_content={stamp.digest: path for path, stamp in stored.items()},
        suspects=frozenset(one.path for one in crashers) - {one.path for one in alone},
    )


def are_kin(
    gallery: Path, found: Sequence[File | Failure], stored: Mapping[str, Stamp], turn: Turn
) -> Generator[Turn, None, bool]:
    """Tell whether the folder has anything of what is stored, by path or else by content.

    A moved folder has its pictures at other paths. Few files are read for that, each a ``turn``.
    """
    if not stored or any(item.path in stored for item in found):
        return True
    sizes, digests = ({stamp[field] for stamp in stored.values()} for field in (1, 2))
    alike = [item for item in found if isinstance(item, File) and item.size in sizes]
    for file in alike[:MOST_READ]:
        try:
            data, _ = read_file(gallery / file.path)
        except Problem:
            continue
        if digest_of(data) in digests:
            return True
        yield turn
    return False


def digest_of(data: bytes) -> str:
    """Return the digest of a file's bytes, as stamps have it."""
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


def is_digest(text: str) -> bool:
    """Whether this is a digest. Pictures copied from the original scripts have another mark."""
    return re.fullmatch(f"[0-9a-f]{{{2 * DIGEST_BYTES}}}", text) is not None


def _vanished(
    stored: Mapping[str, Stamp], present: Set[str], unseen: Sequence[str], only: Extent | None
) -> frozenset[str]:
    """Those that are not there any more, but for what lies in folders that cannot be seen now."""
    listed = stored if only is None else only.among(stored, present)
    return frozenset(path for path in listed if path not in present and not _is_below(path, unseen))


def _is_unchanged(file: File, stamp: Stamp | None) -> bool:
    return stamp is not None and (stamp.mtime_ns, stamp.size) == (file.mtime_ns, file.size)


def _has_crashed(file: File, failure: Failure | None) -> bool:
    """Whether the file made the program crash, and is still the same."""
    return (
        failure is not None and is_left_alone(failure.reason) and _is_unchanged(file, failure.stamp)
    )


def _is_below(path: str, folders: Iterable[str]) -> bool:
    """Whether the path lies in one of the folders: what cannot be seen now is not gone."""
    return any(not folder or path.startswith(f"{folder}/") for folder in folders)

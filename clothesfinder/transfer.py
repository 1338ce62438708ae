"""Copy a gallery from one store into another, without embedding anything again."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from clothesfinder.problem import Problem
from clothesfinder.store import Entry, Space, Store, is_same_space

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence, Set

    from clothesfinder.store import Stamp

AT_ONCE = 500
SAMPLE = 200
"""Pictures that are compared number by number when all is copied."""
SEED = 1
TOLERANCE = 1e-6
Item = TypeVar("Item")


class Copied(NamedTuple):
    """How far the copying of a gallery has come."""

    done: int
    """Pictures that are in the target, whether copied just now or before."""
    total: int
    folder: str
    """Where the picture just copied lies, below the gallery; empty for the gallery itself."""
    rate: float
    """Pictures per second; 0.0 where nothing is known yet."""

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at this rate; None where nothing is known yet."""
        return (self.total - self.done) / self.rate if self.rate else None


class Verified(NamedTuple):
    """What a copying did, after its check."""

    copied: int
    """Pictures that were new in the target, or differed there."""
    skipped: int
    """Pictures that were in the target already."""
    removed: int
    """Pictures that were in the target only."""
    verified: int
    """Pictures of the sample, each the same in both stores to every vector."""
    seconds: float


def copy_gallery(
    source: Store, target: Store, space: Space | None = None, *, adding: bool = False
) -> Generator[Copied, None, Verified]:
    """Make the target hold what the source holds: pictures with all their parts, and failures.

    The source is never changed. What the target holds already, by its stamp, is not sent again, so
    that a copying that was cancelled, killed or cut goes on where it was when it is started again.
    Numbers and a sample of the pictures are compared at the end. ``space`` names the space of the
    vectors where the source does not know with which weights they were made.

    ``adding`` only gives the target what it lacks: all that it knows stays as it is, for it may
    know more, and better, than this source.

    Raises Problem where the source holds nothing, where the target holds pictures of another
    model, where the two are not the same at the end, and where a store fails.
    """
    start = time.perf_counter()
    _make_ready(source, target, space)
    wanted, held = source.stamps(), target.stamps()
    _check_kinship(target, wanted, held)
    todo = [path for path, stamp in wanted.items() if not _is_held(stamp, held.get(path), adding)]
    skipped = len(wanted) - len(todo)
    yield Copied(skipped, len(wanted), "", 0.0)
    surplus = [] if adding else _surplus(source, target, wanted.keys(), held.keys())
    for batch in _batches(surplus):  # first, for it makes room
        target.drop(batch)
        yield Copied(skipped, len(wanted), "", 0.0)
    copied = yield from _copy_pictures(source, target, todo, len(wanted))
    yield from _copy_failures(source, target, len(wanted), held.keys() if adding else None)
    if adding:
        verified = _compare_sample(source, target, todo)
    else:
        _compare_numbers(source, target)
        verified = _compare_sample(source, target, list(wanted))
    removed = 0 if adding else len(held.keys() - wanted.keys())
    return Verified(copied, skipped, removed, verified, time.perf_counter() - start)


def _is_held(stamp: Stamp, held: Stamp | None, adding: bool) -> bool:
    """Whether the target's stamp of a picture says that nothing is to be sent."""
    if held is None or held.size < 0:  # a picture that was half written has a stamp like no file's
        return False
    return adding or held == stamp


def _surplus(source: Store, target: Store, wanted: Set[str], held: Set[str]) -> list[str]:
    """What only the target knows: neither a picture nor a failure of the source."""
    failures, known = ({one.path for one in store.failures()} for store in (source, target))
    return sorted((known | held) - wanted - failures)


def _make_ready(source: Store, target: Store, space: Space | None) -> None:
    """Give an empty target the source's space; refuse one that is used for something else."""
    stored = source.space()
    if stored is None or not source.count():  # an empty source would empty its mirror
        raise Problem(f"{source.name} holds no indexed pictures. Index the folder there first.")
    if space is None:
        model, weights, preprocessing, dimension = stored.rsplit("/", 3)
        space = Space(model, weights, preprocessing, int(dimension))
    elif not is_same_space(stored, space):
        raise ValueError(f"the vectors are of {stored}, not of {space}")
    there = target.space()
    if there == str(space):
        return
    if there is not None and (target.count() or target.failures()):
        raise Problem(
            f"{target.name} already holds pictures that were indexed with another model. Nothing"
            " was copied. Forget that gallery there first, or use another name for this one."
        )
    target.reset(space)


def _check_kinship(target: Store, wanted: Mapping[str, Stamp], held: Mapping[str, Stamp]) -> None:
    """Refuse a target with nothing in common: another gallery that is only called the same."""
    contents = {stamp.digest for stamp in wanted.values()}
    if held and not any(stamp.digest in contents for stamp in held.values()):
        raise Problem(
            f"{target.name} holds other pictures ({len(held)}), none of which is in this gallery."
            " Nothing was copied. Forget that gallery there first, or use another name for this"
            " one."
        )


def _copy_pictures(
    source: Store, target: Store, todo: Sequence[str], total: int
) -> Generator[Copied, None, int]:
    copied = 0
    done = total - len(todo)
    seconds = 0.0
    for batch in _batches(todo):
        start = time.perf_counter()
        entries = source.entries(batch)
        target.put(entries)
        found = {entry.path for entry in entries}
        # Dropped from the source meanwhile, or half written there by a program that was killed.
        target.drop([path for path in batch if path not in found])
        copied += len(found)
        done += len(batch)
        seconds += time.perf_counter() - start
        yield Copied(done, total, batch[-1].rpartition("/")[0], copied / seconds)
    return copied


def _copy_failures(
    source: Store, target: Store, total: int, held: Set[str] | None
) -> Generator[Copied, None, None]:
    """Copy the failures; where ``held`` tells the target's pictures, only of paths new to it."""
    known = set(target.failures())
    lacking = [failure for failure in source.failures() if failure not in known]
    if held is not None:
        paths = held | {failure.path for failure in known}
        lacking = [failure for failure in lacking if failure.path not in paths]
    for batch in _batches(lacking):
        target.fail(batch)
        yield Copied(total, total, "", 0.0)


def _compare_numbers(source: Store, target: Store) -> None:
    """Raise Problem unless both hold as many pictures and failures."""
    if (source.count(), len(source.failures())) != (target.count(), len(target.failures())):
        raise Problem(
            f"{target.name} has {target.count()} pictures and {source.name} has {source.count()}:"
            " another program changed one of them meanwhile. Move again; what was copied is kept."
        )


def _compare_sample(source: Store, target: Store, paths: Sequence[str]) -> int:
    """Compare some of these pictures; gives how many. Raises Problem where one is not the same."""
    sample = random.Random(SEED).sample(sorted(paths), min(SAMPLE, len(paths)))
    here, there = _by_path(source.entries(sample)), _by_path(target.entries(sample))
    for path in sample:
        if not _are_same(here.get(path, []), there.get(path, [])):
            raise Problem(
                f"“{path}” in {target.name} is not the same as in {source.name}. Move again; if"
                " this comes again, forget the gallery in the first of the two before."
            )
    return len(here)


def _by_path(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.path, []).append(entry)
    return found


def _are_same(parts: Sequence[Entry], others: Sequence[Entry]) -> bool:
    """Whether both are the same parts of a picture, in the same order."""
    return len(parts) == len(others) and all(
        part._replace(vector=other.vector) == other
        and part.vector.shape == other.vector.shape
        and np.allclose(part.vector, other.vector, rtol=0, atol=TOLERANCE)
        for part, other in zip(parts, others, strict=True)
    )


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for first in range(0, len(items), AT_ONCE):
        yield items[first : first + AT_ONCE]

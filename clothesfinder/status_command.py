"""What `clothesfinder status` tells of a gallery: for people, and for programs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from clothesfinder.file_states import State, counts_by_key
from clothesfinder.models import model_of_space

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clothesfinder.answers import Status
    from clothesfinder.file_states import FileState, FileStates
    from clothesfinder.report import LastRun

LISTED = (State.FAILED, State.SKIPPED)
"""What is always listed."""
RENEWAL = "new index, of another model: {} of {} pictures; index again{} to go on"
ENDED = "last indexed {}, in {}"
STOPPED = "the last run, {}, was stopped; what was indexed is kept, index again to go on"
TROUBLE = "the last run, {}, did not come to its end: {}"
NO_END = "the last run, {}, was cut off or is still under way; index again to go on"


def as_record(gallery: Path, status: Status, states: FileStates, *, files: bool) -> dict[str, Any]:
    """Tell it for programs; each file with its state only where ``files`` are asked for."""
    told: dict[str, Any] = {"gallery": str(gallery), "store": status.store}
    told |= {"space": status.space, "indexed": status.indexed}
    told["new_index"] = status.renewal and status.renewal._asdict() | {"of": status.indexed}
    told["states"] = counts_by_key(states)
    told["last_run"] = states.last_run and _run(states.last_run)
    for name, state in (("failures", State.FAILED), ("skipped", State.SKIPPED)):
        listed = map(states.__getitem__, states.rows(state))
        told[name] = [{"path": str(gallery / one.path), "reason": one.reason} for one in listed]
    if files:
        told["files"] = [_file(gallery, states[row]) for row in range(len(states))]
    return told


def as_text(gallery: Path, status: Status, states: FileStates, *, files: bool) -> Iterator[str]:
    """Tell it for people, line by line: the counts, when that was, and the files with reasons."""
    counts = states.counts
    failed, skipped = counts[State.FAILED], counts[State.SKIPPED]
    yield f"{gallery}: {status.indexed} pictures indexed, {failed} failed, {skipped} skipped"
    yield f"store: {status.store}"
    yield f"space: {status.space}"
    if status.renewal:
        name = model_of_space(status.renewal.space)
        option = "" if name == model_of_space(status.space) else f" with --model {name}"
        yield RENEWAL.format(status.renewal.indexed, status.indexed, option)
    if states.last_run:
        yield run_told(states.last_run)
        others = {state: number for state, number in counts.items() if state not in LISTED}
        told = [f"{number} {state.title.lower()}" for state, number in others.items() if number]
        yield f"files: {', '.join(told) or 'none'}"
    rows = range(len(states)) if files else states.rows(*LISTED)
    for row in rows:
        one = states[row]
        mark = "" if one.state is State.FAILED and not files else f"{one.state.title.lower()}: "
        yield f"  {gallery / one.path}: {mark}{one.reason}"


def run_told(run: LastRun) -> str:
    """When the last run was, and whether it came to its end: a line without a full stop."""
    begun = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.begun))
    if run.ended is not None:
        return ENDED.format(begun, f"{run.seconds:.1f} s")
    if run.why:
        return TROUBLE.format(begun, run.why)
    return (STOPPED if run.stopped is not None else NO_END).format(begun)


def _run(run: LastRun) -> dict[str, Any]:
    """When it was, in seconds since 1970, and what it came to; null where that is not known."""
    ended = run.ended if run.ended is not None else run.stopped
    told = {"begun": run.begun, "ended": ended, "complete": run.ended is not None}
    return told | {"files": run.total, "error": run.why or None, "summary": run.summary or None}


def _file(gallery: Path, one: FileState) -> dict[str, Any]:
    other = str(gallery / one.other) if one.other else None
    path = str(gallery / one.path)
    return {"path": path, "state": one.state.key, "reason": one.reason, "other": other}

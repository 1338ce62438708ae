"""A part of a gallery's files with their states: chosen, in an order, and saved as a table."""

from __future__ import annotations

import os
import unicodedata
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from clothesfinder.file_states import AT_ONCE, DETAILED, REASONS, State
from clothesfinder.spreadsheet import table

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from clothesfinder.file_states import FileState, FileStates

    Rows = NDArray[np.intp]
    """Places in FileStates, in the order in which they are shown."""

HEADER = ("File", "State", "Reason", "Other file")


class Order(Enum):
    """By what files are sorted; within the same, by path."""

    PATH = 0
    STATE = 1
    REASON = 2


class Wish(NamedTuple):
    """Which files are to be seen, and in which order."""

    states: frozenset[State] = frozenset(State)
    text: str = ""
    """What the path, or the reason, has in it, in whatever case; empty for all."""
    order: Order = Order.PATH
    descending: bool = False
    said: Callable[[str], str] = str
    """How a reason is read: as it is, or in another language."""


def choose(states: FileStates, wish: Wish) -> Generator[int, None, Rows]:
    """Choose the files that are wished for; yields how many were looked at so far."""
    rows = np.flatnonzero(np.isin(states.states, list(wish.states)))
    needle = _plain(wish.text.strip())
    if needle:
        rows = yield from _with_text(states, rows, needle, wish.said)
    if wish.order is not Order.PATH:
        is_by_reason = wish.order is Order.REASON
        keys = (yield from _ranks(states, wish.said)) if is_by_reason else states.states
        rows = rows[np.argsort(keys[rows], kind="stable")]
    return rows[::-1] if wish.descending else rows


def save(
    states: FileStates, rows: Rows, file: Path, said: Callable[[str], str] = str
) -> Generator[int, None, int]:
    """Write these files as CSV for spreadsheets, whole or not at all; gives how many.

    ``said`` gives its words in another language.
    Yields how many are written so far. Raises Problem where it cannot be written.
    """
    with table(file, [said(title) for title in HEADER]) as write:
        for first in range(0, len(rows), AT_ONCE):
            yield first
            for row in rows[first : first + AT_ONCE]:
                write(_cells(states[int(row)], said))
    return len(rows)


def _cells(one: FileState, said: Callable[[str], str]) -> tuple[str, ...]:
    return one.path or ".", said(one.state.title), said(one.reason), one.other


def paths_told(gallery: Path, states: FileStates, rows: Rows) -> Generator[int, None, str]:
    """The whole paths of these files, each on a line, as they can be written down."""
    told: list[str] = []
    for first in range(0, len(rows), AT_ONCE):
        yield first
        told += [
            os.fspath(gallery / states.paths[int(row)]) for row in rows[first : first + AT_ONCE]
        ]
    return "\n".join(told).encode(errors="replace").decode()


def _with_text(
    states: FileStates, rows: Rows, needle: str, said: Callable[[str], str]
) -> Generator[int, None, Rows]:
    """Those whose path or reason has this in it. Most reasons are the same for a whole state."""
    same = {
        state: needle in _plain(said(REASONS[state])) for state in REASONS if state not in DETAILED
    }
    hits = np.isin(states.states, [state for state, is_hit in same.items() if is_hit])
    detailed = np.isin(states.states, list(DETAILED))
    paths, found = states.paths, list[NDArray[np.intp]]()
    for first in range(0, len(rows), AT_ONCE):
        yield first
        chunk = rows[first : first + AT_ONCE]
        is_found = hits[chunk]
        for place, row in enumerate(chunk.tolist()):
            if needle in _plain(paths[row]) or (
                detailed[row] and needle in _plain(said(states.reason(row)))
            ):
                is_found[place] = True
        found.append(chunk[is_found])
    return np.concatenate(found) if found else rows


def _ranks(
    states: FileStates, said: Callable[[str], str]
) -> Generator[int, None, NDArray[np.int64]]:
    """Numbers that put the files in the order of their reasons, those of one state together."""
    yield 0
    unread = states.rows(State.FAILED, State.SKIPPED)
    reasons = sorted({states.reason(row) for row in unread}, key=said)
    places = {reason: place for place, reason in enumerate(reasons)}
    keys = states.states.astype(np.int64) * (len(places) + 1)
    for row in unread:
        keys[row] += places[states.reason(row)]
    return keys


def _plain(text: str) -> str:
    """Text to be compared: of one case, and with accents written in one way."""
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).casefold()

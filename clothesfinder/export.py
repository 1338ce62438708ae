"""What was found, written down to be taken elsewhere: as CSV, as JSON, or as a contact sheet.

Each is a job. What is written are the findings of searches, or of a look-up, one after the other,
so that a long look-up needs no more memory than a short one.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from clothesfinder import __version__
from clothesfinder.contact_sheet import pieces_of
from clothesfinder.images import SUFFIXES
from clothesfinder.measuring import Step
from clothesfinder.names import readable
from clothesfinder.problem import Problem
from clothesfinder.spreadsheet import table
from clothesfinder.whole_file import written_whole

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from clothesfinder.findings import Finding
    from clothesfinder.spreadsheet import Cell

    Writing = Generator[int, None, None]
    """How many findings are written so far."""

KINDS = (".csv", ".json", ".html")
"""How the name of a file ends, by which is known as what to write it."""
OF_SEARCH = ("Query", "Rank", "Picture", "Score", "Word", "Reason")
OF_LOOK_UP = ("Query", "Verdict", "Reason")
OF_MATCH = ("Match", "Score", "Word")
NO_PLACE = "{} cannot be written: there is no such folder, or you may not write there."
NO_KIND = "{} is no kind of file that can be written. Call it .html, .csv or .json."
A_PICTURE = "{} is called like a picture, and those are never written over. Call it otherwise."
WRITING = "Writing {}"
ROWS_AT_ONCE = 200
DIGITS = 6
"""Of a score: all that its number of 32 bits tells."""


Supply = Callable[[Collection[str]], Mapping[str, bytes]]
"""Gives JPEGs of those of these pictures that it has one of. Called by the job's own thread."""


class Listed(Protocol):
    """Findings, however many."""

    def __len__(self) -> int:
        """How many there are."""

    def __iter__(self) -> Iterator[Finding]:
        """Give them in their order, as often as asked."""


class Sheet(NamedTuple):
    """What is to be written down."""

    title: str
    gallery: Path
    findings: Listed
    is_look_up: bool = False
    """Whether it is the verdict for each query that matters, or else the matches of one query."""
    notes: Sequence[str] = ()
    """What there is to know of all of it, as sentences."""
    supply: Supply | None = None
    """What gives small pictures of those that are not on this computer, where there are any."""
    said: Callable[[str], str] = str
    """Gives its words in another language, but for JSON, which is for programs."""
    language: str = "en"
    """The code of that language."""


def export(sheet: Sheet, file: Path) -> Generator[Step, None, int]:
    """Write a sheet, whole or not at all, as the file's name ends; gives how many findings.

    What was there is written over, but no file that is called like a picture. Raises Problem where
    it cannot be written so.
    """
    return (yield from export_as(file.suffix.lower(), sheet, file))


def export_as(kind: str, sheet: Sheet, file: Path) -> Generator[Step, None, int]:
    """Write a sheet as one of `KINDS`, however the file is called; else as `export`.

    Raises Problem where it is none of these, or the file cannot be written.
    """
    check_target(file)
    if kind not in WRITERS:
        raise Problem(NO_KIND.format(readable(file.name)))
    doing, total = WRITING.format(readable(file.name)), len(sheet.findings)
    yield Step(0, total, doing)
    start = time.perf_counter()
    with closing(WRITERS[kind](sheet, file)) as writing:
        for done in writing:
            passed = time.perf_counter() - start
            yield Step(done, total, doing, done / passed if passed else 0.0)
    return total


def check_target(file: Path) -> None:
    """See, before what takes long, that a file can be written there, as far as that can be told.

    Raises Problem where it cannot, or is called like a picture.
    """
    told = readable(str(file))
    if file.suffix.lower() in SUFFIXES:
        raise Problem(A_PICTURE.format(told))
    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK):
        raise Problem(NO_PLACE.format(told))


def as_record(finding: Finding, gallery: Path, *, is_look_up: bool = False) -> dict[str, Any]:
    """One finding as programs read it; see the README."""
    record: dict[str, Any] = {"query": finding.name}
    if finding.reason:
        return record | {"error": finding.reason}
    if is_look_up:
        record["verdict"] = finding.verdict.key
    record["matches"] = listed = []
    for match in finding.matches:
        told: dict[str, Any] = {"path": str(gallery / match.path), "score": match.score}
        if word := finding.word(match):
            told["word"] = word
        if why := finding.why.get(match.path):
            told["why"] = dict(why)
        listed.append(told)
    return record


def _write_csv(sheet: Sheet, file: Path) -> Writing:
    header: Sequence[str] = OF_SEARCH
    if sheet.is_look_up:
        most = yield from _most_matches(sheet.findings)
        header = [*OF_LOOK_UP, *chain.from_iterable(map(_columns, range(1, most + 1)))]
    rows = _row_of_look_up if sheet.is_look_up else _rows_of_search
    with table(file, [_title(column, sheet.said) for column in header]) as write:
        for done, finding in enumerate(sheet.findings):
            for row in rows(finding, sheet):
                write([*row, *[None] * (len(header) - len(row))])
            if done % ROWS_AT_ONCE == 0:
                yield done


def _most_matches(findings: Listed) -> Generator[int, None, int]:
    """How many matches the findings have at most, and at least one."""
    most = 1
    for done, finding in enumerate(findings):
        most = max(most, len(finding.matches))
        if done % ROWS_AT_ONCE == 0:
            yield 0
    return most


def _title(column: str, said: Callable[[str], str]) -> str:
    name, _, rank = column.partition(" ")
    return f"{said(name)} {rank}".strip()


def _columns(rank: int) -> Iterator[str]:
    return (name if rank == 1 else f"{name} {rank}" for name in OF_MATCH)


def _row_of_look_up(finding: Finding, sheet: Sheet) -> Iterator[list[Cell]]:
    said = sheet.said
    row: list[Cell] = [finding.name, said(finding.verdict.title), said(finding.reason)]
    for match in finding.matches:
        score = round(match.score, DIGITS)
        row += [str(sheet.gallery / match.path), score, said(finding.word(match))]
    yield row


def _rows_of_search(finding: Finding, sheet: Sheet) -> Iterator[list[Cell]]:
    if finding.reason:
        yield [finding.name, None, None, None, None, sheet.said(finding.reason)]
    for rank, match in enumerate(finding.matches, 1):
        picture, score = str(sheet.gallery / match.path), round(match.score, DIGITS)
        yield [finding.name, rank, picture, score, sheet.said(finding.word(match)), None]


def _write_json(sheet: Sheet, file: Path) -> Writing:
    head = {
        "program": f"Clothesfinder {__version__}",
        "made": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "title": sheet.title,
        "gallery": str(sheet.gallery),
        "notes": list(sheet.notes),
    }
    with written_whole(file) as opened:
        opened.write(_json(head)[:-1] + b', "queries": [')
        for done, finding in enumerate(sheet.findings):
            record = as_record(finding, sheet.gallery, is_look_up=sheet.is_look_up)
            opened.write((b",\n" if done else b"\n") + _json(record))
            if done % ROWS_AT_ONCE == 0:
                yield done
        opened.write(b"\n]}\n")


def _json(record: dict[str, Any]) -> bytes:
    """Write text as it is; each byte of a file's name that is no text as JSON's escape for it."""
    # The escape of a lone surrogate in Python is that of JSON, and in JSON no other \ is left.
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _write_html(sheet: Sheet, file: Path) -> Writing:
    with written_whole(file) as opened, closing(pieces_of(sheet)) as pieces:
        for done, piece in pieces:
            opened.write(piece.encode())
            yield done


WRITERS: dict[str, Callable[[Sheet, Path], Writing]] = {
    ".csv": _write_csv,
    ".json": _write_json,
    ".html": _write_html,
    ".htm": _write_html,
}

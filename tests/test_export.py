"""What was found as CSV and JSON, whole or not at all; the contact sheet has tests of its own."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import sys
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder import __version__, unfinished, whole_file
from clothesfinder.calibration import Thresholds
from clothesfinder.export import KINDS, Sheet, export, export_as
from clothesfinder.findings import Chosen, Finding, Findings
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.sheets import finding_of, sheet_of_look_up, sheet_of_searches
from clothesfinder.store import WHOLE, Match
from clothesfinder.whole_file import written_whole

from .conftest import result, save

if TYPE_CHECKING:
    from collections.abc import Iterator

THRESHOLDS = Thresholds(style=0.5, close=0.7, same=0.9)
BROKEN = "The picture is damaged, or cut short."
ROWS = 450


def of(path: Path) -> Query:
    return Query(path, path.name)


@pytest.fixture
def looked_up(gallery: Path) -> Findings:
    queries = [gallery.parent / name for name in ("=1+1.png", "b, “c”.png", "bad.png", "d.png")]
    findings = Findings(gallery, list(map(str, queries)))
    matches = [Match("shirts/a.png", WHOLE, 0.95), Match("b.png", WHOLE, -0.123456789)]
    findings.add(Finding(of(queries[0]), matches, THRESHOLDS))
    findings.add(Finding(of(queries[1]), matches[:1]))
    findings.add(Finding(of(queries[2]), reason=BROKEN))
    findings.searched = 3
    return findings


def table(file: Path) -> list[list[str]]:
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_look_up_as_a_table(tmp_path: Path, gallery: Path, looked_up: Findings) -> None:
    file = tmp_path / "found.csv"
    assert result(export(sheet_of_look_up(looked_up), file)) == 3
    header, *rows = table(file)
    assert header == [
        *("Query", "Verdict", "Reason"), *("Match", "Score", "Word"),
        *("Match 2", "Score 2", "Word 2"),
    ]  # fmt: skip
    assert {len(row) for row in rows} == {len(header)}
    assert rows[0] == [
        f"{tmp_path / '=1+1.png'}", "Found", "", f"{gallery / 'shirts/a.png'}", "0.95", "same item",
        f"{gallery / 'b.png'}", "-0.123457", "weak",
    ]  # fmt: skip
    assert rows[1][1:3] == ["Not judged", ""]
    assert rows[2] == [str(tmp_path / "bad.png"), "Failed", BROKEN, *[""] * 6]


def test_rows_that_were_chosen_in_their_order(tmp_path: Path, looked_up: Findings) -> None:
    import numpy as np

    file = tmp_path / "found.csv"
    result(export(sheet_of_look_up(looked_up, np.array([2, 0])), file))
    assert [row[1] for row in table(file)[1:]] == ["Failed", "Found"]
    sheet = sheet_of_look_up(looked_up, np.array([2, 0]))
    assert "Only 2 of 3 are listed here." in sheet.notes


def test_a_search_as_a_table(tmp_path: Path, gallery: Path) -> None:
    one = Finding(
        Query(b"bytes", "=cmd.png"),
        [Match("a.png", WHOLE, 0.95), Match("b.png", WHOLE, 0.2)],
        THRESHOLDS,
    )
    other = Finding(Query(text="red dress", name="red dress"), reason="+no words")
    file = tmp_path / "found.csv"
    result(export(sheet_of_searches(gallery, [one, other]), file))
    assert table(file) == [
        ["Query", "Rank", "Picture", "Score", "Word", "Reason"],
        ["'=cmd.png", "1", str(gallery / "a.png"), "0.95", "same item", ""],
        ["'=cmd.png", "2", str(gallery / "b.png"), "0.2", "weak", ""],
        ["red dress", "", "", "", "", "'+no words"],
    ]


def test_words_are_in_another_language_and_names_are_not(
    tmp_path: Path, gallery: Path, looked_up: Findings
) -> None:
    def said(text: str) -> str:
        return f"{text}!" if text else ""

    sheet = sheet_of_look_up(looked_up)._replace(said=said, language="eo")
    file = tmp_path / "found.csv"
    result(export(sheet, file))
    header, *rows = table(file)
    assert header[:7] == ["Query!", "Verdict!", "Reason!", "Match!", "Score!", "Word!", "Match! 2"]
    assert rows[0][1:6] == ["Found!", "", f"{gallery / 'shirts/a.png'}", "0.95", "same item!"]
    assert rows[2][1:3] == ["Failed!", f"{BROKEN}!"]
    page = tmp_path / "found.html"
    result(export(sheet, page))
    written = page.read_text(encoding="utf-8")
    assert '<html lang="eo">' in written
    assert all(f"{text}!<" in written for text in ("Found", BROKEN, "same item", sheet.title))
    names = tmp_path / "found.json"
    result(export(sheet, names))
    assert read_json(names)["queries"][0]["matches"][0]["word"] == "same item", "for programs"


def read_json(file: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return parsed


def test_a_look_up_for_programs(tmp_path: Path, gallery: Path, looked_up: Findings) -> None:
    file = tmp_path / "found.json"
    result(export(sheet_of_look_up(looked_up), file))
    told = read_json(file)
    queries = told.pop("queries")
    assert told.pop("made")[:2] == "20"
    assert told == {
        "program": f"Clothesfinder {__version__}",
        "title": "Looked up in “gallery”",
        "gallery": str(gallery),
        "notes": [
            "1 found, 1 not judged, 1 failed; compared with 3 pictures.",
            "Not complete: 3 of 4 pictures were looked up.",
        ],
    }
    assert queries[0] == {
        "query": str(tmp_path / "=1+1.png"),
        "verdict": "found",
        "matches": [
            {"path": str(gallery / "shirts/a.png"), "score": 0.95, "word": "same item"},
            {"path": str(gallery / "b.png"), "score": -0.123456789, "word": "weak"},
        ],
    }
    assert queries[1]["verdict"] == "not_judged"
    assert "word" not in queries[1]["matches"][0]
    assert queries[2] == {"query": str(tmp_path / "bad.png"), "error": BROKEN}
    assert "“c”" in file.read_text(encoding="utf-8")  # text as it is


def test_of_a_search_why_and_no_verdict(tmp_path: Path, gallery: Path) -> None:
    one = Finding(of(tmp_path / "q.png"), [Match("a.png", WHOLE, 0.5)], why={"a.png": {"cut": 0.5}})
    file = tmp_path / "found.json"
    result(export(sheet_of_searches(gallery, [one]), file))
    (told,) = read_json(file)["queries"]
    assert told == {
        "query": str(tmp_path / "q.png"),
        "matches": [{"path": str(gallery / "a.png"), "score": 0.5, "why": {"cut": 0.5}}],
    }


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
@pytest.mark.parametrize(
    "name", [b"caf\xe9.png", b'\\udce9 \\ " \xff.png', b"\xf0\x9f\x91\x95.png"]
)
def test_json_tells_every_name_so_that_it_can_be_had_again(
    tmp_path: Path, gallery: Path, name: bytes
) -> None:
    path = os.fsdecode(name)
    one = Finding(of(tmp_path / path), [Match(path, WHOLE, 0.5)])
    file = tmp_path / "found.json"
    result(export(sheet_of_searches(gallery, [one]), file))
    (told,) = read_json(file)["queries"]
    assert os.fsencode(told["query"]) == os.fsencode(tmp_path) + b"/" + name
    assert os.fsencode(told["matches"][0]["path"]) == os.fsencode(gallery) + b"/" + name
    csv_file = tmp_path / "found.csv"
    result(export(sheet_of_searches(gallery, [one]), csv_file))
    assert csv_file.read_bytes().decode("utf-8")  # is UTF-8, whatever the name


class Endless:
    """Many rows that are made as they are asked for."""

    def __len__(self) -> int:
        return ROWS

    def __iter__(self) -> Iterator[Finding]:
        for number in range(ROWS):
            yield Finding(of(Path(f"/{number}.png")), [Match(f"{number}.png", WHOLE, 0.5)])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("is_look_up", [False, True])
def test_whole_or_not_at_all_with_progress(
    tmp_path: Path, gallery: Path, kind: str, is_look_up: bool
) -> None:
    sheet = Sheet("Title", gallery, Endless(), is_look_up=is_look_up)
    file = tmp_path / f"found{kind}"
    file.write_text("before")
    job = export(sheet, file)
    steps = [next(job) for _ in range(3)]
    assert {(step.total, step.doing) for step in steps} == {(ROWS, f"Writing found{kind}")}
    job.close()
    assert file.read_text() == "before"
    assert [one for one in tmp_path.iterdir() if one != gallery and one.is_file()] == [file]
    done = [step.done for step in export(sheet, file)]
    assert done == sorted(done)
    assert done[-1] >= ROWS - 200
    assert file.stat().st_size > 10 * ROWS
    assert [one for one in tmp_path.iterdir() if one != gallery and one.is_file()] == [file]


def test_an_empty_sheet(tmp_path: Path, gallery: Path) -> None:
    for kind in KINDS:
        file = tmp_path / f"none{kind}"
        assert result(export(Sheet("Nothing", gallery, (), is_look_up=True), file)) == 0
        assert file.stat().st_size
    assert read_json(tmp_path / "none.json")["queries"] == []
    assert len(table(tmp_path / "none.csv")) == 1


def test_a_picture_is_never_written_over(tmp_path: Path, gallery: Path) -> None:
    picture = save(tmp_path / "a.JPG".lower())
    before = picture.read_bytes()
    with pytest.raises(Problem, match="called like a picture"):
        result(export_as(".csv", Sheet("Title", gallery, ()), picture))
    assert picture.read_bytes() == before
    with pytest.raises(Problem, match=r"is no kind of file that can be written. Call it \.html"):
        result(export(Sheet("Title", gallery, ()), tmp_path / "found.pdf"))


def test_where_nothing_can_be_written(tmp_path: Path, gallery: Path) -> None:
    with pytest.raises(Problem, match="there is no such folder"):
        result(export(Sheet("Title", gallery, ()), tmp_path / "nowhere" / "found.csv"))
    (tmp_path / "taken.html").mkdir()
    with pytest.raises(Problem, match=r"taken\.html cannot be written"):
        result(export(Sheet("Title", gallery, ()), tmp_path / "taken.html"))
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_is_a_sentence(
    tmp_path: Path, gallery: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file beside is one that takes nothing, as on a disk without room."""

    def full(opened: int, mode: str) -> FileIO:
        os.close(opened)
        return FileIO("/dev/full", mode)

    file = tmp_path / f"found{kind}"
    file.write_text("before")
    monkeypatch.setattr(unfinished, "FileIO", full)
    with pytest.raises(Problem) as raised:
        result(export(Sheet("Title", gallery, Endless(), is_look_up=True), file))
    monkeypatch.undo()
    assert str(raised.value) == whole_file.FULL.format(file)
    assert file.read_text() == "before"
    assert list(tmp_path.glob(".*")) == []


def test_what_a_killed_export_left_is_gone_after_the_next(tmp_path: Path, gallery: Path) -> None:
    killed = tmp_path / ".clothesfinder-0123456789abcdef.part"
    killed.write_text("half")
    others = [tmp_path / ".0123.part", tmp_path / "clothesfinder-1.part", tmp_path / ".x"]
    for other in others:
        other.write_text("of others")
    with unfinished.unfinished(tmp_path) as half:
        result(export(Sheet("Title", gallery, ()), tmp_path / "found.csv"))
        assert half.path.exists(), "which one is writing still"
    assert not killed.exists()
    assert all(other.exists() for other in others)


def write_half(file: Path, error: Exception) -> None:
    with written_whole(file) as opened:
        opened.write(b"half")
        raise error


def test_what_goes_wrong_inside_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    for error, told in (
        (ZeroDivisionError(), ZeroDivisionError),
        (OSError(errno.EIO, os.strerror(errno.EIO)), Problem),
    ):
        with pytest.raises(told):
            write_half(file, error)
    assert list(tmp_path.iterdir()) == []


def test_a_finding_of_a_search_goes_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert finding_of(Query(Path("a.png"))).name == str(tmp_path / "a.png")
    assert finding_of(Query(text="red")).name == "red"
    assert len(Chosen(Findings(tmp_path, []))) == 0

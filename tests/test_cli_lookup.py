"""clothesfinder lookup, and the files that it and search write besides."""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder import cli
from clothesfinder.catalog import Catalog

from .conftest import Call, ColourEmbedder, save

if TYPE_CHECKING:
    from collections.abc import Generator

    from clothesfinder.measuring import Step

PICTURES = 40


def colour(number: int) -> tuple[int, int, int]:
    return (number * 6, 255 - number * 6, number * 97 % 256)


@pytest.fixture
def pictures(gallery: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An indexed gallery that goes by colours."""
    embedder = ColourEmbedder()
    monkeypatch.setattr(cli, "load_model", lambda _name: embedder)
    for number in range(PICTURES):
        save(gallery / f"{number}.png", colour(number))
    assert call("index", gallery)[0] == 0
    return gallery


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    folder = tmp_path / "queries"
    for number in (2, 10, 1):
        save(folder / f"{number}.png", colour(number))
    return folder


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def test_for_people(call: Call, pictures: Path, queries: Path) -> None:
    code, out, err = call("lookup", queries, "--gallery", pictures)
    assert (code, err) == (0, "")
    first, second, third, counts = out.splitlines()
    assert first.split() == [
        "Found", "1.000", "same", "item", str(queries / "1.png"), str(pictures / "1.png"),
    ]  # fmt: skip
    assert str(queries / "2.png") in second
    assert str(queries / "10.png") in third
    assert counts == "3 found"


def test_for_programs(call: Call, pictures: Path, queries: Path) -> None:
    (queries / "3.jpg").write_text("no picture")
    code, out, err = call("lookup", queries, "--gallery", pictures, "-k", "2", "--json")
    assert (code, err) == (1, "")
    one, two, three, ten = lines(out)
    assert one["query"] == str(queries / "1.png")
    assert one["verdict"] == "found"
    assert one["matches"][0]["path"] == str(pictures / "1.png")
    assert [sorted(match) for match in one["matches"]] == [["path", "score", "word"]] * 2
    assert two["query"] == str(queries / "2.png")
    assert set(three) == {"query", "error"}
    assert three["error"].startswith("This is not a picture")
    assert ten["verdict"] == "found"


def test_a_bad_one_is_told_of_and_the_exit_code_says_so(
    call: Call, pictures: Path, queries: Path
) -> None:
    gone = queries / "gone.png"
    code, out, err = call("lookup", queries / "1.png", gone, "--gallery", pictures)
    assert code == 1
    assert err == f"{gone}: The file cannot be read: it is no longer there.\n"
    assert out.splitlines()[-1] == "1 found, 1 failed"


def test_leave_out_itself(call: Call, pictures: Path) -> None:
    code, out, _ = call("lookup", pictures / "5.png", "--gallery", pictures, "--json")
    assert lines(out)[0]["matches"][0]["path"] == str(pictures / "5.png")
    code, out, _ = call(
        "lookup", pictures, "--gallery", pictures, "--leave-out-itself", "-k", "1", "--json"
    )
    assert code == 0
    answers = lines(out)
    assert len(answers) == PICTURES
    assert not [one for one in answers if one["matches"][0]["path"] == one["query"]]


def test_relative_paths_and_a_list(
    call: Call, pictures: Path, queries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(queries)
    Path("list.txt").write_text("2.png\n1.png\n")
    _, out, _ = call("lookup", "list.txt", "10.png", "--gallery", "../gallery", "--json")
    assert [one["query"] for one in lines(out)] == [
        str(queries / name) for name in ("2.png", "1.png", "10.png")
    ]


def test_files_besides(call: Call, pictures: Path, queries: Path, tmp_path: Path) -> None:
    table, sheet = tmp_path / "found.csv", tmp_path / "found.html"
    given = ("--gallery", pictures, "--csv", table, "--html", sheet)
    code, out, err = call("lookup", queries, *given, "-k", "2")
    assert code == 0
    assert len(out.splitlines()) == 4
    assert err == f"Written: {table}\nWritten: {sheet}\n"
    header, *told = rows(table)
    assert header[:4] == ["Query", "Verdict", "Reason", "Match"]
    assert [row[0] for row in told] == [str(queries / f"{number}.png") for number in (1, 2, 10)]
    assert sheet.read_text(encoding="utf-8").count("<img ") == 9


def test_files_of_a_search(call: Call, pictures: Path, queries: Path, tmp_path: Path) -> None:
    table, sheet = tmp_path / "found.csv", tmp_path / "found.html"
    (queries / "bad.png").write_text("no picture")
    given = ("--gallery", pictures, "--csv", table, "--html", sheet, "-k", "2", "--json")
    code, out, err = call("search", queries / "1.png", queries / "bad.png", *given)
    assert code == 1
    assert len(lines(out)) == 2
    assert err == f"Written: {table}\nWritten: {sheet}\n"
    header, first, second, bad = rows(table)
    assert header == ["Query", "Rank", "Picture", "Score", "Word", "Reason"]
    assert first[:3] == [str(queries / "1.png"), "1", str(pictures / "1.png")]
    assert second[1] == "2"
    assert bad[0] == str(queries / "bad.png")
    assert bad[5].startswith("This is not a picture")
    told = sheet.read_text(encoding="utf-8")
    assert "Pictures like each of 2 in “gallery”" in told
    assert told.count("<img ") == 3


@pytest.mark.parametrize("command", ["search", "lookup"])
def test_before_any_work_where_a_file_cannot_be_written(
    call: Call, pictures: Path, queries: Path, command: str
) -> None:
    before = (pictures / "1.png").read_bytes()
    for option, file, told in (
        ("--csv", pictures / "1.png", "called like a picture"),
        ("--html", queries / "nowhere" / "a.html", "there is no such folder"),
    ):
        code, out, err = call(command, queries / "1.png", "--gallery", pictures, option, file)
        assert (code, out) == (1, "")
        assert told in err
    assert (pictures / "1.png").read_bytes() == before


def test_stopped_what_was_done_is_told_and_written(
    call: Call, pictures: Path, queries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Catalog.look_up

    def stopped(self: Catalog, *given: Any) -> Generator[Step, None, None]:
        for step in real(self, *given):
            yield step
            if step.done == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr(Catalog, "look_up", stopped)
    table = tmp_path / "found.csv"
    code, out, err = call("lookup", queries, "--gallery", pictures, "--csv", table)
    assert code == 130
    assert len(out.splitlines()) == 2
    assert err.splitlines() == [f"Written: {table}", "", "Stopped. What was done is kept."]
    assert len(rows(table)) == 3


def test_nothing_to_look_up_and_nothing_to_look_in(
    call: Call, pictures: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = call("lookup", tmp_path / "empty", "--gallery", pictures)
    assert (code, out) == (1, "")
    assert err.startswith("There are no pictures in")
    code, out, err = call("lookup", pictures / "1.png", "--gallery", tmp_path / "empty")
    assert (code, out) == (1, "")
    assert "not indexed yet" in err


@pytest.mark.parametrize(
    "wrong",
    [["lookup"], ["lookup", "a.png"], ["lookup", "--gallery", "g"],
     ["lookup", "a.png", "--gallery", "g", "-k", "0"],
     ["lookup", "mongodb://u:p@h/", "--gallery", "g"]],
)  # fmt: skip
def test_wrong_use_is_exit_2(call: Call, wrong: list[str]) -> None:
    code, out, err = call(*wrong)
    assert (code, out) == (2, "")
    assert "usage: clothesfinder" in err


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_text(call: Call, pictures: Path, queries: Path) -> None:
    name = os.fsdecode(b"\xff.png")
    (queries / "1.png").rename(queries / name)
    _, out, _ = call("lookup", queries / name, "--gallery", pictures, "--json")
    assert os.fsencode(lines(out)[0]["query"]) == os.fsencode(queries / name)

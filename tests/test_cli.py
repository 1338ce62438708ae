"""The command line, with the built-in model, as scripts and servers use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from clothesfinder.built_in import COLOUR_SHARE, LOOK_SHARE
from clothesfinder.catalog import Catalog
from clothesfinder.progress import Progress
from clothesfinder.progress_line import told
from clothesfinder.settings import Settings, save_settings

from .conftest import Call, save

COLOURS = {"red": (200, 0, 0), "green": (0, 150, 0), "blue": (0, 0, 200)}


@pytest.fixture
def pictures(gallery: Path) -> Path:
    """A gallery of three garments and two files that are none."""
    for name, colour in COLOURS.items():
        save(gallery / "shirts" / f"{name}.png", colour, (300, 400))
    (gallery / "bad.jpg").write_bytes(b"no picture")
    (gallery / "notes.txt").touch()
    return gallery


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_index_search_and_status_in_json(call: Call, pictures: Path) -> None:
    code, out, err = call("index", pictures, "--json")
    assert code == 0
    summary = lines(out)[-1]
    assert summary.pop("seconds") > 0
    by_itself = {"by_others": 0, "missing": 0}
    counts = {"indexed": 3, "unchanged": 0, "moved": 0, "removed": 0, "failed": 0, "skipped": 1}
    assert summary == counts | by_itself
    assert f"{pictures / 'bad.jpg'}: This is not a picture" in err

    queries = [pictures / "shirts" / "blue.png", pictures / "bad.jpg", pictures / "shirts/red.png"]
    code, out, _ = call("search", *queries, "--gallery", pictures, "-k", "2", "--json")
    assert code == 1
    blue, bad, red = lines(out)
    assert [answer["query"] for answer in (blue, bad, red)] == [str(query) for query in queries]
    assert len(blue["matches"]) == 2
    why = dict.fromkeys(("cut", "pattern", "colour"), pytest.approx(1, abs=1e-4))
    score = pytest.approx(1, abs=1e-4)
    assert blue["matches"][0] == {"path": str(queries[0]), "score": score, "why": why}
    assert red["matches"][0]["path"] == str(queries[2])
    assert "not a picture" in bad["error"]
    assert set(bad) == {"query", "error"}

    code, out, _ = call("status", pictures, "--json")
    assert code == 0
    (status,) = lines(out)
    assert set(status) == {
        *("gallery", "store", "space", "indexed", "new_index"),
        *("states", "last_run", "failures", "skipped"),
    }
    assert status["new_index"] is None
    assert status["gallery"] == str(pictures)
    assert status["indexed"] == 3
    assert status["space"].startswith("efficientnet-lite2/")
    assert status["failures"] == []
    (left_out,) = status["skipped"]
    assert left_out["path"] == str(pictures / "bad.jpg")


def test_for_people(call: Call, pictures: Path) -> None:
    code, out, _ = call("index", pictures)
    assert (code, out.split(" in ")[0]) == (
        0, "3 indexed, 0 unchanged, 0 moved, 0 removed, 0 failed, 1 skipped",
    )  # fmt: skip
    code, out, _ = call("search", pictures / "shirts" / "red.png", "--gallery", pictures)
    assert code == 0
    assert "the 3 most similar of 3" in out
    assert f"1.000  {pictures / 'shirts' / 'red.png'}" in out
    code, out, _ = call("status", pictures)
    assert code == 0
    assert "3 pictures indexed, 0 failed, 1 skipped" in out
    assert "bad.jpg: skipped: This is not a picture" in out


def test_what_counts(call: Call, pictures: Path) -> None:
    assert call("index", pictures)[0] == 0

    def find(*emphasis: str) -> dict[str, Any]:
        options = ("--gallery", pictures, "--json", *emphasis)
        code, out, _ = call("search", pictures / "shirts" / "red.png", *options)
        assert code == 0
        (answer,) = lines(out)
        return {Path(match["path"]).stem: match for match in answer["matches"]}

    as_it_is, same = find(), find("--emphasis", "as-it-is")
    assert as_it_is == same
    assert next(iter(as_it_is)) == "red"
    assert next(iter(find("--emphasis", "colour=-2"))) != "red"
    weighted = find("--emphasis", "cut=0, pattern=0.5,colour=-0.5")
    assert weighted != find("--emphasis", "other-colour")
    for name, match in weighted.items():
        assert match["why"] == as_it_is[name]["why"]
        told = LOOK_SHARE * match["why"]["pattern"] - COLOUR_SHARE * match["why"]["colour"]
        assert match["score"] == pytest.approx(told / (LOOK_SHARE + COLOUR_SHARE), abs=1e-4)


def test_relative_paths_come_out_absolute(
    call: Call, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pictures)
    assert call("index", ".")[0] == 0
    _, out, _ = call("search", "shirts/red.png", "--gallery", "shirts/..", "-k", "1", "--json")
    (answer,) = lines(out)
    assert answer["query"] == "shirts/red.png"
    assert answer["matches"][0]["path"] == str(pictures / "shirts" / "red.png")


def test_a_gallery_that_is_not_indexed(call: Call, pictures: Path) -> None:
    code, out, err = call("status", pictures)
    assert (code, out) == (1, "")
    assert err == "“gallery” is not indexed yet. Index this folder first.\n"
    code, out, _ = call("search", pictures / "shirts/red.png", "--gallery", pictures, "--json")
    assert code == 1
    assert "not indexed yet" in lines(out)[0]["error"]


def test_no_folder_and_an_empty_one(call: Call, tmp_path: Path) -> None:
    code, out, err = call("index", tmp_path / "nowhere", "--json")
    assert (code, out) == (1, "")
    assert err.startswith("There is no folder")
    (tmp_path / "empty").mkdir()
    code, _, err = call("index", tmp_path / "empty")
    assert code == 1
    assert err.startswith("There are no pictures in")


@pytest.mark.parametrize(
    "wrong",
    [[], ["index"], ["search", "a.jpg"], ["search", "--gallery", "g"], ["index", "g", "--colour"],
     ["search", "a.jpg", "--gallery", "g", "-k", "0"], ["fly"],
     ["index", "g", "--largest-picture", "0"],
     *(["search", "a.jpg", "--gallery", "g", "--emphasis", wrong] for wrong in (
         "", "bold", "cut", "cut=", "cut=3", "cut=nan", "size=1", "cut=1,cut=1", "cut=1;cut=0"))],
)  # fmt: skip
def test_wrong_use_is_exit_2(call: Call, wrong: list[str]) -> None:
    code, out, err = call(*wrong)
    assert (code, out) == (2, "")
    assert "usage: clothesfinder" in err


def test_a_picture_that_is_too_large_is_told_of_and_may_be_read_all_the_same(
    call: Call, gallery: Path
) -> None:
    save(gallery / "large.png", size=(1500, 1400))
    limit = ("--largest-picture", "2")
    code, out, err = call("index", gallery, "--json", *limit)
    assert (code, json.loads(out)["failed"]) == (0, 1)
    assert "1500 by 1400 pixels, which is 3 megapixels; up to 2 are read" in err
    save_settings(Settings(largest_picture=2))
    assert json.loads(call("index", gallery, "--json")[1])["failed"] == 1
    _, out, err = call("index", gallery, "--json", "--largest-picture", "3")
    assert {"failed": 0, "indexed": 1}.items() <= json.loads(out).items()
    assert "large.png" not in err
    assert json.loads(call("index", gallery, "--json")[1])["unchanged"] == 1


def test_an_unknown_store_is_a_sentence(call: Call, pictures: Path) -> None:
    code, _, err = call("index", pictures, "--store", "ftp://somewhere")
    assert code == 1
    assert len(err.splitlines()) == 1
    assert "address" in err


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_text_goes_in_and_out_as_it_is(gallery: Path, data: Path) -> None:
    name = b"\xff \xc3\xa9.png"
    save(gallery / "a.png").rename(gallery / os.fsdecode(name))

    def command(*arguments: object) -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "clothesfinder", *map(str, arguments)],
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            check=True,
            stdin=subprocess.DEVNULL,
        ).stdout

    assert b"1 indexed" in command("index", gallery)
    query = gallery / os.fsdecode(name)
    assert os.fsencode(query) in command("search", query, "--gallery", gallery)
    (match,) = json.loads(command("search", query, "--gallery", gallery, "--json"))["matches"]
    assert os.fsencode(match["path"]) == os.fsencode(query)


def test_progress_in_words() -> None:
    assert told(Progress(1500, 0, 0, "", 0.0)) == "Looking for pictures: 1500 found"
    waiting = told(Progress(99, 100, 0, "shirts", 0.5, waiting=True))
    assert "waiting for another computer" in waiting
    assert "99 / 100" in waiting
    text = told(Progress(25, 100, 0, "shirts", 0.5))
    assert text == "[#####...............] 25 / 100  0.5 a second, 2:30 left  shirts"


def test_a_folder_of_the_gallery(call: Call, pictures: Path) -> None:
    call("index", pictures)
    query = pictures / "shirts" / "blue.png"
    for folder in ("shirts", "shirts/", pictures / "shirts"):
        code, out, _ = call("search", query, "--gallery", pictures, "--folder", folder, "--json")
        (answer,) = lines(out)
        assert code == 0
        found = {Path(match["path"]).parent for match in answer["matches"]}
        assert found == {pictures / "shirts"}
    code, _, err = call("search", query, "--gallery", pictures, "--folder", "..")
    assert (code, "is not a folder of" in err) == (1, True)


def test_what_nobody_foresaw_is_logged_and_said(
    call: Call, pictures: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr(Catalog, "status", broken)
    code, out, err = call("status", pictures)
    assert (code, out) == (1, "")
    assert err.startswith("Something unexpected went wrong. What was done is kept; the log in ")
    assert "ZeroDivisionError" in caplog.text
    assert "deep inside" not in err


def test_pictures_that_are_nearly_the_same_count_as_one(call: Call, pictures: Path) -> None:
    red = pictures / "shirts" / "red.png"
    copy = pictures / "copy.jpg"
    with Image.open(red) as image:
        image.convert("RGB").resize((150, 200)).save(copy, quality=80)
    call("index", pictures)
    code, out, _ = call("search", red, "--gallery", pictures, "-k", "2", "--group", "--json")
    assert code == 0
    (answer,) = lines(out)
    first, second = answer["matches"]
    assert first["path"] == str(red)
    assert (first["nearly_same_count"], first["nearly_same"]) == (1, [str(copy)])
    assert (second["nearly_same_count"], second["nearly_same"]) == (0, [])
    assert set(first["why"]) == set(second["why"]) == {"cut", "pattern", "colour"}

    _, out, _ = call("search", red, "--gallery", pictures, "-k", "9", "--group")
    told = out.splitlines()
    assert len(told) == 4
    assert told[1].endswith(f"{red}  (and 1 nearly the same)")
    assert not any(line.endswith(")") for line in told[2:])
    _, out, _ = call("search", red, "--gallery", pictures, "--json")
    assert not any("nearly_same" in match for match in lines(out)[0]["matches"])

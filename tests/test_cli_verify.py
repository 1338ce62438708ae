"""The check of an index on the command line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from clothesfinder import cli
from clothesfinder.index_files import index_file

from .conftest import Call, ColourEmbedder, save

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pictures(gallery: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cli, "load_model", lambda _choice: ColourEmbedder())
    for number in range(6):
        save(gallery / f"{number}.png")
    return gallery


@pytest.fixture
def indexed(call: Call, pictures: Path) -> Path:
    assert call("index", pictures)[0] == 0
    return pictures


def spoil(gallery: Path) -> None:
    with closing(sqlite3.connect(index_file(gallery))) as db, db:
        db.execute("update part set vector = x'00000000' where picture = 2")


def test_sound(call: Call, indexed: Path) -> None:
    code, out, _ = call("verify", indexed, "--pictures", "4")
    assert code == 0
    assert out.splitlines() == [
        "The index is sound.",
        "6 pictures with 6 vectors were looked at; none are wrong.",
        "4 of them were embedded again; none differ from what is stored.",
        "4 of 4 were found first when searched for.",
        "Of their files, 6 are as when indexed.",
    ]


def test_wrong_then_repaired(call: Call, indexed: Path) -> None:
    spoil(indexed)
    code, out, _ = call("verify", indexed)
    assert code == 1
    assert "6 pictures with 6 vectors were looked at; 1 is wrong." in out
    assert f"  {indexed / '1.png'}: One of its vectors is of 1 number in place of 64." in out
    assert "run this again with --repair" in out
    code, out, _ = call("verify", indexed)
    assert code == 1, "it was not repaired unasked"
    code, out, _ = call("verify", indexed, "--repair")
    assert code == 0
    before, _, after = out.partition("Repaired.")
    assert "1 is wrong" in before
    assert "1 picture was taken out." in after
    assert "none are wrong" in after
    assert call("verify", indexed)[0] == 0


def test_a_damaged_file_is_set_aside(call: Call, indexed: Path) -> None:
    file = index_file(indexed)
    file.write_bytes(file.read_bytes()[:5000])
    damaged = file.read_bytes()
    assert call("verify", indexed)[0] == 1
    code, out, _ = call("verify", indexed, "--repair")
    assert code == 0
    aside = file.with_name(f"{file.name}.damaged-1")
    assert aside.read_bytes() == damaged
    assert f"kept as {aside}" in out


def test_for_programs(call: Call, indexed: Path) -> None:
    code, out, _ = call("verify", indexed, "--json")
    assert code == 0
    record = json.loads(out)
    assert record["sound"] is True
    assert (record["pictures"], record["sampled"], record["found_first"]) == (6, 6, 6)
    assert (record["faults"], record["repaired"], record["error"]) == ([], None, None)
    spoil(indexed)
    code, out, _ = call("verify", indexed, "--json", "--repair")
    assert code == 0
    record = json.loads(out)
    assert record["sound"] is False
    (fault,) = record["faults"]
    assert fault["path"] == str(indexed / "1.png")
    assert record["found_first"] is None
    assert record["repaired"]["dropped"] == 1
    assert record["repaired"]["after"]["sound"] is True


def test_not_indexed(call: Call, pictures: Path) -> None:
    code, out, _ = call("verify", pictures)
    assert code == 1
    assert "is not indexed yet" in out
    assert not index_file(pictures).exists()
    code, out, _ = call("verify", pictures, "--repair")
    assert code == 0
    assert "6 pictures were indexed" in out


def test_what_cannot_be_repaired_is_told_with_what_was_found(call: Call, indexed: Path) -> None:
    spoil(indexed)
    for file in indexed.iterdir():
        file.unlink()
    code, out, _ = call("verify", indexed, "--repair")
    assert code == 1
    assert "1 is wrong" in out
    assert "Not repaired. There are no pictures" in out
    record = json.loads(call("verify", indexed, "--repair", "--json")[1])
    assert "There are no pictures" in record["error"]
    assert call("verify", indexed, "--pictures", "0")[0] == 2

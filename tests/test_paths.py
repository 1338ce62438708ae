"""Files of every name that a file system takes, through all that is done with them."""

from __future__ import annotations

import json
import os
import secrets
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clothesfinder import cli
from clothesfinder.catalog import Catalog
from clothesfinder.filter import Filter
from clothesfinder.logs import log_folder
from clothesfinder.query import Query
from clothesfinder.store import open_store
from clothesfinder.transfer import copy_gallery
from clothesfinder.verifying import verify
from clothesfinder.walk import find_pictures

from .atlas.search_double import AtlasSearchDouble
from .conftest import ColourEmbedder, draw, result, save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Call

NAMES = {
    "nfc": "é.png",
    "nfd": "e\u0301.png",
    "emoji": "衣服👗👩\u200d🦰.png",
    "right to left": "\u202egnp.שמלה\u200f.png",
    "bytes": os.fsdecode(b"\xff\xfe caf\xe9.png"),
    "half a pair": os.fsdecode(b"\xed\xa0\xbd.png"),
    "255 bytes": "n" * 251 + ".png",
    "quotes": "qu'o\"te`$HOME`\\.png",
    "newline": "two\nlines\r.png",
    "tab": "a\ttab\x1b[31m.png",
    "dash": "-x.png",
    "option": "--json.png",
    "leading space": "  led.png",
    "trailing space": "trailed.png /x .png",
    "dots": "a..png",
    "percent": "100%25 & <b>#?;.png",
    "controls": "\x01\x7f\u2028.png",
    "folder like a picture": "x.jpg/inside.png",
    "folder of bytes": os.fsdecode(b"\xfe dir/\xff.png"),
    "address": "http:/host/a.png",
    "surrogate escape look-alike": "\\udcff.png",
    "wildcard": "*?[a].png",
}
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
pytestmark = on_linux


def make(gallery: Path, path: str) -> Path | None:
    """A picture of its own at this path; None where the file system does not take the name."""
    file, colours = gallery / path, secrets.token_bytes(3)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            draw((colours[0], colours[1], colours[2])).save(opened, "PNG")
    except (OSError, ValueError):
        return None
    return file if path in {one.path for one in found(gallery)} else None


def found(gallery: Path) -> list[Any]:
    return list(find_pictures(gallery))


@pytest.fixture
def paths(gallery: Path) -> list[str]:
    """The paths of a gallery that holds as many of them as can be."""
    return [path for path in NAMES.values() if make(gallery, path) is not None]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtlasSearchDouble]:
    with AtlasSearchDouble(tmp_path_factory.mktemp("atlas")) as server:
        yield server


@pytest.fixture(params=["sqlite", "mongodb"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return ""
    return f"{request.getfixturevalue('server').uri}t{secrets.token_hex(6)}"


@pytest.fixture
def catalog(gallery: Path, url: str, paths: list[str]) -> Iterator[Catalog]:
    with closing(Catalog(gallery, url, load_embedder=ColourEmbedder)) as catalog:
        assert result(catalog.index()).indexed == len(paths) > 15
        yield catalog


def test_each_is_stored_found_and_sound(catalog: Catalog, paths: list[str]) -> None:
    assert catalog.stores.open().stamps().keys() == set(paths)
    for path in paths:
        matches = result(catalog.search(Query(catalog.gallery / path), 2)).matches
        assert matches[0].path == path
        assert matches[0].score == pytest.approx(1, abs=1e-5)
    report = result(verify(catalog, len(paths)))
    assert report.is_sound
    assert (report.unchanged, report.new) == (len(paths), 0)
    assert result(catalog.index()).unchanged == len(paths)


def test_each_may_be_renamed(catalog: Catalog, paths: list[str]) -> None:
    for number, path in enumerate(paths):
        (catalog.gallery / path).rename(catalog.gallery / f"{number}.png")
    assert result(catalog.index()).moved == len(paths)


def test_each_may_break_and_go(catalog: Catalog, paths: list[str]) -> None:
    for path in paths:
        (catalog.gallery / path).write_bytes(b"no picture")
    assert result(catalog.index()).skipped == len(paths)
    assert {failure.path for failure in catalog.status().failures} == set(paths)
    save(catalog.gallery / "left.png")
    for path in paths:
        (catalog.gallery / path).unlink()
    assert result(catalog.index()).indexed == 1
    assert not catalog.status().failures


def test_each_folder_may_be_searched_by_itself(catalog: Catalog, paths: list[str]) -> None:
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder:
            query = Query(catalog.gallery / path)
            matches = result(catalog.search(query, 9, Filter(folder))).matches
            assert [match.path for match in matches] == [path]


def test_from_one_store_into_the_other_and_back(
    gallery: Path, paths: list[str], server: AtlasSearchDouble
) -> None:
    address = f"{server.uri}t{secrets.token_hex(6)}"
    with closing(Catalog(gallery, load_embedder=ColourEmbedder)) as catalog:
        result(catalog.index())
        before = catalog.stores.open().stamps()
        with closing(open_store(address, gallery)) as shared:
            assert result(copy_gallery(catalog.stores.open(), shared)).copied == len(paths)
            assert dict(shared.stamps()) == before
            catalog.forget()
            assert result(copy_gallery(shared, catalog.stores.open(create=True))).copied
        assert catalog.stores.open().stamps() == before


@pytest.mark.parametrize(
    "name", ["gallery é", "e\u0301", os.fsdecode(b"\xff"), "a\nb", " -x ", "x.png", "\u202eabc"]
)
def test_the_gallery_itself_may_be_called_so(tmp_path: Path, name: str, call: Call) -> None:
    gallery = tmp_path / name
    save(gallery / "a.png")
    with closing(Catalog(gallery, load_embedder=ColourEmbedder)) as catalog:
        assert result(catalog.index()).indexed == 1
        assert result(verify(catalog)).is_sound
    code, out, _ = call("status", gallery, "--json")
    assert code == 0
    assert json.loads(out)["gallery"] == str(gallery)


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    """Run a command; what it writes need not be text."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = cli.main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, os.fsdecode(out), os.fsdecode(err)

    return call


@pytest.fixture
def by_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "load_model", lambda _choice: ColourEmbedder())


def test_json_is_plain_text_and_gives_every_path_back(
    gallery: Path, paths: list[str], call: Call, by_colours: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no text in a path is written as a lone surrogate, escaped: \\udcff is the byte ff."""
    (gallery / os.fsdecode(b"bad \xff\n.jpg")).write_bytes(b"no picture")
    assert call("index", gallery, "--json")[0] == 0
    monkeypatch.chdir(gallery)
    for path in paths:
        code, out, _ = call("search", "-k", "1", "--gallery", ".", "--json", "--", path)
        assert code == 0
        assert out.isascii()
        assert out.count("\n") == 1
        told = json.loads(out)
        assert told["query"] == path
        assert [match["path"] for match in told["matches"]] == [str(gallery / path)]
    for command in (["status"], ["verify", "--pictures", "99"]):
        code, out, _ = call(*command, gallery, "--json")
        assert code == 0
        assert out.isascii()
        json.loads(out)
    (skipped,) = json.loads(call("status", gallery, "--json")[1])["skipped"]
    assert skipped["path"] == str(gallery / os.fsdecode(b"bad \xff\n.jpg"))


def test_lines_for_people_are_written_too(
    gallery: Path, paths: list[str], call: Call, by_colours: None
) -> None:
    assert call("index", gallery)[0] == 0
    for path in paths:
        code, out, _ = call("search", "-k", "1", "--gallery", gallery, "--", gallery / path)
        assert code == 0
        assert str(gallery / path) in out
    log = log_folder() / "clothesfinder.log"
    if log.exists():
        log.read_text("utf-8")


def test_a_path_too_long_for_the_system_is_told_and_stops_nothing(gallery: Path) -> None:
    """Folders within folders reach further than one path can name."""
    save(gallery / "near.png")
    here, part = Path.cwd(), "d" * 200
    try:
        os.chdir(gallery)
        for _ in range(25):
            Path(part).mkdir()
            os.chdir(part)
        Path("deep.png").write_bytes((gallery / "near.png").read_bytes())
    finally:
        os.chdir(here)
    with closing(Catalog(gallery, load_embedder=ColourEmbedder)) as catalog:
        summary = result(catalog.index())
        assert summary.indexed == 1
        (failure,) = catalog.status().failures
        assert failure.path.startswith(part)
        assert "too long" in failure.reason
        assert result(verify(catalog)).is_sound
        assert result(catalog.index()).unchanged == 1

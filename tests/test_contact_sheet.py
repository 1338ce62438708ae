"""The contact sheet, read as a browser does: it needs nothing else, and names are but text."""

from __future__ import annotations

import base64
import os
import re
import sys
import tracemalloc
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import pytest
from PIL import Image

from clothesfinder import __version__
from clothesfinder.calibration import Thresholds
from clothesfinder.contact_sheet import EDGE, EDGE_OF_MANY, MANY
from clothesfinder.export import Sheet, export
from clothesfinder.findings import Finding, Findings
from clothesfinder.images import open_picture
from clothesfinder.orientation import Orientation
from clothesfinder.query import Query
from clothesfinder.sheets import sheet_of_look_up, sheet_of_searches
from clothesfinder.store import WHOLE, Box, Match
from clothesfinder.terms import UNLIKE, Term

from .conftest import result, save, save_outfit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

THRESHOLDS = Thresholds(style=0.5, close=0.7, same=0.9)
VOID = {"meta", "img", "br"}
EVIL = "<img src=x onerror=alert(1)> & \"'{}.png"
GALLERY = Path(__file__).parent.parent.parent / "shared" / "data" / "gallery"


class Page(HTMLParser):
    """What a browser finds in a page; fails where a tag is not closed."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style" and data.strip():
            self.texts.append(data.strip())

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def pictures(self) -> list[Image.Image]:
        opened: list[Image.Image] = []
        for attributes in self.of("img"):
            kind, _, body = str(attributes["src"]).partition(",")
            assert kind == "data:image/jpeg;base64"
            image = Image.open(BytesIO(base64.b64decode(body, validate=True)))
            image.load()
            assert image.size == (int(attributes["width"] or 0), int(attributes["height"] or 0))
            opened.append(image)
        return opened


def write(sheet: Sheet, tmp_path: Path) -> Page:
    file = tmp_path / "sheet.html"
    result(export(sheet, file))
    return Page(file)


def check_needs_nothing_else(page: Page) -> None:
    """No script, and no address but those of files to click on and of the pictures in it."""
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "iframe", "object", "embed", "form", "base", "svg"}
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        addresses = {name: attributes[name] for name in ("src", "href") if name in attributes}
        if tag == "img":
            assert str(addresses.pop("src")).startswith("data:image/jpeg;base64,")
        elif tag == "a":
            assert str(addresses.pop("href")).startswith("file:///")
        assert not addresses
        assert "srcset" not in attributes
        assert "style" not in attributes


@pytest.fixture
def sheet(gallery: Path, tmp_path: Path) -> Sheet:
    """Three queries, one of them none; two matches that are there, and one that is not."""
    save(gallery / EVIL, (200, 0, 0))
    save(gallery / "b.png", (0, 0, 200), (400, 300))
    queries = [save(tmp_path / EVIL.replace("png", "jpg"), (200, 0, 0)), tmp_path / "bad.png"]
    queries[1].write_text("no picture")
    findings = Findings(gallery, [str(path) for path in queries])
    matches = [Match(EVIL, WHOLE, 0.95), Match("b.png", WHOLE, 0.2), Match("gone.png", WHOLE, 0.1)]
    findings.add(Finding(Query(queries[0], queries[0].name), matches, THRESHOLDS))
    findings.add(Finding(Query(queries[1], "bad.png"), reason="It is <b>no</b> picture."))
    findings.not_judged = "Scores & <i>words</i>."
    return sheet_of_look_up(findings)


def test_everything_is_told(sheet: Sheet, gallery: Path, tmp_path: Path) -> None:
    page = write(sheet, tmp_path)
    told = page.texts
    assert told.count("Looked up in “gallery”") == 2  # the title and the heading
    assert str(gallery) in told
    assert any(re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:\d\d", text) for text in told)
    assert f"Clothesfinder {__version__}," in told
    for text in ("Found", "Failed", "0.95", "same item", "0.20", "weak", EVIL, "b.png"):
        assert text in told
    for text in ("It is <b>no</b> picture.", "Scores & <i>words</i>.", "Not on this computer"):
        assert text in told
    for path in (gallery / EVIL, gallery / "b.png", tmp_path / "bad.png"):
        assert str(path) in told
        assert path.as_uri() in [attributes["href"] for attributes in page.of("a")]


def test_nothing_from_elsewhere_and_names_are_but_text(sheet: Sheet, tmp_path: Path) -> None:
    page = write(sheet, tmp_path)
    check_needs_nothing_else(page)
    policies = [a["content"] for a in page.of("meta") if "http-equiv" in a]
    assert policies == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]
    assert len(page.of("img")) == 3
    style = (tmp_path / "sheet.html").read_text(encoding="utf-8").split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_every_picture_has_a_name_for_who_cannot_see_it(sheet: Sheet, tmp_path: Path) -> None:
    page = write(sheet, tmp_path)
    assert [attributes["alt"] for attributes in page.of("img")] == [
        EVIL.replace("png", "jpg"), EVIL, "b.png",
    ]  # fmt: skip
    assert page.of("html") == [{"lang": "en"}]


def test_pictures_are_small_and_upright(gallery: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "a secret place"
    image = Image.new("RGB", (800, 400), (0, 0, 200))
    image.paste((200, 0, 0), (0, 0, 400, 400))
    image.save(turned, exif=exif)
    page = write(sheet_of_searches(gallery, [Finding(Query(turned, "turned.jpg"))]), tmp_path)
    (small,) = page.pictures
    assert small.size == (EDGE // 2, EDGE)
    assert b"secret" not in (tmp_path / "sheet.html").read_bytes()
    top = small.getpixel((EDGE // 4, 10))
    assert isinstance(top, tuple)
    assert top[0] > 150 > top[2]
    assert "Nothing was found." in page.texts


def test_a_part_of_a_query_and_one_that_has_no_file(gallery: Path, tmp_path: Path) -> None:
    outfit = save_outfit(tmp_path / "outfit.png", (200, 0, 0), (0, 0, 200))
    lower = Query(outfit, "outfit.png", box=Box(0.0, 0.5, 1.0, 1.0))
    pasted = Query(outfit.read_bytes(), "Pasted picture")
    words = Query(text="red <dress>", name="red <dress>")
    findings = [Finding(query) for query in (lower, pasted, words)]
    page = write(sheet_of_searches(gallery, findings), tmp_path)
    part, whole = page.pictures
    assert part.size == (60, 80)
    middle = part.getpixel((30, 40))
    assert isinstance(middle, tuple)
    assert middle[2] > 150 > middle[0]
    assert whole.size == (60, 160)
    assert "“red <dress>”" in page.texts
    assert page.of("a") == [{"href": outfit.as_uri()}]


def test_a_query_that_is_turned_and_has_others_beside_it(gallery: Path, tmp_path: Path) -> None:
    outfit = save_outfit(tmp_path / "outfit.png", (200, 0, 0), (0, 0, 200))
    others = Term(name="wanted.png"), Term(name="not <this>.png", weight=UNLIKE)
    left = Box(0.0, 0.0, 0.5, 1.0)
    query = Query(outfit, "outfit.png", left, others=others, orientation=Orientation(1))
    page = write(sheet_of_searches(gallery, [Finding(query)]), tmp_path)
    (part,) = page.pictures
    assert part.size == (80, 60), "turned to the right, what was below is to the left"
    middle = part.getpixel((40, 30))
    assert isinstance(middle, tuple)
    assert middle[2] > 150 > middle[0]
    assert {"+ wanted.png", "\N{MINUS SIGN} not <this>.png"} <= set(page.texts)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_text_leads_to_its_file(gallery: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\x07.png")
    save(gallery / "a.png").rename(gallery / name)
    one = Finding(Query(gallery / name, name), [Match(name, WHOLE, 1.0)])
    page = write(sheet_of_searches(gallery, [one]), tmp_path)
    assert len(page.pictures) == 2
    for attributes in page.of("a"):
        address = str(attributes["href"]).removeprefix("file://")
        assert unquote_to_bytes(address) == os.fsencode(gallery / name)
    assert "caf?\ufffd.png" in page.texts


def test_light_dark_and_on_paper(sheet: Sheet, tmp_path: Path) -> None:
    write(sheet, tmp_path)
    style = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    for rule in ("prefers-color-scheme: dark", "@media print", "size: A4", "break-inside: avoid"):
        assert rule in style


class Many:
    """Rows with pictures of their own, made as they are asked for."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._folder = folder
        self._rows = rows

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[Finding]:
        for row in range(self._rows):
            name = f"{row % 8}.png"
            yield Finding(Query(self._folder / name, name), [Match(name, WHOLE, 0.5)] * 3)


def test_many_rows_need_no_more_memory_than_few(gallery: Path, tmp_path: Path) -> None:
    for number in range(8):
        save(gallery / f"{number}.png")
    most = []
    for rows in (200, 1000):
        tracemalloc.start()
        sheet = Sheet("Many", gallery, Many(gallery, rows), is_look_up=True)
        result(export(sheet, tmp_path / "sheet.html"))
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert most[1] < most[0] + 500_000
    assert (tmp_path / "sheet.html").stat().st_size > 4_000_000


def test_of_very_many_rows_pictures_are_smaller(gallery: Path, tmp_path: Path) -> None:
    for number in range(8):
        save(gallery / f"{number}.png", size=(300, 400))
    few = write(Sheet("Few", gallery, Many(gallery, 8)), tmp_path)
    many = write(Sheet("Many", gallery, Many(gallery, MANY + 1)), tmp_path)
    assert {image.size for image in few.pictures} == {(EDGE * 3 // 4, EDGE)}
    assert {image.size for image in many.pictures} == {(EDGE_OF_MANY * 3 // 4, EDGE_OF_MANY)}


@pytest.mark.skipif(not GALLERY.is_dir(), reason="the photos are not here")
def test_photos_show_what_they_show(tmp_path: Path) -> None:
    photos = sorted(GALLERY.rglob("*.jpg"))[::200]
    matches = [Match(photo.relative_to(GALLERY).as_posix(), WHOLE, 0.9) for photo in photos[1:]]
    one = Finding(Query(photos[0], photos[0].name), matches)
    page = write(sheet_of_searches(GALLERY, [one]), tmp_path)
    check_needs_nothing_else(page)
    assert len(page.pictures) == len(photos)
    for photo, small in zip(photos, page.pictures, strict=True):
        whole = open_picture(photo).image.resize(small.size)
        pairs = zip(whole.resize((4, 4)).tobytes(), small.resize((4, 4)).tobytes(), strict=True)
        assert max(abs(one - other) for one, other in pairs) < 20
        assert max(small.size) == EDGE


def test_pictures_that_are_elsewhere_are_supplied(gallery: Path, tmp_path: Path) -> None:
    save(gallery / "here.png")
    small = BytesIO()
    Image.new("RGB", (160, 120), (0, 0, 200)).save(small, "JPEG")
    large = BytesIO()
    Image.new("RGB", (2000, 1000)).save(large, "JPEG")
    held = {"away.png": small.getvalue(), "large.png": large.getvalue(), "broken.png": b"\xff\xd8"}
    asked: list[list[str]] = []

    def supply(paths: Collection[str]) -> dict[str, bytes]:
        asked.append(sorted(paths))
        return {path: held[path] for path in paths if path in held}

    names = ["here.png", "away.png", "large.png", "broken.png", "unknown.png"]
    one = Finding(Query(gallery / "here.png", "q"), [Match(name, WHOLE, 0.5) for name in names])
    page = write(sheet_of_searches(gallery, [one, one])._replace(supply=supply), tmp_path)
    assert asked == [sorted(names[1:])]  # at once, for several findings
    assert [image.size for image in page.pictures] == [(60, 80), (60, 80), (160, 120)] * 2
    assert page.texts.count("Cannot be shown") == 4
    assert page.texts.count("Not on this computer") == 2
    here = Finding(Query(gallery / "here.png", "q"), [Match("here.png", WHOLE, 0.5)])
    write(sheet_of_searches(gallery, [here])._replace(supply=supply), tmp_path)
    assert len(asked) == 1

"""What other programs offer, as recorded from them: what is taken of it, in which order."""

from __future__ import annotations

import base64
import os
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from clothesfinder.gui.addresses import local_path, web_address
from clothesfinder.gui.mime import Dropped, acceptable, elsewhere, from_mime
from clothesfinder.gui.offered import listed_in, pictures_in, without_quotes
from tests.conftest import draw, save

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.usefixtures("qapp")

SHOP = "http://shop.example/dress.png"


def png() -> bytes:
    file = BytesIO()
    draw((20, 90, 160)).save(file, "PNG")
    return file.getvalue()


def data_address() -> str:
    return f"data:image/png;base64,{base64.b64encode(png()).decode()}"


def offer(formats: Mapping[str, bytes | str]) -> QMimeData:
    """What a program offers: the bytes of each format."""
    mime = QMimeData()
    for name, data in formats.items():
        mime.setData(name, data.encode() if isinstance(data, str) else data)
    return mime


def bitmap() -> QImage:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 60))
    return image


class TestFileManagers:
    def test_thunar_copies(self) -> None:
        mime = offer(
            {
                "text/uri-list": "file:///home/a/100%25%20wool.jpg\r\nfile:///home/a/%C3%BC.png\r\n",
                "x-special/gnome-copied-files": "copy\nfile:///home/a/100%25%20wool.jpg",
                "text/plain": "/home/a/100% wool.jpg",
            }
        )
        assert acceptable(mime)
        files = [Path("/home/a/100% wool.jpg"), Path("/home/a/ü.png")]
        assert from_mime(mime) == Dropped(files=files)

    @pytest.mark.parametrize("verb", ["copy", "cut"])
    def test_gnome_with_nothing_but_its_own_format(self, verb: str) -> None:
        listed = f"{verb}\nfile:///home/a/x.png\nfile:///home/a/caf%E9.jpg\0"
        mime = offer({"x-special/gnome-copied-files": listed})
        assert acceptable(mime)
        odd = Path(os.fsdecode(b"/home/a/caf\xe9.jpg"))
        assert from_mime(mime) == Dropped(files=[Path("/home/a/x.png"), odd])

    def test_nautilus_that_copies_as_text(self) -> None:
        text = "x-special/nautilus-clipboard\ncopy\nfile:///home/a/red%20dress.png\n"
        assert from_mime(offer({"text/plain": text})) == Dropped([Path("/home/a/red dress.png")])

    def test_list_with_remarks_a_host_and_bare_paths(self) -> None:
        listed = (
            "# a list\r\nfile://localhost/a.png\r\nfile:/b.png\r\n/c%20d.png\r\n"
            "\r\nFILE:///e.png\r\nhttp://shop.example/f.png\r\n"
        )
        files = [Path("/a.png"), Path("/b.png"), Path("/c d.png"), Path("/e.png")]
        assert from_mime(offer({"text/uri-list": listed})) == Dropped(files=files)

    @pytest.mark.parametrize("scheme", ["smb", "mtp", "trash", "blob", "ftp"])
    def test_what_lies_elsewhere_is_told(self, scheme: str) -> None:
        mime = offer({"text/uri-list": f"{scheme}://there/a.png\r\n"})
        assert from_mime(mime) is None
        assert f"“{scheme}:”" in elsewhere(mime)

    def test_nothing_is_elsewhere_without_an_address(self) -> None:
        assert elsewhere(None) == ""
        assert elsewhere(offer({"text/plain": "smb: is a protocol"})) == ""

    @pytest.mark.skipif(sys.platform != "win32", reason="the paths of Windows")
    def test_on_windows(self) -> None:
        assert local_path("file://localhost/C:/a%20b.png") == "C:/a b.png"
        assert local_path("file:///C:/a%20b.png") == "C:/a b.png"

    @pytest.mark.parametrize("address", ["file://[::1/a", "file://", "http://a/b", "/a", ""])
    def test_no_path(self, address: str) -> None:
        assert local_path(address) is None


class TestBrowsers:
    def test_chromium_drags_a_picture_in_a_link(self) -> None:
        page = f"\ufeff<a href='http://shop.example/1'><img alt='A > B' src='{SHOP}'></a>"
        formats: dict[str, bytes | str] = {
            "text/uri-list": "http://shop.example/1\r\n",
            "text/plain": "http://shop.example/1",
            "text/html": page,
            "XdndDirectSave0": "dress.png",
            "application/octet-stream": png(),
            "chromium/x-renderer-taint": "",
        }
        assert from_mime(offer(formats)) == Dropped(data=png())
        del formats["application/octet-stream"]
        assert from_mime(offer(formats)) == Dropped(url=SHOP)

    def test_chromium_copies_a_picture(self) -> None:
        mime = offer({"text/html": f'<img src="{SHOP}">', "image/png": png()})
        assert from_mime(mime) == Dropped(data=png())

    @pytest.mark.parametrize("with_bytes", [True, False])
    def test_firefox_drags_a_picture_in_a_link(self, with_bytes: bool) -> None:
        """It makes a PNG of its own, and offers several kinds that turn out to be empty."""
        page = "http://shop.example/1"
        formats: dict[str, bytes | str] = {
            "text/uri-list": page,
            "_NETSCAPE_URL": f"{page}\n{SHOP}",
            "text/x-moz-url-data": page.encode("utf-16-le"),
            "text/x-moz-url-desc": SHOP.encode("utf-16-le"),
            "text/html": '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
            f'<a href="{page}"><img src="{SHOP}" alt="A > B für Mädchen"></a>',
            "text/plain": page,
            "application/x-moz-nativeimage": "",
            "image/png": png() if with_bytes else "",
            "image/jpg": "",
            "image/gif": "",
            "application/x-moz-file-promise": "",
            "XdndDirectSave0": "S",
            "application/x-moz-file-promise-url": SHOP.encode("utf-16-le"),
        }
        taken = Dropped(data=png()) if with_bytes else Dropped(url=SHOP)
        assert from_mime(offer(formats)) == taken

    def test_firefox_copies_a_picture(self) -> None:
        mime = offer({"text/html": f'<img src="{SHOP}">', "image/png": png(), "image/x-icon": ""})
        assert from_mime(mime) == Dropped(data=png())

    def test_older_firefox_drags_a_picture(self) -> None:
        """On X11 it writes UTF-16, with nothing to tell that by."""
        page = f'<img src="{SHOP}" alt="Kleid für Mädchen">'
        mime = offer(
            {
                "text/x-moz-url": f"{SHOP}\nA dress".encode("utf-16-le"),
                "_NETSCAPE_URL": f"{SHOP}\nA dress",
                "text/html": page.encode("utf-16-le"),
            }
        )
        assert acceptable(mime)
        assert from_mime(mime) == Dropped(url=SHOP)

    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_firefox_drags_a_link(self, mark: str) -> None:
        mime = offer({"text/x-moz-url": f"{mark}{SHOP}\nA dress".encode("utf-16-le")})
        assert acceptable(mime)
        assert from_mime(mime) == Dropped(url=SHOP)

    @pytest.mark.parametrize("kind", ["image/jpeg", "image/webp", "image/x-portable-something"])
    def test_bytes_of_any_kind_of_picture(self, kind: str) -> None:
        assert from_mime(offer({kind: png(), "text/uri-list": SHOP})) == Dropped(data=png())

    def test_a_bitmap_is_at_hand_and_an_address_is_not(self) -> None:
        mime = offer({"text/uri-list": SHOP, "text/html": f'<img src="{SHOP}">'})
        mime.setImageData(bitmap())
        dropped = from_mime(mime)
        assert dropped is not None
        assert dropped.image == bitmap()

    def test_a_picture_within_the_page(self) -> None:
        page = f"<img src='{SHOP}'><p>and</p><img class=x src={data_address()}>"
        mime = offer({"text/html": page})
        assert acceptable(mime)
        assert from_mime(mime) == Dropped(data=png()), "at hand, so nothing need be fetched"
        assert from_mime(offer({"text/uri-list": data_address()})) == Dropped(data=png())

    def test_piece_of_a_page_without_a_picture(self) -> None:
        assert (
            from_mime(offer({"text/html": "<b>red</b> dress", "text/plain": "red dress"})) is None
        )
        assert from_mime(offer({"text/html": "<img alt=x>", "text/plain": "x"})) is None

    def test_script_of_a_page_is_no_address(self) -> None:
        mime = offer({"text/uri-list": "javascript:alert(1)", "text/html": "<img src='/a.png'>"})
        assert from_mime(mime) is None


class TestText:
    @pytest.mark.parametrize("marks", ['"{}"', "'{}'", "<{}>", "„{}“", "  {}\n", "{}"])
    def test_with_and_without_marks_around_it(self, tmp_path: Path, marks: str) -> None:
        shirt = save(tmp_path / "a shirt.png")
        for written in (str(shirt), shirt.as_uri()):
            assert from_mime(offer({"text/plain": marks.format(written)})) == Dropped([shirt])
        assert from_mime(offer({"text/plain": marks.format(SHOP)})) == Dropped(url=SHOP)

    def test_picture_in_an_address_however_long(self) -> None:
        file = BytesIO()
        Image.frombytes("RGB", (150, 150), os.urandom(3 * 150 * 150)).save(file, "PNG")
        address = f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
        assert len(address) > 50_000
        assert from_mime(offer({"text/plain": address})) == Dropped(data=file.getvalue())

    @pytest.mark.parametrize(
        "text",
        [
            f"Look: {SHOP}",
            f"{SHOP} is what I mean",
            "https://",
            "ftp://shop.example/a.png",
            "shop.example/a.png",
            "data:text/html,<img>",
        ],
    )
    def test_prose_is_no_address(self, text: str) -> None:
        assert from_mime(offer({"text/plain": text})) is None

    def test_one_without_quotes(self) -> None:
        assert without_quotes("'") == "'"
        assert without_quotes("\"a'") == "\"a'"
        assert without_quotes("") == ""


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<IMG SRC="http://a/1">', ["http://a/1"]),
        ("<img data-src='http://a/0' src = 'http://a/1'>", ["http://a/1"]),
        ("<img srcset='http://a/0 2x' src=http://a/1>", ["http://a/0", "http://a/1"]),
        ('<img alt="x>y src=\'no\'" src="http://a/1">', ["http://a/1"]),
        ("<img src='http://a/?x=1&amp;y=&quot;'>", ['http://a/?x=1&y="']),
        ("<img src='//a/1'><img src=\"http://a/2\"/>", ["https://a/1", "http://a/2"]),
        ("<img/src=http://a/1>", ["http://a/1"]),
        ("<image src='http://a/1'><imgsrc='x'><img", []),
    ],
)
def test_pictures_of_a_page(html: str, addresses: list[str]) -> None:
    assert list(pictures_in(html)) == addresses


@pytest.mark.parametrize(
    "piece", ["<img ", "<img '", "<img \"'", '<img a="', "<img src=", "<img s", "<img 'a'"]
)
def test_a_page_made_to_take_long_does_not(piece: str) -> None:
    """Were it to grow with the square of the length, this would not end today."""
    assert not [address for address in pictures_in(piece * 200_000) if "://" in address]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("HTTP://Shop.Example/a b.jpg?x=ü", "http://shop.example/a%20b.jpg?x=%C3%BC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://me:secret@shop.example:8080/a#part", "http://shop.example:8080/a"),
        ("http://127.0.0.1:80/a%2Fb?", "http://127.0.0.1:80/a%2Fb"),
        ("file:///a.png", None),
        ("http://", None),
        ("http://[::1", None),
        ("http://a:99999/", None),
        ("", None),
    ],
)
def test_addresses_of_the_web(written: str, asked: str | None) -> None:
    assert web_address(written) == asked


def test_lists() -> None:
    assert listed_in("") == []
    assert listed_in("cut\r\n# no\r\nfile:///a\n\n file:///b \n") == ["file:///a", "file:///b"]


def test_own_list_survives_qt(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9 #1%.png")
    mime = QMimeData()
    mime.setUrls([QUrl(odd.as_uri())])
    again = offer({"text/uri-list": bytes(mime.data("text/uri-list").data())})
    assert from_mime(mime) == from_mime(again) == Dropped(files=[odd])


class TestSizes:
    """Pictures that a page has in several sizes, and addresses that a page completes."""

    @pytest.mark.parametrize(
        ("written", "addresses"),
        [
            ("s.jpg 320w, http://a/m.jpg 1200w, http://a/l.jpg 9000w", ["http://a/m.jpg"]),
            ("http://a/w_300,h_4.jpg 300w,http://a/w_600,h_8.jpg 600w", ["http://a/w_600,h_8.jpg"]),
            ("http://a/1.jpg, http://a/2.jpg 2x", ["http://a/2.jpg"]),
            ("http://a/1.jpg,\n http://a/1b.jpg 1.5x, http://a/9.jpg 9x", ["http://a/1b.jpg"]),
            ("http://a/l.jpg 9000w, http://a/m.jpg 5000w 300h", ["http://a/m.jpg"]),
            ("http://a/x.jpg", ["http://a/x.jpg"]),
            ("//a/x.jpg 2x", ["https://a/x.jpg"]),
            ("http://a/x.jpg large, http://a/y.jpg 1e9w", []),
            (" , ", []),
        ],
    )
    def test_the_largest_sensible_one_comes_first(self, written: str, addresses: list[str]) -> None:
        html = f'<img alt="a src=x" srcset="{written}" src="{SHOP}">'
        assert list(pictures_in(html)) == [*addresses, SHOP]

    def test_what_only_keeps_the_place_of_a_picture_is_not_searched_with(self) -> None:
        html = f'<img src="{data_address()}" srcset="{SHOP} 800w">'
        mime = offer({"text/html": html})
        assert from_mime(mime) == Dropped(url=SHOP)
        without = offer({"text/html": f'<img src="{data_address()}">'})
        assert from_mime(without) == Dropped(data=png())

    def test_addresses_are_completed_where_the_page_says_where_it_is(self) -> None:
        images = '<IMG SRC=../b.jpg><img src="/c.jpg" srcset="c2.jpg 2x"><img src=?d=1&amp;e=2>'
        base = '<base href="http://shop.example/x/y.html"><base href="http://other.example/">'
        assert list(pictures_in(base + images)) == [
            "http://shop.example/b.jpg",
            "http://shop.example/x/c2.jpg",
            "http://shop.example/c.jpg",
            "http://shop.example/x/y.html?d=1&e=2",
        ]
        mime = offer({"text/html": base + images})
        assert from_mime(mime) == Dropped(url="http://shop.example/b.jpg")

    def test_without_that_a_relative_address_is_nothing_to_ask_for(self) -> None:
        assert from_mime(offer({"text/html": '<img src="b.jpg" srcset="c.jpg 2x">'})) is None
        odd = '<base href="http://[x"><img src="b.jpg">'
        assert from_mime(offer({"text/html": odd})) is None
        files = '<base href="file:///etc/"><img src="passwd">'
        assert from_mime(offer({"text/html": files})) is None

    def test_a_large_page_takes_no_time(self) -> None:
        html = '<img srcset="' + "a" * 200_000 + ", " * 50_000 + '"' + "<img " * 20_000
        assert next(pictures_in(html), "").startswith("a")


class TestWindowsFiles:
    """A stand-in for what Qt makes of a drag on Windows, by the names that it documents."""

    NAMED = 'application/x-qt-windows-mime;value="{}"'

    def descriptors(self, *names: str) -> bytes:
        made = len(names).to_bytes(4, "little")
        for name in names:
            made += bytes(72) + name.encode("utf-16-le").ljust(520, b"\0")
        return made

    def test_a_picture_of_a_mail(self) -> None:
        contents = self.NAMED.format("FileContents")
        mime = offer(
            {
                self.NAMED.format("FileGroupDescriptorW"): self.descriptors("a.txt", "dress.png"),
                f"{contents};index=0": b"some text",
                f"{contents};index=1": png(),
                contents: b"",
            }
        )
        assert acceptable(mime)
        assert from_mime(mime) == Dropped(data=png())

    def test_a_program_that_knows_of_one_file_only(self) -> None:
        mime = offer({self.NAMED.format("FileContents"): png()})
        assert acceptable(mime)
        assert from_mime(mime) == Dropped(data=png())

    def test_what_is_no_picture(self) -> None:
        contents = self.NAMED.format("FileContents")
        told = self.NAMED.format("FileGroupDescriptorW")
        for damaged in (b"", b"\xff\xff\xff\xff", self.descriptors("a.txt")):
            mime = offer({told: damaged, f"{contents};index=0": b"text", contents: b"text"})
            assert acceptable(mime)
            assert from_mime(mime) is None

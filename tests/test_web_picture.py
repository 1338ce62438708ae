"""Fetching a picture by its address: a real server, well-behaved and not."""

from __future__ import annotations

import socket
import ssl
import threading
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import trustme

from clothesfinder import __version__, web_picture
from clothesfinder.images import open_picture
from clothesfinder.problem import Problem
from clothesfinder.web_picture import Received, fetch, host_of, name_of

from .conftest import draw, result
from .file_server import FileServer

if TYPE_CHECKING:
    from collections.abc import Iterator


def picture(kind: str = "JPEG", size: tuple[int, int] = (300, 400)) -> bytes:
    file = BytesIO()
    draw((20, 90, 160), size).save(file, kind)
    return file.getvalue()


@pytest.fixture
def server() -> Iterator[FileServer]:
    with FileServer(picture()) as server:
        yield server


def refusal(address: str) -> str:
    with pytest.raises(Problem) as told:
        result(fetch(address))
    return str(told.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
def test_a_picture_comes_as_its_file_is(server: FileServer, kind: str) -> None:
    server.content = picture(kind)
    server.content_type = "text/plain"  # told by its content, whatever it is said to be
    assert result(fetch(f"{server.url}/a/dress?x=1&y=2")) == server.content
    assert server.requests == ["/a/dress?x=1&y=2"]


def test_nothing_is_told_but_the_name_of_the_program(server: FileServer) -> None:
    result(fetch(f"{server.url}/dress.jpg"))
    (headers,) = server.headers
    assert headers == {
        "host": server.url.partition("://")[2],
        "user-agent": f"Clothesfinder/{__version__}",
        "accept": "image/*,*/*;q=0.1",
        "accept-encoding": "identity",
        "connection": "close",
    }


def test_cookies_are_not_taken_along_on_a_redirect(server: FileServer) -> None:
    server.redirect = "/moved"
    server.more_headers = {"Set-Cookie": "who=you; Path=/"}
    assert result(fetch(f"{server.url}/dress.jpg")) == server.content
    assert server.requests == ["/dress.jpg", "/moved"]
    assert not {"cookie", "referer", "authorization"} & set().union(*server.headers)


def test_progress(server: FileServer) -> None:
    server.content = picture("BMP")
    seen = list(fetch(server.url))
    assert seen[0] == Received(0, 0)
    assert seen[-1] == Received(len(server.content), len(server.content))
    assert len(seen) > 3
    server.is_chunked = True
    seen = list(fetch(server.url))
    assert seen[-1] == Received(len(server.content), 0)


def test_given_up_at_a_step(server: FileServer) -> None:
    server.content = picture("BMP")
    steps = fetch(server.url)
    next(steps), next(steps)
    steps.close()
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        (b"<!doctype html><title>Shop</title>", "text/html; charset=utf-8", web_picture.A_PAGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", web_picture.NO_PICTURE),
        (b"PK\3\4 an archive of some kind", "image/jpeg", web_picture.NO_PICTURE),
        (b"", "image/jpeg", web_picture.NO_PICTURE),
        (b"\xff\xd8", "image/jpeg", web_picture.NO_PICTURE),
    ],
)
def test_what_is_no_picture(server: FileServer, content: bytes, kind: str, told: str) -> None:
    server.content, server.content_type = content, kind
    assert refusal(server.url) == told.format("127.0.0.1")


def test_what_is_no_picture_is_not_fetched_to_its_end(server: FileServer) -> None:
    server.content = b"a film" * 100_000
    server.gate = threading.Event()  # half of it never comes
    assert refusal(server.url) == web_picture.NO_PICTURE.format("127.0.0.1")


def test_a_damaged_picture_is_told_as_one_on_disk(server: FileServer) -> None:
    server.content = picture()[:-500]
    with pytest.raises(Problem) as told:
        open_picture(server.content)
    assert refusal(server.url) == str(told.value)


@pytest.mark.parametrize("is_told", [True, False])
def test_too_large(server: FileServer, monkeypatch: pytest.MonkeyPatch, is_told: bool) -> None:
    server.content = picture("BMP")
    server.is_chunked = not is_told
    monkeypatch.setattr(web_picture, "MOST_BYTES", len(server.content) - 1)
    assert refusal(server.url) == web_picture.TOO_LARGE.format("127.0.0.1")
    monkeypatch.setattr(web_picture, "MOST_BYTES", len(server.content))
    assert result(fetch(server.url)) == server.content


@pytest.mark.parametrize("is_chunked", [True, False])
def test_broken_off(server: FileServer, is_chunked: bool) -> None:
    server.is_chunked = is_chunked
    server.cut_after = len(server.content) // 2
    assert refusal(server.url) == web_picture.BROKEN_OFF.format("127.0.0.1")


def test_silence(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_picture, "SILENCE", 0.2)
    server.gate = threading.Event()
    assert refusal(server.url) == web_picture.TOO_SLOW.format("127.0.0.1")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (404, web_picture.GONE),
        (410, web_picture.GONE),
        (403, web_picture.WITHHELD),
        (503, "{} does not hand the picture out now (it answers 503). Try again later."),
    ],
)
def test_refused(server: FileServer, code: int, told: str) -> None:
    server.status = code
    assert refusal(server.url) == told.format("127.0.0.1")


def test_offline() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/a.jpg"
        assert refusal(address) == web_picture.OFFLINE.format("127.0.0.1")
    told = web_picture.OFFLINE.format("no-such-shop.invalid")
    assert refusal("https://no-such-shop.invalid/a.jpg") == told


@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/hostname",
        "ftp://127.0.0.1/a.jpg",
        "data:image/png;base64,AAAA",
        "http://me:secret@127.0.0.1/a.jpg",
        "/again",
        "",
    ],
)
def test_redirects_that_are_not_followed(server: FileServer, to: str) -> None:
    server.redirect = to or " "
    assert refusal(server.url) == web_picture.ASTRAY.format("127.0.0.1")
    assert len(server.requests) <= 1 + web_picture.MOST_REDIRECTS


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "ftp://127.0.0.1/a.jpg",
        "http:///a.jpg",
        "http://[::1",
        "http://127.0.0.1:port/a.jpg",
        "http://127.0.0.1:99999/a.jpg",
        "http://127.0.0.1/a b\r\nX: y",
        "http://127.0.0.1/é",
        "http://me:secret@127.0.0.1/a.jpg",
        "dress.jpg",
    ],
)
def test_what_is_no_address(address: str) -> None:
    assert refusal(address) == web_picture.NO_ADDRESS


class TestSafe:
    @pytest.fixture
    def authority(self) -> trustme.CA:
        return trustme.CA()

    @pytest.fixture
    def safe(self, authority: trustme.CA) -> Iterator[FileServer]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        with FileServer(picture(), context) as server:
            yield server

    def test_a_server_that_is_not_trusted(self, safe: FileServer) -> None:
        assert refusal(safe.url) == web_picture.UNSAFE.format("127.0.0.1")
        assert safe.requests == []

    def test_one_that_is_trusted(
        self,
        safe: FileServer,
        server: FileServer,
        authority: trustme.CA,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        with authority.cert_pem.tempfile() as trusted:
            monkeypatch.setenv("SSL_CERT_FILE", trusted)
            assert result(fetch(safe.url)) == safe.content
            server.redirect = f"{safe.url}/moved"
            assert result(fetch(server.url)) == safe.content
            safe.redirect = f"{server.url}/moved"  # what anybody on the way could read
            assert refusal(safe.url) == web_picture.ASTRAY.format("127.0.0.1")
        assert server.requests == ["/"]


@pytest.mark.parametrize(
    ("address", "host", "name"),
    [
        ("https://shop.example/a/red%20dress.jpg?w=3#x", "shop.example", "red dress.jpg"),
        ("https://Shop.example:8080/", "shop.example", "shop.example"),
        ("http://shop.example", "shop.example", "shop.example"),
        ("http://[::1]/%C3%BC.png", "::1", "ü.png"),
    ],
)
def test_what_it_is_called(address: str, host: str, name: str) -> None:
    assert host_of(address) == host
    assert name_of(address) == name

"""The address of a picture on the web becomes the query: a real server, the whole window."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from clothesfinder import web_picture
from clothesfinder.gui.apart import run_apart
from clothesfinder.gui.fetch_bar import FetchBar
from clothesfinder.gui.mime import encode
from clothesfinder.problem import Problem
from tests.conftest import ColourEmbedder
from tests.file_server import FileServer

from .desk import Desk, drop, until

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from clothesfinder.gui.query import QueryBox
    from clothesfinder.gui.worker import Worker

    from .conftest import Run


@pytest.fixture
def desk(qapp: QApplication, run: Run, worker: Worker) -> Iterator[Desk]:
    desk = Desk(qapp, worker, ColourEmbedder())
    yield desk
    run(desk.close())


@pytest.fixture
def server(query: Path) -> Iterator[FileServer]:
    """Has a red dress."""
    with FileServer(query.read_bytes()) as server:
        yield server


@pytest.fixture
def box(desk: Desk) -> QueryBox:
    return desk.window._query


def link(address: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(address)])
    return mime


def paste(desk: Desk, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    desk.menu("Query/Paste")


async def index(desk: Desk, pictures: Path) -> None:
    desk.drop(pictures)
    await until(lambda: "3 indexed" in desk.notice)


def test_pasted_address(
    run: Run, desk: Desk, box: QueryBox, pictures: Path, server: FileServer
) -> None:
    async def scenario() -> None:
        await index(desk, pictures)
        paste(desk, f" {server.url}/shop/red%20dress.png?w=3 \n")
        await until(lambda: desk.shown)
        assert desk.shown[0] == "red.png"
        assert box.name == "red dress.png"
        assert box.error == ""
        assert not box.fetch_bar.isVisible()
        assert server.requests == ["/shop/red%20dress.png?w=3"]

    run(scenario())


def test_dropped_from_a_page_without_its_bytes(
    run: Run, desk: Desk, box: QueryBox, pictures: Path, server: FileServer
) -> None:
    async def scenario() -> None:
        await index(desk, pictures)
        mime = link("http://127.0.0.1:9/a-page")
        mime.setHtml(f"<a href='/a-page'><img src='{server.url}/a.png?x=1&amp;y=2'></a>")
        assert drop(desk.window, mime)
        await until(lambda: desk.shown)
        assert box.name == "a.png"
        assert server.requests == ["/a.png?x=1&y=2"]

    run(scenario())


def test_given_at_the_start(
    run: Run, desk: Desk, box: QueryBox, pictures: Path, server: FileServer
) -> None:
    async def scenario() -> None:
        desk.window.intake.open_arguments([str(pictures), f"{server.url}/dress.png"])
        await until(lambda: "3 indexed" in desk.notice)
        await until(lambda: desk.shown)
        assert (desk.shown[0], box.name) == ("red.png", "dress.png")

    run(scenario())


def test_a_picture_that_came_after_one_that_is_looked_at_wins(
    run: Run, desk: Desk, box: QueryBox, pictures: Path, server: FileServer, query: Path
) -> None:
    async def scenario() -> None:
        names: list[str] = []
        desk.session.searching.query_shown.connect(lambda _, name: names.append(name))
        desk.drop(pictures, query)
        drop(desk.window, link(f"{server.url}/newer.png"))
        await until(lambda: len(desk.shown) == 3 and "3 indexed" in desk.notice)
        assert set(names) == {"newer.png"}, "and the folder is indexed all the same"

    run(scenario())


def test_of_a_file_and_an_address_at_the_start_the_file_is_taken(
    run: Run, desk: Desk, box: QueryBox, server: FileServer, query: Path
) -> None:
    async def scenario() -> None:
        desk.window.intake.open_arguments([f"{server.url}/a.png", str(query)])
        await until(lambda: box.name == "query.png")
        assert server.requests == []

    run(scenario())


def test_no_address_is_asked_unless_it_is_given(
    run: Run, desk: Desk, pictures: Path, server: FileServer, query: Path
) -> None:
    """Not where the picture itself is at hand, and not for other pictures of the page."""

    async def scenario() -> None:
        await index(desk, pictures)
        mime = link(f"{server.url}/page")
        mime.setHtml(f"<img src='{server.url}/1.png'><img src='{server.url}/2.png'>")
        mime.setData("application/octet-stream", query.read_bytes())
        drop(desk.window, mime)
        await until(lambda: desk.shown)
        assert server.requests == []
        mime.removeFormat("application/octet-stream")
        drop(desk.window, mime)
        await until(lambda: desk.window._query.name == "1.png")
        assert server.requests == ["/1.png"]

    run(scenario())


@pytest.mark.parametrize("way", ["button", "escape"])
def test_cancel(
    run: Run,
    desk: Desk,
    box: QueryBox,
    pictures: Path,
    server: FileServer,
    query: Path,
    way: str,
) -> None:
    server.gate = gate = threading.Event()

    async def scenario() -> None:
        await index(desk, pictures)
        desk.drop(query)
        await until(lambda: desk.shown)
        drop(desk.window, link(f"{server.url}/other.png"))
        await until(box.fetch_bar.isVisible)
        await until(lambda: " of " in box.fetch_bar.text)  # half of it is here
        assert box.fetch_bar.text.startswith("Fetching from 127.0.0.1…")
        if way == "button":
            (button,) = box.fetch_bar.findChildren(QPushButton)
            button.click()
        else:
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            QTest.keyClick(desk.window, Qt.Key.Key_Escape)
        await until(lambda: not box.fetch_bar.isVisible())
        gate.set()  # the rest of it comes, and is not wanted
        searched: list[object] = []
        desk.session.searching.found_again.connect(searched.append)
        desk.session.searching.search_again()
        await until(lambda: bool(searched))
        assert (box.name, box.error) == ("query.png", "")
        assert len(desk.shown) == 3

    run(scenario())


def test_a_query_that_comes_meanwhile_wins(
    run: Run, desk: Desk, box: QueryBox, pictures: Path, server: FileServer, query: Path
) -> None:
    server.gate = gate = threading.Event()

    async def scenario() -> None:
        await index(desk, pictures)
        searching = desk.session.searching
        ends: list[str] = []
        searching.arriving.fetching.ended.connect(lambda: ends.append("fetched"))
        searching.found.connect(lambda _: ends.append("found"))
        drop(desk.window, link(f"{server.url}/other.png"))
        await until(lambda: bool(server.requests))
        desk.drop(query)
        await until(lambda: ends == ["fetched", "found"])
        gate.set()
        drop(desk.window, link(f"{server.url}/third.png"))
        drop(desk.window, link(f"{server.url}/fourth.png"))
        await until(lambda: ends[-1] == "found" and box.name == "fourth.png")
        assert ends == ["fetched", "found", "fetched", "found"], "the third did not even begin"

    run(scenario())


def test_what_changes_about_the_gallery_ends_no_fetching(
    run: Run, desk: Desk, box: QueryBox, pictures: Path, server: FileServer, query: Path
) -> None:
    server.gate = gate = threading.Event()

    async def scenario() -> None:
        desk.drop(query)
        await until(lambda: box.name)
        drop(desk.window, link(f"{server.url}/other.png"))
        await until(lambda: bool(server.requests))
        await index(desk, pictures)
        await until(lambda: len(desk.shown) == 3)
        gate.set()
        await until(lambda: box.name == "other.png")

    run(scenario())


def test_troubles_are_one_sentence_and_the_query_stays(
    run: Run,
    desk: Desk,
    box: QueryBox,
    pictures: Path,
    server: FileServer,
    query: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told_before: list[str] = []
    told_so_far: list[str] = []
    desk.session.searching.arriving.fetching.began.connect(lambda _: told_before.append(box.error))

    async def trouble(address: str, told: str) -> None:
        drop(desk.window, link(address))
        await until(lambda: len(told_before) > len(told_so_far))
        assert told_before[-1] == "", "what was wrong before is wrong no more"
        told_so_far.append(told)
        await until(lambda: box.error)
        assert box.error == told.format("127.0.0.1")
        assert not box.fetch_bar.isVisible()
        assert box.name == "query.png"
        assert len(desk.shown) == 3

    async def scenario() -> None:
        await index(desk, pictures)
        desk.drop(query)
        await until(lambda: desk.shown)
        server.content, server.content_type = b"<!doctype html><title>Shop</title>", "text/html"
        await trouble(server.url, web_picture.A_PAGE)
        server.content_type = "image/png"
        await trouble(server.url, web_picture.NO_PICTURE)
        server.status = 404
        await trouble(server.url, web_picture.GONE)
        server.status, server.content = 200, query.read_bytes()
        with monkeypatch.context() as limits:
            limits.setattr(web_picture, "MOST_BYTES", 50)
            await trouble(server.url, web_picture.TOO_LARGE)
            limits.setattr(web_picture, "MOST_SECONDS", 0.3)
            limits.setattr(web_picture, "MOST_BYTES", 50_000_000)
            server.gate = threading.Event()
            await trouble(server.url, web_picture.TOO_SLOW)
        with socket.socket() as deaf:
            deaf.bind(("127.0.0.1", 0))
            await trouble(f"http://127.0.0.1:{deaf.getsockname()[1]}/a.png", web_picture.OFFLINE)

    run(scenario())


def test_what_lies_elsewhere_is_told(desk: Desk, box: QueryBox) -> None:
    assert drop(desk.window, link("smb://server/share/dress.png"))
    assert "begins with “smb:”" in box.error
    QGuiApplication.clipboard().setMimeData(link("mtp://phone/dress.png"))
    desk.menu("Query/Paste")
    assert "begins with “mtp:”" in box.error


def test_a_window_that_is_closed_waits_for_nobody(run: Run, desk: Desk, server: FileServer) -> None:
    server.gate = threading.Event()

    async def scenario() -> None:
        drop(desk.window, link(server.url))
        await until(lambda: bool(server.requests))
        desk.window.close()
        await desk.session.close()
        assert not desk.window._query.fetch_bar.text

    run(scenario())


class TestLineOfWords:
    """Ctrl+V belongs to it while it has the focus, but what is no words goes to the window."""

    @pytest.fixture
    def asked(self, run: Run, desk: Desk) -> None:
        async def scenario() -> None:
            desk.window._side.words.show()
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            desk.window.write_words()
            await until(desk.window._side.words.hasFocus)

        run(scenario())

    @pytest.mark.usefixtures("asked")
    def test_words_and_addresses_are_pasted_into_it(self, desk: Desk, server: FileServer) -> None:
        words = desk.window._side.words
        for text in ("red dress", f"{server.url}/dress.png"):
            QGuiApplication.clipboard().setText(text)
            words.selectAll()
            QTest.keyClick(words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            assert words.text() == text
        assert server.requests == []
        assert desk.window._query.error == ""

    @pytest.mark.usefixtures("asked")
    def test_a_picture_is_searched_for(self, run: Run, desk: Desk, query: Path) -> None:
        async def scenario() -> None:
            QGuiApplication.clipboard().setImage(QImage(str(query)))
            words = desk.window._side.words
            QTest.keyClick(words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: desk.window._query.name == "Pasted picture")

        run(scenario())


class TestBitmaps:
    def test_the_newest_of_two_wins(
        self, run: Run, desk: Desk, box: QueryBox, query: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened = threading.Event()

        def slow(image: QImage) -> bytes:
            opened.wait()
            return encode(image)

        monkeypatch.setattr("clothesfinder.gui.arriving.encode", slow)

        async def scenario() -> None:
            desk.session.searching.arriving.search_bitmap(QImage(str(query)), "a bitmap")
            await asyncio.sleep(0)
            desk.drop(query)
            await until(lambda: box.name == "query.png")
            names: list[str] = []
            desk.session.searching.query_shown.connect(lambda _, name: names.append(name))
            opened.set()
            desk.drop(query)
            await until(lambda: bool(names))
            assert names == ["query.png"]

        run(scenario())


class TestApart:
    def test_result_and_progress(self, run: Run) -> None:
        go_on = threading.Event()

        def steps() -> Generator[int, None, str]:
            yield 1
            go_on.wait()
            yield from (2, 3)
            return threading.current_thread().name

        seen: list[int] = []

        def note(number: int) -> None:
            assert threading.current_thread() is threading.main_thread()
            seen.append(number)
            go_on.set()

        assert run(run_apart(steps(), note)) == "apart"
        assert seen[0] == 1
        assert seen[-1] == 3

    def test_error(self, run: Run) -> None:
        def steps() -> Generator[None, None, None]:
            yield
            raise Problem("no such luck")

        with pytest.raises(Problem, match="no such luck"):
            run(run_apart(steps(), lambda _: None))

    def test_given_up_while_a_step_hangs(self, run: Run) -> None:
        hangs, closed = threading.Event(), threading.Event()

        def steps() -> Generator[None, None, None]:
            try:
                yield
                hangs.wait()
                yield
            finally:
                closed.set()

        async def scenario() -> None:
            task = asyncio.ensure_future(run_apart(steps(), lambda _: None))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert not hangs.is_set()
            hangs.set()
            await until(closed.is_set)  # then it is through with it, too

        run(scenario())


def test_bar_is_named_and_quick_ones_do_not_show(qapp: QApplication, desk: Desk) -> None:
    bar = desk.window.findChild(FetchBar)
    assert bar is not None
    bar.begin("shop.example")
    assert not bar.isVisible()
    bar.show_progress(web_picture.Received(0, 0))
    assert bar.text == "Fetching from shop.example…"
    bar.show_progress(web_picture.Received(1_500_000, 3_000_000))
    assert " of " in bar.text
    bar.show_progress(web_picture.Received(1_500_000, 0))
    assert " of " not in bar.text
    told = QAccessible.queryAccessibleInterface(bar._host).text(QAccessible.Text.Name)
    assert told == "Fetching the picture from shop.example"
    bar.end()
    assert bar.text == ""

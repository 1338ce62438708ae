from __future__ import annotations

import base64
import os
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest

from clothesfinder.gui.drop_field import DropField
from clothesfinder.gui.mime import Dropped, acceptable, encode, from_mime
from clothesfinder.gui.query import QueryBox, read_preview
from clothesfinder.images import open_picture
from tests.conftest import draw, save

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")

ALL_ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction


def picture_bytes(kind: str = "PNG") -> bytes:
    file = BytesIO()
    draw((20, 90, 160)).save(file, kind)
    return file.getvalue()


def mime_of(*urls: str, html: str = "", text: str = "", **formats: bytes) -> QMimeData:
    """What a program offers; of format names, _ stands for / and __ for -."""
    mime = QMimeData()
    if urls:
        mime.setUrls([QUrl(url) for url in urls])
    if html:
        mime.setHtml(html)
    if text:
        mime.setText(text)
    for name, data in formats.items():
        mime.setData(name.replace("__", "-").replace("_", "/"), data)
    return mime


def bitmap() -> QImage:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 60))
    return image


class TestFromMime:
    def test_files_come_before_everything(self) -> None:
        mime = mime_of("file:///a%20b/%C3%BC.jpg", "https://example.org/1.png", "file:///c")
        mime.setData("image/png", picture_bytes())
        assert from_mime(mime) == Dropped(files=[Path("/a b/ü.jpg"), Path("/c")])

    def test_name_that_is_not_unicode_keeps_its_bytes(self) -> None:
        mime = mime_of(text_uri__list=b"file:///caf%E9.jpg\r\n")
        assert from_mime(mime) == Dropped(files=[Path(os.fsdecode(b"/caf\xe9.jpg"))])

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
    def test_chromium_image(self, kind: str) -> None:
        """It gives the picture's own bytes, and of an image in a link the link's address."""
        data = picture_bytes(kind)
        mime = mime_of(
            "http://shop.example/page",
            html='\ufeff<a href="/page"><img src="http://shop.example/a.png?x=1&amp;y=2"></a>',
            application_octet__stream=data,
        )
        assert acceptable(mime)
        assert from_mime(mime) == Dropped(data=data)

    def test_web_picture_without_its_bytes(self) -> None:
        mime = mime_of(
            "http://shop.example/page", html='<img src="http://shop.example/a.png?x=1&amp;y=2">'
        )
        assert from_mime(mime) == Dropped(url="http://shop.example/a.png?x=1&y=2")
        assert from_mime(mime_of("https://e.org/a.jpg")) == Dropped(url="https://e.org/a.jpg")

    def test_data_address(self) -> None:
        data = picture_bytes()
        address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
        assert from_mime(mime_of(html=f"<p>x</p><img alt='' src='{address}'>")) == Dropped(
            data=data
        )
        assert from_mime(mime_of(address)) == Dropped(data=data)
        assert from_mime(mime_of(html='<img src="data:image/png;base64,AAA">')) is None

    def test_bytes_come_before_a_bitmap(self) -> None:
        mime = mime_of(image_png=picture_bytes())
        mime.setImageData(bitmap())
        assert from_mime(mime) == Dropped(data=picture_bytes())

    def test_bitmap_of_another_program(self) -> None:
        mime = QMimeData()
        mime.setImageData(bitmap())
        dropped = from_mime(mime)
        assert dropped is not None
        assert dropped.image == bitmap()

    def test_broken_bytes_are_nothing(self) -> None:
        mime = mime_of(image_png=b"not a png", application_octet__stream=b"PK\3\4 an archive")
        assert acceptable(mime), "the formats alone cannot tell"
        assert from_mime(mime) is None

    def test_broken_bytes_do_not_hide_a_whole_picture(self) -> None:
        mime = mime_of(application_octet__stream=b"?", image_jpeg=picture_bytes("JPEG"))
        assert from_mime(mime) == Dropped(data=picture_bytes("JPEG"))

    def test_image_that_is_none(self) -> None:
        """Some programs say that there is an image, and have none."""
        mime = mime_of(application_x__qt__image=b"")
        assert mime.hasImage()
        assert from_mime(mime) is None

    def test_paths_as_text(self, tmp_path: Path) -> None:
        shirt = save(tmp_path / "a shirt.png")
        assert from_mime(mime_of(text=f' "{shirt}"\n{tmp_path}\n')) == Dropped([shirt, tmp_path])
        assert from_mime(mime_of(text=shirt.as_uri())) == Dropped([shirt])
        assert not acceptable(mime_of(text=str(shirt))), "only pasted; a drag of text is refused"

    @pytest.mark.parametrize(
        "text",
        [
            "hello",
            "shirt.png",
            "/no/such/file.png",
            "either\n/\nor",
            "~nobody-of-this-name/a",
            "/\0",
        ],
    )
    def test_other_text_is_nothing(self, text: str) -> None:
        assert from_mime(mime_of(text=text)) is None

    def test_much_text_is_looked_at_quickly(self) -> None:
        mime = mime_of(text="/a/b/c " * 500_000, html="<img " * 20_000)
        start = time.thread_time()
        assert from_mime(mime) is None
        assert time.thread_time() - start < 5  # not minutes, however busy the machine is


def test_encoded_bitmap_is_the_same_picture() -> None:
    opened = open_picture(encode(bitmap()))
    assert opened.image.size == (64, 48)
    assert opened.image.getcolors() == [(64 * 48, (200, 30, 60))]


class TestPreview:
    def test_large_picture_comes_small(self, tmp_path: Path) -> None:
        preview = read_preview(save(tmp_path / "a.jpg", size=(1200, 1600)), 520)
        assert preview is not None
        assert (preview.width(), preview.height()) == (390, 520)

    def test_bytes_and_upright(self) -> None:
        file, exif = BytesIO(), Image.Exif()
        exif[0x0112] = 6  # the camera was turned
        draw((20, 90, 160), (60, 80)).save(file, "JPEG", exif=exif)
        preview = read_preview(file.getvalue(), 520)
        assert preview is not None
        assert (preview.width(), preview.height()) == (80, 60)

    @pytest.mark.parametrize("suffix", ["png", "webp", "gif", "tif", "bmp", "avif"])
    def test_colours(self, tmp_path: Path, suffix: str) -> None:
        preview = read_preview(save(tmp_path / f"a.{suffix}", (200, 30, 60)), 520)
        assert preview is not None
        middle = preview.pixelColor(preview.width() // 2, preview.height() // 2)
        for part, wanted in zip(middle.getRgb()[:3], (200, 30, 60), strict=True):  # type: ignore[index]
            assert abs(part - wanted) < 12

    def test_no_picture(self, tmp_path: Path) -> None:
        assert read_preview(b"no picture", 520) is None
        assert read_preview(tmp_path / "not there.png", 520) is None
        assert read_preview(tmp_path, 520) is None


@pytest.fixture
def box(qtbot: QtBot) -> QueryBox:
    box = QueryBox()
    qtbot.addWidget(box)
    box.resize(260, 420)
    with qtbot.waitExposed(box):
        box.show()
    return box


@pytest.fixture
def field(box: QueryBox) -> DropField:
    field = box.findChild(DropField)
    assert isinstance(field, DropField)
    return field


def enter(field: DropField, mime: QMimeData) -> QDragEnterEvent:
    place = QPoint(field.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(place, ALL_ACTIONS, mime, Qt.MouseButton.LeftButton, none)
    event.ignore()
    QCoreApplication.sendEvent(field, event)
    return event


def drop(field: DropField, mime: QMimeData) -> QDropEvent:
    entered = enter(field, mime)
    assert entered.isAccepted()
    assert entered.dropAction() == Qt.DropAction.CopyAction, "a move might delete the file"
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = field.rect().center()
    moved = QDragMoveEvent(place, ALL_ACTIONS, mime, left, none)
    QCoreApplication.sendEvent(field, moved)
    assert moved.isAccepted()
    dropped = QDropEvent(QPointF(place), ALL_ACTIONS, mime, left, none)
    QCoreApplication.sendEvent(field, dropped)
    return dropped


class TestQueryBox:
    def test_drop_a_file(self, qtbot: QtBot, box: QueryBox, field: DropField) -> None:
        with qtbot.waitSignal(box.dropped) as told:
            event = drop(field, mime_of("file:///shirt.jpg"))
        assert told.args == [Dropped(files=[Path("/shirt.jpg")])]
        assert event.isAccepted()
        assert event.dropAction() == Qt.DropAction.CopyAction

    def test_text_is_refused(self, field: DropField) -> None:
        assert not enter(field, mime_of(text="hello")).isAccepted()

    def test_drop_of_no_picture(self, qtbot: QtBot, box: QueryBox, field: DropField) -> None:
        with qtbot.assertNotEmitted(box.dropped):
            drop(field, mime_of(image_png=b"broken"))
        assert box.error == "That is not a picture, nor a folder. Drop one of these."

    def test_looks_ready_only_while_a_drag_is_over_it(
        self, box: QueryBox, field: DropField
    ) -> None:
        box.show_query(
            bitmap(), "shirt.png"
        )  # with a picture, a mouse that is near changes nothing
        field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        before = field.grab().toImage()
        mime = mime_of("file:///shirt.jpg")
        enter(field, mime)
        assert field.grab().toImage() != before
        QCoreApplication.sendEvent(field, QDragLeaveEvent())
        assert field.grab().toImage() == before
        drop(field, mime)
        assert field.grab().toImage() == before

    def test_paste(self, tmp_path: Path) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setImage(bitmap())
        dropped = from_mime(clipboard.mimeData())
        assert dropped is not None
        assert dropped.image == bitmap()
        clipboard.setMimeData(mime_of((tmp_path / "a.png").as_uri()))
        assert from_mime(clipboard.mimeData()) == Dropped(files=[tmp_path / "a.png"])
        clipboard.clear()
        assert from_mime(clipboard.mimeData()) is None

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
    def test_keys_ask_for_a_picture(self, qtbot: QtBot, box: QueryBox, key: Qt.Key) -> None:
        box.setFocus(Qt.FocusReason.TabFocusReason)
        field = box.focusProxy()
        assert field is not None
        with qtbot.waitSignal(box.open_requested):
            QTest.keyClick(field, key)

    def test_click_asks_for_a_picture(self, qtbot: QtBot, box: QueryBox, field: DropField) -> None:
        with qtbot.waitSignal(box.open_requested):
            QTest.mouseClick(field, Qt.MouseButton.LeftButton)

    def test_picture_is_shown_whole(self, box: QueryBox, field: DropField) -> None:
        red = QImage(400, 100, QImage.Format.Format_RGB32)
        red.fill(QColor(255, 0, 0))
        box.show_query(red, "red.png")
        seen = field.grab().toImage()
        rows = [y for y in range(seen.height()) if seen.pixelColor(seen.width() // 2, y) == "red"]
        columns = [
            x for x in range(seen.width()) if seen.pixelColor(x, seen.height() // 2) == "red"
        ]
        assert len(columns) / len(rows) == pytest.approx(4, rel=0.05)

    def test_name(self, box: QueryBox, field: DropField) -> None:
        box.show_query(bitmap(), os.fsdecode(b"caf\xe9-" + b"x" * 200))
        assert box.name == "caf?-" + "x" * 200
        assert box.minimumSizeHint().width() < 300, "a long name must not widen the window"
        name = QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name)
        assert name == f"Query picture: {box.name}"

    def test_error_keeps_the_picture(self, box: QueryBox, field: DropField) -> None:
        box.show_query(bitmap(), "shirt.png")
        before = field.grab().toImage()
        box.show_error("There is no picture in the clipboard.")
        assert field.grab().toImage() == before
        assert (box.error, box.name) == ("There is no picture in the clipboard.", "shirt.png")
        box.show_query(bitmap(), "coat.png")
        assert box.error == ""

    def test_picture_that_cannot_be_seen(self, box: QueryBox, field: DropField) -> None:
        empty = field.grab().toImage()
        box.show_query(None, "notes.jpg")
        assert field.grab().toImage() != empty
        assert box.name == "notes.jpg"

    def test_busy_shows_after_a_while(self, qtbot: QtBot, box: QueryBox, field: DropField) -> None:
        box.show_query(bitmap(), "shirt.png")
        box.show_busy(True)
        assert not field.busy, "a quick search must not flash"
        qtbot.waitUntil(lambda: field.busy)
        box.show_busy(False)
        assert not field.busy

    def test_quick_search_never_looks_busy(
        self, qtbot: QtBot, box: QueryBox, field: DropField
    ) -> None:
        box.show_busy(True)
        box.show_busy(False)
        qtbot.wait(400)
        assert not field.busy

    def test_everything_has_a_name(self, box: QueryBox, qapp: QApplication) -> None:
        focusable = [
            widget
            for widget in qapp.allWidgets()
            if box.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert focusable
        for widget in focusable:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)

"""Connecting a gallery to MongoDB as a person does it, with a server behind a real socket."""

from __future__ import annotations

import logging
import secrets
import threading
from typing import TYPE_CHECKING

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMessageBox, QPushButton

from clothesfinder import atlas_errors
from clothesfinder.atlas_login import VARIABLE
from clothesfinder.gui import searching
from clothesfinder.gui.connect_dialog import ConnectDialog
from clothesfinder.gui.sharing_questions import LeaveQuestion
from clothesfinder.index_files import index_file
from clothesfinder.settings import load_settings
from tests.atlas.search_double import AtlasSearchDouble
from tests.conftest import ColourEmbedder
from tests.memory_keyring import MemoryKeyring

from .desk import Desk, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clothesfinder.gui.worker import Worker

    from .conftest import Run

SECRET = "s3cr3t"
ENTRY = "Gallery/Connect to MongoDB Atlas…"
NEW_THERE = "is not indexed in this MongoDB database yet"
KEEP = "Gallery/Shared gallery/Keep on this computer only…"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtlasSearchDouble]:
    with AtlasSearchDouble(tmp_path_factory.mktemp("atlas")) as server:
        yield server


@pytest.fixture
def uri(server: AtlasSearchDouble) -> str:
    """A database nobody has used; the server asks nobody for a password, so none is wrong."""
    database = f"t{secrets.token_hex(6)}"
    return f"{server.uri}{database}?serverSelectionTimeoutMS=30000&appname={SECRET}"


@pytest.fixture(autouse=True)
def own_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv(VARIABLE, raising=False)
    before, made = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def button(dialog: QDialog | None, text: str) -> QPushButton:
    assert dialog is not None
    (found,) = [
        each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == text
    ]
    return found


def texts(dialog: QDialog | None) -> str:
    assert dialog is not None
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def enter(dialog: QDialog, uri: str) -> None:
    field = dialog.findChildren(QLineEdit)[0]
    field.selectAll()
    QTest.keyClicks(field, uri)


async def ask(desk: Desk) -> ConnectDialog:
    desk.menu(ENTRY)
    await until(lambda: isinstance(desk.dialog(), ConnectDialog))
    dialog = desk.dialog()
    assert isinstance(dialog, ConnectDialog)
    return dialog


async def ready(desk: Desk, uri: str) -> ConnectDialog:
    dialog = await ask(desk)
    enter(dialog, uri)
    button(dialog, "Test").click()
    await until(lambda: button(dialog, "Connect").isEnabled())
    return dialog


async def connect(
    desk: Desk, uri: str, *, uploaded: bool = False, mirrored: bool = False, name: str = ""
) -> None:
    """Connect the gallery, with these boxes checked, and wait until that has all been done."""
    dialog = await ready(desk, uri)
    if name:
        dialog._names.setCurrentText(name)
    for box, checked in ((dialog._upload, uploaded), (dialog._mirror, mirrored)):
        if box.isVisible() and box.isChecked() != checked:
            box.click()
    button(dialog, "Connect").click()
    size = desk.window._side
    await until(lambda: NEW_THERE in desk.notice or size.size_text.endswith("in MongoDB"))
    await desk.at_rest()


async def index(desk: Desk, pictures: Path) -> None:
    desk.window.notice.hide()
    desk.drop(pictures)
    await until(lambda: desk.notice.startswith("The gallery is up to date"))
    await desk.at_rest()
    assert desk.session.gallery == pictures


def test_a_gallery_moves_to_mongodb_and_is_found_there(
    desk: Desk,
    run: Run,
    pictures: Path,
    query: Path,
    uri: str,
    own_keyring: MemoryKeyring,
    data: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "clothesfinder")

    async def go() -> None:
        await index(desk, pictures)
        index_file(pictures).unlink()  # nothing may come from this computer's index
        await connect(desk, uri)
        desk.menu("Gallery/Update")
        await until(lambda: "3 indexed" in desk.notice)
        desk.drop(query)
        await until(lambda: desk.shown == ["red.png", "pink.png", "blue.png"])
        assert desk.window._side.size_text == "3 pictures in MongoDB"

    run(go())
    assert not index_file(pictures).exists()
    place = load_settings().shared_galleries[str(pictures)].place
    assert place.endswith("/gallery")
    assert list(own_keyring.held) == [("Clothesfinder MongoDB", place.rpartition("/")[0])]
    assert SECRET in str(own_keyring.held)
    assert SECRET not in (data / "settings.json").read_text()
    assert SECRET not in caplog.text
    assert SECRET not in desk.window.windowTitle() + desk.window._side.gallery_tip


def test_the_next_start_finds_it_by_the_keyring(
    qapp: QApplication, run: Run, worker: Worker, pictures: Path, query: Path, uri: str
) -> None:
    async def first(desk: Desk) -> None:
        await index(desk, pictures)
        await connect(desk, uri)
        desk.menu("Gallery/Update")
        await until(lambda: "3 indexed" in desk.notice)
        await desk.close()

    async def second(desk: Desk) -> None:
        desk.window.gallery_actions.open_last()
        await until(lambda: desk.window._side.size_text == "3 pictures in MongoDB")
        desk.drop(query)
        await until(lambda: len(desk.shown) == 3)
        await desk.close()

    run(first(Desk(qapp, worker, ColourEmbedder())))
    run(second(Desk(qapp, worker, ColourEmbedder())))


def test_without_the_secret_it_is_asked_for_and_nothing_is_done_here(
    qapp: QApplication,
    run: Run,
    worker: Worker,
    pictures: Path,
    query: Path,
    uri: str,
    own_keyring: MemoryKeyring,
) -> None:
    own_keyring.error = OSError("no such keyring")
    database = uri.rpartition("/")[2].partition("?")[0]

    async def first(desk: Desk) -> None:
        await index(desk, pictures)
        await connect(desk, uri)
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        assert "until Clothesfinder is closed" in texts(desk.dialog())
        await desk.close()

    async def second(desk: Desk) -> None:
        desk.window.gallery_actions.open_last()
        await until(lambda: "enter it again" in desk.notice)
        desk.drop(query)
        await until(lambda: "enter it again" in desk.window._query._error.text())
        desk.session.forget_gallery(pictures)
        assert desk.shown == []
        desk.window.notice._button.click()
        await until(lambda: isinstance(desk.dialog(), ConnectDialog))
        dialog = desk.dialog()
        assert isinstance(dialog, ConnectDialog)
        assert (dialog._names.currentText(), dialog._database.currentText()) == (
            "gallery",
            database,
        )
        dialog.reject()
        await until(lambda: desk.dialog() is None)
        await connect(desk, uri)
        await desk.close()

    run(first(Desk(qapp, worker, ColourEmbedder())))
    run(second(Desk(qapp, worker, ColourEmbedder())))
    assert index_file(pictures).exists()


def test_back_to_this_computer(
    desk: Desk, run: Run, pictures: Path, uri: str, own_keyring: MemoryKeyring
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri)
        desk.menu(KEEP)
        await until(lambda: isinstance(desk.dialog(), LeaveQuestion))
        button(desk.dialog(), "Without copying").click()
        await until(lambda: desk.window._side.size_text == "3 pictures")
        await until(lambda: not own_keyring.held)

    run(go())
    assert load_settings().shared_galleries == {}


def test_forgetting_tells_that_others_lose_it(
    desk: Desk, run: Run, pictures: Path, uri: str
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri)
        desk.menu("Gallery/Forget this gallery…")
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        box = desk.dialog()
        assert isinstance(box, QMessageBox)
        assert "for everybody who shares it" in box.informativeText()
        box.reject()

    run(go())


def test_an_index_that_is_being_built_is_waited_for(
    desk: Desk,
    run: Run,
    pictures: Path,
    query: Path,
    uri: str,
    server: AtlasSearchDouble,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searching, "SEARCH_AGAIN_AFTER", 0.1)
    monkeypatch.setattr(server, "build_seconds", 1e6)

    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri)
        desk.menu("Gallery/Update")
        await until(lambda: "3 indexed" in desk.notice)
        desk.drop(query)
        results = desk.window._results
        await until(lambda: results._message[1] == atlas_errors.BUILDING)
        assert desk.status.startswith("Waiting for MongoDB")
        server.build_seconds = 0.0
        await until(lambda: len(desk.shown) == 3)
        assert desk.status.startswith("Searched 3 pictures")

    run(go())


def test_only_what_passed_the_test_can_be_connected(
    desk: Desk, run: Run, pictures: Path, uri: str
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        dialog = await ask(desk)
        field = dialog.findChildren(QLineEdit)[0]
        assert field.echoMode() == QLineEdit.EchoMode.Password
        button(dialog, "Show").click()
        assert field.echoMode() == QLineEdit.EchoMode.Normal
        assert not button(dialog, "Test").isEnabled()
        enter(dialog, f"mongodb://ann:{SECRET}@x@h")
        QTest.keyClick(field, Qt.Key.Key_Return)
        await until(lambda: "The test did not pass" in texts(dialog))
        told = "✗\nAddress\nThe address of the MongoDB server cannot be"
        await until(lambda: told in texts(dialog))
        assert SECRET not in texts(dialog)
        assert not button(dialog, "Connect").isEnabled()
        enter(dialog, uri)
        button(dialog, "Test").click()
        await until(lambda: button(dialog, "Connect").isEnabled())
        await until(lambda: texts(dialog).count("✓") == 5)
        QTest.keyClicks(field, "x")
        assert not button(dialog, "Connect").isEnabled()
        assert "✓" not in texts(dialog)
        dialog.reject()

    run(go())
    assert load_settings().shared_galleries == {}


def test_a_slow_keyring_does_not_hold_up_the_window(
    desk: Desk, run: Run, pictures: Path, uri: str, own_keyring: MemoryKeyring
) -> None:
    asked_in: list[threading.Thread] = []
    set_password = own_keyring.set_password

    def note(service: str, username: str, password: str) -> None:
        asked_in.append(threading.current_thread())
        set_password(service, username, password)

    own_keyring.set_password = note  # type: ignore[method-assign]

    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri)

    run(go())
    assert asked_in
    assert threading.main_thread() not in asked_in

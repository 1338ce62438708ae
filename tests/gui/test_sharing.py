"""A gallery that is shared through MongoDB, in the window: copies, offline, moved folders."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from clothesfinder import atlas_errors
from clothesfinder.gui.copying import MIRROR_AGAIN_AFTER
from clothesfinder.gui.sharing_questions import LeaveQuestion
from clothesfinder.index_files import index_file
from clothesfinder.settings import load_settings
from clothesfinder.store import open_store
from tests.atlas.search_double import AtlasSearchDouble
from tests.conftest import ColourEmbedder, save
from tests.renewing import LaterEmbedder

from .desk import Desk, until
from .test_connect_dialog import button, connect, index, own_keyring, ready, texts

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from clothesfinder.gui.worker import Worker

    from .conftest import Run

__all__ = ["own_keyring"]
SHARED = "Gallery/Shared gallery/"
COPY = SHARED + "Keep a copy on this computer"
THUMBNAILS = SHARED + "Share small thumbnails…"
LEAVE = SHARED + "Keep on this computer only…"
IN_MONGODB = "3 pictures in MongoDB"


def in_database(uri: str, gallery: Path) -> list[str]:
    store = open_store(uri, gallery, create=False)
    try:
        return sorted(store.stamps())
    finally:
        store.close()


def thumbnails_there(uri: str, gallery: Path) -> list[str]:
    store = open_store(uri, gallery, create=False)
    try:
        assert store.thumbnails is not None
        return list(store.thumbnails.digests())
    finally:
        store.close()


def size(desk: Desk) -> str:
    return desk.window._side.size_text


def test_the_index_is_copied_there_and_nothing_is_computed_again(
    desk: Desk, run: Run, pictures: Path, query: Path, uri: str
) -> None:
    embedder = desk.session._load_embedder("")
    assert isinstance(embedder, ColourEmbedder)

    async def go() -> None:
        await index(desk, pictures)
        before = embedder.embedded
        dialog = await ready(desk, uri)
        assert "“gallery” will be a new gallery" in texts(dialog)
        assert dialog._upload.isChecked()
        assert "3 pictures" in dialog._upload.text()
        button(dialog, "Connect").click()
        await until(lambda: size(desk) == IN_MONGODB)
        assert "3 pictures were copied" in desk.notice
        assert embedder.embedded == before
        desk.drop(query)
        await until(lambda: desk.shown == ["red.png", "pink.png", "blue.png"])

    run(go())
    assert in_database(uri, pictures) == ["blue.png", "pink.png", "red.png"]


def test_of_another_model_it_is_indexed_anew_only_when_the_user_says_so(
    desk: Desk, run: Run, pictures: Path, query: Path, uri: str
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True)
        with closing(open_store(uri, pictures)) as store:
            entries = store.entries(store.stamps())
            store.reset(LaterEmbedder.space)
            store.put(entries)
        desk.session.open_gallery(pictures)
        await until(lambda: "It is shared: from then on" in desk.notice)
        assert not desk.session.work.is_under_way
        desk.drop(query)
        await until(lambda: "with another model" in desk.window._query.error)
        desk.window.notice._button.click()
        await until(lambda: "3 indexed" in desk.notice)
        await until(lambda: desk.shown == ["red.png", "pink.png", "blue.png"])

    run(go())


def test_another_computer_joins_by_choosing_the_gallery(
    desk: Desk, run: Run, pictures: Path, query: Path, uri: str, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    save(elsewhere / "red.png")

    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True)
        await index(desk, elsewhere)
        dialog = await ready(desk, uri)
        names = [dialog._names.itemText(n) for n in range(dialog._names.count())]
        assert names == ["gallery"]
        assert dialog._upload.isChecked()
        dialog._names.setCurrentText("gallery")
        assert "with 3 pictures: this folder joins it" in texts(dialog)
        assert not dialog._upload.isChecked()
        assert "(of 1 picture, " in dialog._upload.text()
        button(dialog, "Connect").click()
        await until(lambda: size(desk) == IN_MONGODB)
        desk.drop(query)
        await until(lambda: desk.shown == ["red.png", "pink.png", "blue.png"])

    run(go())
    assert in_database(uri, pictures) == ["blue.png", "pink.png", "red.png"]


def test_without_the_server_the_copy_is_searched_and_said_so(
    desk: Desk,
    run: Run,
    pictures: Path,
    query: Path,
    uri: str,
    server: AtlasSearchDouble,
    tmp_path: Path,
) -> None:
    port = server.port

    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True, mirrored=True)
        await until(lambda: load_settings().shared_galleries[str(pictures)].copied > 0)
        await desk.at_rest()
        server.stop()
        desk.drop(query)
        await until(lambda: desk.shown == ["red.png", "pink.png", "blue.png"])
        assert desk.notice.startswith("MongoDB cannot be reached, so the copy on this computer (")
        assert atlas_errors.REFUSED in desk.notice
        assert "3 pictures of the copy on this computer" in desk.status
        again = AtlasSearchDouble(tmp_path / "data", port=port)
        again.indexes = server.indexes
        with again:
            desk.window.notice._button.click()
            await until(lambda: size(desk) == IN_MONGODB)
            await until(lambda: desk.status.startswith("Searched 3 pictures in"))
            desk.session.offline_changed.emit("It was cut.")
            assert "It was cut." in desk.notice
            desk.session.offline_changed.emit("")
            assert desk.notice == ""
            await desk.at_rest()
            reopened: list[bool] = []
            desk.session.settled.connect(reopened.append)
            desk.menu(COPY)
            await until(lambda: bool(reopened))
            assert not load_settings().shared_galleries[str(pictures)].mirrored
            assert size(desk) == IN_MONGODB

    run(go())


def test_the_next_start_without_the_server(
    qapp: QApplication,
    run: Run,
    worker: Worker,
    pictures: Path,
    query: Path,
    uri: str,
    server: AtlasSearchDouble,
) -> None:
    async def first(desk: Desk) -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True, mirrored=True)
        await until(lambda: load_settings().shared_galleries[str(pictures)].copied > 0)
        await desk.close()

    async def second(desk: Desk) -> None:
        desk.window.gallery_actions.open_last()
        await until(lambda: size(desk) == "3 pictures in the copy here")
        assert desk.notice.startswith("MongoDB cannot be reached, so the copy on this computer (")
        desk.drop(query)
        await until(lambda: len(desk.shown) == 3)
        desk.menu("Gallery/Update")
        await until(lambda: desk.notice == atlas_errors.REFUSED)
        await desk.close()

    run(first(Desk(qapp, worker, ColourEmbedder())))
    server.stop()
    run(second(Desk(qapp, worker, ColourEmbedder())))


def test_the_copy_follows_what_is_indexed(desk: Desk, run: Run, pictures: Path, uri: str) -> None:
    def copied() -> float:
        return load_settings().shared_galleries[str(pictures)].copied

    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True, mirrored=True)
        await until(copied)
        before = copied()
        save(pictures / "green.png", (0, 200, 0))
        desk.menu("Gallery/Update")
        await until(lambda: copied() > before)

    run(go())
    with_copy = open_store("", pictures, create=False)
    assert sorted(with_copy.stamps()) == ["blue.png", "green.png", "pink.png", "red.png"]
    with_copy.close()


def test_what_others_did_comes_when_the_copy_is_old(
    desk: Desk, run: Run, pictures: Path, uri: str
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True, mirrored=True)
        await until(lambda: load_settings().shared_galleries[str(pictures)].copied > 0)
        theirs = open_store(uri, pictures)
        theirs.drop(["red.png"])
        theirs.close()
        shared = load_settings().shared_galleries[str(pictures)]
        old = replace(shared, copied=time.time() - MIRROR_AGAIN_AFTER - 1)
        desk.preferences.keep(desk.preferences.now.with_shared(pictures, old))
        desk.session.open_gallery(pictures)
        await until(lambda: load_settings().shared_galleries[str(pictures)].copied > old.copied)

    run(go())
    copy = open_store("", pictures, create=False)
    assert sorted(copy.stamps()) == ["blue.png", "pink.png"]
    copy.close()


def test_back_to_this_computer_with_all_that_is_there(
    desk: Desk, run: Run, pictures: Path, query: Path, uri: str
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True)
        index_file(pictures).unlink()
        desk.menu(LEAVE)
        await until(lambda: isinstance(desk.dialog(), LeaveQuestion))
        button(desk.dialog(), "Copy it here").click()
        await until(lambda: size(desk) == "3 pictures")
        desk.drop(query)
        await until(lambda: len(desk.shown) == 3)

    run(go())
    assert load_settings().shared_galleries == {}
    assert in_database(uri, pictures) == ["blue.png", "pink.png", "red.png"]


def test_a_folder_that_has_moved_is_found_again(
    desk: Desk, run: Run, pictures: Path, query: Path, uri: str, tmp_path: Path
) -> None:
    there = tmp_path / "another drive" / "clothes"
    there.parent.mkdir()

    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True)
        pictures.rename(there)
        desk.session.open_gallery(pictures)
        await until(lambda: "is not there, so its pictures cannot be shown" in desk.notice)
        desk.session.relocate_gallery(pictures, tmp_path)
        await until(lambda: desk.notice.startswith("None of the pictures of “gallery” is in"))
        desk.session.relocate_gallery(pictures, there)
        await until(lambda: desk.session.gallery == there)
        await until(lambda: size(desk) == IN_MONGODB)
        desk.drop(query)
        await until(lambda: desk.shown == ["red.png", "pink.png", "blue.png"])

    run(go())
    settings = load_settings()
    assert list(settings.shared_galleries) == [str(there)]
    assert settings.recent_galleries == (str(there),)
    assert index_file(there).exists()
    assert not index_file(pictures).exists()


def test_small_thumbnails_stand_in_for_pictures_that_are_elsewhere(
    desk: Desk, run: Run, pictures: Path, query: Path, uri: str, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    save(elsewhere / "red.png", (200, 0, 0))
    shares = desk.window._actions._thumbnails

    def supplied() -> list[bool]:
        found = [desk.window._thumbnails.get(elsewhere / name, 180) for name in desk.shown]
        return [thumbnail.supplied for thumbnail in found if thumbnail is not None]

    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True)
        desk.menu(THUMBNAILS)
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        assert "about 0.1 MB for 3 pictures" in texts(desk.dialog())
        assert not shares.isChecked()
        button(desk.dialog(), "Share").click()
        await until(
            lambda: desk.notice == "Small thumbnails of 3 pictures are shared in the database."
        )
        await until(shares.isChecked)
        save(pictures / "green.png", (0, 200, 0))
        desk.menu("Gallery/Update")
        await until(lambda: "green.png" in thumbnails_there(uri, pictures))
        await index(desk, elsewhere)
        await connect(desk, uri, name="gallery")
        desk.drop(query)
        await until(lambda: len(desk.shown) == 4)
        await until(lambda: sorted(supplied()) == [False, True, True, True])
        desk.session.open_gallery(pictures)
        await until(lambda: desk.session.gallery == pictures)
        await desk.at_rest()
        assert shares.isChecked()
        desk.menu(THUMBNAILS)
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        button(desk.dialog(), "Delete them").click()
        await until(lambda: not shares.isChecked() and desk.dialog() is None)

    run(go())


def test_what_only_others_have_is_kept_until_the_user_says_otherwise(
    desk: Desk, run: Run, gallery: Path, uri: str, tmp_path: Path
) -> None:
    for number in range(30):
        save(gallery / f"{number}.png")
    part = tmp_path / "part"
    for number in range(5):
        save(part / f"{number}.png")

    async def go() -> None:
        await index(desk, gallery)
        await connect(desk, uri, uploaded=True)
        await index(desk, part)
        await connect(desk, uri, name="gallery")
        await until(lambda: size(desk) == "30 pictures in MongoDB")
        desk.menu("Gallery/Update")
        await until(lambda: "25 not in this folder (kept)" in desk.notice)
        assert len(in_database(uri, gallery)) == 30
        desk.window.notice._button.click()
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        assert "Remove 25 pictures from" in texts(desk.dialog())
        button(desk.dialog(), "Remove them").click()
        await until(lambda: "25 removed" in desk.notice)
        assert len(in_database(uri, gallery)) == 5

    run(go())


def test_the_menu_offers_what_goes(desk: Desk, run: Run, pictures: Path, uri: str) -> None:
    async def go() -> None:
        menu = desk.window._actions._menu
        assert not menu.isEnabled()
        await index(desk, pictures)
        assert not menu.isEnabled()
        await connect(desk, uri, uploaded=True, mirrored=True)
        assert menu.isEnabled()
        assert desk.window._actions._mirror.isChecked()

    run(go())

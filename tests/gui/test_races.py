"""What the user does while something else is still under way: the newest wins, nothing is lost."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from clothesfinder import atlas_check, atlas_errors, upkeep
from clothesfinder.gui.connect_dialog import ConnectDialog
from clothesfinder.gui.sharing import Way
from clothesfinder.index_files import index_file
from clothesfinder.local_store import LocalStore
from clothesfinder.problem import Problem
from clothesfinder.settings import Shared, load_settings
from tests.conftest import save

from .desk import Desk, GatedEmbedder, until
from .test_connect_dialog import ask, button, connect, enter, index, own_keyring, texts

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from tests.atlas.search_double import AtlasSearchDouble
    from tests.memory_keyring import MemoryKeyring

    from .conftest import Run

__all__ = ["own_keyring"]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A second gallery, of one picture."""
    save(tmp_path / "other" / "green.png", (0, 200, 0))
    return tmp_path / "other"


def size(desk: Desk) -> str:
    return desk.window._side.size_text


def hold_way_to(desk: Desk, gallery: Path, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Let the keyring take until the event is set to answer for this gallery."""
    answered, way_to = asyncio.Event(), desk.sharing.way_to

    async def slow(folder: Path) -> Way:
        if folder == gallery:
            await answered.wait()
        return await way_to(folder)

    monkeypatch.setattr(desk.sharing, "way_to", slow)
    return answered


async def settle() -> None:
    """Let everything that can go on go on."""
    for _ in range(20):
        await asyncio.sleep(0.01)


def test_a_gallery_whose_keyring_answers_late_does_not_displace_a_newer_one(
    desk: Desk, run: Run, pictures: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        answered = hold_way_to(desk, pictures, monkeypatch)
        desk.session.open_gallery(pictures)
        desk.drop(other)
        await until(lambda: desk.session.gallery == other and size(desk) == "1 picture")
        answered.set()
        await settle()
        await desk.at_rest()
        assert desk.session.gallery == other
        assert size(desk) == "1 picture"

    run(go())


def test_a_gallery_opened_while_another_is_let_go_of_is_the_one_that_stays(
    desk: Desk, run: Run, pictures: Path, other: Path, tmp_path: Path, embedder: GatedEmbedder
) -> None:
    third = tmp_path / "third"
    save(third / "red.png")

    async def go() -> None:
        await index(desk, other)
        await index(desk, third)
        embedder.shut()
        desk.drop(pictures)
        await until(embedder.at_the_gate.is_set)
        desk.session.open_gallery(other)
        await until(lambda: desk.session.gallery is None)  # it waits for the batch under way
        desk.session.open_gallery(third)
        await asyncio.sleep(0.05)
        embedder.let_through()
        await until(lambda: desk.session.gallery == third)
        await settle()
        assert desk.session.gallery == third

    run(go())


def test_a_gallery_opened_while_another_is_forgotten_stays(
    desk: Desk, run: Run, pictures: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    forget = LocalStore.forget

    def slow(store: LocalStore) -> None:
        begun.set()
        go_on.wait(30)
        forget(store)

    async def go() -> None:
        await index(desk, other)
        await index(desk, pictures)
        monkeypatch.setattr(LocalStore, "forget", slow)
        desk.menu("Gallery/Forget this gallery…")
        await until(lambda: desk.dialog() is not None)
        button(desk.dialog(), "Forget").click()
        await until(begun.is_set)
        desk.session.open_gallery(other)
        await asyncio.sleep(0.05)
        go_on.set()
        await until(lambda: desk.session.gallery == other and size(desk) == "1 picture")
        await settle()
        assert desk.session.gallery == other

    run(go())
    assert not index_file(pictures).exists()


def test_the_gallery_that_was_asked_about_is_forgotten_and_no_other(
    desk: Desk, run: Run, pictures: Path, other: Path
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        desk.menu("Gallery/Forget this gallery…")
        await until(lambda: desk.dialog() is not None)
        desk.window.intake.open_arguments([str(other)])  # another start hands this over
        await until(lambda: size(desk) == "1 picture")
        button(desk.dialog(), "Forget").click()
        await settle()
        assert desk.session.gallery == other

    run(go())
    assert index_file(other).exists()
    assert str(other) in load_settings().recent_galleries


def test_a_gallery_that_cannot_be_forgotten_is_still_known(
    desk: Desk, run: Run, pictures: Path, uri: str, server: AtlasSearchDouble
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True)
        server.stop()
        desk.menu("Gallery/Forget this gallery…")
        await until(lambda: desk.dialog() is not None)
        button(desk.dialog(), "Forget").click()
        await until(lambda: desk.notice == atlas_errors.REFUSED)
        await until(lambda: desk.session.gallery == pictures)

    run(go())
    assert str(pictures) in load_settings().shared_galleries


def test_work_that_takes_the_place_of_other_work_ends_that_first(
    desk: Desk, run: Run, pictures: Path, uri: str, embedder: GatedEmbedder
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        await connect(desk, uri, uploaded=True)
        save(pictures / "green.png", (0, 200, 0))
        embedder.shut()
        desk.menu("Gallery/Update")
        await until(lambda: desk.window._panel.isVisible())
        desk.exchange.share(pictures)
        await asyncio.sleep(0.05)
        embedder.let_through()
        await until(lambda: "are shared in the database" in desk.notice)
        await desk.at_rest()
        assert desk.window._panel.isHidden()
        assert not desk.session.work.is_under_way

    run(go())


def test_what_is_asked_of_a_gallery_ends_with_it(
    desk: Desk, run: Run, pictures: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    ended: list[str] = []

    def endless(_catalog: object) -> Generator[None, None, None]:
        begun.set()
        try:
            while True:
                yield
        finally:
            ended.append("estimate")

    monkeypatch.setattr(upkeep, "estimate_thumbnails", endless)

    async def go() -> None:
        await index(desk, pictures)
        desk.session.way = Way("mongodb://h/", mirrored=False, locked="")
        desk.exchange.estimate()
        await until(begun.is_set)
        desk.session.open_gallery(other)
        await until(lambda: ended == ["estimate"])
        await until(lambda: size(desk) == "1 picture" or bool(desk.notice))

    run(go())


def test_a_failure_elsewhere_leaves_the_work_under_way_in_sight(
    desk: Desk, run: Run, pictures: Path, embedder: GatedEmbedder
) -> None:
    async def go() -> None:
        embedder.shut()
        desk.drop(pictures)
        await until(lambda: desk.window._panel.isVisible())
        desk.exchange.failed.emit("The database is full.")
        assert desk.notice == "The database is full."
        assert desk.window._panel.isVisible()
        embedder.let_through()
        await until(lambda: size(desk) == "3 pictures")

    run(go())


def test_a_test_that_breaks_off_can_be_made_again(
    desk: Desk, run: Run, pictures: Path, uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(*_: object) -> atlas_check.Checked:
        raise Problem(atlas_errors.CUT)

    async def go() -> None:
        await index(desk, pictures)
        dialog = await ask(desk)
        enter(dialog, uri)
        with monkeypatch.context() as broken:
            broken.setattr(atlas_check._Check, "found", found)
            button(dialog, "Test").click()
            await until(lambda: atlas_errors.CUT in texts(dialog))
            assert button(dialog, "Test").isEnabled()
            assert not button(dialog, "Connect").isEnabled()
        button(dialog, "Test").click()
        await until(lambda: button(dialog, "Connect").isEnabled())
        dialog.reject()

    run(go())


def test_a_dialog_that_was_closed_hears_of_no_test(
    desk: Desk, run: Run, pictures: Path, uri: str
) -> None:
    async def go() -> None:
        await index(desk, pictures)
        dialog = await ask(desk)
        enter(dialog, uri)
        button(dialog, "Test").click()
        dialog.reject()
        await until(lambda: not desk.window.findChildren(ConnectDialog))
        await settle()
        desk.sharing.tested.emit(())
        desk.sharing.test_ended.emit(atlas_check.Checked(()), 0)

    run(go())


@pytest.mark.parametrize(
    ("leaves", "stays"), [("h/shop.old/a", "h/shop/b"), ("h/shop/a", "h/shop.old/b")]
)
def test_the_secret_stays_as_long_as_a_gallery_needs_it(
    desk: Desk,
    run: Run,
    pictures: Path,
    other: Path,
    leaves: str,
    stays: str,
    own_keyring: MemoryKeyring,
) -> None:
    own_keyring.set_password("Clothesfinder MongoDB", "h/shop", "mongodb://h/shop")
    settings = desk.preferences.now.with_shared(pictures, Shared(leaves))
    desk.preferences.keep(settings.with_shared(other, Shared(stays)))

    async def go() -> None:
        desk.sharing.leave(pictures)
        await settle()
        assert own_keyring.held
        desk.sharing.leave(other)
        await until(lambda: not own_keyring.held)

    run(go())


def test_whether_it_is_a_folder_is_not_asked_by_the_window_itself(
    desk: Desk, run: Run, pictures: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = threading.Event(), threading.Event()
    is_dir = type(pictures).is_dir

    def slow(path: Path) -> bool:
        if path == pictures:
            assert threading.current_thread() is not threading.main_thread()
            asked.set()
            answered.wait(30)
        return is_dir(path)

    monkeypatch.setattr(type(pictures), "is_dir", slow)

    async def go() -> None:
        desk.drop(pictures)
        await until(asked.is_set)
        desk.drop(other)
        await until(lambda: size(desk) == "1 picture")
        answered.set()
        await settle()
        assert desk.session.gallery == other

    run(go())


def test_thumbnails_that_are_wanted_while_some_are_fetched_are_fetched_together(
    desk: Desk, run: Run, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    go_on = threading.Event()

    def answer(_catalog: object, paths: list[str]) -> Generator[None, None, dict[str, bytes]]:
        asked.append(paths)
        yield
        go_on.wait(30)
        return {path: path.encode() for path in paths}

    monkeypatch.setattr(upkeep, "shared_thumbnails", answer)
    arrived: list[bytes] = []

    async def go() -> None:
        await index(desk, pictures)
        desk.session.way = Way("mongodb://h/", mirrored=False, locked="")
        desk.exchange.arrived.connect(lambda _path, jpeg: arrived.append(jpeg))
        desk.exchange.fetch([pictures / "a.png"])
        await until(lambda: bool(asked))
        for name in ("b", "c"):
            desk.exchange.fetch([pictures / f"{name}.png"])
        go_on.set()
        await until(lambda: len(arrived) == 3)

    run(go())
    assert asked == [["a.png"], ["b.png", "c.png"]]

"""A watched gallery in a real window: real files, real events, a real store."""

from __future__ import annotations

import asyncio
import errno
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from watchdog.observers.api import BaseObserver

from clothesfinder import watch
from clothesfinder.catalog import Catalog
from clothesfinder.gui import watching
from clothesfinder.settings import load_settings
from tests.conftest import ColourEmbedder, save
from tests.test_watch import watch_threads

from .desk import PATIENCE, Desk, GatedEmbedder, until

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QApplication

    from clothesfinder.answers import Status
    from clothesfinder.gui.worker import Worker

    from .conftest import Run

WATCHED = "Watching for changes"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same waits, but shorter: what is tested are their order and their ends."""
    monkeypatch.setattr(watch, "CHECK_EVERY", 0.05)
    monkeypatch.setattr(watching, "QUIET_MS", 150)
    monkeypatch.setattr(watching, "AT_MOST_MS", 2_000)
    monkeypatch.setattr(watching, "RETRY_MS", 300)


@pytest.fixture(autouse=True)
def no_watch_outlives_its_desk(run: Run) -> Iterator[None]:
    yield
    run(until(lambda: not watch_threads()))


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What each index job was to look at; None for all."""
    begun: list[object] = []
    index = Catalog.index

    def spy(self: Catalog, **options: object) -> Generator[object, None, object]:
        begun.append(options.get("only"))
        return index(self, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Catalog, "index", spy)
    return begun


def size(desk: Desk) -> str:
    return desk.window._side.size_text


def state(desk: Desk) -> str:
    return desk.window._side.watch_text


def entry(desk: Desk) -> QAction:
    return desk.window._menus.watch


async def begin(desk: Desk, gallery: Path, jobs: list[object]) -> None:
    """Index the gallery, and watch it; return when nothing is left to do."""
    desk.drop(gallery)
    await until(lambda: "indexed" in desk.notice and entry(desk).isEnabled())
    desk.window.notice.hide()
    before = len(jobs)
    desk.menu("Gallery/Watch this folder")
    await until(lambda: state(desk) == WATCHED and len(jobs) > before)
    await at_rest(desk)


async def at_rest(desk: Desk) -> None:
    now = desk.window.watching
    await until(lambda: not (now._is_busy or now._since or desk.session.work.is_under_way))


async def stored(desk: Desk) -> set[str]:
    assert desk.session.catalog is not None

    def ask(catalog: Catalog) -> Generator[None, None, set[str]]:
        yield
        return set(catalog.stores.open().stamps())

    return await desk.session.work.ask(ask(desk.session.catalog))


async def stored_at_last(desk: Desk, path: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while path not in await stored(desk):
            await asyncio.sleep(0.01)


def test_what_changes_is_indexed_and_nothing_is_said(
    run: Run, desk: Desk, pictures: Path, jobs: list[object], embedder: ColourEmbedder
) -> None:
    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        assert size(desk) == "3 pictures"
        save(pictures / "new.png")
        await until(lambda: size(desk) == "4 pictures")
        before = embedder.embedded
        save(pictures / "new.png", (1, 2, 3), size=(70, 70))
        await until(lambda: embedder.embedded == before + 1)
        await at_rest(desk)
        (pictures / "new.png").rename(pictures / "moved.png")
        await at_rest(desk)
        await stored_at_last(desk, "moved.png")
        await at_rest(desk)
        (pictures / "blue.png").unlink()
        (pictures / "red.png").unlink()
        await until(lambda: size(desk) == "2 pictures")
        assert await stored(desk) == {"pink.png", "moved.png"}
        assert embedder.embedded == before + 1
        assert desk.notice == ""
        assert None not in jobs[2:]

    run(scenario())


def test_a_renamed_folder_keeps_its_vectors(
    run: Run, desk: Desk, pictures: Path, jobs: list[object], embedder: ColourEmbedder
) -> None:
    for number in range(10):
        save(pictures / "old" / f"{number}.png")

    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        before = embedder.embedded
        (pictures / "old").rename(pictures / "new")
        await stored_at_last(desk, "new/9.png")
        await at_rest(desk)
        assert not any(path.startswith("old/") for path in await stored(desk))
        assert embedder.embedded == before

    run(scenario())


def test_a_burst_makes_few_jobs(
    run: Run, desk: Desk, pictures: Path, jobs: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        before = len(jobs)
        monkeypatch.setattr(watching, "QUIET_MS", 1_500)  # longer than a busy machine halts
        monkeypatch.setattr(watching, "AT_MOST_MS", 60_000)

        def copy() -> None:
            for number in range(200):
                save(pictures / f"{number % 7}" / f"{number}.png")

        await asyncio.get_running_loop().run_in_executor(None, copy)
        await until(lambda: size(desk) == "203 pictures")
        await at_rest(desk)
        assert 1 <= len(jobs) - before <= 4

    run(scenario())


def test_changes_without_a_pause_are_indexed_meanwhile(
    run: Run, desk: Desk, pictures: Path, jobs: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "QUIET_MS", 60_000)
    monkeypatch.setattr(watching, "AT_MOST_MS", 300)

    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        save(pictures / "new.png")
        await until(lambda: size(desk) == "4 pictures")

    run(scenario())


def test_a_search_is_answered_while_changes_are_indexed(
    run: Run,
    desk: Desk,
    pictures: Path,
    query: Path,
    jobs: list[object],
    embedder: GatedEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        desk.drop(query)
        await until(lambda: len(desk.shown) == 3)
        await desk.at_rest()
        embedder.shut()
        monkeypatch.setattr(watching, "QUIET_MS", 60_000)
        for number in range(400):
            save(pictures / f"{number}.png")
        await until(lambda: len(desk.window.watching._paths) == 400)
        desk.window.watching._begin()
        await until(lambda: desk.session.work.is_under_way)
        desk.drop(pictures / "blue.png")
        await until(lambda: desk.window._query.name == "blue.png")
        batches = 0
        while desk.shown[:1] != ["blue.png"]:
            embedder.gate.release()
            batches += 1
            with suppress(TimeoutError):  # let no more through than the search needs
                await until(lambda: desk.shown[:1] == ["blue.png"], 0.2)
        assert desk.session.work.is_under_way
        assert batches < 100
        monkeypatch.setattr(watching, "QUIET_MS", 150)
        embedder.gate.release(200)
        await until(lambda: size(desk) == "403 pictures")
        assert desk.shown[0] == "blue.png"

    run(scenario())


def test_results_in_view_stay(
    run: Run, desk: Desk, pictures: Path, query: Path, jobs: list[object]
) -> None:
    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        desk.drop(query)
        await until(lambda: len(desk.shown) == 3)
        before = desk.shown
        save(pictures / "new.png", (205, 5, 5))
        await until(lambda: size(desk) == "4 pictures")
        await at_rest(desk)
        assert desk.shown == before

    run(scenario())


def test_changes_wait_for_what_the_user_began(
    run: Run, desk: Desk, pictures: Path, jobs: list[object], embedder: GatedEmbedder
) -> None:
    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        embedder.shut()
        save(pictures / "first.png")
        embedder.at_the_gate.clear()
        desk.menu("Gallery/Update")
        await until(embedder.at_the_gate.is_set)
        before = len(jobs)
        save(pictures / "second.png")
        await until(lambda: "second.png" in desk.window.watching._paths)
        await asyncio.sleep(0.5)
        assert len(jobs) == before
        embedder.gate.release(100)
        await until(lambda: size(desk) == "5 pictures")

    run(scenario())


def test_a_picture_that_is_copied_slowly_is_no_failure(
    run: Run, desk: Desk, pictures: Path, jobs: list[object], tmp_path: Path
) -> None:
    data = save(tmp_path / "late.png", size=(300, 300)).read_bytes()

    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        told: list[Status] = []
        desk.window._session.status_known.connect(told.append)
        with (pictures / "late.png").open("wb") as file:
            file.write(data[: len(data) // 2])
            file.flush()
            await until(lambda: told and told[-1].failures)
            file.write(data[len(data) // 2 :])
        await until(lambda: size(desk) == "4 pictures")
        await at_rest(desk)
        await until(lambda: not desk.window.watching._retry.isActive())
        await at_rest(desk)
        assert told[-1].failures == []
        assert desk.notice == ""

    run(scenario())


def test_a_picture_that_stays_damaged_is_told_once(
    run: Run, desk: Desk, pictures: Path, jobs: list[object]
) -> None:
    (pictures / "old.png").write_bytes(b"none")

    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        assert desk.notice == ""
        (pictures / "bad.png").write_bytes(b"none")
        await until(lambda: desk.notice)
        assert desk.notice.startswith("bad.png could not be read. This is not a picture")
        desk.window.notice.hide()
        save(pictures / "good.png")
        await until(lambda: size(desk) == "4 pictures")
        await at_rest(desk)
        assert desk.notice == ""

    run(scenario())


def test_a_folder_that_vanishes_and_comes_back(
    run: Run, desk: Desk, pictures: Path, jobs: list[object]
) -> None:
    away = pictures.with_name("away")

    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        pictures.rename(away)
        await until(lambda: "not there" in state(desk))
        assert "is not there any more" in desk.status
        assert desk.notice == ""
        assert len(await stored(desk)) == 3
        save(away / "meanwhile.png")
        away.rename(pictures)
        await until(lambda: state(desk) == WATCHED)
        await until(lambda: size(desk) == "4 pictures")
        save(pictures / "later.png")
        await until(lambda: size(desk) == "5 pictures")

    run(scenario())


def test_a_folder_that_is_emptied_keeps_its_index(
    run: Run, desk: Desk, pictures: Path, jobs: list[object]
) -> None:
    """So it is with a drive that is unmounted: its place is an empty folder."""

    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        for file in pictures.iterdir():
            file.unlink()
        await until(lambda: "has no pictures any more" in desk.status)
        assert len(await stored(desk)) == 3

    run(scenario())


def test_the_choice_holds_for_the_next_start_until_it_is_taken_back(
    run: Run, desk: Desk, qapp: QApplication, worker: Worker, pictures: Path, jobs: list[object]
) -> None:
    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        await until(lambda: load_settings().recent_galleries)
        assert load_settings().watched_galleries == (str(pictures),)
        desk.window.close()
        await until(lambda: not watch_threads())
        save(pictures / "meanwhile.png")
        again = Desk(qapp, worker, ColourEmbedder())
        again.window.gallery_actions.open_last()
        await until(lambda: state(again) == WATCHED)
        assert entry(again).isChecked()
        await until(lambda: size(again) == "4 pictures")
        again.menu("Gallery/Watch this folder")
        assert state(again) == ""
        assert load_settings().watched_galleries == ()
        await until(lambda: not watch_threads())
        before = len(jobs)
        save(pictures / "unseen.png")
        await asyncio.sleep(0.6)
        assert (len(jobs), size(again)) == (before, "4 pictures")
        await again.close()

    run(scenario())


def test_another_gallery_is_not_watched_by_that(
    run: Run, desk: Desk, pictures: Path, tmp_path: Path, jobs: list[object]
) -> None:
    shutil.copytree(pictures, tmp_path / "other")

    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        desk.drop(tmp_path / "other")
        await until(lambda: desk.session.gallery == tmp_path / "other")
        assert (state(desk), entry(desk).isChecked()) == ("", False)
        await until(lambda: not watch_threads())
        await until(lambda: "3 indexed" in desk.notice)
        desk.session.open_gallery(pictures)
        await until(lambda: state(desk) == WATCHED)
        desk.session.forget_gallery(pictures)
        await until(lambda: desk.session.gallery is None and state(desk) == "")
        await until(lambda: load_settings().watched_galleries == ())
        await until(lambda: not watch_threads())

    run(scenario())


def test_what_is_not_heard_is_found_by_looking(
    run: Run, desk: Desk, pictures: Path, jobs: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in at the library's door: this system's limit is everybody's."""

    def schedule(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", schedule)
    monkeypatch.setattr(watching, "LOOK_EVERY_MS", 200)
    monkeypatch.setattr(watching, "LOOK_SHARE", 0)

    async def scenario() -> None:
        desk.drop(pictures)
        await until(lambda: "3 indexed" in desk.notice)
        desk.menu("Gallery/Watch this folder")
        await until(lambda: "cannot watch so many folders" in desk.notice)
        assert state(desk) == "Looking for changes every few minutes"
        save(pictures / "new.png")
        await until(lambda: size(desk) == "4 pictures")
        files = [file.rename(file.with_suffix(".away")) for file in pictures.iterdir()]
        await until(lambda: "has no pictures any more" in desk.status)
        for file in files:
            file.rename(file.with_suffix(".png"))
        save(pictures / "later.png")
        await until(lambda: size(desk) == "5 pictures")

    run(scenario())


def test_the_folder_is_looked_for_when_the_user_turns_to_the_window(
    run: Run,
    desk: Desk,
    qapp: QApplication,
    pictures: Path,
    jobs: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watch, "CHECK_EVERY", 3600.0)

    async def scenario() -> None:
        await begin(desk, pictures, jobs)
        pictures.rename(pictures.with_name("away"))
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        await until(lambda: "not there" in state(desk))
        pictures.with_name("away").rename(pictures)

    run(scenario())

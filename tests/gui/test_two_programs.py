"""The window beside a job of another program on the same index: a real second process."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from clothesfinder import file_lock
from clothesfinder.index_files import index_file
from tests.conftest import ColourEmbedder, save
from tests.renewing import contents, index
from tests.test_renewal_kill import INDEX, running
from tests.test_writer import INDEX_STEP_BY_STEP, go_on, line, writing_elsewhere

from .desk import Desk, until

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run


def panel(desk: Desk) -> set[str]:
    return {label.text() for label in desk.window._panel.findChildren(QLabel)}


def test_the_window_searches_while_another_program_indexes(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        index(pictures, ColourEmbedder())
        desk.session.open_gallery(pictures)
        await until(lambda: desk.session.searching.ready)
        save(pictures / "new.png", (205, 5, 5))
        with running(INDEX_STEP_BY_STEP, str(pictures)) as other:
            assert line(other)  # it has begun, and holds the lock
            desk.drop(query)
            await until(lambda: desk.shown)
            assert desk.shown == ["red.png", "pink.png", "blue.png"]
            go_on(other)
            while line(other):
                go_on(other)
            other.wait()
            assert other.returncode == 0
        desk.drop(query)
        await until(lambda: len(desk.shown) == 4)
        assert desk.shown[0] == "new.png"

    run(scenario())


def test_the_window_waits_shows_it_and_goes_on(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def scenario() -> None:
        index(pictures, ColourEmbedder())
        save(pictures / "new.png")
        with writing_elsewhere(pictures) as other:
            desk.drop(pictures)
            await until(lambda: "Waiting for another program…" in panel(desk))
            desk.drop(query)
            await until(lambda: len(desk.shown) == 3)
            go_on(other)
            await until(lambda: "1 indexed" in desk.notice)

    run(scenario())


def test_waiting_may_be_cancelled_and_forgetting_is_told(
    run: Run, desk: Desk, pictures: Path
) -> None:
    async def scenario() -> None:
        index(pictures, ColourEmbedder())
        with writing_elsewhere(pictures):
            desk.drop(pictures)
            await until(lambda: "Waiting for another program…" in panel(desk))
            desk.session.work.cancel()
            await until(lambda: "stopped" in desk.notice)
            desk.session.forget_gallery(pictures)
            await until(lambda: "Another program" in desk.notice)
            assert index_file(pictures).exists()
            assert desk.session.gallery == pictures

    run(scenario())


def test_both_index_at_once(run: Run, desk: Desk, pictures: Path) -> None:
    async def scenario() -> None:
        for number in range(20):
            save(pictures / f"{number}.png")
        with running(INDEX, str(pictures), ColourEmbedder.__name__) as other:
            desk.drop(pictures)
            await until(lambda: "up to date" in desk.notice or "indexed" in desk.notice)
            other.communicate()
            assert other.returncode == 0
        assert len(contents(pictures)[0][1]) == 23

    run(scenario())


@pytest.mark.skipif(sys.platform == "win32", reason="another way of locking there")
def test_where_files_are_not_locked_the_window_warns(
    run: Run, desk: Desk, data: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        desk.window.look_at_own_files()
        await until(lambda: not desk.session._tasks)
        assert desk.window.warning.text == ""
        monkeypatch.setattr(file_lock, "lock", lambda _file: None)
        data.mkdir(exist_ok=True)
        desk.window.look_at_own_files()
        await until(lambda: "does not lock files" in desk.window.warning.text)
        desk.drop(pictures)
        await until(lambda: "3 indexed" in desk.notice)
        assert "does not lock files" in desk.window.warning.text

    run(scenario())

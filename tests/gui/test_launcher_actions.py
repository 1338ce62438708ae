"""The launcher in the help, and the bar that offers it once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from clothesfinder import launcher
from clothesfinder.settings import load_settings
from tests.conftest import save
from tests.desktops import entry_file

from .desk import until

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from .conftest import Run
    from .desk import Desk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a Linux desktop's menu")
PUT, TAKE_OUT = "Put into the applications menu", "Take out of the applications menu"


@pytest.fixture(autouse=True)
def entry(home: Path) -> Path:
    """The file that comes, in a home where nothing is there yet."""
    return entry_file(home / ".local" / "share")


@pytest.fixture
def worth_offering(nothing_offered: None, monkeypatch: pytest.MonkeyPatch) -> None:
    del nothing_offered  # which comes first
    monkeypatch.setattr(launcher, "is_worth_offering", lambda: not launcher.is_installed())


def help_menu(desk: Desk) -> QMenu:
    (action,) = [one for one in desk.window.menuBar().actions() if one.text() == "&Help"]
    menu = action.menu()
    assert menu is not None
    return menu  # type: ignore[return-value]


def entries(desk: Desk) -> list[str]:
    """What the help offers to do about the launcher, after it was opened."""
    shown: list[QAction] = [one for one in help_menu(desk).actions() if one.isVisible()]
    texts = [one.text().replace("&", "") for one in shown]
    return [text for text in texts if "applications menu" in text]


def buttons(desk: Desk) -> dict[str, QPushButton]:
    return {one.text(): one for one in desk.window.offer.findChildren(QPushButton)}


async def index(desk: Desk, pictures: Path) -> None:
    desk.drop(pictures)
    await until(lambda: "up to date" in desk.notice)
    await desk.at_rest()


def test_it_is_put_there_and_taken_out_again(run: Run, desk: Desk, entry: Path) -> None:
    async def scenario() -> None:
        desk.window.look_at_own_files()
        await desk.at_rest()
        assert entries(desk) == [PUT]
        desk.menu(f"Help/{PUT}")
        await until(lambda: desk.status == "Clothesfinder is in the applications menu now.")
        assert entry.is_file()
        assert entries(desk) == [TAKE_OUT]
        desk.menu(f"Help/{TAKE_OUT}")
        await until(lambda: "no longer" in desk.status)
        assert not entry.exists()
        assert entries(desk) == [PUT]

    run(scenario())


def test_the_menu_shows_what_happened_elsewhere(run: Run, desk: Desk) -> None:
    async def scenario() -> None:
        launcher.install()
        help_menu(desk).aboutToShow.emit()
        await until(lambda: entries(desk) == [TAKE_OUT])
        launcher.remove()
        help_menu(desk).aboutToShow.emit()
        await until(lambda: entries(desk) == [PUT])

    run(scenario())


def test_where_a_package_put_it_there_is_nothing_to_do(
    run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        monkeypatch.setattr(launcher, "is_provided", lambda: True)
        help_menu(desk).aboutToShow.emit()
        await until(lambda: entries(desk) == [])

    run(scenario())


def test_a_problem_is_told(run: Run, desk: Desk, entry: Path) -> None:
    async def scenario() -> None:
        entry.parent.parent.mkdir(parents=True)
        entry.parent.write_text("a file where the folder should be")
        desk.menu(f"Help/{PUT}")
        await until(lambda: "The launcher cannot be written" in desk.notice)
        assert entries(desk) == [PUT]

    run(scenario())


@pytest.mark.usefixtures("worth_offering")
def test_it_is_offered_after_the_first_indexing_and_added(
    run: Run, desk: Desk, pictures: Path, entry: Path
) -> None:
    async def scenario() -> None:
        desk.window.look_at_own_files()
        await desk.at_rest()
        assert desk.window.offer.text == "", "nobody is asked at the first start"
        await index(desk, pictures)
        await until(lambda: desk.window.offer.text)
        assert desk.window.offer.text == "Put Clothesfinder into the applications menu?"
        assert "up to date" in desk.notice, "which is told all the same"
        assert load_settings().launcher_offered
        buttons(desk)["Add"].click()
        await until(lambda: "now" in desk.status)
        assert entry.is_file()
        assert desk.window.offer.text == ""

    run(scenario())


@pytest.mark.usefixtures("worth_offering")
def test_who_declines_is_not_asked_again(run: Run, desk: Desk, pictures: Path, entry: Path) -> None:
    async def scenario() -> None:
        await index(desk, pictures)
        buttons(desk)["Not now"].click()
        assert desk.window.offer.text == ""
        save(pictures / "new.png")
        desk.menu("Gallery/Update")
        await until(lambda: "1 indexed" in desk.notice)
        await desk.at_rest()
        assert desk.window.offer.text == ""
        assert not entry.exists()

    run(scenario())


@pytest.mark.usefixtures("worth_offering")
def test_a_folder_without_pictures_is_no_reason_to_ask(run: Run, desk: Desk, gallery: Path) -> None:
    async def scenario() -> None:
        (gallery / "broken.png").write_bytes(b"\x89PNG and no more")
        await index(desk, gallery)
        assert desk.window.offer.text == ""
        assert not load_settings().launcher_offered

    run(scenario())


@pytest.mark.usefixtures("worth_offering")
def test_who_has_it_is_not_asked(run: Run, desk: Desk, pictures: Path) -> None:
    async def scenario() -> None:
        launcher.install()
        await index(desk, pictures)
        assert desk.window.offer.text == ""
        launcher.remove()
        desk.menu("Gallery/Update")
        await until(lambda: "unchanged" in desk.notice)
        await until(lambda: desk.window.offer.text)

    run(scenario())

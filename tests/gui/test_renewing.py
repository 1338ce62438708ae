"""A gallery of another model in the window: indexed anew by itself, and searched meanwhile."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from clothesfinder.gui.jobs import asking
from clothesfinder.gui.renewing import Standing, judging
from clothesfinder.local_store import open_local
from clothesfinder.scores import Scores
from tests.conftest import ColourEmbedder, save
from tests.renewing import LaterEmbedder, contents, index

from .desk import LET_THROUGH, Desk, GatedEmbedder, until

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from clothesfinder.answers import Found
    from clothesfinder.gui.worker import Worker

    from .conftest import Run

MORE = 57
ALL = MORE + 3
SHOWN = ALL
"""How many of them a search shows at first: no more than FIRST."""
OLDER = LaterEmbedder


@pytest.fixture
def embedder() -> GatedEmbedder:
    embedder = GatedEmbedder()
    embedder.batch = 1  # so that what many cores read ahead is not all there is
    return embedder


@pytest.fixture(autouse=True)
def no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but pictures and queries is embedded, so that these can be counted."""
    monkeypatch.setattr(Scores, "find_out", lambda *_: iter(()))


@pytest.fixture
def older(pictures: Path) -> Path:
    """A gallery that another model has indexed."""
    for number in range(MORE):
        save(pictures / f"{number}.png")
    index(pictures, OLDER())
    return pictures


def new_ones(gallery: Path) -> int:
    """How many pictures the new index holds, which is being made."""
    with closing(open_local(gallery)) as store:
        return 0 if store.successor is None else store.successor.count()


def space(gallery: Path) -> str | None:
    with closing(open_local(gallery)) as store:
        return store.space()


async def standing(desk: Desk) -> Standing:
    catalog = desk.session.catalog
    assert catalog is not None
    status = await desk.session.work.ask(asking(catalog))
    return await desk.session.work.ask(judging(catalog, status))


def test_it_says_so_and_is_indexed_anew_and_then_it_is_as_any_other(
    run: Run, desk: Desk, older: Path, query: Path, embedder: GatedEmbedder
) -> None:
    async def scenario() -> None:
        embedder.shut()
        desk.drop(query)
        desk.session.open_gallery(older)
        await until(lambda: "in the background" in desk.notice)
        assert "a search finds what is done" in desk.notice
        embedder.let_through()
        await until(lambda: f"{ALL} indexed" in desk.notice)
        await until(lambda: desk.shown[:1] == ["red.png"] and len(desk.shown) == SHOWN)
        assert desk.window._query.error == ""
        assert space(older) == str(ColourEmbedder.space)
        await desk.at_rest()
        desk.session.open_gallery(older)
        await until(lambda: desk.notice == "")
        await desk.at_rest()
        assert await standing(desk) == (False, ALL, ALL)
        assert desk.notice == ""

    run(scenario())


async def pause_in_the_middle(desk: Desk, embedder: GatedEmbedder, gallery: Path) -> None:
    """Open the gallery, and let its new index come to more than nothing and less than all."""
    embedder.shut(LET_THROUGH)
    desk.session.open_gallery(gallery)
    await until(lambda: desk.window._panel._bar.value() >= 3)
    await until(desk.window._panel.isVisible)
    desk.window._panel._pause.click()
    embedder.let_through()


def test_a_query_that_comes_too_early_is_answered_by_the_first_that_are_done(
    run: Run, desk: Desk, older: Path, query: Path, embedder: GatedEmbedder
) -> None:
    answers: list[Found] = []
    desk.session.searching.found.connect(answers.append)

    async def scenario() -> None:
        embedder.shut()
        desk.session.open_gallery(older)
        await until(desk.window._panel.isVisible)
        assert "Indexing “gallery” anew" in desk.window._panel._counts.text()
        desk.drop(query)
        await until(lambda: desk.window._query.name)
        said = desk.window._results.accessibleDescription()
        assert "searched for as soon as there is something" in said
        embedder.let_through()
        await until(lambda: answers and answers[-1].searched == ALL)
        assert desk.window._query.error == ""
        assert answers[0].searched > 0
        await until(lambda: answers[-1].whole == 0)

    run(scenario())


def test_meanwhile_a_query_finds_what_is_done(
    run: Run, desk: Desk, older: Path, query: Path, embedder: GatedEmbedder
) -> None:
    async def scenario() -> None:
        await pause_in_the_middle(desk, embedder, older)
        desk.drop(query)
        await until(lambda: desk.shown)
        assert 3 <= len(desk.shown) < SHOWN
        assert desk.status.startswith(f"Searched {len(desk.shown)} of {ALL} pictures in")
        assert desk.window._side.size_text == f"{ALL} pictures"
        assert space(older) == str(OLDER.space)
        desk.window._panel._pause.click()
        await until(lambda: f"{ALL} indexed" in desk.notice)
        await until(lambda: len(desk.shown) == SHOWN)
        await until(lambda: desk.status.startswith(f"Searched {ALL} pictures in"))

    run(scenario())


def test_meanwhile_the_model_that_made_it_finds_all(
    run: Run, desk: Desk, older: Path, query: Path, embedder: GatedEmbedder
) -> None:
    made_it = OLDER()
    desk.session._load_for = lambda space: made_it if space == str(OLDER.space) else None

    async def scenario() -> None:
        await pause_in_the_middle(desk, embedder, older)
        assert "all is found as before" in desk.notice
        desk.drop(query)
        await until(lambda: len(desk.shown) == SHOWN)
        assert desk.shown[0] == "red.png"
        assert desk.status.startswith(f"Searched {ALL} pictures in")
        assert made_it.embedded == 1
        desk.window._panel._pause.click()
        await until(lambda: f"{ALL} indexed" in desk.notice)
        await until(lambda: embedder.embedded == ALL + 1)  # the query, once more
        assert made_it.embedded == 1

    run(scenario())


def test_stopped_it_offers_to_go_on_and_loses_nothing(
    run: Run, desk: Desk, older: Path, query: Path, embedder: GatedEmbedder
) -> None:
    old, _ = contents(older)

    async def scenario() -> None:
        await pause_in_the_middle(desk, embedder, older)
        desk.window._panel._cancel.click()
        await until(lambda: "Update it" in desk.notice)
        assert "what is done stays done" in desk.notice
        assert not desk.window._panel.isVisible()
        done = embedder.embedded
        assert new_ones(older) == done
        assert 3 <= done < SHOWN
        assert contents(older)[0] == old
        desk.drop(query)
        await until(lambda: len(desk.shown) == done)
        assert f"of {ALL} pictures" in desk.status
        desk.window.notice._button.click()
        await until(lambda: f"{ALL - done} indexed, {done} unchanged" in desk.notice)
        await until(lambda: len(desk.shown) == SHOWN)

    run(scenario())


def test_a_window_closed_in_the_middle_goes_on_at_the_next_start(
    run: Run, qapp: QApplication, worker: Worker, older: Path, embedder: GatedEmbedder
) -> None:
    old, _ = contents(older)

    async def scenario() -> None:
        desk = Desk(qapp, worker, embedder)
        await pause_in_the_middle(desk, embedder, older)
        await desk.close()
        done = embedder.embedded
        assert new_ones(older) == done < SHOWN
        assert contents(older)[0] == old
        rest = ColourEmbedder()
        again = Desk(qapp, worker, rest)
        again.window.gallery_actions.open_last()
        await until(lambda: "up to date" in again.notice)
        assert rest.embedded == ALL - done
        assert space(older) == str(ColourEmbedder.space)
        await again.close()

    run(scenario())


def test_another_gallery_is_opened_in_the_middle(
    run: Run, desk: Desk, older: Path, tmp_path: Path, query: Path, embedder: GatedEmbedder
) -> None:
    save(tmp_path / "other" / "green.png", (0, 200, 0))
    old, _ = contents(older)

    async def scenario() -> None:
        await pause_in_the_middle(desk, embedder, older)
        desk.drop(tmp_path / "other")
        await until(lambda: "1 indexed" in desk.notice)
        desk.drop(query)
        await until(lambda: desk.shown == ["green.png"])
        assert contents(older)[0] == old

    run(scenario())


def test_a_folder_that_is_not_there_is_waited_for(run: Run, desk: Desk, older: Path) -> None:
    older.rename(older.parent / "elsewhere")

    async def scenario() -> None:
        desk.session.open_gallery(older)
        await until(lambda: "is not there, so its pictures cannot be shown" in desk.notice)
        assert await standing(desk) == (True, ALL, 0)
        assert "is not there" in desk.notice
        assert not desk.session.work.is_under_way

    run(scenario())

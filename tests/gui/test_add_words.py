"""Words as one more term of the query, as a person adds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from clothesfinder.gui.add_words_dialog import AddWordsDialog
from clothesfinder.gui.chips import Chips
from clothesfinder.store import Space
from clothesfinder.terms import LIKE, UNLIKE, Term, term_of_words
from tests.conftest import ColourEmbedder, save
from tests.test_words import COLOURS, SHADES, TwoConesEmbedder

from .desk import Desk, until
from .test_terms import rows

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run


class TakesWords(TwoConesEmbedder):
    """As if it were a model of open_clip."""

    space = Space("open_clip-marqo-fashionsiglip", "none", "squash32-1", 64)


@pytest.fixture
def embedder() -> ColourEmbedder:
    return TakesWords()


@pytest.fixture
def clothes(gallery: Path) -> Path:
    for name, colour in COLOURS.items():
        for shade in range(SHADES):
            level = 0.7 + 0.06 * shade
            red, green, blue = (round(part * level) for part in colour)
            save(gallery / f"{name}{shade}.png", (red, green, blue))
    return gallery


async def opened(desk: Desk, clothes: Path, name: str) -> None:
    desk.drop(clothes)
    await until(lambda: "indexed" in desk.notice)
    desk.drop(clothes / f"{name}2.png")
    await until(lambda: desk.shown[:1] == [f"{name}2.png"])
    await desk.at_rest()


def chips_of(desk: Desk) -> Chips:
    chips = desk.window.findChild(Chips)
    assert isinstance(chips, Chips)
    return chips


def asked(desk: Desk) -> AddWordsDialog:
    dialog = desk.dialog()
    assert isinstance(dialog, AddWordsDialog)
    return dialog


def write(dialog: AddWordsDialog, words: str) -> QLineEdit:
    (line,) = dialog.findChildren(QLineEdit)
    QTest.keyClicks(line, words)
    return line


def button(dialog: AddWordsDialog, text: str) -> QPushButton:
    (one,) = [
        one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == text
    ]
    return one


def kinds(desk: Desk, number: int) -> set[str]:
    return {name[:-5] for name in desk.shown[:number]}


def test_added_turned_and_undone(run: Run, desk: Desk, clothes: Path) -> None:
    async def scenario() -> None:
        await opened(desk, clothes, "blue")
        assert kinds(desk, SHADES) == {"blue"}
        desk.menu("Query/Add words…")
        line = write(asked(desk), " red dress ")
        QTest.keyClick(line, Qt.Key.Key_Return)
        await until(lambda: "red" in kinds(desk, SHADES))
        assert chips_of(desk).names == ["“red dress”, like this"]
        assert desk.session.searching.query is not None
        assert desk.session.searching.query.others == (term_of_words("red dress"),)
        (chip,) = rows(chips_of(desk))
        QTest.keyClick(chip, Qt.Key.Key_Minus)
        await until(lambda: "red" not in kinds(desk, 2 * SHADES))
        assert chips_of(desk).names == ["“red dress”, not like this"]
        desk.menu("Query/Undo")
        await until(lambda: "red" in kinds(desk, SHADES))
        desk.menu("Query/Undo")
        await until(lambda: kinds(desk, SHADES) == {"blue"})
        assert chips_of(desk).names == []
        desk.menu("Query/Redo")
        await until(lambda: "red" in kinds(desk, SHADES))
        QTest.keyClick(rows(chips_of(desk))[0], Qt.Key.Key_Delete)
        await until(lambda: kinds(desk, SHADES) == {"blue"})

    run(scenario())


def test_the_button_and_what_is_not_wanted(run: Run, desk: Desk, clothes: Path) -> None:
    async def scenario() -> None:
        await opened(desk, clothes, "grey")
        chips = chips_of(desk)
        assert chips.add_words.isVisible()
        chips.add_words.click()
        dialog = asked(desk)
        like, unlike = button(dialog, "Like this"), button(dialog, "Not like this")
        assert not like.isEnabled()
        write(dialog, "-")
        assert not unlike.isEnabled(), "there is nothing to go by"
        write(dialog, "yellow")
        for widget in (like, unlike, *dialog.findChildren(QLineEdit)):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name)
        unlike.click()
        await until(lambda: chips.names == ["“-yellow”, not like this"])
        await until(lambda: desk.shown[-1].startswith("yellow"))
        assert not rows(chips)[0]._picture.isVisible(), "there is none of words"

    run(scenario())


def test_saved_and_searched_again(run: Run, desk: Desk, clothes: Path) -> None:
    async def scenario() -> None:
        await opened(desk, clothes, "blue")
        others = term_of_words("red dress"), term_of_words("yellow", UNLIKE)
        desk.session.searching.add_terms(others)
        await until(lambda: chips_of(desk).names[1:] == ["“yellow”, not like this"])
        await desk.at_rest()
        before = desk.shown
        searching, saved = desk.session.searching, desk.window.saved
        assert searching.query is not None
        saved._searches.save("mine", searching.query, searching.emphasis)
        desk.drop(clothes / "green2.png")
        await until(lambda: desk.shown[:1] == ["green2.png"])
        query, emphasis, among = saved._searches.load("mine")
        searching.go_to(query, emphasis, among)
        await until(lambda: desk.shown == before)
        assert searching.query.others == others

    run(scenario())


def test_with_pictures_and_before_a_query(run: Run, desk: Desk, clothes: Path) -> None:
    async def scenario() -> None:
        action = desk.window.terms._add_words
        assert not action.isEnabled()
        desk.drop(clothes)
        await until(lambda: "indexed" in desk.notice)
        await desk.at_rest()
        assert not action.isEnabled(), "there is no query to add to"
        desk.session.searching.search_words("red dress")
        await until(action.isEnabled)
        await until(lambda: kinds(desk, 1) == {"red"})
        await desk.at_rest()
        before = desk.shown
        desk.session.searching.add_term(Term(clothes / "blue2.png", "blue2.png", weight=LIKE))
        await until(lambda: chips_of(desk).names == ["blue2.png, like this"])
        await until(lambda: desk.shown and desk.shown != before)
        desk.session.searching.clear()
        assert not action.isEnabled()

    run(scenario())


class TestPicturesOnly:
    @pytest.fixture
    def embedder(self) -> ColourEmbedder:
        return ColourEmbedder()

    def test_a_model_without_words_is_not_offered_any(
        self, run: Run, desk: Desk, clothes: Path
    ) -> None:
        async def scenario() -> None:
            await opened(desk, clothes, "blue")
            assert chips_of(desk).add.isVisible()
            assert not chips_of(desk).add_words.isVisible()
            assert not desk.window.terms._add_words.isEnabled()
            desk.session.searching.add_term(term_of_words("red"))
            await until(lambda: "finds by pictures only" in desk.window._query.error)
            assert "“red” was added" in desk.window._query.error

        run(scenario())

"""Choosing, downloading and using models in the window; words in place of a picture."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from clothesfinder import models
from clothesfinder.gui import model_dialog
from clothesfinder.gui.about_dialog import AboutDialog
from clothesfinder.gui.measure_dialog import MeasureDialog
from clothesfinder.gui.model_dialog import ModelDialog
from clothesfinder.model_download import PIECE
from clothesfinder.model_files import Model, ModelFile, is_installed
from clothesfinder.models import KNOWN
from clothesfinder.settings import load_settings
from clothesfinder.store import Space, open_store
from tests.conftest import ColourEmbedder, save
from tests.file_server import FileServer
from tests.test_models import WORDS, WordEmbedder

from .desk import LET_THROUGH, Desk, until
from .test_connect_dialog import button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from PySide6.QtWidgets import QApplication

    from clothesfinder.embedder import Embedder
    from clothesfinder.gui.worker import Worker

    from .conftest import Run

CONTENT = np.random.default_rng(1).bytes(5 * PIECE)
TINY = "torchvision/tiny"
SIGLIP = "open_clip/marqo-fashionsiglip"


class TakesWords(WordEmbedder):
    """As if it were a model of open_clip."""

    space = Space("open_clip-marqo-fashionsiglip", "none", "squash32-1", 64)


class Brown(ColourEmbedder):
    """Another model with the same answers."""

    space = Space("torchvision-tiny", "none", "squash32-1", 64)
    gate = threading.Semaphore(10**6)
    """How many batches may still be embedded."""

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.gate.acquire()
        return super().embed(pixels)


EMBEDDERS: dict[str, type[ColourEmbedder]] = {SIGLIP: TakesWords, TINY: Brown}


@pytest.fixture
def server() -> Iterator[FileServer]:
    with FileServer(CONTENT) as server:
        yield server


@pytest.fixture
def tiny(server: FileServer, monkeypatch: pytest.MonkeyPatch) -> Model:
    """A small model that can be downloaded."""
    digest = hashlib.sha256(CONTENT).hexdigest()
    file = ModelFile("weights.pth", f"{server.url}/weights.pth", len(CONTENT), digest)
    model = Model(TINY, "Tiny", "Sees little.", "None", 64, "squash32-1", (file,))
    known = (KNOWN[0], model, *KNOWN[-2:])
    monkeypatch.setattr(models, "KNOWN", known)
    monkeypatch.setattr(model_dialog, "KNOWN", known)
    return model


@pytest.fixture
def desk(qapp: QApplication, run: Run, worker: Worker) -> Iterator[Desk]:
    desk = Desk(qapp, worker, ColourEmbedder())
    loaded: dict[str, Embedder] = {}

    def load(name: str) -> Embedder:
        return loaded.setdefault(name, EMBEDDERS.get(name, ColourEmbedder)())

    desk.session._load_embedder = load
    desk.session._load_for = partial(models.load_model_of_space, load=load)
    yield desk
    Brown.gate.release(10**4)  # of a test that failed half-way
    run(desk.window.models.downloads.close())
    run(desk.close())


def opened(desk: Desk, title: str = "") -> ModelDialog:
    """Open the dialog as a person does, with a model marked."""
    desk.menu("Settings/Model…")
    dialog = desk.dialog()
    assert isinstance(dialog, ModelDialog)
    if title:
        rows = [model.title for model in dialog._models]
        dialog._list.setCurrentRow(rows.index(title))
    return dialog


def press(widget: QPushButton) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def question(desk: Desk) -> QMessageBox:
    (box,) = [box for box in desk.window.findChildren(QMessageBox) if box.isVisible()]
    return box


async def indexed(desk: Desk, gallery: Path) -> None:
    desk.window.notice.hide()
    desk.session.index(gallery)
    await until(lambda: "up to date" in desk.notice)
    await desk.at_rest()
    assert desk.window._side.size_text != ""


class TestDialog:
    def test_a_model_is_downloaded_and_removed(
        self, desk: Desk, run: Run, tiny: Model, server: FileServer
    ) -> None:
        async def scenario() -> None:
            server.gate = threading.Event()
            dialog = opened(desk, "Tiny")
            assert "not on this computer yet" in dialog.details._state.text()
            assert not dialog.details._for_gallery.isEnabled()
            assert not dialog.details._for_new.isEnabled()
            press(dialog.details._get)
            assert dialog.focusWidget() is dialog.details.cancel
            assert dialog._list.item(1).text() == "Tiny\nbeing downloaded"
            await until(
                lambda: dialog.details._bar.maximum() and dialog.details._bar.value() >= 400
            )
            assert not dialog.details._get.isVisible()
            assert dialog.details._far.text() == "0 MB of 1 MB"
            server.gate.set()
            await until(dialog.details._remove.isVisible)
            assert is_installed(tiny)
            assert "on this computer" in dialog.details._state.text()
            assert dialog._list.item(1).text() == "Tiny\non this computer"
            assert not dialog.details._bar.isVisible()
            assert dialog.focusWidget() is dialog._list
            press(dialog.details._remove)
            assert "Remove Tiny from this computer?" in question(desk).text()
            assert "Galleries that go by it cannot be searched" in question(desk).informativeText()
            press(button(question(desk), "Cancel"))
            assert is_installed(tiny)
            press(dialog.details._remove)
            press(button(question(desk), "Remove it"))
            await until(dialog.details._get.isVisible)
            assert not is_installed(tiny)

        run(scenario())

    def test_a_download_is_cancelled_and_gone_on_with(
        self, desk: Desk, run: Run, tiny: Model, server: FileServer
    ) -> None:
        async def scenario() -> None:
            server.gate = threading.Event()
            dialog = opened(desk, "Tiny")
            press(dialog.details._get)
            await until(dialog.details.cancel.isVisible)
            await until(lambda: dialog.details._bar.value() >= 400)
            press(dialog.details.cancel)
            server.gate.set()
            await until(dialog.details._get.isVisible)
            assert not is_installed(tiny)
            assert not dialog.details._error.isVisible()
            press(dialog.details._get)
            await until(dialog.details._remove.isVisible)
            assert any("bytes=" in request for request in server.requests)

        run(scenario())

    def test_what_goes_wrong_is_told_in_the_dialog_or_else_in_the_window(
        self, desk: Desk, run: Run, tiny: Model, server: FileServer
    ) -> None:
        async def scenario() -> None:
            server.status = 404
            dialog = opened(desk, "Tiny")
            press(dialog.details._get)
            await until(dialog.details._error.isVisible)
            assert "is not published at 127.0.0.1 any more" in dialog.details._error.text()
            assert dialog.details._get.isEnabled()
            assert desk.notice == ""
            press(dialog.details._get)
            dialog.close()
            await until(lambda: "is not published at" in desk.notice)

        run(scenario())

    def test_closed_the_download_goes_on(self, desk: Desk, run: Run, tiny: Model) -> None:
        async def scenario() -> None:
            dialog = opened(desk, "Tiny")
            press(dialog.details._get)
            dialog.close()
            await until(lambda: "Tiny is on this computer now" in desk.notice)
            assert is_installed(tiny)

        run(scenario())

    def test_it_stays_narrow_enough_for_a_small_screen(
        self, desk: Desk, run: Run, tiny: Model, pictures: Path
    ) -> None:
        async def scenario() -> None:
            await indexed(desk, pictures)
            install(tiny)
            dialog = opened(desk)
            for row in [*range(dialog._list.count()), 1, 0]:
                dialog._list.setCurrentRow(row)
                await asyncio.sleep(0)
            assert dialog.width() == 760

        run(scenario())

    def test_what_the_user_has_marked_stays_marked(self, desk: Desk, run: Run, tiny: Model) -> None:
        async def scenario() -> None:
            other = tiny._replace(name="torchvision/other", title="Other")
            dialog = opened(desk)
            dialog._take_installed([KNOWN[0], other])
            assert dialog.model.title == "Built in"
            QTest.keyClick(dialog._list, Qt.Key.Key_End)
            assert dialog.model == other
            QTest.keyClick(dialog._list, Qt.Key.Key_Up)
            dialog._take_installed([KNOWN[0]])
            assert dialog.model.title == "Marqo FashionCLIP"
            assert dialog.details._title.text() == "Marqo FashionCLIP"

        run(scenario())

    def test_the_model_in_use_is_marked_though_it_is_found_late(
        self, desk: Desk, run: Run, tiny: Model
    ) -> None:
        async def scenario() -> None:
            other = tiny._replace(name="torchvision/other", title="Other")
            desk.preferences.keep(replace(desk.preferences.now, default_model=other.name))
            dialog = opened(desk)
            dialog._take_installed([KNOWN[0], other])
            assert dialog.model == other

        run(scenario())

    def test_a_gallery_takes_another_model(
        self, desk: Desk, run: Run, tiny: Model, pictures: Path
    ) -> None:
        async def scenario() -> None:
            await indexed(desk, pictures)
            install(tiny)
            dialog = opened(desk, "Built in")
            assert "“gallery” goes by it. New galleries go by it." in dialog.details._state.text()
            dialog._list.setCurrentRow(1)
            press(dialog.details._for_gallery)
            assert "Use Tiny for “gallery”?" in question(desk).text()
            desk.window.notice.hide()
            press(button(question(desk), "Use it"))
            await until(lambda: not dialog_is_open(desk))
            await until(lambda: "3 indexed" in desk.notice)
            assert load_settings().models == {str(pictures): TINY}
            assert space_of(pictures) == str(Brown.space)
            dialog = opened(desk)
            assert dialog.model.title == "Tiny"
            assert "“gallery” goes by it." in dialog.details._state.text()
            assert dialog._list.item(1).text() == "Tiny\non this computer, in use"
            assert not dialog.details._for_gallery.isEnabled()
            assert not dialog.details._remove.isEnabled()

        run(scenario())

    def test_new_galleries_take_the_model_that_was_chosen_for_them(
        self, desk: Desk, run: Run, tiny: Model, pictures: Path, tmp_path: Path
    ) -> None:
        async def scenario() -> None:
            await indexed(desk, pictures)
            install(tiny)
            dialog = opened(desk, "Tiny")
            press(dialog.details._for_new)
            assert "New galleries go by it." in dialog.details._state.text()
            assert load_settings().default_model == TINY
            dialog.close()
            save(tmp_path / "new" / "a.png")
            await indexed(desk, tmp_path / "new")
            assert space_of(tmp_path / "new") == str(Brown.space)
            desk.session.index(pictures)
            await until(lambda: "3 unchanged" in desk.notice)

        run(scenario())

    def test_missing_packages(
        self, desk: Desk, run: Run, tiny: Model, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def scenario() -> None:
            monkeypatch.setitem(models.PACKAGES, "clip", ("a_package_that_nobody_has",))
            dialog = opened(desk, "Marqo FashionSigLIP")
            assert dialog.details._missing.isVisible()
            assert '-m pip install "clothesfinder[clip]"' in dialog.details._command.text()
            for file in dialog.model.files:
                dialog.model.folder.mkdir(parents=True, exist_ok=True)
                (dialog.model.folder / file.name).touch()
            dialog._show()
            assert not dialog.details._for_new.isEnabled()
            dialog._list.setCurrentRow(0)
            assert not dialog.details._missing.isVisible()

        run(scenario())

    def test_which_finds_more_is_asked_from_here(
        self, desk: Desk, run: Run, pictures: Path
    ) -> None:
        async def scenario() -> None:
            assert not button(opened(desk), "Which finds more?…").isEnabled()
            opened_dialog = desk.dialog()
            assert opened_dialog is not None
            opened_dialog.close()
            await indexed(desk, pictures)
            press(button(opened(desk), "Which finds more?…"))
            assert not dialog_is_open(desk)  # it would hold up the window meanwhile
            await until(lambda: measure_dialogs(desk))
            (measuring,) = measure_dialogs(desk)
            desk.menu("Settings/Model…")
            await until(lambda: dialog_is_open(desk))
            (dialog,) = desk.window.findChildren(ModelDialog)
            press(button(dialog, "Which finds more?…"))
            await until(measuring.isActiveWindow)
            assert measure_dialogs(desk) == [measuring]
            assert measuring.parent() is desk.window

        run(scenario())

    def test_keys_and_names(self, desk: Desk, run: Run, tiny: Model) -> None:
        async def scenario() -> None:
            dialog = opened(desk)
            dialog._list.setFocus()
            QTest.keyClick(dialog._list, Qt.Key.Key_Down)
            assert dialog.model.title == "Tiny"
            for widget in dialog.findChildren(QWidget):
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                    interface = QAccessible.queryAccessibleInterface(widget)
                    assert interface.text(QAccessible.Text.Name), widget
            rows = QAccessible.queryAccessibleInterface(dialog._list)
            assert rows.child(1).text(QAccessible.Text.Name) == "Tiny, 1 MB to download"
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await until(lambda: not dialog_is_open(desk))

        run(scenario())


class TestMissingModel:
    def test_the_notice_leads_to_where_it_is_got(
        self, desk: Desk, run: Run, tiny: Model, pictures: Path
    ) -> None:
        desk.preferences.keep(desk.preferences.now.with_model(pictures, TINY))

        async def scenario() -> None:
            await indexed(desk, pictures)
            desk.session._load_embedder = models.load_model
            desk.session.open_gallery(pictures)
            await until(lambda: "“Tiny” is not on this computer yet" in desk.notice)
            assert notice_buttons(desk)[0].text() == "Models…"
            press(notice_buttons(desk)[0])
            dialog = desk.dialog()
            assert isinstance(dialog, ModelDialog)
            assert dialog.model == tiny
            assert dialog.details._get.isEnabled()

        run(scenario())

    def test_other_trouble_does_not_lead_there(
        self, desk: Desk, run: Run, tiny: Model, gallery: Path
    ) -> None:
        async def scenario() -> None:
            desk.session.index(gallery)
            await until(lambda: "There are no pictures in" in desk.notice)
            assert notice_buttons(desk) == []

        run(scenario())


class TestAbout:
    def test_it_tells_the_model_of_the_gallery(
        self, desk: Desk, run: Run, tiny: Model, pictures: Path
    ) -> None:
        async def scenario() -> None:
            assert about(desk) == "Built in, on this computer"
            desk.preferences.keep(replace(desk.preferences.now, default_model=TINY))
            assert about(desk) == "Tiny, not on this computer yet"
            install(tiny)
            await indexed(desk, pictures)
            desk.preferences.keep(replace(desk.preferences.now, default_model=models.BUILTIN))
            assert about(desk) == "Tiny, on this computer"

        run(scenario())

    def test_it_tells_the_file_or_the_name_of_what_is_in_no_list(
        self, desk: Desk, run: Run, pictures: Path, tmp_path: Path
    ) -> None:
        async def scenario() -> None:
            await indexed(desk, pictures)
            choose = desk.preferences.now.with_model
            desk.preferences.keep(choose(pictures, tmp_path / "mine<b>.pth"))
            assert about(desk) == "mine<b>.pth"
            desk.preferences.keep(choose(pictures, "torchvision/resnet18"))
            assert about(desk) == "torchvision/resnet18"

        run(scenario())


class TestWords:
    @pytest.fixture
    def taking_words(self, desk: Desk, run: Run, pictures: Path) -> Desk:
        settings = desk.preferences.now.with_model(pictures, SIGLIP)
        desk.preferences.keep(settings)

        async def scenario() -> None:
            await indexed(desk, pictures)
            await until(desk.window._side.words.isVisible)
            await desk.at_rest()  # what went on would find no loop between this and the test

        run(scenario())
        return desk

    def test_words_are_taken_only_where_the_model_takes_them(
        self, desk: Desk, run: Run, pictures: Path, tmp_path: Path
    ) -> None:
        async def scenario() -> None:
            words = desk.window._side.words
            assert not words.isVisible()
            await indexed(desk, pictures)
            assert not words.isVisible()
            other = save(tmp_path / "other" / "a.png").parent
            desk.preferences.keep(desk.preferences.now.with_model(other, SIGLIP))
            await indexed(desk, other)
            await until(words.isVisible)
            desk.session.open_gallery(pictures)
            await until(lambda: not words.isVisible())

        run(scenario())

    def test_words_are_searched_for_and_given_up(
        self, taking_words: Desk, run: Run, query: Path
    ) -> None:
        async def scenario() -> None:
            desk, words = taking_words, taking_words.window._side.words
            desk.menu("Query/By words")
            assert desk.window.focusWidget() is words
            QTest.keyClicks(words, "blue shirt")
            QTest.keyClick(words, Qt.Key.Key_Return)
            await until(lambda: desk.shown)
            assert desk.shown[0] == "blue.png"
            field = desk.window._query._field
            assert field.accessibleName() == "Query: the words blue shirt"
            words.clear()
            await until(lambda: not desk.shown)
            assert field.accessibleName() == "Query picture: none yet"
            QTest.keyClicks(words, "red dress")
            QTest.keyClick(words, Qt.Key.Key_Return)
            await until(lambda: desk.shown)
            assert desk.shown[0] == "red.png"
            desk.drop(query)
            await until(lambda: words.text() == "")
            await until(lambda: field.accessibleName() == "Query picture: query.png")
            assert desk.shown

        run(scenario())

    def test_pasting_writes_and_dropping_searches(
        self, taking_words: Desk, run: Run, query: Path
    ) -> None:
        async def scenario() -> None:
            desk, words = taking_words, taking_words.window._side.words
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            QGuiApplication.clipboard().setText("red dress")
            words.setFocus()
            QTest.keyClick(words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            assert words.text() == "red dress"
            assert desk.window._query.error == ""
            assert not words.acceptDrops()
            desk.drop(query)
            await until(lambda: desk.shown)
            assert words.text() == ""

        run(scenario())

    def test_the_model_before_answers_until_another_one_has_read_all(
        self,
        taking_words: Desk,
        run: Run,
        tiny: Model,
        pictures: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        async def scenario() -> None:
            desk = taking_words
            install(tiny)
            for number in range(120):
                save(pictures / f"{number}.png")
            await indexed(desk, pictures)
            monkeypatch.setattr(Brown, "gate", threading.Semaphore(LET_THROUGH))
            press(opened(desk, "Tiny").details._for_gallery)
            press(button(question(desk), "Use it"))
            panel = desk.window._panel
            await until(lambda: panel.isVisible() and panel._bar.value() >= 3)
            panel._pause.click()
            Brown.gate.release(10**4)
            desk.session.searching.search_words("blue shirt")
            await until(lambda: desk.shown)
            assert "Searched 123 pictures" in desk.status
            assert space_of(pictures) == str(TakesWords.space)
            panel._pause.click()
            await until(lambda: not desk.window._side.words.isVisible())
            assert space_of(pictures) == str(Brown.space)
            await until(lambda: "by pictures only" in desk.window._query.error)

        run(scenario())

    def test_words_that_come_to_a_gallery_without_them(
        self, taking_words: Desk, run: Run, tmp_path: Path
    ) -> None:
        async def scenario() -> None:
            desk = taking_words
            desk.session.searching.search_words("red dress")
            await until(lambda: desk.shown)
            other = save(tmp_path / "other" / "a.png").parent
            desk.session.index(other)
            await until(lambda: "by pictures only" in desk.window._query.error)
            assert desk.shown == []

        run(scenario())

    def test_they_have_a_name(self, taking_words: Desk) -> None:
        interface = QAccessible.queryAccessibleInterface(taking_words.window._side.words)
        assert interface.text(QAccessible.Text.Name) == "Search by words"
        assert "red dress" in WORDS


def notice_buttons(desk: Desk) -> list[QPushButton]:
    return [one for one in desk.window.notice.findChildren(QPushButton) if one.isVisible()]


def about(desk: Desk) -> str:
    """What Help > About has on the model."""
    desk.menu("Help/About Clothesfinder")
    dialog = desk.dialog()
    assert isinstance(dialog, AboutDialog)
    told = dialog.facts["Model"]
    assert told in dialog.text
    dialog.close()
    return told


def install(model: Model) -> None:
    model.folder.mkdir(parents=True)
    for file in model.files:
        (model.folder / file.name).write_bytes(CONTENT)


def space_of(gallery: Path) -> str | None:
    with closing(open_store("", gallery)) as store:
        return store.space()


def measure_dialogs(desk: Desk) -> list[MeasureDialog]:
    return [one for one in desk.window.findChildren(MeasureDialog) if one.isVisible()]


def dialog_is_open(desk: Desk) -> bool:
    find: Callable[[type[QWidget]], list[QWidget]] = desk.window.findChildren
    return any(dialog.isVisible() for dialog in find(ModelDialog))

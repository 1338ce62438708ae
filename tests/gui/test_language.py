"""The window in German, as the user sees it."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QLocale,
    QModelIndex,
    Qt,
    QTranslator,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from clothesfinder.atlas_check import Step
from clothesfinder.atlas_errors import NOT_FOUND
from clothesfinder.gui import language
from clothesfinder.gui.connect_dialog import ConnectDialog
from clothesfinder.gui.gallery_questions import remove_question
from clothesfinder.gui.happened_dialog import HappenedDialog
from clothesfinder.gui.indexing_told import summary_sentence
from clothesfinder.gui.language import ENGLISH, SYSTEM, languages, name_of, number, speak
from clothesfinder.gui.login_steps import LoginSteps
from clothesfinder.gui.lookup_dialog import LookupDialog
from clothesfinder.gui.measure_dialog import MeasureDialog
from clothesfinder.gui.model_dialog import ModelDialog
from clothesfinder.gui.sentences import said
from clothesfinder.gui.verify_dialog import VerifyDialog
from clothesfinder.gui.work_panel import WorkPanel
from clothesfinder.problem import NotAPicture
from clothesfinder.progress import Progress, Summary
from clothesfinder.resources import resource
from clothesfinder.settings import load_settings

from .desk import Desk, until
from .test_happened_dialog import mixed, shown, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import Run

__all__ = ["mixed"]


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    assert speak(qapp, "de") == "de"
    yield
    assert speak(qapp, ENGLISH) == ENGLISH


def seen(notice: QWidget) -> str:
    return notice.accessibleName()


class TestLanguages:
    def test_there_are_english_and_german(self) -> None:
        assert {"de", "en"} <= set(languages())
        assert (name_of("de"), name_of("en")) == ("Deutsch", "English")

    @pytest.mark.parametrize(
        ("wanted", "spoken"),
        [
            (["de-AT", "de"], "de"),
            (["de_CH"], "de"),
            (["fr-FR", "de-DE", "en"], "de"),
            (["en-GB", "de"], "en"),
            (["xx"], "en"),
            ([], "en"),
        ],
    )
    def test_the_systems_is_the_first_that_there_is(self, wanted: list[str], spoken: str) -> None:
        assert language._spoken(wanted) == spoken

    def test_one_that_is_not_there_is_english(self, qapp: QApplication) -> None:
        assert speak(qapp, "xx") == ENGLISH

    def test_the_systems_is_spoken_unless_another_is_chosen(
        self, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, german: None
    ) -> None:
        monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_AT"))
        assert speak(qapp, SYSTEM) == "de"
        assert QLocale().name() == "de_AT"
        assert speak(qapp, ENGLISH) == ENGLISH
        assert number(1234.5, 1) == "1,234.5"

    def test_one_language_takes_the_place_of_another(self, qapp: QApplication) -> None:
        speak(qapp, "de")
        speak(qapp, ENGLISH)
        speak(qapp, "de")
        speak(qapp, ENGLISH)
        files = [one.filePath() for one in qapp.findChildren(QTranslator)]
        assert not [file for file in files if "_de" in file]
        assert [file for file in files if "clothesfinder_en" in file]


def test_a_choice_is_kept_for_the_next_start(run: Run, desk: Desk) -> None:
    desk.menu("View/Language/Deutsch")
    assert load_settings().language == "de"
    assert "started again" in desk.notice
    desk.menu("View/Language/As the system")
    assert load_settings().language == SYSTEM


def test_a_problem_with_a_name_in_it(run: Run, german: None, desk: Desk, gallery: Path) -> None:
    async def main() -> None:
        desk.drop(gallery)
        await until(lambda: desk.notice)

    run(main())
    assert seen(desk.window.notice).startswith(f"In {gallery} sind keine Bilder.")


def test_what_happened_is_told_and_filtered_in_german(
    run: Run, german: None, desk: Desk, mixed: Path, tmp_path: Path
) -> None:
    file = tmp_path / "files.csv"

    async def main() -> None:
        desk.drop(mixed)
        await until(lambda: "auf dem neuesten Stand" in desk.notice)
        await desk.at_rest()
        desk.window.happened.show()
        dialog = desk.window.findChildren(HappenedDialog)[0]
        await until(lambda: shown(dialog))
        model = table(dialog).model()
        rows = {row[0]: row[1:] for row in cells(model)}
        assert rows["half.png"] == ["Fehlgeschlagen", "Das Bild ist beschädigt oder abgeschnitten."]
        assert rows["-text.jpg"] == ["Übersprungen", said(NotAPicture.sentence)]
        assert rows["twin.png"][1].startswith("Dieselbe Datei wie „blue.png“. Beide stehen")
        titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
        assert titles == ["Datei", "Zustand", "Grund"]
        headline = dialog.findChildren(QLabel)[0].text()
        assert "4 Bilder sind durchsuchbar, 1 davon doppelt; 1 fehlgeschlagen" in headline
        dialog.findChildren(QLineEdit)[-1].setText("abgeschnitten")
        await until(lambda: len(shown(dialog)) == 1)
        assert dialog._states is not None
        desk.window.happened.looking.save(dialog._states, dialog._view.model.rows, file)
        await until(file.exists)
        assert fits(dialog)

    run(main())
    with file.open(encoding="utf-8-sig", newline="") as written:
        assert list(csv.reader(written)) == [
            ["Datei", "Zustand", "Grund", "Andere Datei"],
            ["half.png", "Fehlgeschlagen", "Das Bild ist beschädigt oder abgeschnitten.", ""],
        ]


def test_one_is_said_in_another_way_than_several(german: None, qapp: QApplication) -> None:
    summary = Summary(1, 0, 0, 0, failed=1, skipped=0, by_others=0, missing=1234, seconds=1.0)
    told = summary_sentence(summary)
    assert "1 war nicht zu lesen" in told
    assert "1.234 nicht in diesem Ordner" in told
    two = summary_sentence(summary._replace(failed=2))
    assert "2 waren nicht zu lesen" in two


def test_english_has_its_plurals_too(qapp: QApplication, desk: Desk, gallery: Path) -> None:
    for missing, told in ((1, "1 picture from"), (1234, "1,234 pictures from")):
        box = remove_question(desk.window, gallery, missing, shared=False)
        assert told in box.text()


def test_progress_and_dialogs_of_qt_itself(german: None, qapp: QApplication, qtbot: object) -> None:
    panel = WorkPanel()
    panel.begin("Laden", "Indexing “Laden”")
    panel.show_progress(Progress(1200, 3400, 2, "", 12.0))
    shown = [label.text() for label in panel.findChildren(QLabel)]
    assert "„Laden“ wird indiziert: 1.200 von 3.400 Bildern, 2 waren nicht zu lesen" in shown
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert [one.text() for one in box.buttons()] == ["Abbrechen"]


def test_the_dialogs_have_room_for_their_words(
    run: Run, german: None, desk: Desk, pictures: Path
) -> None:
    async def main() -> None:
        desk.drop(pictures)
        await until(lambda: "auf dem neuesten Stand" in desk.notice)
        await desk.at_rest()
        desk.window.verifying.show()
        desk.window.gallery_actions.measure()
        await until(lambda: desk.window.findChildren(MeasureDialog))
        desk.window.models.choose()
        for kind in (VerifyDialog, MeasureDialog, ModelDialog):
            dialog = desk.window.findChildren(kind)[0]
            assert fits(dialog), kind
        desk.window.findChildren(ModelDialog)[0].close()
        connect = ConnectDialog(desk.window, pictures, desk.sharing)
        connect.show()
        assert fits(connect)
        connect.close()

    run(main())


def test_nothing_in_the_window_is_left_in_english(
    run: Run, german: None, desk: Desk, pictures: Path, query: Path
) -> None:
    """Whatever is written, told by the mouse, or read out, with a gallery, a query and results."""
    broken = query.with_name("broken.png")
    broken.write_bytes(query.read_bytes()[:99])
    english = english_texts()
    assert english.fullmatch("Check the index of “Laden”")

    async def main() -> None:
        assert not list(left_in_english(desk.window, english))
        desk.drop(pictures)
        await until(lambda: "auf dem neuesten Stand" in desk.notice)
        desk.drop(query)
        await until(lambda: desk.shown)
        await desk.at_rest()
        desk.window.happened.show()
        desk.window.verifying.show()
        desk.window.gallery_actions.measure()
        await until(lambda: desk.window.findChildren(MeasureDialog))
        desk.menu("Suche/Viele nachschlagen…")
        looked_up = desk.window.findChildren(LookupDialog)[0]
        looked_up.look_up([pictures, broken])
        await until(lambda: looked_up._view.model.rowCount() == 4)
        desk.menu("Hilfe/Tastenkürzel")
        desk.window.models.choose()
        assert desk.status.startswith("3 Bilder durchsucht in 0,")
        found = desk.window._results.model().index(0, 0)
        assert "Wert 1,00" in found.data(Qt.ItemDataRole.AccessibleTextRole)
        assert len(list(texts_of(desk.window))) > 500
        assert not list(left_in_english(desk.window, english))

    run(main())


def test_no_two_entries_of_a_menu_have_one_letter(run: Run, desk: Desk, qapp: QApplication) -> None:
    check_menus(desk.window.menuBar())


def test_nor_in_german(run: Run, german: None, desk: Desk) -> None:
    check_menus(desk.window.menuBar())


def test_a_step_of_a_login(german: None, qapp: QApplication) -> None:
    steps, holder = LoginSteps(), QWidget()
    holder.setLayout(steps)
    steps.show_steps((Step("Connection", False, NOT_FOUND),))
    labels = holder.findChildren(QLabel)
    assert "Verbindung: fehlgeschlagen" in [label.accessibleName() for label in labels]
    assert labels[-1].text().startswith("Der Name des MongoDB-Servers ist nicht zu finden.")


def english_texts() -> re.Pattern[str]:
    """What is said in English, and otherwise in German; with anything in its places."""
    known = ElementTree.parse(resource("translations/clothesfinder_de.ts")).getroot()
    german = {one.text for kind in ("translation", "numerusform") for one in known.iter(kind)}
    patterns = []
    for source in {one.text or "" for one in known.iter("source")} - german:
        parts = re.split(r"\{\w*\}|%L?n", source)
        if sum(map(str.isalpha, "".join(parts))) > 3:
            patterns.append(".+".join(re.escape(part.replace("&", "")) for part in parts))
    return re.compile("|".join(patterns), re.DOTALL)


def left_in_english(window: QWidget, english: re.Pattern[str]) -> Iterator[str]:
    for text in texts_of(window):
        if english.fullmatch(text.replace("&", "")):
            yield text


def texts_of(window: QWidget) -> Iterator[str]:
    """All that is written or told in a window, its menus and its dialogs."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from filter(None, (widget.toolTip(), widget.statusTip(), widget.windowTitle()))
        yield from filter(None, (widget.accessibleName(), widget.accessibleDescription()))
        for name in ("text", "placeholderText", "title"):
            told = getattr(widget, name, None)
            if callable(told) and isinstance(text := told(), str) and text:
                yield text
    for view in window.findChildren(QAbstractItemView):
        if view.model() is not None:
            yield from told_by(view.model(), QModelIndex())
    for action in window.findChildren(QAction):
        yield from filter(None, (action.text(), action.statusTip()))


def told_by(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    roles = Qt.ItemDataRole
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole):
                if isinstance(text := index.data(role), str) and text:
                    yield text
            if not isinstance(model, QAbstractListModel):
                yield from told_by(model, index)
    for column in range(columns):
        title = model.headerData(column, Qt.Orientation.Horizontal)
        if isinstance(title, str):
            yield title


def cells(model: object) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(3)]  # type: ignore[attr-defined]
        for row in range(model.rowCount())  # type: ignore[attr-defined]
    ]


def fits(dialog: QWidget) -> bool:
    """Whether no button's words are cut."""
    buttons = [one for one in dialog.findChildren(QAbstractButton) if one.isVisible()]
    narrow = [
        one.text()
        for one in buttons
        if isinstance(one, QPushButton) and one.width() < one.minimumSizeHint().width()
    ]
    assert buttons
    assert narrow == []
    return True


def check_menus(menu: QWidget) -> None:
    actions = [one for one in menu.actions() if not one.isSeparator()]
    marks = [one.text().replace("&&", "").partition("&")[2][:1].lower() for one in actions]
    twice = {mark for mark in marks if mark and marks.count(mark) > 1}
    assert [one.text() for one, mark in zip(actions, marks, strict=True) if mark in twice] == []
    for action in actions:
        inner = action.menu()
        if isinstance(inner, QMenu):
            check_menus(inner)

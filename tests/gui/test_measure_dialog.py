"""Measuring models as a person does it: from the menu to the table, while searches go on."""

from __future__ import annotations

import asyncio
import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTableWidget, QTableWidgetItem, QWidget

from clothesfinder.gui.measure_dialog import STOPPED, MeasureDialog
from clothesfinder.gui.measuring import Measuring
from clothesfinder.measured import FIRST, KIN
from clothesfinder.measuring import measure
from clothesfinder.problem import Problem
from tests.conftest import ColourEmbedder, save
from tests.garments import Blind, save_garments

from .desk import Desk, GatedEmbedder, until
from .test_connect_dialog import button, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.gui.worker import Worker

    from .conftest import Run

ENTRY = "Gallery/Measure models on it…"
SEEING, BLIND = "seeing", "blind"


@pytest.fixture
def seeing() -> GatedEmbedder:
    return GatedEmbedder()


@pytest.fixture
def models(seeing: GatedEmbedder) -> dict[str, Callable[[], Embedder]]:
    return {SEEING: lambda: seeing, BLIND: Blind}


@pytest.fixture
def desk(
    qapp: QApplication,
    run: Run,
    worker: Worker,
    models: dict[str, Callable[[], Embedder]],
    seeing: GatedEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    desk = Desk(qapp, worker, ColourEmbedder())

    async def known() -> dict[str, Callable[[], Embedder]]:
        return models

    monkeypatch.setattr(desk.session, "models", known)
    yield desk
    seeing.let_through()
    run(desk.close())


@pytest.fixture
def pictures(gallery: Path) -> Path:
    return save_garments(gallery)


async def ask(desk: Desk, gallery: Path) -> MeasureDialog:
    """Index the gallery, if that is not done yet, and open the dialog."""
    if desk.session.gallery != gallery:
        desk.drop(gallery)
        await until(lambda: desk.session.gallery == gallery and "up to date" in desk.notice)
        await desk.at_rest()
    desk.menu(ENTRY)

    def of_the_gallery() -> list[MeasureDialog]:
        dialogs = [one for one in desk.window.findChildren(MeasureDialog) if one.isVisible()]
        return [one for one in dialogs if one.gallery == gallery]

    await until(of_the_gallery)
    (dialog,) = of_the_gallery()
    return dialog


def figures(dialog: MeasureDialog) -> QTableWidget:
    (table,) = dialog.findChildren(QTableWidget)
    return table


async def measured(desk: Desk, gallery: Path, *, folders: bool = False) -> MeasureDialog:
    dialog = await ask(desk, gallery)
    dialog._folders.setChecked(folders)
    button(dialog, "Start").click()
    await until(figures(dialog).isVisible)
    await until(button(dialog, "Save as CSV…").isVisible)
    return dialog


def lines(table: QTableWidget) -> list[str]:
    return headings(table, Qt.Orientation.Vertical)


def headings(table: QTableWidget, way: Qt.Orientation) -> list[str]:
    model = table.model()
    count = model.rowCount() if way == Qt.Orientation.Vertical else model.columnCount()
    return [str(model.headerData(number, way)) for number in range(count)]


def cell(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    item = table.item(row, column)
    assert item is not None
    return item


def test_from_the_menu_to_the_table(run: Run, desk: Desk, pictures: Path) -> None:
    async def way() -> None:
        dialog = await measured(desk, pictures, folders=True)
        table = figures(dialog)
        assert headings(table, Qt.Orientation.Horizontal) == [SEEING, BLIND]
        assert lines(table)[0] == FIRST
        assert KIN in lines(table)
        seeing, blind = (cell(table, 0, column) for column in range(2))
        assert [seeing.font().bold(), blind.font().bold()] == [True, False]
        assert blind.text().startswith("0.0 % ± ")
        spoken = Qt.ItemDataRole.AccessibleTextRole
        assert seeing.data(spoken) == f"{seeing.text()}, best"
        assert f"“{SEEING}” finds more" in texts(dialog)
        assert "Measured on 24 of the gallery's 24 pictures" in texts(dialog)
        assert not dialog._choices.isVisible()

    run(way())


def test_without_a_gallery_there_is_nothing_to_measure(desk: Desk) -> None:
    with pytest.raises(AssertionError):  # of an entry that is not enabled
        desk.menu(ENTRY)


def test_only_what_is_chosen_is_measured(run: Run, desk: Desk, pictures: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        for box in dialog._boxes.values():
            box.click()
        assert not button(dialog, "Start").isEnabled()
        dialog._boxes[BLIND].click()
        dialog._pictures.setValue(20)
        button(dialog, "Start").click()
        await until(figures(dialog).isVisible)
        assert figures(dialog).columnCount() == 1
        assert headings(figures(dialog), Qt.Orientation.Horizontal) == [BLIND]
        assert "Measured on 20 of the gallery's 24 pictures" in texts(dialog)
        assert KIN not in lines(figures(dialog))

    run(way())


def test_the_gallery_is_searched_meanwhile(
    run: Run, desk: Desk, seeing: GatedEmbedder, pictures: Path, tmp_path: Path
) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        seeing.shut()
        button(dialog, "Start").click()
        await until(seeing.at_the_gate.is_set)
        assert desk.drop(save(tmp_path / "query.png", (200, 0, 0)))
        await until(lambda: desk.shown)
        assert button(dialog, "Cancel").isVisible()
        assert not figures(dialog).isVisible()
        seeing.let_through()
        await until(figures(dialog).isVisible)

    run(way())


def test_cancelled_it_can_be_started_again(
    run: Run, desk: Desk, seeing: GatedEmbedder, pictures: Path
) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        seeing.shut()
        button(dialog, "Start").click()
        await until(seeing.at_the_gate.is_set)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        seeing.let_through()
        await until(button(dialog, "Start").isVisible)
        assert STOPPED in texts(dialog)
        assert not figures(dialog).isVisible()
        button(dialog, "Start").click()
        await until(figures(dialog).isVisible)
        assert STOPPED not in texts(dialog)

    run(way())


def test_started_and_cancelled_at_once(run: Run, desk: Desk, pictures: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        button(dialog, "Start").click()
        button(dialog, "Cancel").click()
        await until(button(dialog, "Start").isVisible)
        assert STOPPED in texts(dialog)

    run(way())


def test_closed_it_measures_no_more(
    run: Run, desk: Desk, seeing: GatedEmbedder, pictures: Path
) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        seeing.shut()
        button(dialog, "Start").click()
        await until(seeing.at_the_gate.is_set)
        dialog.close()  # as the frame's button does
        assert not dialog.isVisible()
        seeing.let_through()
        await until(lambda: desk.session.measuring._task is None)
        assert seeing.embedded < 24 * 8

    run(way())


def test_measured_again_with_other_choices(run: Run, desk: Desk, pictures: Path) -> None:
    async def way() -> None:
        dialog = await measured(desk, pictures)
        button(dialog, "Measure again…").click()
        assert dialog._choices.isVisible()
        assert not figures(dialog).isVisible()
        dialog._boxes[BLIND].click()
        button(dialog, "Start").click()
        await until(figures(dialog).isVisible)
        assert figures(dialog).columnCount() == 1

    run(way())


def test_a_problem_is_told_where_it_was_asked_for(
    run: Run, desk: Desk, pictures: Path, models: dict[str, Callable[[], Embedder]]
) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        for path in (pictures / "red").iterdir():
            path.unlink()
        button(dialog, "Start").click()
        await until(lambda: "has 16 different pictures" in texts(dialog))
        assert button(dialog, "Start").isVisible()

    run(way())


def test_a_model_that_cannot_be_loaded_is_told_of(
    run: Run, desk: Desk, pictures: Path, models: dict[str, Callable[[], Embedder]]
) -> None:
    def damaged() -> Embedder:
        raise Problem("Its file is damaged.")

    async def way() -> None:
        models["broken"] = damaged
        dialog = await measured(desk, pictures)
        assert figures(dialog).columnCount() == 2
        assert "“broken” was not measured. Its file is damaged." in texts(dialog)

    run(way())


def test_saved_for_a_spreadsheet(run: Run, desk: Desk, pictures: Path, tmp_path: Path) -> None:
    async def save_to(dialog: MeasureDialog, file: Path) -> None:
        button(dialog, "Save as CSV…").click()
        await until(lambda: dialog.findChildren(QFileDialog))
        (question,) = dialog.findChildren(QFileDialog)
        question.fileSelected.emit(str(file))
        question.close()

    async def way() -> None:
        dialog = await measured(desk, pictures)
        file = tmp_path / "figures.csv"
        await save_to(dialog, file)
        with file.open(encoding="utf-8-sig", newline="") as rows:
            head, first, *_ = csv.reader(rows)
        assert head == ["", SEEING, "±", BLIND, "±"]
        assert first[0] == f"{FIRST} (%)"
        await until(lambda: not dialog.findChildren(QFileDialog))
        await save_to(dialog, tmp_path / "no such folder" / "figures.csv")
        assert "cannot be written: No such file or directory" in texts(dialog)

    run(way())


def test_another_gallery_has_a_dialog_of_its_own(
    run: Run, desk: Desk, pictures: Path, tmp_path: Path
) -> None:
    async def way() -> None:
        first = await ask(desk, pictures)
        assert await ask(desk, pictures) is first
        other = save_garments(tmp_path / "other")
        second = await ask(desk, other)
        await until(lambda: desk.window.findChildren(MeasureDialog) == [second])
        assert second.gallery == other

    run(way())


def test_everything_has_a_name_and_a_place_in_the_tab_order(
    run: Run, desk: Desk, pictures: Path
) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        for shown in (dialog, await measured(desk, pictures)):
            seen = [widget for widget in shown.findChildren(QWidget) if widget.isVisible()]
            reached = [each for each in seen if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
            assert len(reached) >= 3
            for widget in reached:
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface.text(QAccessible.Text.Name), widget

    run(way())


def test_the_models_of_the_program(run: Run, qapp: QApplication, worker: Worker) -> None:
    async def way() -> None:
        desk = Desk(qapp, worker, embedder := ColourEmbedder())
        models = await desk.session.models()
        assert models["Built in"]() is embedder
        await desk.close()

    run(way())


def test_a_newer_measuring_takes_the_place_of_the_one_before(
    run: Run, worker: Worker, pictures: Path
) -> None:
    async def way() -> None:
        measuring = Measuring(worker)
        told: list[str] = []
        measuring.measured.connect(lambda result: told.append(result.models[0].title))
        measuring.ended.connect(lambda: told.append("ended"))
        for title in ("first", "second"):
            measuring.start(measure(pictures, {title: ColourEmbedder}))
            await asyncio.sleep(0)
        await until(lambda: "ended" in told)
        await asyncio.sleep(0)
        assert told == ["second", "ended"]
        await measuring.close()

    run(way())

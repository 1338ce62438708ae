"""The results that are shown, written into files: Results > Export."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from clothesfinder import contact_sheet
from clothesfinder.gui import export_actions
from clothesfinder.gui.exporting import FILTERS

from .desk import Desk, until

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run

ENTRY = "Results/Export…"


async def find(desk: Desk, gallery: Path, query: Path) -> None:
    desk.drop(gallery)
    await until(lambda: "up to date" in desk.notice)
    desk.drop(query)
    await until(lambda: desk.shown)
    await desk.at_rest()


def question(desk: Desk) -> QFileDialog:
    (found,) = [one for one in desk.window.findChildren(QFileDialog) if one.isVisible()]
    return found


async def export(desk: Desk, file: Path) -> None:
    desk.menu(ENTRY)
    asked = question(desk)
    asked.fileSelected.emit(str(file))
    asked.close()
    await until(lambda: desk.notice == f"Written to {file}.")


def test_results_as_each_kind(
    run: Run, desk: Desk, pictures: Path, query: Path, tmp_path: Path
) -> None:
    async def way() -> None:
        await find(desk, pictures, query)
        await export(desk, tmp_path / "found.csv")
        with (tmp_path / "found.csv").open(encoding="utf-8-sig", newline="") as file:
            _, *rows = csv.reader(file)
        assert [row[2] for row in rows] == [str(pictures / name) for name in desk.shown]
        assert {row[0] for row in rows} == {str(query)}
        await export(desk, tmp_path / "found.json")
        told = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
        assert told["title"] == "Pictures like “query.png” in “gallery”"
        assert len(told["queries"][0]["matches"]) == len(desk.shown)
        await export(desk, tmp_path / "found.html")
        sheet = (tmp_path / "found.html").read_text(encoding="utf-8")
        assert sheet.count("<img ") == 1 + len(desk.shown)

    run(way())


def test_of_a_pasted_picture(run: Run, desk: Desk, pictures: Path, query: Path) -> None:
    async def way() -> None:
        await find(desk, pictures, query)
        desk.session.searching.arriving.search_bitmap(QImage(str(query)), "Pasted picture")
        await until(lambda: desk.window._query.name == "Pasted picture")
        await desk.at_rest()
        file = pictures.parent / "found.html"
        await export(desk, file)
        sheet = file.read_text(encoding="utf-8")
        assert sheet.count("<img ") == 1 + len(desk.shown)
        assert "Pictures like “Pasted picture”" in sheet

    run(way())


def test_only_while_there_are_results(
    run: Run, desk: Desk, pictures: Path, query: Path, tmp_path: Path
) -> None:
    async def way() -> None:
        with pytest.raises(AssertionError):
            desk.menu(ENTRY)
        await find(desk, pictures, query)
        (tmp_path / "bad.png").write_text("no picture")
        desk.drop(tmp_path / "bad.png")
        await until(lambda: not desk.shown)
        await desk.at_rest()
        with pytest.raises(AssertionError):
            desk.menu(ENTRY)

    run(way())


def test_by_key_and_the_name_goes_with_the_kind(
    run: Run, desk: Desk, pictures: Path, query: Path, tmp_path: Path
) -> None:
    async def way() -> None:
        await find(desk, pictures, query)
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        QTest.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        asked = question(desk)
        asked.setDirectory(str(tmp_path))
        assert asked.selectedFiles()[0].endswith("Pictures like “query.png” in “gallery”.html")
        for chosen, suffix in zip(asked.nameFilters(), FILTERS, strict=True):
            assert f"(*{suffix})" in chosen
            asked.selectNameFilter(chosen)
            asked.filterSelected.emit(chosen)
            assert asked.defaultSuffix() == suffix[1:]
            assert asked.selectedFiles()[0].endswith(f"in “gallery”{suffix}")
        asked.close()

    run(way())


def test_a_failure_is_told(
    run: Run, desk: Desk, pictures: Path, query: Path, tmp_path: Path
) -> None:
    async def way() -> None:
        await find(desk, pictures, query)
        desk.menu(ENTRY)
        asked = question(desk)
        asked.fileSelected.emit(str(pictures / "red.png"))
        asked.close()
        await until(lambda: "called like a picture" in desk.notice)
        assert not QImage(str(pictures / "red.png")).isNull()

    run(way())


def test_progress_and_cancel(
    run: Run,
    desk: Desk,
    pictures: Path,
    query: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import threading

    held = threading.Event()
    small = contact_sheet._small

    def slow(*given: object) -> object:
        held.wait(60)
        return small(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(contact_sheet, "_small", slow)
    monkeypatch.setattr(export_actions, "TOLD_AFTER_MS", 0)

    async def way() -> None:
        await find(desk, pictures, query)
        desk.menu(ENTRY)
        asked = question(desk)
        asked.fileSelected.emit(str(tmp_path / "found.html"))
        asked.close()
        await until(lambda: desk.notice == "Writing found.html: 0 of 1…")
        (button,) = [one for one in desk.window.notice.findChildren(QPushButton) if one.isVisible()]
        assert button.text() == "Cancel"
        button.click()
        await until(lambda: desk.notice == "Nothing was written.")
        held.set()
        await until(lambda: not list(tmp_path.glob(".*.part")))
        assert not (tmp_path / "found.html").exists()

    try:
        run(way())
    finally:
        held.set()
